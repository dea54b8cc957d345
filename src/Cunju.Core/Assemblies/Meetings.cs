using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using static Cunju.Core.Assemblies.MeetingState;

namespace Cunju.Core.Assemblies;

/// <summary>会议: the table of steps from notice to signed minutes.</summary>
public static class Meetings
{
    /// <summary>办理监委会例会; the supervisors hold only this, and those whom they supervise do not hold it.</summary>
    public static readonly Permission Supervision = new("meetings.supervision", "办理监委会例会");

    /// <summary>召集和记录会议.</summary>
    public static readonly Permission Keep = new("meetings.keep", "召集和记录会议") { Or = Supervision };

    /// <summary>确认会议记录已签字.</summary>
    public static readonly Permission Sign = new("meetings.sign", "确认会议记录已签字") { Or = Supervision };

    /// <summary>撤回会议.</summary>
    public static readonly Permission Retract = new("meetings.retract", "撤回会议") { Or = Supervision };

    /// <summary>The table.</summary>
    public static readonly Procedure<Meeting, MeetingState, MeetingFact> Procedure = new Procedure<Meeting, MeetingState, MeetingFact>(
        "meetings",
        "会议",
        "《村民委员会组织法》《城市居民委员会组织法》；当年的重点任务清单",
        meeting => meeting.State,
        Meeting.After
    )
        .State(Announced, "已通知")
        .State(Postponed, "已延期")
        .State(NotQuorate, "流会（座谈）")
        .State(Held, "待签字")
        .State(Signed, "已签字")
        .State(Retracted, "已撤回")
        .Knows<ResolutionsGiven>()
        .Opens<RecordMeeting>(
            "记一次会议",
            [Held, NotQuorate],
            Keep,
            (act, occasion) =>
            {
                var (proceedings, asides) = MeetingAccount.Of(act, occasion);
                return new MeetingHeld(proceedings) { Asides = asides };
            },
            [.. MeetingRules.OnHeld]
        )
        .Opens<AnnounceMeeting>(
            "发会议通知",
            [Announced],
            Keep,
            (act, occasion) =>
            {
                var (notice, asides) = MeetingAccount.Of(act, occasion);
                return new MeetingAnnounced(notice) { Asides = asides };
            },
            UnitCanMeet,
            NoticeNamesTypes,
            DayIsAhead,
            NoticeWentOut,
            NoticeSaysWhatAbout
        )
        .Step<HoldMeeting>(
            "会开完了，记下来",
            [Announced, Postponed],
            [Held, NotQuorate],
            Keep,
            (meeting, act, occasion) =>
            {
                var (proceedings, asides) = MeetingAccount.Of(act, occasion, meeting.Notice);
                return new MeetingHeld(proceedings) { Asides = asides };
            },
            [.. MeetingRules.OnHeld]
        )
        .Step<PostponeMeeting>(
            "延期再开",
            [Announced, Postponed, NotQuorate],
            [Postponed],
            Keep,
            (_, act, occasion) => new MeetingPostponed(act.Day!.Value, act.Start, act.NoticeOn ?? occasion.Day, act.Why!.Value),
            NewDayIsAhead,
            NewDayWasAnnounced,
            PostponementHasReason
        )
        .Step<SignMinutes>(
            "已在纸上签字",
            [Held],
            [Signed],
            Sign,
            (meeting, act, occasion) => new MinutesSigned(act.SignedOn ?? occasion.Day, Numbered(meeting, occasion), act.Scans),
            SignedAfterTheMeeting
        )
        .Step<CorrectMeeting>(
            "更正",
            [Held, Signed, NotQuorate],
            [Held, NotQuorate],
            Keep,
            (meeting, act, occasion) =>
            {
                var (proceedings, asides) = MeetingAccount.Of(act, occasion, meeting.Notice);
                // A file cannot be typed again: the scan stays unless another one comes.
                return new MeetingCorrected(
                    act.SignIn.IsEmpty ? proceedings with { SignIn = meeting.Proceedings!.SignIn } : proceedings,
                    act.Why!.Value
                )
                {
                    Asides = asides,
                };
            },
            [.. MeetingRules.OnHeld, CorrectionHasReason]
        )
        .Step<RetractMeeting>(
            "撤回",
            [Announced, Postponed, NotQuorate, Held, Signed],
            [Retracted],
            Retract,
            (_, act, _) => new MeetingRetracted(act.Why!.Value),
            RetractionHasReason
        )
        .ChecksAll(EachBodyKeepsItsOwn)
        .Counts(
            MeetingTallies.Of,
            "meeting.assembly",
            "meeting.representatives",
            "meeting.consultation",
            "meeting.supervision",
            "record.book-entry",
            "promise.made",
            "appraisal.held",
            "fact.corrected",
            "fact.retracted"
        );

    /// <summary>Whether a person's offices let them take that step with meetings of that type.</summary>
    public static bool May(Actor actor, Permission permission, MeetingType type) =>
        actor.Permissions.Contains(type == MeetingType.SupervisionMeeting ? Supervision.Id : permission.Id);

    /// <summary>监督委员会的例会由它自己办理: nobody writes the minutes of those who supervise him, nor they his. It asks what the meeting is and what the act would make of it.</summary>
    private static IEnumerable<Refusal> EachBodyKeepsItsOwn(Meeting? meeting, Act act, Occasion occasion)
    {
        var permission = Procedure.Steps.First(step => step.Act == act.GetType()).Permission;
        var said = act switch
        {
            HeldAct held => held.Types,
            AnnounceMeeting notice => notice.Types,
            _ => [],
        };
        foreach (var type in said.Concat(meeting?.Types ?? []).Distinct().Where(type => !May(occasion.Actor, permission, type)).Take(1))
        {
            yield return new(
                "meetings.supervision",
                type == MeetingType.SupervisionMeeting
                    ? "监委会例会由监督委员会自己办理，两委不能代办；合开的会请去掉这一种的勾，由监委会另记。"
                    : "监督委员会只办理自己的例会，其他会议由两委办理。",
                Field: said.IsEmpty ? null : nameof(HeldAct.Types)
            );
        }
    }

    /// <summary>Decisions are numbered through the year of the meeting, in the order of the agenda.</summary>
    private static ImmutableArray<Resolution> Numbered(Meeting meeting, Occasion occasion)
    {
        var last = occasion.Known.Get<ResolutionsGiven>().Last;
        return
        [
            .. meeting
                .Proceedings!.Agenda.Index()
                .Where(item => item.Item.Result == VoteResult.Passed)
                .Select(item => new Resolution(item.Index, meeting.Day.Year, ++last)),
        ];
    }

    private static Refusal? UnitCanMeet(AnnounceMeeting act, Occasion occasion) =>
        occasion.Unit.KindOn(occasion.Day) is UnitKind.Village or UnitKind.Community
            ? null
            : new("meetings.unit", "只有村和社区在这里召集会议。");

    private static Refusal? NoticeNamesTypes(AnnounceMeeting act, Occasion occasion) =>
        act.Types.Length > 0 ? null : new("meetings.no-type", "请至少勾选一种会议。", Field: nameof(act.Types));

    private static Refusal? DayIsAhead(AnnounceMeeting act, Occasion occasion) =>
        act.Day switch
        {
            null => new("meetings.no-day", "请填哪天开会。", Field: nameof(act.Day)),
            { } day when day < occasion.Day => new(
                "meetings.past",
                "这一天已经过去了。开过的会请用「记一次会议」。",
                Field: nameof(act.Day)
            ),
            _ => null,
        };

    private static Refusal? NoticeWentOut(AnnounceMeeting act, Occasion occasion) =>
        act.NoticeOn > occasion.Day ? new("meetings.notice-future", "通知日不能在今天以后。", Field: nameof(act.NoticeOn)) : null;

    private static Refusal? NoticeSaysWhatAbout(AnnounceMeeting act, Occasion occasion) =>
        MeetingAccount.TopicsOf(act) switch
        {
            [] => new("meetings.no-agenda", "请写出要议什么，让大家有准备。", Field: nameof(act.Topics)),
            var topics when topics.Any(topic => topic.Length > MeetingRules.LongestLine) => new(
                "meetings.text",
                $"每项议题最多 {MeetingRules.LongestLine} 字。",
                Field: nameof(act.Topics)
            ),
            _ => null,
        };

    private static Refusal? NewDayIsAhead(Meeting meeting, PostponeMeeting act, Occasion occasion) =>
        act.Day is { } day && day >= occasion.Day && day != meeting.Day
            ? null
            : new("meetings.postponed-to", "请填改到哪天，应在今天或以后，并且不是原来那天。", Field: nameof(act.Day));

    private static Refusal? NewDayWasAnnounced(Meeting meeting, PostponeMeeting act, Occasion occasion) =>
        act.NoticeOn > occasion.Day ? new("meetings.notice-future", "通知日不能在今天以后。", Field: nameof(act.NoticeOn)) : null;

    private static Refusal? PostponementHasReason(Meeting meeting, PostponeMeeting act, Occasion occasion) =>
        act.Why is not null ? null : new("meetings.no-reason", "请选延期原因。", Field: nameof(act.Why));

    private static Refusal? SignedAfterTheMeeting(Meeting meeting, SignMinutes act, Occasion occasion) =>
        act.SignedOn is not { } day || (day >= meeting.Day && day <= occasion.Day)
            ? null
            : new("meetings.signed-on", "签字日应在会议当天到今天之间。", Field: nameof(act.SignedOn));

    private static Refusal? CorrectionHasReason(CorrectMeeting act, Occasion occasion) =>
        act.Why is not null ? null : new("meetings.no-reason", "请选更正原因。", Field: nameof(act.Why));

    private static Refusal? RetractionHasReason(Meeting meeting, RetractMeeting act, Occasion occasion) =>
        act.Why is not null ? null : new("meetings.no-reason", "请选撤回原因。", Field: nameof(act.Why));
}
