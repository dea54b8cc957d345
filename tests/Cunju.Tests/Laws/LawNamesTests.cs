using System.Text.RegularExpressions;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Laws;

/// <summary>法律的名称: they stand on minutes and refusals, so each law is called by one name, with the year of its wording where there are several.</summary>
public sealed partial class LawNamesTests
{
    /// <summary>Every law the program rests on, as it is cited. A new one is added here first, by its official name less 中华人民共和国.</summary>
    private static readonly string[] Names =
    [
        "《村民委员会组织法》（2018年修正）",
        "《村民委员会组织法》（2025年修正）",
        "《城市居民委员会组织法》（2018年修正）",
        // Rewritten as a whole (修订), where the law of villages was amended (修正).
        "《城市居民委员会组织法》（2025年修订）",
        "《重庆市实施〈村民委员会组织法〉办法》",
        "《人民调解法》",
        "《中国共产党支部工作条例（试行）》",
        "《关于建立健全村务监督委员会的指导意见》（2017年）",
    ];

    [Fact]
    public void Rules_of_law_cite_laws_by_their_names() => Assert.All(Law.All, rule => Assert.DoesNotMatch(AnyLaw(), Rest(rule.Source)));

    [Fact]
    public void Offices_cite_laws_by_their_names()
    {
        var offices = TestCell.Data.Offices;
        string[] said =
        [
            .. offices.All.Select(office => office.TermSource).OfType<string>(),
            .. offices.All.SelectMany(office => office.Grants).Select(grant => grant.Why),
            .. offices.Conflicts.SelectMany(conflict => conflict.Sources).Select(source => source.Text),
        ];
        Assert.Contains(said, text => text.Contains(Names[0], StringComparison.Ordinal));
        Assert.All(said, text => Assert.DoesNotMatch(AnyLaw(), Rest(text)));
    }

    [Fact]
    public void What_forbids_two_offices_at_once_names_the_article_of_each_law() =>
        Assert.All(
            TestCell.Data.Offices.Conflicts.SelectMany(conflict => conflict.Sources).Select(source => source.Text),
            text => Assert.Matches(text.Contains("组织法", StringComparison.Ordinal) ? "第.+条$" : "指导意见", text)
        );

    [Fact]
    public void Editions_carried_over_name_the_new_laws_as_the_rules_do()
    {
        var sources = CarriedSource().Matches(File.ReadAllText(Path.Combine(Repository.Root, "data", "tasklists", "carry.yaml")));
        Assert.Equal(
            ["《村民委员会组织法》（2025年修正）", "《城市居民委员会组织法》（2025年修订）"],
            sources.Select(source => $"《{source.Groups["name"].Value}》（{source.Groups["edition"].Value}）")
        );
        Assert.All(sources, source => Assert.Contains($"《{source.Groups["name"].Value}》（{source.Groups["edition"].Value}）", Names));
    }

    /// <summary>A table of steps speaks of the laws of every year, so there the name may stand alone.</summary>
    [Fact]
    public void Code_cites_the_organic_laws_by_their_names()
    {
        var files = Directory
            .GetFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".tsv");
        var wrong =
            from file in files
            from line in File.ReadLines(file)
            let rest = Rest(line).Replace("《村民委员会组织法》", "").Replace("《城市居民委员会组织法》", "")
            where rest.Contains("组织法", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    private static string Rest(string said) => Names.Aggregate(said, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal));

    /// <summary>What looks like the name of a law or of a wording of one.</summary>
    [GeneratedRegex("《|(?<!办)法(?!律)|条例|实施办法|指导意见|修正|修订|[0-9]{4} ?年")]
    private static partial Regex AnyLaw();

    [GeneratedRegex("text: 中华人民共和国(?<name>[^（]+)（(?<edition>[0-9]{4}年修[正订])，")]
    private static partial Regex CarriedSource();
}
