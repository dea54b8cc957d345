using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>常态: the latest composition of each key holds on every day (应设的委员会齐全、3-9人、任期一致；制度齐全；至少一种机制).</summary>
public sealed record State : Shape
{
    /// <summary>The kind of record that says the composition.</summary>
    public required string Of { get; init; }

    /// <summary>The field whose latest record replaces earlier ones.</summary>
    public required string Key { get; init; }

    /// <summary>The keys that must stand.</summary>
    public ByKind Required { get; init; } = ByKind.None;

    /// <summary>The keys that may stand; they never lower the answer.</summary>
    public ByKind Optional { get; init; } = ByKind.None;

    /// <summary>Keys of which some must stand; empty = not asked.</summary>
    public ImmutableArray<string> AnyOf { get; init; } = [];

    /// <summary>How many of <see cref="AnyOf"/>.</summary>
    public required Setting AtLeast { get; init; }

    /// <summary>What each composition must say.</summary>
    public ImmutableArray<Rule> Each { get; init; } = [];

    /// <summary>Profile values that free a unit; an unknown value frees nobody.</summary>
    public ImmutableArray<Condition> ExemptWhen { get; init; } = [];

    /// <summary>The last day for bringing it about; null = it must hold from 1 January.</summary>
    public Setting? By { get; init; }

    /// <summary>What one field of every composition must be.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Min">At least.</param>
    /// <param name="Max">At most.</param>
    /// <param name="EqualsProfile">The same as this value of the unit's profile.</param>
    /// <param name="Except">Keys the rule does not bind (人民调解委员会: three years by statute).</param>
    public sealed record Rule(string Field, Setting? Min, Setting? Max, string? EqualsProfile, ImmutableArray<string> Except);

    /// <summary>How things stand on one day.</summary>
    private sealed record Standing(int Have, int Need, bool Unknown, List<Record> Counted, string? Fault)
    {
        public bool Holds => Have >= Need;
    }

    /// <inheritdoc/>
    public override string Title => "常态";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => [Of];

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list)
    {
        foreach (var rule in Each)
        {
            if (rule.Min is { } min)
            {
                yield return ($"{Words.Field(list, Of, rule.Field)}下限", min);
            }

            if (rule.Max is { } max)
            {
                yield return ($"{Words.Field(list, Of, rule.Field)}上限", max);
            }
        }

        if (!AnyOf.IsEmpty)
        {
            yield return ("至少", AtLeast);
        }

        if (By is { } by)
        {
            yield return ("截止日", by);
        }
    }

    /// <summary><c>of</c> · <c>key</c> · <c>required</c> and <c>optional</c> (a list, or by kind of unit) · <c>any-of</c> with <c>at-least</c> ·
    /// <c>each: { field: { min, max, exactly, equals: profile-key, except: [keys] } }</c> · <c>exempt-when: { profile-key: value }</c> · <c>due: { by }</c>;
    /// and, said aloud, <c>holds: every-day</c> and in <c>each</c> <c>counts: director-included</c>.</summary>
    public static State Read(MapReader map, ShapeContext context)
    {
        map.Says("holds", "every-day");
        State state = new()
        {
            Of = context.Kind(map, "of"),
            Key = map.Text("key"),
            Required = ByKind.Read(map, "required"),
            Optional = ByKind.Read(map, "optional"),
            AnyOf = [.. map.Texts("any-of").Select(text => text.Text)],
            AtLeast = context.Number(map, "at-least") ?? Setting.Of(1),
            Each =
            [
                .. map.Entries("each")
                    .Select(entry => ReadRule(entry.Key.Text, new(entry.Value, $"{map.What}的「each」", map.Findings), context)),
            ],
            ExemptWhen = Condition.Read(map, "exempt-when"),
            By = context.Due(map),
        };
        if (state.Required.IsEmpty && state.AnyOf.IsEmpty && state.Each.IsEmpty)
        {
            map.Findings.Add(map.At, $"{map.What}没有说什么应当成立", "写 required、any-of 或 each 之一");
        }

        return state;
    }

    internal override NextRecord Wants(Lane lane, Wanting at)
    {
        var standing = at.Counted(lane).Select(record => record.Field(Key)?.Text).ToHashSet();
        var keys = AnyOf.IsEmpty ? Required.For(at.Kind) : AnyOf;
        var next = new NextRecord(Of);
        foreach (var rule in Each.Where(rule => rule.EqualsProfile is not null))
        {
            if (at.Unit.ProfileOn(rule.EqualsProfile!, at.Day) is { } said)
            {
                next = next.With(rule.Field, FieldValue.Of(said));
            }
        }

        return keys.FirstOrDefault(key => !standing.Contains(key)) is { } open ? next.With(Key, FieldValue.Of(open)) : next;
    }

    /// <summary>What stands was set up at any time, and whether it ever stood before tells a gap from a beginning.</summary>
    internal override Sight LooksAt(TaskList list) => Sight.OfYear(list.Year) with { Earlier = [Of] };

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        if (question.Active(question.Year) is not { } active)
        {
            return [Verdict.NotOwed(question.YearLane)];
        }

        var due = By?.Days(question.List, active.Last)[0];
        if (due is { } day && !question.Bears(day))
        {
            return [Verdict.NotOwed(question.YearLane)];
        }

        if (ExemptWhen.Any(condition => IsSaidOf(question.Unit, condition, active.Last)))
        {
            return [new(question.YearLane, Status.NotApplicable) { Because = "本单位属于可以不设的情形" }];
        }

        var compositions = question.Records([Of]).Where(record => IsComposition(record, active, question)).ToList();
        var today = question.AsOf < active.Last ? question.AsOf : active.Last;
        var now = On(today, compositions, active, question);
        foreach (var older in compositions.Except(now.Counted))
        {
            if (IsSuperseded(older, compositions, today))
            {
                question.Why?.PassOver(older, "之后另有新的组成");
            }
            else if (Each.All(rule => HoldsFor(rule, older.Field(Key)!.Value.Text, older, today, question) == true))
            {
                question.Why?.PassOver(older, "不在应有的几项之内");
            }
            else if (Each.All(rule => HoldsFor(rule, older.Field(Key)!.Value.Text, older, today, question) != false))
            {
                question.Why?.PassOver(older, "单位概况里没有可以对照的值");
            }
        }

        if (now.Need == 0)
        {
            return [new(question.YearLane, Status.NotApplicable) { Because = "尚无组成记录，无从判断" }];
        }

        return
        [
            new(question.YearLane, StatusOf(now, compositions, active, due, question))
            {
                Have = now.Have,
                Need = now.Need,
                Due = due,
                Days = question.Year,
                Counted = now.Counted,
                Notes = Extras(compositions, question.Unit.KindOn(active.Last)),
                Because = now.Fault ?? (now.Unknown ? "单位概况里没有可以对照的值" : null),
            },
        ];
    }

    internal override string Say(Verdict verdict, Question question) =>
        verdict.Have >= verdict.Need ? $"应有{verdict.Need}项，全部成立" : $"应有{verdict.Need}项，成立{verdict.Have}项";

    private static Rule ReadRule(string field, MapReader map, ShapeContext context)
    {
        map.Says("counts", "director-included");
        var exactly = context.Number(map, "exactly");
        Rule rule = new(
            field,
            exactly ?? context.Number(map, "min"),
            exactly ?? context.Number(map, "max"),
            map.OptionalText("equals"),
            [.. map.Texts("except").Select(text => text.Text)]
        );
        map.Done();
        return rule;
    }

    private bool IsSuperseded(Record older, List<Record> compositions, DateOnly today) =>
        compositions.FindLast(record => record.On <= today && record.Field(Key)!.Value.Equals(older.Field(Key)!.Value)) != older;

    private static bool IsSaidOf(Unit unit, Condition condition, DateOnly day) =>
        unit.ProfileOn(condition.Field, day) is { } said && Condition.Says(FieldValue.Of(said), condition.Value);

    private bool IsComposition(Record record, DayRange active, Question question)
    {
        if (record.Field(Key) is null)
        {
            question.Why?.PassOver(record, $"没有写明「{Words.Field(question.List, Of, Key)}」");
            return false;
        }

        return record.On <= active.Last;
    }

    private Status StatusOf(Standing now, List<Record> compositions, DayRange active, DateOnly? due, Question question)
    {
        if (question.AsOf < question.Year.First)
        {
            return Status.OnTrack;
        }

        if (!now.Holds && now.Unknown && now.Fault is null)
        {
            return Status.Undetermined;
        }

        if (!now.Holds)
        {
            return due is { } day ? question.Waiting(day) : Status.Overdue;
        }

        if (question.AsOf <= active.Last)
        {
            return Status.OnTrack;
        }

        var first = compositions.Select(record => record.On).First(day => On(day, compositions, active, question).Holds);
        var from = first < active.First ? active.First : first;
        var gap = compositions
            .Select(record => record.On)
            .Append(from)
            .Any(day => day >= from && !On(day, compositions, active, question).Holds);
        return gap || first > due ? Status.MetLate : Status.Met;
    }

    /// <summary>How the latest composition of each key stood on a day.</summary>
    private Standing On(DateOnly day, List<Record> compositions, DayRange active, Question question)
    {
        var kind = question.Unit.KindOn(active.Last);
        var latest = compositions
            .Where(record => record.On <= day)
            .GroupBy(record => record.Field(Key)!.Value.Text)
            .ToDictionary(records => records.Key, records => records.Last(), StringComparer.Ordinal);
        var keys =
            !AnyOf.IsEmpty ? AnyOf
            : !Required.IsEmpty ? Required.For(kind)
            : [.. latest.Keys.Except(Optional.For(kind)).Order(StringComparer.Ordinal)];
        var unknown = false;
        string? fault = null;
        List<Record> counted = [];
        foreach (var key in keys)
        {
            if (!latest.TryGetValue(key, out var composition))
            {
                fault ??= AnyOf.IsEmpty ? $"没有{key}" : null;
                continue;
            }

            var broken = Each.Select(rule => (Rule: rule, Holds: HoldsFor(rule, key, composition, day, question))).ToList();
            if (broken.Find(check => check.Holds == false) is { Rule: { } rule })
            {
                fault ??=
                    $"{key}的「{Words.Field(question.List, Of, rule.Field)}」为{composition.Field(rule.Field)?.Text ?? "空"}，不合要求";
                question.Why?.PassOver(composition, $"「{Words.Field(question.List, Of, rule.Field)}」不合要求");
            }
            else if (broken.Exists(check => check.Holds is null))
            {
                unknown = true;
            }
            else
            {
                counted.Add(composition);
            }
        }

        counted.Sort(Docket.ByDayThenId);
        var need = AnyOf.IsEmpty ? keys.Length : AtLeast.Number(question.List, active.Last);
        return new(counted.Count, need, unknown, counted, fault);
    }

    /// <summary>Whether a composition follows a rule; null when the profile does not know.</summary>
    private static bool? HoldsFor(Rule rule, string key, Record composition, DateOnly day, Question question)
    {
        if (rule.Except.Contains(key))
        {
            return true;
        }

        var value = composition.Field(rule.Field);
        if (rule.EqualsProfile is { } profile)
        {
            return question.Unit.ProfileOn(profile, day) is { } said ? value?.Text == said : null;
        }

        return value?.Number is { } number
            && (rule.Min is null || number >= rule.Min.Number(question.List, day))
            && (rule.Max is null || number <= rule.Max.Number(question.List, day));
    }

    private ImmutableArray<string> Extras(List<Record> compositions, UnitKind kind)
    {
        var standing = compositions.Select(record => record.Field(Key)!.Value.Text).ToHashSet(StringComparer.Ordinal);
        var extras = Optional.For(kind).Where(standing.Contains).ToList();
        return extras.Count == 0 ? [] : [$"另设{Words.List(extras)}"];
    }
}
