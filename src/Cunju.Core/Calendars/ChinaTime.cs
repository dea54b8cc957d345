namespace Cunju.Core.Calendars;

/// <summary>北京时间: all of China keeps one time, eight hours ahead of UTC, without summer time since 1992.</summary>
public static class ChinaTime
{
    /// <summary>The fixed difference to UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day it is in China at that moment.</summary>
    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);

    /// <summary>The first moment of that day in China.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, Offset);

    /// <summary>2023年10月8日, as people read a day.</summary>
    public static string Say(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>星期: the name of the weekday.</summary>
    public static string Weekday(DateOnly day) => $"星期{"日一二三四五六"[(int)day.DayOfWeek]}";
}
