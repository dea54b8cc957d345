using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Attestations;

/// <summary>自评: what a unit says about one qualitative measure, and what the office above says to it. Nobody scores; nobody edits another's words.</summary>
public sealed record Attestation : Case
{
    /// <summary>Where it stands.</summary>
    public AttestationState State { get; init; }

    /// <summary>The obligation's id in the list.</summary>
    public string Obligation { get; init; } = "";

    /// <summary>The year of the list.</summary>
    public int Year { get; init; }

    /// <summary>The unit's own rating.</summary>
    public Rating Rating { get; init; }

    /// <summary>The unit's answers to the rubric, line by line; null where it said nothing.</summary>
    public ImmutableArray<Rating?> Answers { get; init; } = [];

    /// <summary>The unit's words, beside the journal.</summary>
    public AsideRef? Text { get; init; }

    /// <summary>Kinds of proof at hand.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Digests of files.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The day of the latest report.</summary>
    public DateOnly ReportedOn { get; init; }

    /// <summary>What the reviewer decided last; null before the first review.</summary>
    public ReviewOutcome? Outcome { get; init; }

    /// <summary>The day of the latest review.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>The organisation that reviewed last.</summary>
    public string? Reviewer { get; init; }

    /// <summary>The reviewer's words, beside the journal.</summary>
    public AsideRef? Opinion { get; init; }
}

/// <summary>Where an attestation stands.</summary>
public enum AttestationState
{
    /// <summary>待审查.</summary>
    UnderReview,

    /// <summary>退回补正.</summary>
    Returned,

    /// <summary>审查通过.</summary>
    Approved,

    /// <summary>不予通过.</summary>
    Rejected,
}

/// <summary>自评: how far something is done, in the unit's own judgement.</summary>
public enum Rating
{
    /// <summary>已落实.</summary>
    Done,

    /// <summary>部分落实.</summary>
    Partly,

    /// <summary>未落实.</summary>
    NotDone,
}

/// <summary>审查结论.</summary>
public enum ReviewOutcome
{
    /// <summary>通过.</summary>
    Approved,

    /// <summary>退回补正.</summary>
    Returned,

    /// <summary>不予通过.</summary>
    Rejected,
}

/// <summary>The fixed words.</summary>
public static class AttestationWords
{
    /// <summary>What people read, and what the record says: the counting knows these words.</summary>
    public static string Title(this Rating rating) =>
        rating switch
        {
            Rating.Done => "已落实",
            Rating.Partly => "部分落实",
            Rating.NotDone => "未落实",
        };

    /// <summary>What people read.</summary>
    public static string Title(this ReviewOutcome outcome) =>
        outcome switch
        {
            ReviewOutcome.Approved => "通过",
            ReviewOutcome.Returned => "退回补正",
            ReviewOutcome.Rejected => "不予通过",
        };

    /// <summary>What the record says.</summary>
    public static string Code(this ReviewOutcome outcome) =>
        outcome switch
        {
            ReviewOutcome.Approved => "approved",
            ReviewOutcome.Returned => "returned",
            ReviewOutcome.Rejected => "rejected",
        };
}
