using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.TaskLists;

/// <summary>A list file with everything it names: source text, calendar and register, looked for beside the list and then among the program's own data.</summary>
public sealed record TaskListFile(ListReading? Reading, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the list may be used.</summary>
    public bool IsSound => Reading is not null && Findings.IsEmpty;

    /// <summary>Reads a list and, when asked to, runs the situations it brings along. Faults of the files it names are among the findings.</summary>
    /// <param name="path">The list.</param>
    /// <param name="registers">Registers in which named units are looked up before the list's own.</param>
    /// <param name="prove">Whether to run its situations.</param>
    /// <exception cref="IOException">The list itself cannot be read.</exception>
    public static TaskListFile Read(string path, ImmutableArray<Register> registers, bool prove) =>
        Read(path, File.ReadAllText(path), registers, prove);

    /// <summary>The same for a text that is not (yet) in that file.</summary>
    public static TaskListFile Read(string path, string text, ImmutableArray<Register> registers, bool prove)
    {
        var findings = new Findings(path);
        if (YamlFile.Read(text, findings) is not { } root)
        {
            return new(null, findings.All);
        }

        var others = ImmutableArray.CreateBuilder<Finding>();
        var around = Surroundings(path, root, registers, others);
        var reading = TaskListReader.Read(root, around, findings);
        if (prove && findings.None)
        {
            foreach (var situation in reading.Situations)
            {
                situation.Run(reading.List, findings);
            }

            reading.ProveAnswers(findings);
        }

        return new(reading, [.. findings.All, .. others]);
    }

    private static ListSurroundings Surroundings(
        string path,
        Node root,
        ImmutableArray<Register> registers,
        ImmutableArray<Finding>.Builder others
    )
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var map = root as MappingNode;
        var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var source in (map?["sources"] as SequenceNode)?.Items.OfType<MappingNode>() ?? [])
        {
            if (source["file"] is ScalarNode { Text: var name } && Find(folder, name) is { } found)
            {
                texts[name] = File.ReadAllText(found);
            }
        }

        WorkCalendar? calendar = null;
        if (map?["calendar"] is ScalarNode { Text: var days } && Find(folder, days) is { } calendarFile)
        {
            var findings = new Findings(calendarFile);
            if (YamlFile.Read(File.ReadAllText(calendarFile), findings) is { } node)
            {
                calendar = CalendarFile.Read(node, findings);
            }

            others.AddRange(findings.All);
        }

        if ((map?["units"] as MappingNode)?["register"] is ScalarNode { Text: var units } && Find(folder, units) is { } register)
        {
            var findings = new Findings(register);
            registers = registers.Add(UnitFile.Read(File.ReadAllText(register), findings));
            others.AddRange(findings.All);
        }

        return new(texts.ToImmutable(), calendar, registers);
    }

    private static string? Find(string folder, string name)
    {
        if (name.Length == 0 || name.Contains('\0') || Path.IsPathRooted(name))
        {
            return null;
        }

        string[] folders = [folder, Path.Combine(AppContext.BaseDirectory, "data", "tasklists")];
        return folders.Select(each => Path.GetFullPath(Path.Combine(each, name))).FirstOrDefault(File.Exists);
    }
}
