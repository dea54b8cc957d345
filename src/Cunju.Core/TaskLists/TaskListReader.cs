using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;

namespace Cunju.Core.TaskLists;

/// <summary>清单的阅读器: nodes → <see cref="TaskList"/>. It goes through the whole file whatever it finds, so that a person sees every fault at once, each with
/// its line and what to write instead.</summary>
public static partial class TaskListReader
{
    private static readonly ImmutableDictionary<string, EditionStatus> Statuses = new Dictionary<string, EditionStatus>
    {
        ["draft"] = EditionStatus.Draft,
        ["carried"] = EditionStatus.Carried,
        ["in-force"] = EditionStatus.InForce,
        ["superseded"] = EditionStatus.Superseded,
    }.ToImmutableDictionary();

    /// <summary>Reads a list. The list may be used only when <paramref name="findings"/> has none afterwards.</summary>
    public static ListReading Read(Node root, ListSurroundings around, Findings findings) =>
        Read(root, around, ImmutableSortedDictionary<string, Answer>.Empty, findings);

    /// <summary>Reads a list as it stands with these answers to its open readings, by the id of the reading.</summary>
    internal static ListReading Read(
        Node written,
        ListSurroundings around,
        ImmutableSortedDictionary<string, Answer> answers,
        Findings findings
    )
    {
        var root = AnswerOverlay.Put(written, answers, findings);
        RefuseUnquoted(root, findings);
        var map = new MapReader(root, "清单", findings);
        if (map.Text("format") is var format and not "obligation-pack/1")
        {
            findings.Unknown(map.Where("format"), "文件格式", format, ["obligation-pack/1"]);
        }

        var words = new ListWords(map, around, findings);
        var lead = 14;
        if (map.Map("defaults", "默认值") is { } defaults)
        {
            if (defaults.OptionalNumber("lead-days") is { } days)
            {
                lead = days;
                if (days < 0)
                {
                    findings.Add(defaults.Where("lead-days"), "「lead-days」不能小于0");
                }
            }

            defaults.Done();
        }

        var obligations = new ObligationReader(words, findings);
        var measures = Measures(map, obligations, words, findings);
        obligations.CheckReferences();
        var tasks = Tasks(map, measures, findings);
        var edition = Edition(map, words, findings);
        var list = edition with
        {
            Tasks = tasks,
            Obligations = [.. obligations.All],
            Parameters = words.Parameters,
            Sentences = words.Sentences,
            Readings = words.Readings.ToImmutableDictionary(
                reading => reading.Key,
                reading =>
                    answers.TryGetValue(reading.Key, out var answer)
                        ? reading.Value with
                        {
                            Takes = answer.Option,
                            SettledBy = answer.By,
                        }
                        : reading.Value
            ),
            Outside = words.Outside,
            Kinds = words.Kinds,
            Titles = words.Titles,
            Calendar = around.Calendar ?? WorkCalendar.WeekendsOnly,
            LeadDays = lead,
        };
        CheckCoverage(list, words, findings);
        var situations = SituationReader.Read(map, list, words.Named, findings);
        map.Ignore("answers");
        map.Done();
        return new(list, situations) { Written = written, Around = around };
    }

    private static TaskList Edition(MapReader map, ListWords words, Findings findings)
    {
        _ = map.Required("pack");
        var pack = map.Map("pack", "清单说明") ?? new(new MappingNode(map.At, []), "清单说明", new Findings(findings.File));
        var id = pack.Text("id");
        if (id.Length > 0 && !Dotted().IsMatch(id))
        {
            findings.Add(pack.Where("id"), $"编号「{id}」写法不对", "小写字母、数字和短横线，用点分开");
        }

        var version = pack.Text("version");
        if (version.Length > 0 && !Version().IsMatch(version))
        {
            findings.Add(pack.Where("version"), $"版本「{version}」写法不对", "按 1.0.0 的样子写");
        }

        var territory = pack.Map("territory", "适用地区");
        var code = territory?.Text("code") ?? "";
        var name = territory?.Text("name") ?? "";
        if (territory is null)
        {
            findings.Add(pack.At, "清单说明缺少「territory」");
        }
        else if (code.Length != 6 || !code.All(char.IsAsciiDigit))
        {
            findings.Add(territory.Where("code"), $"地区代码「{code}」不对", "区划代码六位数字，加引号");
        }

        territory?.Done();
        var issuer = pack.Map("issuer", "制定机关");
        var issuerName = issuer?.Text("name") ?? "";
        if (issuer is not null)
        {
            _ = words.Reads(issuer);
            issuer.Done();
        }
        else
        {
            findings.Add(pack.At, "清单说明缺少「issuer」");
        }

        var edition = new TaskList
        {
            Id = id,
            Edition = pack.Text("edition"),
            Version = version,
            Status = pack.Word("status", Statuses),
            Title = pack.Text("title"),
            Territory = code,
            TerritoryName = name,
            Issuer = issuerName,
            InForce = InForce(pack, findings),
            CarriedFrom = pack.OptionalText("carried-from"),
            Tasks = [],
            Obligations = [],
            Parameters = ImmutableDictionary<string, Parameter>.Empty,
            Sentences = ImmutableDictionary<string, Sentence>.Empty,
            Readings = ImmutableDictionary<string, Reading>.Empty,
            Kinds = ImmutableDictionary<string, RecordKind>.Empty,
            Titles = ImmutableDictionary<string, string>.Empty,
            Calendar = WorkCalendar.WeekendsOnly,
            LeadDays = 0,
        };
        if (edition.Status == EditionStatus.Carried && edition.CarriedFrom is null)
        {
            findings.Add(pack.Where("status"), "沿用草案要写明沿用哪一版", "加一行 carried-from: \"2023\"");
        }

        pack.Done();
        return edition;
    }

    private static DayRange InForce(MapReader pack, Findings findings)
    {
        _ = pack.Required("in-force");
        if (pack.Map("in-force", "施行期间") is not { } days)
        {
            return DayRange.OfYear(2000);
        }

        _ = days.Required("from");
        _ = days.Required("to");
        var (from, to) = (days.OptionalDay("from"), days.OptionalDay("to"));
        days.Done();
        if (from is not { } first || to is not { } last)
        {
            return DayRange.OfYear(2000);
        }

        if (last < first || last.Year != first.Year)
        {
            findings.Add(days.Where("to"), "施行期间应在同一年内，末日不早于首日");
            return DayRange.OfYear(first.Year);
        }

        return new(first, last);
    }

    private static ImmutableArray<Measure> Measures(MapReader map, ObligationReader obligations, ListWords words, Findings findings)
    {
        _ = map.Required("measures");
        var measures = ImmutableArray.CreateBuilder<Measure>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in map.Items("measures"))
        {
            var item = new MapReader(node, "措施", findings);
            var id = item.Text("id");
            if (id.Length > 0 && !ids.Add(id))
            {
                findings.Add(item.Where("id"), $"措施「{id}」写了两次", "换一个编号");
            }

            _ = item.Required("number");
            var number = item.OptionalNumber("number") ?? measures.Count + 1;
            if (number != measures.Count + 1)
            {
                findings.Add(item.Where("number"), $"措施序号应为{measures.Count + 1}，写的是{number}", "序号从1起连续，与原文一致");
            }

            _ = item.Required("obligations");
            var nodes = item.Items("obligations");
            if (item.Has("obligations") && nodes.IsEmpty)
            {
                findings.Add(item.Where("obligations"), $"第{number}项没有可考核事项");
            }

            measures.Add(
                new(
                    id,
                    number,
                    item.Text("title"),
                    Nature(item, findings),
                    words.Cite(item),
                    [.. nodes.Select(obligation => obligations.Read(obligation, number)).OfType<string>()]
                )
            );
            item.Done();
        }

        return measures.ToImmutable();
    }

    private static ImmutableArray<KeyTask> Tasks(MapReader map, ImmutableArray<Measure> measures, Findings findings)
    {
        _ = map.Required("tasks");
        var tasks = ImmutableArray.CreateBuilder<KeyTask>();
        var placed = new Dictionary<string, Mark>(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in map.Items("tasks"))
        {
            var item = new MapReader(node, "重点任务", findings);
            var id = item.Text("id");
            if (id.Length > 0 && !ids.Add(id))
            {
                findings.Add(item.Where("id"), $"重点任务「{id}」写了两次", "换一个编号");
            }

            var mine = ImmutableArray.CreateBuilder<Measure>();
            foreach (var word in item.Texts("measures"))
            {
                if (measures.FirstOrDefault(measure => measure.Id == word.Text) is not { } measure)
                {
                    findings.Unknown(word.At, "措施", word.Text, measures.Select(known => known.Id));
                }
                else if (!placed.TryAdd(word.Text, word.At))
                {
                    findings.Add(word.At, $"措施「{word.Text}」已在第{placed[word.Text].Line}行的任务里", "每项措施只属于一个任务");
                }
                else
                {
                    mine.Add(measure);
                }
            }

            tasks.Add(new(id, tasks.Count + 1, item.Text("title"), mine.ToImmutable()));
            item.Done();
        }

        foreach (var measure in measures.Where(measure => !placed.ContainsKey(measure.Id)))
        {
            findings.Add(map.Where("tasks"), $"第{measure.Number}项措施「{measure.Id}」不属于任何重点任务", "写进一个任务的 measures");
        }

        return tasks.ToImmutable();
    }

    /// <summary>Every sentence of the source must be behind a measure or an obligation.</summary>
    private static void CheckCoverage(TaskList list, ListWords words, Findings findings)
    {
        var cited = list
            .Obligations.SelectMany(obligation => obligation.Cite)
            .Concat(list.Tasks.SelectMany(task => task.Measures).SelectMany(measure => measure.Cite))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (id, at) in words.SentenceMarks.Where(sentence => !cited.Contains(sentence.Key)))
        {
            findings.Add(at, $"原文句「{id}」没有任何措施或事项引用", "在 cite 里引用，或移到 not-normative 并写明理由");
        }
    }

    /// <summary>YAML gives unquoted days and yes/no meanings of their own in other programs; a list must read the same everywhere.</summary>
    private static void RefuseUnquoted(Node node, Findings findings)
    {
        switch (node)
        {
            case ScalarNode { Quoted: false } scalar when DayLike().IsMatch(scalar.Text):
                findings.Add(scalar.At, $"日期 {scalar.Text} 没有加引号", $"写成 \"{scalar.Text}\"");
                break;
            case ScalarNode
            {
                Quoted: false,
                Text: "yes" or "no" or "on" or "off" or "Yes" or "No" or "On" or "Off" or "YES" or "NO"
            } scalar:
                findings.Add(scalar.At, $"「{scalar.Text}」没有加引号", "是非写 true 或 false；作文字用要加引号");
                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    RefuseUnquoted(item, findings);
                }

                break;
            case MappingNode map:
                foreach (var (key, value) in map.Entries)
                {
                    RefuseUnquoted(key, findings);
                    RefuseUnquoted(value, findings);
                }

                break;
            default:
                break;
        }
    }

    private static string Nature(MapReader measure, Findings findings)
    {
        ImmutableArray<string> natures = ["quantitative", "qualitative", "mixed", "pilot"];
        var word = measure.Text("nature");
        if (word.Length > 0 && !natures.Contains(word))
        {
            findings.Unknown(measure.Where("nature"), "措施的性质", word, natures);
        }

        return word;
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$|^\d{2}-\d{2}$")]
    private static partial Regex DayLike();

    [GeneratedRegex(@"^[a-z0-9-]+(\.[a-z0-9-]+)*$")]
    internal static partial Regex Dotted();

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[a-z0-9.]+)?$")]
    private static partial Regex Version();
}

/// <summary>What reading a list gives: the list and the situations it brings along to prove itself.</summary>
public sealed record ListReading(TaskList List, ImmutableArray<Situation> Situations)
{
    /// <summary>The file as it was written, before any answer.</summary>
    public required Node Written { get; init; }

    /// <summary>What it names outside itself.</summary>
    public required ListSurroundings Around { get; init; }

    /// <summary>The list as it reads with these answers, by the id of the reading. An answer the list has not written out changes nothing but the reading itself.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="findings">Where faults are noted: names nobody knows, or an answer whose written effect does not fit the list.</param>
    public TaskList Under(ImmutableSortedDictionary<string, Answer> answers, Findings findings) =>
        answers.IsEmpty ? List : TaskListReader.Read(Written, Around, answers, findings).List;

    /// <summary>Reads the list once with every answer it has written out, each alone, so that a fault shows before somebody gives the answer.</summary>
    public void ProveAnswers(Findings findings)
    {
        var township = Around.Registers.SelectMany(register => register.All).FirstOrDefault(unit => unit.Id.Length == 9)?.Id ?? "";
        foreach (var reading in List.Readings.Values)
        {
            foreach (var option in reading.Options.Where(option => option.IsWritten && option.Id != reading.Takes))
            {
                ImmutableArray<string> names = option.Asks switch
                {
                    null => [],
                    { Townships: true } => [township],
                    { Exactly: var number } => [.. Enumerable.Range(1, number ?? 1).Select(place => $"{place}")],
                };
                _ = Under(ImmutableSortedDictionary<string, Answer>.Empty.Add(reading.Id, new(option.Id, names, "check")), findings);
            }
        }
    }
}
