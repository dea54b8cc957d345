using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.App.TaskLists;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Cunju.Core.WorkRecords;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.WorkRecords;

/// <summary>The list of notes of a unit.</summary>
public sealed record WorkRecordList(ImmutableArray<WorkRecord> Records, TaskList List, string? New);

/// <summary>What a unit may note, by the duty it is for.</summary>
public sealed record KindChoice(
    FormState Form,
    ImmutableArray<(Measure Measure, ImmutableArray<(RecordKind Kind, string? Elsewhere)> Kinds)> Groups,
    string Address
);

/// <summary>One note with everything that was said, and what it counts for.</summary>
public sealed record WorkRecordView(
    WorkRecord Record,
    RecordKind Kind,
    TaskList List,
    ImmutableDictionary<string, string> Words,
    string? Answers,
    ImmutableArray<(Lane Lane, string Part)> CountsFor,
    WorkForm? Correction,
    FormState? Retraction
);

/// <summary>Pages of the work records.</summary>
public static class WorkRecordPages
{
    private static readonly Procedure<WorkRecord, WorkRecordState, WorkRecordFact> Table = WorkRecordProcedure.Table;
    private static readonly Step Noting = Table.Steps.Single(step => step.Act == typeof(RecordWork));
    private static readonly Step Correcting = Table.Steps.Single(step => step.Act == typeof(CorrectWork));
    private static readonly Step Retracting = Table.Steps.Single(step => step.Act == typeof(RetractWork));

    /// <summary>Hangs them.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(Table, Index);
        pages.Opening<RecordWork>(Table, Opening);
        pages.Case<WorkRecord>(Table, Case);
        pages.Unit(
            $"{Table.Name}/{{number}}/files/{{digest}}",
            async (visit, unit) =>
            {
                var (number, digest) = ((string?)visit.Http.GetRouteValue("number"), (string?)visit.Http.GetRouteValue("digest"));
                var record = await visit.Db.FindAsync<WorkRecord>([unit.Id, number!], visit.Cancel);
                // The proof behind a note is the unit's own; the offices above see only that it is there.
                return record is not null && visit.Actor!.Organisation == unit.Id && record.Files.Contains(digest!)
                    ? await StoredFiles.Answer(visit, unit, digest!)
                    : Pages.NotFound();
            }
        );
    }

    private static async Task<IResult> Index(Visit visit, Unit unit)
    {
        var records = await visit
            .Db.Set<WorkRecord>()
            .AsNoTracking()
            .Where(record => record.Unit == unit.Id)
            .OrderByDescending(record => record.On)
            .ThenByDescending(record => record.Number)
            .Take(200)
            .ToListAsync(visit.Cancel);
        var address = visit.May(Noting, unit) ? $"/{unit.Id}/{Table.Name}/new/{Noting.Verb}" : null;
        return Show.Page<WorkRecordIndex, WorkRecordList>(
            visit,
            $"工作纪实 · {unit.ShortNameOn(visit.Today)}",
            new([.. records], visit.Cell.ListFor(unit, visit.Today), address)
        );
    }

    private static async Task<IResult> Opening(Visit visit, Unit unit, FormState form)
    {
        var list = visit.Cell.ListFor(unit, visit.Today);
        var address = $"/{unit.Id}/{Table.Name}/new/{Noting.Verb}";
        var elsewhere = WorkRecordModule.Elsewhere;
        var kinds = Vocabulary.Of(list, unit, visit.Today);
        if (kinds.FirstOrDefault(kind => kind.Id == form["Kind"]) is not { } chosen)
        {
            var supervises = visit.Actor!.Permissions.Contains(WorkRecordProcedure.Supervise.Id);
            var offered = kinds.Where(kind => Vocabulary.IsSupervision(kind.Id) == supervises).ToArray();
            var groups = list
                .Tasks.SelectMany(task => task.Measures)
                .Select(measure =>
                    (
                        measure,
                        offered
                            .Where(kind => HomeOf(list, kind, unit, visit.Today)?.Measure == measure.Number)
                            .Select(kind => (kind, elsewhere.GetValueOrDefault(kind.Id)))
                            .ToImmutableArray()
                    )
                )
                .Where(group => group.Item2.Length > 0);
            return Show.Page<KindChooser, KindChoice>(visit, "登记一件工作", new(form, [.. groups], address));
        }

        return Show.Page<WorkFormPage, WorkForm>(
            visit,
            $"登记：{chosen.Title}",
            await WorkForm.For(visit, unit, form, chosen, Noting, address, 0)
        );
    }

    private static Obligation? HomeOf(TaskList list, RecordKind kind, Unit unit, DateOnly day) =>
        list.Obligations.FirstOrDefault(obligation =>
            (obligation.Bearers.Contains(unit.KindOn(day)) || obligation.Named.Contains(unit.Id))
            && (
                obligation.Shape.Kinds.Contains(kind.Id)
                || obligation.Shape is Core.TaskLists.Shapes.Attest attest && attest.CorroboratedBy.Contains(kind.Id)
            )
        );

    private static async Task<IResult> Case(Visit visit, Unit unit, WorkRecord record, FormState? form)
    {
        var list = visit.Cell.ListFor(unit, visit.Today);
        if (!list.Kinds.TryGetValue(record.Kind, out var kind))
        {
            kind = new(record.Kind, record.Kind, null, null, []);
        }

        var own = visit.Actor!.Organisation == unit.Id;
        var ids = record.Words.Values.Select(word => word.Id).ToArray();
        var asides = own
            ? await visit
                .Db.Asides.AsNoTracking()
                .Where(aside => ids.Contains(aside.Id))
                .ToDictionaryAsync(aside => aside.Topic, aside => aside.Text, visit.Cancel)
            : [];
        var words = asides.ToImmutableDictionary();
        // What it counts for, the list of its own day says.
        var counting = visit.Cell.ListFor(unit, record.On);
        var book = await Cell.RecordsFor(visit.Db, visit.Register, unit, counting, visit.Cancel);
        var rows = await visit
            .Db.Records.AsNoTracking()
            .Where(row =>
                row.CaseUnit == unit.Id && row.CaseProcedure == Table.Name && row.CaseNumber == record.Number && row.Kind == record.Kind
            )
            .Select(row => row.Id)
            .ToListAsync(visit.Cancel);
        var board = Evaluator.Evaluate(counting, visit.Register, unit, book, new(visit.Today, null, visit.Cell.Since));
        var counts = board.Lanes.Where(lane => lane.Records.Any(rows.Contains));
        var action = $"/{unit.Id}/{Table.Name}/{record.Number}";
        var stands = record.State == WorkRecordState.Recorded;
        var correction =
            stands && visit.May(Correcting, unit)
                ? await WorkForm.For(
                    visit,
                    unit,
                    form?.Verb == Correcting.Verb ? form : Typed(record, kind, words),
                    kind,
                    Correcting,
                    $"{action}/{Correcting.Verb}",
                    record.Version
                )
                : null;
        var retraction =
            !stands || !visit.May(Retracting, unit) ? null
            : form?.Verb == Retracting.Verb ? form
            : FormState.Empty(Retracting.Verb);
        var answered =
            record.Of is { } of && await visit.Db.Records.AsNoTracking().FirstOrDefaultAsync(row => row.Id == of, visit.Cancel) is { } found
                ? $"{Shell.Words.Day(found.On)} {Shell.Words.Title(list, found.ToRecord())}"
                : null;
        return Show.Page<WorkRecordPage, WorkRecordView>(
            visit,
            $"{kind.Title} · {record.Number}",
            new(
                record,
                kind,
                list,
                words,
                answered,
                [.. counts.Select(lane => (lane, Shell.Words.Lane(lane.Name, book, list)))],
                correction,
                retraction
            )
        );
    }

    /// <summary>The form as if it had just been typed.</summary>
    private static FormState Typed(WorkRecord record, RecordKind kind, ImmutableDictionary<string, string> words)
    {
        var form = FormState
            .Empty(Correcting.Verb)
            .With(nameof(NotingAct.On), $"{record.On:yyyy-MM-dd}")
            .With(nameof(NotingAct.CaseName), record.CaseName ?? "")
            .With(nameof(NotingAct.Of), record.Of ?? "")
            .With(nameof(NotingAct.Evidence), [.. record.Evidence])
            .With(nameof(NotingAct.Note), words.GetValueOrDefault("note", ""));
        foreach (var (place, field) in Vocabulary.AskedOf(kind).Index())
        {
            if (record.Fields.TryGetValue(field.Name, out var value))
            {
                form = form.With(WorkForm.Input(place), [.. value.Items]);
            }
            else if (words.TryGetValue(field.Name, out var text))
            {
                form = form.With(WorkForm.Input(place), text);
            }
        }

        return form;
    }
}
