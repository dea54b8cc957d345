using System.Collections.Immutable;

namespace Cunju.Core.Ledger;

/// <summary>记录: one finished step as the counting sees it (<c>counting.md</c> §1). Records are made by procedures, never by hand, and never change.</summary>
public sealed record Record
{
    /// <summary>Unique in the district; in a cell <c>unit-seq</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the unit that did it.</summary>
    public required string Unit { get; init; }

    /// <summary>The kind, a word of the list's <c>facts:</c> vocabulary.</summary>
    public required string Kind { get; init; }

    /// <summary>The day it happened. Lateness is judged by this day, never by the day it was entered.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The day it was entered, in China; null = the day it happened.</summary>
    public DateOnly? EnteredOn { get; init; }

    /// <summary>The case a step belongs to; the lane's name for procedures.</summary>
    public string? Case { get; init; }

    /// <summary>The id of the record this one answers.</summary>
    public string? Of { get; init; }

    /// <summary>Field values by name.</summary>
    public ImmutableDictionary<string, FieldValue> Fields { get; init; } = ImmutableDictionary<string, FieldValue>.Empty;

    /// <summary>The kinds of evidence at hand (<c>minutes</c>, <c>sign-in</c> …). Never decides a status.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Whether a procedure produced it or a person only noted it.</summary>
    public RecordSource Source { get; init; }

    /// <summary>The day from which it was known.</summary>
    public DateOnly KnownFrom => EnteredOn ?? On;

    /// <summary>The day from which what it corrects was known, the first of them; its own where it corrects nothing. Set by <see cref="RecordBook"/>.
    /// What is said again later (a sheet's last day) was not entered late: 补录 is reckoned from this day.</summary>
    public DateOnly FirstKnown
    {
        get => field == default ? KnownFrom : field;
        init;
    }

    /// <summary>The field's value; null when the record does not have it.</summary>
    public FieldValue? Field(string name) => Fields.TryGetValue(name, out var value) ? value : null;
}

/// <summary>来源: how far a record can be trusted without looking, always shown beside what it counts for.</summary>
public enum RecordSource
{
    /// <summary>程序产生: a step of a procedure with its own checks made it.</summary>
    Procedure,

    /// <summary>工作纪实(自记): a person noted what was done; no procedure stands behind it.</summary>
    WorkRecord,
}
