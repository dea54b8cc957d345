using System.Text.RegularExpressions;
using Cunju.Core.Assemblies;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Laws;

/// <summary>A rule nobody reads looks like one that is kept: whoever edits the file must be able to tell them apart.</summary>
public sealed partial class UnreadRulesTests
{
    /// <summary>Rules that stand in the files as law and that no line of the program reads yet, each with the reason. One that is read leaves this list.</summary>
    private static readonly Dictionary<string, string> Unread = new()
    {
        ["assembly.frequency"] = "How often is the list's: its obligations carry the same number and article (carry.yaml).",
        ["representatives.frequency"] = "As above.",
        ["appraisal.frequency"] = "As above: the list asks for one appraisal a year.",
        ["representatives.per-household"] = "Settled when representatives are chosen, which is not done here.",
        ["appraisal.notice"] = "For the procedure of appraisals: the plan is told and published ten days before.",
        ["appraisal.gap"] = "For the procedure of appraisals: none within six months of the last.",
        ["supervision.report"] = "For the procedure of supervision; the meeting that hears the report is recorded as any other.",
    };

    [Fact]
    public void Rules_that_nothing_reads_are_known_with_their_reason()
    {
        var code = string.Concat(
            Directory
                .GetFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
                .Select(File.ReadAllText)
        );
        string[] ids = [.. Law.All.Select(rule => rule.Id).Distinct()];
        string[] named = [.. ids.Where(id => code.Contains($"\"{id}\"", StringComparison.Ordinal))];
        // Law.Rule($"{…}.notice"): read for every kind of meeting, and -due after every rule that is named.
        string[] endings = [.. Composed().Matches(code).Select(match => match.Groups["ending"].Value).Distinct()];
        var composed =
            from beginning in named.Concat(MeetingTypes.All.Select(type => type.Rules))
            from ending in endings
            select beginning + ending;
        Assert.Equal(
            [".majority", ".notice", ".quorum", "-due"],
            endings.Order(StringComparer.Ordinal).OrderBy(ending => ending[0] == '-')
        );
        Assert.Equal(Unread.Keys.Order(StringComparer.Ordinal), ids.Except(named).Except(composed).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("""Rules?\(\$"\{[^}]+\}(?<ending>[.-][a-z-]+)"(?=,)""")]
    private static partial Regex Composed();
}
