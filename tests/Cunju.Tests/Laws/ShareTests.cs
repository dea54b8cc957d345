using CsCheck;
using Cunju.Core.Laws;
using Xunit;

namespace Cunju.Tests.Laws;

public sealed class ShareTests
{
    [Theory]
    // 过半数: half is not enough, one more is.
    [InlineData("1/2", "more-than", 500, 1000, false)]
    [InlineData("1/2", "more-than", 501, 1000, true)]
    [InlineData("1/2", "more-than", 500, 999, true)]
    [InlineData("1/2", "more-than", 499, 999, false)]
    [InlineData("1/2", "more-than", 1, 1, true)]
    // 半数以上: half is enough.
    [InlineData("1/2", "at-least", 500, 1000, true)]
    [InlineData("1/2", "at-least", 499, 1000, false)]
    // 三分之二以上: exactly two thirds is enough; of 100 it is 67.
    [InlineData("2/3", "at-least", 30, 45, true)]
    [InlineData("2/3", "at-least", 29, 45, false)]
    [InlineData("2/3", "at-least", 66, 100, false)]
    [InlineData("2/3", "at-least", 67, 100, true)]
    // 超过三分之二: exactly two thirds is not.
    [InlineData("2/3", "more-than", 30, 45, false)]
    [InlineData("2/3", "more-than", 31, 45, true)]
    [InlineData("2/3", "at-least", 1_333_333_333, 2_000_000_000, false)]
    [InlineData("2/3", "at-least", 1_333_333_334, 2_000_000_000, true)]
    public void A_share_is_reached_to_the_last_head(string fraction, string compare, int count, int of, bool reached)
    {
        Assert.True(Share.TryParse(fraction, compare, out var share));
        Assert.Equal(reached, share.IsReachedBy(count, of));
    }

    [Fact]
    public void The_least_count_is_the_first_that_reaches_the_share() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Bool, Gen.Int[1, 100_000])
            .Where((a, b, _, _) => a < b)
            .Sample(
                (part, whole, exceeds, of) =>
                {
                    var share = new Share(part, whole, exceeds);
                    var least = share.Least(of);
                    return share.IsReachedBy(least, of) && !share.IsReachedBy(least - 1, of);
                }
            );

    [Theory]
    [InlineData("1/2", "more-than", "过半数")]
    [InlineData("1/2", "at-least", "半数以上")]
    [InlineData("2/3", "at-least", "三分之二以上")]
    [InlineData("2/3", "more-than", "超过三分之二")]
    [InlineData("1/10", "at-least", "十分之一以上")]
    public void A_share_is_said_as_the_law_says_it(string fraction, string compare, string words)
    {
        Assert.True(Share.TryParse(fraction, compare, out var share));
        Assert.Equal(words, share.ToString());
    }

    [Theory]
    [InlineData("3/2", "at-least")]
    [InlineData("0/2", "at-least")]
    [InlineData("half", "at-least")]
    [InlineData("1/2", "about")]
    [InlineData("-1/2", "at-least")]
    [InlineData("1/0", "at-least")]
    public void What_is_no_share_is_not_read(string fraction, string compare) => Assert.False(Share.TryParse(fraction, compare, out _));
}
