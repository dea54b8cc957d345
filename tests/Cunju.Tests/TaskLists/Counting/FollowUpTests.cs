using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class FollowUpTests
{
    private static readonly Scene Book = Scene.Of(
        """
        - { id: b, shape: follow-up, bearer: [village, community], trigger: [meeting.assembly, meeting.representatives], then: record.book-entry, link: of,
            within-days: 7, book: { village: book.village, community: book.community } }
        """
    );

    private static readonly Scene Review = Scene.Of(
        """
        - { id: r, shape: follow-up, bearer: [township], trigger: [open.step], trigger-when: { step: file }, trigger-in: subordinate-units,
            then: review.made, link: of, within-days: 15 }
        """
    );

    private static Scene Posted(string keeps = "at-least-days: 10", params (string, string, string)[] parameters) =>
        Scene.Of(
            $$"""
            - { id: k, shape: follow-up, bearer: [village], trigger: [open.posted], keeps: { field: until, {{keeps}}, from: day-after }, breach: taken-down-early }
            """,
            parameters
        );

    [Fact]
    public void What_names_no_case_follows_nothing()
    {
        var scene = Scene.Of(
            "- { id: p, shape: follow-up, bearer: [village], trigger: [meeting.assembly], then: record.book-entry, link: case, within-days: 7 }"
        );
        var silent = scene.With("meeting.assembly 2023-02-01 #m", "record.book-entry 2023-02-02 #e");
        Assert.Equal("overdue", silent.Status("2023-03-01", "m"));
        Assert.Contains(silent.Why("2023-03-01").Uncounted, record => record.Remarks.Contains("没有写明是哪一件"));
        Assert.Equal(
            "met",
            scene.With("meeting.assembly 2023-02-01 #m case:c", "record.book-entry 2023-02-02 case:c").Status("2023-03-01", "m")
        );
    }

    [Theory]
    [InlineData("2023-02-01", "due")]
    [InlineData("2023-02-05", "due")]
    [InlineData("2023-02-06", "at-risk")]
    [InlineData("2023-02-08", "at-risk")]
    [InlineData("2023-02-09", "overdue")]
    public void The_lead_is_a_third_of_the_days(string asOf, string status) =>
        Assert.Equal(status, Book.With("meeting.assembly 2023-02-01 #m").Status(asOf, "m"));

    [Fact]
    public void The_earliest_answer_on_or_after_the_triggers_day_decides()
    {
        var meeting = Book.With("meeting.assembly 2023-02-01 #m", "record.book-entry 2023-01-31 of:m book=book.village");
        Assert.Equal("overdue", meeting.Status("2023-02-09"));
        Assert.Equal("met", meeting.With("record.book-entry 2023-02-01 of:m book=book.village").Status("2023-02-09"));
        Assert.Equal("met", meeting.With("record.book-entry 2023-02-08 of:m").Status("2023-02-09"));
        Assert.Equal("met-late", meeting.With("record.book-entry 2023-02-09 of:m").Status("2023-02-09"));
        Assert.Equal("在2023年2月1日之前", meeting.Why("2023-02-09").Uncounted[0].Remarks[0]);
    }

    [Fact]
    public void The_wrong_book_or_another_meeting_does_not_answer()
    {
        var meeting = Book.With("meeting.assembly 2023-02-01 #m");
        Assert.Equal("overdue", meeting.With("record.book-entry 2023-02-02 of:m book=book.community").Status("2023-02-09"));
        Assert.Equal(
            "overdue",
            meeting
                .With("record.book-entry 2023-02-02 of:x book=book.village", "record.book-entry 2023-02-02 book=book.village")
                .Status("2023-02-09")
        );
    }

    [Fact]
    public void A_retracted_trigger_has_no_lane_and_no_trigger_is_not_applicable()
    {
        var scene = Book.With("meeting.assembly 2023-02-01 #m", "fact.retracted 2023-02-03 of:m");
        var lane = scene.Lane("2023-02-09");
        Assert.Equal(("2023", "not-applicable", 0, 0), (lane.Name, lane.Status.Code(), lane.Have, lane.Need));
    }

    [Fact]
    public void Answers_may_share_the_case()
    {
        var scene = Scene
            .Of(
                "- { id: p, shape: follow-up, bearer: [village], trigger: [appraisal.held], then: appraisal.published, link: case, within-days: 15 }"
            )
            .With("appraisal.held 2023-12-01 #h case:2023");
        Assert.Equal("due", scene.With("appraisal.published 2023-12-05 case:2022").Status("2023-12-10"));
        Assert.Equal("met", scene.With("appraisal.published 2023-12-16 case:2023").Status("2023-12-17"));
    }

    [Fact]
    public void Only_triggers_that_say_so_open_a_lane()
    {
        var scene = Scene
            .Of(
                "- { id: p, shape: follow-up, bearer: [village], trigger: [subcommittee.report], trigger-when: { major: true }, then: matter.major-reported, link: of, within-days: 3 }"
            )
            .With(
                "subcommittee.report 2023-02-01 #a major=false",
                "subcommittee.report 2023-02-01 #b major=true",
                "subcommittee.report 2023-02-01 #c"
            );
        Assert.Equal(["b"], scene.Board("2023-02-01").Lanes.Select(lane => lane.Name));
    }

    [Fact]
    public void The_township_answers_for_the_units_that_were_under_it_on_that_day()
    {
        var scene = Review.With(
            "open.step 2023-01-20 #f step=file case:2023-01-15",
            "open.step 2023-01-20 #a step=archive case:2023-01-15"
        );
        Assert.Equal("at-risk", scene.Status("2023-01-30", "f", Scene.TownshipId));
        Assert.Equal("met", scene.With($"review.made 2023-02-04 of:f unit:{Scene.TownshipId}").Status("2023-02-05", "f", Scene.TownshipId));
        Assert.Equal("overdue", scene.With("review.made 2023-02-04 of:f").Status("2023-02-05", "f", Scene.TownshipId));
        var moved = scene.Having(unit => unit with { Parents = unit.Parents.With(Scene.Day("2023-01-20"), "500112005") });
        Assert.Equal("not-applicable", moved.Status("2023-01-30", "2023", Scene.TownshipId));
        var movedLater = scene.Having(unit => unit with { Parents = unit.Parents.With(Scene.Day("2023-01-21"), "500112005") });
        Assert.Equal("at-risk", movedLater.Status("2023-01-30", "f", Scene.TownshipId));
    }

    [Theory]
    [InlineData("2023-01-24", "2023-01-24", "on-track")]
    [InlineData("2023-01-24", "2023-01-25", "breached")]
    [InlineData("2023-01-25", "2023-01-25", "on-track")]
    [InlineData("2023-01-25", "2023-01-26", "met")]
    [InlineData("2023-01-24", "2024-01-26", "breached")]
    public void Fifteen_january_and_ten_days_is_twenty_five_january(string until, string asOf, string status) =>
        Assert.Equal(status, Posted().With($"open.posted 2023-01-15 until={until}").Status(asOf));

    [Fact]
    public void Still_up_is_on_track_and_then_met()
    {
        var scene = Posted().With("open.posted 2023-01-15");
        Assert.Equal("on-track", scene.Status("2023-01-25"));
        Assert.Equal("met", scene.Status("2023-01-26"));
        Assert.Equal(Scene.Day("2023-01-25"), scene.Lane("2023-01-15").Due);
    }

    [Theory]
    [InlineData("2023-01-31", "2023-02-28")]
    [InlineData("2023-02-28", "2023-03-28")]
    [InlineData("2023-03-31", "2023-04-30")]
    public void A_month_ends_on_the_corresponding_day_or_the_last(string on, string last) =>
        Assert.Equal(Scene.Day(last), Posted("at-least-months: 1").With($"open.posted {on}").Lane(on).Due);

    [Fact]
    public void The_number_of_the_day_it_was_put_up_decides()
    {
        var scene = Posted("at-least-days: $n", ("n", "2023-01-01", "10"), ("n", "2023-07-01", "15"));
        Assert.Equal(Scene.Day("2023-07-10"), scene.With("open.posted 2023-06-30").Lane("2023-07-01").Due);
        Assert.Equal(Scene.Day("2023-07-16"), scene.With("open.posted 2023-07-01").Lane("2023-07-01").Due);
    }

    [Fact]
    public void A_republication_is_its_own_lane_and_the_breach_stays()
    {
        var scene = Posted().With("open.posted 2023-01-15 #a until=2023-01-18", "open.posted 2023-01-20 #b");
        Assert.Equal("breached", scene.Status("2023-01-31", "a"));
        Assert.Equal("met", scene.Status("2023-01-31", "b"));
        Assert.Contains("已重新公布", scene.Lane("2023-01-31", "a").Notes);
        Assert.Contains("已重新公布", scene.Why("2023-01-31", "a").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_put_up_on_the_same_day_is_not_taking_down_and_the_clock_restarts()
    {
        var scene = Posted().With("open.posted 2023-01-15 #a until=2023-01-18", "open.posted 2023-01-18 #b of:a");
        Assert.Equal("not-applicable", scene.Status("2023-01-20", "a"));
        Assert.Equal(Scene.Day("2023-01-28"), scene.Lane("2023-01-20", "b").Due);
        Assert.Equal(
            "breached",
            Posted().With("open.posted 2023-01-15 #a until=2023-01-17", "open.posted 2023-01-18 #b of:a").Status("2023-01-20", "a")
        );
    }
}
