using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Places;

namespace Cunju.Core.Laws;

/// <summary>法定门槛: what a share of the law comes to in a unit whose figures are known, so that nobody has to work out a tenth of the villagers by hand.</summary>
/// <param name="Rule">The rule, with its sentence and article.</param>
/// <param name="Of">The figure of the unit it is a share of; at least 1.</param>
/// <param name="Least">The least count that reaches it.</param>
/// <param name="Due">Within how many days what is demanded must be held; null where the law names no time.</param>
public sealed record Threshold(LawRule Rule, int Of, int Least, LawRule? Due)
{
    /// <summary>The rules of which people ask how many that is here: who may demand a meeting or an appraisal, and who must sit in the 代表会议. How many must come and
    /// agree is said where the meeting is recorded.</summary>
    private static readonly ImmutableArray<string> Asked =
    [
        "assembly.demand",
        "representatives.demand",
        "appraisal.demand",
        "representatives.share",
        "representatives.women",
    ];

    /// <summary>What is counted: 人, 户 or 个小组.</summary>
    public string Measure =>
        Rule.Values["base"] switch
        {
            "households" => "户",
            "groups" => "个小组",
            _ => "人",
        };

    /// <summary>What the law of that day asks in the unit. A rule whose figure nobody has given is left out: 未知 is no number.</summary>
    public static ImmutableArray<Threshold> In(Unit unit, DateOnly day, LawBook law) =>
        [
            .. from name in Asked
            from rule in law.Rules(name, unit.KindOn(day), day)
            let figure = unit.ProfileOn(FigureOf(rule), day)
            where figure is not null
            let of = int.Parse(figure, NumberStyles.None, CultureInfo.InvariantCulture)
            select new Threshold(rule, of, Share.Of(rule).Least(of), law.Rule($"{name}-due", unit.KindOn(day), day)),
        ];

    /// <summary>The item of the profile a share is taken of; the members these rules speak of are those of the 代表会议.</summary>
    private static string FigureOf(LawRule rule) => rule.Values["base"] is "members" ? "assembly-members" : rule.Values["base"];
}
