using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;

namespace Cunju.App;

/// <summary>起手: the act with which an institution begins what makes records of some kinds, and what its form is told beforehand.</summary>
/// <param name="Kinds">The kinds of records; empty = every kind that nobody else names.</param>
/// <param name="Label">The words on the button (记一次会议).</param>
/// <param name="Procedure">The table.</param>
/// <param name="Act">An act of it that starts a case.</param>
/// <param name="Presets">Fields of the form that follow from the record wanted.</param>
public sealed record Starter(
    ImmutableArray<string> Kinds,
    string Label,
    IProcedure Procedure,
    Type Act,
    Func<NextRecord, IEnumerable<(string Field, string Value)>> Presets
)
{
    /// <summary>The words on the button for a record whose day has passed (补登); null = the same.</summary>
    public string? LabelWhenLate { get; init; }

    /// <summary>Whether a lane has one case only, so that a second record is made in the case that is there.</summary>
    public bool OncePerLane { get; init; }

    /// <summary>Whether permissions let somebody begin that record, where two bodies share a table and each keeps to its own (the supervision committee); null = the
    /// step's permission says it all.</summary>
    public Func<NextRecord, ImmutableHashSet<string>, bool>? KeepsToItsOwn { get; init; }

    /// <summary>Whether somebody with these permissions may begin that record.</summary>
    public bool MayBegin(NextRecord next, ImmutableHashSet<string> permissions) =>
        (permissions.Contains(Step.Permission.Id) || (Step.Permission.Or is { } other && permissions.Contains(other.Id)))
        && KeepsToItsOwn?.Invoke(next, permissions) != false;

    /// <summary>The row of the table.</summary>
    public Step Step => Procedure.Steps.Single(step => step.Act == Act);

    /// <summary>The address of the form with everything that is known already.</summary>
    public string Address(Unit unit, NextRecord next) =>
        $"/{unit.Id}/{Procedure.Name}/new/{Step.Verb}"
        + QueryString.Create(Presets(next).Select(preset => KeyValuePair.Create(preset.Field, (string?)preset.Value)));
}
