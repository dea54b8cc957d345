using System.Collections.Immutable;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>A named set of values that must all be covered (四张清单, 监督的七方面内容).</summary>
/// <param name="Field">The field of the record that says which value it is for.</param>
/// <param name="Values">The values; empty when the source does not name them, which leaves the answer 待确认.</param>
/// <param name="Expected">How many there are.</param>
public sealed record Vocabulary(string Field, ImmutableArray<string> Values, int Expected)
{
    /// <summary>Whether the source names the values.</summary>
    public bool IsKnown => !Values.IsEmpty;

    /// <summary><c>field</c> with <c>values: [...]</c>, <c>values: null</c> or <c>values-from: vocabulary.name</c>, and <c>expects</c> where the values are unknown.</summary>
    public static Vocabulary Read(MapReader map, ShapeContext context)
    {
        var field = map.Text("field");
        var values = map.Texts("values").Select(value => value.Text).ToImmutableArray();
        if (map.OptionalText("values-from") is { } from)
        {
            var name = from.StartsWith("vocabulary.", StringComparison.Ordinal) ? from["vocabulary.".Length..] : from;
            if (!context.Vocabularies.TryGetValue(name, out values))
            {
                values = [];
                map.Findings.Unknown(map.Where("values-from"), "词汇表", name, context.Vocabularies.Keys.Order(StringComparer.Ordinal));
            }
        }

        return new(field, values, map.OptionalNumber("expects") ?? values.Length);
    }
}
