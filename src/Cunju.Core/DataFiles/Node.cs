using System.Collections.Immutable;

namespace Cunju.Core.DataFiles;

/// <summary>Where something stands in a file; lines and columns count from 1.</summary>
public readonly record struct Mark(int Line, int Column);

/// <summary>A piece of a data file with its position. Rules read these, so that they know no file format and every fault has a place.</summary>
public abstract record Node(Mark At);

/// <summary>One text. <paramref name="Quoted"/> tells "null" from null.</summary>
public sealed record ScalarNode(Mark At, string Text, bool Quoted) : Node(At)
{
    /// <summary>Whether the file says that there is no value.</summary>
    public bool IsNull => !Quoted && Text is "" or "null" or "~";
}

/// <summary>A sequence.</summary>
public sealed record SequenceNode(Mark At, ImmutableArray<Node> Items) : Node(At);

/// <summary>Named values in the order of the file; a name that stands twice is kept twice, so that it can be reported.</summary>
public sealed record MappingNode(Mark At, ImmutableArray<(ScalarNode Key, Node Value)> Entries) : Node(At)
{
    /// <summary>The value under that name; null when there is none.</summary>
    public Node? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
}
