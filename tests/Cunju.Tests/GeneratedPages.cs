using System.Text;
using System.Text.RegularExpressions;
using Cunju.App;
using Cunju.Core.Procedures;
using Xunit;

namespace Cunju.Tests;

/// <summary>Pages of the documentation that the program writes itself; <c>CUNJU_APPROVE=1</c> rewrites them.</summary>
public sealed partial class GeneratedPages
{
    public static TheoryData<string> Procedures => [.. TestCell.Institutions.Select(procedure => procedure.Name)];

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Every_procedure_has_its_page(string name)
    {
        var procedure = Modules.Procedure(name)!;
        Approved.File(
            Path.Combine(Repository.Root, "docs", "procedures", $"{name}.md"),
            ProcedurePage.Markdown(procedure, TestCell.Data.Offices.TitlesWith)
        );
    }

    [Fact]
    public void No_page_is_left_of_a_procedure_that_is_gone() =>
        Assert.Equal(
            TestCell.Institutions.Select(procedure => $"{procedure.Name}.md").Order(StringComparer.Ordinal),
            Directory
                .GetFiles(Path.Combine(Repository.Root, "docs", "procedures"))
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
        );

    /// <summary>A page that names a file that is not there is worse than none.</summary>
    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var pages = Directory
            .GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .ToArray();
        var broken =
            from page in pages
            from Match link in Link().Matches(File.ReadAllText(page))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
            select $"{Path.GetFileName(page)} → {target}";
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [Fact]
    public void The_glossary_is_the_table_of_its_data()
    {
        var page = new StringBuilder(
            "# Glossary · 词汇\n\nWritten from `data/glossary.tsv`; the law of names. Identifiers use the English word, people read the Chinese one.\n\n"
        );
        page.Append("| English | 官方名称 | Meaning |\n| --- | --- | --- |\n");
        foreach (var term in Glossary())
        {
            page.Append("| ").Append(string.Join(" | ", term)).Append(" |\n");
        }

        Approved.File(Path.Combine(Repository.Root, "GLOSSARY.md"), page.ToString());
    }

    [Fact]
    public void The_glossary_says_every_word_once()
    {
        var words = Glossary().Select(term => term[0]).ToArray();
        Assert.Equal(words.Distinct(), words);
        Assert.All(Glossary(), term => Assert.True(term.Length == 3 && term[1].Length > 0, string.Join(' ', term)));
    }

    private static IEnumerable<string[]> Glossary() =>
        File.ReadLines(Path.Combine(Repository.Root, "data", "glossary.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'));
}
