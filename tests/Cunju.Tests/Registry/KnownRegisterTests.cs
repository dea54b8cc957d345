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
        await again.Go($"/{TestCell.Township}/oversight?as-of=2023-08-01");
        Assert.NotEqual(Figures(before), Figures(again.Page.QuerySelector("main")!.TextContent));
    }

    private static string Chips(Browser browser) =>
        string.Join(' ', browser.Page.QuerySelectorAll("main .chip").Select(chip => chip.TextContent));

    /// <summary>The counts of the overview, without the words about the days asked for.</summary>
    private static string Figures(string page) => page[page.IndexOf("按措施", StringComparison.Ordinal)..];
}
