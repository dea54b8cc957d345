using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>限期: so many records by a day, and not more than allowed (9月28日前报送2个).</summary>
public sealed record Deadline : Shape
{
    /// <summary>The kinds that count.</summary>
    public required ImmutableArray<string> Of { get; init; }

    /// <summary>How many at least.</summary>
    public required Setting AtLeast { get; init; }

    /// <summary>How many at most; more are sent back. Null = no limit.</summary>
    public Setting? AtMost { get; init; }

    /// <summary>The last day in time.</summary>
    public required Setting By { get; init; }

    /// <summary>What a record must say to count.</summary>
    public ImmutableArray<Condition> Where { get; init; } = [];

    /// <inheritdoc/>
    public override string Title => "限期";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => Of;

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list) =>
        AtMost is null ? [("至少", AtLeast), ("截止日", By)] : [("至少", AtLeast), ("至多", AtMost), ("截止日", By)];

    /// <summary><c>of</c> · <c>at-least</c>, <c>at-most</c> or <c>exactly</c> · <c>by</c> · <c>where</c> · <c>over-max: returned</c>.</summary>
    public static Deadline Read(MapReader map, ShapeContext context)
    {
        map.Ignore("receiver");
        _ = map.Required("by");
        _ = map.Word("over-max", new Dictionary<string, Status> { ["returned"] = Status.Returned }, Status.Returned);
        var exactly = context.Number(map, "exactly");
        return new()
        {
            Of = context.KindsOf(map, "of"),
            AtLeast = exactly ?? context.Number(map, "at-least") ?? Setting.Of(1),
            AtMost = exactly ?? context.Number(map, "at-most"),
            By = context.Day(map, "by") ?? new(["12-31"], null),
            Where = Condition.Read(map, "where"),
        };
    }

    internal override NextRecord? Wants(Lane lane, Wanting at) => lane.Status == Status.Returned ? null : new(Of[0]);

    internal override Sight LooksAt(TaskList list) => Sight.OfYear(list.Year);

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        var year = question.Year;
        var due = By.Days(question.List, year.Last)[0];
        if (!question.OwesBy(due))
        {
            return [Verdict.NotOwed(question.YearLane)];
        }

        var counted = question.Records(Of).Where(record => year.Contains(record.On) && Counts(record, question)).ToList();
        var least = AtLeast.Number(question.List, year.Last);
        var reached = least == 0 ? year.First : counted.ElementAtOrDefault(least - 1)?.On;
        var tooMany = AtMost?.Number(question.List, year.Last) is { } most && counted.Count > most;
        return
        [
            new(question.YearLane, tooMany ? Status.Returned : question.Done(reached, due))
            {
                Have = counted.Count,
                Need = least,
                Due = due,
                Days = year,
                Counted = counted,
                Because = tooMany ? $"报送{counted.Count}个，超过上限，撤回多余的之后才算完成" : null,
            },
        ];
    }

    private bool Counts(Record record, Question question)
    {
        if (Where.FirstOrDefault(condition => !condition.HoldsFor(record)) is not { } failed)
        {
            return true;
        }

        question.Why?.PassOver(record, Words.Denies(question.List, record, failed));
        return false;
    }

    internal override string Say(Verdict verdict, Question question) =>
        $"{ChinaTime.Say(verdict.Due!.Value)}前应有{verdict.Need}个，已有{verdict.Have}个";

    internal override string? Missing(Verdict verdict) =>
        verdict.Status == Status.Returned ? "须撤回多余的"
        : verdict.Have < verdict.Need ? $"还差{verdict.Need - verdict.Have}个"
        : null;
}
