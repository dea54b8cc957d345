using Cunju.Core.Procedures;

namespace Cunju.Core.Voices;

/// <summary>What is said, by the resident or by somebody who writes it down for one. Neither a card number nor a telephone is asked for.</summary>
public abstract record RaisingAct : Act
{
    /// <summary>The village or community.</summary>
    [Ask("哪个村（社区）")]
    public string? Place { get; init; }

    /// <summary>The disclosure's number; null for nothing in particular.</summary>
    [Ask("针对哪一期公开", Hint = "不针对哪一期的，不填")]
    public string? About { get; init; }

    /// <summary>What kind.</summary>
    [Ask("要说的是哪一种")]
    public VoiceKind? Kind { get; init; }

    /// <summary>Whether cadres are concerned; it decides who reads it, so it must be said.</summary>
    [Ask("是否涉及村（社区）干部？", Hint = "涉及的直接交给镇街，村（社区）看不到，也不知道有这条意见")]
    public bool? ConcernsCadres { get; init; }

    /// <summary>The words.</summary>
    [Ask("您想说什么", Long = true, Hint = "最多2000字。不要写身份证号、手机号、银行卡号")]
    public string? Text { get; init; }

    /// <summary>A name, if somebody likes to leave one.</summary>
    [Ask("您的称呼", Hint = "可以不填")]
    public string? Name { get; init; }

    /// <summary>SHA-256 of the receipt's code (<see cref="ReceiptCode"/>).</summary>
    [Ask("回执码的摘要")]
    public string? Receipt { get; init; }
}

/// <summary>提意见、问事情.</summary>
public sealed record RaiseVoice : RaisingAct;

/// <summary>代录: somebody in office writes down what a resident says.</summary>
public sealed record RecordVoice : RaisingAct
{
    /// <summary>Why it is entered for somebody.</summary>
    [Ask("为什么代录")]
    public AssistReason? Why { get; init; }
}

/// <summary>答复: by the unit, or by the township when cadres are concerned.</summary>
public sealed record AnswerVoice : Act
{
    /// <summary>The answer.</summary>
    [Ask("答复", Long = true, Hint = "说清楚事情是怎样的；确有错误的，说明怎样更正")]
    public string? Text { get; init; }

    /// <summary>Whether something was wrong and a corrected edition is out.</summary>
    [Ask("确有错误，已经更正并重新公布")]
    public bool Corrected { get; init; }

    /// <summary>Whether everybody may read the answer below the disclosure.</summary>
    [Ask("把答复登在公开栏上")]
    public bool Publish { get; init; }

    /// <summary>What was asked, in words for everybody.</summary>
    [Ask("公开时怎样写这个问题", Hint = "一句话，不写姓名和个人情况")]
    public string? Gist { get; init; }
}

/// <summary>不再公开这条答复: the answer is the resident's alone again. Who asked still reads it by the receipt.</summary>
public sealed record UnpublishAnswer : Act;

/// <summary>向镇街反映: a right of its own, at once or after the answer.</summary>
public sealed record AppealVoice : Act
{
    /// <summary>What is wrong, or still wrong.</summary>
    [Ask("要反映什么", Long = true, Hint = "只给镇街看。不要写身份证号、手机号、银行卡号")]
    public string? Text { get; init; }
}

/// <summary>镇街答复: to the one who turned to it; it changes nothing of the village's.</summary>
public sealed record AnswerAppeal : Act
{
    /// <summary>What the township found out.</summary>
    [Ask("调查核实的情况和答复", Long = true, Hint = "居民和村（社区）都看得到")]
    public string? Text { get; init; }
}
