namespace Cunju.Core.Procedures;

/// <summary>问项: the words with which a form, the command line and the documents ask for one property of an act.</summary>
/// <param name="label">The question in Chinese.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AskAttribute(string label) : Attribute
{
    /// <summary>The question.</summary>
    public string Label { get; } = label;

    /// <summary>One line of help below it.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether the text may be long (several lines).</summary>
    public bool Long { get; init; }
}
