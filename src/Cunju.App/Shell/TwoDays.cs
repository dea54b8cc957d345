using Cunju.Core.TaskLists;

namespace Cunju.App.Shell;

/// <summary>截至日与知悉日 as somebody asked for them. A day that cannot be meant is not passed over: it stays in its field, and beside it stands what to write.</summary>
/// <param name="AsOf">截至日; today where none was asked, or none that can be meant.</param>
/// <param name="KnownAt">知悉日; null = everything known today.</param>
/// <param name="Form">What was typed, and what is wrong with it.</param>
public sealed record TwoDays(DateOnly AsOf, DateOnly? KnownAt, FormState Form)
{
    /// <summary>The names in addresses.</summary>
    public const string AsOfName = "as-of",
        KnownAtName = "known-at";

    /// <summary>The status of a page that was asked in these words.</summary>
    public int Status => Form.Problems.IsEmpty ? 200 : 400;

    /// <summary>Reads the address.</summary>
    public static TwoDays Asked(Visit visit)
    {
        var form = FormState.Empty("");
        var asOf = Read(AsOfName, "截至哪天", day => NoList(visit, day));
        var knownAt = Read(KnownAtName, "按哪天所知", day => NotYet(visit, day));
        return new(asOf ?? visit.Today, knownAt, form);

        DateOnly? Read(string name, string label, Func<DateOnly, string?> fault)
        {
            if (AskedDay.Of(visit.Http.Request.Query, name, fault) is not { } asked)
            {
                return null;
            }

            form = form.With(name, asked.Typed);
            if (asked.Fault is { } wrong)
            {
                form = form with { Problems = form.Problems.Add(new(name, $"「{label}」{wrong}")) };
            }

            return asked.Day;
        }
    }

    /// <summary>An address that keeps the two days of a question; one about now is asked without days.</summary>
    public static string Address(Visit visit, Occurrence at, string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var pairs = new List<KeyValuePair<string, string?>>();
        foreach (var (name, value) in query)
        {
            if (value is { Length: > 0 })
            {
                pairs.Add(new(name, value));
            }
        }

        if (at.AsOf != visit.Today || at.KnownAt is not null)
        {
            pairs.Add(new(AsOfName, AskedDay.Written(at.AsOf)));
            if (at.KnownAt is { } knownAt)
            {
                pairs.Add(new(KnownAtName, AskedDay.Written(knownAt)));
            }
        }

        return path + QueryString.Create(pairs);
    }

    /// <summary>A day is judged by the list in force on it; where there is none yet, or none any more, the board would speak of another year.</summary>
    public static string? NoList(Visit visit, DateOnly day)
    {
        var lists = visit.Cell.Data.Lists;
        var last = visit.Cell.ListOn(visit.Today).InForce.Last;
        return day == visit.Today || (day <= last && lists.Any(list => list.InForce.Contains(day)))
            ? null
            : $"要写有清单的日子，{Words.Day(lists.Min(list => list.InForce.First))}到{Words.Day(last)}之间；{day.Year}年{(day > last ? "还没有到" : "没有清单")}。";
    }

    /// <summary>What will be entered later, nobody knows today.</summary>
    public static string? NotYet(Visit visit, DateOnly day) =>
        day > visit.Today ? $"不能晚于今天（{Words.Day(visit.Today)}）：以后才登记的，今天还不知道。" : null;
}
