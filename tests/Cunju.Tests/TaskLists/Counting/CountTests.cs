using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class CountTests
{
    private static readonly Scene Consultations = Scene.Of(
        "- { id: consult.quarterly, shape: count, bearer: [village, community], of: [meeting.consultation], every: quarter, at-least: 2 }"
    );

    private static readonly Scene Representatives = Scene.Of(
        "- { id: representatives.yearly, shape: count, bearer: [village], of: [meeting.representatives], every: year, at-least: 4 }"
    );

    [Theory]
    [InlineData("2022-12-31", "on-track")]
    [InlineData("2023-01-01", "due")]
    [InlineData("2023-03-16", "due")]
    [InlineData("2023-03-17", "at-risk")]
    [InlineData("2023-03-31", "at-risk")]
    [InlineData("2023-04-01", "overdue")]
    [InlineData("2024-04-01", "overdue")]
    public void A_short_quarter_is_due_then_at_risk_from_fourteen_days_before_then_overdue(string asOf, string status) =>
        Assert.Equal(status, Consultations.With("meeting.consultation 2023-02-10").Status(asOf, "2023Q1"));

    [Fact]
    public void The_quarters_last_day_counts_for_it_and_the_next_day_for_the_next()
    {
        var scene = Consultations.With(
            "meeting.consultation 2023-01-01",
            "meeting.consultation 2023-03-31",
            "meeting.consultation 2023-04-01"
        );
        var board = scene.Board("2023-04-01");
        Assert.Equal(["met", "due", "on-track", "on-track"], board.Lanes.Select(lane => lane.Status.Code()));
        Assert.Equal([(2, 2), (1, 2), (0, 2), (0, 2)], board.Lanes.Select(lane => (lane.Have, lane.Need)));
        Assert.Equal(["2023Q1", "2023Q2", "2023Q3", "2023Q4"], board.Lanes.Select(lane => lane.Name));
        Assert.Equal(Scene.Day("2023-06-30"), board.Lanes[1].Due);
    }

    private static readonly Scene Named = Scene.Of(
        "- { id: consult.quarterly, shape: count, bearer: [village, community], of: [meeting.consultation], every: quarter, at-least: 2, period: case }"
    );

    /// <summary>Where the list says so, a case that is named after a day or a month says whose it is; any other name says nothing.</summary>
    [Theory]
    [InlineData("case:2023-03", "due")]
    [InlineData("case:2023-01-15", "due")]
    [InlineData("case:2023-04", "met")]
    [InlineData("case:2023-06-30", "met")]
    [InlineData("case:2023-003", "met")]
    [InlineData("", "met")]
    public void What_says_it_is_of_another_period_does_not_count_for_the_one_its_day_falls_in(string named, string status)
    {
        var scene = Named.With("meeting.consultation 2023-04-02", $"meeting.consultation 2023-04-03 {named}".TrimEnd());
        Assert.Equal(status, scene.Status("2023-04-10", "2023Q2"));
        Assert.Equal("overdue", scene.Status("2023-04-10", "2023Q1"));
        // Where it does not, the day decides, whatever a record is called.
        var day = Consultations.With("meeting.consultation 2023-04-02", $"meeting.consultation 2023-04-03 {named}".TrimEnd());
        Assert.Equal("met", day.Status("2023-04-10", "2023Q2"));
    }

    [Fact]
    public void A_count_is_met_from_the_day_the_need_is_reached_and_progress_is_not_capped()
    {
        var scene = Consultations.With(
            "meeting.consultation 2023-01-05",
            "meeting.consultation 2023-01-06",
            "meeting.consultation 2023-01-07"
        );
        Assert.Equal("due", scene.Status("2023-01-05", "2023Q1"));
        Assert.Equal("met", scene.Status("2023-01-06", "2023Q1"));
        Assert.Equal(3, scene.Lane("2023-01-07", "2023Q1").Have);
    }

    [Fact]
    public void A_meeting_entered_long_after_makes_a_closed_quarter_met_and_is_marked_late_entry()
    {
        var scene = Consultations.With("meeting.consultation 2023-02-10", "meeting.consultation 2023-03-30 recorded:2023-04-02");
        Assert.Equal("overdue", scene.Status("2023-04-01", "2023Q1", knownAt: "2023-04-01"));
        var lane = scene.Lane("2023-04-02", "2023Q1", knownAt: "2023-04-02");
        Assert.Equal("met", lane.Status.Code());
        Assert.Equal(["补录，晚3日"], lane.Notes);
    }

    [Fact]
    public void Months_and_halves_are_lanes_too()
    {
        var finance = Scene
            .Of("- { id: f, shape: count, bearer: [village], of: [open.finance], every: month, at-least: 1 }")
            .With("open.finance 2023-02-28");
        Assert.Equal("met", finance.Status("2023-03-01", "2023-02"));
        Assert.Equal(12, finance.Board("2023-03-01").Lanes.Length);
        Assert.Equal("on-track", finance.Status("2023-03-01", "2023-04"));
        var halves = Scene.Of("- { id: h, shape: count, bearer: [village], of: [open.finance], every: half, at-least: 1 }");
        Assert.Equal(["2023H1", "2023H2"], halves.Board("2023-03-01").Lanes.Select(lane => lane.Name));
    }

    [Fact]
    public void Nothing_asked_is_met() =>
        Assert.Equal(
            "met",
            Scene.Of("- { id: a, shape: count, bearer: [village], of: [meeting.assembly], every: year, at-least: 0 }").Status("2023-01-01")
        );

    [Fact]
    public void A_window_narrows_the_days_while_the_lane_stays_the_year()
    {
        var scene = Scene.Of(
            "- { id: a, shape: count, bearer: [village], of: [appraisal.held], every: year, at-least: 1, window: { from: '11-15', to: '12-20' } }"
        );
        Assert.Equal("on-track", scene.Status("2023-11-14"));
        Assert.Equal("due", scene.Status("2023-11-15"));
        Assert.Equal("at-risk", scene.Status("2023-12-20", "2023"));
        Assert.Equal("overdue", scene.Status("2023-12-21"));
        Assert.Equal("overdue", scene.With("appraisal.held 2023-11-14", "appraisal.held 2023-12-21").Status("2023-12-31"));
        Assert.Equal("met", scene.With("appraisal.held 2023-11-15").Status("2023-12-31"));
    }

    [Fact]
    public void Of_each_counts_covered_values_and_ignores_unknown_ones()
    {
        var scene = Scene
            .Of(
                "- { id: s, shape: count, bearer: [village], of: [supervision.action], every: year, at-least: 1, of-each: { field: procedure, values: [收集意见, 提出建议] } }"
            )
            .With(
                "supervision.action 2023-02-01 procedure=收集意见",
                "supervision.action 2023-02-02 procedure=收集意见",
                "supervision.action 2023-02-03 procedure=别的"
            );
        Assert.Equal((1, 2), (scene.Lane("2023-03-01").Have, scene.Lane("2023-03-01").Need));
        Assert.Equal("还差提出建议，2023年12月31日前", scene.Why("2023-03-01").Missing);
        Assert.Equal("met", scene.With("supervision.action 2023-03-01 procedure=提出建议").Status("2023-03-01"));
    }

    [Fact]
    public void Values_the_source_does_not_name_leave_it_undetermined()
    {
        var scene = Scene.Of(
            "- { id: s, shape: count, bearer: [village], of: [supervision.action], every: year, at-least: 1, of-each: { field: content, values-from: vocabulary.supervision-contents, expects: 7 } }"
        );
        var lane = scene.With("supervision.action 2023-02-01 content=财务").Lane("2023-12-31");
        Assert.Equal(("undetermined", 0, 7), (lane.Status.Code(), lane.Have, lane.Need));
    }

    [Theory]
    [InlineData("values: null", "没有写明共有几项")]
    [InlineData("values: null, expects: 0", "没有写明共有几项")]
    [InlineData("values: [收集意见, 提出建议], expects: 4", "列了2项")]
    [InlineData("values: null, expects: 7", null)]
    [InlineData("values: [收集意见, 提出建议], expects: 2", null)]
    public void Values_the_source_does_not_name_must_be_numbered(string values, string? fault)
    {
        var faults = Scene.FaultsOf(
            $"{{ id: s, shape: count, bearer: [village], of: [supervision.action], every: year, at-least: 1, of-each: {{ field: content, {values} }} }}"
        );
        Assert.Equal(fault is null ? 0 : 1, faults.Length);
        Assert.All(faults, found => Assert.Contains(fault!, found.What, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_records_that_say_so_count_under_where()
    {
        var scene = Scene.Of(
            "- { id: b, shape: count, bearer: [village], of: [record.book-entry], where: { book: book.supervision }, every: quarter, at-least: 1 }"
        );
        Assert.Equal(
            "due",
            scene.With("record.book-entry 2023-02-01 book=book.village", "record.book-entry 2023-02-01").Status("2023-02-01", "2023Q1")
        );
        Assert.Equal("met", scene.With("record.book-entry 2023-02-01 book=book.supervision").Status("2023-02-01", "2023Q1"));
    }

    [Fact]
    public void Out_of_scope_is_one_line_for_the_year()
    {
        var lane = Representatives.Lane("2023-06-01", unit: Scene.CommunityId);
        Assert.Equal(("2023", "not-applicable", 0, 0), (lane.Name, lane.Status.Code(), lane.Have, lane.Need));
        Assert.Null(lane.Due);
    }

    [Fact]
    public void A_village_until_30_June_owes_2_of_4_by_then()
    {
        foreach (
            var scene in new[]
            {
                Representatives.Having(unit => unit with { To = Scene.Day("2023-06-30") }),
                Representatives.Having(unit => unit with { Kinds = unit.Kinds.With(Scene.Day("2023-07-01"), UnitKind.Community) }),
            }
        )
        {
            var lane = scene.With("meeting.representatives 2023-02-01", "meeting.representatives 2023-07-02").Lane("2023-07-01");
            Assert.Equal(("overdue", 1, 2, Scene.Day("2023-06-30")), (lane.Status.Code(), lane.Have, lane.Need, lane.Due));
            Assert.Equal(
                "met",
                scene.With("meeting.representatives 2023-02-01", "meeting.representatives 2023-06-30").Status("2023-07-01")
            );
        }
    }

    [Theory]
    [InlineData("2024-01-01", 4)]
    [InlineData("2024-01-02", 3)]
    public void In_a_leap_year_too_only_a_whole_year_owes_the_whole(string from, int need)
    {
        var leap = Representatives with { List = Representatives.List with { InForce = DayRange.OfYear(2024) } };
        Assert.Equal(need, leap.Having(unit => unit with { From = Scene.Day(from) }).Lane("2024-08-01").Need);
    }

    [Fact]
    public void Under_half_a_year_nothing_is_owed()
    {
        Assert.Equal("not-applicable", Representatives.Having(unit => unit with { To = Scene.Day("2023-06-29") }).Status("2023-07-01"));
        var merged = Representatives.Having(unit => unit with { From = Scene.Day("2023-07-01") });
        Assert.Equal(2, merged.Lane("2023-08-01").Need);
        Assert.Equal("not-applicable", Representatives.Having(unit => unit with { From = Scene.Day("2023-07-02") }).Status("2023-08-01"));
    }

    [Fact]
    public void A_merged_successor_keeps_its_own_lanes_from_the_merger_on()
    {
        var scene = Consultations.Having(unit => unit with { From = Scene.Day("2023-05-10") });
        Assert.Equal(
            ["not-applicable", "overdue", "overdue", "at-risk"],
            scene
                .With("meeting.consultation 2023-02-01", "meeting.consultation 2023-02-02")
                .Board("2023-12-31")
                .Lanes.OrderBy(lane => lane.Name)
                .Select(lane => lane.Status.Code())
        );
    }

    [Fact]
    public void A_changed_number_holds_for_the_lanes_that_end_after_the_change()
    {
        var scene = Scene.Of(
            "- { id: c, shape: count, bearer: [village], of: [meeting.consultation], every: quarter, at-least: $n }",
            ("n", "2023-01-01", "2"),
            ("n", "2023-06-30", "3")
        );
        Assert.Equal([2, 3, 3, 3], scene.Board("2023-01-01").Lanes.Select(lane => lane.Need));
    }

    [Fact]
    public void A_count_cannot_have_a_maximum() =>
        Assert.Contains(
            Scene.FaultsOf("{ id: c, shape: count, bearer: [village], of: [open.finance], every: month, at-least: 1, at-most: 2 }"),
            fault => fault.What.Contains("at-most", StringComparison.Ordinal)
        );

    [Fact]
    public void Unread_and_unknown_words_are_faults()
    {
        var faults = Scene.FaultsOf(
            "{ id: c, shape: count, bearer: [village], of: [meeting.consultaton], evry: quarter, every: quarter, at-least: 2 }"
        );
        Assert.Equal(2, faults.Length);
    }
}
