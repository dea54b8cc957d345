using System.Collections.Immutable;
using Cunju.Core.DataFiles;

namespace Cunju.Core.Calendars;

/// <summary>工作日历文件 (<c>data/calendars/*.yaml</c>): the holidays and exchanged workdays of one year as the State Council announced them.</summary>
public static class CalendarFile
{
    /// <summary>Reads the calendar; faults are noted and leave the day out.</summary>
    public static WorkCalendar Read(Node node, Findings findings)
    {
        var map = new MapReader(node, "工作日历", findings);
        if (map.Text("format") is var format and not "calendar/1" and not "")
        {
            findings.Unknown(map.Where("format"), "文件格式", format, ["calendar/1"]);
        }

        var year = map.OptionalNumber("year");
        _ = map.Text("source");
        var holidays = ImmutableArray.CreateBuilder<DayRange>();
        foreach (var item in map.Items("holidays"))
        {
            var holiday = new MapReader(item, "节假日", findings);
            _ = holiday.Text("name");
            if (holiday.OptionalDay("from") is { } from && holiday.OptionalDay("to") is { } to)
            {
                if (to < from)
                {
                    findings.Add(holiday.Where("to"), "节假日的末日早于首日");
                    continue;
                }

                holidays.Add(new(from, to));
            }
            else
            {
                findings.Add(holiday.At, "节假日应有 from 和 to 两个日期");
            }

            holiday.Done();
        }

        var workdays = ImmutableHashSet.CreateBuilder<DateOnly>();
        foreach (var day in map.Texts("makeup-workdays"))
        {
            if (DateOnly.TryParseExact(day.Text, "yyyy-MM-dd", out var date))
            {
                workdays.Add(date);
                if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                {
                    findings.Add(day.At, $"调休上班日{day.Text}不是周末");
                }
            }
            else
            {
                findings.Add(day.At, $"调休上班日「{day.Text}」不是日期", "按 \"2023-01-28\" 的样子写");
            }
        }

        if (year is null)
        {
            findings.Add(map.At, "工作日历缺少「year」");
        }

        map.Done();
        return new(holidays.ToImmutable(), workdays.ToImmutable());
    }
}
