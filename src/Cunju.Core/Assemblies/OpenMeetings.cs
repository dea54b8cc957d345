using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Assemblies;

/// <summary>公开程度: how much of a meeting anybody may read.</summary>
public enum Openness
{
    /// <summary>不公开: not a word, not even that it is there.</summary>
    Closed,

    /// <summary>会议预告: when, where and what about.</summary>
    Notice,

    /// <summary>会议决定: what was decided, by signed minutes.</summary>
    Outcome,
}

/// <summary>会议的公开: the one rule on what anybody may read of a meeting without signing in. Pages, lists and feeds ask here and nowhere else.</summary>
public static class OpenMeetings
{
    /// <summary>What a text gives way to that has the number of a person in it.</summary>
    public const string Masked = "（内容里有个人号码，不在网上公开，可以到办公室查看）";

    /// <summary>Why these and no others.</summary>
    public const string Source =
        "村（居）民会议、代表会议的决定和协商的结果应当公布：《村民委员会组织法》（2018年修正）第三十条、《村民委员会组织法》（2025年修正）第三十五条，《城市居民委员会组织法》（2025年修订）第三十四条，《重庆市实施〈村民委员会组织法〉办法》第二十七条";

    /// <summary>The meetings whose decisions are everybody's: those of all, of their representatives, and deliberations. Party branches, committees, supervisors
    /// and groups have their own publics.</summary>
    public static readonly ImmutableArray<MeetingType> Types =
    [
        MeetingType.ResidentsAssembly,
        MeetingType.RepresentativesAssembly,
        MeetingType.DeliberationMeeting,
    ];

    /// <summary>How much is open on that day: a notice until the day itself; then nothing until the minutes are signed; nothing of what was taken back, was
    /// corrected and is not signed again, or was not quorate.</summary>
    public static Openness Of(Meeting meeting, DateOnly today) =>
        meeting.State switch
        {
            MeetingState.Announced or MeetingState.Postponed when meeting.Day >= today && Open(meeting.Notice!.Types).Length > 0 =>
                Openness.Notice,
            MeetingState.Signed when Open(meeting.Proceedings!.ValidTypes).Length > 0 => Openness.Outcome,
            _ => Openness.Closed,
        };

    /// <summary>The texts that may be fetched for it: what it is about and where to go. Minutes and names are not among them.</summary>
    public static IEnumerable<AsideRef> Texts(Meeting meeting, DateOnly today) =>
        Of(meeting, today) switch
        {
            Openness.Notice => meeting.Notice!.Topics.Append(meeting.Notice.Place!).Where(text => text is not null),
            Openness.Outcome => OpenAgenda(meeting).Select(item => item.Item.Motion),
            _ => [],
        };

    /// <summary>The resolutions of open bodies that are in force; those of a body that met in the same room are its own.</summary>
    public static IEnumerable<Resolution> Resolutions(Meeting meeting) =>
        meeting.State == MeetingState.Signed
            ? OpenAgenda(meeting).SelectMany(at => meeting.Resolutions.Where(resolution => resolution.Item == at.Index))
            : [];

    /// <summary>What anybody may read; null when nothing.</summary>
    public static OpenMatter? Read(Meeting meeting, MeetingTexts texts, DateOnly today) =>
        Of(meeting, today) switch
        {
            Openness.Notice => ReadNotice(meeting, meeting.Notice!, texts),
            Openness.Outcome => ReadOutcome(meeting, meeting.Proceedings!, texts),
            _ => null,
        };

    private static OpenMatter ReadNotice(Meeting meeting, Announcement notice, MeetingTexts texts) =>
        new()
        {
            Procedure = Meetings.Procedure.Name,
            Number = meeting.Number,
            Title = Open(notice.Types).Titles(notice.Kind),
            Day = notice.Day,
            IsAhead = true,
            When = MeetingPapers.When(notice.Day, notice.Start),
            Place = texts.Of(notice.Place) is { } place ? Clean(place) : null,
            Remark = meeting.State == MeetingState.Postponed ? "日期改过，以这里的为准。" : null,
            // Of a meeting that is several at once nobody can tell which topic is whose.
            Points = notice.Types.All(Types.Contains) ? [.. notice.Topics.Select(topic => new OpenPoint(Clean(texts.Of(topic)!)))] : [],
        };

    private static OpenMatter ReadOutcome(Meeting meeting, Proceedings held, MeetingTexts texts) =>
        new()
        {
            Procedure = Meetings.Procedure.Name,
            Number = meeting.Number,
            Title = Open(held.ValidTypes).Titles(held.Kind),
            Day = held.Day,
            When = MeetingPapers.When(held.Day, null),
            Remark =
                string.Join("；", Open(held.ValidTypes).Select(type => Attendance(held, type)).Distinct(StringComparer.Ordinal)) + "。",
            SignedOn = meeting.SignedOn,
            Points =
            [
                .. OpenAgenda(meeting)
                    .Select(at => new OpenPoint(
                        at.Item.Kind == AgendaKind.Appraisal ? Appraisal(held.Kind) : Clean(texts.Of(at.Item.Motion)!),
                        Outcome(at.Item),
                        at.Item.Kind == AgendaKind.Appraisal || at.Item.Result == VoteResult.NoVote
                            ? null
                            : at.Item.Result == VoteResult.Passed,
                        meeting.Resolutions.FirstOrDefault(resolution => resolution.Item == at.Index)?.ToString()
                    )),
            ],
        };

    /// <summary>The items of an open body; those without a vote are everybody's only where the whole meeting was.</summary>
    private static IEnumerable<(int Index, AgendaItem Item)> OpenAgenda(Meeting meeting) =>
        meeting
            .Proceedings!.Agenda.Index()
            .Where(at =>
                at.Item.Bodies.IsEmpty ? meeting.Proceedings.Types.All(Types.Contains) : at.Item.Bodies.Any(body => Types.Contains(body))
            );

    private static string Outcome(AgendaItem item) =>
        item switch
        {
            { Kind: AgendaKind.Appraisal } => "评议了，结果由监督委员会另行公布。",
            { Result: VoteResult.NoVote, Kind: AgendaKind.WorkReport } => "听取了，没有表决。",
            { Result: VoteResult.NoVote, Kind: AgendaKind.Pledge } => "当场作了承诺。",
            { Result: VoteResult.NoVote } => "商量了，没有表决。",
            { Result: VoteResult.Passed, Vote: VoteMethod.Unanimous } => "通过了，到会的一致同意。",
            { Result: VoteResult.Passed } => $"通过了。{Votes(item)}",
            _ => $"没有通过。{Votes(item)}",
        };

    private static string Votes(AgendaItem item) => $"赞成{item.For}票，反对{item.Against}票，弃权{item.Abstain}票。";

    private static string Attendance(Proceedings held, MeetingType type)
    {
        var judged = held.JudgementOf(type)!;
        var measure = MeetingPapers.ModeOf(held, type).Measure();
        var enough = judged.Verdict == Verdict.Quorate ? "，够法定人数" : "";
        return judged.Base is { } eligible
            ? $"应到{eligible}{measure}，到了{judged.Present}{measure}{enough}"
            : $"到了{judged.Present}{measure}";
    }

    private static ImmutableArray<MeetingType> Open(IEnumerable<MeetingType> types) => [.. types.Where(type => Types.Contains(type))];

    private static string Clean(string text) => PersonalNumbers.AreIn(text) ? Masked : text;

    /// <summary>What an appraisal is called whatever was typed: it is about named people, and its result is published by the supervisors.</summary>
    private static string Appraisal(UnitKind kind) => $"民主评议{(kind == UnitKind.Village ? "村民" : "居民")}委员会成员";
}
