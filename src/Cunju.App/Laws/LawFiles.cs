using Cunju.App.TaskLists;
using Cunju.Core.DataFiles;
using Cunju.Core.Laws;

namespace Cunju.App.Laws;

/// <summary>法条文件夹: every file of <c>data/law/</c> that the program can read, as one book of law.</summary>
public static class LawFiles
{
    /// <summary>The book, and every fault of every file. Without a folder there is no rule at all, and everything is 无法定门槛.</summary>
    public static (LawBook Law, IReadOnlyList<Finding> Faults) Read(string folder)
    {
        var rules = new List<LawRule>();
        var faults = new List<Finding>();
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).ToArray() : [])
        {
            var findings = new Findings(file);
            if (YamlFile.Read(File.ReadAllText(file), findings) is { } root)
            {
                rules.AddRange(LawReader.Read(root, findings));
            }

            faults.AddRange(findings.All);
        }

        return (new(rules), faults);
    }
}
