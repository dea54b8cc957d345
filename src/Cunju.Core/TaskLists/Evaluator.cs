using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.TaskLists;

/// <summary>统计: what a list means for one unit, judged record by record. This is the definition; anything faster must agree with it on every input.</summary>
public static class Evaluator
{
    /// <summary>A photo is welcome but never asked for (整治形式主义), so its absence is not even noted.</summary>
    private const string Photo = "photo";

    /// <summary>Judges every obligation of the list for one unit, in the order of the list, then due day (none last), then lane name.</summary>
    /// <remarks>An edition that is only carried (沿用草案) shows no red: what would be 临期, 逾期 or 退回 is shown as 待办, what would be 不可补正 as 进行中, and the
    /// lane says 沿用草案. Everything else is shown as it is.</remarks>
    public static Scoreboard Evaluate(TaskList list, Register register, Unit unit, RecordBook records, Occurrence at)
    {
        Docket docket = new(register, unit, records, at);
        var lanes = list
            .Obligations.Where(obligation => Concerns(obligation, unit))
            .SelectMany(obligation => Judge(new(list, obligation, unit, docket, at, Why: null)))
            .Select(judged => judged.Lane);
        return new(list, unit, at, [.. lanes]);
    }

    /// <summary>Only the lanes of the obligations that look at such records; nothing else of that kind could change another's answer.</summary>
    public static ImmutableArray<Lane> Concerning(
        string kind,
        TaskList list,
        Register register,
        Unit unit,
        RecordBook records,
        Occurrence at
    )
    {
        Docket docket = new(register, unit, records, at);
        return
        [
            .. list
                .Obligations.Where(obligation => obligation.Shape.Kinds.Contains(kind) && Concerns(obligation, unit))
                .SelectMany(obligation => Judge(new(list, obligation, unit, docket, at, Why: null)))
                .Select(judged => judged.Lane),
        ];
    }

    /// <summary>Whether the unit has lines for that obligation at all: duties of named units are shown for those units only.</summary>
    internal static bool Concerns(Obligation obligation, Unit unit) => obligation.Named.IsEmpty || obligation.Named.Contains(unit.Id);

    /// <summary>The lanes of one obligation, each with the verdict behind it. <see cref="Explainer"/> asks here too, so that it can never say otherwise.</summary>
    internal static IEnumerable<(Lane Lane, Verdict Verdict)> Judge(Question question)
    {
        var verdicts = question.Obligation.Shape.Judge(question).ToList();
        if (verdicts.TrueForAll(verdict => verdict.OutOfScope))
        {
            var everOwed = verdicts.Count == 0 && question.Active(question.Year) is not null;
            verdicts =
            [
                new(question.YearLane, everOwed ? question.Obligation.Shape.WithoutLanes : Status.NotApplicable) { OutOfScope = !everOwed },
            ];
        }

        return verdicts
            .OrderBy(verdict => verdict.Due ?? DateOnly.MaxValue)
            .ThenBy(verdict => verdict.Lane, StringComparer.Ordinal)
            .Select(verdict => (Shown(verdict, question), verdict));
    }

    /// <summary>补录,佐证,通知: what is to be said of one counted record. Never changes a status.</summary>
    internal static IEnumerable<string> Remarks(Record record, Verdict verdict, Question question)
    {
        if (LateEntry.Say(record, verdict.Due) is { } late)
        {
            yield return late;
        }

        if (MissingProof(record, question) is { } missing)
        {
            yield return $"佐证不全：{missing}";
        }

        if (record.Field("short-notice")?.Truth == true)
        {
            yield return "通知不足";
        }
    }

    private static Lane Shown(Verdict verdict, Question question)
    {
        var notes = verdict
            .Notes.Concat(verdict.Counted.SelectMany(record => Remarks(record, verdict, question)))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var status = verdict.Status;
        if (status != Status.NotApplicable && OpenReading(question) is not null)
        {
            status = Status.Undetermined;
        }

        if (ClosedBeforeFirstDay(verdict, question))
        {
            status = Status.NotApplicable;
            notes.Add(Words.BeforeFirstDay);
        }

        if (question.List.Status == EditionStatus.Carried && Softened(status) is { } softened)
        {
            status = softened;
            notes.Add(Words.Carried);
        }

        return new()
        {
            Obligation = question.Obligation,
            Name = verdict.Lane,
            Status = status,
            Have = verdict.Have,
            Need = verdict.Need,
            Opens = verdict.Opens,
            Due = verdict.Due,
            Lead = verdict.Due is null ? null : question.Obligation.Shape.LeadOf(verdict, question.List),
            Records = [.. verdict.Counted.Select(record => record.Id)],
            Notes = [.. notes],
            Grade =
                question.Obligation.Shape.Grade == Grade.SelfReported ? Grade.SelfReported
                : verdict.Counted.Any(record => record.Source == RecordSource.WorkRecord) ? Grade.SelfRecorded
                : Grade.Procedure,
        };
    }

    /// <summary>The first reading of the obligation to which the list takes no answer and nobody has settled; null when there is none.</summary>
    internal static Reading? OpenReading(Question question) =>
        question
            .Obligation.Reads.Select(id => question.List.Readings.GetValueOrDefault(id))
            .FirstOrDefault(reading => reading is { Takes: "undetermined", SettledBy: null });

    private static bool ClosedBeforeFirstDay(Verdict verdict, Question question) =>
        question.At.Since is { } since
        && verdict.Due < since
        && verdict.Counted.Count == 0
        && verdict.Status is not (Status.NotApplicable or Status.Met);

    private static Status? Softened(Status status) =>
        status switch
        {
            Status.AtRisk or Status.Overdue or Status.Returned => Status.Due,
            Status.Breached => Status.OnTrack,
            _ => null,
        };

    private static string? MissingProof(Record record, Question question)
    {
        var proof = question.Obligation.Shape.Proof(record, question.Obligation);
        var missing = proof.AllOf.Where(kind => kind != Photo && !record.Evidence.Contains(kind)).Select(Titled).ToList();
        var choices = proof.AnyOf.Where(kind => kind != Photo).Select(Titled).ToList();
        if (choices.Count > 0 && proof.AnyOf.Count(kind => record.Evidence.Contains(kind)) < proof.Min)
        {
            missing.Add(string.Join('或', choices));
        }

        return missing.Count == 0 ? null : $"缺{Words.List(missing)}";

        string Titled(string kind) => question.List.Titles.GetValueOrDefault(kind, kind);
    }
}
