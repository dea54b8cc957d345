using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.WorkRecords;

/// <summary>What a work record must be told: the words of the list, what institutions make themselves, and the record it answers.</summary>
/// <param name="List">The list in force.</param>
/// <param name="Elsewhere">Kinds that a procedure makes, each with the official name of its institution.</param>
/// <param name="Answered">The record the act answers; null when it answers none or names one that is not there.</param>
/// <param name="AnsweredIsNear">Whether that record is the unit's own or one of a unit under it.</param>
public sealed record NotingKnowledge(TaskList List, ImmutableDictionary<string, string> Elsewhere, Record? Answered, bool AnsweredIsNear);

/// <summary>Which kinds of records a unit may note. It follows from the list: what its own duties count, and what is worth laying beside its reports.</summary>
public static class Vocabulary
{
    private const string Answer = "of";

    /// <summary>The kinds the unit may note on that day, in the order of the list.</summary>
    public static ImmutableArray<RecordKind> Of(TaskList list, Unit unit, DateOnly day) =>
        [
            .. list
                .Obligations.Where(obligation =>
                    obligation.Named.IsEmpty ? obligation.Bearers.Contains(unit.KindOn(day)) : obligation.Named.Contains(unit.Id)
                )
                .SelectMany(obligation => obligation.Shape.OwnKinds)
                .Distinct(StringComparer.Ordinal)
                .Select(kind => list.Kinds.GetValueOrDefault(kind))
                .OfType<RecordKind>(),
        ];

    /// <summary>Whether the kind belongs to the supervision committee, which alone may note it.</summary>
    public static bool IsSupervision(string kind) => kind.StartsWith("supervision.", StringComparison.Ordinal);

    /// <summary>Whether the record of that kind must name its case, because a procedure of the list looks at the case's steps.</summary>
    public static bool NeedsCase(TaskList list, string kind) =>
        list.Obligations.Any(obligation => obligation.Shape is Procedure procedure && procedure.Of == kind);

    /// <summary>The field by which a record of that kind answers another; null when it answers none.</summary>
    public static RecordField? AnswerOf(RecordKind kind) => kind.Fields.FirstOrDefault(field => field.Name == Answer);

    /// <summary>The fields a person fills in, without the one that says what is answered.</summary>
    public static IEnumerable<RecordField> AskedOf(RecordKind kind) => kind.Fields.Where(field => field.Name != Answer);

    /// <summary>Whether a person may type what they like into it and it still stands in the journal, because the counting reads it.</summary>
    public static bool IsOpen(RecordField field) =>
        field.Type is not ("text" or "int" or "boolean" or "date" or "month") && field.Values.IsEmpty;

    /// <summary>What a <c>ref</c> field may name: kinds of records, <c>unit</c> or <c>book</c>; empty for every other type.</summary>
    public static ImmutableArray<string> TargetsOf(RecordField field) =>
        field.Type.StartsWith("ref ", StringComparison.Ordinal) ? [.. field.Type.Split(' ').Skip(1)] : [];
}
