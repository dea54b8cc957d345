using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists;

/// <summary>记录文件 (<c>counting.md</c> §1): one JSON object a line, in any order.</summary>
public static class RecordFile
{
    private static readonly ImmutableArray<string> Keys =
    [
        "id",
        "unit",
        "kind",
        "on",
        "recorded",
        "case",
        "of",
        "ref",
        "fields",
        "evidence",
        "source",
    ];

    /// <summary>Reads the text. Unknown kinds, units and books, misspelt fields, ids that stand twice and malformed lines are noted with their place and left out.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="kinds">The kinds of records the list knows, by id.</param>
    /// <param name="register">The units of the district.</param>
    /// <param name="findings">Where faults are noted.</param>
    public static RecordBook Read(string text, IReadOnlyDictionary<string, RecordKind> kinds, Register register, Findings findings)
    {
        var records = new List<Record>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (raw.Trim() is not { Length: > 0 } line || line[0] == '#')
            {
                continue;
            }

            var record = ReadLine(line, raw, number, kinds, register, findings, out var id);
            if (id is not null && !lines.TryAdd(id, number))
            {
                findings.Add(Place(raw, number, "id"), $"编号「{id}」重复，第{lines[id]}行已用过", "每条记录一个编号");
            }
            else if (record is not null)
            {
                records.Add(record);
            }
        }

        return new(records);
    }

    private static Record? ReadLine(
        string line,
        string raw,
        int number,
        IReadOnlyDictionary<string, RecordKind> kinds,
        Register register,
        Findings findings,
        out string? id
    )
    {
        id = null;
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(line);
            root = document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            findings.Add(
                new(number, Column(line, raw, fault.BytePositionInLine ?? 0)),
                "这一行不是完整的 JSON",
                "每条记录写成一行 {…}，文字加双引号，项与项之间用逗号"
            );
            return null;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            findings.Add(new(number, 1), "这一行应为一个对象 {…}");
            return null;
        }

        var before = findings.All.Length;
        foreach (var property in root.EnumerateObject().Where(property => !Keys.Contains(property.Name)))
        {
            // What is near to a known name is a slip that would silently change the answer; anything else is a remark of whoever wrote the file.
            if (Findings.Nearest(property.Name, Keys) is { } near)
            {
                findings.Add(Place(raw, number, property.Name), $"记录里的名称「{property.Name}」无法识别", $"是否想写「{near}」?");
            }
        }

        if (root.EnumerateObject().GroupBy(property => property.Name).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            findings.Add(Place(raw, number, twice.Key), $"「{twice.Key}」写了两次", "删去一处");
        }

        string? Text(string key, bool required = false)
        {
            var found = root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;
            if (found && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                var text = value.ToString();
                if (text.Length > 0)
                {
                    return text;
                }
            }
            else if (found)
            {
                findings.Add(Place(raw, number, key), $"「{key}」应为文字");
                return null;
            }

            if (required)
            {
                findings.Add(new(number, 1), $"记录缺少「{key}」");
            }

            return null;
        }

        id = Text("id", required: true);
        var unit = Text("unit", required: true);
        var kind = Text("kind", required: true);
        var on = Text("on", required: true) is { } text ? Day(text, "on", exact: true, raw, number, findings) : null;
        var recorded = Text("recorded") is { } entered ? Day(entered, "recorded", exact: false, raw, number, findings) : null;
        if (unit is not null && register.Find(unit) is null)
        {
            findings.Unknown(Place(raw, number, "unit"), "单位", unit, register.All.Select(known => known.Id));
        }

        var fields = Fields(root, raw, number, findings);
        if (kind is not null && kinds.TryGetValue(kind, out var known))
        {
            CheckFields(known, fields, raw, number, findings);
        }
        else if (kind is not null)
        {
            findings.Unknown(Place(raw, number, "kind"), "记录种类", kind, kinds.Keys.Order(StringComparer.Ordinal));
        }

        var evidence = Evidence(root, raw, number, findings);
        var source = Text("source") switch
        {
            null or "procedure" => RecordSource.Procedure,
            "work-record" => RecordSource.WorkRecord,
            var other => UnknownSource(other, raw, number, findings),
        };
        if (id is null || unit is null || kind is null || on is not { } happened || findings.All.Length > before)
        {
            return null;
        }

        return new()
        {
            Id = id,
            Unit = register.Find(unit)!.Id,
            Kind = kind,
            On = happened,
            EnteredOn = recorded,
            Case = Text("case") ?? Text("ref"),
            Of = Text("of"),
            Fields = fields,
            Evidence = evidence,
            Source = source,
        };
    }

    private static DateOnly? Day(string text, string key, bool exact, string raw, int number, Findings findings)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            return day;
        }

        // RFC 3339: a moment with its offset; the day is the one it is in China.
        if (!exact && text.Length > 19 && text[4] == '-' && text[10] is 'T' or 't' or ' ' && DateTimeOffset.TryParse(text, out var moment))
        {
            return ChinaTime.Day(moment);
        }

        findings.Add(
            Place(raw, number, key),
            $"「{key}」应为日期，写的是「{text}」",
            exact ? "按 2023-01-31 的样子写" : "按 2023-01-31 或 2023-01-31T09:30:00+08:00 的样子写"
        );
        return null;
    }

    private static ImmutableDictionary<string, FieldValue> Fields(JsonElement root, string raw, int number, Findings findings)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        if (!root.TryGetProperty("fields", out var element) || element.ValueKind == JsonValueKind.Null)
        {
            return fields.ToImmutable();
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            findings.Add(Place(raw, number, "fields"), "「fields」应为对象 {…}");
            return fields.ToImmutable();
        }

        Add(element, "");
        return fields.ToImmutable();

        void Add(JsonElement from, string prefix)
        {
            foreach (var property in from.EnumerateObject())
            {
                var name = prefix + property.Name;
                switch (property.Value.ValueKind)
                {
                    case JsonValueKind.Null:
                        break;
                    case JsonValueKind.Object:
                        Add(property.Value, name + ".");
                        break;
                    case JsonValueKind.Array:
                        fields[name] = FieldValue.Of(property.Value.EnumerateArray().Select(Scalar));
                        break;
                    default:
                        fields[name] = FieldValue.Of(Scalar(property.Value));
                        break;
                }
            }
        }
    }

    /// <summary>A field nobody reads, or an id nobody knows, would silently change the answer when it is near to one that is meant; any other field is a remark of
    /// whoever wrote the file, and an unknown value of a plain set counts for nothing. A book is one of the list's, always.</summary>
    private static void CheckFields(
        RecordKind kind,
        ImmutableDictionary<string, FieldValue> fields,
        string raw,
        int number,
        Findings findings
    )
    {
        foreach (var (name, value) in fields)
        {
            if (kind.Fields.FirstOrDefault(candidate => candidate.Name == name) is not { } field)
            {
                if (Findings.Nearest(name, kind.Fields.Select(candidate => candidate.Name)) is { } near)
                {
                    findings.Add(Place(raw, number, name), $"「{kind.Title}」没有栏目「{name}」", $"是否想写「{near}」?");
                }

                continue;
            }

            var ids = field.Labels.IsEmpty ? [] : value.Items.Where(id => !field.Values.Contains(id));
            foreach (var id in ids.Where(id => field.Type == "ref book" || Findings.Nearest(id, field.Values) is not null))
            {
                findings.Unknown(Place(raw, number, id), field.Title, id, field.Values);
            }
        }
    }

    private static ImmutableArray<string> Evidence(JsonElement root, string raw, int number, Findings findings)
    {
        if (!root.TryGetProperty("evidence", out var element) || element.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. element.EnumerateArray().Select(item => item.GetString()!)];
        }

        findings.Add(Place(raw, number, "evidence"), "「evidence」应为文字列表 […]", "如 [\"minutes\",\"sign-in\"]");
        return [];
    }

    private static RecordSource UnknownSource(string word, string raw, int number, Findings findings)
    {
        findings.Unknown(Place(raw, number, "source"), "来源", word, ["procedure", "work-record"]);
        return RecordSource.Procedure;
    }

    private static string Scalar(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.ToString(),
        };

    private static Mark Place(string raw, int number, string key) =>
        new(number, Math.Max(0, raw.IndexOf($"\"{key}\"", StringComparison.Ordinal)) + 1);

    /// <summary>The parser counts bytes; people count characters.</summary>
    private static int Column(string line, string raw, long bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(line);
        var before = Encoding.UTF8.GetCharCount(utf8, 0, (int)Math.Min(bytes, utf8.Length));
        return raw.IndexOf(line, StringComparison.Ordinal) + before + 1;
    }
}
