using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Assemblies;

/// <summary>会议情况: what the journal keeps of a meeting that was held. Counts, codes and results; texts that may name people are kept beside it.</summary>
public sealed record Proceedings
{
    /// <summary>会议类型.</summary>
    public ImmutableArray<MeetingType> Types { get; init; } = [];

    /// <summary>村 or 社区 on the day of the meeting; which law bound it.</summary>
    public UnitKind Kind { get; init; }

    /// <summary>召开日期.</summary>
    public DateOnly Day { get; init; }

    /// <summary>开始时间.</summary>
    public TimeOnly? Start { get; init; }

    /// <summary>地点; people write "at somebody's house".</summary>
    public AsideRef? Place { get; init; }

    /// <summary>计数方式.</summary>
    public CountingMode? Mode { get; init; }

    /// <summary>应到, before any deduction; null when the law asks for no count and none was given.</summary>
    public int? Eligible { get; init; }

    /// <summary>实到.</summary>
    public int Present { get; init; }

    /// <summary>其中妇女.</summary>
    public int? Women { get; init; }

    /// <summary>不计入总数的人数 by reason.</summary>
    public Absentees Excluded { get; init; } = new(0, 0, 0);

    /// <summary>列席.</summary>
    public ImmutableArray<Observer> Observers { get; init; } = [];

    /// <summary>议题 with their results.</summary>
    public ImmutableArray<AgendaItem> Agenda { get; init; } = [];

    /// <summary>提前几天通知.</summary>
    public int? NoticeDays { get; init; }

    /// <summary>How each type was judged when it was entered.</summary>
    public ImmutableArray<QuorumJudgement> Quorum { get; init; } = [];

    /// <summary>The text of the minutes.</summary>
    public AsideRef? Minutes { get; init; }

    /// <summary>主持人.</summary>
    public AsideRef? Chair { get; init; }

    /// <summary>记录人.</summary>
    public AsideRef? Recorder { get; init; }

    /// <summary>Digests of the scanned sign-in sheet.</summary>
    [Files]
    public ImmutableArray<string> SignIn { get; init; } = [];

    /// <summary>The types that were validly held.</summary>
    public IEnumerable<MeetingType> ValidTypes => Quorum.Where(judged => judged.IsValid).Select(judged => judged.Type);

    /// <summary>The judgement of a type; null when it was not ticked.</summary>
    public QuorumJudgement? JudgementOf(MeetingType type) => Quorum.FirstOrDefault(judged => judged.Type == type);
}

/// <summary>不计入总数的村民: head counts by the reasons the local regulation knows.</summary>
/// <param name="Unreached">外出且联系不上.</param>
/// <param name="Unable">联系后不能回村.</param>
/// <param name="Incapable">发病期的精神病患者、无法表达意志的智力残疾人.</param>
public sealed record Absentees(int Unreached, int Unable, int Incapable)
{
    /// <summary>How many are deducted.</summary>
    public int Total => Unreached + Unable + Incapable;
}

/// <summary>议题: one thing to be talked about, and what came of it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Motion">What it was about. Whoever types it may name people all the same, so the words are kept beside the journal.</param>
/// <param name="Vote">How people voted.</param>
/// <param name="For">赞成; null without a vote.</param>
/// <param name="Against">反对.</param>
/// <param name="Abstain">弃权.</param>
/// <param name="Bodies">The types of meeting that decided it.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Least">The votes it needed under the strictest rule.</param>
/// <param name="Source">That rule.</param>
/// <param name="Custom">Whether the rule is custom, not law.</param>
public sealed record AgendaItem(
    AgendaKind Kind,
    AsideRef Motion,
    VoteMethod Vote,
    int? For,
    int? Against,
    int? Abstain,
    ImmutableArray<MeetingType> Bodies,
    VoteResult Result,
    int? Least,
    string? Source,
    bool Custom
);

/// <summary>表决结果.</summary>
public enum VoteResult
{
    /// <summary>未表决.</summary>
    NoVote,

    /// <summary>通过.</summary>
    Passed,

    /// <summary>未通过.</summary>
    NotPassed,
}

/// <summary>法定人数判断.</summary>
public enum Verdict
{
    /// <summary>符合.</summary>
    Quorate,

    /// <summary>不足法定人数.</summary>
    NotQuorate,

    /// <summary>无法定门槛.</summary>
    NoThreshold,
}

/// <summary>Whether enough came for one type of meeting, with the arithmetic.</summary>
/// <param name="Type">The type.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Base">应到 after deductions; null when unknown and not needed.</param>
/// <param name="Present">实到.</param>
/// <param name="Least">How many had to come; null without a threshold.</param>
/// <param name="Share">The threshold as the law says it (三分之二以上).</param>
/// <param name="Source">The article.</param>
/// <param name="NoticeNeeded">The days of notice the law asks for, when fewer were given; null when enough or unknown.</param>
/// <param name="NoticeSource">The article on notice.</param>
/// <param name="UrgentAllowed">Whether that article lets people be told later where there is a special need (特殊情况可以临时通知).</param>
public sealed record QuorumJudgement(
    MeetingType Type,
    Verdict Verdict,
    int? Base,
    int Present,
    int? Least,
    string? Share,
    string? Source,
    int? NoticeNeeded,
    string? NoticeSource,
    bool UrgentAllowed = false
)
{
    /// <summary>What is said beside a short notice where the law of that day allows one.</summary>
    public const string Urgent = "遇有特殊情况可以临时通知，原因应在记录里写明。";

    /// <summary>Whether the meeting stands as one of that type.</summary>
    public bool IsValid => Verdict != Verdict.NotQuorate;

    /// <summary>通知不足: marked, never refused.</summary>
    public bool ShortNotice => NoticeNeeded is not null;

    /// <summary>The arithmetic in one sentence: 应到 45 人，三分之二以上为 30 人，实到 31 人，符合.</summary>
    public string InWords(CountingMode? mode) =>
        Verdict switch
        {
            Verdict.NoThreshold => Base is { } known
                ? $"应到 {known} {mode.Measure()}，实到 {Present} {mode.Measure()}；法律没有规定到会人数"
                : $"实到 {Present} {mode.Measure()}；法律没有规定到会人数",
            _ =>
                $"应到 {Base} {mode.Measure()}，{Share}为 {Least} {mode.Measure()}，实到 {Present} {mode.Measure()}，{(Verdict == Verdict.Quorate ? "符合" : "不足法定人数")}",
        };
}
