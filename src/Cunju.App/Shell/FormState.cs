using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.App.Shell;

/// <summary>What stands in a form: typed or preset values, and what is wrong with them. Nothing typed is ever lost.</summary>
/// <param name="Verb">The step's verb the form is for.</param>
/// <param name="Values">Values by field name (<c>Agenda[0].Motion</c>).</param>
/// <param name="Problems">Malformed fields and refusals in the order of the form.</param>
public sealed record FormState(string Verb, ImmutableDictionary<string, ImmutableArray<string>> Values, ImmutableArray<Problem> Problems)
{
    /// <summary>Files that came with it when it was refused, by digest: what the person called them.</summary>
    public ImmutableDictionary<string, string> Received { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>An empty form.</summary>
    public static FormState Empty(string verb) => new(verb, ImmutableDictionary<string, ImmutableArray<string>>.Empty, []);

    /// <summary>The field's value as text; empty when nothing stands there.</summary>
    public string this[string field] => Values.TryGetValue(field, out var values) && values.Length > 0 ? values[0] : "";

    /// <summary>Whether a box of that value is ticked.</summary>
    public bool Has(string field, string value) => Values.TryGetValue(field, out var values) && values.Contains(value);

    /// <summary>The problems of one field.</summary>
    public IEnumerable<Problem> Of(string field) => Problems.Where(problem => problem.Field == field);

    /// <summary>The same form with a value preset.</summary>
    public FormState With(string field, params string[] values) => this with { Values = Values.SetItem(field, [.. values]) };

    /// <summary>How many rows of a list were typed (<c>Agenda[2]…</c> makes three), at most <see cref="RowName.Most"/>.</summary>
    public int Rows(string list) => Values.Keys.Max(key => RowName.Of(key, list)) + 1 ?? 0;
}

/// <summary>One thing wrong with a form: where, what, and by which rule.</summary>
/// <param name="Field">The field; null when it is about the whole.</param>
/// <param name="Text">What is wrong and what to do, in Chinese.</param>
/// <param name="Source">The article or item behind it; null when it is a slip of the pen.</param>
public sealed record Problem(string? Field, string Text, string? Source = null)
{
    /// <summary>A refusal at its field.</summary>
    public static Problem Of(Refusal refusal) => new(refusal.Field, refusal.Reason, refusal.Source);
}
