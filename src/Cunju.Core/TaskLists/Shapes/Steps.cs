using System.Collections.Immutable;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>环节: one step of a procedure or chain.</summary>
/// <param name="Id">Its id; in a procedure what the record's field <c>step</c> says.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Of">The kind of record, in a chain; empty in a procedure.</param>
/// <param name="HasDay">The step that must come by the case's fixed day.</param>
/// <param name="Evidence">What should be at hand.</param>
/// <param name="After">The steps that must come before it, on the same day at the latest.</param>
public sealed record Step(string Id, string Title, string Of, bool HasDay, ImmutableArray<string> Evidence, ImmutableArray<string> After);

/// <summary>How steps are written: in their order, each after the one before it unless <c>order</c> (chain) or <c>after</c> (procedure) says otherwise.</summary>
internal static class Steps
{
    public static ImmutableArray<Step> Read(MapReader map, ShapeContext context, string orderKey, bool withKinds)
    {
        _ = map.Required("steps");
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var item in map.Items("steps"))
        {
            MapReader step = new(item, $"{map.What}的环节", map.Findings);
            // Who does it and at which meeting are for whoever reads the list; that such a word exists is checked for all shapes alike.
            step.Ignore("actor", "at-meeting");
            var id = step.Text("id");
            steps.Add(
                new(
                    id,
                    step.OptionalText("title") ?? id,
                    withKinds ? context.Kind(step, "of") : "",
                    step.OptionalText("same-day-as") is not null,
                    [.. step.Texts("evidence").Select(text => text.Text)],
                    steps.Count == 0 ? [] : [steps[^1].Id]
                )
            );
            step.Done();
        }

        var after = ReadOrder(map, orderKey, [.. steps.Select(step => step.Id)]);
        return [.. steps.Select(step => after.TryGetValue(step.Id, out var before) ? step with { After = before } : step)];
    }

    private static Dictionary<string, ImmutableArray<string>> ReadOrder(MapReader map, string name, ImmutableArray<string> known)
    {
        var order = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        ScalarNode[] steps = [.. map.Entries(name).Select(entry => entry.Key)];
        if (steps.Length == 0)
        {
            return order;
        }

        var inner = map.Map(name)!;
        foreach (var step in steps)
        {
            var before = inner.Texts(step.Text);
            foreach (var word in before.Append(step).Where(word => !known.Contains(word.Text)))
            {
                map.Findings.Unknown(word.At, $"{map.What}的环节", word.Text, known);
            }

            order[step.Text] = [.. before.Select(word => word.Text)];
        }

        return order;
    }
}
