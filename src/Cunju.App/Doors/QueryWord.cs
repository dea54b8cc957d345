using System.Globalization;
using Cunju.App.Shell;

namespace Cunju.App.Doors;

/// <summary>A word of a door's query.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Says">What it means.</param>
/// <param name="Format"><c>date</c>, <c>year</c>, or null for any text.</param>
/// <param name="Forbids">Why a day that can be read cannot be meant, by the rule of the pages; null when every day can.</param>
public sealed record QueryWord(string Name, string Says, string? Format = null, Func<Visit, DateOnly, string?>? Forbids = null)
{
    /// <summary>截至日.</summary>
    public static readonly QueryWord AsOf = new(TwoDays.AsOfName, "截至哪天，不写就是今天", "date", TwoDays.NoList);

    /// <summary>知悉日.</summary>
    public static readonly QueryWord KnownAt = new(TwoDays.KnownAtName, "按哪天所知，不写就是今天所知", "date", TwoDays.NotYet);

    /// <summary>What is wrong with its value in the address; null when nothing is, or nothing was said.</summary>
    public Problem? Fault(Visit visit)
    {
        var said = visit.Http.Request.Query[Name];
        return said is not [{ Length: > 0 } text] ? (said.Count > 1 ? new(Name, "只写一次。") : null)
            : Format == "date"
                ? AskedDay.Of(visit.Http.Request.Query, Name, day => Forbids?.Invoke(visit, day)) is { Fault: { } fault } ? new(Name, fault)
                    : null
            : Format == "year"
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100)
                ? new(Name, "要写年份，如 2023。")
            : null;
    }
}
