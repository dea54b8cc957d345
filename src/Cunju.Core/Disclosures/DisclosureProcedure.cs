using Cunju.Core.Laws;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using static Cunju.Core.Disclosures.DisclosureGuards;

namespace Cunju.Core.Disclosures;

/// <summary>村（居）务公开: draft, supervisors' review, joint meeting, board and platform on the day, display, archive.</summary>
public static class DisclosureProcedure
{
    /// <summary>拟定公开内容.</summary>
    public static readonly Permission Draft = new("disclosures.draft", "拟定公开内容");

    /// <summary>确定方案、公布、撤下、存档.</summary>
    public static readonly Permission Keep = new("disclosures.keep", "办理公开");

    /// <summary>审查公开内容; only the supervision committee has it.</summary>
    public static readonly Permission Review = new("disclosures.review", "审查公开内容");

    /// <summary>答复提请调查的异议.</summary>
    public static readonly Permission Answer = new("disclosures.answer", "答复公开异议");

    /// <summary>Where an edition stands before it is put up. While it corrects another one, that one hangs on, and comes down, all the same.</summary>
    private static readonly DisclosureState[] Correcting =
    [
        DisclosureState.Drafting,
        DisclosureState.UnderReview,
        DisclosureState.Objected,
        DisclosureState.Escalated,
        DisclosureState.Reviewed,
        DisclosureState.Settled,
    ];

    /// <summary>The table.</summary>
    public static readonly Procedure<Disclosure, DisclosureState, DisclosureFact> Table = new Procedure<
        Disclosure,
        DisclosureState,
        DisclosureFact
    >(
        "disclosures",
        "村（居）务公开",
        "当年的重点任务清单（村（居）务公开）；《重庆市实施〈村民委员会组织法〉办法》第二十七条至第三十五条",
        disclosure => disclosure.State,
        DisclosureHistory.After
    )
        .State(DisclosureState.Drafting, "拟定中")
        .State(DisclosureState.UnderReview, "监委会审查中")
        .State(DisclosureState.Objected, "监委会有意见，待修改或答复")
        .State(DisclosureState.Escalated, "提请镇街调查，待答复")
        .State(DisclosureState.Reviewed, "审查通过，待联席会确定")
        .State(DisclosureState.Settled, "方案已定，待公布")
        .State(DisclosureState.OnDisplay, "公布中")
        .State(DisclosureState.MustRepublish, "提前撤下，须重新公布")
        .State(DisclosureState.Displayed, "公布期满，已撤下")
        .State(DisclosureState.Dropped, "已作废")
        .Knows<DisclosureKnowledge>()
        .Counts(
            DisclosureTallies.Of,
            DisclosureKinds.Step,
            DisclosureKinds.Posted,
            DisclosureKinds.Cloud,
            DisclosureKinds.Finance,
            "fact.corrected",
            "fact.retracted"
        )
        .Opens<DraftDisclosure>(
            "保存",
            [DisclosureState.Drafting],
            Draft,
            (act, occasion) => Saved(null, act, act.Period!, occasion),
            PeriodIsInTheList,
            PeriodIsNotBegun
        )
        .Checks<DraftDisclosure>((_, act, occasion) => Readable(act, act.Period!, occasion))
        .Step<SaveDraft>(
            "保存",
            [DisclosureState.Drafting],
            [DisclosureState.Drafting],
            Draft,
            (disclosure, act, occasion) => Saved(disclosure, act, disclosure.Period, occasion)
        )
        .Checks<SaveDraft>((disclosure, act, occasion) => Readable(act, disclosure!.Period, occasion))
        .Step<SubmitForReview>(
            "送监委会审查",
            [DisclosureState.Drafting],
            [DisclosureState.UnderReview],
            Keep,
            (_, act, occasion) => new SubmittedForReview(DayOf(act, occasion)),
            NotAhead,
            NotBeforeWhatLedBack,
            ChangedWhereThatWasDecided
        )
        .Checks<SubmitForReview>((disclosure, _, occasion) => FitForReading(disclosure!, occasion))
        .Step<DropDraft>(
            "作废",
            [DisclosureState.Drafting],
            [DisclosureState.Dropped],
            Keep,
            (_, _, occasion) => new DraftDropped(occasion.Day),
            NothingWasPublished,
            NothingWasRejected
        )
        .Step<PassReview>(
            "审查通过",
            [DisclosureState.UnderReview],
            [DisclosureState.Reviewed],
            Review,
            (_, act, occasion) => new ReviewPassed(DayOf(act, occasion)),
            NotAhead,
            NotBeforeItWasSubmitted
        )
        .Step<RaiseObjection>(
            "退回，提出意见",
            [DisclosureState.UnderReview],
            [DisclosureState.Objected],
            Review,
            (_, act, occasion) =>
            {
                var opinion = occasion.Aside("opinion", act.Opinion!);
                return new ObjectionRaised(opinion.Reference, DayOf(act, occasion)) { Asides = [opinion] };
            },
            NotAhead,
            NotBeforeItWasSubmitted
        )
        .Checks<RaiseObjection>(
            (_, act, _) => Worded(act.Opinion, nameof(act.Opinion), "请写明哪一项有什么问题、要怎么改，两委才知道怎么办。")
        )
        .Step<ReviseDraft>(
            "采纳意见，修改",
            [DisclosureState.Objected, DisclosureState.Escalated],
            [DisclosureState.Drafting],
            Draft,
            (_, _, occasion) => new ObjectionAdopted(occasion.Day)
        )
        .Step<ReplyToObjection>(
            "书面答复",
            [DisclosureState.Objected],
            [DisclosureState.UnderReview],
            Keep,
            (_, act, occasion) =>
            {
                var reply = occasion.Aside("reply", act.Reply!);
                return new ObjectionReplied(reply.Reference, DayOf(act, occasion)) { Asides = [reply] };
            },
            NotAhead,
            NotBeforeTheObjection
        )
        .Checks<ReplyToObjection>((_, act, _) => Worded(act.Reply, nameof(act.Reply), "请逐条写明不改的理由和依据。"))
        .Step<EscalateObjection>(
            "仍有异议，提请镇街调查",
            [DisclosureState.UnderReview],
            [DisclosureState.Escalated],
            Review,
            (_, act, occasion) => new ObjectionEscalated(DayOf(act, occasion)),
            NotAhead,
            ReplyWasGiven
        )
        .Step<AnswerObjection>(
            "书面答复",
            [DisclosureState.Escalated],
            [DisclosureState.UnderReview],
            Answer,
            Reach.Below,
            (_, act, occasion) =>
            {
                var answer = occasion.Aside("answer", act.Answer!);
                return new ObjectionAnswered(answer.Reference, DayOf(act, occasion)) { Asides = [answer] };
            },
            NotAhead,
            NotBeforeTheEscalation
        )
        .Checks<AnswerObjection>((_, act, _) => Worded(act.Answer, nameof(act.Answer), "请写明调查情况和答复。"))
        // The law leaves the choice: the residents decide, or the township looks into it. They may also decide while it does.
        .Step<DecideObjection>(
            "村（居）民会议或者代表会议决定",
            [DisclosureState.UnderReview, DisclosureState.Escalated],
            [DisclosureState.Reviewed, DisclosureState.Drafting],
            Keep,
            (_, act, occasion) =>
            {
                var vote = VoteOf(act, occasion)!;
                return new ObjectionDecided(vote.Meeting, act.Decision!.Value, vote.Day, vote.Item);
            },
            TheyDisagree,
            AssemblyVoted,
            DecisionIsSaid,
            WhatStandsWasCarried
        )
        .Step<SettlePlan>(
            "联席会已确定",
            [DisclosureState.Reviewed],
            [DisclosureState.Settled],
            Keep,
            (_, act, occasion) => new PlanSettled(act.Meeting!, MeetingOf(act, occasion)!.Day),
            JointMeetingWasHeld
        )
        .Step<ReopenDraft>(
            "撤回修改",
            [DisclosureState.UnderReview, DisclosureState.Escalated, DisclosureState.Reviewed, DisclosureState.Settled],
            [DisclosureState.Drafting],
            Keep,
            (_, _, occasion) => new DraftReopened(occasion.Day)
        )
        .Step<Publish>(
            "公布",
            [DisclosureState.Settled, DisclosureState.MustRepublish],
            [DisclosureState.OnDisplay],
            Keep,
            Published,
            DayHasCome,
            NotAhead,
            NobodyIsExposed,
            NotBeforeItWasSettled,
            SupervisorsSigned,
            BothSealsAreOn,
            ScannedOnce
        )
        .Checks<Publish>((disclosure, _, occasion) => FitForReading(disclosure!, occasion))
        .Step<ScanBack>(
            "传扫描件",
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            Keep,
            (disclosure, act, _) => new SheetsScanned([.. act.Scans.Except(disclosure.Scans)], act.Edition ?? disclosure.Latest!.Edition),
            SomethingWasPutUp,
            SomethingWasScanned,
            ScannedOnce,
            EditionWasPutUp
        )
        .Step<TakeDown>(
            "到期撤下",
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish],
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            Keep,
            (_, act, occasion) => new SheetsDown(Distinct(act.Sheets), DayOf(act, occasion), null, occasion.Day),
            NotAhead,
            TheyHang,
            KeptLongEnough
        )
        .Step<ReportGone>(
            "登记提前撤下",
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish],
            [DisclosureState.MustRepublish],
            Keep,
            (_, act, occasion) => new SheetsDown(Distinct(act.Sheets), DayOf(act, occasion), act.Reason, occasion.Day),
            NotAhead,
            GoneSheetsHung,
            ReasonIsGiven,
            ItWasEarly
        )
        .Step<ArchiveDisclosure>(
            "存档",
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            Keep,
            (_, act, occasion) => new DisclosureArchived(DayOf(act, occasion)),
            SomethingWasPutUp,
            NotAhead,
            NotArchivedYet
        )
        .Step<CorrectDisclosure>(
            "更正",
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            [DisclosureState.Drafting],
            Keep,
            (_, act, occasion) => new CorrectionBegun(act.Reason!.Value, occasion.Day),
            CorrectionHasAReason
        )
        .Step<GiveUpCorrection>(
            "放弃更正",
            [DisclosureState.Drafting, DisclosureState.Objected, DisclosureState.Reviewed, DisclosureState.Settled],
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            Keep,
            (_, _, occasion) => new CorrectionGivenUp(occasion.Day),
            SomethingIsCorrected,
            NobodyIsExposedAgain,
            WhatStoodWasNotRejected
        )
        .Step<WithholdDisclosure>(
            "停止网上显示",
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            Keep,
            (_, _, occasion) => new DisclosureWithheld(occasion.Day),
            SomethingIsShown
        )
        .Stays<TakeDown>(Correcting)
        .Stays<ReportGone>(Correcting)
        .Stays<ScanBack>(Correcting)
        .Stays<ArchiveDisclosure>(Correcting)
        .Stays<WithholdDisclosure>(Correcting);

    /// <summary>The last days to object, to reply and to answer, where the law of the day sets them; null where that has not begun.</summary>
    /// <param name="disclosure">The disclosure.</param>
    /// <param name="kind">The kind of its unit.</param>
    /// <param name="law">The dated numbers, and the workdays by which a last day moves.</param>
    public static (DateOnly? Object, DateOnly? Reply, DateOnly? Inquiry) Clocks(Disclosure disclosure, UnitKind kind, LawBook law)
    {
        var chain = disclosure.Chain;
        return (
            Last(chain.SubmittedOn, DisclosureLaw.Objection),
            Last(chain.ObjectedOn, DisclosureLaw.Reply),
            Last(chain.EscalatedOn, DisclosureLaw.Inquiry)
        );

        DateOnly? Last(DateOnly? from, string rule) =>
            from is { } day && law.Rule(rule, kind, day) is { } term ? law.LastDay(term, day) : null;
    }

    /// <summary>过半数: how many of the supervisors in office must sign.</summary>
    public static int SignaturesNeeded(int supervisors) => (supervisors / 2) + 1;

    private static DraftSaved Saved(Disclosure? disclosure, DraftingAct act, string period, Occasion occasion)
    {
        var text = Titled(act.Content, period, occasion).ToText();
        // Saved once more as it was, or changed back to what was handed in, it is no other text: whoever asks whether it changed compares references.
        if (text == Known(occasion).Content.ToText() && disclosure?.Content is { } same)
        {
            return new(period, same, occasion.Day);
        }

        if (text == Known(occasion).HandedIn?.ToText() && disclosure?.Chain.Text is { } handedIn)
        {
            return new(period, handedIn, occasion.Day);
        }

        var content = occasion.Aside("content", text);
        return new(period, content.Reference, occasion.Day) { Asides = [content] };
    }

    /// <summary>Books that were pasted without a title get that of their month, so that whoever reads the text later need not guess whose they are.</summary>
    private static DisclosureContent Titled(DisclosureContent content, string name, Occasion occasion) =>
        content.Books.Length > 0
        && DisclosurePeriod.Find(Known(occasion).List, Kind(occasion), name) is { } period
        && DisclosureCheck.BookIn(content.Books)?.Month != period.Books
        // A title that names another month is a fault, and such books are no book.
        && FinanceReader.Read([Grid.OfText(content.Books)], period.Books).Book is not null
            ? content with
            {
                Books = $"{period.Books.Year}年{period.Books.Month}月财务公开\n{content.Books}",
            }
            : content;

    /// <summary>After an early end only what is missing is put up again; otherwise every sheet of the period.</summary>
    private static DisclosurePublished Published(Disclosure disclosure, Publish act, Occasion occasion)
    {
        var on = DayOf(act, occasion);
        var known = Known(occasion);
        var period = PeriodOf(disclosure, occasion)!;
        var again = disclosure.State == DisclosureState.MustRepublish;
        var sheets = period.Sheets.Select(sheet =>
            again && disclosure.Latest!.Sheets.First(hung => hung.Sheet == sheet) is { Early: null } still
                ? still
                : new HungSheet(sheet, DisclosurePeriod.KeptUntil(sheet, on, Kind(occasion), known.List, occasion.Law))
        );
        return new(
            new(
                disclosure.Edition,
                on,
                again ? disclosure.Latest!.Online : occasion.Day,
                disclosure.Content!,
                DisclosureContent.Digest(known.Content.ToText()),
                act.Signed!.Value,
                [.. sheets]
            ),
            [.. act.Scans.Except(disclosure.Scans)]
        );
    }
}
