using System.Text.RegularExpressions;
using Cunju.App.Doors;
using Cunju.App.People;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.People;

public sealed partial class LooksTests
{
    /// <summary>What anybody may read is not noted.</summary>
    private static readonly string[] Open = ["open", "officers"];

    [Fact]
    public async Task Every_page_that_notes_who_looked_has_a_name_people_know()
    {
        await using var site = await TestSite.Start();
        var pages = Samples.RoutesOf(site.Endpoints).Where(route => route.StartsWith("/{unit}/", StringComparison.Ordinal));
        var doors = Samples
            .RoutesOf(site.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<NeedsKey>() is not null))
            .Where(route => route.StartsWith("/api/{unit}/", StringComparison.Ordinal))
            .Select(route => route["/api".Length..]);
        string[] words = [.. pages.Concat(doors).Select(route => route.Split('/')[2]).Except(Open)];
        Assert.Superset(new HashSet<string> { "desk", "scoreboard", "oversight", "readings", "calendar" }, words.ToHashSet());
        Assert.All(words, word => Assert.Matches(Chinese(), Looks.TitleOf(word)));
    }

    [Fact]
    public async Task What_was_looked_at_is_said_in_the_words_of_the_page()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"/{TestCell.Village}/scoreboard");
        using var bureau = await site.Browse(TestCell.District, "bureau-officer");
        await bureau.Go($"/{TestCell.Township}/oversight/lanes");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/looks");
        Assert.Contains("完成情况", clerk.Page.QuerySelector("tbody")!.TextContent);
        await officer.Go($"/{TestCell.Township}/looks");
        Assert.Contains("总览", officer.Page.QuerySelector("tbody")!.TextContent);
    }

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}（）]+$")]
    private static partial Regex Chinese();
}
