using System.Collections.Immutable;
using System.Globalization;

namespace Cunju.Core.DataFiles;

/// <summary>Reads one mapping by name and remembers what was asked for, so that <see cref="Done"/> can report every name nobody reads.</summary>
/// <remarks>Each reader notes a fault with its position and returns a harmless value, so that one pass finds all faults.</remarks>
public sealed class MapReader
{
    private readonly Dictionary<string, (ScalarNode Key, Node Value)> entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>Begins to read; <paramref name="what"/> names the thing in messages (义务、参数 …).</summary>
    public MapReader(Node node, string what, Findings findings)
    {
        What = what;
        Findings = findings;
        At = node.At;
        if (node is not MappingNode map)
        {
            findings.Add(node.At, $"{what}应为「名称: 值」的对照表");
            return;
        }

        foreach (var (key, value) in map.Entries)
        {
            if (!entries.TryAdd(key.Text, (key, value)))
            {
                findings.Add(key.At, $"{what}里「{key.Text}」写了两次", "删去一处");
            }
        }
    }

    /// <summary>What is being read, for messages.</summary>
    public string What { get; private set; }

    /// <summary>Names the thing more closely once its id is known.</summary>
    public void Call(string what) => What = what;

    /// <summary>Where the mapping begins.</summary>
    public Mark At { get; }

    /// <summary>Where faults are noted.</summary>
    public Findings Findings { get; }

    /// <summary>Whether the mapping names it (and says something other than null).</summary>
    public bool Has(string name)
    {
        asked.Add(name);
        return entries.TryGetValue(name, out var entry) && entry.Value is not ScalarNode { IsNull: true };
    }

    /// <summary>The position of the value, or of the mapping when it is absent.</summary>
    public Mark Where(string name) => entries.TryGetValue(name, out var entry) ? entry.Value.At : At;

    /// <summary>The raw value; null when absent.</summary>
    public Node? Raw(string name) => Has(name) ? entries[name].Value : null;

    /// <summary>The raw value; a fault when absent.</summary>
    public Node? Required(string name)
    {
        if (Raw(name) is { } node)
        {
            return node;
        }

        Findings.Add(At, $"{What}缺少「{name}」");
        return null;
    }

    /// <summary>A text; null when absent.</summary>
    public string? OptionalText(string name) => Raw(name) is { } node ? Scalar(node, name) : null;

    /// <summary>A text; a fault and an empty text when absent.</summary>
    public string Text(string name) => Required(name) is { } node ? Scalar(node, name) ?? "" : "";

    /// <summary>A whole number; null when absent or faulty.</summary>
    public int? OptionalNumber(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Findings.Add(Where(name), $"{What}的「{name}」应为整数,写的是「{text}」");
        return null;
    }

    /// <summary>True or false; <paramref name="otherwise"/> when absent or faulty.</summary>
    public bool Truth(string name, bool otherwise = false)
    {
        switch (OptionalText(name))
        {
            case null:
                return otherwise;
            case "true":
                return true;
            case "false":
                return false;
            case var text:
                Findings.Add(Where(name), $"{What}的「{name}」应为 true 或 false,写的是「{text}」");
                return otherwise;
        }
    }

    /// <summary>A day written <c>yyyy-MM-dd</c>; null when absent or faulty.</summary>
    public DateOnly? OptionalDay(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            return day;
        }

        Findings.Add(Where(name), $"{What}的「{name}」应为日期,写的是「{text}」", "按 2023-01-31 的样子写,并加引号");
        return null;
    }

    /// <summary>One of the known words; the first of them when absent or faulty (a fault is noted).</summary>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> known, T? otherwise = null)
        where T : struct
    {
        if (!Has(name) && otherwise is { } value)
        {
            return value;
        }

        if (Required(name) is { } node && Scalar(node, name) is { } text)
        {
            if (known.TryGetValue(text, out var found))
            {
                return found;
            }

            Findings.Unknown(node.At, $"{What}的「{name}」", text, known.Keys);
        }

        return otherwise ?? known.Values.First();
    }

    /// <summary>A word that says aloud what holds anyway (<c>holds: every-day</c>): nothing depends on it, and whoever writes another word believes
    /// something that is not so.</summary>
    public void Says(string name, string word)
    {
        if (Raw(name) is { } node && Scalar(node, name) is { } text && text != word)
        {
            Findings.Unknown(node.At, $"{What}的「{name}」", text, [word]);
        }
    }

    /// <summary>Texts: one text or a sequence of texts; empty when absent.</summary>
    public ImmutableArray<ScalarNode> Texts(string name)
    {
        switch (Raw(name))
        {
            case null:
                return [];
            case ScalarNode scalar:
                return [scalar];
            case SequenceNode sequence:
                foreach (var item in sequence.Items.Where(item => item is not ScalarNode))
                {
                    Findings.Add(item.At, $"{What}的「{name}」里每一项应为文字");
                }

                return [.. sequence.Items.OfType<ScalarNode>()];
            case var node:
                Findings.Add(node.At, $"{What}的「{name}」应为文字或文字列表");
                return [];
        }
    }

    /// <summary>The items of a sequence; empty when absent, a fault when it is no sequence.</summary>
    public ImmutableArray<Node> Items(string name)
    {
        switch (Raw(name))
        {
            case null:
                return [];
            case SequenceNode sequence:
                return sequence.Items;
            case var node:
                Findings.Add(node.At, $"{What}的「{name}」应为列表(每项以 - 开头)");
                return [];
        }
    }

    /// <summary>The mapping below that name; null when absent.</summary>
    public MapReader? Map(string name, string? what = null) =>
        Raw(name) is { } node ? new(node, what ?? $"{What}的「{name}」", Findings) : null;

    /// <summary>The entries of the mapping below that name, each with its key; empty when absent.</summary>
    public IEnumerable<(ScalarNode Key, Node Value)> Entries(string name)
    {
        switch (Raw(name))
        {
            case null:
                return [];
            case MappingNode map:
                return map.Entries;
            case var node:
                Findings.Add(node.At, $"{What}的「{name}」应为「名称: 值」的对照表");
                return [];
        }
    }

    /// <summary>Says that these names are known and read elsewhere.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            asked.Add(name);
        }
    }

    /// <summary>Says that the remaining names cannot be judged, because the word that decides about them is itself at fault.</summary>
    public void IgnoreRest() => asked.UnionWith(entries.Keys);

    /// <summary>Reports every name that nobody asked for.</summary>
    public void Done()
    {
        foreach (var (name, (key, _)) in entries.Where(entry => !asked.Contains(entry.Key)))
        {
            Findings.Unknown(key.At, $"{What}里的名称", name, asked.Order(StringComparer.Ordinal));
        }
    }

    private string? Scalar(Node node, string name)
    {
        if (node is ScalarNode scalar)
        {
            return scalar.Text;
        }

        Findings.Add(node.At, $"{What}的「{name}」应为一个值");
        return null;
    }
}
