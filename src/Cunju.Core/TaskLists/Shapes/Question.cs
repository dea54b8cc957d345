using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>One obligation asked of one unit: everything a shape may look at, and the few questions all shapes share.</summary>
/// <param name="List">The list.</param>
/// <param name="Obligation">The duty.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Docket">What it is judged on.</param>
/// <param name="At">As of and as known when.</param>
/// <param name="Why">The listener for passed-over records; null while only counting.</param>
internal sealed record Question(TaskList List, Obligation Obligation, Unit Unit, Docket Docket, Occurrence At, Reasons? Why)
{
    public DateOnly AsOf => At.AsOf;

    public DayRange Year => DayRange.OfYear(List.Year);

    /// <summary>The name of a lane that is the whole year.</summary>
    public string YearLane => $"{List.Year:0000}";

    /// <summary>What is seen of those kinds, by day and id.</summary>
    public IEnumerable<Record> Records(ImmutableArray<string> kinds) =>
        kinds.Length == 1
            ? Docket.Of(kinds[0])
            : kinds.SelectMany(Docket.Of).OrderBy(record => record.On).ThenBy(record => record.Id, StringComparer.Ordinal);

    /// <summary>Whether the unit owes the obligation on that day: it exists, and is named or of the right kind.</summary>
    public bool Bears(DateOnly day) =>
        Unit.ExistsOn(day)
        && !List.LeavesOut(Unit, day)
        && (Obligation.Named.Contains(Unit.Id) || Obligation.Bearers.Contains(Unit.KindOn(day)));

    /// <summary>The days of a lane on which the unit owes it; null when it does not owe the lane.</summary>
    /// <remarks>The kind in force on the lane's last day of that unit decides. In the lane of a year a unit of the right kind for the first part only (a village
    /// until 30 June) still owes that part. Under half a lane — of a year: under six whole months — nothing is owed.</remarks>
    public DayRange? Active(DayRange lane)
    {
        if (Unit is { From: null, To: null, Kinds.Entries.Length: <= 1 })
        {
            return Bears(lane.Last) ? lane : null;
        }

        var isYear = lane == Year;
        var last = Unit.To is { } to && to < lane.Last ? to : lane.Last;
        while (isYear && last > lane.First && !Bears(last))
        {
            last = last.AddDays(-1);
        }

        if (last < lane.First || !Bears(last))
        {
            return null;
        }

        var first = last;
        while (first > lane.First && Bears(first.AddDays(-1)))
        {
            first = first.AddDays(-1);
        }

        DayRange active = new(first, last);
        var underHalf = isYear ? WholeMonths(active) * 2 < 12 : active.Length * 2 < lane.Length;
        return underHalf ? null : active;
    }

    /// <summary>Whether the unit owes something of the year by that day: it must be there for half the year and on the day itself.</summary>
    public bool OwesBy(DateOnly due) => Active(Year) is not null && Bears(due);

    /// <summary>How many whole calendar months lie in those days of one year.</summary>
    public static int WholeMonths(DayRange days) =>
        Cadence.Month.Periods(days.First.Year).Count(month => days.Contains(month.Days.First) && days.Contains(month.Days.Last));

    /// <summary>Not done yet: not open, far from its day, within the lead up to and including the day itself, or after it.</summary>
    /// <param name="due">The last day in time.</param>
    /// <param name="opens">The first day on which something can be done; null = 1 January.</param>
    /// <param name="lead">Days before its day from which it is 临期; null = the list's.</param>
    public Status Waiting(DateOnly due, DateOnly? opens = null, int? lead = null)
    {
        if (AsOf < (opens ?? Year.First))
        {
            return Status.OnTrack;
        }

        if (AsOf > due)
        {
            return Status.Overdue;
        }

        return due.DayNumber - AsOf.DayNumber <= (lead ?? List.LeadDays) ? Status.AtRisk : Status.Due;
    }

    /// <summary>Done on a day, in time or not; not done when there is no day.</summary>
    public Status Done(DateOnly? day, DateOnly due) =>
        day is null ? Waiting(due)
        : day <= due ? Status.Met
        : Status.MetLate;
}
