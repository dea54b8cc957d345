using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cunju.Core.DataFiles;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Mark = Cunju.Core.DataFiles.Mark;

namespace Cunju.App.TaskLists;

/// <summary>YAML text → <see cref="Node"/>s with their positions. Only what a data file needs: one document, mappings, sequences and texts; anchors,
/// aliases and tags are refused, because a person who reads a list must see at each place what stands there.</summary>
/// <remarks>The parser's events are read rather than its document model: that one refuses a name that stands twice before we can say where both stand,
/// and keeps no order.</remarks>
public static partial class YamlFile
{
    private const int MaxDepth = 40;

    /// <summary>Reads the text; null when its syntax is broken, and then at least one finding says where.</summary>
    public static Node? Read(string text, Findings findings)
    {
        if (TabIndentation(text, findings))
        {
            return null;
        }

        try
        {
            var node = Document(text, findings);
            return findings.None ? node : null;
        }
        catch (YamlException fault)
        {
            Locate(text, fault, findings);
            return null;
        }
    }

    private static bool TabIndentation(string text, Findings findings)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (Tab().Match(line) is { Success: true } match)
            {
                findings.Add(new(number, match.Length), "用了制表符缩进", "改用空格，每层两个");
            }
        }

        return !findings.None;
    }

    private static Node? Document(string text, Findings findings)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return Document(parser, findings);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner gives up in this way on some texts, such as a mapping in braces that never ends; it is a fault of the text all the same.
            var at = parser.Current?.End ?? YamlDotNet.Core.Mark.Empty;
            throw new YamlException(at, at, "flow mapping", fault);
        }
    }

    private static Node? Document(Parser parser, Findings findings)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            findings.Add(new(1, 1), "文件是空的");
            return null;
        }

        var node = Next(parser, findings, 0);
        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart second)
        {
            findings.Add(At(second), "一个文件只能有一份内容", "删去「---」");
        }

        return node;
    }

    private static Node Next(Parser parser, Findings findings, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, "层次太深");
        }

        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            findings.Add(At(anchored), "不能用锚点（&）", "在每一处写全");
        }

        if (parser.Current is NodeEvent { Tag.IsEmpty: false, Tag.IsNonSpecific: false } tagged)
        {
            findings.Add(At(tagged), "不能用类型标记（!）", "删去它，需要时加引号");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new ScalarNode(At(scalar), scalar.Value, scalar.Style is not ScalarStyle.Plain);
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            findings.Add(At(alias), "不能用引用（*）", "在每一处写全；以 * 开头的文字要加引号");
            return new ScalarNode(At(alias), "", false);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = ImmutableArray.CreateBuilder<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Next(parser, findings, depth + 1));
            }

            return new SequenceNode(At(sequence), items.ToImmutable());
        }

        var start = parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<(ScalarNode, Node)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Next(parser, findings, depth + 1);
            var value = Next(parser, findings, depth + 1);
            if (key is ScalarNode name)
            {
                entries.Add((name, value));
            }
            else
            {
                findings.Add(key.At, "名称应为一个词");
            }
        }

        return new MappingNode(At(start), entries.ToImmutable());
    }

    /// <summary>A missing quote is noticed by the parser where the next one stands, perhaps many lines later. Therefore the file is cut into its blocks, and
    /// the first block that cannot be read alone is where the fault is.</summary>
    private static void Locate(string text, YamlException whole, Findings findings)
    {
        var lines = text.Split('\n');
        var starts = Enumerable.Range(0, lines.Length).Where(i => BlockStart().IsMatch(lines[i])).Append(lines.Length).ToArray();
        for (var i = 0; i + 1 < starts.Length; i++)
        {
            // Blank lines in front keep the line numbers.
            var block = new string('\n', starts[i]) + string.Join('\n', lines[starts[i]..starts[i + 1]]);
            try
            {
                _ = Document(block, new Findings(findings.File));
            }
            catch (YamlException fault)
            {
                var at = At(fault.Start);
                var place = new Mark(Math.Clamp(at.Line, starts[i] + 1, starts[i + 1]), at.Column);
                findings.Add(
                    place,
                    $"写法有误，问题在从第{starts[i] + 1}行开始的这一段：{Said(fault)}",
                    "检查引号、括号、冒号后的空格和缩进"
                );
                return;
            }
        }

        findings.Add(At(whole.Start), $"写法有误：{Said(whole)}", "检查引号、括号、冒号后的空格和缩进");
    }

    /// <summary>The parser speaks English; its few usual complaints are said in Chinese, the rest are quoted.</summary>
    private static string Said(YamlException fault)
    {
        var message = fault.Message;
        (string English, string Chinese)[] known =
        [
            ("quoted scalar", "引号没有成对"),
            ("flow mapping", "{ } 没有成对，或少了逗号"),
            ("flow sequence", "[ ] 没有成对，或少了逗号"),
            ("block mapping", "缩进不齐，或少了冒号"),
            ("block collection", "缩进不齐，或少了「- 」"),
            ("simple key", "少了冒号，或引号没有成对"),
            ("Mapping values", "一行里多了冒号；含冒号的文字要加引号"),
            ("层次太深", "层次太深"),
        ];
        return known.FirstOrDefault(pair => message.Contains(pair.English, StringComparison.OrdinalIgnoreCase)).Chinese ?? $"（{message}）";
    }

    private static Mark At(ParsingEvent parsed) => At(parsed.Start);

    private static Mark At(YamlDotNet.Core.Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    [GeneratedRegex(@"^ *\t[ \t]*(?=\S)")]
    private static partial Regex Tab();

    // Top-level names, their direct entries, and the obligations inside a measure can each be read alone.
    [GeneratedRegex(@"^( {0,2}[^\s#}\]]|      - id:)")]
    private static partial Regex BlockStart();
}
