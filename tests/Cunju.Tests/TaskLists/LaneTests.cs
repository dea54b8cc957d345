using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists;

/// <summary>Whether anything is left to do is said in one place.</summary>
public sealed class LaneTests
{
    [Theory]
    [InlineData(Status.Met, 0, 2, true, true)]
    [InlineData(Status.MetLate, 2, 2, true, true)]
    [InlineData(Status.InReview, 0, 1, false, true)]
    [InlineData(Status.Breached, 2, 2, false, true)]
    // A state that holds, a sheet that hangs.
    [InlineData(Status.OnTrack, 3, 3, true, true)]
    [InlineData(Status.OnTrack, 4, 3, true, true)]
    [InlineData(Status.OnTrack, 2, 3, false, false)]
    // No case yet: nothing was owed, so nothing is done.
    [InlineData(Status.OnTrack, 0, 0, false, false)]
    [InlineData(Status.Due, 0, 1, false, false)]
    [InlineData(Status.AtRisk, 0, 1, false, false)]
    [InlineData(Status.Overdue, 1, 2, false, false)]
    [InlineData(Status.Returned, 1, 1, false, false)]
    [InlineData(Status.Undetermined, 1, 1, false, false)]
    [InlineData(Status.NotApplicable, 0, 0, false, false)]
    public void A_lane_is_settled_when_it_is_met_lies_with_others_or_is_past_mending(
        Status status,
        int have,
        int need,
        bool isMet,
        bool isSettled
    )
    {
        Lane lane = new()
        {
            Obligation = TestCell.Data.Lists[0].Obligations[0],
            Name = "2023",
            Status = status,
            Have = have,
            Need = need,
        };
        Assert.Equal((isMet, isSettled), (lane.IsMet, lane.IsSettled));
    }
}
