using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Xunit;

namespace Cunju.Tests.TaskLists.Data;

/// <summary>The register as a file: columns in any order, states over time, townships and the bureau derived.</summary>
public sealed class UnitFileTests
{
    private const string Head = "name\tcode\tkind\ttownship\ttownship_code\tfrom\tto\tsucceeds\tsmall-population\n";

    [Fact]
    public void Several_lines_of_one_code_are_its_states_over_time()
    {
        var register = Sound(
            Head
                + "甲村村民委员会\t500112018202\tvillage\t王家街道\t500112018\t\t2023-06-30\t\ttrue\n"
                + "甲社区居民委员会\t500112018202\tcommunity\t王家街道\t500112018\t2023-07-01\t\t\t\n"
        );
        var unit = register.Find("500112018202")!;
        Assert.Equal(UnitKind.Village, unit.KindOn(new(2023, 6, 30)));
        Assert.Equal(UnitKind.Community, unit.KindOn(new(2023, 7, 1)));
        Assert.Equal("甲社区", unit.ShortNameOn(new(2023, 7, 1)));
        Assert.Null(unit.To);
        Assert.Equal("true", unit.ProfileOn("small-population", new(2023, 6, 30)));
        // An empty cell is unknown, never no.
        Assert.Null(unit.ProfileOn("small-population", new(2023, 7, 1)));
    }

    [Fact]
    public void Townships_and_the_bureau_follow_from_the_lines()
    {
        var register = Sound("code\tname\ttownship_code\ttownship\n# 说明\n500112018202\t玉峰山村村民委员会\t500112018\t王家街道\n");
        Assert.Equal(["500112", "500112018", "500112018202"], register.All.Select(unit => unit.Id));
        Assert.Equal("王家街道", register.Find("500112018")!.NameOn(new(2023, 1, 1)));
        Assert.Equal("500112", register.Find("500112018")!.ParentOn(new(2023, 1, 1)));
        Assert.Equal(UnitKind.Village, register.Find("500112018202")!.KindOn(new(2023, 1, 1)));
    }

    [Theory]
    [InlineData("name\tkind\n甲\tvillage\n", "缺少「code」", 1)]
    [InlineData("code\tname\tkin\n", "是否想写「kind」", 1)]
    [InlineData("code\tname\tkind\n50011201820\t甲\tvillage\n", "代码「50011201820」不对", 2)]
    [InlineData("code\tname\tkind\n500112018202\t甲\tvilage\n", "是否想写「village」", 2)]
    [InlineData("code\tname\tkind\n500112018202\t\tvillage\n", "没有名称", 2)]
    [InlineData("code\tname\tkind\n500112018202\t甲\tvillage\n500112018202\t乙\tvillage\n", "从同一天开始", 3)]
    [InlineData("code\tname\tkind\tfrom\n500112018202\t甲\tvillage\t2023-7-1\n", "「from」应为日期", 2)]
    [InlineData("code\tname\tkind\n500112018202\t甲\tvillage\t多\n", "有4格", 2)]
    [InlineData("code\tname\tsucceeds\n500112018202\t甲\t500112018299\n", "不在名册", 2)]
    [InlineData("", "没有表头", 1)]
    public void A_faulty_register_is_named_with_its_line(string text, string word, int line)
    {
        var findings = new Findings("units.tsv");
        _ = UnitFile.Read(text, findings);
        var finding = Assert.Single(findings.All);
        Assert.Contains(word, finding.ToString(), StringComparison.Ordinal);
        Assert.Equal(line, finding.At.Line);
    }

    private static Register Sound(string text)
    {
        var findings = new Findings("units.tsv");
        var register = UnitFile.Read(text, findings);
        Assert.Empty(findings.All);
        return register;
    }
}
