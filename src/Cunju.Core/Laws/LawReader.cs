using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;

namespace Cunju.Core.Laws;

/// <summary>法条文件: reads the rules of a law file. Each fault is noted with its place and what to write instead.</summary>
public static class LawReader
{
    private static readonly ImmutableDictionary<string, UnitKind> Kinds = ImmutableDictionary
        .CreateRange(
            StringComparer.Ordinal,
            [new KeyValuePair<string, UnitKind>("village", UnitKind.Village), new("community", UnitKind.Community)]
        )
        .Add("township", UnitKind.Township)
        .Add("bureau", UnitKind.Bureau);

    /// <summary>The words that stand for something in <c>values</c>, and what may be written there; empty = any text.</summary>
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Words = new Dictionary<string, ImmutableArray<string>>
    {
        // Who counts and of what the share is taken.
        ["mode"] = ["persons", "households", "representatives"],
        ["base"] = ["adults", "households", "representatives", "groups", "members", "eligible", "present"],
        ["compare"] = ["more-than", "at-least"],
        ["fraction"] = [],
        // Periods and sizes.
        ["days"] = [],
        ["months"] = [],
        ["min"] = [],
        ["max"] = [],
        ["per"] = ["year", "half", "quarter", "month"],
        // Whether it is custom only, not law.
        ["custom"] = ["true"],
        // Which meeting decides.
        ["body"] = ["assembly", "representatives"],
        // Whether a sudden need excuses a short notice.
        ["urgent"] = ["allowed"],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The rules of one file, in its order; rules with a fault are left out.</summary>
    public static ImmutableArray<LawRule> Read(Node root, Findings findings)
    {
        var file = new MapReader(root, "法条文件", findings);
        file.Ignore("title", "notes");
        var rules = ImmutableArray.CreateBuilder<LawRule>();
        foreach (var item in file.Items("rules"))
        {
            if (Rule(item, findings) is not { } rule)
            {
                continue;
            }

            if (rules.FirstOrDefault(earlier => Collide(earlier, rule)) is { } other)
            {
                findings.Add(
                    item.At,
                    $"「{rule.Id}」与「{other.Source}」的同名规则适用于同一天、同一类组织和同一计数方式",
                    "给前一条写上 to,或者改正 kinds、mode"
                );
                continue;
            }

            rules.Add(rule);
        }

        if (rules.Count == 0 && findings.None)
        {
            findings.Add(root.At, "没有任何规则", "在 rules 下逐条写出");
        }

        file.Done();
        return rules.ToImmutable();
    }

    private static LawRule? Rule(Node node, Findings findings)
    {
        var faults = findings.All.Length;
        var map = new MapReader(node, "规则", findings);
        var id = map.Text("id");
        var kinds = ImmutableArray.CreateBuilder<UnitKind>();
        map.Required("kinds");
        foreach (var word in map.Texts("kinds"))
        {
            if (Kinds.TryGetValue(word.Text, out var kind))
            {
                kinds.Add(kind);
            }
            else
            {
                findings.Unknown(word.At, "组织类别", word.Text, Kinds.Keys.Order(StringComparer.Ordinal));
            }
        }

        map.Required("from");
        var from = map.OptionalDay("from");
        var to = map.OptionalDay("to");
        if (from is { } first && to is { } last && last < first)
        {
            findings.Add(map.Where("to"), "「to」早于「from」");
        }

        var values = Values(map, findings);
        var rule = new LawRule(
            id,
            kinds.ToImmutable(),
            from ?? DateOnly.MinValue,
            to,
            values,
            map.Text("source"),
            map.Text("text").ReplaceLineEndings("").Trim()
        );
        map.Done();
        return findings.All.Length == faults ? rule : null;
    }

    private static ImmutableDictionary<string, string> Values(MapReader map, Findings findings)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries("values"))
        {
            if (!Words.TryGetValue(key.Text, out var allowed))
            {
                findings.Unknown(key.At, "参数", key.Text, Words.Keys.Order(StringComparer.Ordinal));
            }
            else if (value is not ScalarNode { IsNull: false } scalar)
            {
                findings.Add(value.At, $"参数「{key.Text}」应为一个值");
            }
            else if (allowed.Length > 0 && !allowed.Contains(scalar.Text))
            {
                findings.Unknown(value.At, $"参数「{key.Text}」的值", scalar.Text, allowed);
            }
            else if (
                key.Text is "days" or "months" or "min" or "max"
                && !int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            )
            {
                findings.Add(value.At, $"参数「{key.Text}」应为整数,写的是「{scalar.Text}」");
            }
            else
            {
                values[key.Text] = scalar.Text;
            }
        }

        if (
            (values.ContainsKey("fraction") || values.ContainsKey("compare"))
            && !Share.TryParse(values.GetValueOrDefault("fraction", ""), values.GetValueOrDefault("compare", ""), out _)
        )
        {
            findings.Add(
                map.Where("values"),
                "比例写得不对",
                "fraction 写成 2/3 的样子,compare 写 at-least(以上,含本数)或 more-than(过、超过,不含本数)"
            );
        }

        return values.ToImmutable();
    }

    private static bool Collide(LawRule a, LawRule b) =>
        a.Id == b.Id
        && a.Kinds.Intersect(b.Kinds).Any()
        && a.Values.GetValueOrDefault("mode") == b.Values.GetValueOrDefault("mode")
        && a.Values.GetValueOrDefault("base") == b.Values.GetValueOrDefault("base")
        && a.From <= (b.To ?? DateOnly.MaxValue)
        && b.From <= (a.To ?? DateOnly.MaxValue);
}
