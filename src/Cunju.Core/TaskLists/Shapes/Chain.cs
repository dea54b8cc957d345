using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>链条: one chain of steps a year, in order and by a day (年初承诺、公告、备案). The first record of each step counts.</summary>
public sealed record Chain : Shape
{
    /// <summary>The steps, each with its kind of record.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>The last day in time for all of them.</summary>
    public required Setting By { get; init; }

    /// <inheritdoc/>
    public override string Title => "链条";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => [.. Steps.Select(step => step.Of).Distinct()];

    /// <inheritdoc/>
    public override IEnumerable<string> Proofs => Steps.SelectMany(step => step.Evidence);

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list) => [("截止日", By)];

    /// <summary><c>steps: [{ id, title, of, evidence }]</c> · <c>order: { step: [steps before it] }</c> · <c>due: { by }</c>.</summary>
    public static Chain Read(MapReader map, ShapeContext context) =>
        new() { Steps = Shapes.Steps.Read(map, context, "order", withKinds: true), By = context.DueDay(map) };

    internal override Shape Reworded(Func<string, string> words) =>
        this with
        {
            Steps = [.. Steps.Select(step => step with { Title = words(step.Title) })],
        };

    internal override NextRecord? Wants(Lane lane, Wanting at)
    {
        var counted = at.Counted(lane);
        return Steps.FirstOrDefault(step => !counted.Any(record => record.Kind == step.Of)) is { } open
            ? new NextRecord(open.Of) { Case = counted.Select(record => record.Case).FirstOrDefault(name => name is not null) }
            : null;
    }

    internal override Sight LooksAt(TaskList list) => Sight.OfYear(list.Year);

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        var due = By.Days(question.List, question.Year.Last)[0];
        if (!question.OwesBy(due))
        {
            return [Verdict.NotOwed(question.YearLane)];
        }

        var firsts = Steps.ToDictionary(
            step => step.Id,
            step => question.Records([step.Of]).FirstOrDefault(record => question.Year.Contains(record.On))
        );
        foreach (
            var later in question.Records(Kinds).Where(record => question.Year.Contains(record.On)).Except(firsts.Values.OfType<Record>())
        )
        {
            question.Why?.PassOver(later, "这一步已有更早的记录");
        }

        var counted = firsts
            .Values.OfType<Record>()
            .Distinct()
            .OrderBy(record => record.On)
            .ThenBy(record => record.Id, StringComparer.Ordinal)
            .ToList();
        var outOfOrder = Steps.Select(step => Disorder(step, firsts)).FirstOrDefault(disorder => disorder is not null);
        var complete = firsts.Values.All(first => first is not null);
        return
        [
            new(question.YearLane, outOfOrder is not null ? Status.Breached : question.Done(complete ? counted[^1].On : null, due))
            {
                Have = firsts.Values.Count(first => first is not null),
                Need = Steps.Length,
                Due = due,
                Days = question.Year,
                Counted = counted,
                Because = outOfOrder,
            },
        ];
    }

    internal override string Say(Verdict verdict, Question question) =>
        $"{ChinaTime.Say(verdict.Due!.Value)}前应依次完成{verdict.Need}步，已完成{verdict.Have}步";

    internal override string? Missing(Verdict verdict)
    {
        var missing = Steps
            .Where(step => !verdict.Counted.Any(record => record.Kind == step.Of))
            .Select(step => $"「{step.Title}」")
            .ToList();
        return missing.Count == 0 ? null : $"还差{string.Concat(missing)}";
    }

    internal override EvidenceDemand Proof(Record record, Obligation obligation) =>
        Steps.FirstOrDefault(step => step.Of == record.Kind) is { Evidence: { IsEmpty: false } evidence }
            ? new(evidence, [], 0)
            : obligation.Evidence;

    private string? Disorder(Step step, Dictionary<string, Record?> firsts)
    {
        if (firsts[step.Id] is not { } record)
        {
            return null;
        }

        var before = step.After.FirstOrDefault(id => firsts[id] is not { } earlier || earlier.On > record.On);
        return before is null
            ? null
            : $"{ChinaTime.Say(record.On)}「{step.Title}」时，尚未「{Steps.First(other => other.Id == before).Title}」";
    }
}
