using System.Collections.Immutable;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>The closed vocabulary of shapes, by the word a list uses.</summary>
public static class AllShapes
{
    /// <summary>How each shape is read from the mapping of its obligation.</summary>
    public static readonly ImmutableDictionary<string, Func<MapReader, ShapeContext, Shape>> ByWord = ImmutableDictionary<
        string,
        Func<MapReader, ShapeContext, Shape>
    >.Empty;
}
