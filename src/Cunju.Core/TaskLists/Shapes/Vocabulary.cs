using System.Collections.Immutable;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>A named set of values that must all be covered (四张清单, 监督的七方面内容).</summary>
/// <param name="Field">The field of the record that says which value it is for.</param>
/// <param name="Values">The values; empty when the source does not name them, which leaves the answer 待确认.</param>
/// <param name="Expected">How many there are; never 0.</param>
public sealed record Vocabulary(string Field, ImmutableArray<string> Values, int Expected)
{
    /// <summary>Whether the source names the values.</summary>
    public bool IsKnown => !Values.IsEmpty;

    /// <summary><c>field</c> with <c>values: [...]</c>, <c>values: null</c> or <c>values-from: vocabulary.name</c>. Where the values are unknown, <c>expects</c> says
    /// how many there are: without it nothing would be owed, and nothing owed is met.</summary>
    public static Vocabulary Read(MapReader map, ShapeContext context)
    {
        var field = map.Text("field");
        var isNamed = true;
        var values = map.Texts("values").Select(value => value.Text).ToImmutableArray();
        if (map.OptionalText("values-from") is { } from)
        {
            var name = from.StartsWith("vocabulary.", StringComparison.Ordinal) ? from["vocabulary.".Length..] : from;
            if (!context.Vocabularies.TryGetValue(name, out values))
            {
                (values, isNamed) = ([], false);
                map.Findings.Unknown(map.Where("values-from"), "词汇表", name, context.Vocabularies.Keys.Order(StringComparer.Ordinal));
            }
        }

        var expects = map.OptionalNumber("expects");
        if (isNamed && values.IsEmpty && expects is not > 0)
        {
            map.Findings.Add(
                map.Where(
                    map.Has("expects") ? "expects"
                    : map.Has("values-from") ? "values-from"
                    : "values"
                ),
                $"{map.What}没有写明共有几项",
                "原文没有列出是哪些时，也要写共几项，如 expects: 7"
            );
        }
        else if (!values.IsEmpty && expects is { } said && said != values.Length)
        {
            map.Findings.Add(map.Where("expects"), $"{map.What}列了{values.Length}项，「expects」写的是{said}", "列全了就删去 expects");
        }

        return new(field, values, expects ?? values.Length);
    }
}
