using System.Collections.Immutable;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.TaskLists;

/// <summary>可考核事项的阅读器: what all obligations have in common; the rest is read by the shape they name.</summary>
internal sealed class ObligationReader(ListWords words, Findings findings)
{
    private static readonly ImmutableDictionary<string, Modality> Modalities = new Dictionary<string, Modality>
    {
        ["must"] = Modality.Must,
        ["should"] = Modality.Should,
        ["may"] = Modality.May,
        ["encouraged"] = Modality.Encouraged,
    }.ToImmutableDictionary();

    private readonly List<Obligation> all = [];
    private readonly Dictionary<string, Mark> marks = new(StringComparer.Ordinal);
    private readonly List<ScalarNode> references = [];
    private readonly ShapeContext context = new(words.Kinds, words.Parameters, words.Vocabularies, words.Named, words.Books);

    public IReadOnlyList<Obligation> All => all;

    /// <summary>Reads one; its id, or null when it cannot be used at all (then a fault says why).</summary>
    public string? Read(Node node, int measure)
    {
        var map = new MapReader(node, "事项", findings);
        var id = map.Text("id");
        if (id.Length > 0)
        {
            map.Call($"事项「{id}」");
        }

        if (id.Length > 0 && !TaskListReader.Dotted().IsMatch(id))
        {
            findings.Add(map.Where("id"), $"事项编号「{id}」写法不对", "小写字母、数字和短横线，用点分开");
        }

        if (id.Length > 0 && !marks.TryAdd(id, map.Where("id")))
        {
            findings.Add(map.Where("id"), $"事项「{id}」写了两次，第{marks[id].Line}行已有", "换一个编号");
            return null;
        }

        var (bearers, named) = Bearers(map);
        var title = map.Text("title");
        _ = map.Required("modality");
        var modality = map.Word("modality", Modalities, Modality.Must);
        var actor = Actor(map, "actor");
        _ = Actor(map, "receiver");
        _ = Actor(map, "supervisor");
        _ = words.Known(map.Texts("supervisor-named"), "点名单位", words.Named.Keys);
        _ = words.Known(map.Texts("target-named"), "点名单位", words.Named.Keys);
        foreach (var name in (ReadOnlySpan<string>)["corroborated-by", "cases-from"])
        {
            references.AddRange(map.Texts(name));
        }

        var cite = words.Cite(map);
        var reads = words.Reads(map);
        var evidence = Evidence(map);
        CheckInner(node);
        var shape = Shape(map);
        map.Done();
        if (shape is null)
        {
            return null;
        }

        all.Add(
            new()
            {
                Id = id,
                Measure = measure,
                Title = title,
                Shape = shape,
                Bearers = bearers,
                Named = named,
                Modality = modality,
                Actor = actor,
                Cite = cite,
                Reads = reads,
                Evidence = evidence,
                Line = map.At.Line,
            }
        );
        return id;
    }

    /// <summary>Obligations that name others are checked when all are known.</summary>
    public void CheckReferences() => words.Known([.. references], "事项", marks.Keys);

    private (ImmutableArray<UnitKind> Kinds, ImmutableArray<string> Named) Bearers(MapReader map)
    {
        var kinds = map.Texts("bearer");
        var aliases = map.Texts("bearer-named");
        if (kinds.IsEmpty == aliases.IsEmpty)
        {
            findings.Add(
                map.At,
                kinds.IsEmpty ? $"{map.What}没有写谁来做" : $"{map.What}既写了类别又点了名",
                "bearer: [village, community] 或 bearer-named: [...] 二者之一"
            );
        }

        _ = words.Known(kinds, "单位类别", ByKind.KindWords.Keys);
        // An alias that could not be found in the register was reported where it is defined.
        return (
            [.. kinds.Where(kind => ByKind.KindWords.ContainsKey(kind.Text)).Select(kind => ByKind.KindWords[kind.Text]).Distinct()],
            [.. words.Known(aliases, "点名单位", words.Named.Keys).Select(alias => words.Named[alias])]
        );
    }

    private string? Actor(MapReader map, string name)
    {
        if (map.OptionalText(name) is not { } actor)
        {
            return null;
        }

        if (words.Actors.TryGetValue(actor, out var title))
        {
            return title;
        }

        findings.Unknown(map.Where(name), "主体", actor, words.Actors.Keys.Order(StringComparer.Ordinal));
        return null;
    }

    private EvidenceDemand Evidence(MapReader map)
    {
        if (map.Map("evidence", $"{map.What}的佐证") is not { } evidence)
        {
            return EvidenceDemand.None;
        }

        var (allOf, anyOf) = (evidence.Texts("all-of"), evidence.Texts("any-of"));
        var min = evidence.OptionalNumber("min") ?? (anyOf.IsEmpty ? 0 : 1);
        if (min < 0 || min > anyOf.Length)
        {
            findings.Add(evidence.Where("min"), $"佐证的「min」应在0至{anyOf.Length}之间");
        }

        if (allOf.FirstOrDefault(word => word.Text == "photo") is { } required)
        {
            findings.Add(required.At, "照片不能作为必备佐证", "移到 any-of，并给出别的选择");
        }
        else if (min > anyOf.Count(word => word.Text != "photo"))
        {
            findings.Add(evidence.Where("any-of"), "照片不能作为必备佐证", "再给出别的选择，如 document");
        }

        EvidenceDemand demand = new(
            words.Known(allOf, "佐证种类", words.Evidence.Keys),
            words.Known(anyOf, "佐证种类", words.Evidence.Keys),
            min
        );
        evidence.Done();
        return demand;
    }

    /// <summary>Words that stand inside the parts a shape reads: the actors and the evidence of steps and channels, and readings anywhere.</summary>
    private void CheckInner(Node obligation)
    {
        if (obligation is not MappingNode map)
        {
            return;
        }

        if (map["review"] is MappingNode review && review["by"] is ScalarNode reviewer)
        {
            _ = words.Known([reviewer], "主体", words.Actors.Keys);
        }

        foreach (var (key, value) in map.Entries.Where(entry => entry.Key.Text is not "evidence"))
        {
            Walk(key.Text, value);
        }

        void Walk(string name, Node node)
        {
            switch (node)
            {
                case SequenceNode sequence:
                    foreach (var item in sequence.Items.OfType<MappingNode>())
                    {
                        Walk(name, item);
                    }

                    break;
                case MappingNode inner:
                    foreach (var (key, value) in inner.Entries)
                    {
                        var texts = value switch
                        {
                            ScalarNode scalar => [scalar],
                            SequenceNode many => many.Items.OfType<ScalarNode>().ToImmutableArray(),
                            _ => ImmutableArray<ScalarNode>.Empty,
                        };
                        switch (key.Text)
                        {
                            case "actor":
                                _ = words.Known(texts, "主体", words.Actors.Keys);
                                break;
                            case "evidence":
                                _ = words.Known(texts, "佐证种类", words.Evidence.Keys);
                                break;
                            case "reads":
                                _ = words.Known(texts, "待明确事项", words.Readings.Keys);
                                break;
                            case "at-meeting":
                                _ = words.Known(texts, "记录种类", words.Kinds.Keys);
                                break;
                            case "same-day-as":
                                references.AddRange(texts);
                                break;
                            default:
                                Walk(key.Text, value);
                                break;
                        }
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private Shape? Shape(MapReader map)
    {
        if (map.Required("shape") is not ScalarNode word)
        {
            map.IgnoreRest();
            return null;
        }

        if (AllShapes.ByWord.TryGetValue(word.Text, out var read))
        {
            return read(map, context);
        }

        findings.Unknown(word.At, "形式", word.Text, AllShapes.ByWord.Keys.Order(StringComparer.Ordinal));
        // Without a known shape nobody can say which of the remaining names are right.
        map.IgnoreRest();
        return null;
    }
}
