using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists;

/// <summary>视野: which records a list looks at. Whatever years of records there are, its answers are the same when it is given these alone; so a reader need
/// read no others.</summary>
/// <remarks>It holds what is in sight by itself (<see cref="Holds"/>), with it the other steps of the cases it follows as a whole, and everything that answers any of
/// these, whenever that was: a retraction may come years later. What another unit answers this year to a record out of sight is out of sight too: a review is read
/// with the report it is of.</remarks>
/// <param name="Days">The days of which it looks at everything.</param>
public sealed record Sight(DayRange Days)
{
    /// <summary>A record this near to the days of a lane is mentioned where the lane lacks something, even though it counted elsewhere or not at all; in days.</summary>
    internal const int Near = 31;

    private static readonly ImmutableSortedSet<string> None = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The kinds of which it also looks at everything before <see cref="Days"/>: what stands until something else does.</summary>
    public ImmutableSortedSet<string> Earlier { get; init; } = None;

    /// <summary>The kinds of which it also looks at everything after <see cref="Days"/>: what may still come late.</summary>
    public ImmutableSortedSet<string> Later { get; init; } = None;

    /// <summary>The kinds whose cases are followed as a whole: with one step of a unit's case all steps of it.</summary>
    public ImmutableSortedSet<string> WholeCases { get; init; } = None;

    /// <summary>The names of such cases in sight even before their first step of the year.</summary>
    public ImmutableSortedSet<string> Cases { get; init; } = None;

    /// <summary>One text for what it says; two that say the same have the same.</summary>
    public string Key =>
        $"{Days.First:yyyy-MM-dd} {Days.Last:yyyy-MM-dd}\n{string.Join('\n', ((ImmutableSortedSet<string>[])[Earlier, Later, WholeCases, Cases]).Select(words => string.Join(' ', words)))}";

    /// <summary>The year, and as much before and after it as people look at when something lacks.</summary>
    public static Sight OfYear(int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return new(
            new DayRange(
                first.DayNumber < Near ? DateOnly.MinValue : first.AddDays(-Near),
                last.DayNumber > DateOnly.MaxValue.DayNumber - Near ? DateOnly.MaxValue : last.AddDays(Near)
            )
        );
    }

    /// <summary>What either looks at; the days become one period.</summary>
    public Sight And(Sight other) =>
        new(
            new DayRange(
                Days.First < other.Days.First ? Days.First : other.Days.First,
                Days.Last > other.Days.Last ? Days.Last : other.Days.Last
            )
        )
        {
            Earlier = Earlier.Union(other.Earlier),
            Later = Later.Union(other.Later),
            WholeCases = WholeCases.Union(other.WholeCases),
            Cases = Cases.Union(other.Cases),
        };

    /// <summary>Whether a record is in sight by itself.</summary>
    public bool Holds(Record record) =>
        Days.Contains(record.On)
        || (record.On < Days.First ? Earlier : Later).Contains(record.Kind)
        || (record.Case is { } name && WholeCases.Contains(record.Kind) && Cases.Contains(name));

    /// <summary>What is in sight of all there is. This is the definition; whoever reads from a store must bring the same.</summary>
    public RecordBook Of(RecordBook all)
    {
        var seen = all.All.Where(Holds).ToDictionary(record => record.Id, StringComparer.Ordinal);
        var cases = seen.Values.Where(IsStep).Select(CaseOf).ToHashSet();
        foreach (var step in all.All.Where(record => IsStep(record) && cases.Contains(CaseOf(record))))
        {
            seen[step.Id] = step;
        }

        var asked = new Queue<Record>(seen.Values);
        while (asked.TryDequeue(out var answered))
        {
            foreach (var answer in all.Answering(answered.Id).Where(answer => seen.TryAdd(answer.Id, answer)))
            {
                asked.Enqueue(answer);
            }
        }

        return new(seen.Values);

        bool IsStep(Record record) => record.Case is not null && WholeCases.Contains(record.Kind);

        static (string Unit, string Kind, string? Case) CaseOf(Record record) => (record.Unit, record.Kind, record.Case);
    }
}
