using System.Text;
using Cunju.App;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Xunit;

namespace Cunju.Tests;

/// <summary>Pages of the documentation that the program writes itself; <c>CUNJU_APPROVE=1</c> rewrites them.</summary>
public sealed class GeneratedPages
{
    public static TheoryData<string> Procedures => [.. TestCell.Institutions.Select(procedure => procedure.Name)];

    [Theory]
    [MemberData(nameof(Procedures))]
    public void Every_procedure_has_its_page(string name)
    {
        var procedure = Modules.Procedure(name)!;
        Approved.File(Path.Combine(Repository.Root, "docs", "procedures", $"{name}.md"), ProcedurePage.Markdown(procedure, OfficesWith));
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

    private static IEnumerable<string> OfficesWith(Permission permission) =>
        TestCell
            .Data.Offices.All.Where(office => office.Grants.Any(grant => grant.Permissions.Contains(permission.Id)))
            .Select(office =>
                office.Id == OfficeBook.LinkHolder ? "一次性链接持有人" : office.Titles.OrderBy(title => title.Key).First().Value
            )
            .Distinct();

    private static IEnumerable<string[]> Glossary() =>
        File.ReadLines(Path.Combine(Repository.Root, "data", "glossary.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'));
}
