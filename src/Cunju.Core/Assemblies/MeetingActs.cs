using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Assemblies;

/// <summary>What is said about a meeting that was held; one page of a form.</summary>
public abstract record HeldAct : Act
{
    /// <summary>会议类型; several when one meeting is entered in several books.</summary>
    [Ask("会议类型", Hint = "可以多选：一次会议记入几个本子，不用再抄")]
    public ImmutableArray<MeetingType> Types { get; init; } = [];

    /// <summary>召开日期.</summary>
    [Ask("哪天开的")]
    public DateOnly? Day { get; init; }

    /// <summary>开始时间.</summary>
    [Ask("开始时间")]
    public TimeOnly? Start { get; init; }

    /// <summary>地点.</summary>
    [Ask("地点")]
    public string? Place { get; init; }

    /// <summary>计数方式; asked where the law knows several.</summary>
    [Ask("人数怎么算")]
    public CountingMode? Mode { get; init; }

    /// <summary>应到.</summary>
    [Ask("应到")]
    public int? Eligible { get; init; }

    /// <summary>实到.</summary>
    [Ask("实到")]
    public int? Present { get; init; }

    /// <summary>其中妇女.</summary>
    [Ask("其中妇女")]
    public int? Women { get; init; }

    /// <summary>外出且联系不上的人数; deducted from the base.</summary>
    [Ask("外出且联系不上")]
    public int? AwayUnreached { get; init; }

    /// <summary>联系后不能回村的人数; deducted from the base.</summary>
    [Ask("联系后不能回村")]
    public int? AwayUnable { get; init; }

    /// <summary>无法表达意志的人数; deducted from the base.</summary>
    [Ask("发病期或无法表达意志")]
    public int? Incapable { get; init; }

    /// <summary>列席.</summary>
    [Ask("列席")]
    public ImmutableArray<Observer> Observers { get; init; } = [];

    /// <summary>Counts of types whose members differ from the common count.</summary>
    [Ask("人数不同的会议")]
    public ImmutableArray<TypeCountRow> Counts { get; init; } = [];

    /// <summary>议题.</summary>
    [Ask("议题")]
    public ImmutableArray<AgendaRow> Agenda { get; init; } = [];

    /// <summary>提前几天通知; null when it was not noted.</summary>
    [Ask("提前几天通知的")]
    public int? NoticeDays { get; init; }

    /// <summary>流会: where not enough came, people only talked; what they were asked to decide is 不表决. Without effect where enough came.</summary>
    [Ask("人数不够，按流会（座谈）记录：不作决定，表决都记作「不表决」")]
    public bool AsTalk { get; init; }

    /// <summary>会议记录正文; kept beside the journal.</summary>
    [Ask("记录正文", Long = true, Hint = "可以粘贴，也可以用手机输入法的话筒说")]
    public string? Minutes { get; init; }

    /// <summary>主持人; kept beside the journal.</summary>
    [Ask("主持人")]
    public string? Chair { get; init; }

    /// <summary>记录人; kept beside the journal.</summary>
    [Ask("记录人")]
    public string? Recorder { get; init; }

    /// <summary>签到册扫描件: digests of the files.</summary>
    [Files, Ask("签到册照片或扫描件")]
    public ImmutableArray<string> SignIn { get; init; } = [];
}

/// <summary>One agenda item as it is typed.</summary>
public sealed record AgendaRow
{
    /// <summary>议题类别.</summary>
    [Ask("类别")]
    public AgendaKind? Kind { get; init; }

    /// <summary>议题: what it was about, without names of people.</summary>
    [Ask("议题")]
    public string? Motion { get; init; }

    /// <summary>表决方式.</summary>
    [Ask("表决")]
    public VoteMethod? Vote { get; init; }

    /// <summary>赞成.</summary>
    [Ask("赞成")]
    public int? For { get; init; }

    /// <summary>反对.</summary>
    [Ask("反对")]
    public int? Against { get; init; }

    /// <summary>弃权.</summary>
    [Ask("弃权")]
    public int? Abstain { get; init; }

    /// <summary>由哪一种会议表决; null = every ticked type that shares the common count.</summary>
    [Ask("由哪个会议表决")]
    public MeetingType? Body { get; init; }
}

/// <summary>A type's own count, as it is typed.</summary>
public sealed record TypeCountRow
{
    /// <summary>The type.</summary>
    [Ask("会议")]
    public MeetingType? Type { get; init; }

    /// <summary>应到.</summary>
    [Ask("应到")]
    public int? Eligible { get; init; }

    /// <summary>实到.</summary>
    [Ask("实到")]
    public int? Present { get; init; }
}

/// <summary>Records a meeting that was held, in one act.</summary>
public sealed record RecordMeeting : HeldAct;

/// <summary>Records that an announced meeting was held.</summary>
public sealed record HoldMeeting : HeldAct;

/// <summary>Says again what happened; the earlier account stays in the journal.</summary>
public sealed record CorrectMeeting : HeldAct
{
    /// <summary>更正原因.</summary>
    [Ask("为什么更正")]
    public CorrectionReason? Why { get; init; }
}

/// <summary>会议通知.</summary>
public sealed record AnnounceMeeting : Act
{
    /// <summary>会议类型.</summary>
    [Ask("会议类型")]
    public ImmutableArray<MeetingType> Types { get; init; } = [];

    /// <summary>The day it is to be held.</summary>
    [Ask("哪天开")]
    public DateOnly? Day { get; init; }

    /// <summary>开始时间.</summary>
    [Ask("几点开始")]
    public TimeOnly? Start { get; init; }

    /// <summary>地点.</summary>
    [Ask("地点")]
    public string? Place { get; init; }

    /// <summary>议题, one a line.</summary>
    [Ask("议题", Long = true, Hint = "一行一件事，不写个人姓名")]
    public string? Topics { get; init; }

    /// <summary>The day the notice went out; null = today.</summary>
    [Ask("通知哪天发的")]
    public DateOnly? NoticeOn { get; init; }
}

/// <summary>延期: an announced meeting is put off to a later day.</summary>
public sealed record PostponeMeeting : Act
{
    /// <summary>The new day.</summary>
    [Ask("改到哪天")]
    public DateOnly? Day { get; init; }

    /// <summary>The new time.</summary>
    [Ask("几点开始")]
    public TimeOnly? Start { get; init; }

    /// <summary>The day people were told of the new day; null = today.</summary>
    [Ask("改期通知哪天发的")]
    public DateOnly? NoticeOn { get; init; }

    /// <summary>延期原因.</summary>
    [Ask("原因")]
    public PostponementReason? Why { get; init; }
}

/// <summary>签字: chair and recorder have signed the printed minutes.</summary>
public sealed record SignMinutes : Act
{
    /// <summary>The day they signed.</summary>
    [Ask("哪天签的字")]
    public DateOnly? SignedOn { get; init; }

    /// <summary>Scans of the signed paper.</summary>
    [Files, Ask("签字件照片或扫描件")]
    public ImmutableArray<string> Scans { get; init; } = [];
}

/// <summary>撤回: it should not have been entered.</summary>
public sealed record RetractMeeting : Act
{
    /// <summary>撤回原因.</summary>
    [Ask("为什么撤回")]
    public RetractionReason? Why { get; init; }
}

/// <summary>延期原因.</summary>
public enum PostponementReason
{
    /// <summary>人数不够.</summary>
    TooFew,

    /// <summary>天气.</summary>
    Weather,

    /// <summary>场地.</summary>
    Venue,

    /// <summary>材料没有准备好.</summary>
    NotReady,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>更正原因.</summary>
public enum CorrectionReason
{
    /// <summary>笔误.</summary>
    Slip,

    /// <summary>人数或票数核对后有误.</summary>
    Count,

    /// <summary>漏记.</summary>
    Omitted,

    /// <summary>记错了会议种类.</summary>
    WrongType,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>撤回原因.</summary>
public enum RetractionReason
{
    /// <summary>重复登记.</summary>
    Duplicate,

    /// <summary>没有开.</summary>
    NotHeld,

    /// <summary>记错了单位.</summary>
    WrongUnit,

    /// <summary>记错了会议种类.</summary>
    WrongType,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>The words people read for reasons.</summary>
public static class ReasonWords
{
    /// <summary>延期原因.</summary>
    public static string Title(this PostponementReason reason) =>
        reason switch
        {
            PostponementReason.TooFew => "人数不够",
            PostponementReason.Weather => "天气原因",
            PostponementReason.Venue => "场地原因",
            PostponementReason.NotReady => "材料没有准备好",
            PostponementReason.Other => "其他原因",
        };

    /// <summary>更正原因.</summary>
    public static string Title(this CorrectionReason reason) =>
        reason switch
        {
            CorrectionReason.Slip => "笔误",
            CorrectionReason.Count => "人数、票数核对后有误",
            CorrectionReason.Omitted => "有漏记",
            CorrectionReason.WrongType => "记错了会议种类",
            CorrectionReason.Other => "其他原因",
        };

    /// <summary>撤回原因.</summary>
    public static string Title(this RetractionReason reason) =>
        reason switch
        {
            RetractionReason.Duplicate => "重复登记",
            RetractionReason.NotHeld => "会议没有召开",
            RetractionReason.WrongUnit => "记错了单位",
            RetractionReason.WrongType => "记错了会议种类",
            RetractionReason.Other => "其他原因",
        };
}
