using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class ChainTests
{
    private static readonly Scene Promise = Scene.Of(
        """
        - { id: promise.chain, shape: chain, bearer: [village], order: { made: [], posted: [made], filed: [made] }, due: { by: '02-28' },
            steps: [{ id: made, of: promise.made }, { id: posted, of: promise.posted }, { id: filed, of: promise.filed }] }
        """
    );

    [Fact]
    public void All_three_by_the_last_day_of_february_are_met_in_either_order_of_posting_and_filing()
    {
        var scene = Promise.With("promise.made 2023-02-01", "promise.filed 2023-02-02", "promise.posted 2023-02-28");
        Assert.Equal("met", scene.Status("2023-03-01"));
        Assert.Equal((3, 3), (scene.Lane("2023-03-01").Have, scene.Lane("2023-03-01").Need));
    }

    [Fact]
    public void One_day_later_is_met_late()
    {
        var scene = Promise.With("promise.made 2023-02-01", "promise.posted 2023-02-02", "promise.filed 2023-03-01");
        Assert.Equal("at-risk", scene.Status("2023-02-28"));
        Assert.Equal("met-late", scene.Status("2023-03-01"));
        Assert.Equal("还差「filed」，2023年2月28日前", scene.Why("2023-02-28").Missing);
    }

    [Fact]
    public void Posting_before_the_promise_is_breached() =>
        Assert.Equal("breached", Promise.With("promise.made 2023-02-03", "promise.posted 2023-02-02").Status("2023-02-05"));

    [Fact]
    public void The_first_record_of_each_step_decides() =>
        Assert.Equal(
            "met",
            Promise
                .With(
                    "promise.made 2023-02-01",
                    "promise.posted 2023-02-02",
                    "promise.filed 2023-02-03",
                    "promise.made 2023-03-10",
                    "promise.filed 2023-03-11"
                )
                .Status("2023-04-01")
        );
}
