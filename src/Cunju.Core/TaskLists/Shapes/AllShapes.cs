using System.Collections.Immutable;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>The closed vocabulary of shapes, by the word a list uses.</summary>
public static class AllShapes
{
    /// <summary>How each shape is read from the mapping of its obligation. The caller ends the mapping with <see cref="MapReader.Done"/>.</summary>
    public static readonly ImmutableDictionary<string, Func<MapReader, ShapeContext, Shape>> ByWord = new Dictionary<
        string,
        Func<MapReader, ShapeContext, Shape>
    >
    {
        ["count"] = Count.Read,
        ["dates"] = Dates.Read,
        ["deadline"] = Deadline.Read,
        ["procedure"] = Procedure.Read,
        ["chain"] = Chain.Read,
        ["state"] = State.Read,
        ["document"] = Document.Read,
        ["follow-up"] = FollowUp.Read,
        ["attest"] = Attest.Read,
        ["pilot"] = Pilot.Read,
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
