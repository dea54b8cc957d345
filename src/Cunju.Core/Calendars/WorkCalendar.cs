using System.Collections.Immutable;

namespace Cunju.Core.Calendars;

/// <summary>工作日历: weekends, the holidays the State Council announced, and the weekend days worked in exchange (调休上班).</summary>
/// <param name="Holidays">法定节假日: ranges of days without work.</param>
/// <param name="MakeupWorkdays">调休上班日: weekend days on which people work.</param>
public sealed record WorkCalendar(ImmutableArray<DayRange> Holidays, ImmutableHashSet<DateOnly> MakeupWorkdays)
{
    /// <summary>Weekends only: the reading for years whose holidays are not announced yet.</summary>
    public static readonly WorkCalendar WeekendsOnly = new([], []);

    /// <summary>各年合在一起: what several years' calendars announce, as one. A year that is not announced yet has its weekends.</summary>
    public static WorkCalendar Of(IEnumerable<WorkCalendar> years)
    {
        WorkCalendar[] all = [.. years];
        return new([.. all.SelectMany(year => year.Holidays)], [.. all.SelectMany(year => year.MakeupWorkdays)]);
    }

    /// <summary>Whether people work on that day.</summary>
    public bool IsWorkday(DateOnly day) =>
        MakeupWorkdays.Contains(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Any(holiday => holiday.Contains(day)));

    /// <summary>顺延: the day itself when it is a workday, else the next workday.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkday(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>提前: the day itself when it is a workday, else the workday before it.</summary>
    public DateOnly OnOrBefore(DateOnly day)
    {
        while (!IsWorkday(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }
}
