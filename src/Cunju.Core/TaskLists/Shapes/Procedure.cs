using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>程序: every case goes through its steps in their order (四议两公开；公开的拟定、审查、确定、公布、存档备案).</summary>
public sealed record Procedure : Shape
{
    /// <summary>The kind of record whose field <c>step</c> names the step and whose case names the lane.</summary>
    public required string Of { get; init; }

    /// <summary>The steps; all of them make the case complete.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>Pairs of steps that may be one meeting: <c>merged: true</c> on the second stands for both.</summary>
    public ImmutableArray<(string First, string Second)> MayMerge { get; init; } = [];

    /// <summary>The obligations whose fixed days each want a case of that name.</summary>
    public ImmutableArray<string> CasesFrom { get; init; } = [];

    /// <summary>A year without a case: 不适用, or 进行中 where the list says so.</summary>
    public Status NoCases { get; init; } = Status.NotApplicable;

    /// <inheritdoc/>
    public override string Title => "程序";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => [Of];

    /// <inheritdoc/>
    public override IEnumerable<string> Proofs => Steps.SelectMany(step => step.Evidence);

    /// <inheritdoc/>
    public override Status WithoutLanes => NoCases;

    /// <summary><c>of</c> · <c>steps: [{ id, title, evidence, same-day-as }]</c> · <c>after: { step: [steps] }</c> · <c>may-merge: [[first, second]]</c> ·
    /// <c>cases-from</c> · <c>no-cases: on-track | not-applicable</c>; and, said aloud, <c>order: strict</c>.</summary>
    public static Procedure Read(MapReader map, ShapeContext context)
    {
        map.Says("order", "strict");
        var merges = map.Items("may-merge")
            .OfType<SequenceNode>()
            .Where(pair => pair.Items is [ScalarNode, ScalarNode])
            .Select(pair => (((ScalarNode)pair.Items[0]).Text, ((ScalarNode)pair.Items[1]).Text));
        var noCases = new Dictionary<string, Status> { ["not-applicable"] = Status.NotApplicable, ["on-track"] = Status.OnTrack };
        return new()
        {
            Of = context.Kind(map, "of"),
            Steps = Shapes.Steps.Read(map, context, "after", withKinds: false),
            MayMerge = [.. merges],
            CasesFrom = [.. map.Texts("cases-from").Select(text => text.Text)],
            NoCases = map.Word("no-cases", noCases, Status.NotApplicable),
        };
    }

    internal override Shape Reworded(Func<string, string> words) =>
        this with
        {
            Steps = [.. Steps.Select(step => step with { Title = words(step.Title) })],
        };

    internal override NextRecord? Wants(Lane lane, Wanting at)
    {
        var counted = at.Counted(lane);
        var open = Steps.FirstOrDefault(step => !counted.Any(record => Stands(record, step.Id)));
        return open is null ? null : new NextRecord(Of) { Case = lane.Need == 0 ? null : lane.Name }.With("step", FieldValue.Of(open.Id));
    }

    /// <summary>A case with one step in the year is judged on all its steps, and the case of a fixed day on those before the year too.</summary>
    internal override Sight LooksAt(TaskList list) =>
        Sight.OfYear(list.Year) with
        {
            WholeCases = [Of],
            Cases = [.. FixedDays(list).Select(day => day.Name)],
        };

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        var days = FixedDays(question.List).ToDictionary(day => day.Name, StringComparer.Ordinal);
        var cases = question
            .Records([Of])
            .Where(record => IsStep(record, question))
            .ToLookup(record => record.Case!, StringComparer.Ordinal);

        foreach (var name in days.Keys.Union(cases.Select(steps => steps.Key)))
        {
            List<Record> steps = [.. cases[name]];
            var day = days.GetValueOrDefault(name);
            if (day is null && !steps.Exists(step => question.Year.Contains(step.On)))
            {
                continue;
            }

            if (IsOwed(day, steps, question))
            {
                yield return JudgeCase(name, steps, day?.Due, question);
            }
            else if (day is not null)
            {
                yield return Verdict.NotOwed(name);
            }
        }
    }

    internal override string Say(Verdict verdict, Question question) =>
        verdict.Counted.Count == 0
            ? $"「{Words.Lane(verdict.Lane)}」还没有办理任何环节"
            : $"「{Words.Lane(verdict.Lane)}」{verdict.Need}个环节已办{verdict.Have}个";

    internal override string? Missing(Verdict verdict)
    {
        var missing = Steps
            .Where(step => !verdict.Counted.Any(record => Stands(record, step.Id)))
            .Select(step => $"「{step.Title}」")
            .ToList();
        return missing.Count == 0 ? null : $"还差{string.Concat(missing)}";
    }

    internal override EvidenceDemand Proof(Record record, Obligation obligation) =>
        Steps.FirstOrDefault(step => IsOf(record, step.Id)) is { Evidence: { IsEmpty: false } evidence }
            ? new(evidence, [], 0)
            : obligation.Evidence;

    private IEnumerable<Dates.FixedDay> FixedDays(TaskList list) =>
        CasesFrom.Select(id => list.Find(id)?.Shape).OfType<Dates>().SelectMany(dates => dates.DaysOf(list));

    /// <summary>The lane of a fixed day is owed like the day itself; another case is owed by the kind on the day of its latest step.</summary>
    private static bool IsOwed(Dates.FixedDay? day, List<Record> steps, Question question) =>
        day is null ? question.Bears(steps[^1].On) : question.Active(new DayRange(day.Opens, day.Closes)) is not null;

    private Verdict JudgeCase(string name, List<Record> steps, DateOnly? due, Question question)
    {
        var outOfOrder = Steps.Select(step => Disorder(step, steps)).FirstOrDefault(disorder => disorder is not null);
        var done = Steps.Count(step => steps.Exists(record => Stands(record, step.Id)));
        var timed = Steps.FirstOrDefault(step => step.HasDay);
        var timedOn = timed is null ? null : steps.Find(record => Stands(record, timed.Id))?.On;
        Status status;
        if (outOfOrder is not null)
        {
            status = Status.Breached;
        }
        else if (done == Steps.Length)
        {
            status = timedOn > due ? Status.MetLate : Status.Met;
        }
        else
        {
            // Archiving and filing have no day of their own: once the step with the day is done, nothing is late any more.
            status = due is { } day && timedOn is null ? question.Waiting(day) : Status.OnTrack;
        }

        return new(name, status)
        {
            Have = done,
            Need = Steps.Length,
            Due = due,
            Counted = steps,
            Because = outOfOrder,
        };
    }

    /// <summary>What is wrong with the order at one step: each occurrence needs every step before it on the same day or earlier. Null when nothing is.</summary>
    private string? Disorder(Step step, List<Record> steps)
    {
        foreach (var record in steps.Where(record => IsOf(record, step.Id)))
        {
            // A merged meeting is its own first step.
            var before = step.After.FirstOrDefault(id => !steps.Exists(earlier => Stands(earlier, id) && earlier.On <= record.On));
            if (before is not null)
            {
                return $"{ChinaTime.Say(record.On)}办理「{step.Title}」时，尚未办理「{Steps.First(other => other.Id == before).Title}」";
            }
        }

        return null;
    }

    private static bool IsOf(Record record, string step) => record.Field("step")?.Text == step;

    /// <summary>Whether the record is that step or, held as one meeting with it, stands for it.</summary>
    private bool Stands(Record record, string step) =>
        IsOf(record, step)
        || MayMerge.Any(pair => pair.First == step && IsOf(record, pair.Second) && record.Field("merged")?.Truth == true);

    private bool IsStep(Record record, Question question)
    {
        if (record.Case is null)
        {
            question.Why?.PassOver(record, "没有写明是哪一件");
            return false;
        }

        if (!Steps.Any(step => IsOf(record, step.Id)))
        {
            question.Why?.PassOver(
                record,
                $"「{Words.Value(question.List, Of, "step", record.Field("step")?.Text)}」不是本程序的环节",
                record.Case
            );
            return false;
        }

        return true;
    }
}
