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

/// <summary>The form of a work record: made from the fields the list gives the kind, with what can be chosen for each.</summary>
/// <param name="Form">What was typed or preset.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Step">The step it is for.</param>
/// <param name="Action">Where it is posted.</param>
/// <param name="Seen">The version shown; 0 for a new one.</param>
/// <param name="List">The list.</param>
/// <param name="Answerable">Records it may answer: id and title.</param>
/// <param name="Choices">What a field may name, by field; absent = typed.</param>
/// <param name="CaseNames">Names of cases already begun, newest first.</param>
/// <param name="Proof">Kinds of proof: id and title, those the list asks for first.</param>
/// <param name="Owed">What it is for, when a duty led here.</param>
/// <param name="Lane">Where the day puts it; null for a correction.</param>
public sealed record WorkForm(
    FormState Form,
    RecordKind Kind,
    Step Step,
    string Action,
    int Seen,
    TaskList List,
    ImmutableArray<(string Value, string Title)> Answerable,
    ImmutableDictionary<string, ImmutableArray<(string Value, string Title)>> Choices,
    ImmutableArray<string> CaseNames,
    ImmutableArray<(string Value, string Title)> Proof,
    Obligation? Owed,
    LaneOf? Lane
)
{
    private const string Preset = "f.";
    private const int Remembered = 40;

    /// <summary>The fields with their places in the form.</summary>
    public IEnumerable<(int Place, RecordField Field)> Fields => Vocabulary.AskedOf(Kind).Index();

    /// <summary>What the form is told of the record that is wanted.</summary>
    public static IEnumerable<(string Field, string Value)> Presets(NextRecord next)
    {
        yield return (nameof(RecordWork.Kind), next.Kind);
        if (next.For.Length > 0)
        {
            yield return (LaneOf.Field, next.For);
        }

        if (next.Case is { } name)
        {
            yield return (nameof(RecordWork.CaseName), name);
        }

        if (next.Of is { } of)
        {
            yield return (nameof(RecordWork.Of), of);
        }

        foreach (var (field, value) in next.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (var item in value.Items)
            {
                yield return (Preset + field, item);
            }
        }
    }

    /// <summary>The name of a field's input.</summary>
    public static string Input(int place) => $"Fields[{place}].Values";

    /// <summary>Makes the form for a kind; presets given by the names of fields go to their places.</summary>
    public static async Task<WorkForm> For(Visit visit, Unit unit, FormState form, RecordKind kind, Step step, string action, int seen)
    {
        var list = visit.Cell.ListFor(unit, visit.Today);
        foreach (var (place, field) in Vocabulary.AskedOf(kind).Index())
        {
            if (form.Values.TryGetValue(Preset + field.Name, out var told) && !form.Values.ContainsKey(Input(place)))
            {
                form = form.With(Input(place), [.. told]);
            }
        }

        var lane = seen > 0 ? null : await LaneOf.Ask(visit, unit, form, kind);
        form = lane is null ? form : lane.Preset(form);
        var answer = Vocabulary.AnswerOf(kind);
        var answerable = answer is null ? [] : await Records(visit, unit, Vocabulary.TargetsOf(answer));
        var choices = ImmutableDictionary.CreateBuilder<string, ImmutableArray<(string, string)>>();
        foreach (var field in Vocabulary.AskedOf(kind))
        {
            var targets = Vocabulary.TargetsOf(field);
            if (targets is ["unit"])
            {
                choices[field.Name] = Units(visit, unit);
            }
            else if (targets is ["book"])
            {
                choices[field.Name] =
                [
                    .. list
                        .Titles.Where(title => title.Key.StartsWith("book.", StringComparison.Ordinal))
                        .OrderBy(title => title.Key, StringComparer.Ordinal)
                        .Select(title => (title.Key, title.Value)),
                ];
            }
            else if (!targets.IsEmpty)
            {
                choices[field.Name] = await Records(visit, unit, targets);
            }
        }

        var cases = await visit
            .Db.Set<WorkRecord>()
            .AsNoTracking()
            .Where(record => record.Unit == unit.Id && record.CaseName != null)
            .OrderByDescending(record => record.On)
            .Select(record => record.CaseName!)
            .Take(Remembered)
            .ToListAsync(visit.Cancel);
        var owed = list.Obligations.FirstOrDefault(obligation =>
            obligation.Shape.Kinds.Contains(kind.Id)
            && (obligation.Bearers.Contains(unit.KindOn(visit.Today)) || obligation.Named.Contains(unit.Id))
        );
        return new(
            form,
            kind,
            step,
            action,
            seen,
            list,
            answerable,
            choices.ToImmutable(),
            [.. cases.Distinct()],
            Proofs(list, owed),
            owed,
            lane
        );
    }

    /// <summary>Units a township or the bureau may mean; a village means itself and its neighbours under the same township.</summary>
    private static ImmutableArray<(string Value, string Title)> Units(Visit visit, Unit unit)
    {
        var above =
            unit.KindOn(visit.Today) is not (UnitKind.Township or UnitKind.Bureau) && unit.ParentOn(visit.Today) is { } parent
                ? parent
                : unit.Id;
        return [.. visit.Register.Under(above, visit.Today).Select(other => (other.Id, other.ShortNameOn(visit.Today)))];
    }

    /// <summary>The unit's records of those kinds and, for an office, those of the units under it; the latest first.</summary>
    private static async Task<ImmutableArray<(string Value, string Title)>> Records(Visit visit, Unit unit, ImmutableArray<string> kinds)
    {
        var list = visit.Cell.ListFor(unit, visit.Today);
        var below = Cell.With(visit.Register, unit);
        var rows = await visit
            .Db.Records.AsNoTracking()
            .Where(row => below.Contains(row.Unit) && kinds.Contains(row.Kind))
            .Where(row =>
                !visit.Db.Records.Any(closing =>
                    closing.Of == row.Id && (closing.Kind == "fact.retracted" || closing.Kind == "fact.corrected")
                )
            )
            .OrderByDescending(row => row.On)
            .ThenByDescending(row => row.Id)
            .Take(4 * Remembered)
            .ToListAsync(visit.Cancel);
        return
        [
            .. rows.Select(row => row.ToRecord())
                .Select(record =>
                    (
                        record.Id,
                        (record.Unit == unit.Id ? "" : visit.Register.Find(record.Unit)?.ShortNameOn(record.On) + " ")
                            + $"{Words.Day(record.On, visit.Today)} {Words.Title(list, record)}"
                    )
                ),
        ];
    }

    /// <summary>What the list asks for first, a photo last: it is never required.</summary>
    private static ImmutableArray<(string Value, string Title)> Proofs(TaskList list, Obligation? owed) =>
        [
            .. list
                .Titles.Where(title => list.Proofs.Contains(title.Key))
                .OrderBy(title => title.Key == "photo")
                .ThenBy(title => owed is null || !(owed.Evidence.AllOf.Contains(title.Key) || owed.Evidence.AnyOf.Contains(title.Key)))
                .ThenBy(title => title.Key, StringComparer.Ordinal)
                .Select(title => (title.Key, title.Value)),
        ];
}
