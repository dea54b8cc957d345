using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Laws;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;

namespace Cunju.Core.Disclosures;

/// <summary>What must be known before a step of a disclosure.</summary>
/// <param name="List">The list of the period's year.</param>
/// <param name="Taken">Names of periods that have a case already, dropped ones aside.</param>
/// <param name="Content">The text as it stands.</param>
/// <param name="Supervisors">How many supervisors are in office today.</param>
/// <param name="Meetings">Joint meetings of the two committees that were held and quorate.</param>
/// <param name="OfficePhones">Telephones anybody may read anyway, digits alone.</param>
public sealed record DisclosureKnowledge(
    TaskList List,
    ImmutableHashSet<string> Taken,
    DisclosureContent Content,
    int Supervisors,
    ImmutableArray<RecordedMeeting> Meetings,
    ImmutableHashSet<string> OfficePhones
)
{
    /// <summary>What the residents or their representatives voted on.</summary>
    public ImmutableArray<RecordedVote> Assemblies { get; init; } = [];

    /// <summary>Texts the residents decided must change, by the id of their aside.</summary>
    public ImmutableDictionary<string, string> Rejected { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The text as it was handed in last; null where it never was, or where it is the one that stands.</summary>
    public DisclosureContent? HandedIn { get; init; }
}

/// <summary>登记过的一次会议, on which something else rests.</summary>
/// <param name="Number">Its number among the unit's meetings.</param>
/// <param name="Day">The day it was held.</param>
public sealed record RecordedMeeting(string Number, DateOnly Day);

/// <summary>一项表决 of the residents or of their representatives, at a meeting that was held and quorate.</summary>
/// <param name="Meeting">The meeting's number among the unit's.</param>
/// <param name="Item">Which item of its agenda, from 1.</param>
/// <param name="Day">The day of the meeting.</param>
/// <param name="Motion">What was voted on.</param>
/// <param name="Passed">Whether it was carried.</param>
public sealed record RecordedVote(string Meeting, int Item, DateOnly Day, string Motion, bool Passed)
{
    /// <summary>By what it is named: 2023-012/1.</summary>
    public string Name => $"{Meeting}/{Item}";
}

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
        After
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
        .Checks<DraftDisclosure>((_, act, _) => Readable(act))
        .Step<SaveDraft>(
            "保存",
            [DisclosureState.Drafting],
            [DisclosureState.Drafting],
            Draft,
            (disclosure, act, occasion) => Saved(disclosure, act, disclosure.Period, occasion)
        )
        .Checks<SaveDraft>((_, act, _) => Readable(act))
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
            NothingWasPublished
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
            BothSealsAreOn
        )
        .Checks<Publish>((disclosure, _, occasion) => FitForReading(disclosure!, occasion))
        .Step<ScanBack>(
            "传扫描件",
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            [DisclosureState.OnDisplay, DisclosureState.MustRepublish, DisclosureState.Displayed],
            Keep,
            (disclosure, act, _) => new SheetsScanned(act.Scans, act.Edition ?? disclosure.Latest!.Edition),
            SomethingWasPutUp,
            SomethingWasScanned,
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
            NobodyIsExposedAgain
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
    /// <param name="law">The dated numbers.</param>
    /// <param name="calendar">工作日历 of the period's list, by which a last day moves.</param>
    public static (DateOnly? Object, DateOnly? Reply, DateOnly? Inquiry) Clocks(
        Disclosure disclosure,
        UnitKind kind,
        LawBook law,
        WorkCalendar calendar
    )
    {
        var chain = disclosure.Chain;
        return (
            Last(chain.SubmittedOn, DisclosureLaw.Objection),
            Last(chain.ObjectedOn, DisclosureLaw.Reply),
            Last(chain.EscalatedOn, DisclosureLaw.Inquiry)
        );

        DateOnly? Last(DateOnly? from, string rule) => from is { } day ? law.Rule(rule, kind, day)?.LastDay(day, calendar) : null;
    }

    /// <summary>过半数: how many of the supervisors in office must sign.</summary>
    public static int SignaturesNeeded(int supervisors) => (supervisors / 2) + 1;

    private const string Privacy = "个人信息保护法第六条、第四十七条";
    private const string Disagreement = "《重庆市实施〈村民委员会组织法〉办法》第三十五条（社区按区级约定）";
    private const int LongestText = 20_000;
    private const int LongestBooks = 200_000;
    private const int LongestWords = 4_000;

    private static DisclosureKnowledge Known(Occasion occasion) => occasion.Known.Get<DisclosureKnowledge>();

    /// <summary>The item of the list that sets the chain down.</summary>
    private static string Chain(Occasion occasion) => Known(occasion).List.SourceOf(kind => kind == DisclosureKinds.Step);

    /// <summary>The item of the list that sets down the days and how long it hangs.</summary>
    private static string Board(Occasion occasion) => Known(occasion).List.SourceOf(kind => kind == DisclosureKinds.Posted);

    private static UnitKind Kind(Occasion occasion) => occasion.Unit.KindOn(occasion.Day);

    private static DateOnly DayOf(DatedAct act, Occasion occasion) => act.On ?? occasion.Day;

    private static DisclosurePeriod? PeriodOf(Disclosure disclosure, Occasion occasion) =>
        DisclosurePeriod.Find(Known(occasion).List, Kind(occasion), disclosure.Period);

    private static Refusal? PeriodIsInTheList(DraftDisclosure act, Occasion occasion) =>
        DisclosurePeriod.Find(Known(occasion).List, Kind(occasion), act.Period) is null
            ? new(
                "disclosures.period",
                "清单里没有这一期公开，请从工作台或公开目录里选一期。",
                Known(occasion).List.Source,
                nameof(act.Period)
            )
            : null;

    private static Refusal? PeriodIsNotBegun(DraftDisclosure act, Occasion occasion) =>
        act.Period is { } period && Known(occasion).Taken.Contains(period)
            ? new("disclosures.again", "这一期已经有人在拟定了，请打开那一份接着办。", Field: nameof(act.Period))
            : null;

    private static IEnumerable<Refusal> Readable(DraftingAct act)
    {
        var content = act.Content;
        if (content == DisclosureContent.Empty || content.ToText().Length == 0)
        {
            yield return new("disclosures.empty", "还什么都没有写。", Field: nameof(act.Party));
        }

        foreach (var (field, text) in Fields(act))
        {
            if (text?.Length > LongestText)
            {
                yield return new("disclosures.long", $"太长了，最多{LongestText}字；名单和账目请做成表格粘贴。", Field: field);
            }
        }

        if (act.Books?.Length > LongestBooks)
        {
            yield return new("disclosures.long", $"账表太长了，最多{LongestBooks}字。", Field: nameof(act.Books));
        }

        if (content.Misleading() is { } line)
        {
            yield return new("disclosures.head", $"有一行只写了「{line}」，会和栏目的标题混在一起，请改一改。");
        }
    }

    private static IEnumerable<(string Field, string? Text)> Fields(DraftingAct act) =>
        [
            (nameof(act.Party), act.Party),
            (nameof(act.Affairs), act.Affairs),
            (nameof(act.Services), act.Services),
            (nameof(act.Finance), act.Finance),
        ];

    /// <summary>Nothing goes to the reviewers, and nothing goes up, that is incomplete, does not add up, or points at somebody.</summary>
    private static IEnumerable<Refusal> FitForReading(Disclosure disclosure, Occasion occasion)
    {
        var content = Known(occasion).Content;
        if (PeriodOf(disclosure, occasion) is not { } period)
        {
            yield return new("disclosures.period", "清单里没有这一期公开了。", Known(occasion).List.Source);
            yield break;
        }

        foreach (var subject in period.Subjects.Where(subject => !content.Has(subject)))
        {
            yield return new(
                "disclosures.missing",
                $"还没有写{subject.Title()}。这一期确实没有的，请写明「本期无」。",
                Known(occasion).List.Source
            );
        }

        foreach (var fault in DisclosureCheck.Faults(content, period, occasion.Day, Known(occasion).OfficePhones))
        {
            yield return fault;
        }

        if (DisclosureCheck.SaidAgain(disclosure, content) is { } again)
        {
            yield return again;
        }
    }

    private static Refusal? NotAhead(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        act.On > occasion.Day ? new("disclosures.ahead", "这一天还没有到。", Field: nameof(act.On)) : null;

    private static Refusal? NotBefore(DateOnly? earlier, DatedAct act, Occasion occasion, string what) =>
        DayOf(act, occasion) < earlier
            ? new("disclosures.order", $"{ChinaTime.Say(earlier.Value)}才{what}，这一步不能在那以前。", Chain(occasion), nameof(act.On))
            : null;

    /// <summary>A draft that came back, or that corrects what hangs, is not handed in before it came back: the day said must not undo the order of the steps.</summary>
    private static Refusal? NotBeforeWhatLedBack(Disclosure disclosure, SubmitForReview act, Occasion occasion) =>
        NotBefore(
            LatestOf(
                disclosure.Latest?.On,
                disclosure.Before?.On,
                LastSaid(disclosure.Chain),
                disclosure.Chain.ReviewedOn,
                disclosure.Chain.SettledOn
            ),
            act,
            occasion,
            "办到上一步"
        );

    /// <summary>What the residents decided must change, whenever that was, and the day on which they did.</summary>
    public static IEnumerable<(DateOnly On, AsideRef Text)> Rejected(ReviewChain chain) =>
        chain
            .Earlier.Select(round => (round.Decision, round.DecidedOn, round.Text))
            .Append((chain.Decision, chain.DecidedOn, chain.Text))
            .Where(round => round is { Decision: AssemblyDecision.MustChange, DecidedOn: not null, Text: not null })
            .Select(round => (round.DecidedOn!.Value, round.Text!));

    /// <summary>What the residents decided must change is not handed in once more in the same words, by whatever detour.</summary>
    private static Refusal? ChangedWhereThatWasDecided(Disclosure disclosure, SubmitForReview act, Occasion occasion)
    {
        var words = Known(occasion).Content.ToText();
        return Rejected(disclosure.Chain)
            .Where(rejected =>
                rejected.Text == disclosure.Content
                || (Known(occasion).Rejected.TryGetValue(rejected.Text.Id, out var text) && text == words)
            )
            .Select(rejected => new Refusal(
                "disclosures.decided",
                $"{ChinaTime.Say(rejected.On)}会上决定要改，内容还和那时送审的一样，请改好再送。",
                Disagreement
            ))
            .LastOrDefault();
    }

    /// <summary>The last day on which anything was said or done in the round of the review that runs.</summary>
    private static DateOnly? LastSaid(ReviewChain chain) =>
        LatestOf(chain.SubmittedOn, chain.ObjectedOn, chain.RepliedOn, chain.EscalatedOn, chain.AnsweredOn, chain.DecidedOn);

    private static DateOnly? LatestOf(params ReadOnlySpan<DateOnly?> days)
    {
        DateOnly? last = null;
        foreach (var day in days)
        {
            last = last is null || day > last ? day ?? last : last;
        }

        return last;
    }

    private static Refusal? NotBeforeItWasSubmitted(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        NotBefore(LastSaid(disclosure.Chain), act, occasion, "送审或答复");

    private static Refusal? NotBeforeTheObjection(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        NotBefore(disclosure.Chain.ObjectedOn, act, occasion, "提出意见");

    private static Refusal? NotBeforeTheEscalation(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        NotBefore(disclosure.Chain.EscalatedOn, act, occasion, "提请调查");

    private static Refusal? NotBeforeItWasSettled(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        NotBefore(
            LatestOf(disclosure.Chain.SettledOn, disclosure.Latest?.On, disclosure.Latest?.Sheets.Max(sheet => sheet.Until)),
            act,
            occasion,
            "确定方案、上栏或撤下"
        );

    /// <summary>同一件事提请一次: returned again without a change, it is still the same thing.</summary>
    private static bool WasAnswered(ReviewChain chain) =>
        chain.AnsweredOn is not null || chain.Earlier.Reverse().TakeWhile(round => !round.Revised).Any(round => round.Answer is not null);

    /// <summary>Whether the supervisors may call the township in now: after a reply, and once about the same text.</summary>
    public static bool MayEscalate(ReviewChain chain) => chain.RepliedOn is not null && !WasAnswered(chain);

    private static Refusal? ReplyWasGiven(Disclosure disclosure, EscalateObjection act, Occasion occasion) =>
        disclosure.Chain.RepliedOn is not { } replied || WasAnswered(disclosure.Chain)
            ? new(
                "disclosures.escalation",
                "先提出意见、等两委书面答复；对答复仍有异议的，才提请镇街调查，同一件事提请一次。",
                Disagreement
            )
            : NotBefore(replied, act, occasion, "答复");

    /// <summary>Whether the residents or their representatives may decide now: they do when the supervisors still object to a reply.</summary>
    public static bool MayDecide(ReviewChain chain) => chain.RepliedOn is not null;

    private static Refusal? TheyDisagree(Disclosure disclosure, DecideObjection act, Occasion occasion) =>
        MayDecide(disclosure.Chain)
            ? null
            : new(
                "disclosures.disagreement",
                "监委会先提出意见、两委书面答复；对答复仍有异议的，才由村（居）民会议或者代表会议决定。",
                Disagreement
            );

    private static RecordedVote? VoteOf(DecideObjection act, Occasion occasion) =>
        Known(occasion).Assemblies.FirstOrDefault(vote => vote.Name == act.Meeting);

    private static Refusal? AssemblyVoted(Disclosure disclosure, DecideObjection act, Occasion occasion) =>
        VoteOf(act, occasion) is not { } vote
            ? new(
                "disclosures.meeting",
                "请选择村（居）民会议或者代表会议决定这件事的那一项表决；没有表决的不算，还没有登记的先去登记会议。",
                Disagreement,
                nameof(act.Meeting)
            )
        : vote.Day > occasion.Day ? new("disclosures.ahead", "这次会议的日子还没有到。", Disagreement, nameof(act.Meeting))
        : LastSaid(disclosure.Chain) is { } said && vote.Day < said
            ? new("disclosures.order", $"{ChinaTime.Say(said)}才答复或者提请调查，会议应在那天或以后。", Disagreement, nameof(act.Meeting))
        : null;

    private static Refusal? DecisionIsSaid(Disclosure disclosure, DecideObjection act, Occasion occasion) =>
        act.Decision is null ? new("disclosures.decision", "请选择会上怎么决定的。", Disagreement, nameof(act.Decision)) : null;

    /// <summary>What is changed may rest on a vote that failed (to keep the text); what stands rests on one that was carried.</summary>
    private static Refusal? WhatStandsWasCarried(Disclosure disclosure, DecideObjection act, Occasion occasion) =>
        act.Decision == AssemblyDecision.Stands && VoteOf(act, occasion) is { Passed: false }
            ? new("disclosures.carried", "这一项表决没有通过，不能维持原方案。", Disagreement, nameof(act.Decision))
            : null;

    private static Refusal? NothingWasPublished(Disclosure disclosure, DropDraft act, Occasion occasion) =>
        disclosure.Shown.IsEmpty ? null : new("disclosures.published", "公布过的内容不能作废；更正稿不用了，请用「放弃更正」。");

    private static RecordedMeeting? MeetingOf(SettlePlan act, Occasion occasion) =>
        Known(occasion).Meetings.FirstOrDefault(meeting => meeting.Number == act.Meeting);

    private static Refusal? JointMeetingWasHeld(Disclosure disclosure, SettlePlan act, Occasion occasion) =>
        MeetingOf(act, occasion) is not { } meeting
            ? new("disclosures.meeting", "请选择确定方案的那次两委联席会议；还没有登记的，先去登记。", Chain(occasion), nameof(act.Meeting))
        : meeting.Day > occasion.Day ? new("disclosures.ahead", "这次联席会的日子还没有到。", Chain(occasion), nameof(act.Meeting))
        : meeting.Day < disclosure.Chain.ReviewedOn
            ? new(
                "disclosures.order",
                $"{ChinaTime.Say(disclosure.Chain.ReviewedOn!.Value)}才审查完，联席会应在那天或以后。",
                Chain(occasion),
                nameof(act.Meeting)
            )
        : null;

    private static Refusal? DayHasCome(Disclosure disclosure, Publish act, Occasion occasion) =>
        PeriodOf(disclosure, occasion) is { } period && DayOf(act, occasion) < period.Opens
            ? new(
                "disclosures.early",
                $"公开日是{ChinaTime.Say(period.Opens)}，还没有到。可以先打印、签字、盖章，到那天再点「公布」。",
                Board(occasion),
                nameof(act.On)
            )
            : null;

    private static Refusal? SupervisorsSigned(Disclosure disclosure, Publish act, Occasion occasion)
    {
        var needed = SignaturesNeeded(Known(occasion).Supervisors);
        return act.Signed < needed || act.Signed is null
                ? new("disclosures.signed", $"公示单要由监委会成员签字，至少{needed}人（过半数）。", Chain(occasion), nameof(act.Signed))
            : act.Signed > Known(occasion).Supervisors && Known(occasion).Supervisors > 0
                ? new(
                    "disclosures.signed",
                    $"监委会在任{Known(occasion).Supervisors}人，签字的人数不会更多。",
                    Chain(occasion),
                    nameof(act.Signed)
                )
            : null;
    }

    private static Refusal? BothSealsAreOn(Disclosure disclosure, Publish act, Occasion occasion) =>
        act.CommitteeSeal && act.SupervisionSeal
            ? null
            : new(
                "disclosures.seals",
                "要加盖村（居）委会和监委会两枚印章，才能上栏。",
                Chain(occasion),
                act.CommitteeSeal ? nameof(act.SupervisionSeal) : nameof(act.CommitteeSeal)
            );

    private static Refusal? SomethingWasScanned(Disclosure disclosure, ScanBack act, Occasion occasion) =>
        act.Scans.IsEmpty ? new("disclosures.scans", "请选择照片或扫描件。", Field: nameof(act.Scans)) : null;

    private static Refusal? EditionWasPutUp(Disclosure disclosure, ScanBack act, Occasion occasion) =>
        act.Edition is { } edition && disclosure.Shown.All(showing => showing.Edition != edition)
            ? new("disclosures.edition", "这一版没有公布过，请另选。", Field: nameof(act.Edition))
            : null;

    private static Refusal? Hanging(Disclosure disclosure, ImmutableArray<DisclosureSheet> sheets, DatedAct act, Occasion occasion) =>
        sheets.IsEmpty || sheets.Any(sheet => !disclosure.Hangs(sheet))
            ? new("disclosures.sheets", "请选择还在栏上的公示单。", Field: nameof(TakeDown.Sheets))
            : NotBefore(disclosure.Latest!.On, act, occasion, "上栏");

    private static Refusal? TheyHang(Disclosure disclosure, TakeDown act, Occasion occasion) =>
        Hanging(disclosure, act.Sheets, act, occasion);

    private static Refusal? GoneSheetsHung(Disclosure disclosure, ReportGone act, Occasion occasion) =>
        Hanging(disclosure, act.Sheets, act, occasion);

    private static HungSheet? TooEarly(Disclosure disclosure, ImmutableArray<DisclosureSheet> sheets, DateOnly on) =>
        disclosure.Latest!.Sheets.FirstOrDefault(hung => sheets.Contains(hung.Sheet) && on < hung.KeptUntil);

    private static Refusal? KeptLongEnough(Disclosure disclosure, TakeDown act, Occasion occasion) =>
        disclosure.Latest is not null && TooEarly(disclosure, act.Sheets, DayOf(act, occasion)) is { } early
            ? new(
                "disclosures.kept",
                $"{early.Sheet.Title()}应保留到{ChinaTime.Say(early.KeptUntil)}（含当日），现在不能撤。如果已经不在栏上了，请用「登记提前撤下」，并重新公布。",
                $"{Board(occasion)}；公布时间不足的须重新公布：《重庆市实施〈村民委员会组织法〉办法》第三十条",
                nameof(act.On)
            )
            : null;

    private static Refusal? ReasonIsGiven(Disclosure disclosure, ReportGone act, Occasion occasion) =>
        act.Reason is null ? new("disclosures.reason", "请选择原因。", Field: nameof(act.Reason)) : null;

    private static Refusal? ItWasEarly(Disclosure disclosure, ReportGone act, Occasion occasion) =>
        disclosure.Latest is not null
        && disclosure.Latest.Sheets.Any(hung => act.Sheets.Contains(hung.Sheet) && DayOf(act, occasion) >= hung.KeptUntil)
            ? new("disclosures.kept", "已经保留够了，请用「到期撤下」。", Field: nameof(act.On))
            : null;

    private static Refusal? SomethingWasPutUp(Disclosure disclosure, Act act, Occasion occasion) =>
        disclosure.Latest is null ? new("disclosures.unpublished", "这一期还没有公布过。") : null;

    private static Refusal? NotArchivedYet(Disclosure disclosure, ArchiveDisclosure act, Occasion occasion) =>
        disclosure.Latest is not { } latest ? null
        : (disclosure.Before?.ArchivedOn ?? disclosure.ArchivedOn) is { } archived
            ? new("disclosures.archived", $"{ChinaTime.Say(archived)}已经存档。")
        : NotBefore(latest.On, act, occasion, "上栏");

    private static Refusal? CorrectionHasAReason(Disclosure disclosure, CorrectDisclosure act, Occasion occasion) =>
        act.Reason is null ? new("disclosures.reason", "请选择为什么更正。", Field: nameof(act.Reason)) : null;

    private static Refusal? SomethingIsCorrected(Disclosure disclosure, GiveUpCorrection act, Occasion occasion) =>
        disclosure.IsCorrecting ? null : new("disclosures.first", "这一期还没有公布过，没有可以放弃的更正；不要了请用「作废」。");

    private static Refusal? NobodyIsExposedAgain(Disclosure disclosure, GiveUpCorrection act, Occasion occasion) =>
        disclosure.Latest is { Withheld: true }
            ? new("disclosures.privacy", "原来的内容含有不该公开的个人信息，已经不再显示，这次更正要办完。", Privacy)
            : null;

    private static Refusal? NobodyIsExposed(Disclosure disclosure, Publish act, Occasion occasion) =>
        disclosure is { IsCorrecting: false, Latest.Withheld: true }
            ? new("disclosures.privacy", "这一版含有不该公开的个人信息，不能再上栏。请先点「更正」，删去以后重新审查、公布。", Privacy)
            : null;

    private static Refusal? SomethingIsShown(Disclosure disclosure, WithholdDisclosure act, Occasion occasion) =>
        disclosure.Latest is { Withheld: false } ? null : new("disclosures.unshown", "网上没有显示着的内容。");

    private static IEnumerable<Refusal> Worded(string? words, string field, string ask)
    {
        if (words is null)
        {
            yield return new("disclosures.words", ask, Field: field);
        }
        else if (words.Length > LongestWords)
        {
            yield return new("disclosures.long", $"太长了，最多{LongestWords}字。", Field: field);
        }
    }

    private static ImmutableArray<DisclosureSheet> Distinct(ImmutableArray<DisclosureSheet> sheets) => [.. sheets.Distinct().Order()];

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
            act.Scans
        );
    }

    private static Disclosure After(Disclosure? before, DisclosureFact fact) =>
        fact switch
        {
            DraftSaved saved => (before ?? new()) with { Period = saved.Period, Content = saved.Content },
            DraftDropped => before! with { State = DisclosureState.Dropped },
            SubmittedForReview submitted => before! with
            {
                State = DisclosureState.UnderReview,
                Chain = new()
                {
                    SubmittedOn = submitted.On,
                    Text = before.Content,
                    Earlier = Closed(before.Chain, before.Chain.Text != before.Content),
                },
            },
            ReviewPassed passed => before! with { State = DisclosureState.Reviewed, Chain = before.Chain with { ReviewedOn = passed.On } },
            ObjectionRaised raised => before! with
            {
                State = DisclosureState.Objected,
                Chain = new()
                {
                    SubmittedOn = before.Chain.SubmittedOn,
                    Text = before.Chain.Text,
                    ObjectedOn = raised.On,
                    Opinion = raised.Opinion,
                    Earlier = Closed(before.Chain, false),
                },
            },
            ObjectionAdopted or DraftReopened => before! with { State = DisclosureState.Drafting },
            ObjectionReplied replied => before! with
            {
                State = DisclosureState.UnderReview,
                Chain = before.Chain with { RepliedOn = replied.On, Reply = replied.Reply },
            },
            ObjectionEscalated escalated => before! with
            {
                State = DisclosureState.Escalated,
                Chain = before.Chain with { EscalatedOn = escalated.On },
            },
            ObjectionAnswered answered => before! with
            {
                State = DisclosureState.UnderReview,
                Chain = before.Chain with { AnsweredOn = answered.On, Answer = answered.Answer },
            },
            ObjectionDecided decided => before! with
            {
                State = decided.Decision == AssemblyDecision.Stands ? DisclosureState.Reviewed : DisclosureState.Drafting,
                Chain = before.Chain with
                {
                    DecidedOn = decided.On,
                    Decision = decided.Decision,
                    Assembly = decided.Meeting,
                    ReviewedOn = decided.Decision == AssemblyDecision.Stands ? decided.On : null,
                },
            },
            PlanSettled settled => before! with
            {
                State = DisclosureState.Settled,
                Chain = before.Chain with { SettledOn = settled.On, Meeting = settled.Meeting },
            },
            DisclosurePublished published => before! with
            {
                State = DisclosureState.OnDisplay,
                Shown =
                [
                    .. before.Corrects == CorrectionReason.Privacy
                        ? Withheld(Down(before, published.Showing.On), published.Showing.On)
                        : Down(before, published.Showing.On),
                    published.Showing with
                    {
                        Corrects = before.Corrects,
                    },
                ],
                Before = null,
                Scans = [.. before.Scans.Union(published.Scans)],
            },
            SheetsScanned scanned => before! with { Scans = [.. before.Scans.Union(scanned.Scans)] },
            SheetsDown down => Down(before!, down),
            DisclosureArchived archived when before!.Before is { } old => before with { Before = old with { ArchivedOn = archived.On } },
            DisclosureArchived archived => before! with { ArchivedOn = archived.On },
            DisclosureWithheld withheld => before! with { Shown = Withheld(before.Shown, withheld.On) },
            CorrectionBegun correction => before! with
            {
                State = DisclosureState.Drafting,
                Edition = before.Edition + 1,
                Corrects = correction.Reason,
                Chain = new() { Earlier = Closed(before.Chain, true) },
                ArchivedOn = null,
                Before = new(before.Content!, before.Chain, before.Corrects, before.ArchivedOn, correction.On),
                // What says too much of somebody is not shown until it is put right, but at once not any more.
                Shown = correction.Reason == CorrectionReason.Privacy ? Withheld(before.Shown, correction.On) : before.Shown,
            },
            CorrectionGivenUp => Standing(
                before! with
                {
                    Edition = before.Latest!.Edition,
                    Content = before.Before!.Content,
                    Chain = before.Before.Chain,
                    Corrects = before.Before.Corrects,
                    ArchivedOn = before.Before.ArchivedOn,
                    Before = null,
                }
            ),
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };

    private static Disclosure Down(Disclosure before, SheetsDown down)
    {
        var latest = before.Latest!;
        var sheets = latest.Sheets.Select(hung =>
            down.Sheets.Contains(hung.Sheet) ? hung with { Until = down.Until, Early = down.Early } : hung
        );
        var after = before with { Shown = before.Shown.SetItem(before.Shown.Length - 1, latest with { Sheets = [.. sheets] }) };
        after = down.Early == EarlyReason.Privacy ? after with { Shown = Withheld(after.Shown, down.On ?? down.Until) } : after;
        return before.IsCorrecting ? after : Standing(after);
    }

    /// <summary>Where a disclosure stands by what of it hangs.</summary>
    private static Disclosure Standing(Disclosure disclosure) =>
        disclosure with
        {
            State =
                disclosure.Latest!.Sheets.Any(hung => hung.Early is not null) ? DisclosureState.MustRepublish
                : disclosure.Latest.Sheets.Any(hung => hung.Until is null) ? DisclosureState.OnDisplay
                : DisclosureState.Displayed,
        };

    /// <summary>What is shown is shown no more, from that day on.</summary>
    private static ImmutableArray<Showing> Withheld(ImmutableArray<Showing> shown, DateOnly on) =>
        [.. shown.Select(showing => showing.Withheld ? showing : showing with { Withheld = true, WithheldOn = on })];

    /// <summary>The round that ran goes to the earlier ones, so that nothing that was said is lost.</summary>
    private static ImmutableArray<ReviewRound> Closed(ReviewChain chain, bool revised) =>
        chain is { ObjectedOn: { } on, Opinion: { } opinion }
            ? chain.Earlier.Add(
                new(on, opinion, chain.RepliedOn, chain.Reply, chain.EscalatedOn, chain.AnsweredOn, chain.Answer, revised, chain.Text)
                {
                    DecidedOn = chain.DecidedOn,
                    Decision = chain.Decision,
                    Assembly = chain.Assembly,
                }
            )
            : chain.Earlier;

    /// <summary>What still hung is exchanged for what is put up now.</summary>
    private static ImmutableArray<Showing> Down(Disclosure before, DateOnly on) =>
        before.Latest is { } latest
            ? before.Shown.SetItem(
                before.Shown.Length - 1,
                latest with
                {
                    Sheets = [.. latest.Sheets.Select(hung => hung.Until is null ? hung with { Until = on } : hung)],
                }
            )
            : before.Shown;
}
