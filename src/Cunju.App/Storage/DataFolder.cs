using System.Collections.Immutable;
using Cunju.App.Laws;
using Cunju.App.People;
using Cunju.App.TaskLists;
using Cunju.Core.DataFiles;
using Cunju.Core.Laws;
using Cunju.Core.People;
using Cunju.Core.TaskLists;

namespace Cunju.App.Storage;

/// <summary>What officials edit: lists, laws, offices. Read once at the start; a faulty file stops the program with every fault and its place.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Lists">The editions, by the first day they are in force.</param>
/// <param name="Law">The dated rules of law.</param>
public sealed record DataFolder(string Path, ImmutableArray<TaskList> Lists, LawBook Law)
{
    /// <summary>The editions as their files have them, in the order of <see cref="Lists"/>, to be read again with the issuer's answers.</summary>
    public ImmutableArray<ListReading> Editions { get; init; } = [];

    /// <summary>The offices and what they may do.</summary>
    public OfficeBook Offices { get; init; } = OfficeBook.Empty;

    /// <summary>The folder that travels with the program.</summary>
    public static string Shipped => System.IO.Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>Reads everything.</summary>
    /// <exception cref="CellException">Something is wrong in a file: every fault of every file, a line each.</exception>
    public static DataFolder Read(string path)
    {
        var faults = new List<Finding>();
        var editions = new List<ListReading>();
        // A list says what it is for; the rules for carrying one into the next year lie beside them and are none.
        foreach (var file in Files(path, "tasklists").Where(file => System.IO.Path.GetFileName(file) != "carry.yaml"))
        {
            var read = TaskListFile.Read(file, [], prove: false);
            faults.AddRange(read.Findings);
            if (read.IsSound)
            {
                editions.Add(read.Reading!);
            }
        }

        var offices = OfficesFile.ReadFile(System.IO.Path.Combine(path, "offices.yaml"), faults);
        var (law, lawFaults) = LawFiles.Read(path);
        faults.AddRange(lawFaults);
        if (faults.Count > 0)
        {
            throw new CellException(string.Join('\n', faults));
        }

        var inOrder = editions.OrderBy(edition => edition.List.InForce.First).ToImmutableArray();
        return inOrder.Length > 0
            ? new(path, [.. inOrder.Select(edition => edition.List)], law) { Editions = inOrder, Offices = offices }
            : throw new CellException($"{path} 里没有清单（tasklists/*.yaml），程序不知道要做什么。");
    }

    private static IEnumerable<string> Files(string path, string kind)
    {
        var folder = System.IO.Path.Combine(path, kind);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal) : [];
    }
}
