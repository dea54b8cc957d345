using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Attestations;

/// <summary>What a unit says about a qualitative measure.</summary>
public abstract record ReportingAct : Act
{
    /// <summary>The unit's rating.</summary>
    [Ask("总的来说")]
    public Rating? Rating { get; init; }

    /// <summary>The rubric, line by line.</summary>
    [Ask("逐条说明")]
    public ImmutableArray<RubricAnswer> Answers { get; init; } = [];

    /// <summary>Words.</summary>
    [Ask("做了什么、还差什么", Long = true, Hint = "几句话就行，不写个人隐私")]
    public string? Text { get; init; }

    /// <summary>Proof at hand.</summary>
    [Ask("手头有哪些佐证")]
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Digests of files.</summary>
    [Files, Ask("照片或扫描件")]
    public ImmutableArray<string> Files { get; init; } = [];
}

/// <summary>One line of the rubric.</summary>
public sealed record RubricAnswer
{
    /// <summary>Its place in the list, from 0.</summary>
    [Ask("第几条")]
    public int Line { get; init; }

    /// <summary>What the unit says; null = nothing.</summary>
    [Ask("情况")]
    public Rating? Said { get; init; }
}

/// <summary>报送自评.</summary>
public sealed record ReportOnObligation : ReportingAct
{
    /// <summary>The obligation's id.</summary>
    [Ask("哪一项")]
    public string? Obligation { get; init; }

    /// <summary>The year it is about, where a report is made up after the year's end; null = the year of the list of the day.</summary>
    [Ask("哪一年度")]
    public int? Year { get; init; }
}

/// <summary>补正后重新报送.</summary>
public sealed record ReviseReport : ReportingAct;

/// <summary>审查: the unit above says what it thinks of a report; it never changes a word of it.</summary>
public sealed record ReviewReport : Act
{
    /// <summary>What is decided.</summary>
    [Ask("审查结论")]
    public ReviewOutcome? Outcome { get; init; }

    /// <summary>Why; needed unless it is approved.</summary>
    [Ask("审查意见", Long = true, Hint = "退回或不通过的，写明要补什么")]
    public string? Opinion { get; init; }
}
