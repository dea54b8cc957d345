using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>What a shape may look up while it is read: the list's record kinds, parameters and vocabularies. Unknown names are noted with their position and the
/// nearest known name.</summary>
/// <param name="Kinds">The list's record kinds.</param>
/// <param name="Parameters">The list's parameters.</param>
/// <param name="Vocabularies">Named sets of words (<c>four-lists</c>); an empty set = the list says that it is not known (<c>values: null</c>).</param>
/// <param name="Named">Named units of the list, alias → id.</param>
/// <param name="Books">The record books, id → title.</param>
public sealed record ShapeContext(
    ImmutableDictionary<string, RecordKind> Kinds,
    ImmutableDictionary<string, Parameter> Parameters,
    ImmutableDictionary<string, ImmutableArray<string>> Vocabularies,
    ImmutableDictionary<string, string> Named,
    ImmutableDictionary<string, string> Books
)
{
    /// <summary>One record kind; a fault when it is unknown.</summary>
    public string Kind(MapReader map, string name)
    {
        if (map.Required(name) is not ScalarNode node)
        {
            return "";
        }

        return Known(map, node);
    }

    /// <summary>One or several record kinds; a fault for each unknown one and when there is none.</summary>
    public ImmutableArray<string> KindsOf(MapReader map, string name)
    {
        _ = map.Required(name);
        return [.. map.Texts(name).Select(node => Known(map, node))];
    }

    /// <summary>A whole number ≥ 0 or <c>$parameter</c> of numbers; null when absent.</summary>
    public Setting? Number(MapReader map, string name) => Read(map, name, IsNumber, "整数(≥0)或 $参数");

    /// <summary>A day <c>MM-dd</c> or <c>$parameter</c> of one day; null when absent.</summary>
    public Setting? Day(MapReader map, string name) => Read(map, name, IsYearDay, "月-日(如 12-31)或 $参数");

    /// <summary>A list of days <c>MM-dd</c> or <c>$parameter</c> of days; null when absent.</summary>
    public Setting? Days(MapReader map, string name)
    {
        if (map.Raw(name) is not SequenceNode sequence)
        {
            return Day(map, name);
        }

        foreach (var item in sequence.Items.Where(item => item is not ScalarNode scalar || !IsYearDay(scalar.Text)))
        {
            map.Findings.Add(item.At, $"{map.What}的「{name}」里每一项应为月-日", "如 01-15,加引号");
        }

        return new([.. sequence.Items.OfType<ScalarNode>().Where(scalar => IsYearDay(scalar.Text)).Select(scalar => scalar.Text)], null);
    }

    /// <summary>The last day in time, <c>due: { by }</c>; null when there is no <c>due</c>.</summary>
    public Setting? Due(MapReader map)
    {
        if (map.Map("due") is not { } due)
        {
            return null;
        }

        _ = due.Required("by");
        ImmutableArray<string> reads = [.. due.Texts("reads").Select(reading => reading.Text)];
        var by = Day(due, "by");
        due.Done();
        return by is null ? null : by with { Reads = reads };
    }

    /// <summary>The last day in time, <c>due: { by }</c>; the year's end when the list does not say.</summary>
    public Setting DueDay(MapReader map) => Due(map) ?? new(["12-31"], null);

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsYearDay(string text) => text.Length == 5 && DateOnly.TryParseExact("2000-" + text, "yyyy-MM-dd", out _);

    private string Known(MapReader map, ScalarNode node)
    {
        if (!Kinds.ContainsKey(node.Text))
        {
            map.Findings.Unknown(node.At, $"{map.What}的记录种类", node.Text, Kinds.Keys.Order(StringComparer.Ordinal));
        }

        return node.Text;
    }

    private Setting? Read(MapReader map, string name, Func<string, bool> fits, string wanted)
    {
        if (map.Raw(name) is not { } node)
        {
            return null;
        }

        if (node is ScalarNode { Text: ['$', .. var parameter] })
        {
            if (!Parameters.TryGetValue(parameter, out var found))
            {
                map.Findings.Unknown(node.At, "参数", parameter, Parameters.Keys.Order(StringComparer.Ordinal));
                return null;
            }

            if (!found.Values.Entries.SelectMany(entry => entry.Value).All(fits))
            {
                map.Findings.Add(node.At, $"参数「{parameter}」不能用在「{name}」", $"这里应为{wanted}");
                return null;
            }

            return new([], parameter);
        }

        if (node is ScalarNode scalar && fits(scalar.Text))
        {
            return new([scalar.Text], null);
        }

        map.Findings.Add(node.At, $"{map.What}的「{name}」写法不对", $"应为{wanted}");
        return null;
    }
}
