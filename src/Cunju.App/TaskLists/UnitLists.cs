using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.TaskLists;

/// <summary>Which list speaks to a unit, in the words of a village or of a community. Pages and forms ask here, so that all of them say it alike.</summary>
public static class UnitLists
{
    /// <summary>The list of that day as the unit reads it, with the issuer's answers known by then.</summary>
    public static TaskList ListFor(this Cell cell, Unit unit, DateOnly day, DateOnly? knownAt = null) =>
        cell.ListOn(day, knownAt, unit.KindOn(day));

    /// <summary>The list of that year as the unit reads it; where the year has none, the nearest one, as <see cref="Cell.ListOn"/> says.</summary>
    public static TaskList ListFor(this Cell cell, Unit unit, int year) =>
        cell.ListFor(unit, new DateOnly(Math.Clamp(year, DateOnly.MinValue.Year, DateOnly.MaxValue.Year), 12, 31));
}
