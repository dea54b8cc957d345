using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Readings;

/// <summary>待明确事项的答复: what the issuer says to one open reading of one edition. What it said before stays, since a question may be asked as known then.</summary>
public sealed record ReadingAnswer : Case
{
    /// <summary>Where it stands.</summary>
    public ReadingState State { get; init; }

    /// <summary>The edition (<c>2023</c>).</summary>
    public string Edition { get; init; } = "";

    /// <summary>The reading's id (<c>A03</c>).</summary>
    public string Reading { get; init; } = "";

    /// <summary>Everything that was said, oldest first.</summary>
    public ImmutableArray<GivenAnswer> Given { get; init; } = [];
}

/// <summary>Where an answer stands.</summary>
public enum ReadingState
{
    /// <summary>已答复.</summary>
    Answered,

    /// <summary>答复已撤回: the list's own reading is taken again.</summary>
    Withdrawn,
}

/// <summary>一次答复, or that it was withdrawn.</summary>
/// <param name="On">The day it was said; known from then on.</param>
/// <param name="Option">The answer; null = withdrawn.</param>
/// <param name="Names">What it names.</param>
/// <param name="By">The paper.</param>
/// <param name="Units">How many units it was shown to concern on that day.</param>
/// <param name="Lanes">How many lanes.</param>
public sealed record GivenAnswer(DateOnly On, string? Option, ImmutableArray<string> Names, string By, int Units, int Lanes);

/// <summary>清单的施行: whether the issuer stands behind an edition that was only carried over (沿用草案), and from which day.</summary>
public sealed record EditionIssue : Case
{
    /// <summary>Where it stands.</summary>
    public EditionIssueState State { get; init; }

    /// <summary>The edition (<c>2026</c>).</summary>
    public string Edition { get; init; } = "";

    /// <summary>Everything that was said, oldest first.</summary>
    public ImmutableArray<GivenForce> Given { get; init; } = [];
}

/// <summary>Where an edition's issue stands.</summary>
public enum EditionIssueState
{
    /// <summary>生效.</summary>
    InForce,

    /// <summary>生效已撤回: 沿用草案 again.</summary>
    Withdrawn,
}

/// <summary>一次施行, or that it was withdrawn.</summary>
/// <param name="On">The day it was said; known from then on.</param>
/// <param name="From">施行日: boards of earlier days still show the draft; null = withdrawn.</param>
/// <param name="By">The paper.</param>
/// <param name="Units">How many units it was shown to concern on that day.</param>
/// <param name="Lanes">How many lanes.</param>
public sealed record GivenForce(DateOnly On, DateOnly? From, string By, int Units, int Lanes);
