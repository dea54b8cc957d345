namespace Cunju.Core.Ledger;

/// <summary>补录: what was entered after the day it happened. It never changes a status; where it is worth a word, this is the word, on every page and in <c>cunju explain</c>.</summary>
public static class LateEntry
{
    /// <summary>Within these days an entry is made in the ordinary course of work.</summary>
    private const int OrdinaryDays = 7;

    /// <summary>By how many days, where that is worth a word; 0 where it is not. Yesterday's meeting entered this morning is ordinary work. A word is due after more
    /// than a week, or when the entry came after the last day of what it counts for, so that the board had shown something else.</summary>
    /// <param name="on">The day it happened.</param>
    /// <param name="entered">The day it was first entered.</param>
    /// <param name="due">The last day in time of what it counts for; null when it counts for nothing that has one.</param>
    public static int Days(DateOnly on, DateOnly entered, DateOnly? due = null) =>
        entered.DayNumber - on.DayNumber is var days && (days > OrdinaryDays || (days > 0 && on <= due && due < entered)) ? days : 0;

    /// <summary>补录，晚N日; null where it is not worth a word.</summary>
    public static string? Say(DateOnly on, DateOnly entered, DateOnly? due = null) =>
        Days(on, entered, due) is > 0 and var days ? $"补录，晚{days}日" : null;

    /// <summary>The same of a record.</summary>
    public static string? Say(Record record, DateOnly? due = null) => Say(record.On, record.FirstKnown, due);
}
