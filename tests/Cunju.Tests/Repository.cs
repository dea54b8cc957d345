namespace Cunju.Tests;

/// <summary>Where the sources lie, for tests that read them.</summary>
public static class Repository
{
    /// <summary>The folder with <c>cunju.slnx</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Files of App beside the Desk that may write, each with its reason beside the pragma.</summary>
    public static readonly string[] OtherWriters =
    [
        "Storage/UnitAudit.cs",
        "Storage/Backup.cs",
        "Storage/CellStore.cs",
        "Storage/ProtectionKeys.cs",
    ];

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "cunju.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
