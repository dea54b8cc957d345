using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Attestations;

/// <summary>What happened to an attestation.</summary>
public abstract record AttestationFact : Fact;

/// <summary>已报送自评, for the first time or again.</summary>
public sealed record ObligationReported : AttestationFact
{
    /// <summary>The obligation's id.</summary>
    public required string Obligation { get; init; }

    /// <summary>The list's year.</summary>
    public required int Year { get; init; }

    /// <summary>The unit's rating.</summary>
    public required Rating Rating { get; init; }

    /// <summary>The rubric's answers in its order.</summary>
    public ImmutableArray<Rating?> Answers { get; init; } = [];

    /// <summary>The words.</summary>
    public AsideRef? Text { get; init; }

    /// <summary>Proof at hand.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Digests of files.</summary>
    [Files]
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The day.</summary>
    public required DateOnly On { get; init; }
}

/// <summary>已审查: the reviewer approved, returned or rejected the report.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="Opinion">The words.</param>
/// <param name="Reviewer">The organisation.</param>
/// <param name="On">The day.</param>
public sealed record ReportReviewed(ReviewOutcome Outcome, AsideRef? Opinion, string Reviewer, DateOnly On) : AttestationFact;
