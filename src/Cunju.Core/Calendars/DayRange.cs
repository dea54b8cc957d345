namespace Cunju.Core.Calendars;

/// <summary>期间: the days from <paramref name="First"/> to <paramref name="Last"/>, both included, as officials count them.</summary>
/// <param name="First">The first day of the period.</param>
/// <param name="Last">The last day of the period; never before <paramref name="First"/>.</param>
public readonly record struct DayRange(DateOnly First, DateOnly Last)
{
    /// <summary>How many days the period has; one when it begins and ends on the same day.</summary>
    public int Length => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Whether the day falls into the period, the first and the last day included.</summary>
    public bool Contains(DateOnly day) => First <= day && day <= Last;

    /// <summary>The whole calendar year.</summary>
    public static DayRange OfYear(int year) => new(new(year, 1, 1), new(year, 12, 31));
}
