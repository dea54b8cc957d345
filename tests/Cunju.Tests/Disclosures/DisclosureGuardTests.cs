using Cunju.Core.Disclosures;
using Cunju.Core.Procedures;
using Cunju.Tests.Assemblies;
using Xunit;
using static Cunju.Tests.Disclosures.DisclosureScene;

namespace Cunju.Tests.Disclosures;

/// <summary>Each guard and each check of disclosures. Each was broken once and its test seen to fail.</summary>
public sealed class DisclosureGuardTests
{
    [Fact]
    public void Only_what_the_list_wants_disclosed_is_drafted_and_once()
    {
        foreach (var period in new[] { null, "2023-10-14", "2023-10", "2024-13", "什么" })
        {
            On(3).Refuses("disclosures.period", "Period", Draft with { Period = period });
        }

        On(3, AtHand with { Taken = [Quarter] }).Refuses("disclosures.again", "Period", Draft);
        On(3, AtHand with { Taken = ["2023-07-15"] }).Done<Disclosure>(Draft);
    }

    [Fact]
    public void A_draft_says_something_in_bounds_and_without_a_line_that_reads_as_a_head()
    {
        DraftDisclosure nothing = new() { Period = Quarter, Party = " \n　" };
        On(3).Refuses("disclosures.empty", "Party", nothing);
        On(3).Refuses("disclosures.long", "Services", Draft with { Services = new('长', 20_001) });
        On(3).Done<Disclosure>(Draft with { Services = new('长', 20_000) });
        On(3).Refuses("disclosures.long", "Books", Draft with { Books = new('1', 200_001) });
        On(3).Refuses("disclosures.head", null, Draft with { Party = "三季度\n【财务】\n无" });
        On(3).Refuses("disclosures.head", null, Draft with { Affairs = "【账表】" });
        On(4).Refuses("disclosures.empty", "Party", new SaveDraft(), Drafting());
        // A month of finance may be begun before its books are read from a file; what it says is not emptied.
        On(3, AtHand with { Content = DisclosureContent.Empty }).Done<Disclosure>(new DraftDisclosure { Period = "2023-09" });
        On(4).Refuses("disclosures.empty", "Books", new SaveDraft(), Drafting() with { Period = "2023-09" });
        On(4).Refuses("disclosures.long", "Affairs", new SaveDraft { Affairs = new('长', 20_001) }, Drafting());
        On(4).Refuses("disclosures.head", null, new SaveDraft { Affairs = "【服务】" }, Drafting());
    }

    [Fact]
    public void Each_subject_is_written_before_the_reviewers_see_it()
    {
        var outcome = On(5, AtHand with { Content = Content(new DraftDisclosure { Party = "本期无" }) })
            .Ask(new SubmitForReview(), Drafting());
        Assert.Equal(
            ["disclosures.missing", "disclosures.missing", "disclosures.missing"],
            outcome.Refusals.Select(refusal => refusal.Code)
        );
        // The books are finance; nobody has to explain them in words.
        On(5).Done<Disclosure>(new SubmitForReview(), Drafting());
    }

    [Fact]
    public void Books_that_do_not_add_up_or_are_of_another_month_go_to_nobody()
    {
        var wrong = Draft with { Books = BooksOf(9).Replace("10800.00", "10080.00", StringComparison.Ordinal) };
        On(5, AtHand with { Content = Content(wrong) }).Refuses("disclosures.books", "Books", new SubmitForReview(), Drafting());
        On(15, AtHand with { Content = Content(wrong) }).Refuses("disclosures.books", "Books", PutUp, Settled());
        var august = Draft with { Books = BooksOf(8) };
        On(5, AtHand with { Content = Content(august) }).Refuses("disclosures.books", "Books", new SubmitForReview(), Drafting());
    }

    [Fact]
    public void What_points_at_a_person_goes_to_nobody_and_the_published_telephone_of_the_office_may_stay()
    {
        var named = AtHand with { Content = Content(Draft with { Services = "有事打13883901234。" }) };
        On(5, named).Refuses("disclosures.masking", "Services", new SubmitForReview(), Drafting());
        On(15, named).Refuses("disclosures.masking", "Services", PutUp, Settled());
        // What must not be public is not kept in a draft either: what was never stored need not be erased.
        On(3).Refuses("disclosures.masking", "Services", Draft with { Services = "有事打13883901234。" });
        On(4).Refuses("disclosures.masking", "Affairs", new SaveDraft { Affairs = "李建国 11010519491231002X" }, Drafting());
        On(5, named with { OfficePhones = ["13883901234"] }).Done<Disclosure>(new SubmitForReview(), Drafting());
        var card = AtHand with { Content = Content(Draft with { Books = $"{BooksOf(9)}备注\t11010519491231002X\n" }) };
        Assert.Contains(
            On(5, card).Ask(new SubmitForReview(), Drafting()).Refusals,
            refusal => (refusal.Code, refusal.Field) == ("disclosures.masking", "Books")
        );
    }

    [Fact]
    public void A_period_the_list_no_longer_knows_goes_no_further()
    {
        var gone = Drafting() with { Period = "2023-10-14" };
        On(5).Refuses("disclosures.period", null, new SubmitForReview(), gone);
        On(15).Refuses("disclosures.period", null, PutUp, Settled() with { Period = "2023-10-14" });
    }

    [Fact]
    public void No_step_is_told_before_its_day()
    {
        DateOnly tomorrow = new(2023, 10, 13);
        (Act Act, Disclosure At)[] ahead =
        [
            (new SubmitForReview { On = tomorrow }, Drafting()),
            (new PassReview { On = tomorrow }, UnderReview()),
            (new RaiseObjection { On = tomorrow, Opinion = "请改。" }, UnderReview()),
            (new ReplyToObjection { On = tomorrow, Reply = "不改。" }, Objected()),
            (new EscalateObjection { On = tomorrow }, Replied()),
            (new AnswerObjection { On = tomorrow, Answer = "属实。" }, Escalated()),
        ];
        Assert.All(ahead, one => On(12).Refuses("disclosures.ahead", "On", one.Act, one.At));
        On(16).Refuses("disclosures.ahead", "On", PutUp with { On = new(2023, 10, 17) }, Settled());
        On(31).Refuses("disclosures.ahead", "On", new TakeDown { On = new(2023, 11, 20), Sheets = [DisclosureSheet.Quarter] }, OnDisplay());
        On(18)
            .Refuses(
                "disclosures.ahead",
                "On",
                new ReportGone
                {
                    On = new(2023, 10, 19),
                    Sheets = [DisclosureSheet.Quarter],
                    Reason = EarlyReason.Weather,
                },
                OnDisplay()
            );
        On(18).Refuses("disclosures.ahead", "On", new ArchiveDisclosure { On = new(2023, 10, 19) }, OnDisplay());
    }

    [Fact]
    public void No_step_is_told_of_a_day_before_the_step_it_follows()
    {
        DateOnly before = new(2023, 10, 4);
        (Act Act, Disclosure At)[] backwards =
        [
            (new PassReview { On = before }, UnderReview()),
            (new RaiseObjection { On = before, Opinion = "请改。" }, UnderReview()),
            (new ReplyToObjection { On = before, Reply = "不改。" }, Objected()),
            (new PassReview { On = new(2023, 10, 8) }, Replied()),
            (new EscalateObjection { On = new(2023, 10, 8) }, Replied()),
            (new AnswerObjection { On = new(2023, 10, 9), Answer = "属实。" }, Escalated()),
            (new PassReview { On = new(2023, 10, 10) }, Answered()),
            // What came back is not handed in before it came back.
            (new SubmitForReview { On = new(2023, 10, 7) }, On(9).Done<Disclosure>(new ReviseDraft(), Objected())),
            (new SubmitForReview { On = new(2023, 10, 9) }, On(11).Done<Disclosure>(new ReopenDraft(), Reviewed())),
            (new SubmitForReview { On = new(2023, 10, 4) }, On(6).Done<Disclosure>(new ReopenDraft(), UnderReview())),
            (new SubmitForReview { On = new(2023, 10, 8) }, On(9).Done<Disclosure>(new ReopenDraft(), Replied())),
            (new SubmitForReview { On = new(2023, 10, 9) }, On(11).Done<Disclosure>(new ReopenDraft(), Answered())),
            (new SubmitForReview { On = new(2023, 10, 10) }, On(11).Done<Disclosure>(new ReopenDraft(), Answered())),
            (new SubmitForReview { On = new(2023, 10, 11) }, Decided(AssemblyDecision.MustChange)),
            (new SubmitForReview { On = new(2023, 10, 14) }, Correcting()),
            // A correction is not handed in before it was begun.
            (new SubmitForReview { On = new(2023, 10, 19) }, Correcting()),
            (
                new Publish
                {
                    On = new(2023, 10, 17),
                    Signed = 3,
                    CommitteeSeal = true,
                    SupervisionSeal = true,
                },
                Gone()
            ),
            (new ArchiveDisclosure { On = new(2023, 10, 14) }, OnDisplay()),
            (new TakeDown { On = new(2023, 10, 14), Sheets = [DisclosureSheet.Finance] }, OnDisplay()),
        ];
        Assert.All(
            backwards,
            one =>
                Assert.Contains(
                    On(25).Ask(one.Act, one.At).Refusals,
                    refusal => (refusal.Code, refusal.Field) == ("disclosures.order", "On")
                )
        );
        // A plan settled late is put up late, whatever the day on the sheet says.
        var late = On(22).Done<Disclosure>(new SettlePlan { Meeting = "2023-003" }, Reviewed());
        On(25).Refuses("disclosures.order", "On", PutUp with { On = new(2023, 10, 21) }, late);
        On(25).Done<Disclosure>(PutUp with { On = new(2023, 10, 22) }, late);
        // A correction too, though the first edition has come down long before.
        var down = On(28).Done<Disclosure>(new TakeDown { On = new(2023, 10, 26), Sheets = [DisclosureSheet.Quarter] }, OnDisplay());
        var second = On(28).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.Township }, down);
        second = On(28).Done<Disclosure>(new PassReview(), On(28).Done<Disclosure>(new SubmitForReview(), second));
        var on30 = AtHand with { Meetings = [new("2023-009", new(2023, 10, 30))] };
        second = On(30, on30).Done<Disclosure>(new SettlePlan { Meeting = "2023-009" }, second);
        On(31).Refuses("disclosures.order", "On", PutUp with { On = new(2023, 10, 29) }, second);
    }

    [Fact]
    public void A_clock_that_was_set_back_undoes_no_order()
    {
        On(4).Refuses("disclosures.order", "On", new PassReview(), UnderReview());
        On(14).Refuses("disclosures.order", "On", new ArchiveDisclosure(), OnDisplay());
        On(17).Refuses("disclosures.order", "On", PutUp, Gone());
    }

    [Fact]
    public void An_opinion_a_reply_and_an_answer_have_words_within_bounds()
    {
        (Func<string?, Act> Act, string Field, Disclosure At)[] said =
        [
            (words => new RaiseObjection { Opinion = words }, "Opinion", UnderReview()),
            (words => new ReplyToObjection { Reply = words }, "Reply", Objected()),
            (words => new AnswerObjection { Answer = words }, "Answer", Escalated()),
        ];
        foreach (var (act, field, at) in said)
        {
            On(12).Refuses("disclosures.words", field, act(null), at);
            On(12).Refuses("disclosures.long", field, act(new('长', 4_001)), at);
            On(12).Done<Disclosure>(act(new('长', 4_000)), at);
        }
    }

    [Fact]
    public void The_township_is_called_after_a_reply_and_once()
    {
        On(12).Refuses("disclosures.escalation", null, new EscalateObjection(), UnderReview());
        On(12).Refuses("disclosures.escalation", null, new EscalateObjection(), Answered());
        Assert.Equal(DisclosureState.Escalated, On(12).Done<Disclosure>(new EscalateObjection(), Replied()).State);
        // Returned once more with the same text it is the same thing; changed, it is another.
        var returned = On(12).Done<Disclosure>(new RaiseObjection { Opinion = "还是不对。" }, Answered());
        var replied = On(12).Done<Disclosure>(new ReplyToObjection { Reply = "已经说明过了。" }, returned);
        On(12).Refuses("disclosures.escalation", null, new EscalateObjection(), replied);
        // Taken back and handed in again without a word changed, too.
        On(13).Refuses("disclosures.escalation", null, new EscalateObjection(), Disputed(Resubmitted(returned, null)));
        On(13).Done<Disclosure>(new EscalateObjection(), Disputed(Resubmitted(returned, "四季度开展主题党日4次。")));

        static Disclosure Disputed(Disclosure disclosure) =>
            On(13)
                .Done<Disclosure>(
                    new ReplyToObjection { Reply = "改得对。" },
                    On(13).Done<Disclosure>(new RaiseObjection { Opinion = "改得不对。" }, disclosure)
                );
    }

    [Fact]
    public void After_a_reply_the_residents_may_decide_at_a_meeting_that_was_held()
    {
        DecideObjection stands = new() { Meeting = "2023-012/1", Decision = AssemblyDecision.Stands };
        On(12).Refuses("disclosures.disagreement", null, stands, UnderReview());
        On(12).Refuses("procedure.state", null, stands, Objected());
        On(12).Refuses("disclosures.meeting", "Meeting", stands with { Meeting = null }, Replied());
        // A joint meeting of the committees is none of the residents.
        On(12).Refuses("disclosures.meeting", "Meeting", stands with { Meeting = "2023-002/1" }, Replied());
        On(12).Refuses("disclosures.order", "Meeting", stands with { Meeting = "2023-008/1" }, Replied());
        On(11).Refuses("disclosures.ahead", "Meeting", stands, Replied());
        On(12).Refuses("disclosures.decision", "Decision", stands with { Decision = null }, Replied());
        // A meeting decides by what it voted on, and keeps what it carried.
        foreach (var unvoted in (string[])["2023-012", "2023-012/3"])
        {
            On(12).Refuses("disclosures.meeting", "Meeting", stands with { Meeting = unvoted }, Replied());
        }

        DecideObjection rejected = stands with { Meeting = "2023-012/2" };
        On(12).Refuses("disclosures.carried", "Decision", rejected, Replied());
        Assert.Equal(
            DisclosureState.Drafting,
            On(12).Done<Disclosure>(rejected with { Decision = AssemblyDecision.MustChange }, Replied()).State
        );
        foreach (var at in new[] { Replied(), Escalated(), Answered() })
        {
            var decided = On(12).Done<Disclosure>(stands, at);
            Assert.Equal(
                (DisclosureState.Reviewed, new(2023, 10, 12), new DateOnly(2023, 10, 12), "2023-012"),
                (decided.State, decided.Chain.ReviewedOn, decided.Chain.DecidedOn, decided.Chain.Assembly)
            );
            Assert.Equal(DisclosureState.Settled, On(12).Done<Disclosure>(new SettlePlan { Meeting = "2023-002" }, decided).State);
        }
    }

    [Fact]
    public void What_the_residents_decided_is_changed_before_it_is_handed_in_again_and_stays_in_its_round()
    {
        var decided = Decided(AssemblyDecision.MustChange);
        Assert.Equal((DisclosureState.Drafting, null), (decided.State, decided.Chain.ReviewedOn));
        On(12).Refuses("disclosures.decided", null, new SubmitForReview(), decided);
        On(12)
            .Refuses(
                "disclosures.decided",
                null,
                new SubmitForReview(),
                On(12)
                    .Done<Disclosure>(
                        new SaveDraft
                        {
                            Party = Draft.Party,
                            Affairs = Draft.Affairs,
                            Services = Draft.Services,
                            Books = Draft.Books,
                        },
                        decided
                    )
            );
        var changed = On(12).Done<Disclosure>(new SaveDraft { Party = "四季度开展主题党日4次。" }, decided);
        var round = Assert.Single(On(12).Done<Disclosure>(new SubmitForReview(), changed).Chain.Earlier);
        Assert.Equal(
            (new DateOnly(2023, 10, 12), AssemblyDecision.MustChange, "2023-012", true),
            (round.DecidedOn, round.Decision, round.Assembly, round.Revised)
        );
    }

    [Fact]
    public async Task What_the_residents_rejected_is_not_handed_in_again_by_a_detour()
    {
        const string Day = "2023-04-07";
        await using var course = await Course.Begin();
        await course.On(Day, Course.DraftOf(Course.Quarter));
        Act[] disputed = [new SubmitForReview(), new RaiseObjection { Opinion = "请附发票。" }, new ReplyToObjection { Reply = "不附。" }];
        foreach (var act in disputed)
        {
            await course.On(Day, act);
        }

        var met = await course.Cell.Does(
            course.Cell.Everyone(TestCell.Village),
            Core.Assemblies.Meetings.Procedure,
            TestCell.Village,
            null,
            MeetingScene.Representatives(Day)
        );
        var rejected = Telling.Again(Course.Quarter);
        Act[] detour =
        [
            new DecideObjection { Meeting = $"{met.Key.Number}/1", Decision = AssemblyDecision.MustChange },
            rejected with
            {
                Party = "三季度开展主题党日4次。",
            },
            new SubmitForReview(),
            new ReopenDraft(),
            rejected,
        ];
        foreach (var act in detour)
        {
            await course.On(Day, act);
        }

        Assert.Equal(["disclosures.decided"], await course.Refused(Day, new SubmitForReview()));
        await course.On(Day, rejected with { Party = "三季度开展主题党日5次。" });
        await course.On(Day, new SubmitForReview());
    }

    [Fact]
    public void What_the_residents_rejected_stays_rejected_when_the_correction_is_given_up_and_no_draft_is_dropped_for_it()
    {
        On(12).Refuses("disclosures.decided", null, new DropDraft(), Decided(AssemblyDecision.MustChange));
        var handedIn = On(20).Done<Disclosure>(new SubmitForReview(), Saved(20, "三季度开展主题党日9次。", Correcting()));
        var objected = On(20).Done<Disclosure>(new RaiseObjection { Opinion = "请附签到表。" }, handedIn);
        var replied = On(20).Done<Disclosure>(new ReplyToObjection { Reply = "不附。" }, objected);
        var voted = AtHand with { Assemblies = [new("2023-020", 3, new(2023, 10, 20), "按签到表改", true)] };
        var rejected = On(20, voted)
            .Done<Disclosure>(new DecideObjection { Meeting = "2023-020/3", Decision = AssemblyDecision.MustChange }, replied);
        Assert.Equal(("2023-020", 3), (rejected.Chain.Assembly, rejected.Chain.Item));
        var given = On(20).Done<Disclosure>(new GiveUpCorrection(), rejected);
        // What hangs was reviewed by itself: the rounds of the draft that was given up are not its own.
        Assert.Empty(given.EarlierRounds());
        var again = On(20).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.Residents }, given);
        On(20).Refuses("disclosures.decided", null, new SubmitForReview(), again with { Content = rejected.Content });
        var twice = On(20).Done<Disclosure>(new GiveUpCorrection(), again);
        Assert.Equal(rejected.Content, Assert.Single(twice.Chain.Abandoned).Text);
        // Handed in as it hangs and rejected, it does not hang again for being given up.
        var same = On(20).Done<Disclosure>(new SubmitForReview(), Correcting());
        var disputed = On(20)
            .Done<Disclosure>(
                new ReplyToObjection { Reply = "不附。" },
                On(20).Done<Disclosure>(new RaiseObjection { Opinion = "请附签到表。" }, same)
            );
        var decided = On(20, voted)
            .Done<Disclosure>(new DecideObjection { Meeting = "2023-020/3", Decision = AssemblyDecision.MustChange }, disputed);
        On(20).Refuses("disclosures.decided", null, new GiveUpCorrection(), decided);
        On(20).Done<Disclosure>(new SubmitForReview(), Saved(20, "三季度开展主题党日8次。", again));
    }

    [Fact]
    public void A_correction_is_compared_with_what_hangs_and_afterwards_with_its_own_draft_before()
    {
        var objected = Objected();
        var revised = Saved(9, "三季度开展主题党日4次。", On(9).Done<Disclosure>(new ReviseDraft(), objected));
        var again = On(9).Done<Disclosure>(new SubmitForReview(), revised);
        Assert.Equal(objected.Chain.Text, again.TextBefore);
        var reviewed = On(10).Done<Disclosure>(new PassReview(), again);
        var hung = On(15).Done<Disclosure>(PutUp, On(12).Done<Disclosure>(new SettlePlan { Meeting = "2023-002" }, reviewed));
        var correcting = On(20).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.Residents }, hung);
        Assert.Equal((hung.Content, null), (correcting.TextBefore, correcting.DraftBefore()));
        var first = On(20).Done<Disclosure>(new SubmitForReview(), Saved(20, "三季度开展主题党日5次。", correcting));
        Assert.Equal(hung.Content, first.TextBefore);
        var back = On(20).Done<Disclosure>(new ReviseDraft(), On(20).Done<Disclosure>(new RaiseObjection { Opinion = "请改。" }, first));
        var second = On(20).Done<Disclosure>(new SubmitForReview(), Saved(20, "三季度开展主题党日6次。", back));
        Assert.Equal((first.Content, first.Content), (second.TextBefore, second.DraftBefore()));
        Assert.Equal((1, 2), (second.EarlierRounds().Count(), second.Chain.Earlier.Length));
        // Also when the round that ran was never closed before the correction began.
        var stood = On(12).Done<Disclosure>(new SettlePlan { Meeting = "2023-002" }, Decided(AssemblyDecision.Stands));
        var other = On(20)
            .Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.Residents }, On(15).Done<Disclosure>(PutUp, stood));
        Assert.Single(other.Chain.Earlier);
        Assert.Empty(other.EarlierRounds());
    }

    private static Disclosure Saved(int day, string party, Disclosure at) => On(day).Done<Disclosure>(new SaveDraft { Party = party }, at);

    [Fact]
    public void While_the_township_looks_into_it_the_committees_may_change_their_text_all_the_same()
    {
        foreach (var act in new Act[] { new ReviseDraft(), new ReopenDraft() })
        {
            var drafting = On(11).Done<Disclosure>(act, Escalated());
            Assert.Equal(DisclosureState.Drafting, drafting.State);
            // Unanswered it may be asked again: taking a text back does not get rid of the township.
            var again = On(11).Done<Disclosure>(new SubmitForReview(), drafting);
            again = On(11).Done<Disclosure>(new RaiseObjection { Opinion = "还是不对。" }, again);
            again = On(11).Done<Disclosure>(new ReplyToObjection { Reply = "已经说明过了。" }, again);
            Assert.Equal(DisclosureState.Escalated, On(11).Done<Disclosure>(new EscalateObjection(), again).State);
        }
    }

    [Fact]
    public void A_last_day_of_the_review_without_work_moves_to_the_next_workday()
    {
        // 2023: holiday from 29 September to 6 October, then a Saturday and a Sunday that are worked.
        foreach (
            var (from, five, ten) in new[]
            {
                ("2023-09-18", "2023-09-25", "2023-09-28"),
                ("2023-09-22", "2023-09-27", "2023-10-07"),
                ("2023-09-25", "2023-10-07", "2023-10-07"),
                ("2023-10-03", "2023-10-08", "2023-10-13"),
                ("2023-10-09", "2023-10-16", "2023-10-19"),
                // Over new year it ends by the calendar of the year it ends in: its first of January is a holiday.
                ("2023-12-27", "2024-01-02", "2024-01-08"),
            }
        )
        {
            var day = DateOnly.Parse(from);
            Disclosure all = new()
            {
                Chain = new()
                {
                    SubmittedOn = day,
                    ObjectedOn = day,
                    EscalatedOn = day,
                },
            };
            foreach (var kind in new[] { Core.Places.UnitKind.Village, Core.Places.UnitKind.Community })
            {
                Assert.Equal(
                    (DateOnly.Parse(five), DateOnly.Parse(five), DateOnly.Parse(ten)),
                    DisclosureProcedure.Clocks(all, kind, MeetingScene.Law)
                );
            }
        }

        Assert.Equal((null, null, null), DisclosureProcedure.Clocks(new(), Core.Places.UnitKind.Village, MeetingScene.Law));
    }

    private static Disclosure Resubmitted(Disclosure returned, string? party)
    {
        var drafting = On(13).Done<Disclosure>(new ReviseDraft(), returned);
        drafting = party is null ? drafting : On(13).Done<Disclosure>(new SaveDraft { Party = party }, drafting);
        return On(13).Done<Disclosure>(new SubmitForReview(), drafting);
    }

    [Fact]
    public void What_was_said_in_one_round_is_still_there_in_the_next()
    {
        var returned = On(12).Done<Disclosure>(new RaiseObjection { Opinion = "还是不对。" }, Answered());
        var round = Assert.Single(returned.Chain.Earlier);
        Assert.Equal(
            (Answered().Chain.ObjectedOn, Answered().Chain.Opinion, Answered().Chain.Reply, Answered().Chain.Answer, false),
            (round.ObjectedOn, round.Opinion, round.Reply, round.Answer, round.Revised)
        );
        Assert.Equal(
            (new(2023, 10, 9), new(2023, 10, 10), new DateOnly(2023, 10, 11)),
            (round.RepliedOn, round.EscalatedOn, round.AnsweredOn)
        );
        var again = Resubmitted(returned, "四季度开展主题党日4次。");
        Assert.Equal([false, true], again.Chain.Earlier.Select(each => each.Revised));
        Assert.Equal(returned.Chain.Opinion, again.Chain.Earlier[1].Opinion);
        Assert.Null(again.Chain.Opinion);
    }

    [Fact]
    public void Supervisors_alone_review_and_the_township_alone_answers()
    {
        var pass = DisclosureProcedure.Table.Steps.Single(step => step.Act == typeof(PassReview));
        Assert.Equal(DisclosureProcedure.Review, pass.Permission);
        foreach (var office in new[] { "party-secretary", "committee-chair", "clerk", "accountant" })
        {
            Assert.DoesNotContain(DisclosureProcedure.Review.Id, TestCell.Data.Offices.PermissionsOf([office]));
        }

        foreach (var organisation in new[] { TestCell.Village, TestCell.OtherVillage, "500112004", TestCell.District })
        {
            var outcome = DisclosureProcedure.Table.Decide(
                Escalated(),
                new AnswerObjection { Answer = "属实。" },
                new(
                    new("account", organisation, [DisclosureProcedure.Answer.Id, DisclosureProcedure.Keep.Id]),
                    MeetingScene.Village,
                    new(2023, 10, 12),
                    default,
                    MeetingScene.Law,
                    On(12).Known,
                    () => "id"
                )
            );
            Assert.True(Assert.Single(outcome.Refusals).IsHidden, organisation);
        }
    }

    [Fact]
    public void The_plan_is_settled_by_a_joint_meeting_that_was_held_after_the_review()
    {
        On(12).Refuses("disclosures.meeting", "Meeting", new SettlePlan(), Reviewed());
        On(12).Refuses("disclosures.meeting", "Meeting", new SettlePlan { Meeting = "2023-077" }, Reviewed());
        On(12).Refuses("disclosures.order", "Meeting", new SettlePlan { Meeting = "2023-001" }, Reviewed());
        // A clock that was set back: the meeting is of tomorrow.
        On(11).Refuses("disclosures.ahead", "Meeting", new SettlePlan { Meeting = "2023-002" }, Reviewed());
        Assert.Equal(new DateOnly(2023, 10, 12), Settled().Chain.SettledOn);
    }

    [Fact]
    public void Nothing_is_published_before_the_fifteenth()
    {
        On(14).Refuses("disclosures.early", "On", PutUp, Settled());
        On(16).Refuses("disclosures.early", "On", PutUp with { On = new(2023, 10, 14) }, Settled());
        Assert.Equal(DisclosureState.OnDisplay, OnDisplay().State);
    }

    [Fact]
    public void Nothing_is_published_before_it_was_reviewed_and_settled()
    {
        foreach (var at in new[] { Drafting(), UnderReview(), Objected(), Escalated(), Reviewed() })
        {
            On(15).Refuses("procedure.state", null, PutUp, at);
        }
    }

    [Fact]
    public void More_than_half_of_the_supervisors_sign_and_no_more_than_there_are()
    {
        foreach (var signed in new int?[] { null, -1, 0, 1, 4, int.MaxValue })
        {
            On(15).Refuses("disclosures.signed", "Signed", PutUp with { Signed = signed }, Settled());
        }

        On(15, AtHand with { Supervisors = 5 }).Refuses("disclosures.signed", "Signed", PutUp, Settled());
        On(15, AtHand with { Supervisors = 0 }).Refuses("disclosures.signed", "Signed", PutUp with { Signed = 0 }, Settled());
        On(15).Done<Disclosure>(PutUp with { Signed = 3 }, Settled());
    }

    [Fact]
    public void Both_seals_are_on_the_sheet()
    {
        On(15).Refuses("disclosures.seals", "CommitteeSeal", PutUp with { CommitteeSeal = false }, Settled());
        On(15).Refuses("disclosures.seals", "SupervisionSeal", PutUp with { SupervisionSeal = false }, Settled());
        On(15).Refuses("disclosures.seals", "CommitteeSeal", PutUp with { CommitteeSeal = false, SupervisionSeal = false }, Settled());
    }

    [Fact]
    public void A_scan_is_a_file() => On(16).Refuses("disclosures.scans", "Scans", new ScanBack(), OnDisplay());

    [Fact]
    public void What_hangs_is_taken_down_after_its_last_day_and_what_came_down_earlier_is_said_to_have()
    {
        TakeDown down = new() { Sheets = [DisclosureSheet.Quarter] };
        On(24).Refuses("disclosures.kept", "On", down, OnDisplay());
        On(25).Refuses("disclosures.kept", "On", down with { Sheets = [DisclosureSheet.Quarter, DisclosureSheet.Finance] }, OnDisplay());
        var after = On(25).Done<Disclosure>(down, OnDisplay());
        Assert.Equal(DisclosureState.OnDisplay, after.State);
        Assert.True(after.Hangs(DisclosureSheet.Finance));
        ReportGone gone = new() { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Torn };
        On(25).Refuses("disclosures.kept", "On", gone, OnDisplay());
        Assert.Equal(DisclosureState.MustRepublish, On(24).Done<Disclosure>(gone, OnDisplay()).State);
        On(20).Refuses("disclosures.reason", "Reason", gone with { Reason = null }, OnDisplay());
    }

    [Fact]
    public void Only_what_hangs_comes_down()
    {
        var gone = Gone();
        On(26).Refuses("disclosures.sheets", "Sheets", new TakeDown(), OnDisplay());
        var after = On(26).Done<Disclosure>(new TakeDown { Sheets = [DisclosureSheet.Quarter] }, OnDisplay());
        On(26).Refuses("disclosures.sheets", "Sheets", new TakeDown { Sheets = [DisclosureSheet.Quarter] }, after);
        On(20).Refuses("disclosures.sheets", "Sheets", new ReportGone { Reason = EarlyReason.Torn }, OnDisplay());
        On(20)
            .Refuses(
                "disclosures.sheets",
                "Sheets",
                new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Torn },
                gone
            );
    }

    [Fact]
    public void What_was_put_up_again_takes_its_whole_time_anew_and_the_rest_keeps_its_own()
    {
        var again = On(19).Done<Disclosure>(PutUp, Gone());
        Assert.Equal(
            [(DisclosureSheet.Quarter, new(2023, 10, 29)), (DisclosureSheet.Finance, new(2023, 11, 15))],
            again.Latest!.Sheets.Select(hung => (hung.Sheet, hung.KeptUntil))
        );
        On(28).Refuses("disclosures.kept", "On", new TakeDown { Sheets = [DisclosureSheet.Quarter] }, again);
    }

    [Fact]
    public void It_is_archived_once_for_each_edition()
    {
        var archived = On(16).Done<Disclosure>(new ArchiveDisclosure(), OnDisplay());
        On(17).Refuses("disclosures.archived", null, new ArchiveDisclosure(), archived);
        Assert.Null(On(17).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves }, archived).ArchivedOn);
    }

    [Fact]
    public void A_correction_has_a_reason_and_what_was_once_published_is_not_dropped()
    {
        On(20).Refuses("disclosures.reason", "Reason", new CorrectDisclosure(), OnDisplay());
        On(20).Refuses("disclosures.published", null, new DropDraft(), Correcting());
        Assert.Equal(DisclosureState.Dropped, On(4).Done<Disclosure>(new DropDraft(), Drafting()).State);
    }

    [Fact]
    public void While_it_is_corrected_what_hangs_comes_down_as_it_would_and_the_correction_goes_on()
    {
        ReportGone gone = new() { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Torn };
        TakeDown down = new() { Sheets = [DisclosureSheet.Quarter] };
        var torn = On(22).Done<Disclosure>(gone, Correcting());
        Assert.Equal((DisclosureState.Drafting, 2), (torn.State, torn.Edition));
        Assert.Equal(new DateOnly(2023, 10, 22), torn.Latest!.Sheets[0].Until);
        On(22).Refuses("disclosures.kept", "On", down, Correcting());
        var fulfilled = On(26).Done<Disclosure>(down, On(21).Done<Disclosure>(new SubmitForReview(), Correcting()));
        Assert.Equal(DisclosureState.UnderReview, fulfilled.State);
        Assert.False(fulfilled.Hangs(DisclosureSheet.Quarter));
        // Before anything was put up nothing comes down.
        On(4).Refuses("disclosures.sheets", "Sheets", gone, Drafting());
    }

    [Fact]
    public void A_correction_given_up_leaves_what_was_put_up_with_all_that_had_been_done_to_it()
    {
        var archived = On(16).Done<Disclosure>(new ArchiveDisclosure(), OnDisplay());
        var correcting = On(20).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.Residents }, archived);
        correcting = On(20).Done<Disclosure>(new SaveDraft { Party = "改了又不改" }, correcting);
        var back = On(21).Done<Disclosure>(new GiveUpCorrection(), correcting);
        Assert.Equal(archived with { Version = back.Version, Shown = back.Shown, Scans = back.Scans }, back);
        Assert.Equal(archived.Shown, back.Shown);
        var torn = On(22).Done<Disclosure>(new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Torn }, correcting);
        Assert.Equal(DisclosureState.MustRepublish, On(23).Done<Disclosure>(new GiveUpCorrection(), torn).State);
        On(4).Refuses("disclosures.first", null, new GiveUpCorrection(), Drafting());
    }

    [Fact]
    public void What_says_too_much_of_somebody_is_not_shown_from_the_moment_its_correction_begins_and_never_again()
    {
        var exposed = On(20).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.Privacy }, OnDisplay());
        Assert.True(exposed.Latest!.Withheld);
        Assert.False(Correcting().Latest!.Withheld);
        On(20).Refuses("disclosures.privacy", null, new GiveUpCorrection(), exposed);
    }

    [Fact]
    public void What_says_too_much_goes_offline_wherever_it_stands_and_does_not_hang_again()
    {
        foreach (
            var at in new[]
            {
                OnDisplay(),
                Gone(),
                Correcting(),
                On(21).Done<Disclosure>(new SubmitForReview(), Correcting()),
                On(21).Done<Disclosure>(new PassReview(), On(21).Done<Disclosure>(new SubmitForReview(), Correcting())),
            }
        )
        {
            var withheld = On(22).Done<Disclosure>(new WithholdDisclosure(), at);
            Assert.Equal(
                (at.State, true, new DateOnly(2023, 10, 22)),
                (withheld.State, withheld.Latest!.Withheld, withheld.Latest.WithheldOn)
            );
            On(22).Refuses("disclosures.unshown", null, new WithholdDisclosure(), withheld);
        }

        On(4).Refuses("disclosures.unshown", null, new WithholdDisclosure(), Drafting());
        // Taken down to spare somebody it goes offline with the sheet.
        var spared = On(18)
            .Done<Disclosure>(new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Privacy }, OnDisplay());
        Assert.True(spared.Latest!.Withheld);
        On(19).Refuses("disclosures.privacy", null, PutUp, spared);
        // Whatever reason its correction gives, it cannot be given up.
        var correcting = On(19).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves }, spared);
        On(19).Refuses("disclosures.privacy", null, new GiveUpCorrection(), correcting);
    }

    [Fact]
    public void What_was_withheld_is_not_put_up_again_word_for_word()
    {
        foreach (var reason in new[] { CorrectionReason.Privacy, CorrectionReason.FoundOurselves })
        {
            var withheld = On(20).Done<Disclosure>(new WithholdDisclosure(), OnDisplay());
            var correcting = On(20).Done<Disclosure>(new CorrectDisclosure { Reason = reason }, withheld);
            On(21).Refuses("disclosures.exposed", "Affairs", new SubmitForReview(), correcting);
            Assert.Equal(DisclosureState.UnderReview, On(21, Mended).Done<Disclosure>(new SubmitForReview(), correcting).State);
        }

        // Withheld while its correction, word for word the same, had gone all the way to the board.
        var settled = On(22)
            .Done<Disclosure>(
                new SettlePlan { Meeting = "2023-003" },
                On(21).Done<Disclosure>(new PassReview(), On(21).Done<Disclosure>(new SubmitForReview(), Correcting()))
            );
        On(22).Refuses("disclosures.exposed", "Affairs", PutUp, On(22).Done<Disclosure>(new WithholdDisclosure(), settled));
        Assert.Equal(2, On(22).Done<Disclosure>(PutUp, settled).Latest!.Edition);
        // A text that only nobody asked to be hidden may be put up as it was.
        Assert.Equal(DisclosureState.UnderReview, On(21).Done<Disclosure>(new SubmitForReview(), Correcting()).State);
    }

    [Fact]
    public void What_is_withheld_must_be_corrected_until_somebody_begins_to()
    {
        Assert.False(OnDisplay().MustCorrect);
        var withheld = On(20).Done<Disclosure>(new WithholdDisclosure(), OnDisplay());
        Assert.True(withheld.MustCorrect);
        Assert.False(On(20).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.Privacy }, withheld).MustCorrect);
        Assert.False(Correcting().MustCorrect);
    }

    [Fact]
    public void While_it_is_corrected_the_old_sheet_is_scanned_and_archived()
    {
        var archived = On(21).Done<Disclosure>(new ArchiveDisclosure(), Correcting());
        Assert.Equal((null, new DateOnly(2023, 10, 21)), (archived.ArchivedOn, archived.Before!.ArchivedOn));
        On(21).Refuses("disclosures.archived", null, new ArchiveDisclosure(), archived);
        var digest = new string('a', 64);
        Assert.Equal([digest], On(21).Done<Disclosure>(new ScanBack { Scans = [digest] }, Correcting()).Scans);
        On(4).Refuses("disclosures.unpublished", null, new ArchiveDisclosure(), Drafting());
        On(4).Refuses("disclosures.unpublished", null, new ScanBack { Scans = [digest] }, Drafting());
    }
}
