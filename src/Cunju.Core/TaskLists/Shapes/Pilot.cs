using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>示范试点: a named unit passes milestones until it is accepted, or guides another in every quarter.</summary>
public sealed record Pilot : Shape
{
    private const string Accepted = "accepted";

    /// <summary>The kind of record of a milestone, whose field <c>stage</c> names it.</summary>
    public string Of { get; init; } = "pilot.milestone";

    /// <summary>The milestones, in any order; empty where only guidance is owed.</summary>
    public ImmutableArray<string> Milestones { get; init; } = [];

    /// <summary>The last day for <c>accepted</c>.</summary>
    public required Setting By { get; init; }

    /// <summary>The guidance owed; null where only milestones are.</summary>
    public Guidance? Guides { get; init; }

    /// <summary>指导: so many records in every period.</summary>
    /// <param name="Of">The kind of record.</param>
    /// <param name="Every">How often.</param>
    /// <param name="AtLeast">How many each time.</param>
    /// <param name="Targets">The units to be guided; a record that names another does not count. Empty = any.</param>
    public sealed record Guidance(string Of, Cadence Every, Setting AtLeast, ImmutableArray<string> Targets);

    /// <inheritdoc/>
    public override string Title => "示范试点";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => Guides is null ? [Of] : [Guides.Of];

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list) =>
        Guides is null ? [("截止日", By)] : [("每期至少次数", Guides.AtLeast)];

    /// <summary><c>milestones</c> with <c>due: { by }</c> (and <c>of</c>, else <c>pilot.milestone</c>), or <c>guidance: { of, every, at-least }</c> with
    /// <c>target-named</c>.</summary>
    public static Pilot Read(MapReader map, ShapeContext context)
    {
        map.Ignore("supervisor", "supervisor-named");
        var milestones = map.Texts("milestones").Select(text => text.Text).ToImmutableArray();
        var guidance = map.Map("guidance");
        if (milestones.IsEmpty == guidance is null)
        {
            map.Findings.Add(map.At, $"{map.What}应有「milestones」或「guidance」之一");
        }

        if (guidance is null && !milestones.Contains(Accepted))
        {
            map.Findings.Add(map.Where("milestones"), $"{map.What}的节点里没有 {Accepted}", "试点以验收为完成");
        }

        return new()
        {
            Of = map.Has("of") ? context.Kind(map, "of") : "pilot.milestone",
            Milestones = milestones,
            By = context.DueDay(map),
            Guides = guidance is null ? null : ReadGuidance(map, guidance, context),
        };
    }

    internal override NextRecord? Wants(Lane lane, Wanting at)
    {
        if (Guides is not null)
        {
            NextRecord next = new(Guides.Of);
            return Guides.Targets is [var target, ..] ? next.With("target", FieldValue.Of(target)) : next;
        }

        var counted = at.Counted(lane);
        return Milestones.FirstOrDefault(milestone => !counted.Any(record => Stage(record) == milestone)) is { } open
            ? new NextRecord(Of).With("stage", FieldValue.Of(open))
            : null;
    }

    /// <summary>A milestone may be passed after the year; guidance is owed in it.</summary>
    internal override Sight LooksAt(TaskList list) => Sight.OfYear(list.Year) with { Later = Guides is null ? [Of] : [] };

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        var due = By.Days(question.List, question.Year.Last)[0];
        return !question.OwesBy(due) ? [Verdict.NotOwed(question.YearLane)]
            : Guides is null ? [JudgeMilestones(due, question)]
            : [JudgeGuidance(Guides, question)];
    }

    internal override string Say(Verdict verdict, Question question) =>
        Guides is not null ? $"应指导{verdict.Need}期，已指导{verdict.Have}期"
        : verdict.Status is Status.Met or Status.MetLate ? $"已验收，{verdict.Need}个节点有{verdict.Have}个记录"
        : $"{ChinaTime.Say(verdict.Due!.Value)}前应通过验收，{verdict.Need}个节点已完成{verdict.Have}个";

    internal override string? Missing(Verdict verdict) =>
        Guides is not null ? base.Missing(verdict)
        : verdict.Status is Status.Met or Status.MetLate ? null
        : "还差验收";

    private static Guidance ReadGuidance(MapReader map, MapReader guidance, ShapeContext context)
    {
        ImmutableArray<string> reads = [.. guidance.Texts("reads").Select(reading => reading.Text)];
        Guidance read = new(
            context.Kind(guidance, "of"),
            guidance.Word(
                "every",
                new Dictionary<string, Cadence>
                {
                    ["quarter"] = Cadence.Quarter,
                    ["half"] = Cadence.Half,
                    ["month"] = Cadence.Month,
                }
            ),
            (context.Number(guidance, "at-least") ?? Setting.Of(1)) with
            {
                Reads = reads,
            },
            [.. map.Texts("target-named").Select(alias => context.Named.GetValueOrDefault(alias.Text, alias.Text))]
        );
        guidance.Done();
        return read;
    }

    /// <summary>A pilot is one project: accepted in January it was accepted late, not never.</summary>
    private Verdict JudgeMilestones(DateOnly due, Question question)
    {
        var counted = question.Records([Of]).Where(record => IsMilestone(record, question)).ToList();
        var done = Milestones.Where(milestone => counted.Exists(record => Stage(record) == milestone)).ToList();
        var status = question.Done(counted.Find(record => Stage(record) == Accepted)?.On, due);
        var missing = Milestones.Except(done).ToList();
        return new(question.YearLane, status)
        {
            Have = done.Count,
            Need = Milestones.Length,
            Due = due,
            Counted = counted,
            Notes =
                status is Status.Met or Status.MetLate && missing.Count > 0
                    ? [$"缺节点记录：{Words.List(missing.Select(stage => Words.Value(question.List, Of, "stage", stage)))}"]
                    : [],
        };
    }

    private Verdict JudgeGuidance(Guidance guidance, Question question)
    {
        var counted = question.Records([guidance.Of]).Where(record => IsGuidance(record, guidance, question)).ToList();
        var periods = guidance.Every.Periods(question.List.Year).Select(period => period.Days).ToList();
        var open = periods
            .Where(days => counted.Count(record => days.Contains(record.On)) < guidance.AtLeast.Number(question.List, days.Last))
            .ToList();
        return new(question.YearLane, open.Count == 0 ? Status.Met : question.Waiting(open[0].Last, open[0].First))
        {
            Have = periods.Count - open.Count,
            Need = periods.Count,
            Opens = open.Count == 0 ? null : open[0].First,
            Due = open.Count == 0 ? question.Year.Last : open[0].Last,
            Days = question.Year,
            Counted = counted,
        };
    }

    private static string? Stage(Record record) => record.Field("stage")?.Text;

    private bool IsMilestone(Record record, Question question)
    {
        if (record.On < question.Year.First)
        {
            return false;
        }

        if (Milestones.Contains(Stage(record) ?? ""))
        {
            return true;
        }

        question.Why?.PassOver(record, $"「{Words.Value(question.List, Of, "stage", Stage(record))}」不是本试点的节点");
        return false;
    }

    private static bool IsGuidance(Record record, Guidance guidance, Question question)
    {
        if (!question.Year.Contains(record.On))
        {
            return false;
        }

        if (guidance.Targets.IsEmpty || guidance.Targets.Any(target => new Condition("target", target).IsNotDeniedBy(record)))
        {
            return true;
        }

        question.Why?.PassOver(record, "指导的是另一单位");
        return false;
    }
}
