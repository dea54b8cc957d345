using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>次数: at least so many records of some kinds in every period (每季度至少2次协商会议).</summary>
public sealed record Count : Shape
{
    /// <summary>The kinds that count.</summary>
    public required ImmutableArray<string> Of { get; init; }

    /// <summary>How often; each period is a lane.</summary>
    public required Cadence Every { get; init; }

    /// <summary>How many; 0 is always met.</summary>
    public required Setting AtLeast { get; init; }

    /// <summary>What a record must say to count.</summary>
    public ImmutableArray<Condition> Where { get; init; } = [];

    /// <summary>The days of the year to which the lane is narrowed; null = the whole period.</summary>
    public (Setting From, Setting To)? Window { get; init; }

    /// <summary>So many of each value of a field, rather than so many in all.</summary>
    public Vocabulary? OfEach { get; init; }

    /// <summary>Whether a record belongs to the period its case is named after (<c>2023-07-15</c>, <c>2023-07</c>): what is put up again in August stays July's.</summary>
    public bool ByCase { get; init; }

    /// <inheritdoc/>
    public override string Title => "次数";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => Of;

    /// <inheritdoc/>
    public override bool IsCounted => true;

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list) =>
        Window is not { } window ? [("至少次数", AtLeast)] : [("至少次数", AtLeast), ("起始日", window.From), ("截止日", window.To)];

    /// <summary><c>of</c> · <c>every</c> · <c>at-least</c> · <c>where</c> · <c>window { from, to }</c> · <c>of-each { field, values | values-from, expects }</c> · <c>period: case</c>.
    /// There is no <c>at-most</c>: adding a record never makes a count worse.</summary>
    public static Count Read(MapReader map, ShapeContext context)
    {
        if (map.Has("at-most"))
        {
            map.Findings.Add(map.Where("at-most"), $"{map.What}是次数，不能有「at-most」", "次数只有下限；有上限的用 shape: deadline");
        }

        var every = map.Word(
            "every",
            new Dictionary<string, Cadence>
            {
                ["year"] = Cadence.Year,
                ["half"] = Cadence.Half,
                ["quarter"] = Cadence.Quarter,
                ["month"] = Cadence.Month,
            }
        );
        var window = map.Map("window");
        var byCase = map.Has("period") && map.Word("period", new Dictionary<string, bool> { ["case"] = true }, true);
        var ofEach = map.Map("of-each");
        Count count = new()
        {
            Of = context.KindsOf(map, "of"),
            Every = every,
            AtLeast = context.Number(map, "at-least") ?? Setting.Of(1),
            Where = Condition.Read(map, "where"),
            Window = window is null
                ? null
                : (context.Day(window, "from") ?? new(["01-01"], null), context.Day(window, "to") ?? new(["12-31"], null)),
            OfEach = ofEach is null ? null : Vocabulary.Read(ofEach, context),
            ByCase = byCase,
        };
        if (window is not null && every != Cadence.Year)
        {
            map.Findings.Add(map.Where("window"), $"{map.What}的「window」只用于每年一次的次数", "写 every: year");
        }

        window?.Done();
        ofEach?.Done();
        return count;
    }

    internal override NextRecord Wants(Lane lane, Wanting at)
    {
        NextRecord next = new(Of[0]);
        foreach (var condition in Where)
        {
            next = next.With(condition.Field, FieldValue.Of(condition.Value));
        }

        var counted = at.Counted(lane);
        return OfEach?.Values.FirstOrDefault(value => !counted.Any(record => Says(record, OfEach.Field, value))) is { } open
            ? next.With(OfEach.Field, FieldValue.Of(open))
            : next;

        static bool Says(Record record, string field, string value) => record.Field(field) is { } said && Condition.Says(said, value);
    }

    internal override Sight LooksAt(TaskList list) => Sight.OfYear(list.Year);

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        foreach (var (lane, period) in Every.Periods(question.List.Year))
        {
            if (question.Active(period) is not { } active || DaysThatCount(question.List, active) is not { } days)
            {
                yield return Verdict.NotOwed(lane);
                continue;
            }

            var counted = question.Records(Of).Where(record => Counts(record, period, days, question)).ToList();
            var need = Need(question.List, active);
            var (have, owed) = OfEach is null || need == 0 ? (counted.Count, need) : Covered(counted, need, OfEach);
            var status =
                have >= owed ? Status.Met
                : OfEach is { IsKnown: false } ? Status.Undetermined
                : question.Waiting(days.Last, days.First);
            yield return new(lane, status)
            {
                Have = have,
                Need = owed,
                Opens = days.First,
                Due = days.Last,
                Days = days,
                Counted = counted,
                Because = status == Status.Undetermined ? $"清单没有写明是哪{owed}项" : null,
            };
        }
    }

    internal override string Say(Verdict verdict, Question question) =>
        OfEach is null
            ? $"{Words.Lane(verdict.Lane)}应有{verdict.Need}次，已有{verdict.Have}次"
            : $"{Words.Lane(verdict.Lane)}应做到{verdict.Need}项，已做到{verdict.Have}项";

    internal override string? Missing(Verdict verdict) =>
        verdict.Have >= verdict.Need ? null
        : OfEach is null ? $"还差{verdict.Need - verdict.Have}次"
        : OfEach.IsKnown ? $"还差{Words.List(OfEach.Values.Where(value => !verdict.Counted.Any(record => Says(record, value))))}"
        : null;

    private DayRange? DaysThatCount(TaskList list, DayRange active)
    {
        if (Window is not { } window)
        {
            return active;
        }

        var from = window.From.Days(list, active.Last)[0];
        var to = window.To.Days(list, active.Last)[0];
        from = from < active.First ? active.First : from;
        to = to > active.Last ? active.Last : to;
        return from <= to ? new(from, to) : null;
    }

    /// <summary>A yearly need shrinks with the whole months in which the unit owes it, downwards.</summary>
    private int Need(TaskList list, DayRange active)
    {
        var need = AtLeast.Number(list, active.Last);
        return Every == Cadence.Year && active.Length < YearOf(active).Length ? need * Question.WholeMonths(active) / 12 : need;
    }

    private static DayRange YearOf(DayRange days) => new(new(days.Last.Year, 1, 1), new(days.Last.Year, 12, 31));

    private bool Counts(Record record, DayRange period, DayRange days, Question question)
    {
        if (!days.Contains(record.On))
        {
            return false;
        }

        // What says which period it is of is that period's alone: July's sheet put up again, or put right, in August is not August's.
        if (ByCase && Written(record.Case) is { } of && !period.Contains(of))
        {
            question.Why?.PassOver(record, $"是{Words.Lane(record.Case!)}的，不算这一期");
            return false;
        }

        if (Where.FirstOrDefault(condition => !condition.HoldsFor(record)) is { } failed)
        {
            question.Why?.PassOver(record, Words.Denies(question.List, record, failed));
            return false;
        }

        if (OfEach is { IsKnown: true } && !OfEach.Values.Any(value => Says(record, value)))
        {
            question.Why?.PassOver(
                record,
                $"「{Words.Field(question.List, record.Kind, OfEach.Field)}」不在{Words.List(OfEach.Values)}之内"
            );
            return false;
        }

        return true;
    }

    /// <summary>The day or the first day of the month that a case is named after (<c>2023-07-15</c>, <c>2023-07</c>); null when it is named otherwise.</summary>
    private static DateOnly? Written(string? name) =>
        name?.Length is 7 or 10
        && DateOnly.TryParseExact(name, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private (int Have, int Need) Covered(List<Record> counted, int each, Vocabulary values) =>
        (
            values.Values.Count(value => counted.Count(record => Says(record, value)) >= each),
            values.IsKnown ? values.Values.Length : values.Expected
        );

    private bool Says(Record record, string value) => record.Field(OfEach!.Field) is { } said && Condition.Says(said, value);
}
