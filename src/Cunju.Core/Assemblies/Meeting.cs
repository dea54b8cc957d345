using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Assemblies;

/// <summary>会议状态.</summary>
public enum MeetingState
{
    /// <summary>已通知.</summary>
    Announced,

    /// <summary>已延期.</summary>
    Postponed,

    /// <summary>流会(座谈).</summary>
    NotQuorate,

    /// <summary>已召开，待签字.</summary>
    Held,

    /// <summary>已签字，决议生效.</summary>
    Signed,

    /// <summary>已撤回.</summary>
    Retracted,
}

/// <summary>会议: one meeting of a unit, from its notice to the signed minutes.</summary>
public sealed record Meeting : Case
{
    /// <summary>The state.</summary>
    public MeetingState State { get; init; }

    /// <summary>The day it was or is to be held.</summary>
    public DateOnly Day { get; init; }

    /// <summary>会议类型.</summary>
    public ImmutableArray<MeetingType> Types { get; init; } = [];

    /// <summary>The notice; null when it was recorded after it was held.</summary>
    public Announcement? Notice { get; init; }

    /// <summary>What happened; null before it was held.</summary>
    public Proceedings? Proceedings { get; init; }

    /// <summary>The day the minutes were signed.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>The numbered decisions in force.</summary>
    public ImmutableArray<Resolution> Resolutions { get; init; } = [];

    /// <summary>Digests of the signed paper.</summary>
    public ImmutableArray<string> Scans { get; init; } = [];

    /// <summary>Every number it ever gave, in force or not; a number is never given twice, also when a correction moved the meeting into another year.</summary>
    public ImmutableArray<Resolution> NumbersGiven { get; init; } = [];

    /// <summary>The meeting after a fact.</summary>
    public static Meeting After(Meeting? before, MeetingFact fact)
    {
        var meeting = before ?? new Meeting();
        return fact switch
        {
            MeetingAnnounced(var notice) => meeting with
            {
                State = MeetingState.Announced,
                Day = notice.Day,
                Types = notice.Types,
                Notice = notice,
            },
            MeetingHeld(var proceedings) => meeting with
            {
                State = StateAfter(proceedings),
                Day = proceedings.Day,
                Types = proceedings.Types,
                Proceedings = proceedings,
            },
            MeetingPostponed(var day, var start, var noticeOn, _) => meeting with
            {
                State = MeetingState.Postponed,
                Day = day,
                Notice = Renewed(meeting, day, start, noticeOn),
            },
            MinutesSigned signed => meeting with
            {
                State = MeetingState.Signed,
                SignedOn = signed.SignedOn,
                Resolutions = signed.Resolutions,
                Scans = signed.Scans,
                NumbersGiven = [.. meeting.NumbersGiven, .. signed.Resolutions],
            },
            // What was signed is no longer what is said; it is signed again.
            MeetingCorrected(var proceedings, _) => meeting with
            {
                State = StateAfter(proceedings),
                Day = proceedings.Day,
                Types = proceedings.Types,
                Proceedings = proceedings,
                SignedOn = null,
                Resolutions = [],
                Scans = [],
            },
            MeetingRetracted => meeting with { State = MeetingState.Retracted, Resolutions = [] },
            _ => throw new InvalidOperationException($"{fact.GetType().Name} is no fact of a meeting."),
        };
    }

    private static MeetingState StateAfter(Proceedings proceedings) =>
        proceedings.ValidTypes.Any() ? MeetingState.Held : MeetingState.NotQuorate;

    /// <summary>The notice of the new day; a meeting that was recorded without one and was not quorate takes its agenda along.</summary>
    private static Announcement Renewed(Meeting meeting, DateOnly day, TimeOnly? start, DateOnly noticeOn) =>
        meeting.Notice is { } notice
            ? notice with
            {
                Day = day,
                Start = start ?? notice.Start,
                NoticeOn = noticeOn,
            }
            : new Announcement
            {
                Types = meeting.Types,
                Kind = meeting.Proceedings!.Kind,
                Day = day,
                Start = start ?? meeting.Proceedings.Start,
                Place = meeting.Proceedings.Place,
                Topics = [.. meeting.Proceedings.Agenda.Select(item => item.Motion)],
                NoticeOn = noticeOn,
            };
}

/// <summary>已用的决议号: the highest number given in the unit in the year of the meeting.</summary>
/// <param name="Last">0 when none was given.</param>
public sealed record ResolutionsGiven(int Last);
