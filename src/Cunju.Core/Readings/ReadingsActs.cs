using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Readings;

/// <summary>What the bureau does to a list: it names the paper, and what was shown to change, so that nobody signs what was not seen.</summary>
public abstract record IssuersAct : Act
{
    /// <summary>The paper.</summary>
    [Ask("依据的文件", Hint = "文件名称或文号，如：渝北民发〔2023〕15号；不写个人姓名")]
    public string? By { get; init; }

    /// <summary>How many units were shown to be concerned.</summary>
    [Ask("影响的单位数")]
    public int Units { get; init; }

    /// <summary>How many lanes were shown to change.</summary>
    [Ask("影响的项数")]
    public int Lanes { get; init; }

    /// <summary>Which changes were shown: <see cref="TaskLists.Effect.Digest"/>.</summary>
    [Ask("影响的摘要")]
    public string? Shown { get; init; }
}

/// <summary>What the bureau answers.</summary>
public abstract record AnsweringAct : IssuersAct
{
    /// <summary>The answer.</summary>
    [Ask("怎样读")]
    public string? Option { get; init; }

    /// <summary>What it names, where the answer asks for names.</summary>
    [Ask("具体名称")]
    public ImmutableArray<string> Names { get; init; } = [];
}

/// <summary>答复待明确事项.</summary>
public sealed record AnswerReading : AnsweringAct
{
    /// <summary>The edition.</summary>
    [Ask("哪一版清单")]
    public string? Edition { get; init; }

    /// <summary>The reading's id.</summary>
    [Ask("哪一个待明确事项")]
    public string? Reading { get; init; }
}

/// <summary>改变答复, also after it was withdrawn.</summary>
public sealed record ChangeAnswer : AnsweringAct;

/// <summary>撤回答复.</summary>
public sealed record WithdrawAnswer : IssuersAct;

/// <summary>清单生效: puts an edition in force that was only carried over.</summary>
public sealed record PutInForce : IssuersAct
{
    /// <summary>The edition.</summary>
    [Ask("哪一版清单")]
    public string? Edition { get; init; }

    /// <summary>施行日.</summary>
    [Ask("从哪天起施行", Hint = "此前各天仍按沿用草案显示，不标逾期")]
    public DateOnly? From { get; init; }
}

/// <summary>重新生效: from a day, after it was withdrawn or said wrongly.</summary>
public sealed record PutInForceAgain : IssuersAct
{
    /// <summary>施行日.</summary>
    [Ask("从哪天起施行", Hint = "此前各天仍按沿用草案显示，不标逾期")]
    public DateOnly? From { get; init; }
}

/// <summary>撤回生效: 沿用草案 again.</summary>
public sealed record WithdrawEdition : IssuersAct;
