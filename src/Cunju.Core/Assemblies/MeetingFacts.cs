using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Assemblies;

/// <summary>What happened to a meeting.</summary>
public abstract record MeetingFact : Fact;

/// <summary>通知已发出.</summary>
public sealed record MeetingAnnounced(Announcement Notice) : MeetingFact;

/// <summary>会议已召开 (or people came and too few of them: 流会).</summary>
public sealed record MeetingHeld(Proceedings Proceedings) : MeetingFact;

/// <summary>会议已延期.</summary>
/// <param name="Day">The new day.</param>
/// <param name="Start">The new time; null when it stays.</param>
/// <param name="NoticeOn">The day people were told of the new day; the days of notice run from it.</param>
/// <param name="Why">Why.</param>
public sealed record MeetingPostponed(DateOnly Day, TimeOnly? Start, DateOnly NoticeOn, PostponementReason Why) : MeetingFact;

/// <summary>会议记录已签字; the decisions have their numbers and are in force.</summary>
public sealed record MinutesSigned(
    DateOnly SignedOn,
    ImmutableArray<Resolution> Resolutions,
    [property: Files] ImmutableArray<string> Scans
) : MeetingFact;

/// <summary>会议记录已更正.</summary>
public sealed record MeetingCorrected(Proceedings Proceedings, CorrectionReason Why) : MeetingFact;

/// <summary>会议已撤回.</summary>
public sealed record MeetingRetracted(RetractionReason Why) : MeetingFact;

/// <summary>会议通知: what was announced.</summary>
public sealed record Announcement
{
    /// <summary>会议类型.</summary>
    public ImmutableArray<MeetingType> Types { get; init; } = [];

    /// <summary>村 or 社区 on that day.</summary>
    public UnitKind Kind { get; init; }

    /// <summary>The day it is to be held.</summary>
    public DateOnly Day { get; init; }

    /// <summary>开始时间.</summary>
    public TimeOnly? Start { get; init; }

    /// <summary>地点.</summary>
    public AsideRef? Place { get; init; }

    /// <summary>议题.</summary>
    public ImmutableArray<AsideRef> Topics { get; init; } = [];

    /// <summary>The day the notice went out.</summary>
    public DateOnly NoticeOn { get; init; }
}

/// <summary>决议: a decision with its number.</summary>
/// <param name="Item">The place of the agenda item, from 0.</param>
/// <param name="Year">The year of the number.</param>
/// <param name="Number">The number in the unit and year, from 1.</param>
public sealed record Resolution(int Item, int Year, int Number)
{
    /// <summary>〔2023〕3号.</summary>
    public override string ToString() => $"〔{Year}〕{Number}号";
}
