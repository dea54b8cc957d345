using System.Collections.Immutable;
using System.Net;
using Cunju.Core.Registry;
using Cunju.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Registry;

/// <summary>按那一天所知: what a unit says of itself, or the district of it, later and for earlier days, does not change what the board showed.</summary>
public sealed class KnownRegisterTests
{
    private const string Why = $"/{TestCell.Village}/scoreboard/subcommittees.set";
    private const string Then = "?as-of=2023-08-01&known-at=2023-08-01";

    [Fact]
    public async Task A_profile_said_later_for_earlier_days_is_not_known_before()
    {
        await using var site = await TestSite.Start("2023-08-01");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(Why);
        Assert.DoesNotContain("不适用", Chips(clerk));

        site.Cell.Clock.Set("2023-10-12");
        StartProfile said = new()
        {
            Item = "small-population",
            From = new(2023, 1, 1),
            Value = "是",
        };
        await site.Cell.Does(site.Cell.Everyone(TestCell.Village), ProfileProcedure.Table, TestCell.Village, null, said);
        using var again = await site.Browse(TestCell.Village, "clerk");
        await again.Go($"{Why}?as-of=2023-08-01");
        Assert.Contains("不适用", Chips(again));
        await again.Go($"{Why}{Then}");
        Assert.DoesNotContain("不适用", Chips(again));
        // The township sees the same of it, on both days.
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Why}{Then}");
        Assert.DoesNotContain("不适用", Chips(officer));
    }

    [Fact]
    public async Task A_kind_that_was_changed_later_for_earlier_days_is_not_known_before()
    {
        await using var site = await TestSite.Start("2023-08-01");
        using var bureau = await site.Browse(TestCell.District, "bureau-officer");
        await bureau.Go($"/{TestCell.Township}/oversight");
        var before = bureau.Page.QuerySelector("main")!.TextContent;
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/scoreboard");
        var own = Board(clerk);
        Assert.Contains(own, line => line.Contains("村民会议", StringComparison.Ordinal));
        await clerk.Go(Why);
        var why = Reasons(clerk);

        site.Cell.Clock.Set("2023-10-12");
        var places = site.Cell.Everyone(TestCell.District);
        await using var db = site.Cell.Cell.Open();
        var register = await db.Set<PlaceRegister>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        ChangeKind change = new()
        {
            Code = TestCell.Village,
            Kind = Core.Places.UnitKind.Community,
            From = new(2023, 3, 1),
            Seen = register.Version,
        };
        await site.Cell.Does(places, PlaceProcedure.Table, register.Unit, register.Number, change);
        using var again = await site.Browse(TestCell.District, "bureau-officer");
        await again.Go($"/{TestCell.Township}/oversight{Then}");
        Assert.Equal(Figures(before), Figures(again.Page.QuerySelector("main")!.TextContent));
        // The unit's own page judged a village, and speaks of one.
        using var then = await site.Browse(TestCell.Village, "clerk");
        await then.Go($"/{TestCell.Village}/scoreboard{Then}");
        Assert.Equal(own, Board(then));
        await then.Go($"{Why}{Then}");
        Assert.Equal(why, Reasons(then));
        await then.Go($"/{TestCell.Village}/scoreboard?as-of=2023-08-01");
        Assert.Contains(Board(then), line => line.Contains("居民会议", StringComparison.Ordinal));
        await again.Go($"/{TestCell.Township}/oversight?as-of=2023-08-01");
        Assert.NotEqual(Figures(before), Figures(again.Page.QuerySelector("main")!.TextContent));
    }

    [Theory]
    [InlineData("500112129299", Core.Places.UnitKind.Village, "新坪村村民委员会", TestCell.Township)]
    [InlineData("500112199", Core.Places.UnitKind.Township, "新坪镇", TestCell.District)]
    public async Task Of_a_unit_that_nobody_had_entered_yet_there_was_no_board(
        string code,
        Core.Places.UnitKind kind,
        string name,
        string parent
    )
    {
        await using var site = await TestSite.Start();
        await using var db = site.Cell.Cell.Open();
        var register = await db.Set<PlaceRegister>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        await site.Cell.Does(
            site.Cell.Everyone(TestCell.District),
            PlaceProcedure.Table,
            register.Unit,
            register.Number,
            new AddPlace
            {
                Code = code,
                Kind = kind,
                Name = name,
                Parent = parent,
                From = new(2023, 1, 1),
                Seen = register.Version,
            }
        );
        using var officer = await site.Browse(TestCell.District, "bureau-officer");
        using var program = await Doors.DoorTests.Program(site, "bureau-officer", TestCell.District);
        ImmutableArray<string> pages =
        [
            "scoreboard",
            $"scoreboard/{(kind == Core.Places.UnitKind.Village ? "subcommittees.set" : "case.nominated")}",
        ];
        foreach (var page in pages)
        {
            await officer.Go($"/{code}/{page}{Then}");
            Assert.Equal(HttpStatusCode.NotFound, officer.Status);
            Assert.Contains("按那天所知，名册里还没有这个单位", officer.Text);
            Assert.Equal("2023-08-01", officer.Page.QuerySelector("input[name=known-at]")!.GetAttribute("value"));
            Assert.Empty(officer.Page.QuerySelectorAll("main .chip"));
            using var answer = await program.GetAsync($"/api/{code}/{page}{Then}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await officer.Go($"/{code}/scoreboard?as-of=2023-08-01");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        using var known = await program.GetAsync($"/api/{code}/scoreboard?as-of=2023-08-01", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        await officer.Go($"/{parent}/oversight{Then}");
        Assert.DoesNotContain("新坪", officer.Page.QuerySelector("main")!.TextContent);
        await officer.Go($"/{TestCell.Township}/oversight{Then}");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        if (kind == Core.Places.UnitKind.Township)
        {
            await officer.Go($"/{code}/oversight{Then}");
            Assert.Equal(HttpStatusCode.NotFound, officer.Status);
            Assert.Contains("按那天所知，名册里还没有这个单位", officer.Text);
        }
    }

    [Fact]
    public async Task The_register_of_a_day_is_told_from_the_journal_once_until_the_register_changes()
    {
        await using var site = await TestSite.Start("2023-08-01");
        site.Cell.Clock.Set("2023-10-12");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{Why}{Then}");
        Assert.Equal(0, await Told());
        StartProfile said = new()
        {
            Item = "small-population",
            From = new(2023, 1, 1),
            Value = "是",
        };
        await site.Cell.Does(site.Cell.Everyone(TestCell.Village), ProfileProcedure.Table, TestCell.Village, null, said);
        Assert.NotEqual(0, await Told());
        Assert.DoesNotContain("不适用", Chips(clerk));
        Assert.Equal(0, await Told());

        async Task<int> Told()
        {
            using var asked = site.CountSql();
            await clerk.Go($"{Why}{Then}");
            return asked.Take().Count(query => query.Contains("FROM \"journal\"", StringComparison.Ordinal));
        }
    }

    private static string[] Board(Browser browser) =>
        [.. browser.Page.QuerySelectorAll("main .duties>li").Select(line => line.TextContent)];

    /// <summary>What is said of every lane, and by which words; without the buttons of today.</summary>
    private static string[] Reasons(Browser browser) =>
        [.. browser.Page.QuerySelectorAll("main h1, .lane .say, .lane .chip, blockquote").Select(part => part.TextContent)];

    private static string Chips(Browser browser) =>
        string.Join(' ', browser.Page.QuerySelectorAll("main .chip").Select(chip => chip.TextContent));

    /// <summary>The counts of the overview, without the words about the days asked for; the links that lead to them stand above.</summary>
    private static string Figures(string page) => page[page.LastIndexOf("按措施", StringComparison.Ordinal)..];
}
