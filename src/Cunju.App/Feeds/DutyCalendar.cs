using System.Globalization;
using Cunju.App.Boards;
using Cunju.App.Shell;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.TaskLists;

namespace Cunju.App.Feeds;

/// <summary>待办日历: one all-day event for each lane with a last day, written so that the same question on the same day gives the same bytes.</summary>
public static class DutyCalendar
{
    /// <summary>The hour at which phones remind: a midnight alarm wakes people.</summary>
    private const int Morning = 9;

    /// <summary>More entries than anybody makes about one lane in a day.</summary>
    private const int MostEntries = 10_000;

    /// <summary>The calendar of a unit's year.</summary>
    /// <param name="asked">The unit's board.</param>
    /// <param name="title">The calendar's name.</param>
    /// <param name="shows">Which obligations.</param>
    /// <param name="told">The days on which something was entered about the unit itself.</param>
    /// <param name="link">The full address of a path.</param>
    public static string Of(
        Question asked,
        string title,
        Func<Obligation, bool> shows,
        IReadOnlyCollection<DateOnly> told,
        Func<string, string> link
    )
    {
        var text = new IcsText();
        text.Line("BEGIN", "VCALENDAR");
        text.Line("VERSION", "2.0");
        text.Line("PRODID", "-//Cunju//Duties//ZH");
        text.Line("CALSCALE", "GREGORIAN");
        text.Line("METHOD", "PUBLISH");
        text.Words("NAME", title);
        text.Words("X-WR-CALNAME", title);
        text.Line("X-WR-TIMEZONE", "Asia/Shanghai");
        text.Line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        text.Line("X-PUBLISHED-TTL", "PT6H");
        foreach (
            var lane in asked.Board.Lanes.Where(lane =>
                lane is { Due: not null, Status: not Status.NotApplicable } && shows(lane.Obligation)
            )
        )
        {
            Event(text, asked, lane, told, link);
        }

        text.Line("END", "VCALENDAR");
        return text.ToString();
    }

    private static void Event(IcsText text, Question asked, Lane lane, IReadOnlyCollection<DateOnly> told, Func<string, string> link)
    {
        var (obligation, due) = (lane.Obligation, lane.Due!.Value);
        var why = asked.Why(lane);
        var address = link($"/{asked.Unit.Id}/scoreboard/{obligation.Id}{QueryString.Create("lane", lane.Name)}");
        var part = lane.Name == $"{asked.List.Year}" ? "" : Words.Lane(lane.Name, asked.Book, asked.List) + " · ";
        var (day, entries) = Changed(asked, lane, told);
        var changed = Stamp(day, entries);
        text.Line("BEGIN", "VEVENT");
        // What people called a case stands nowhere here, for telephones hand calendars on: a lane with a last day is a period, a fixed day or follows a record.
        text.Words("UID", $"{asked.Unit.Id}/{obligation.Id}/{lane.Name}@cunju");
        text.Line("DTSTAMP", changed);
        text.Line("LAST-MODIFIED", changed);
        text.Line(
            "SEQUENCE",
            (((day.DayNumber - asked.List.InForce.First.DayNumber) * MostEntries) + entries).ToString(CultureInfo.InvariantCulture)
        );
        text.Line("DTSTART;VALUE=DATE", Day(due));
        text.Line("DTEND;VALUE=DATE", Day(due.AddDays(1)));
        text.Words("SUMMARY", $"{Mark(lane.Status)}{part}{obligation.Title}");
        text.Words("DESCRIPTION", string.Join('\n', Description(asked, why, address)));
        text.Line("URL", address);
        text.Words("CATEGORIES", lane.Status.Title());
        text.Line("STATUS", "CONFIRMED");
        text.Line("TRANSP", "TRANSPARENT");
        if (lane.Lead is { } lead && !lane.IsSettled)
        {
            text.Line("BEGIN", "VALARM");
            text.Line("ACTION", "DISPLAY");
            text.Words("DESCRIPTION", $"{due.Month}月{due.Day}日前：{part}{obligation.Title}");
            text.Line("TRIGGER", Ahead(lead));
            text.Line("END", "VALARM");
        }

        text.Line("END", "VEVENT");
    }

    private static IEnumerable<string> Description(Question asked, LaneExplanation why, string address)
    {
        // What is missing, rather than the sentence of the desk: that counts the days, and a calendar is read days later.
        yield return why.Missing is { } missing ? missing + "。" : why.Sentence;

        if (why.Next is { } next)
        {
            yield return $"下一步：{next}。";
        }

        var obligation = why.Lane.Obligation;
        if (obligation.Cite.Select(id => asked.List.Sentences.GetValueOrDefault(id)).OfType<Sentence>().FirstOrDefault() is { } sentence)
        {
            yield return $"依据：清单第{obligation.Measure}项「{sentence.Text}」";
        }

        if (asked.Visit.Cell.Practice)
        {
            yield return "演示数据，不是真实记录。";
        }

        yield return $"办理（要登录）：{address}";
    }

    /// <summary>What stands before the title when the day is no longer simply ahead.</summary>
    private static string Mark(Status status) =>
        status
            is Status.Met
                or Status.MetLate
                or Status.Overdue
                or Status.Returned
                or Status.InReview
                or Status.Breached
                or Status.Undetermined
            ? $"【{status.Title()}】"
            : "";

    /// <summary>The last day on which what is said of the lane may have become another, and how many entries of that day may have done it.</summary>
    /// <remarks>Days turn it by themselves: the list's first one and that on which it came into force, those of its status. Entries are what the bureau answered and put in force, what was said of the unit, and
    /// each record of its kinds, also one that takes another back. An answer can move the turning days, but an entry is always of today and never taken out: so the
    /// pair only grows.</remarks>
    private static (DateOnly Day, int Entries) Changed(Question asked, Lane lane, IReadOnlyCollection<DateOnly> told)
    {
        var (first, due) = (asked.List.InForce.First, lane.Due!.Value);
        DateOnly?[] turns =
        [
            first,
            asked.Visit.Cell.InForceFrom(asked.List.Edition),
            lane.Opens,
            lane.Lead is { } lead ? due.AddDays(-lead) : null,
            due.AddDays(1),
        ];
        DateOnly[] entries =
        [
            .. told,
            .. asked.Visit.Cell.SaidOf(asked.List.Edition),
            .. asked.Book.All.Where(Concerns).Select(record => record.KnownFrom),
        ];
        var day = turns.OfType<DateOnly>().Concat(entries).Where(day => day <= asked.At.AsOf).Max();
        return day < first ? (first, 0) : (day, entries.Count(entry => entry == day));

        bool Concerns(Record record) =>
            record.Kind.StartsWith("fact.", StringComparison.Ordinal) || lane.Obligation.Shape.Kinds.Contains(record.Kind);
    }

    /// <summary>Nine in the morning, that many days before.</summary>
    private static string Ahead(int days) => days == 0 ? $"PT{Morning}H" : $"-P{(days == 1 ? "" : $"{days - 1}D")}T{24 - Morning}H";

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Stamp(DateOnly day, int entries) =>
        ChinaTime.StartOf(day).UtcDateTime.AddSeconds(entries).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
