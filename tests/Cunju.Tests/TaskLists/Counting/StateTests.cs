using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class StateTests
{
    private static readonly Scene Set = Scene.Of(
        """
        - { id: s, shape: state, bearer: [village, community], of: subcommittee.composition, key: committee, exempt-when: { small-population: true },
            required: { village: [人民调解委员会, 治安保卫委员会], community: [人民调解委员会] }, optional: { village: [环境和物业管理委员会] } }
        """
    );

    private static readonly Scene Size = Scene.Of(
        """
        - { id: s, shape: state, bearer: [village], of: subcommittee.composition, key: committee, optional: [兴趣小组],
            each: { members: { min: 3, max: 9 }, director: { exactly: 1 } } }
        """
    );

    private static readonly Scene Term = Scene.Of(
        """
        - { id: s, shape: state, bearer: [village], of: subcommittee.composition, key: committee,
            each: { term-until: { equals: committee-term-end, except: [人民调解委员会] } } }
        """
    );

    private static readonly Scene Incentives = Scene.Of(
        "- { id: s, shape: state, bearer: [village], of: rules.incentive, key: scheme, any-of: [积分制, 院落制, 其他], at-least: 1, due: { by: '11-30' } }"
    );

    private static string Committee(string name, string day, string more = "members=5 director=1") =>
        $"subcommittee.composition {day} committee={name} {more}";

    [Fact]
    public void What_must_stand_is_overdue_from_the_first_of_january_while_one_is_missing()
    {
        var one = Set.With(Committee("人民调解委员会", "2021-05-01"));
        Assert.Equal("on-track", one.Status("2022-12-31"));
        Assert.Equal("overdue", one.Status("2023-01-01"));
        Assert.Equal((1, 2), (one.Lane("2023-01-01").Have, one.Lane("2023-01-01").Need));
        Assert.Equal(
            "on-track",
            one.Status("2023-01-01", unit: Scene.VillageId) == "overdue"
                ? one.With(Committee("治安保卫委员会", "2023-06-01")).Status("2023-06-01")
                : ""
        );
    }

    [Fact]
    public void After_the_year_held_since_first_in_force_is_met_and_never_in_force_is_overdue()
    {
        var both = Set.With(Committee("人民调解委员会", "2021-05-01"), Committee("治安保卫委员会", "2023-06-01"));
        Assert.Equal("on-track", both.Status("2023-12-31"));
        Assert.Equal("met", both.Status("2024-01-01"));
        Assert.Equal(
            "overdue",
            Set.With(Committee("人民调解委员会", "2021-05-01"), Committee("治安保卫委员会", "2024-01-01")).Status("2024-01-01")
        );
    }

    [Fact]
    public void Optional_committees_never_lower_and_are_noted()
    {
        var all = Set.With(
            Committee("人民调解委员会", "2021-05-01"),
            Committee("治安保卫委员会", "2021-05-01"),
            Committee("环境和物业管理委员会", "2022-05-01")
        );
        Assert.Equal(2, all.Lane("2023-05-01").Need);
        Assert.Contains("另设环境和物业管理委员会", all.Lane("2023-05-01").Notes);
        Assert.Equal(
            "on-track",
            Size.With(Committee("治安保卫委员会", "2021-05-01"), Committee("兴趣小组", "2021-05-01", "members=30 director=0"))
                .Status("2023-05-01")
        );
    }

    [Fact]
    public void A_small_village_is_exempt_and_an_unknown_population_is_judged_strictly()
    {
        Assert.Equal("overdue", Set.Status("2023-05-01"));
        Assert.Equal("not-applicable", Set.ProfileSays("small-population", "true").Status("2023-05-01"));
        Assert.Equal("overdue", Set.ProfileSays("small-population", "false").Status("2023-05-01"));
    }

    [Theory]
    [InlineData(2, "overdue")]
    [InlineData(3, "on-track")]
    [InlineData(9, "on-track")]
    [InlineData(10, "overdue")]
    public void Three_to_nine_includes_three_and_nine(int members, string status) =>
        Assert.Equal(status, Size.With(Committee("治安保卫委员会", "2023-01-01", $"members={members} director=1")).Status("2023-05-01"));

    [Fact]
    public void A_gap_in_the_year_that_was_mended_is_met_late()
    {
        var scene = Size.With(
            Committee("治安保卫委员会", "2022-01-01"),
            Committee("治安保卫委员会", "2023-04-01", "members=2 director=1"),
            Committee("治安保卫委员会", "2023-05-01")
        );
        Assert.Equal("overdue", scene.Status("2023-04-30"));
        Assert.Equal("on-track", scene.Status("2023-05-01"));
        Assert.Equal("met-late", scene.Status("2024-01-01"));
        Assert.Equal("治安保卫委员会的「members」为2，不合要求", scene.Why("2023-04-30").Sentence["逾期：".Length..^1]);
    }

    [Fact]
    public void No_composition_at_all_leaves_its_size_not_applicable() => Assert.Equal("not-applicable", Size.Status("2023-05-01"));

    [Fact]
    public void The_term_is_undetermined_while_the_profile_does_not_know_it_and_mediation_is_exempt()
    {
        var scene = Term.With(
            Committee("治安保卫委员会", "2021-05-01", "term-until=2026-01-31"),
            Committee("人民调解委员会", "2021-05-01", "term-until=2024-05-01")
        );
        Assert.Equal("undetermined", scene.Status("2023-05-01"));
        Assert.Equal("on-track", scene.ProfileSays("committee-term-end", "2026-01-31").Status("2023-05-01"));
        Assert.Equal("overdue", scene.ProfileSays("committee-term-end", "2025-12-31").Status("2023-05-01"));
        Assert.Equal("on-track", Term.With(Committee("人民调解委员会", "2021-05-01", "term-until=2024-05-01")).Status("2023-05-01"));
    }

    [Fact]
    public void With_a_day_it_is_due_before_it_and_late_after_it()
    {
        Assert.Equal("due", Incentives.Status("2023-11-15"));
        Assert.Equal("at-risk", Incentives.Status("2023-11-16"));
        Assert.Equal("overdue", Incentives.Status("2023-12-01"));
        Assert.Equal("on-track", Incentives.With("rules.incentive 2020-01-01 scheme=院落制").Status("2023-01-01"));
        Assert.Equal("met", Incentives.With("rules.incentive 2023-11-30 scheme=院落制").Status("2024-01-01"));
        Assert.Equal("met-late", Incentives.With("rules.incentive 2023-12-01 scheme=院落制").Status("2024-01-01"));
        Assert.Equal("due", Incentives.With("rules.incentive 2023-02-01 scheme=抽奖").Status("2023-03-01"));
    }

    [Fact]
    public void What_is_required_follows_the_kind_in_force_at_the_years_end()
    {
        var scene = Set.With(Committee("人民调解委员会", "2021-05-01"))
            .Having(unit => unit with { Kinds = unit.Kinds.With(Scene.Day("2023-07-01"), Cunju.Core.Places.UnitKind.Community) });
        Assert.Equal(("on-track", 1), (scene.Status("2023-08-01"), scene.Lane("2023-08-01").Need));
    }
}
