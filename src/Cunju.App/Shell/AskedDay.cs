using System.Globalization;

namespace Cunju.App.Shell;

/// <summary>A day as an address says it; pages, lists and doors read it here, so that all of them mean and refuse the same.</summary>
/// <param name="Typed">What was written.</param>
/// <param name="Day">The day; null when it cannot be meant.</param>
/// <param name="Fault">What is wrong with it, in Chinese; null when nothing is.</param>
public sealed record AskedDay(string Typed, DateOnly? Day, string? Fault)
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Reads a word of an address; null where nothing was said.</summary>
    /// <param name="query">The words of the address.</param>
    /// <param name="name">The word's name.</param>
    /// <param name="forbids">Why a day that can be read cannot be meant; null when every day can.</param>
    public static AskedDay? Of(IQueryCollection query, string name, Func<DateOnly, string?>? forbids = null)
    {
        var typed = query[name].ToString().Trim();
        if (typed.Length == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(typed, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new(typed, null, $"要填日期，如 2023-10-08，您写的是「{typed}」。");
        }

        return forbids?.Invoke(day) is { } fault ? new(typed, null, fault) : new(typed, day, null);
    }

    /// <summary>The day as addresses say it.</summary>
    public static string Written(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
