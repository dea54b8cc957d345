using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Cunju.Core.DataFiles;

namespace Cunju.App.TaskLists;

/// <summary>沿用: makes the next year's edition of a list from its text, so that comments, citations and ranges stay as people wrote them. Days move, the edition
/// is marked as carried, and what the law has changed since is put in from a file that cites the articles (<c>data/tasklists/carry.yaml</c>).</summary>
public sealed partial class Edition
{
    private readonly List<string> lines;
    private readonly Findings findings;
    private readonly int from;
    private readonly int to;

    private Edition(string text, int from, int to, Findings findings)
    {
        lines = [.. text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r'))];
        this.from = from;
        this.to = to;
        this.findings = findings;
    }

    /// <summary>The carried text; null when the list or the changes cannot be used, and then the findings say why. What a change wanted to alter and did not
    /// find is a finding too, and does not stop the others.</summary>
    public static (string? Text, ImmutableArray<Finding> Findings) Carry(string path, string text, int to, string lawPath, string law)
    {
        var findings = new Findings(path);
        var root = YamlFile.Read(text, findings) as MappingNode;
        var pack = root?["pack"] as MappingNode;
        if (
            (pack?["in-force"] as MappingNode)?["from"] is not ScalarNode first
            || !DateOnly.TryParseExact(first.Text, "yyyy-MM-dd", out var day)
        )
        {
            findings.Add(pack?.At ?? new(1, 1), "看不出这一版是哪一年的", "先用 cunju check 检查");
            return (null, findings.All);
        }

        if (to <= day.Year || to > 9000)
        {
            findings.Add(first.At, $"只能沿用到{day.Year}年以后，写的是{to}");
            return (null, findings.All);
        }

        var lawFindings = new Findings(lawPath);
        if (YamlFile.Read(law, lawFindings) is not { } changes)
        {
            return (null, lawFindings.All);
        }

        var edition = new Edition(text, day.Year, to, findings);
        edition.MoveDays();
        edition.ApplyLaw(changes, lawFindings);
        return (string.Join('\n', edition.lines) + "\n", [.. findings.All, .. lawFindings.All]);
    }

    private void MoveDays()
    {
        var section = "";
        for (var i = 0; i < lines.Count; i++)
        {
            if (TopLevel().Match(lines[i]) is { Success: true } top)
            {
                section = top.Groups[1].Value;
            }

            lines[i] = section switch
            {
                "" => lines[i].Replace($"{from}年", $"{to}年", StringComparison.Ordinal),
                "pack" => MovePack(lines[i]),
                "calendar" when lines[i] is ['c', ..] => $"calendar: ../calendars/{to}.yaml",
                "params" => ParameterValues().Replace(lines[i], LastValueFromNewYear),
                "measures" => MeasureTitle().IsMatch(lines[i])
                    ? lines[i].Replace($"{from}年", $"{to}年", StringComparison.Ordinal)
                    : lines[i],
                "tests" => Year().Replace(lines[i], year => (Number(year.Value) + to - from).ToString(CultureInfo.InvariantCulture)),
                // The sources speak of the year they were written in.
                _ => lines[i],
            };
        }

        lines.RemoveAll(line => line.StartsWith("  carried-from:", StringComparison.Ordinal));
        var edition = lines.FindIndex(line => line.StartsWith("  edition:", StringComparison.Ordinal));
        lines.Insert(edition + 1, $"  carried-from: \"{from}\"                   # 沿用草案: the issuer has not issued this edition");
        lines.Insert(1, $"# 沿用草案：由{from}版沿用，{to}版尚未印发；原文句、范围和出处仍是{from}版的，法规变化见各处 law。");
    }

    private string MovePack(string line)
    {
        line = line.Replace($"\"{from}-", $"\"{to}-", StringComparison.Ordinal);
        return line.TrimStart() switch
        {
            ['e', 'd', 'i', 't', ..] => line.Replace($"\"{from}\"", $"\"{to}\"", StringComparison.Ordinal),
            ['s', 't', 'a', 't', ..] => PackWord().Replace(line, "${1}carried", 1),
            ['v', 'e', 'r', 's', ..] => PackWord().Replace(line, "${1}1.0.0", 1),
            ['t', 'i', 't', 'l', ..] => line.Replace($"{from}年", $"{to}年", StringComparison.Ordinal),
            _ => line,
        };
    }

    /// <summary>What changed within the old year has been so ever since: only the last value goes on, from 1 January.</summary>
    private string LastValueFromNewYear(Match match) =>
        $"values: {{ \"{to}-01-01\": {ParameterValue().Matches(match.Value)[^1].Groups["value"].Value.Trim()} }}";

    private void ApplyLaw(Node root, Findings law)
    {
        var map = new MapReader(root, "法规变化", law);
        if (map.Text("format") is var format and not "carry/1")
        {
            law.Unknown(map.Where("format"), "文件格式", format, ["carry/1"]);
        }

        foreach (var node in map.Items("changes"))
        {
            var change = new MapReader(node, "变化", law);
            _ = change.Text("why");
            _ = change.Required("from");
            if (change.OptionalDay("from") is not { } day || day.Year <= from || day.Year > to)
            {
                continue;
            }

            foreach (var line in change.Texts("sources"))
            {
                Append("sources", "  " + line.Text);
            }

            foreach (var (name, value) in change.Entries("params"))
            {
                PutParameter(name, value);
            }

            foreach (var (id, block) in change.Entries("obligations"))
            {
                ReplaceObligation(id, Text(block), law);
            }

            foreach (var name in change.Texts("remove-params"))
            {
                Remove(line => line.StartsWith($"  {name.Text}:", StringComparison.Ordinal), "params", name, law);
            }

            foreach (var (id, text) in change.Entries("readings"))
            {
                var at = lines.FindIndex(line => line.StartsWith($"  - {{ id: {id.Text},", StringComparison.Ordinal));
                if (at < 0)
                {
                    Append("ambiguities", $"  - {{ id: {id.Text}, {Text(text)} }}");
                }
                else
                {
                    lines[at] = $"  - {{ id: {id.Text}, {Text(text)} }}";
                }
            }

            foreach (var name in change.Texts("drop-tests"))
            {
                Remove(line => line.StartsWith($"  - {{ name: {name.Text},", StringComparison.Ordinal), "tests", name, law);
            }

            foreach (var test in change.Texts("tests"))
            {
                Append("tests", "  - " + test.Text);
            }

            change.Done();
        }

        map.Done();
    }

    private void PutParameter(ScalarNode name, Node value)
    {
        var line = $"  {name.Text + ":", -27} {Text(value)}";
        var at = lines.FindIndex(existing => existing.StartsWith($"  {name.Text}:", StringComparison.Ordinal));
        if (at < 0)
        {
            Append("params", line);
        }
        else
        {
            lines[at] = line;
        }
    }

    private void ReplaceObligation(ScalarNode id, string block, Findings law)
    {
        var first = lines.IndexOf($"      - id: {id.Text}");
        if (first < 0)
        {
            law.Add(id.At, $"清单里没有事项「{id.Text}」，这一处没有改");
            return;
        }

        var last = first + 1;
        while (last < lines.Count && lines[last].StartsWith("        ", StringComparison.Ordinal))
        {
            last++;
        }

        lines.RemoveRange(first, last - first);
        lines.InsertRange(first, block.TrimEnd('\n').Split('\n').Select(line => line.Length > 0 ? "      " + line : line));
    }

    private void Remove(Predicate<string> match, string section, ScalarNode name, Findings law)
    {
        if (lines.RemoveAll(match) == 0)
        {
            law.Add(name.At, $"清单的 {section} 里没有「{name.Text}」，这一处没有改");
        }
    }

    /// <summary>Puts a line at the end of a section, before the blank lines and comments that lead to the next one.</summary>
    private void Append(string section, string line)
    {
        var start = lines.FindIndex(each => each.StartsWith(section + ":", StringComparison.Ordinal));
        var end = lines.FindIndex(start + 1, each => TopLevel().IsMatch(each));
        var at = end < 0 ? lines.Count : end;
        while (lines[at - 1].Trim() is "" or ['#', ..])
        {
            at--;
        }

        lines.Insert(at, line);
    }

    private static string Text(Node node) => (node as ScalarNode)?.Text ?? "";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([a-z][a-z-]*):")]
    private static partial Regex TopLevel();

    [GeneratedRegex(@"^(\s*[a-z]+: )\S+")]
    private static partial Regex PackWord();

    [GeneratedRegex(@"values: \{[^}]*\}")]
    private static partial Regex ParameterValues();

    [GeneratedRegex("\"\\d{4}-\\d{2}-\\d{2}\": (?<value>\\[[^\\]]*\\]|[^,}]+)")]
    private static partial Regex ParameterValue();

    [GeneratedRegex(@"^\s+title: ")]
    private static partial Regex MeasureTitle();

    [GeneratedRegex("(?<!\\d)(19|20)\\d\\d(?=[-QH\":])")]
    private static partial Regex Year();
}
