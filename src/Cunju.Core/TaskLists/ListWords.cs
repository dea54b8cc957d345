using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.TaskLists;

/// <summary>The words a list brings along before its obligations use them: sources, readings, units, actors, evidence, record kinds, parameters.</summary>
internal sealed class ListWords
{
    private const string Untaken = "undetermined";

    private readonly Findings findings;
    private readonly Dictionary<string, string> sources = new(StringComparer.Ordinal);

    public ListWords(MapReader map, ListSurroundings around, Findings findings)
    {
        this.findings = findings;
        ReadSources(map, around);
        Readings = ReadReadings(map);
        ReadCalendar(map, around);
        Actors = map.Entries("actors").ToImmutableDictionary(entry => entry.Key.Text, entry => (entry.Value as ScalarNode)?.Text ?? "");
        _ = map.Required("actors");
        Evidence = Titled(map, "evidence", "佐证种类");
        Books = Titled(map, "books", "簿册");
        Named = ReadUnits(map, around);
        Kinds = new KindReader(Books, findings).Read(map);
        Parameters = ReadParameters(map);
        Vocabularies = ReadVocabularies(map);
        Titles = Evidence.AddRange(Books).AddRange(Actors.Where(actor => !Evidence.ContainsKey(actor.Key)));
    }

    public ImmutableDictionary<string, Sentence> Sentences { get; private set; } = ImmutableDictionary<string, Sentence>.Empty;

    public IReadOnlyDictionary<string, Mark> SentenceMarks { get; private set; } = ImmutableDictionary<string, Mark>.Empty;

    public ImmutableDictionary<string, Reading> Readings { get; }

    public ImmutableDictionary<string, string> Actors { get; }

    public ImmutableDictionary<string, string> Evidence { get; }

    public ImmutableDictionary<string, string> Books { get; }

    public ImmutableDictionary<string, string> Named { get; }

    public ImmutableDictionary<string, RecordKind> Kinds { get; }

    public ImmutableDictionary<string, Parameter> Parameters { get; }

    public ImmutableDictionary<string, ImmutableArray<string>> Vocabularies { get; }

    public ImmutableDictionary<string, string> Titles { get; }

    public ImmutableHashSet<string> Outside { get; private set; } = [];

    /// <summary>The sentences something rests on; a fault when there is none or one is unknown.</summary>
    public ImmutableArray<string> Cite(MapReader map, bool required = true)
    {
        var cited = map.Texts("cite");
        if (required && cited.IsEmpty)
        {
            findings.Add(map.Where("cite"), $"{map.What}没有引用原文", "加一行 cite: [s03.1]");
        }

        return Known(cited, "原文句", Sentences.Keys);
    }

    /// <summary>The readings something depends on.</summary>
    public ImmutableArray<string> Reads(MapReader map) => Known(map.Texts("reads"), "待明确事项", Readings.Keys);

    public ImmutableArray<string> Known(ImmutableArray<ScalarNode> words, string what, IEnumerable<string> known)
    {
        var choices = known.Order(StringComparer.Ordinal).ToArray();
        foreach (var word in words.Where(word => !choices.Contains(word.Text)))
        {
            findings.Unknown(word.At, what, word.Text, choices);
        }

        return [.. words.Select(word => word.Text).Where(word => choices.Contains(word)).Distinct()];
    }

    private void ReadSources(MapReader map, ListSurroundings around)
    {
        _ = map.Required("sources");
        var reader = new SourceReader(around, findings);
        var any = false;
        foreach (var node in map.Items("sources"))
        {
            var source = new MapReader(node, "来源", findings);
            var id = source.Text("id");
            var title = source.OptionalText("text");
            if (id.Length > 0 && !sources.TryAdd(id, title ?? id))
            {
                findings.Add(source.Where("id"), $"来源「{id}」写了两次", "换一个编号");
            }

            if (title is null)
            {
                any = true;
                reader.Read(source);
            }

            source.Ignore("settles");
            source.Done();
        }

        if (!any && map.Has("sources"))
        {
            findings.Add(map.Where("sources"), "清单没有原文", "写明 file、sha256 和 sentences");
        }

        Sentences = reader.Sentences;
        SentenceMarks = reader.Marks;
    }

    private ImmutableDictionary<string, Reading> ReadReadings(MapReader map)
    {
        var readings = ImmutableDictionary.CreateBuilder<string, Reading>(StringComparer.Ordinal);
        foreach (var node in map.Items("ambiguities"))
        {
            var item = new MapReader(node, "待明确事项", findings);
            var id = item.Text("id");
            var takes = item.Text("takes");
            var options = item.Entries("options").Select(option => Option(map, id, takes, option.Key, option.Value)).ToImmutableArray();
            if (takes.Length > 0 && takes != Untaken && options.All(option => option.Id != takes))
            {
                findings.Unknown(item.Where("takes"), "所取的读法", takes, options.Select(option => option.Id).Append(Untaken));
            }

            string? settled = null;
            if (item.OptionalText("settled-by") is { } source)
            {
                settled = sources.GetValueOrDefault(source);
                if (settled is null)
                {
                    findings.Unknown(item.Where("settled-by"), "来源", source, sources.Keys);
                }
            }

            Reading reading = new(id, item.Text("about"), item.Text("question"), options, takes, item.OptionalText("effect"), settled);
            if (id.Length > 0 && !readings.TryAdd(id, reading))
            {
                findings.Add(item.Where("id"), $"待明确事项「{id}」写了两次", "换一个编号");
            }

            item.Done();
        }

        foreach (var source in map.Items("sources").OfType<MappingNode>())
        {
            if (source["settles"] is ScalarNode settles)
            {
                _ = Known([settles], "待明确事项", readings.Keys);
            }
        }

        foreach (var (reading, value) in map.Entries("answers"))
        {
            _ = Known([reading], "待明确事项", readings.Keys);
            foreach (var option in (value as MappingNode)?.Entries ?? [])
            {
                var known = readings.TryGetValue(reading.Text, out var found) ? found.Options.Select(each => each.Id) : [];
                _ = Known([option.Key], $"待明确事项{reading.Text}的答复", known);
            }
        }

        return readings.ToImmutable();
    }

    /// <summary>One answer with what the list's part <c>answers</c> says of it.</summary>
    private ReadingOption Option(MapReader map, string reading, string takes, ScalarNode id, Node title)
    {
        var written = AnswerOverlay.Of(map.Raw("answers"), reading, id.Text);
        AnswerNames? asks = null;
        if (written is not null)
        {
            var item = new MapReader(written, $"待明确事项{reading}的答复「{id.Text}」", findings);
            if (item.Has("asks"))
            {
                asks = new(
                    item.Word("asks", new Dictionary<string, bool> { ["townships"] = true, ["names"] = false }),
                    item.OptionalNumber("exactly")
                );
            }

            item.Ignore("asks", "exactly", "obligations", "params", "vocabulary", "units");
            item.Done();
        }

        return new(id.Text, (title as ScalarNode)?.Text ?? id.Text, id.Text == takes || written is not null, asks);
    }

    private void ReadCalendar(MapReader map, ListSurroundings around)
    {
        if (map.Text("calendar") is { Length: > 0 } file && around.Calendar is null)
        {
            findings.Add(map.Where("calendar"), $"工作日历「{file}」找不到或有误", "位置从清单所在文件夹算起，如 ../calendars/2023.yaml");
        }
    }

    private ImmutableDictionary<string, string> Titled(MapReader map, string name, string what)
    {
        var titles = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        _ = map.Required(name);
        foreach (var (key, value) in map.Entries(name))
        {
            var item = new MapReader(value, $"{what}「{key.Text}」", findings);
            if (!titles.TryAdd(key.Text, item.Text("title")))
            {
                findings.Add(key.At, $"{what}「{key.Text}」写了两次", "删去一处");
            }

            item.Done();
        }

        return titles.ToImmutable();
    }

    private ImmutableDictionary<string, string> ReadUnits(MapReader map, ListSurroundings around)
    {
        var named = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (map.Map("units", "单位") is not { } units)
        {
            return named.ToImmutable();
        }

        if (units.OptionalText("register") is { } file && around.Registers.IsEmpty)
        {
            findings.Add(units.Where("register"), $"单位名册「{file}」找不到或有误", "位置从清单所在文件夹算起，如 ../places/500112.tsv");
        }

        foreach (var (key, value) in units.Entries("profile"))
        {
            var item = new MapReader(value, $"概况「{key.Text}」", findings);
            _ = item.Text("title");
            _ = Reads(item);
            item.Done();
        }

        foreach (var (alias, value) in units.Entries("named"))
        {
            var item = new MapReader(value, $"点名单位「{alias.Text}」", findings);
            var name = item.Text("name");
            var kind = item.Word("kind", ByKind.KindWords);
            var township = item.OptionalText("in");
            _ = Reads(item);
            item.Done();
            if (Resolve(name, township, kind, around.Registers) is not { } unit)
            {
                if (name.Length > 0 && !around.Registers.IsEmpty)
                {
                    var near = Findings.Nearest(
                        name,
                        around.Registers.SelectMany(register => register.All).Select(known => known.ShortNameOn(DateOnly.MaxValue))
                    );
                    findings.Add(
                        item.Where("name"),
                        $"名册里没有{(township is null ? "" : township + "的")}「{name}」，或不止一个",
                        near is not null && near != name ? $"是否想写「{near}」?" : "核对名称、类别和所在镇街（in）"
                    );
                }
            }
            else if (!named.TryAdd(alias.Text, unit.Id))
            {
                findings.Add(alias.At, $"点名单位「{alias.Text}」写了两次", "删去一处");
            }
        }

        Outside = [.. units.Texts("without").Select(township => township.Text)];
        foreach (var township in units.Texts("without").Where(code => around.Registers.All(register => register.Find(code.Text) is null)))
        {
            findings.Add(township.At, $"不计入的镇街「{township.Text}」不在名册里", "写镇街的区划代码");
        }

        units.Done();
        return named.ToImmutable();
    }

    private static Unit? Resolve(string name, string? township, UnitKind kind, ImmutableArray<Register> registers) =>
        registers
            .Select(register => register.Named(name, township, DateOnly.MaxValue))
            .FirstOrDefault(unit => unit is not null && unit.KindOn(DateOnly.MaxValue) == kind);

    private ImmutableDictionary<string, Parameter> ReadParameters(MapReader map)
    {
        var parameters = ImmutableDictionary.CreateBuilder<string, Parameter>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries("params"))
        {
            var item = new MapReader(value, $"参数「{key.Text}」", findings);
            _ = item.Required("values");
            var entries = new List<(DateOnly, ImmutableArray<string>)>();
            var known = new MapReader(item.Raw("values") ?? new MappingNode(item.At, []), $"参数「{key.Text}」的值", findings);
            foreach (var (from, at) in item.Entries("values"))
            {
                if (!DateOnly.TryParseExact(from.Text, "yyyy-MM-dd", out var day))
                {
                    findings.Add(from.At, $"参数「{key.Text}」的起始日「{from.Text}」不是日期", "按 \"2023-01-01\" 的样子写");
                }

                var texts = known.Texts(from.Text);
                foreach (var text in texts.Where(text => !IsValue(text.Text)))
                {
                    findings.Add(text.At, $"参数「{key.Text}」的值「{text.Text}」不对", "整数（≥0）或月-日（如 \"12-31\"）");
                }

                if (texts.IsEmpty)
                {
                    findings.Add(at.At, $"参数「{key.Text}」没有值");
                }
                else
                {
                    entries.Add((day, [.. texts.Select(text => text.Text)]));
                }
            }

            if (item.Has("values") && entries.Count == 0)
            {
                findings.Add(item.Where("values"), $"参数「{key.Text}」没有值", "写成 values: { \"2023-01-01\": 4 }");
            }

            Parameter parameter = new(
                key.Text,
                new(entries),
                item.OptionalText("unit"),
                Cite(item, required: false),
                Reads(item),
                Law(item)
            );
            if (parameter is { Cite.IsEmpty: true, Reads.IsEmpty: true, Source: null })
            {
                findings.Add(key.At, $"参数「{key.Text}」没有出处", "写明 cite（原文句）、reads（待明确事项）或 law（法条）");
            }

            if (!parameters.TryAdd(key.Text, parameter))
            {
                findings.Add(key.At, $"参数「{key.Text}」写了两次", "删去一处");
            }

            item.Done();
        }

        // A parameter without a value would break whoever asks for it; it is reported above and left out here.
        return parameters.Where(parameter => parameter.Value.Values.Entries.Length > 0).ToImmutableDictionary(StringComparer.Ordinal);
    }

    /// <summary><c>law: [vcl-2025 第三十五条]</c>: a source of this file and the article.</summary>
    private string? Law(MapReader item)
    {
        var articles = new List<string>();
        foreach (var text in item.Texts("law"))
        {
            var (id, article) = text.Text.Split(' ', 2) is [var first, var rest] ? (first, rest) : (text.Text, "");
            if (!sources.TryGetValue(id, out var title))
            {
                findings.Unknown(text.At, "来源", id, sources.Keys);
            }

            articles.Add($"《{title}》{article}");
        }

        return articles.Count == 0 ? null : string.Join('、', articles);
    }

    private ImmutableDictionary<string, ImmutableArray<string>> ReadVocabularies(MapReader map)
    {
        var vocabularies = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries("vocabulary"))
        {
            var item = new MapReader(value, $"词汇表「{key.Text}」", findings);
            // `values: null` is an answer: the source does not name them.
            var values = item.Texts("values");
            if (value is MappingNode named && named["values"] is null)
            {
                findings.Add(item.At, $"词汇表「{key.Text}」缺少「values」", "不知道有哪些就写 values: null");
            }

            if (values.IsEmpty && Reads(item).IsEmpty)
            {
                findings.Add(key.At, $"词汇表「{key.Text}」的值不明，要写明是哪一个待明确事项", "加 reads: A25");
            }

            _ = Reads(item);
            vocabularies[key.Text] = [.. values.Select(word => word.Text)];
            item.Done();
        }

        return vocabularies.ToImmutable();
    }

    private static bool IsValue(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        || (text.Length == 5 && DateOnly.TryParseExact("2000-" + text, "yyyy-MM-dd", out _));
}
