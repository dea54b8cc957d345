using System.Collections.Immutable;
using Cunju.Core.Laws;
using Cunju.Core.Places;

namespace Cunju.Core.Assemblies;

/// <summary>法定人数与表决: judges who came and how they voted by the law of that kind of unit and day. Pure arithmetic in whole numbers.</summary>
/// <param name="Law">The dated rules.</param>
/// <param name="Kind">村 or 社区.</param>
/// <param name="Day">The day of the meeting.</param>
public readonly record struct Judging(LawBook Law, UnitKind Kind, DateOnly Day)
{
    /// <summary>The rules on how many must come, one for each lawful way of counting; empty = 无法定门槛.</summary>
    public ImmutableArray<LawRule> QuorumRules(MeetingType type) => Law.Rules($"{type.Words().Rules}.quorum", Kind, Day);

    /// <summary>The rule for that way of counting. A type that is counted in one way only is not asked.</summary>
    public LawRule? QuorumRule(MeetingType type, CountingMode? mode)
    {
        var rules = QuorumRules(type);
        return rules.Length == 1 ? rules[0] : rules.FirstOrDefault(rule => rule.Values.GetValueOrDefault("mode") == Word(mode));
    }

    /// <summary>Whether the way of counting must be said for this type.</summary>
    public bool AsksMode(MeetingType type) => QuorumRules(type).Length > 1;

    /// <summary>Judges whether enough came.</summary>
    public QuorumJudgement Quorum(MeetingType type, CountingMode? mode, int? eligible, int present, int? noticeDays)
    {
        var (needed, source, urgent) = Notice(type, noticeDays);
        if (QuorumRule(type, mode) is not { } rule || eligible is not { } total)
        {
            return new(type, Verdict.NoThreshold, eligible, present, null, null, null, needed, source, urgent);
        }

        var share = Share.Of(rule);
        return new(
            type,
            share.IsReachedBy(present, total) ? Verdict.Quorate : Verdict.NotQuorate,
            total,
            present,
            share.Least(total),
            share.ToString(),
            rule.Source,
            needed,
            source,
            urgent
        );
    }

    /// <summary>The rule on the votes of that type; custom where the law sets none.</summary>
    public LawRule? MajorityRule(MeetingType type) =>
        Law.Rule($"{type.Words().Rules}.majority", Kind, Day) ?? Law.Rule("meeting.majority", Kind, Day);

    /// <summary>Judges a vote under the strictest rule of the bodies that voted.</summary>
    public (VoteResult Result, int? Least, string? Source, bool Custom) Vote(int votes, IEnumerable<QuorumJudgement> bodies)
    {
        (int Least, LawRule Rule)? strictest = null;
        var passed = true;
        foreach (var body in bodies)
        {
            if (MajorityRule(body.Type) is not { } rule)
            {
                continue;
            }

            var of = rule.Values.GetValueOrDefault("base") == "eligible" ? body.Base ?? body.Present : body.Present;
            var share = Share.Of(rule);
            passed &= share.IsReachedBy(votes, of);
            if (strictest is null || share.Least(of) > strictest.Value.Least)
            {
                strictest = (share.Least(of), rule);
            }
        }

        return (
            passed && strictest is not null ? VoteResult.Passed : VoteResult.NotPassed,
            strictest?.Least,
            strictest?.Rule.Source,
            strictest?.Rule.Values.ContainsKey("custom") == true
        );
    }

    /// <summary>The days of notice that were asked for and not given, with the article, and whether it lets a sudden need be told of late; nulls when there were
    /// enough or nobody noted them.</summary>
    private (int? Needed, string? Source, bool Urgent) Notice(MeetingType type, int? given) =>
        given is { } days
        && Law.Rule($"{type.Words().Rules}.notice", Kind, Day) is { } rule
        && int.Parse(rule.Values["days"], System.Globalization.CultureInfo.InvariantCulture) is var needed
        && days < needed
            ? (needed, rule.Source, rule.Values.GetValueOrDefault("urgent") == "allowed")
            : (null, null, false);

    /// <summary>The law files' word for a way of counting.</summary>
    public static string? Word(CountingMode? mode) =>
        mode switch
        {
            CountingMode.Persons => "persons",
            CountingMode.Households => "households",
            CountingMode.Representatives => "representatives",
            null => null,
        };
}
