using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists;

/// <summary>原文的阅读器: the sentences of a source with their ranges, each compared with the raw text letter by letter. The reading may depart from the raw
/// characters only where an emendation says so.</summary>
internal sealed class SourceReader(ListSurroundings around, Findings findings)
{
    private readonly Dictionary<string, Mark> marks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sentence> sentences = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Mark> Marks => marks;

    public ImmutableDictionary<string, Sentence> Sentences => sentences.ToImmutableDictionary(StringComparer.Ordinal);

    public void Read(MapReader source)
    {
        var file = source.Text("file");
        var sha = source.Text("sha256");
        string[]? raw = null;
        if (around.Texts.TryGetValue(file, out var text))
        {
            raw = [.. text.EnumerateRunes().Select(rune => rune.ToString())];
            var actual = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            if (sha.Length > 0 && sha != actual)
            {
                findings.Add(source.Where("sha256"), "原文的 sha256 与文件不符", $"文件是 {actual}；原文改过就要逐句核对");
            }
        }
        else if (file.Length > 0)
        {
            findings.Add(source.Where("file"), $"找不到原文「{file}」", "与清单放在同一文件夹");
        }

        var emendations = Emendations(source, raw);
        var covered = new List<(int From, int To, Mark At)>();
        foreach (var node in source.Items("sentences"))
        {
            ReadSentence(new(node, "原文句", findings), raw, emendations, covered);
        }

        foreach (var node in source.Items("not-normative"))
        {
            var item = new MapReader(node, "非规范部分", findings);
            _ = item.Text("why");
            if (Ranges(item, raw) is [var range])
            {
                covered.Add((range.From, range.To, item.At));
            }

            item.Done();
        }

        if (raw is not null)
        {
            CheckGaps(source, raw, covered);
        }
    }

    private List<Emendation> Emendations(MapReader source, string[]? raw)
    {
        var all = new List<Emendation>();
        foreach (var node in source.Items("emendations"))
        {
            var item = new MapReader(node, "校改", findings);
            _ = item.Text("id");
            _ = item.Text("why");
            var (was, reads) = (item.Text("raw"), item.Text("reads"));
            foreach (var (from, to) in Ranges(item, raw))
            {
                if (raw is not null && string.Concat(raw[from..to]) is var there && there != was)
                {
                    findings.Add(item.Where("at"), $"校改处的原文是「{there}」，不是「{was}」", "核对起止位置");
                }

                all.Add(new(from, to, reads));
            }

            item.Done();
        }

        return all;
    }

    private void ReadSentence(MapReader item, string[]? raw, List<Emendation> emendations, List<(int From, int To, Mark At)> covered)
    {
        var id = item.Text("id");
        var text = item.Text("text");
        var range = Ranges(item, raw) is [var only] ? only : default;
        item.Done();
        if (!marks.TryAdd(id, item.At))
        {
            findings.Add(item.Where("id"), $"原文句「{id}」写了两次，第{marks[id].Line}行已有", "换一个编号");
            return;
        }

        sentences[id] = new(id, range.From, range.To, text);
        if (raw is null || range == default)
        {
            return;
        }

        covered.Add((range.From, range.To, item.At));
        var read = new StringBuilder();
        for (var i = range.From; i < range.To; i++)
        {
            if (emendations.FirstOrDefault(emendation => emendation.From == i && emendation.To <= range.To) is { } here)
            {
                read.Append(here.Reads);
                i = here.To - 1;
            }
            else
            {
                read.Append(raw[i]);
            }
        }

        if (read.ToString() is var expected && expected != text)
        {
            var same = expected.Zip(text).TakeWhile(pair => pair.First == pair.Second).Count();
            findings.Add(
                item.Where("text"),
                $"「{id}」与原文不符，从第{same + 1}个字起",
                $"原文是「{Excerpt(expected, same)}」，写的是「{Excerpt(text, same)}」；有意的出入写进 emendations"
            );
        }
    }

    private void CheckGaps(MapReader source, string[] raw, List<(int From, int To, Mark At)> covered)
    {
        var position = 0;
        foreach (var (from, to, at) in covered.OrderBy(range => range.From).Append((raw.Length, raw.Length, source.Where("sentences"))))
        {
            if (from < position)
            {
                findings.Add(at, $"范围 [{from}, {to}] 与前一段重叠");
            }
            // Numbers and page marks between sentences say nothing.
            else if (raw[position..from].Any(letter => !char.IsAsciiDigit(letter[0]) && !".、\n\r ".Contains(letter[0])))
            {
                findings.Add(
                    at,
                    $"原文第{position}至{from}字没有编入：「{Excerpt(string.Concat(raw[position..from]), 0)}」",
                    "编为一句，或写进 not-normative"
                );
            }

            position = Math.Max(position, to);
        }
    }

    private ImmutableArray<(int From, int To)> Ranges(MapReader item, string[]? raw)
    {
        if (item.Required("at") is not { } node)
        {
            return [];
        }

        IEnumerable<Node> pairs = node is SequenceNode { Items: [SequenceNode, ..] many } ? many : [node];
        var ranges = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var pair in pairs)
        {
            if (
                pair is SequenceNode { Items: [ScalarNode first, ScalarNode last] }
                && int.TryParse(first.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                && int.TryParse(last.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            )
            {
                if (from >= to || (raw is not null && to > raw.Length))
                {
                    findings.Add(
                        pair.At,
                        $"范围 [{from}, {to}] 不在原文里",
                        raw is null ? "起点小于终点" : $"原文共{raw.Length}字，起点小于终点"
                    );
                }
                else
                {
                    ranges.Add((from, to));
                }
            }
            else
            {
                findings.Add(pair.At, "范围应为两个数", "按 at: [154, 216] 的样子写");
            }
        }

        return ranges.ToImmutable();
    }

    private static string Excerpt(string text, int from) =>
        text.Length <= from + 16 ? text[from..] : string.Concat(text.AsSpan(from, 16), "…");

    private sealed record Emendation(int From, int To, string Reads);
}
