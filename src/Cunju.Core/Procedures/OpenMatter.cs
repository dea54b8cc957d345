using System.Collections.Immutable;

namespace Cunju.Core.Procedures;

/// <summary>公开的事: all that anybody may read of one case without signing in, in plain words. An institution's own pure rule makes it; pages, lists and feeds
/// show nothing else. It has no place for minutes, for telephones or for who said and voted what.</summary>
public sealed record OpenMatter
{
    /// <summary>The procedure's name, as in the address.</summary>
    public required string Procedure { get; init; }

    /// <summary>The case's number in the unit.</summary>
    public required string Number { get; init; }

    /// <summary>What it is (村民代表会议).</summary>
    public required string Title { get; init; }

    /// <summary>The day it is about.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whether it is still to come.</summary>
    public bool IsAhead { get; init; }

    /// <summary>The day with the weekday, and the hour where it matters.</summary>
    public required string When { get; init; }

    /// <summary>Where to go; null when there is nowhere to go.</summary>
    public string? Place { get; init; }

    /// <summary>One more sentence: how many came, or that the day was moved.</summary>
    public string? Remark { get; init; }

    /// <summary>The day from which it is in force, by signature; null before.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>What it is about, in order.</summary>
    public ImmutableArray<OpenPoint> Points { get; init; } = [];
}

/// <summary>公开的一条: one thing that is talked about or was decided.</summary>
/// <param name="Text">What it is about.</param>
/// <param name="Outcome">What came of it, in plain words; null when it is still to come.</param>
/// <param name="Passed">Whether it was passed; null without a vote.</param>
/// <param name="Number">The decision's number; null when there is none.</param>
public sealed record OpenPoint(string Text, string? Outcome = null, bool? Passed = null, string? Number = null);
