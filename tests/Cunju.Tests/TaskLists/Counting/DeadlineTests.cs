using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class DeadlineTests
{
    private static readonly Scene Nominations = Scene.Of(
        "- { id: n, shape: deadline, bearer: [village], of: rules.nominated, exactly: 2, by: '09-28' }"
    );

    private static readonly Scene Cases = Scene.Of(
        "- { id: c, shape: deadline, bearer: [village], of: case.submitted, at-least: 1, at-most: 2, over-max: returned, by: '08-30' }"
    );

    [Theory]
    [InlineData("2023-09-13", "due")]
    [InlineData("2023-09-14", "at-risk")]
    [InlineData("2023-09-28", "at-risk")]
    [InlineData("2023-09-29", "overdue")]
    public void The_day_itself_is_in_time(string asOf, string status) =>
        Assert.Equal(status, Nominations.With("rules.nominated 2023-05-01").Status(asOf));

    [Fact]
    public void Two_on_the_day_itself_are_met_and_one_a_day_later_is_met_late()
    {
        Assert.Equal("met", Nominations.With("rules.nominated 2023-09-28", "rules.nominated 2023-09-28").Status("2023-09-29"));
        Assert.Equal("met-late", Nominations.With("rules.nominated 2023-09-28", "rules.nominated 2023-09-29").Status("2023-09-29"));
    }

    [Fact]
    public void More_than_the_maximum_is_returned_until_one_is_retracted()
    {
        var three = Cases.With("case.submitted 2023-08-01 #a", "case.submitted 2023-08-02", "case.submitted 2023-08-03");
        Assert.Equal("returned", three.Status("2023-08-31"));
        Assert.Equal("met", three.With("fact.retracted 2023-09-05 of:a").Status("2023-09-06"));
        Assert.Equal("returned", three.With("fact.retracted 2023-09-05 of:a").Status("2023-09-06", knownAt: "2023-09-04"));
    }

    [Fact]
    public void Another_years_records_do_not_count() =>
        Assert.Equal("overdue", Cases.With("case.submitted 2022-12-31", "case.submitted 2024-01-01").Status("2024-01-02"));

    [Fact]
    public void A_unit_that_is_gone_by_the_day_does_not_owe_it() =>
        Assert.Equal("not-applicable", Cases.Having(unit => unit with { To = Scene.Day("2023-08-29") }).Status("2023-08-31"));
}
