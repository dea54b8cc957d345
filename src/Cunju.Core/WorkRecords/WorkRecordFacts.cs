using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;

namespace Cunju.Core.WorkRecords;

/// <summary>What happened to a work record.</summary>
public abstract record WorkRecordFact : Fact;

/// <summary>It was noted, or noted again.</summary>
public abstract record WorkNoted : WorkRecordFact
{
    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The day it happened.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The day it was entered.</summary>
    public required DateOnly EnteredOn { get; init; }

    /// <summary>The case.</summary>
    public string? CaseName { get; init; }

    /// <summary>The record it answers.</summary>
    public string? Of { get; init; }

    /// <summary>What the counting reads: everything but texts.</summary>
    public required ImmutableSortedDictionary<string, FieldValue> Fields { get; init; }

    /// <summary>Proof at hand.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>The texts beside the journal, by the field's name or <c>note</c>.</summary>
    public required ImmutableSortedDictionary<string, AsideRef> Words { get; init; }

    /// <summary>Digests of files.</summary>
    [Files]
    public ImmutableArray<string> Files { get; init; } = [];
}

/// <summary>已登记: a person noted that something was done.</summary>
public sealed record WorkRecorded : WorkNoted;

/// <summary>已更正: the same thing noted again and rightly; the earlier note is closed.</summary>
public sealed record WorkCorrected : WorkNoted;

/// <summary>已撤回: the note was taken back.</summary>
/// <param name="Reason">Why.</param>
public sealed record WorkRetracted(RetractionReason Reason) : WorkRecordFact;
