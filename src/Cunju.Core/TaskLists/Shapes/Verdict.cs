using Cunju.Core.Calendars;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>What a shape says of one lane, before the things all shapes share are added (启用日, 沿用草案, notes on records).</summary>
internal sealed record Verdict(string Lane, Status Status)
{
    public int Have { get; init; }

    public int Need { get; init; }

    /// <summary>The first day on which something can be done; null = the first day of the year.</summary>
    public DateOnly? Opens { get; init; }

    /// <summary>The last day in time.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The days whose records belong to this lane, where a lane is a period.</summary>
    public DayRange? Days { get; init; }

    public IReadOnlyList<Record> Counted { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What happened, where the numbers alone do not tell it.</summary>
    public string? Because { get; init; }

    /// <summary>The unit does not owe this lane. When it owes none of a duty's lanes, one line is shown for all.</summary>
    public bool OutOfScope { get; init; }

    public static Verdict NotOwed(string lane) => new(lane, Status.NotApplicable) { OutOfScope = true };
}
