using Cunju.App.TaskLists;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Laws;

namespace Cunju.App.Laws;

/// <summary>法条和工作日历: every file of <c>law/</c> and <c>calendars/</c> that the program can read, as one book of law.</summary>
public static class LawFiles
{
    /// <summary>The book, and every fault of every file. Without a folder there is no rule at all, and everything is 无法定门槛.</summary>
    /// <param name="data">The folder both lie in.</param>
    public static (LawBook Law, IReadOnlyList<Finding> Faults) Read(string data)
    {
        var faults = new List<Finding>();
        LawRule[] rules = [.. Each("law", LawReader.Read).SelectMany(file => file)];
        return (new(rules, WorkCalendar.Of([.. Each("calendars", CalendarFile.Read)])), faults);

        IEnumerable<TFile> Each<TFile>(string kind, Func<Node, Findings, TFile> read)
        {
            var folder = Path.Combine(data, kind);
            foreach (
                var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).ToArray() : []
            )
            {
                var findings = new Findings(path);
                if (YamlFile.Read(File.ReadAllText(path), findings) is { } root)
                {
                    yield return read(root, findings);
                }

                faults.AddRange(findings.All);
            }
        }
    }
}
