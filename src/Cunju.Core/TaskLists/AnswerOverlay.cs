using System.Collections.Immutable;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists;

/// <summary>What an answer changes, put into the list before it is read, so that neither readers nor shapes know of answers.</summary>
internal static class AnswerOverlay
{
    private const string Names = "$answer";

    /// <summary>What the list writes of an answer; null when it writes nothing.</summary>
    public static MappingNode? Of(Node? answers, string reading, string option) =>
        ((answers as MappingNode)?[reading] as MappingNode)?[option] as MappingNode;

    /// <summary>The list with the members of every answer in place of its own.</summary>
    public static Node Put(Node root, ImmutableSortedDictionary<string, Answer> answers, Findings findings)
    {
        foreach (var (reading, answer) in answers)
        {
            if (root is MappingNode list && Of(list["answers"], reading, answer.Option) is { } written)
            {
                root = Put(list, (MappingNode)Named(written, answer.Names), findings);
            }
        }

        return root;
    }

    private static MappingNode Put(MappingNode list, MappingNode written, Findings findings)
    {
        foreach (var (part, value) in written.Entries)
        {
            if (value is not MappingNode changes)
            {
                continue;
            }

            list = part.Text switch
            {
                "units" => With(list, "units", units => Over(units, changes)),
                "params" or "vocabulary" => changes.Entries.Aggregate(
                    list,
                    (before, change) => With(before, part.Text, named => OverNamed(named, change, findings))
                ),
                "obligations" => changes.Entries.Aggregate(list, (before, change) => OverObligation(before, change, findings)),
                _ => list,
            };
        }

        return list;
    }

    private static MappingNode OverNamed(MappingNode named, (ScalarNode Key, Node Value) change, Findings findings)
    {
        if (named[change.Key.Text] is null)
        {
            findings.Unknown(change.Key.At, "答复要改的名称", change.Key.Text, named.Entries.Select(entry => entry.Key.Text));
            return named;
        }

        return With(named, change.Key.Text, one => Over(one, change.Value));
    }

    private static MappingNode OverObligation(MappingNode list, (ScalarNode Key, Node Value) change, Findings findings)
    {
        var found = false;
        var after = Each(list, "measures", measure => Each(measure, "obligations", Obligation));
        if (!found)
        {
            findings.Add(change.Key.At, $"答复要改的事项「{change.Key.Text}」不在清单里", "核对事项编号");
        }

        return after;

        MappingNode Obligation(MappingNode obligation)
        {
            if (obligation["id"] is not ScalarNode id || id.Text != change.Key.Text)
            {
                return obligation;
            }

            found = true;
            return Over(obligation, change.Value);
        }
    }

    private static MappingNode Over(MappingNode target, Node members) =>
        ((members as MappingNode)?.Entries ?? []).Aggregate(
            target,
            (before, member) => before with { Entries = [.. before.Entries.Where(entry => entry.Key.Text != member.Key.Text), member] }
        );

    private static MappingNode With(MappingNode map, string name, Func<MappingNode, MappingNode> change) =>
        map with
        {
            Entries =
            [
                .. map.Entries.Select(entry =>
                    entry.Key.Text == name && entry.Value is MappingNode inner ? (entry.Key, change(inner)) : entry
                ),
            ],
        };

    private static MappingNode Each(MappingNode map, string name, Func<MappingNode, MappingNode> change) =>
        map with
        {
            Entries =
            [
                .. map.Entries.Select(entry =>
                    entry.Key.Text == name && entry.Value is SequenceNode items
                        ? (entry.Key, items with { Items = [.. items.Items.Select(item => item is MappingNode one ? change(one) : item)] })
                        : entry
                ),
            ],
        };

    private static Node Named(Node node, ImmutableArray<string> names) =>
        node switch
        {
            ScalarNode { Text: Names } => new SequenceNode(node.At, [.. names.Select(name => new ScalarNode(node.At, name, Quoted: true))]),
            MappingNode map => map with { Entries = [.. map.Entries.Select(entry => (entry.Key, Named(entry.Value, names)))] },
            SequenceNode items => items with { Items = [.. items.Items.Select(item => Named(item, names))] },
            _ => node,
        };
}
