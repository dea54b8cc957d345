using Cunju.Core.Disclosures;
using Xunit;
using static Cunju.Tests.Disclosures.DisclosureScene;

namespace Cunju.Tests.Disclosures;

/// <summary>What anybody may know of a disclosure: one rule for pages, feeds and files.</summary>
public sealed class OpenEditionsTests
{
    [Fact]
    public void Nothing_is_open_before_it_was_put_up()
    {
        Assert.All(new[] { Drafting(), UnderReview(), Escalated(), Settled() }, disclosure => Assert.Empty(OpenEditions.Of(disclosure)));
        Assert.Null(OpenEditions.Find(Settled(), null));
        var hanging = OnDisplay();
        var open = Assert.Single(OpenEditions.Of(hanging));
        Assert.Equal(hanging.Latest, open.Showing);
        Assert.Equal((null, null, new DateOnly(2023, 10, 15)), (open.Before, open.Reason, open.Changed));
    }

    [Fact]
    public void A_correction_that_is_only_drafted_changes_nothing_for_those_who_read()
    {
        var open = Assert.Single(OpenEditions.Of(Correcting()));
        Assert.Equal(Correcting().Latest!.Content, open.Text);
        // The reason that stands in the case is the draft's, and no word about what hangs.
        Assert.Null(open.Reason);
        Assert.Null(OpenEditions.Find(Correcting(), 2));
    }

    [Fact]
    public void A_corrected_edition_says_why_and_is_compared_with_the_one_before()
    {
        var corrected = Corrected(CorrectionReason.Residents);
        var open = OpenEditions.Find(corrected, null)!;
        Assert.Equal((2, CorrectionReason.Residents), (open.Showing.Edition, open.Reason));
        Assert.Equal(corrected.Shown[0].Content, open.TextBefore);
        Assert.Equal(corrected.Shown[0].Content, OpenEditions.Find(corrected, 1)!.Text);
        Assert.Equal(new DateOnly(2023, 10, 15), OpenEditions.Find(corrected, 1)!.Changed);
    }

    [Fact]
    public void What_is_withheld_has_no_words_and_is_compared_with_nothing()
    {
        var corrected = Corrected(CorrectionReason.Privacy);
        var (old, now) = (OpenEditions.Find(corrected, 1)!, OpenEditions.Find(corrected, 2)!);
        Assert.Null(old.Text);
        Assert.Null(old.TextBefore);
        // It changed for those who read on the day it was withheld, not on that of the next one.
        Assert.Equal((new(2023, 10, 20), new DateOnly(2023, 10, 22)), (old.Changed, now.Showing.On));
        Assert.NotNull(now.Text);
        Assert.Null(now.TextBefore);
        Assert.Equal(CorrectionReason.Privacy, now.Reason);
    }

    [Fact]
    public void What_was_put_up_again_is_there_twice()
    {
        var again = On(19).Done<Disclosure>(PutUp, Gone());
        Assert.Equal([1, 1], OpenEditions.Of(again).Select(open => open.Showing.Edition));
        Assert.Equal(new DateOnly(2023, 10, 19), OpenEditions.Find(again, 1)!.Showing.On);
        Assert.All(OpenEditions.Of(again), open => Assert.Null(open.Before));
    }

    [Fact]
    public void The_parts_that_changed_are_named_without_their_words()
    {
        var first = Content(Draft);
        Assert.Empty(OpenEditions.PartsChanged(first, Content(Draft)));
        Assert.Equal(["党务"], OpenEditions.PartsChanged(first, Content(Draft with { Party = "四季度开展主题党日3次。" })));
        Assert.Equal(["政务", "账表"], OpenEditions.PartsChanged(first, Content(Draft with { Affairs = null, Books = BooksOf(8) })));
    }

    private static Disclosure Corrected(CorrectionReason reason)
    {
        var correcting = On(20).Done<Disclosure>(new CorrectDisclosure { Reason = reason }, OnDisplay());
        var reviewed = On(21).Done<Disclosure>(new PassReview(), On(21, Mended).Done<Disclosure>(new SubmitForReview(), correcting));
        return On(22, Mended).Done<Disclosure>(PutUp, On(22).Done<Disclosure>(new SettlePlan { Meeting = "2023-003" }, reviewed));
    }
}
