using System.Collections.Immutable;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>A field must say something (<c>where: { book: book.supervision }</c>).</summary>
/// <param name="Field">The field of the record, or the key of a profile.</param>
/// <param name="Value">What it must say; a set must contain it.</param>
public sealed record Condition(string Field, string Value)
{
    /// <summary>Whether the record says so; a record without the field does not.</summary>
    public bool HoldsFor(Record record) => record.Field(Field) is { } value && Says(value, Value);

    /// <summary>Whether the record says so or is silent.</summary>
    public bool IsNotDeniedBy(Record record) => record.Field(Field) is not { } value || Says(value, Value);

    /// <summary>Whether a value is, or contains, that text; 是 is true and 否 is false.</summary>
    public static bool Says(FieldValue value, string text) =>
        value.Items.Contains(text, StringComparer.Ordinal) || (FieldValue.Of(text).Truth is { } truth && value.Truth == truth);

    /// <summary>Every entry of the mapping below that name; none when it is absent.</summary>
    public static ImmutableArray<Condition> Read(MapReader map, string name)
    {
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        foreach (var (key, value) in map.Entries(name))
        {
            if (value is ScalarNode scalar)
            {
                conditions.Add(new(key.Text, scalar.Text));
            }
            else
            {
                map.Findings.Add(value.At, $"{map.What}的「{name}」里「{key.Text}」应为一个值");
            }
        }

        return conditions.ToImmutable();
    }
}
