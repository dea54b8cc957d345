namespace Cunju.Tests;

/// <summary>Where the sources lie, for tests that read them.</summary>
public static class Repository
{
    /// <summary>The folder with <c>cunju.slnx</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Files of App that may save: the Desk, and four that nobody acts in, each with its reason beside the pragma.</summary>
    public static readonly string[] Savers =
    [
        "Desk.cs",
        "Storage/UnitAudit.cs",
        "Storage/Backup.cs",
        "Storage/CellStore.cs",
        "Storage/ProtectionKeys.cs",
    ];

    /// <summary>Files of App that write by statements what is no act of anybody: credentials, looks, files that wait, marks of the cell, settings of the engine. Each
    /// says beside the pragma why its rows do not stand in the journal.</summary>
    public static readonly string[] BesideTheJournal =
    [
        "Demo/DemoFile.cs",
        "Doors/ApiKey.cs",
        "Feeds/Feed.cs",
        "People/Attempts.cs",
        "People/Looks.cs",
        "People/Sessions.cs",
        "Shell/KeptFiles.cs",
        "Storage/Audit.cs",
        "Storage/Cell.cs",
        "Storage/PostgresDb.cs",
    ];

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "cunju.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
