using System.Globalization;
using Cunju.App.Shell;
using Microsoft.Extensions.Primitives;

namespace Cunju.App.Doors;

/// <summary>A word of a door's query.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Says">What it means.</param>
/// <param name="Format"><c>date</c>, <c>year</c>, or null for any text.</param>
public sealed record QueryWord(string Name, string Says, string? Format = null)
{
    /// <summary>截至日.</summary>
    public static readonly QueryWord AsOf = new("as-of", "截至哪天，不写就是今天", "date");

    /// <summary>知悉日.</summary>
    public static readonly QueryWord KnownAt = new("known-at", "按哪天所知，不写就是今天所知", "date");

    /// <summary>What is wrong with a value; null when nothing is, or nothing was said. A page passes over what it cannot read; a program is told.</summary>
    public Problem? Fault(StringValues said) =>
        said is not [{ Length: > 0 } text] ? (said.Count > 1 ? new(Name, "只写一次。") : null)
        : Format == "date" && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? new(Name, "要写日期，如 2023-10-08。")
        : Format == "year"
        && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100)
            ? new(Name, "要写年份，如 2023。")
        : null;
}
