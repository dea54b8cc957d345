using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Laws;
using Cunju.Core.Places;
using Cunju.Tests.People;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Laws;

public sealed class ThresholdTests
{
    private static readonly DateOnly Before = new(2025, 12, 31);
    private static readonly DateOnly After = new(2026, 1, 1);

    [Fact]
    public void A_tenth_of_the_villagers_or_a_third_of_the_representatives_may_demand_an_assembly()
    {
        var village = Village.With(("adults", "1195"), ("representatives", "40"));
        Assert.Equal(
            ["assembly.demand 120/1195人", "assembly.demand 14/40人"],
            Said(village, Before).Where(said => said.StartsWith("assembly", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void In_communities_a_fifth_until_2025_and_a_tenth_since_and_households_as_well_as_people()
    {
        var community = Community.With(("adults", "3000"), ("households", "1001"), ("groups", "10"));
        Assert.Equal(["assembly.demand 600/3000人", "assembly.demand 201/1001户", "assembly.demand 4/10个小组"], Said(community, Before));
        Assert.Equal(["assembly.demand 300/3000人", "assembly.demand 101/1001户"], Said(community, After));
    }

    [Fact]
    public void What_is_unknown_is_not_reckoned_with()
    {
        Assert.Empty(Said(Village, After));
        Assert.Empty(Said(Village.With(("adults", "")), After));
        Assert.Equal(
            ["representatives.share 36/45人", "representatives.women 15/45人"],
            Said(Village.With(("assembly-members", "45")), After)
        );
    }

    [Fact]
    public void Where_the_law_says_by_when_it_is_said_too()
    {
        var thresholds = Threshold.In(Village.With(("representatives", "40")), After, Law);
        Assert.Equal(
            [("assembly.demand", null), ("representatives.demand", "15"), ("appraisal.demand", "20")],
            thresholds.Select(threshold => (threshold.Rule.Id, threshold.Due?.Values["days"]))
        );
    }

    [Fact]
    public async Task The_profile_says_how_many_may_demand_a_meeting_once_the_number_is_there()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        Assert.DoesNotContain("应当召集村民会议", (await clerk.Get($"/{TestCell.Village}/profile")).Text);
        await clerk.Send("start-profile", ("Item", "adults"), ("Value", "1195"), ("From", "2023-01-01"));
        await clerk.Get($"/{TestCell.Village}/profile");
        Assert.Contains("有十分之一以上的村民提议，应当召集村民会议。", clerk.Text);
        Assert.Contains("按 1195 人算。依据：《村民委员会组织法》（2018年修正）第二十一条", clerk.Text);
        Assert.Contains("至少 120 人", clerk.Text);
        Assert.DoesNotContain("三分之一以上的村民代表提议", clerk.Text);
    }

    private static IEnumerable<string> Said(Unit unit, DateOnly day) =>
        Threshold.In(unit, day, Law).Select(threshold => $"{threshold.Rule.Id} {threshold.Least}/{threshold.Of}{threshold.Measure}");
}

file static class Profiles
{
    public static Unit With(this Unit unit, params (string Key, string Value)[] known) =>
        unit with
        {
            Profile = known.ToImmutableDictionary(item => item.Key, item => Timeline<string>.Always(item.Value)),
        };
}
