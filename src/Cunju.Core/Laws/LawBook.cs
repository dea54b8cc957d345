using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Calendars;
using Cunju.Core.Places;

namespace Cunju.Core.Laws;

/// <summary>法定参数: one threshold, period or size that the law sets for some kinds of units from a day on, with its article.</summary>
/// <param name="Id">The stable name (<c>assembly.quorum</c>).</param>
/// <param name="Kinds">The kinds of units it binds.</param>
/// <param name="From">The day it takes effect; what happened before is judged by what was in force then.</param>
/// <param name="To">The last day; null while it is in force.</param>
/// <param name="Values">Its values by name: whole numbers, fractions (<c>2/3</c>) or words.</param>
/// <param name="Source">The law and article, as people cite it.</param>
/// <param name="Text">The rule in one Chinese sentence.</param>
public sealed record LawRule(
    string Id,
    ImmutableArray<UnitKind> Kinds,
    DateOnly From,
    DateOnly? To,
    ImmutableDictionary<string, string> Values,
    string Source,
    string Text
);

/// <summary>法条簿: the dated rules of law the program knows (<c>data/law/*.yaml</c>), and the workdays of all years (<c>data/calendars/*.yaml</c>): a term that runs over
/// new year ends on a workday of the year it ends in.</summary>
/// <param name="rules">The rules.</param>
/// <param name="workdays">工作日历, by which the last day of a term moves.</param>
public sealed class LawBook(IEnumerable<LawRule> rules, WorkCalendar workdays)
{
    /// <summary>No rule at all; everything is 无法定门槛.</summary>
    public static readonly LawBook Empty = new([], WorkCalendar.WeekendsOnly);

    /// <summary>Every rule, by id and day.</summary>
    public ImmutableArray<LawRule> All { get; } = [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).ThenBy(rule => rule.From)];

    /// <summary>The rules of that name in force for that kind of unit on that day; empty = 无法定门槛. Several are alternatives (到会人数 或 户代表).</summary>
    public ImmutableArray<LawRule> Rules(string id, UnitKind kind, DateOnly day) =>
        [.. All.Where(rule => rule.Id == id && rule.Kinds.Contains(kind) && rule.From <= day && (rule.To is null || day <= rule.To))];

    /// <summary>期限的最后一日: of a rule that gives <c>days</c>, counted by calendar days, the day itself not among them; a last day on which nobody works moves to the next
    /// workday (《民法典》第二百零一条、第二百零三条).</summary>
    public DateOnly LastDay(LawRule rule, DateOnly from) =>
        workdays.OnOrAfter(from.AddDays(int.Parse(rule.Values["days"], CultureInfo.InvariantCulture)));

    /// <summary>The one rule of that name in force; null = 无法定门槛.</summary>
    public LawRule? Rule(string id, UnitKind kind, DateOnly day) => Rules(id, kind, day).FirstOrDefault();
}
