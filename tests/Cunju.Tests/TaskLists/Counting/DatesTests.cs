using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class DatesTests
{
    private const string All = "categories=党务,政务,服务,财务";

    private static Scene Quarterly(string more = "") =>
        Scene.Of(
            $$"""
            - { id: open.quarterly, shape: dates, bearer: [village], dates: ["01-15", "04-15", "07-15", "10-15"], same-day: true {{more}},
                channels: [{ of: open.posted, title: 公开栏 }, { of: open.cloud, title: 云平台 }], categories: { all-of: [党务, 政务, 服务, 财务] } }
            """
        );

    [Theory]
    [InlineData("2023-01-14", "on-track")]
    [InlineData("2023-01-15", "at-risk")]
    [InlineData("2023-01-16", "overdue")]
    public void An_empty_day_is_overdue_from_the_day_after(string asOf, string status) =>
        Assert.Equal(status, Quarterly().Status(asOf, "2023-01-15"));

    [Fact]
    public void Every_channel_needs_every_category_and_several_records_may_together()
    {
        var board = Quarterly().With($"open.posted 2023-01-15 {All}");
        Assert.Equal("overdue", board.Status("2023-01-16", "2023-01-15"));
        Assert.Equal((4, 8), (board.Lane("2023-01-16", "2023-01-15").Have, board.Lane("2023-01-16", "2023-01-15").Need));
        var both = board.With("open.cloud 2023-01-15 categories=党务,政务,服务");
        Assert.Equal("还差云平台的财务，原定2023年1月15日前", both.Why("2023-01-16", "2023-01-15").Missing);
        Assert.Equal("met", both.With("open.cloud 2023-01-15 categories=财务").Status("2023-01-16", "2023-01-15"));
    }

    [Fact]
    public void The_day_of_the_last_missing_part_decides()
    {
        var late = Quarterly().With($"open.posted 2023-01-15 {All}", $"open.cloud 2023-01-16 {All}").Lane("2023-01-20", "2023-01-15");
        Assert.Equal("met-late", late.Status.Code());
        Assert.Contains("各渠道未同日公开", late.Notes);
        Assert.Equal(
            "met",
            Quarterly(", tolerance-days: 1")
                .With($"open.posted 2023-01-15 {All}", $"open.cloud 2023-01-16 {All}")
                .Status("2023-01-20", "2023-01-15")
        );
    }

    [Fact]
    public void Earlier_days_belong_to_the_lane_before_and_the_last_lane_runs_to_next_january()
    {
        var scene = Quarterly()
            .With(
                $"open.posted 2023-04-14 {All}",
                $"open.cloud 2023-04-14 {All}",
                $"open.posted 2024-01-14 {All}",
                $"open.cloud 2024-01-14 {All}"
            );
        Assert.Equal("met-late", scene.Status("2023-04-14", "2023-01-15"));
        Assert.Equal("overdue", scene.Status("2023-04-16", "2023-04-15"));
        Assert.Equal("met-late", scene.Status("2024-01-14", "2023-10-15"));
        Assert.Equal(
            "overdue",
            Quarterly().With($"open.posted 2024-01-15 {All}", $"open.cloud 2024-01-15 {All}").Status("2024-01-15", "2023-10-15")
        );
    }

    [Fact]
    public void A_holiday_moves_the_day_but_not_the_name()
    {
        var next = Quarterly(", holiday: next-workday");
        Assert.Equal(Scene.Day("2023-01-16"), next.Lane("2023-01-01", "2023-01-15").Due);
        // The written day opens the lane, as who comes in on it may already put the sheets up; the moved one is the last in time.
        Assert.Equal("on-track", next.Status("2023-01-14", "2023-01-15"));
        Assert.Equal("at-risk", next.Status("2023-01-15", "2023-01-15"));
        Assert.Equal("met", next.With($"open.posted 2023-01-16 {All}", $"open.cloud 2023-01-16 {All}").Status("2023-01-16", "2023-01-15"));
        Assert.Equal(Scene.Day("2023-01-13"), Quarterly(", holiday: previous-workday").Lane("2023-01-01", "2023-01-15").Due);
    }

    [Fact]
    public void What_goes_up_on_the_written_day_counts_for_it_though_the_day_is_put_off()
    {
        var next = Quarterly(", holiday: next-workday")
            .With(
                $"open.posted 2023-01-15 {All}",
                $"open.cloud 2023-01-15 {All}",
                $"open.posted 2023-04-15 {All}",
                $"open.cloud 2023-04-15 {All}"
            );
        Assert.Equal("met", next.Status("2023-04-20", "2023-01-15"));
        Assert.Equal("met", next.Status("2023-04-20", "2023-04-15"));
        Assert.Equal(Scene.Day("2023-04-17"), next.Lane("2023-04-20", "2023-04-15").Due);
        Assert.Equal(["open.posted 2023-01-15", "open.cloud 2023-01-15"], Counted(next, "2023-01-15"));

        // Put forward: the moved Friday already opens the lane, and its eve closes the one before.
        var before = Quarterly(", holiday: previous-workday")
            .With(
                $"open.posted 2023-04-14 {All}",
                $"open.cloud 2023-04-14 {All}",
                $"open.posted 2023-01-13 {All}",
                $"open.cloud 2023-01-15 {All}"
            );
        Assert.Equal("met", before.Status("2023-04-20", "2023-04-15"));
        Assert.Equal("met-late", before.Status("2023-04-20", "2023-01-15"));

        static string[] Counted(Scene scene, string lane) =>
            [
                .. scene
                    .Lane("2023-04-20", lane)
                    .Records.Select(id => scene.Records.Single(record => record.Id == id))
                    .Select(record => $"{record.Kind} {record.On:yyyy-MM-dd}"),
            ];
    }

    [Fact]
    public void A_record_without_any_wanted_category_is_named_with_its_reason()
    {
        var why = Quarterly().With("open.posted 2023-01-15 categories=其他").Why("2023-01-15", "2023-01-15");
        Assert.Equal("没有党务、政务、服务、财务中的任何一类", Assert.Single(Assert.Single(why.Uncounted).Remarks));
    }
}
