using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;

namespace Cunju.Core.Places;

/// <summary>单位名册文件 (<c>counting.md</c> §1): tab-separated lines with a head, columns in any order, remarks after <c>#</c>. Several lines of one code are
/// its states over time; townships and the bureau follow from the lines of the units below them.</summary>
public static class UnitFile
{
    private static readonly ImmutableArray<string> Columns =
    [
        "code",
        "kind",
        "name",
        "township_code",
        "township",
        "from",
        "to",
        "succeeds",
        "aliases",
    ];

    private static readonly ImmutableDictionary<string, UnitKind> KindWords = new Dictionary<string, UnitKind>
    {
        ["village"] = UnitKind.Village,
        ["村"] = UnitKind.Village,
        ["community"] = UnitKind.Community,
        ["社区"] = UnitKind.Community,
        ["township"] = UnitKind.Township,
        ["镇街"] = UnitKind.Township,
        ["bureau"] = UnitKind.Bureau,
        ["区民政局"] = UnitKind.Bureau,
        ["other"] = UnitKind.Other,
        ["其他"] = UnitKind.Other,
    }.ToImmutableDictionary();

    /// <summary>Reads the text. A column that is none of the known ones is a profile key; an empty cell is unknown.</summary>
    public static Register Read(string text, Findings findings)
    {
        var rows = new List<Row>();
        ImmutableArray<string> head = [];
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (line.Trim() is "" || line.TrimStart() is ['#', ..])
            {
                continue;
            }

            var cells = line.Split('\t');
            if (head.IsEmpty)
            {
                head = Head(cells, number, findings);
                if (!head.Contains("code"))
                {
                    return new([]);
                }
            }
            else if (ReadRow(head, cells, number, findings) is { } row)
            {
                rows.Add(row);
            }
        }

        if (head.IsEmpty)
        {
            findings.Add(new(1, 1), "名册没有表头", "第一行写列名：code、kind、name、township_code、township，用制表符分隔");
        }

        return new(Units(rows, findings));
    }

    private static ImmutableArray<string> Head(string[] cells, int line, Findings findings)
    {
        var column = 1;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            var name = cell.Trim();
            if (name.Length == 0 || !seen.Add(name))
            {
                findings.Add(new(line, column), name.Length == 0 ? "列名是空的" : $"列「{name}」写了两次", "每列一个名称");
            }
            // A near miss of a known column would silently become a profile key.
            else if (!Columns.Contains(name) && Findings.Nearest(name, Columns) is { } near && near.Length > 2)
            {
                findings.Add(new(line, column), $"列名「{name}」无法识别", $"是否想写「{near}」?");
            }

            column += cell.Length + 1;
        }

        if (!seen.Contains("code"))
        {
            findings.Add(new(line, 1), "名册缺少「code」一列", "列名用制表符分隔，不用空格或逗号");
        }

        return [.. cells.Select(cell => cell.Trim())];
    }

    private static Row? ReadRow(ImmutableArray<string> head, string[] cells, int line, Findings findings)
    {
        if (cells.Length > head.Length)
        {
            findings.Add(new(line, 1), $"这一行有{cells.Length}格，表头只有{head.Length}列", "删去多余的制表符");
            return null;
        }

        var values = new Dictionary<string, (string Text, Mark At)>(StringComparer.Ordinal);
        var column = 1;
        for (var i = 0; i < cells.Length; i++)
        {
            values[head[i]] = (cells[i].Trim(), new(line, column));
            column += cells[i].Length + 1;
        }

        (string Text, Mark At) Cell(string name) => values.TryGetValue(name, out var cell) ? cell : ("", new(line, 1));

        DateOnly? Day(string name)
        {
            var (day, at) = Cell(name);
            if (day.Length == 0)
            {
                return null;
            }

            if (DateOnly.TryParseExact(day, "yyyy-MM-dd", out var date))
            {
                return date;
            }

            findings.Add(at, $"「{name}」应为日期，写的是「{day}」", "按 2023-07-01 的样子写");
            return null;
        }

        var (code, codeAt) = Cell("code");
        if (!IsCode(code, 6, 9, 12))
        {
            findings.Add(codeAt, $"代码「{code}」不对", "村（社区）12位数字，镇街9位，区6位");
            return null;
        }

        var (word, kindAt) = Cell("kind");
        if (word.Length > 0 && !KindWords.ContainsKey(word))
        {
            findings.Unknown(kindAt, "组织类别", word, KindWords.Keys.Where(known => known[0] < 128).Order(StringComparer.Ordinal));
            return null;
        }

        var kind = word.Length > 0 ? KindWords[word] : KindOf(code);
        var (township, townshipAt) = Cell("township_code");
        if (township.Length > 0 && !IsCode(township, 9))
        {
            findings.Add(townshipAt, $"镇街代码「{township}」不对", "9位数字");
            return null;
        }

        var (name, nameAt) = Cell("name");
        if (name.Length == 0)
        {
            findings.Add(nameAt, $"{code} 没有名称");
        }

        var (from, to) = (Day("from"), Day("to"));
        if (to < from)
        {
            findings.Add(Cell("to").At, "「to」早于「from」");
        }

        return new(
            new(line, codeAt.Column),
            code,
            kind,
            name,
            code.Length == 12 && township.Length == 0 ? code[..9] : township,
            Cell("township").Text,
            from,
            to,
            Codes(Cell("succeeds").Text),
            Codes(Cell("aliases").Text),
            values
                .Where(cell => !Columns.Contains(cell.Key) && cell.Value.Text.Length > 0)
                .ToImmutableDictionary(cell => cell.Key, cell => cell.Value.Text)
        );
    }

    private static Dictionary<string, Unit>.ValueCollection Units(List<Row> rows, Findings findings)
    {
        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        foreach (var states in rows.GroupBy(row => row.Code))
        {
            var ordered = states.OrderBy(row => row.From ?? DateOnly.MinValue).ToArray();
            foreach (var (earlier, later) in ordered.Zip(ordered.Skip(1)))
            {
                if ((earlier.From ?? DateOnly.MinValue) == (later.From ?? DateOnly.MinValue))
                {
                    findings.Add(
                        later.At,
                        $"{later.Code} 有两行从同一天开始（另一行在第{earlier.At.Line}行）",
                        "同一单位的各行用 from 分开"
                    );
                }
                else if (earlier.To is { } end && later.From <= end)
                {
                    findings.Add(later.At, $"{later.Code} 的这一段与第{earlier.At.Line}行的一段重叠");
                }
            }

            units[states.Key] = FromStates(ordered);
        }

        foreach (
            var township in rows.Where(row => row.Code.Length == 12 && !units.ContainsKey(row.Township))
                .GroupBy(row => row.Township)
                .ToArray()
        )
        {
            foreach (var day in township.Where(row => row.TownshipName.Length > 0).GroupBy(row => row.From ?? DateOnly.MinValue))
            {
                if (day.FirstOrDefault(row => row.TownshipName != day.First().TownshipName) is { } other)
                {
                    findings.Add(other.At, $"镇街 {township.Key} 有两个名称：{day.First().TownshipName}、{other.TownshipName}");
                }
            }

            units[township.Key] = new Unit
            {
                Id = township.Key,
                Kinds = Timeline<UnitKind>.Always(UnitKind.Township),
                Names = new(
                    township
                        .Where(row => row.TownshipName.Length > 0)
                        .OrderBy(row => row.From ?? DateOnly.MinValue)
                        .DistinctBy(row => row.TownshipName)
                        .Select((row, i) => (i == 0 ? DateOnly.MinValue : row.From ?? DateOnly.MinValue, row.TownshipName))
                ),
                Parents = Timeline<string>.Always(township.Key[..6]),
            };
        }

        foreach (var district in units.Keys.Select(code => code[..6]).Distinct().Where(code => !units.ContainsKey(code)).ToArray())
        {
            units[district] = new Unit
            {
                Id = district,
                Kinds = Timeline<UnitKind>.Always(UnitKind.Bureau),
                Names = Timeline<string>.Always("区民政局"),
            };
        }

        var taken = units.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            foreach (
                var alias in row.Aliases.Where(alias =>
                    units[row.Code].Aliases.Contains(alias) && !taken.Add(alias) && units.ContainsKey(alias)
                )
            )
            {
                findings.Add(row.At, $"别名「{alias}」已是另一单位的代码");
                units[row.Code] = units[row.Code] with { Aliases = units[row.Code].Aliases.Remove(alias) };
            }

            foreach (var old in row.Succeeds.Where(old => !units.ContainsKey(old)))
            {
                findings.Add(row.At, $"「succeeds」里的 {old} 不在名册", "原单位也要有一行，写明 to");
            }
        }

        return units.Values;
    }

    private static Unit FromStates(Row[] states)
    {
        var first = states[0];
        return new()
        {
            Id = first.Code,
            Kinds = new(states.Select(row => (row.From ?? DateOnly.MinValue, row.Kind))),
            Names = new(states.Select(row => (row.From ?? DateOnly.MinValue, row.Name))),
            Parents = new(states.Select(row => (row.From ?? DateOnly.MinValue, Parent(row))).Where(entry => entry.Item2.Length > 0)),
            From = first.From,
            To = states[^1].To,
            Succeeds = [.. states.SelectMany(row => row.Succeeds).Distinct()],
            Aliases = [.. states.SelectMany(row => row.Aliases).Where(alias => alias != first.Code).Distinct()],
            // An empty cell of a later line says that the value is not known any more, so it must end the earlier one.
            Profile = states
                .SelectMany(row => row.Profile.Keys)
                .Distinct()
                .ToImmutableDictionary(
                    key => key,
                    key => new Timeline<string>(
                        states.Select(row => (row.From ?? DateOnly.MinValue, row.Profile.GetValueOrDefault(key, "")))
                    )
                ),
        };
    }

    private static string Parent(Row row) =>
        row.Kind switch
        {
            UnitKind.Bureau => "",
            _ when row.Code.Length == 9 => row.Code[..6],
            _ => row.Township,
        };

    private static UnitKind KindOf(string code) =>
        code.Length switch
        {
            6 => UnitKind.Bureau,
            9 => UnitKind.Township,
            _ => code[9] switch
            {
                '0' or '1' => UnitKind.Community,
                '2' or '3' => UnitKind.Village,
                _ => UnitKind.Other,
            },
        };

    private static bool IsCode(string text, params ReadOnlySpan<int> lengths) =>
        lengths.Contains(text.Length) && text.All(char.IsAsciiDigit);

    private static ImmutableArray<string> Codes(string text) =>
        [.. text.Split([' ', ',', '，', '、', ';'], StringSplitOptions.RemoveEmptyEntries)];

    private sealed record Row(
        Mark At,
        string Code,
        UnitKind Kind,
        string Name,
        string Township,
        string TownshipName,
        DateOnly? From,
        DateOnly? To,
        ImmutableArray<string> Succeeds,
        ImmutableArray<string> Aliases,
        ImmutableDictionary<string, string> Profile
    );
}
