using Cunju.App.TaskLists;

namespace Cunju.Tests.TaskLists.Data;

/// <summary>The data files as they stand in the repository.</summary>
internal static class ListFiles
{
    public static readonly string Root = FindRoot();

    public static readonly string List2023 = Path.Combine(Root, "data", "tasklists", "yubei-2023.yaml");

    public static readonly string List2026 = Path.Combine(Root, "data", "tasklists", "yubei-2026.yaml");

    public static readonly string Units = Path.Combine(Root, "data", "places", "500112.tsv");

    public static readonly string Text2023 = File.ReadAllText(List2023);

    /// <summary>The 2023 list with a changed text, read as if it stood in its place.</summary>
    public static TaskListFile Read(string text, bool prove = false) => TaskListFile.Read(List2023, text, [], prove);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "cunju.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
