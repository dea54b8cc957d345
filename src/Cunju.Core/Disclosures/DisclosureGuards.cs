using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>公开各步的条件: what speaks against a step of a disclosure, each with its reason, its source and the field it stands at.</summary>
internal static class DisclosureGuards
{
    private const string Privacy = "个人信息保护法第六条、第四十七条";
    private const string Disagreement = "《重庆市实施〈村民委员会组织法〉办法》第三十五条（社区按区级约定）";
    private const int LongestText = 20_000;
    private const int LongestBooks = 200_000;
    private const int LongestWords = 4_000;

    internal static DisclosureKnowledge Known(Occasion occasion) => occasion.Known.Get<DisclosureKnowledge>();

    /// <summary>The item of the list that sets the chain down.</summary>
    private static string Chain(Occasion occasion) => Known(occasion).List.SourceOf(kind => kind == DisclosureKinds.Step);

    /// <summary>The item of the list that sets down the days and how long it hangs.</summary>
    private static string Board(Occasion occasion) => Known(occasion).List.SourceOf(kind => kind == DisclosureKinds.Posted);

    internal static UnitKind Kind(Occasion occasion) => occasion.Unit.KindOn(occasion.Day);

    internal static DateOnly DayOf(DatedAct act, Occasion occasion) => act.On ?? occasion.Day;

    internal static DisclosurePeriod? PeriodOf(Disclosure disclosure, Occasion occasion) =>
        DisclosurePeriod.Find(Known(occasion).List, Kind(occasion), disclosure.Period);

    internal static Refusal? PeriodIsInTheList(DraftDisclosure act, Occasion occasion) =>
        DisclosurePeriod.Find(Known(occasion).List, Kind(occasion), act.Period) is null
            ? new(
                "disclosures.period",
                "清单里没有这一期公开，请从工作台或公开目录里选一期。",
                Known(occasion).List.Source,
                nameof(act.Period)
            )
            : null;

    internal static Refusal? PeriodIsNotBegun(DraftDisclosure act, Occasion occasion) =>
        act.Period is { } period && Known(occasion).Taken.Contains(period)
            ? new("disclosures.again", "这一期已经有人在拟定了，请打开那一份接着办。", Field: nameof(act.Period))
            : null;

    /// <summary>A draft may be begun with nothing, to have its books read from a file; what was written is not emptied.</summary>
    internal static IEnumerable<Refusal> Readable(DraftingAct act, string period, Occasion occasion)
    {
        var content = act.Content;
        var isQuarter = DisclosurePeriod.Find(Known(occasion).List, Kind(occasion), period) is not { IsQuarter: false };
        if (content.ToText().Length == 0 && Known(occasion).Content.ToText().Length > 0)
        {
            yield return new("disclosures.empty", "还什么都没有写。", Field: isQuarter ? nameof(act.Party) : nameof(act.Books));
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

        // What must not be public is not needed in a draft either, and what was never kept need not be erased.
        foreach (var exposed in DisclosureCheck.Exposures(content, occasion.Day, Known(occasion).OfficePhones))
        {
            yield return exposed;
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
    internal static IEnumerable<Refusal> FitForReading(Disclosure disclosure, Occasion occasion)
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

    internal static Refusal? NotAhead(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        act.On > occasion.Day ? new("disclosures.ahead", "这一天还没有到。", Field: nameof(act.On)) : null;

    internal static Refusal? NotBefore(DateOnly? earlier, DatedAct act, Occasion occasion, string what) =>
        DayOf(act, occasion) < earlier
            ? new("disclosures.order", $"{ChinaTime.Say(earlier.Value)}才{what}，这一步不能在那以前。", Chain(occasion), nameof(act.On))
            : null;

    /// <summary>A draft that came back, or that corrects what hangs, is not handed in before it came back: the day said must not undo the order of the steps.</summary>
    internal static Refusal? NotBeforeWhatLedBack(Disclosure disclosure, SubmitForReview act, Occasion occasion) =>
        NotBefore(
            new[]
            {
                disclosure.Latest?.On,
                disclosure.Before?.On,
                disclosure.Chain.LastSaid(),
                disclosure.Chain.ReviewedOn,
                disclosure.Chain.SettledOn,
            }.Max(),
            act,
            occasion,
            "办到上一步"
        );

    /// <summary>What the residents decided must change is not handed in once more in the same words, by whatever detour.</summary>
    internal static Refusal? ChangedWhereThatWasDecided(Disclosure disclosure, SubmitForReview act, Occasion occasion)
    {
        var words = Known(occasion).Content.ToText();
        return disclosure
            .Chain.Rejected()
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

    internal static Refusal? NotBeforeItWasSubmitted(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        NotBefore(disclosure.Chain.LastSaid(), act, occasion, "送审或答复");

    internal static Refusal? NotBeforeTheObjection(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        NotBefore(disclosure.Chain.ObjectedOn, act, occasion, "提出意见");

    internal static Refusal? NotBeforeTheEscalation(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        NotBefore(disclosure.Chain.EscalatedOn, act, occasion, "提请调查");

    internal static Refusal? NotBeforeItWasSettled(Disclosure disclosure, DatedAct act, Occasion occasion) =>
        NotBefore(
            new[] { disclosure.Chain.SettledOn, disclosure.Latest?.On, disclosure.Latest?.Sheets.Max(sheet => sheet.Until) }.Max(),
            act,
            occasion,
            "确定方案、上栏或撤下"
        );

    internal static Refusal? ReplyWasGiven(Disclosure disclosure, EscalateObjection act, Occasion occasion) =>
        disclosure.Chain.RepliedOn is not { } replied || disclosure.Chain.WasAnswered()
            ? new(
                "disclosures.escalation",
                "先提出意见、等两委书面答复；对答复仍有异议的，才提请镇街调查，同一件事提请一次。",
                Disagreement
            )
            : NotBefore(replied, act, occasion, "答复");

    internal static Refusal? TheyDisagree(Disclosure disclosure, DecideObjection act, Occasion occasion) =>
        disclosure.Chain.MayDecide()
            ? null
            : new(
                "disclosures.disagreement",
                "监委会先提出意见、两委书面答复；对答复仍有异议的，才由村（居）民会议或者代表会议决定。",
                Disagreement
            );

    internal static RecordedVote? VoteOf(DecideObjection act, Occasion occasion) =>
        Known(occasion).Assemblies.FirstOrDefault(vote => vote.Name == act.Meeting);

    internal static Refusal? AssemblyVoted(Disclosure disclosure, DecideObjection act, Occasion occasion) =>
        VoteOf(act, occasion) is not { } vote
            ? new(
                "disclosures.meeting",
                "请选择村（居）民会议或者代表会议决定这件事的那一项表决；没有表决的不算，还没有登记的先去登记会议。",
                Disagreement,
                nameof(act.Meeting)
            )
        : vote.Day > occasion.Day ? new("disclosures.ahead", "这次会议的日子还没有到。", Disagreement, nameof(act.Meeting))
        : disclosure.Chain.LastSaid() is { } said && vote.Day < said
            ? new("disclosures.order", $"{ChinaTime.Say(said)}才答复或者提请调查，会议应在那天或以后。", Disagreement, nameof(act.Meeting))
        : null;

    internal static Refusal? DecisionIsSaid(Disclosure disclosure, DecideObjection act, Occasion occasion) =>
        act.Decision is null ? new("disclosures.decision", "请选择会上怎么决定的。", Disagreement, nameof(act.Decision)) : null;

    /// <summary>What is changed may rest on a vote that failed (to keep the text); what stands rests on one that was carried.</summary>
    internal static Refusal? WhatStandsWasCarried(Disclosure disclosure, DecideObjection act, Occasion occasion) =>
        act.Decision == AssemblyDecision.Stands && VoteOf(act, occasion) is { Passed: false }
            ? new("disclosures.carried", "这一项表决没有通过，不能维持原方案。", Disagreement, nameof(act.Decision))
            : null;

    internal static Refusal? NothingWasPublished(Disclosure disclosure, DropDraft act, Occasion occasion) =>
        disclosure.Shown.IsEmpty ? null : new("disclosures.published", "公布过的内容不能作废；更正稿不用了，请用「放弃更正」。");

    /// <summary>A period that is dropped is begun again with nothing known of it, also not of what the residents decided.</summary>
    internal static Refusal? NothingWasRejected(Disclosure disclosure, DropDraft act, Occasion occasion) =>
        disclosure.Chain.Rejected().LastOrDefault() is { } rejected
            ? new("disclosures.decided", $"{ChinaTime.Say(rejected.On)}会上决定要改，请改好再送审，不能作废重来。", Disagreement)
            : null;

    internal static RecordedMeeting? MeetingOf(SettlePlan act, Occasion occasion) =>
        Known(occasion).Meetings.FirstOrDefault(meeting => meeting.Number == act.Meeting);

    internal static Refusal? JointMeetingWasHeld(Disclosure disclosure, SettlePlan act, Occasion occasion) =>
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

    internal static Refusal? DayHasCome(Disclosure disclosure, Publish act, Occasion occasion) =>
        PeriodOf(disclosure, occasion) is { } period && DayOf(act, occasion) < period.Opens
            ? new(
                "disclosures.early",
                $"公开日是{ChinaTime.Say(period.Opens)}，还没有到。可以先打印、签字、盖章，到那天再点「公布」。",
                Board(occasion),
                nameof(act.On)
            )
            : null;

    internal static Refusal? SupervisorsSigned(Disclosure disclosure, Publish act, Occasion occasion)
    {
        var needed = DisclosureProcedure.SignaturesNeeded(Known(occasion).Supervisors);
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

    internal static Refusal? BothSealsAreOn(Disclosure disclosure, Publish act, Occasion occasion) =>
        act.CommitteeSeal && act.SupervisionSeal
            ? null
            : new(
                "disclosures.seals",
                Kind(occasion)
                    .In(
                        (act.CommitteeSeal, act.SupervisionSeal) switch
                        {
                            (true, _) => "还没有加盖监委会的印章，",
                            (_, true) => "还没有加盖村（居）委会的印章，",
                            _ => "",
                        } + "要加盖村（居）委会和监委会两枚印章，才能上栏。"
                    ),
                Chain(occasion),
                act.CommitteeSeal ? nameof(act.SupervisionSeal) : nameof(act.CommitteeSeal)
            );

    internal static Refusal? SomethingWasScanned(Disclosure disclosure, ScanBack act, Occasion occasion) =>
        act.Scans.IsEmpty ? new("disclosures.scans", "请选择照片或扫描件。", Field: nameof(act.Scans)) : null;

    /// <summary>一份扫描件只传一次: the very same file is no other scan, of this edition or of another. What is new beside it is taken alone.</summary>
    internal static Refusal? ScannedOnce(Disclosure disclosure, Act act, Occasion occasion) =>
        act switch
        {
            ScanBack scan => scan.Scans,
            Publish publish => publish.Scans,
            _ => [],
        }
            is { IsEmpty: false } scans
        && scans.All(scan => disclosure.Scans.Contains(scan))
            ? new(
                "disclosures.scans",
                "这份扫描件以前传过了，一模一样。请选这一次签字盖章的那一份；已经传过的，不用再传。",
                Field: nameof(ScanBack.Scans)
            )
            : null;

    internal static Refusal? EditionWasPutUp(Disclosure disclosure, ScanBack act, Occasion occasion) =>
        act.Edition is { } edition && disclosure.Shown.All(showing => showing.Edition != edition)
            ? new("disclosures.edition", "这一版没有公布过，请另选。", Field: nameof(act.Edition))
            : null;

    internal static Refusal? Hanging(Disclosure disclosure, ImmutableArray<DisclosureSheet> sheets, DatedAct act, Occasion occasion) =>
        sheets.IsEmpty || sheets.Any(sheet => !disclosure.Hangs(sheet))
            ? new("disclosures.sheets", "请选择还在栏上的公示单。", Field: nameof(TakeDown.Sheets))
            : NotBefore(disclosure.Latest!.On, act, occasion, "上栏");

    internal static Refusal? TheyHang(Disclosure disclosure, TakeDown act, Occasion occasion) =>
        Hanging(disclosure, act.Sheets, act, occasion);

    internal static Refusal? GoneSheetsHung(Disclosure disclosure, ReportGone act, Occasion occasion) =>
        Hanging(disclosure, act.Sheets, act, occasion);

    private static HungSheet? TooEarly(Disclosure disclosure, ImmutableArray<DisclosureSheet> sheets, DateOnly on) =>
        disclosure.Latest!.Sheets.FirstOrDefault(hung => sheets.Contains(hung.Sheet) && on < hung.KeptUntil);

    internal static Refusal? KeptLongEnough(Disclosure disclosure, TakeDown act, Occasion occasion) =>
        disclosure.Latest is not null && TooEarly(disclosure, act.Sheets, DayOf(act, occasion)) is { } early
            ? new(
                "disclosures.kept",
                $"{early.Sheet.Title()}应保留到{ChinaTime.Say(early.KeptUntil)}（含当日），现在不能撤。如果已经不在栏上了，请用「登记提前撤下」，并重新公布。",
                $"{Board(occasion)}；公布时间不足的须重新公布：《重庆市实施〈村民委员会组织法〉办法》第三十条",
                nameof(act.On)
            )
            : null;

    internal static Refusal? ReasonIsGiven(Disclosure disclosure, ReportGone act, Occasion occasion) =>
        act.Reason is null ? new("disclosures.reason", "请选择原因。", Field: nameof(act.Reason)) : null;

    internal static Refusal? ItWasEarly(Disclosure disclosure, ReportGone act, Occasion occasion) =>
        disclosure.Latest is not null
        && disclosure.Latest.Sheets.Any(hung => act.Sheets.Contains(hung.Sheet) && DayOf(act, occasion) >= hung.KeptUntil)
            ? new("disclosures.kept", "已经保留够了，请用「到期撤下」。", Field: nameof(act.On))
            : null;

    internal static Refusal? SomethingWasPutUp(Disclosure disclosure, Act act, Occasion occasion) =>
        disclosure.Latest is null ? new("disclosures.unpublished", "这一期还没有公布过。") : null;

    internal static Refusal? NotArchivedYet(Disclosure disclosure, ArchiveDisclosure act, Occasion occasion) =>
        disclosure.Latest is not { } latest ? null
        : (disclosure.Before?.ArchivedOn ?? disclosure.ArchivedOn) is { } archived
            ? new("disclosures.archived", $"{ChinaTime.Say(archived)}已经存档。")
        : NotBefore(latest.On, act, occasion, "上栏");

    internal static Refusal? CorrectionHasAReason(Disclosure disclosure, CorrectDisclosure act, Occasion occasion) =>
        act.Reason is null ? new("disclosures.reason", "请选择为什么更正。", Field: nameof(act.Reason)) : null;

    internal static Refusal? SomethingIsCorrected(Disclosure disclosure, GiveUpCorrection act, Occasion occasion) =>
        disclosure.IsCorrecting ? null : new("disclosures.first", "这一期还没有公布过，没有可以放弃的更正；不要了请用「作废」。");

    internal static Refusal? NobodyIsExposedAgain(Disclosure disclosure, GiveUpCorrection act, Occasion occasion) =>
        disclosure.Latest is { Withheld: true }
            ? new("disclosures.privacy", "原来的内容含有不该公开的个人信息，已经不再显示，这次更正要办完。", Privacy)
            : null;

    /// <summary>What the residents decided must change does not stand again because nobody changed it.</summary>
    internal static Refusal? WhatStoodWasNotRejected(Disclosure disclosure, GiveUpCorrection act, Occasion occasion) =>
        disclosure.Chain.Rejected().LastOrDefault(rejected => rejected.Text == disclosure.Before?.Content) is { } rejected
            ? new("disclosures.decided", $"{ChinaTime.Say(rejected.On)}会上决定原来的内容要改，这次更正要办完。", Disagreement)
            : null;

    internal static Refusal? NobodyIsExposed(Disclosure disclosure, Publish act, Occasion occasion) =>
        disclosure is { IsCorrecting: false, Latest.Withheld: true }
            ? new("disclosures.privacy", "这一版含有不该公开的个人信息，不能再上栏。请先点「更正」，删去以后重新审查、公布。", Privacy)
            : null;

    internal static Refusal? SomethingIsShown(Disclosure disclosure, WithholdDisclosure act, Occasion occasion) =>
        disclosure.Latest is { Withheld: false } ? null : new("disclosures.unshown", "网上没有显示着的内容。");

    internal static IEnumerable<Refusal> Worded(string? words, string field, string ask)
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

    internal static ImmutableArray<DisclosureSheet> Distinct(ImmutableArray<DisclosureSheet> sheets) => [.. sheets.Distinct().Order()];
}
