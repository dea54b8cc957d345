using Cunju.App.Laws;
using Cunju.App.TaskLists;
using Cunju.Core.DataFiles;
using Cunju.Core.Laws;
using Cunju.Core.Places;
using Xunit;

namespace Cunju.Tests.Laws;

public sealed class LawReaderTests
{
    private const string Good = """
        rules:
          - id: assembly.quorum
            kinds: village
            from: "2018-12-29"
            to: "2025-12-31"
            values: { mode: persons, fraction: 1/2, compare: more-than }
            source: 某法第一条
            text: 一句话。
        """;

    [Fact]
    public void The_shipped_rules_have_no_fault_and_each_cites_an_article_and_says_one_sentence()
    {
        var (law, faults) = LawFiles.Read(Path.Combine(AppContext.BaseDirectory, "data"));
        Assert.Empty(faults);
        Assert.True(law.All.Length >= 60);
        Assert.All(law.All, rule => Assert.True(rule.Source.Length > 4 && rule.Text.EndsWith('。'), rule.Id));
        Assert.All(law.All.Where(rule => !rule.Values.ContainsKey("custom")), rule => Assert.Matches("第.+条$", rule.Source));
    }

    [Theory]
    [InlineData("2025-12-31", UnitKind.Village, "2018年")]
    [InlineData("2026-01-01", UnitKind.Village, "2025年")]
    [InlineData("2025-12-31", UnitKind.Community, "2018年")]
    [InlineData("2026-01-01", UnitKind.Community, "2025年")]
    public void The_law_changes_on_the_first_of_January_2026(string day, UnitKind kind, string edition)
    {
        var (law, _) = LawFiles.Read(Path.Combine(AppContext.BaseDirectory, "data"));
        Assert.All(law.Rules("assembly.quorum", kind, DateOnly.Parse(day)), rule => Assert.Contains(edition, rule.Source));
        Assert.NotEmpty(law.Rules("assembly.quorum", kind, DateOnly.Parse(day)));
    }

    [Fact]
    public void A_good_file_is_read() => Assert.Equal("某法第一条", Assert.Single(Read(Good).Rules).Source);

    [Theory]
    [InlineData("kinds: village", "kinds: vilage", 3, "village")]
    [InlineData("fraction: 1/2", "fraction: 2/1", 6, "比例")]
    [InlineData("compare: more-than", "compare: morethan", 6, "more-than")]
    [InlineData("mode: persons", "mood: persons", 6, "mode")]
    [InlineData("    source: 某法第一条\n", "", 2, "source")]
    [InlineData("from: \"2018-12-29\"", "from: \"2018-13-29\"", 4, "日期")]
    [InlineData("to: \"2025-12-31\"", "to: \"2017-12-31\"", 5, "早于")]
    [InlineData("fraction: 1/2, compare: more-than", "days: ten", 6, "整数")]
    [InlineData("fraction: 1/2, compare: more-than", "months: six", 6, "整数")]
    [InlineData("rules:", "ruls:", 1, "rules")]
    public void A_fault_is_named_with_its_line_and_what_to_write(string written, string instead, int line, string says)
    {
        var text = Good.ReplaceLineEndings("\n");
        Assert.Contains(written, text);
        var (_, findings) = Read(text.Replace(written, instead, StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.At.Line == line && finding.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_rules_for_one_thing_on_one_day_are_a_fault()
    {
        var second = Good["rules:".Length..].Replace("\"2025-12-31\"", "\"2026-12-31\"", StringComparison.Ordinal);
        var (_, findings) = Read(Good + second);
        Assert.Contains(findings, finding => finding.What.Contains("同一天", StringComparison.Ordinal));
    }

    private static (IReadOnlyList<LawRule> Rules, IReadOnlyList<Finding> Findings) Read(string text)
    {
        var findings = new Findings("law.yaml");
        var root = YamlFile.Read(text, findings);
        return (root is null ? [] : LawReader.Read(root, findings), findings.All);
    }
}
