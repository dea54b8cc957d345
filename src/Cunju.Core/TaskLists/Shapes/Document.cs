using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>文本: a living document exists by a day, says what it must say and is as long as it should be (章程、协商目录、四张清单).</summary>
public sealed record Document : Shape
{
    /// <summary>The kind of record that says that the text exists.</summary>
    public required string Of { get; init; }

    /// <summary>The last day in time.</summary>
    public required Setting By { get; init; }

    /// <summary>A text of any year counts; otherwise only one of this year.</summary>
    public bool Once { get; init; }

    /// <summary>What the text must say; silence is not enough.</summary>
    public ImmutableArray<Condition> Requires { get; init; } = [];

    /// <summary>Which text it must be for which kind of unit (村规民约、居民公约); a record that does not say is taken to be the right one.</summary>
    public ByKind Variant { get; init; } = ByKind.None;

    /// <summary>The field that says which text it is.</summary>
    public string VariantField { get; init; } = "kind";

    /// <summary>How many items it has; null = not asked.</summary>
    public Size? Items { get; init; }

    /// <summary>Several texts, one for each value; null = one text.</summary>
    public Vocabulary? OneOfEach { get; init; }

    /// <summary>条数: a number the text must reach; above the maximum it counts with a note.</summary>
    /// <param name="Field">The field with the number.</param>
    /// <param name="Min">Below this it does not count.</param>
    /// <param name="Max">Above this there is a note.</param>
    public sealed record Size(string Field, Setting? Min, Setting? Max);

    /// <inheritdoc/>
    public override string Title => "文本";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => [Of];

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list)
    {
        yield return ("截止日", By);
        if (Items?.Min is { } min)
        {
            yield return ("至少条数", min);
        }

        if (Items?.Max is { } max)
        {
            yield return ("至多条数", max);
        }
    }

    /// <summary><c>of</c> · <c>due: { by }</c> · <c>present: once | this-year</c> · <c>requires: { field: value }</c> · <c>variant</c> (by kind of unit; field <c>variant-field</c>,
    /// else <c>kind</c>) · <c>items: { field, min, max, exactly }</c> for a number, or <c>items: { field, values | values-from, expects }</c> for one text of each;
    /// and, said aloud, <c>over-max: accepted-with-note</c> in <c>items</c>.</summary>
    public static Document Read(MapReader map, ShapeContext context)
    {
        var items = map.Map("items");
        items?.Ignore("reads");
        items?.Says("over-max", "accepted-with-note");
        var each = items is not null && (items.Has("values-from") || !items.Has("min") && !items.Has("max") && !items.Has("exactly"));
        var exactly = items is null || each ? null : context.Number(items, "exactly");
        Document document = new()
        {
            Of = context.Kind(map, "of"),
            By = context.DueDay(map),
            Once = map.Word("present", new Dictionary<string, bool> { ["once"] = true, ["this-year"] = false }, false),
            Requires = Condition.Read(map, "requires"),
            Variant = ByKind.Read(map, "variant"),
            VariantField = map.OptionalText("variant-field") ?? "kind",
            Items =
                items is null || each
                    ? null
                    : new(items.Text("field"), exactly ?? context.Number(items, "min"), exactly ?? context.Number(items, "max")),
            OneOfEach = items is not null && each ? Vocabulary.Read(items, context) : null,
        };
        items?.Done();
        return document;
    }

    internal override NextRecord Wants(Lane lane, Wanting at)
    {
        NextRecord next = new(Of);
        foreach (var condition in Requires)
        {
            next = next.With(condition.Field, FieldValue.Of(condition.Value));
        }

        if (Variant.For(at.Kind) is [var variant, ..])
        {
            next = next.With(VariantField, FieldValue.Of(variant));
        }

        return OneOfEach?.Values.FirstOrDefault(value => FirstOf(value, at.Counted(lane)) is null) is { } open
            ? next.With(OneOfEach.Field, FieldValue.Of(open))
            : next;
    }

    internal override Sight LooksAt(TaskList list) =>
        Once ? Sight.OfYear(list.Year) with { Earlier = [Of], Later = [Of] } : Sight.OfYear(list.Year);

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        var due = By.Days(question.List, question.Year.Last)[0];
        if (!question.OwesBy(due))
        {
            return [Verdict.NotOwed(question.YearLane)];
        }

        var counted = question.Records([Of]).Where(record => Counts(record, due, question)).ToList();
        var firsts = OneOfEach is null ? [counted.FirstOrDefault()] : OneOfEach.Values.Select(value => FirstOf(value, counted)).ToList();
        var complete = firsts.Count > 0 && firsts.TrueForAll(first => first is not null);
        return
        [
            new(
                question.YearLane,
                OneOfEach is { IsKnown: false } ? Status.Undetermined : question.Done(complete ? firsts.Max(first => first!.On) : null, due)
            )
            {
                Have = firsts.Count(first => first is not null),
                Need = OneOfEach is { IsKnown: false } ? OneOfEach.Expected : firsts.Count,
                Due = due,
                Days = question.Year,
                Counted = counted,
                Notes = IsLong(counted, question) ? ["条数超过上限，仅作提示"] : [],
                Because = OneOfEach is { IsKnown: false } ? "清单没有写明是哪几项" : null,
            },
        ];
    }

    internal override string Say(Verdict verdict, Question question) =>
        OneOfEach is not null ? $"{ChinaTime.Say(verdict.Due!.Value)}前应有{verdict.Need}项文本，已有{verdict.Have}项"
        : verdict.Have > 0 ? $"{ChinaTime.Say(verdict.Counted[0].On)}已有合格文本"
        : $"{ChinaTime.Say(verdict.Due!.Value)}前应有文本，尚无合格的";

    internal override string? Missing(Verdict verdict) =>
        verdict.Have >= verdict.Need ? null
        : OneOfEach is null ? "还差文本"
        : OneOfEach.IsKnown ? $"还差{Words.List(OneOfEach.Values.Where(value => FirstOf(value, verdict.Counted) is null))}"
        : null;

    private Record? FirstOf(string value, IEnumerable<Record> records) =>
        records.FirstOrDefault(record => record.Field(OneOfEach!.Field) is { } said && Condition.Says(said, value));

    private bool Counts(Record record, DateOnly due, Question question)
    {
        if (!Once && !question.Year.Contains(record.On))
        {
            return false;
        }

        if (WhyNot(record, due, question) is not { } reason)
        {
            return true;
        }

        question.Why?.PassOver(record, reason);
        return false;
    }

    private string? WhyNot(Record record, DateOnly due, Question question)
    {
        var variants = Variant.For(question.Unit.KindOn(due));
        if (record.Field(VariantField) is { } said && !variants.IsEmpty && !variants.Any(variant => Condition.Says(said, variant)))
        {
            return $"是{Said(said.Text)}，不是{Words.List(variants.Select(Said))}";
        }

        if (Requires.FirstOrDefault(condition => !condition.HoldsFor(record)) is { } failed)
        {
            return Words.Denies(question.List, record, failed);
        }

        if (Items?.Min?.Number(question.List, due) is { } min && !(record.Field(Items.Field)?.Number >= min))
        {
            return $"只有{record.Field(Items.Field)?.Text ?? "0"}条，少于{min}条";
        }

        return OneOfEach is { IsKnown: true } && !OneOfEach.Values.Any(value => FirstOf(value, [record]) is not null)
            ? $"「{Words.Field(question.List, Of, OneOfEach.Field)}」不在{Words.List(OneOfEach.Values)}之内"
            : null;

        string Said(string variant) => Words.Value(question.List, Of, VariantField, variant);
    }

    private bool IsLong(List<Record> counted, Question question) =>
        counted.Count > 0
        && Items?.Max?.Number(question.List, question.Year.Last) is { } max
        && counted[^1].Field(Items.Field)?.Number > max;
}
