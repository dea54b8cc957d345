using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists;

/// <summary>下一笔: the record that would bring a lane forward. The button that starts it, and what its form already knows, follow from this.</summary>
/// <param name="Kind">The kind of record.</param>
public sealed record NextRecord(string Kind)
{
    /// <summary>What it must say to count.</summary>
    public ImmutableDictionary<string, FieldValue> Fields { get; init; } = ImmutableDictionary<string, FieldValue>.Empty;

    /// <summary>The case it belongs to; null when it belongs to none or starts one.</summary>
    public string? Case { get; init; }

    /// <summary>The id of the record it answers; null when it answers none.</summary>
    public string? Of { get; init; }

    /// <summary>The lane it is wanted for, as <c>obligation@lane</c>; empty when it is wanted for none.</summary>
    public string For { get; init; } = "";

    /// <summary>The same record saying one thing more.</summary>
    public NextRecord With(string field, FieldValue value) => this with { Fields = Fields.SetItem(field, value) };
}

/// <summary>What a shape may look at to say what is wanted next.</summary>
/// <param name="List">The list.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Book">The records it is judged on.</param>
/// <param name="Day">Today.</param>
public sealed record Wanting(TaskList List, Unit Unit, RecordBook Book, DateOnly Day)
{
    /// <summary>The kind of the unit today.</summary>
    public UnitKind Kind => Unit.KindOn(Day);

    /// <summary>The records that counted in a lane.</summary>
    public ImmutableArray<Record> Counted(Lane lane) => [.. lane.Records.Select(Book.Find).OfType<Record>()];

    /// <summary>The record that would bring the lane forward; null when none would.</summary>
    public NextRecord? For(Lane lane) =>
        lane.Obligation.Shape.Wants(lane, this) is { } next ? next with { For = $"{lane.Obligation.Id}@{lane.Name}" } : null;
}
