using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>What the list of 2023 says to what really happened to a disclosure.</summary>
public sealed class DisclosureTallyTests
{
    private const string Day = Course.Quarter;

    private static readonly Publish Publish = DisclosureScene.PutUp;

    private static readonly FilePaper File = new();

    private static readonly ExaminePaper InOrder = new() { Outcome = ExaminationOutcome.InOrder };

    private static readonly TakeDown BothDown = new() { Sheets = [DisclosureSheet.Quarter, DisclosureSheet.Finance] };

    [Fact]
    public async Task The_whole_course_of_a_quarter_meets_measures_15_and_16_of_the_village_and_the_township()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        Assert.Equal(Status.OnTrack, await course.Lane("open.quarterly", Day, "2023-04-13"));
        await course.On(Day, Publish);
        Assert.Equal(Status.Met, await course.Lane("open.quarterly", Day, Day));
        Assert.Equal(Status.Met, await course.Lane("open.finance-monthly", "2023-04", Day));
        Assert.Equal([Status.OnTrack], await Of(course, "open.kept", Day));
        await course.On("2023-04-17", new ArchiveDisclosure());
        Assert.Equal(Status.OnTrack, await course.Lane("open.procedure", Day, "2023-04-17"));
        await course.On("2023-04-18", File);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-04-18"));
        Assert.Equal(
            [Status.Due],
            (await course.Lanes("open.township-review", "2023-04-18", TestCell.Township)).Select(lane => lane.Status)
        );
        await course.On("2023-04-20", InOrder);
        Assert.Equal(
            [Status.Met],
            (await course.Lanes("open.township-review", "2023-04-20", TestCell.Township)).Select(lane => lane.Status)
        );
        await course.On("2023-05-15", BothDown);
        Assert.Equal([Status.Met], await Of(course, "open.kept", "2023-05-16"));
        Assert.Equal([Status.Met], await Of(course, "open.finance-kept", "2023-05-16"));
        Assert.Equal(Status.Met, await course.Lane("open.quarterly", Day, "2023-05-16"));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task Returned_once_and_handed_in_again_it_is_still_one_course()
    {
        await using var course = await Course.Begin();
        await course.On("2023-04-03", Course.DraftOf(Day));
        await course.On("2023-04-04", new SubmitForReview());
        await course.On("2023-04-06", new RaiseObjection { Opinion = "电费请附发票。" });
        await course.On("2023-04-07", new ReviseDraft());
        await course.On("2023-04-07", Telling.Again(Day) with { Finance = "发票附后。" });
        await course.On("2023-04-07", new SubmitForReview());
        await course.On("2023-04-10", new PassReview());
        await course.Settled("2023-04-11");
        await course.On(Day, Publish);
        await course.On("2023-04-17", new ArchiveDisclosure());
        await course.On("2023-04-17", File);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-04-17"));
        Assert.Equal(["draft", "check", "decide", "publish", "archive", "file"], await Steps(course));
    }

    [Fact]
    public async Task Handed_in_by_mistake_or_read_by_nobody_it_is_taken_back()
    {
        await using var course = await Course.Begin();
        await course.On("2023-04-03", Course.DraftOf(Day));
        await course.On("2023-04-04", new SubmitForReview());
        await course.On("2023-04-11", new ReopenDraft());
        Assert.Equal(DisclosureState.Drafting, (await course.Disclosure()).State);
        Assert.Equal(0, (await course.Lanes("open.procedure", "2023-04-11")).Single(lane => lane.Name == Day).Have);
        await course.On("2023-04-11", new SubmitForReview());
        await course.On("2023-04-12", new PassReview());
        Assert.Equal(["draft", "check"], await Steps(course));
    }

    [Fact]
    public async Task Reopened_after_its_review_it_is_reviewed_and_settled_again()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On("2023-04-11", new ReopenDraft());
        Assert.Equal(0, (await course.Lanes("open.procedure", "2023-04-11")).Single(lane => lane.Name == Day).Have);
        await course.On("2023-04-11", Telling.Again(Day) with { Party = "改过了。" });
        await course.On("2023-04-11", new SubmitForReview());
        await course.On("2023-04-12", new PassReview());
        await course.Settled("2023-04-13");
        await course.On(Day, Publish);
        await course.On("2023-04-17", new ArchiveDisclosure());
        await course.On("2023-04-17", File);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-04-17"));
        Assert.Equal(["draft", "check", "decide", "publish", "archive", "file"], await Steps(course));
    }

    [Fact]
    public async Task A_draft_that_was_dropped_leaves_nothing_and_the_period_can_be_begun_again()
    {
        await using var course = await Course.Begin();
        await course.On("2023-04-03", Course.DraftOf(Day));
        await course.On("2023-04-04", new SubmitForReview());
        await course.On("2023-04-05", new RaiseObjection { Opinion = "全都不对。" });
        await course.On("2023-04-05", new ReviseDraft());
        await course.On("2023-04-05", new DropDraft());
        Assert.Empty(await Steps(course));
        await course.On("2023-04-06", Course.DraftOf(Day));
        Assert.Equal(["disclosures.again"], await course.Refused("2023-04-06", Course.DraftOf(Day)));
    }

    [Fact]
    public async Task Taken_down_early_it_is_breached_for_good_and_what_was_put_up_again_hangs_anew()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await course.On("2023-04-20", new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Moved });
        Assert.Equal([Status.Breached], await Of(course, "open.kept", "2023-04-21"));
        await course.On("2023-04-21", Publish);
        var lanes = await course.Lanes("open.kept", "2023-05-02");
        Assert.Equal([Status.Breached, Status.Met], lanes.Select(lane => lane.Status));
        Assert.Equal(["已重新公布", "佐证不全：缺公开内容审签单"], lanes[0].Notes);
        // Finance never came down, and the quarter was published in time.
        Assert.Equal([Status.OnTrack], await Of(course, "open.finance-kept", "2023-05-02"));
        Assert.Equal(Status.Met, await course.Lane("open.quarterly", Day, "2023-05-02"));
        var records = await course.Cell.Records();
        Assert.Single(records, record => record.Kind == DisclosureKinds.Cloud);
        Assert.Single(records, record => record.Kind == DisclosureKinds.Finance);
    }

    [Fact]
    public async Task Put_up_again_on_the_day_it_came_down_it_goes_online_once()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await course.On(Day, new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Weather });
        await course.On(Day, Publish);
        Assert.Single(await course.Cell.Records(), record => record.Kind == DisclosureKinds.Cloud);
    }

    [Fact]
    public async Task A_correction_lets_the_old_sheet_count_for_nothing_and_starts_its_own_time()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await course.On("2023-04-17", new CorrectDisclosure { Reason = CorrectionReason.Residents });
        // The old edition hangs until the new one does.
        Assert.Equal([Status.OnTrack], await Of(course, "open.kept", "2023-04-17"));
        await course.On("2023-04-17", Telling.Again(Day) with { Affairs = "名单更正。" });
        await course.On("2023-04-17", new SubmitForReview());
        await course.On("2023-04-18", new PassReview());
        await course.Settled("2023-04-19");
        await course.On("2023-04-20", Publish);
        Assert.Equal([Status.NotApplicable, Status.OnTrack], await Of(course, "open.kept", "2023-04-30"));
        Assert.Equal([Status.NotApplicable, Status.Met], await Of(course, "open.kept", "2023-05-01"));
        Assert.Equal([Status.NotApplicable, Status.OnTrack], await Of(course, "open.finance-kept", "2023-05-20"));
        Assert.Equal([Status.NotApplicable, Status.Met], await Of(course, "open.finance-kept", "2023-05-21"));
        Assert.Equal(Status.Met, await course.Lane("open.quarterly", Day, "2023-05-21"));
        var shown = (await course.Disclosure()).Shown;
        Assert.Equal([1, 2], shown.Select(showing => showing.Edition));
        Assert.NotEqual(shown[0].Digest, shown[1].Digest);
        // What the first edition had left open is done with the second.
        await course.On("2023-05-21", new ArchiveDisclosure());
        await course.On("2023-05-21", File);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-05-21"));
        Assert.Equal(["draft", "check", "decide", "publish", "archive", "file"], await Steps(course));
    }

    [Fact]
    public async Task A_sheet_that_was_gone_while_its_correction_was_written_hung_too_short()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await course.On("2023-04-17", new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves });
        await course.On("2023-04-18", new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Torn });
        await course.On("2023-04-19", new SubmitForReview());
        await course.On("2023-04-20", new PassReview());
        await course.Settled("2023-04-20");
        await course.On("2023-04-21", Publish);
        var lanes = await course.Lanes("open.kept", "2023-05-02");
        Assert.Equal([Status.Breached, Status.Met], lanes.Select(lane => lane.Status));
        Assert.Equal(["已重新公布", "佐证不全：缺公开内容审签单"], lanes[0].Notes);
        // Finance hung until the new one did.
        Assert.Equal([Status.NotApplicable, Status.OnTrack], await Of(course, "open.finance-kept", "2023-05-02"));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task A_correction_given_up_counts_for_nothing_and_the_old_sheet_for_what_it_did()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await course.On("2023-04-17", new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves });
        await course.On("2023-04-18", new SubmitForReview());
        await course.On("2023-04-19", new PassReview());
        await course.On("2023-04-20", new GiveUpCorrection());
        Assert.Equal((DisclosureState.OnDisplay, 1), ((await course.Disclosure()).State, (await course.Disclosure()).Edition));
        await course.On("2023-04-21", new ArchiveDisclosure());
        await course.On("2023-04-21", File);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-04-21"));
        await course.On("2023-05-16", BothDown with { On = new(2023, 5, 15) });
        Assert.Equal([Status.Met], await Of(course, "open.kept", "2023-05-16"));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task A_month_put_up_again_or_put_right_in_the_next_one_is_not_the_next_ones()
    {
        await using var course = await Course.Begin();
        await course.Ready("2023-05");
        await course.On("2023-05-20", Publish);
        await course.On("2023-05-30", new ReportGone { Sheets = [DisclosureSheet.Finance], Reason = EarlyReason.Weather });
        await course.On("2023-06-02", Publish);
        Assert.Equal(Status.Met, await course.Lane("open.finance-monthly", "2023-05", "2023-06-02"));
        Assert.NotEqual(Status.Met, await course.Lane("open.finance-monthly", "2023-06", "2023-06-02"));
        await course.On("2023-06-05", new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves });
        await course.On("2023-06-05", new SubmitForReview());
        await course.On("2023-06-06", new PassReview());
        await course.Settled("2023-06-06");
        await course.On("2023-06-07", Publish);
        Assert.NotEqual(Status.Met, await course.Lane("open.finance-monthly", "2023-06", "2023-06-07"));
        Assert.Equal(Status.Met, await course.Lane("open.finance-monthly", "2023-05", "2023-06-07"));
    }

    [Fact]
    public async Task A_correction_the_township_ordered_is_filed_again_and_examined_again()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await course.On("2023-04-17", new ArchiveDisclosure());
        await course.On("2023-04-17", File);
        Assert.Equal(["filings.again"], await course.Refused("2023-04-18", File));
        await course.On(
            "2023-04-19",
            new ExaminePaper
            {
                Outcome = ExaminationOutcome.CorrectionOrdered,
                Opinion = "缺公益岗位的工资。",
                CorrectBy = new(2023, 4, 30),
            }
        );
        Assert.Equal(["filings.edition"], await course.Refused("2023-04-19", new FileAgain()));
        await course.On("2023-04-20", new CorrectDisclosure { Reason = CorrectionReason.Township });
        await course.On("2023-04-20", Telling.Again(Day) with { Finance = "公益岗位4人，共2400元。" });
        await course.On("2023-04-20", new SubmitForReview());
        await course.On("2023-04-21", new PassReview());
        await course.Settled("2023-04-24");
        await course.On("2023-04-24", Publish);
        await course.On("2023-04-25", new FileAgain());
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-04-25"));
        await course.On("2023-04-26", InOrder);
        Assert.Equal(
            [Status.Met, Status.Met],
            (await course.Lanes("open.township-review", "2023-04-27", TestCell.Township)).Select(lane => lane.Status)
        );
        var reviews = (await course.Cell.Records()).Where(record => record.Kind == "review.made").ToArray();
        Assert.Equal(["returned", "approved"], reviews.Select(record => record.ToRecord().Field("outcome")?.Text));
        Assert.All(reviews, record => Assert.Equal(TestCell.Township, record.Unit));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task A_later_edition_that_is_filed_while_the_first_waits_is_the_one_the_township_owes()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await course.On("2023-04-17", new ArchiveDisclosure());
        await course.On("2023-04-17", File);
        await course.On("2023-04-20", new CorrectDisclosure { Reason = CorrectionReason.Residents });
        await course.On("2023-04-20", Telling.Again(Day) with { Finance = "公益岗位4人，共2400元。" });
        await course.On("2023-04-20", new SubmitForReview());
        await course.On("2023-04-21", new PassReview());
        await course.Settled("2023-04-24");
        Assert.Equal(["filings.edition"], await course.Refused("2023-04-24", new FileAgain()));
        await course.On("2023-04-24", Publish);
        await course.On("2023-04-25", new FileAgain());
        // The first handing-in stands no longer; its fifteen days would have been over on 2 May.
        var owed = Assert.Single(await course.Lanes("open.township-review", "2023-05-03", TestCell.Township));
        Assert.Equal((new DateOnly(2023, 4, 25), new DateOnly(2023, 5, 10)), (owed.Opens, owed.Due));
        Assert.NotEqual(Status.Overdue, owed.Status);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-05-03"));
        await course.On("2023-05-04", InOrder);
        Assert.Equal(Status.Met, Assert.Single(await course.Lanes("open.township-review", "2023-05-04", TestCell.Township)).Status);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-05-04"));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task Entered_a_day_late_the_board_was_in_time_and_the_platform_was_not()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On("2023-04-16", Publish with { On = new(2023, 4, 15) });
        Assert.Equal(Status.MetLate, await course.Lane("open.quarterly", Day, "2023-04-16"));
        var lane = (await course.Lanes("open.quarterly", "2023-04-16")).Single(one => one.Name == Day);
        Assert.Equal(["各渠道未同日公开", "补录，晚1日", "佐证不全：缺公开内容审签单"], lane.Notes);
        await course.On("2023-04-17", new ArchiveDisclosure());
        await course.On("2023-04-17", File);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-04-17"));
    }

    [Fact]
    public async Task A_month_of_finance_counts_for_its_month_and_asks_for_no_course()
    {
        await using var course = await Course.Begin();
        await course.Ready("2023-05");
        Assert.Equal(["disclosures.signed", "disclosures.seals"], await course.Refused("2023-05-11", new Publish()));
        await course.On("2023-05-11", Publish);
        Assert.Equal(Status.Met, await course.Lane("open.finance-monthly", "2023-05", "2023-05-11"));
        Assert.Equal(
            "2023-04",
            Assert.Single(await course.Cell.Records(), record => record.Kind == DisclosureKinds.Finance).ToRecord().Field("month")?.Text
        );
        Assert.Equal(["disclosures.kept"], await course.Refused("2023-06-10", new TakeDown { Sheets = [DisclosureSheet.Finance] }));
        await course.On("2023-06-12", new TakeDown { On = new(2023, 6, 11), Sheets = [DisclosureSheet.Finance] });
        Assert.Equal([Status.Met], await Of(course, "open.finance-kept", "2023-06-12"));
        // It is filed like the rest; the list counts the quarters' chain alone.
        await course.On("2023-06-12", File);
        await course.On("2023-06-13", InOrder);
        Assert.Empty(await Steps(course));
        Assert.Equal(
            Status.NotApplicable,
            Assert.Single(await course.Lanes("open.township-review", "2023-06-13", TestCell.Township)).Status
        );
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task The_books_of_another_month_are_handed_to_nobody()
    {
        await using var course = await Course.Begin();
        await course.On("2023-05-03", Course.DraftOf("2023-05") with { Books = DisclosureScene.BooksOf(5) });
        Assert.Contains("disclosures.books", await course.Refused("2023-05-04", new SubmitForReview()));
    }

    [Fact]
    public async Task A_scan_that_comes_late_leaves_each_putting_up_its_own_last_day()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await course.On("2023-04-18", new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Torn });
        await course.On("2023-04-19", Publish with { Scans = [course.Scan("19日")] });
        Assert.Equal([("2023-04-15", false), ("2023-04-19", true)], await course.Proofs(DisclosureKinds.Posted));
        await course.On("2023-04-20", new ScanBack { Scans = [course.Scan("15日")] });
        Assert.Equal([("2023-04-15", true), ("2023-04-19", true)], await course.Proofs(DisclosureKinds.Posted));
        await course.On("2023-05-16", BothDown with { On = new(2023, 5, 15) });
        var lanes = await course.Lanes("open.kept", "2023-05-16");
        Assert.Equal([Status.Breached, Status.Met], lanes.Select(lane => lane.Status));
        Assert.Equal(["已重新公布"], lanes[0].Notes);
        Assert.Equal([new(2023, 4, 18), new DateOnly(2023, 5, 15)], await Untils(course, DisclosureKinds.Posted));
        Assert.Equal([new DateOnly(2023, 5, 15)], await Untils(course, DisclosureKinds.Finance));
        Assert.Equal([Status.Met], await Of(course, "open.finance-kept", "2023-05-16"));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task A_scan_of_an_old_edition_leaves_the_one_that_hangs_in_its_place()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await Correct(course, "2023-04-20");
        await course.On("2023-04-21", new ScanBack { Scans = [course.Scan("第1版")], Edition = 1 });
        Assert.Equal([("2023-04-15", true), ("2023-04-20", false)], await course.Proofs(DisclosureKinds.Posted));
        Assert.Equal([Status.NotApplicable, Status.OnTrack], await Of(course, "open.kept", "2023-04-26"));
        await course.On("2023-04-26", new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Torn });
        Assert.Equal([null, new DateOnly(2023, 4, 26)], await Untils(course, DisclosureKinds.Posted));
        Assert.Equal([Status.NotApplicable, Status.Breached], await Of(course, "open.kept", "2023-04-27"));
        Assert.Equal([Status.NotApplicable, Status.OnTrack], await Of(course, "open.finance-kept", "2023-05-16"));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task Of_three_editions_each_still_stands_for_the_one_before_whichever_is_scanned()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await Correct(course, "2023-04-18");
        await Correct(course, "2023-04-20");
        foreach (var edition in (int[])[2, 1, 3])
        {
            await course.On("2023-04-21", new ScanBack { Scans = [course.Scan($"第{edition}版")], Edition = edition });
            Assert.Equal([Status.NotApplicable, Status.NotApplicable, Status.OnTrack], await Of(course, "open.kept", "2023-04-29"));
            Assert.Equal([Status.NotApplicable, Status.NotApplicable, Status.OnTrack], await Of(course, "open.finance-kept", "2023-04-29"));
        }

        Assert.All(await course.Proofs(DisclosureKinds.Posted), posted => Assert.True(posted.Proved));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task Editions_put_up_on_one_day_are_each_proved_by_their_own_scan()
    {
        await using var course = await Course.Begin();
        await course.Ready();
        await course.On(Day, Publish);
        await Correct(course, Day);
        await course.On("2023-04-17", new ScanBack { Scans = [course.Scan("第2版")], Edition = 2 });
        Assert.Equal([(Day, false), (Day, true)], await course.Proofs(DisclosureKinds.Posted));
        Assert.Equal([(Day, false), (Day, true)], await course.Proofs(DisclosureKinds.Finance));
        // The course of the quarter is the first edition's, and so is its proof.
        Assert.Equal([("2023-04-07", false)], await course.Proofs(DisclosureKinds.Step, "check"));
        Assert.Equal([(Day, false)], await course.Proofs(DisclosureKinds.Step, "publish"));
        await course.On("2023-04-18", new ScanBack { Scans = [course.Scan("第1版")], Edition = 1 });
        Assert.Equal([("2023-04-07", true)], await course.Proofs(DisclosureKinds.Step, "check"));
        Assert.Equal([(Day, true)], await course.Proofs(DisclosureKinds.Step, "publish"));
        Assert.Equal([Status.NotApplicable, Status.OnTrack], await Of(course, "open.kept", "2023-04-25"));
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    [Fact]
    public async Task That_it_was_reviewed_is_proved_by_the_signed_sheet_and_not_by_the_button()
    {
        const string Missing = "佐证不全：缺公开内容审签单";
        await using var course = await Course.Begin();
        await course.On("2023-04-03", Course.DraftOf(Day));
        await course.On("2023-04-04", new SubmitForReview());
        // Signed on paper on the 6th, entered on the 7th.
        await course.On("2023-04-07", new PassReview { On = new(2023, 4, 6) });
        await course.Settled("2023-04-10");
        Assert.Equal([("2023-04-06", false)], await course.Proofs(DisclosureKinds.Step, "check"));
        Assert.Contains(Missing, await Notes("2023-04-10"));
        // It was put up on the 15th and told on the 16th, with the scan.
        await course.On("2023-04-16", Publish with { On = new(2023, 4, 15), Scans = [course.Scan("第1版")] });
        Assert.Equal([("2023-04-06", true)], await course.Proofs(DisclosureKinds.Step, "check"));
        Assert.Equal([("2023-04-15", true)], await course.Proofs(DisclosureKinds.Step, "publish"));
        Assert.DoesNotContain(Missing, await Notes("2023-04-16"));
        await course.On("2023-04-17", new ArchiveDisclosure());
        await course.On("2023-04-17", File);
        Assert.Equal(Status.Met, await course.Lane("open.procedure", Day, "2023-04-17"));
        Assert.Equal(["draft", "check", "decide", "publish", "archive", "file"], await Steps(course));
        // The second edition has a sheet of its own; it asks for no second course.
        await Correct(course, "2023-04-20");
        Assert.Equal([("2023-04-06", true)], await course.Proofs(DisclosureKinds.Step, "check"));
        Assert.Equal([("2023-04-15", true), ("2023-04-20", false)], await course.Proofs(DisclosureKinds.Posted));
        Assert.True((await course.Cell.Verify()).IsClean);

        async Task<IEnumerable<string>> Notes(string asOf) =>
            (await course.Lanes("open.procedure", asOf)).Single(lane => lane.Name == Day).Notes;
    }

    [Fact]
    public async Task A_text_that_is_saved_once_more_as_it_was_is_no_other_text()
    {
        await using var course = await Course.Begin();
        await course.On("2023-04-03", Course.DraftOf(Day));
        await course.On("2023-04-03", new SubmitForReview());
        await Disputed();
        await course.On("2023-04-03", new EscalateObjection());
        await course.On("2023-04-03", new AnswerObjection { Answer = "属实。" });
        await course.On("2023-04-03", new RaiseObjection { Opinion = "还是不对。" });
        await course.On("2023-04-03", new ReviseDraft());
        var before = (await course.Disclosure()).Content;
        await course.On("2023-04-03", Telling.Again(Day));
        Assert.Equal(before, (await course.Disclosure()).Content);
        await course.On("2023-04-03", new SubmitForReview());
        await Disputed();
        Assert.Equal(["disclosures.escalation"], await course.Refused("2023-04-03", new EscalateObjection()));
        // Changed and changed back it is what was handed in, too.
        await course.On("2023-04-03", new ReopenDraft());
        await course.On("2023-04-03", Telling.Again(Day) with { Party = "改一改。" });
        Assert.NotEqual(before, (await course.Disclosure()).Content);
        await course.On("2023-04-03", Telling.Again(Day));
        await course.On("2023-04-03", new SubmitForReview());
        await Disputed();
        Assert.Equal(["disclosures.escalation"], await course.Refused("2023-04-03", new EscalateObjection()));
        Assert.True((await course.Cell.Verify()).IsClean);

        async Task Disputed()
        {
            await course.On("2023-04-03", new RaiseObjection { Opinion = "电费请附发票。" });
            await course.On("2023-04-03", new ReplyToObjection { Reply = "发票在票夹第3页。" });
        }
    }

    [Fact]
    public async Task Whatever_is_refused_leaves_the_case_as_it_was()
    {
        await using var course = await Course.Begin();
        await course.On("2023-04-03", Course.DraftOf(Day));
        Assert.Equal(["procedure.state"], await course.Refused("2023-04-03", new PassReview()));
        Assert.Equal(["procedure.state"], await course.Refused("2023-04-03", Publish));
        Assert.Equal(["filings.paper"], await course.Refused("2023-04-03", File));
        await course.On("2023-04-04", new SubmitForReview());
        // Two at once: the second saw a page that was older than the first one's act.
        await course.On("2023-04-07", new PassReview());
        Assert.Equal(["desk.stale"], await course.Refused("2023-04-07", new RaiseObjection { Opinion = "慢了。", Seen = 2 }));
        await course.Settled("2023-04-10");
        Assert.Equal(["disclosures.early"], await course.Refused("2023-04-14", Publish));
        Assert.Equal(["disclosures.signed"], await course.Refused(Day, Publish with { Signed = 1 }));
        Assert.Equal(["disclosures.seals"], await course.Refused(Day, Publish with { SupervisionSeal = false }));
        await course.On(Day, Publish);
        Assert.Equal(["disclosures.kept"], await course.Refused("2023-04-20", new TakeDown { Sheets = [DisclosureSheet.Quarter] }));
        // The clock set back: nothing happens before what it follows, nothing is lost.
        Assert.Equal(["disclosures.order"], await course.Refused("2023-04-12", new ArchiveDisclosure()));
        Assert.Equal(["filings.order"], await course.Refused("2023-04-12", File));
        Assert.Equal((DisclosureState.OnDisplay, 5), ((await course.Disclosure()).State, (await course.Disclosure()).Version));
        course.Cell.Clock.Set("2023-04-20");
        Assert.True((await course.Cell.Verify()).IsClean);
    }

    /// <summary>Another edition, reviewed, settled and put up in one day.</summary>
    private static async Task Correct(Course course, string day)
    {
        await course.On(day, new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves });
        await course.On(day, Telling.Again(Day) with { Affairs = $"名单更正，{day}。" });
        await course.On(day, new SubmitForReview());
        await course.On(day, new PassReview());
        await course.Settled(day);
        await course.On(day, Publish);
    }

    /// <summary>The last days of what was put up, by the day it was, with nothing where it hangs.</summary>
    private static async Task<IEnumerable<DateOnly?>> Untils(Course course, string kind)
    {
        var records = (await course.Cell.Records()).Select(row => row.ToRecord()).ToArray();
        var gone = records.Where(record => record.Kind == "fact.corrected").Select(record => record.Of).ToHashSet();
        return records
            .Where(record => record.Kind == kind && !gone.Contains(record.Id))
            .OrderBy(record => record.On)
            .Select(record => record.Field("until")?.Day);
    }

    private static async Task<IEnumerable<Status>> Of(Course course, string obligation, string asOf) =>
        (await course.Lanes(obligation, asOf)).Select(lane => lane.Status);

    private static async Task<IEnumerable<string?>> Steps(Course course)
    {
        var records = (await course.Cell.Records()).Select(row => row.ToRecord()).ToArray();
        var gone = records.Where(record => record.Kind is "fact.retracted" or "fact.corrected").Select(record => record.Of).ToHashSet();
        return records
            .Where(record => record.Kind == DisclosureKinds.Step && !gone.Contains(record.Id))
            .OrderBy(record => record.On)
            .ThenBy(record => record.Id)
            .Select(record => record.Field("step")?.Text);
    }
}
