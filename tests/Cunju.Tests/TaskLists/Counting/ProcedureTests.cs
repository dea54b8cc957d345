using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class ProcedureTests
{
    private const string Open = """
        - { id: open.procedure, shape: procedure, bearer: [village], of: open.step, cases-from: [open.quarterly], after: { archive: [publish], file: [publish] },
            steps: [{ id: draft }, { id: check }, { id: decide }, { id: publish, same-day-as: open.quarterly }, { id: archive }, { id: file }] }
        - { id: open.quarterly, shape: dates, bearer: [village], dates: ["01-15", "07-15"], channels: [{ of: open.posted }] }
        """;

    private static readonly Scene Decisions = Scene.Of(
        """
        - { id: d, shape: procedure, bearer: [village], of: decision.step, no-cases: on-track, may-merge: [[propose, consult]],
            steps: [{ id: propose }, { id: consult }, { id: review }, { id: resolve }] }
        """
    );

    private static string[] Steps(string of, string name, string day, params string[] steps) =>
        [.. steps.Select(step => $"{of} {day} case:{name} step={step}")];

    private static string Status(Scene scene, string asOf, string lane) =>
        scene.Board(asOf).Of("open.procedure").Single(each => each.Name == lane).Status.Code();

    [Fact]
    public void Steps_on_one_day_are_in_order_whatever_their_lines() =>
        Assert.Equal(
            "met",
            Decisions.With(Steps("decision.step", "路灯", "2023-03-01", "resolve", "review", "consult", "propose")).Status("2023-03-01")
        );

    [Fact]
    public void A_step_before_its_predecessor_is_breached_and_a_missing_one_entered_later_mends_it()
    {
        var scene = Decisions.With("decision.step 2023-03-01 case:路灯 step=propose", "decision.step 2023-03-05 case:路灯 step=review");
        Assert.Equal("breached", scene.Status("2023-03-10"));
        Assert.Contains("尚未办理「consult」", scene.Why("2023-03-10").Sentence, StringComparison.Ordinal);
        Assert.Equal("on-track", scene.With("decision.step 2023-03-04 recorded:2023-03-09 case:路灯 step=consult").Status("2023-03-10"));
        Assert.Equal("breached", scene.With("decision.step 2023-03-06 case:路灯 step=consult").Status("2023-03-10"));
    }

    [Fact]
    public void Repeats_after_a_return_are_allowed() =>
        Assert.Equal(
            "met",
            Decisions
                .With(Steps("decision.step", "路灯", "2023-03-01", "propose", "consult"))
                .With(Steps("decision.step", "路灯", "2023-03-08", "propose", "consult", "review", "resolve"))
                .Status("2023-03-10")
        );

    [Fact]
    public void A_merged_second_step_stands_for_both()
    {
        var merged = Decisions.With("decision.step 2023-03-01 case:路灯 step=consult merged=true");
        Assert.Equal(("on-track", 2), (merged.Status("2023-03-10"), merged.Lane("2023-03-10").Have));
        Assert.Equal("breached", Decisions.With("decision.step 2023-03-01 case:路灯 step=consult").Status("2023-03-10"));
    }

    [Fact]
    public void A_year_without_a_case_is_on_track_where_the_list_says_so()
    {
        var lane = Decisions.Lane("2023-12-31");
        Assert.Equal(("2023", "on-track", 0, 0), (lane.Name, lane.Status.Code(), lane.Have, lane.Need));
        Assert.Equal("not-applicable", Decisions.Status("2023-12-31", unit: Scene.CommunityId));
    }

    [Fact]
    public void Each_fixed_day_is_a_case_that_is_due_by_its_publish_step()
    {
        var scene = Scene.Of(Open);
        Assert.Equal("at-risk", Status(scene, "2023-01-15", "2023-01-15"));
        Assert.Equal("overdue", Status(scene, "2023-01-16", "2023-01-15"));
        Assert.Equal("due", Status(scene, "2023-01-16", "2023-07-15"));
    }

    [Fact]
    public void The_case_is_met_when_publishing_came_in_time_and_met_late_when_it_did_not()
    {
        string[] before = ["draft", "check", "decide"];
        var started = Scene.Of(Open).With(Steps("open.step", "2023-01-15", "2023-01-10", before));
        var published = started.With(Steps("open.step", "2023-01-15", "2023-01-15", "publish"));
        Assert.Equal("on-track", Status(published, "2023-02-15", "2023-01-15"));
        Assert.Equal(
            "met",
            Status(published.With(Steps("open.step", "2023-01-15", "2023-02-01", "file", "archive")), "2023-02-15", "2023-01-15")
        );
        var late = started.With(Steps("open.step", "2023-01-15", "2023-01-16", "publish", "archive", "file"));
        Assert.Equal("met-late", Status(late, "2023-02-15", "2023-01-15"));
    }

    [Fact]
    public void Other_cases_are_judged_for_order_only()
    {
        var scene = Scene.Of(Open).With("open.step 2023-03-01 case:临时公开 step=draft");
        Assert.Equal("on-track", Status(scene, "2023-12-31", "临时公开"));
    }

    [Fact]
    public void Archiving_before_publishing_is_breached() =>
        Assert.Equal(
            "breached",
            Status(
                Scene.Of(Open).With(Steps("open.step", "2023-01-15", "2023-01-10", "draft", "check", "decide", "archive")),
                "2023-01-11",
                "2023-01-15"
            )
        );
}
