using System.Collections.Immutable;
using System.Globalization;

namespace Cunju.Core.TaskLists;

/// <summary>A number or day of an obligation: written out, or a reference <c>$name</c> to a dated parameter.</summary>
/// <param name="Literal">The value written out; empty for a reference.</param>
/// <param name="Parameter">The parameter's name without the dollar sign; null for a literal.</param>
public sealed record Setting(ImmutableArray<string> Literal, string? Parameter)
{
    /// <summary>The open readings it rests on, where the list names them beside the value itself; else those of its obligation or parameter are meant.</summary>
    public ImmutableArray<string> Reads { get; init; } = [];

    /// <summary>A whole number written out.</summary>
    public static Setting Of(int number) => new([number.ToString(CultureInfo.InvariantCulture)], null);

    /// <summary>The texts in force on that day: the parameter's value then, or the literal. Before the first dated value the first one is taken.</summary>
    public ImmutableArray<string> On(TaskList list, DateOnly day)
    {
        if (Parameter is null)
        {
            return Literal;
        }

        var values = list.Parameters[Parameter].Values;
        return values.TryAt(day, out var value) ? value : values.Entries[0].Value;
    }

    /// <summary>The number in force on that day. The reader has made sure that it is one.</summary>
    public int Number(TaskList list, DateOnly day) => int.Parse(On(list, day)[0], CultureInfo.InvariantCulture);

    /// <summary>The days in the year of <paramref name="day"/> (<c>MM-dd</c> in the file) in force on that day, in order.</summary>
    public ImmutableArray<DateOnly> Days(TaskList list, DateOnly day) => [.. On(list, day).Select(text => YearDay(text, day.Year)).Order()];

    /// <summary><c>MM-dd</c> in a year; 29 February is the 28th in a year without it.</summary>
    public static DateOnly YearDay(string text, int year)
    {
        var month = int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var day = int.Parse(text.AsSpan(3, 2), CultureInfo.InvariantCulture);
        return new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
    }
}
