using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists;

/// <summary>情形: a small story a list brings along and what must come out of it. A list whose situations do not come out may not be used.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="At">Its place in the file.</param>
/// <param name="World">The units of the story.</param>
/// <param name="Unit">The unit that is judged.</param>
/// <param name="Records">What happened.</param>
/// <param name="When">The two times, and the first day of use.</param>
/// <param name="Expected">What must come out.</param>
public sealed record Situation(
    string Name,
    Mark At,
    Register World,
    Unit Unit,
    ImmutableArray<Record> Records,
    Occurrence When,
    ImmutableArray<Expectation> Expected
)
{
    /// <summary>Judges the story with the real evaluator and notes every expectation that does not come out.</summary>
    /// <remarks>The list is taken as issued, because an edition that is only carried shows no red.</remarks>
    public void Run(TaskList list, Findings findings)
    {
        var board = Evaluator.Evaluate(list with { Status = EditionStatus.InForce }, World, Unit, new(Records), When);
        foreach (var expected in Expected)
        {
            var lanes = board.Of(expected.Obligation).Where(lane => expected.Lane is null || lane.Name == expected.Lane).ToArray();
            if (lanes.Length == 0)
            {
                var there = string.Join('、', board.Of(expected.Obligation).Select(lane => lane.Name));
                findings.Add(
                    expected.At,
                    $"测试「{Name}」：没有「{expected.Lane ?? expected.Obligation}」这一栏",
                    there.Length > 0 ? $"有：{there}" : null
                );
                continue;
            }

            var status = Scoreboard.RollUp(lanes.Select(lane => lane.Status));
            if (status != expected.Status)
            {
                findings.Add(
                    expected.At,
                    $"测试「{Name}」不符：{expected.Obligation} 应为{expected.Status.Title()}（{expected.Status.Code()}），算得{status.Title()}（{status.Code()}）",
                    "改清单，或改测试"
                );
            }

            var (have, need) = (lanes.Sum(lane => lane.Have), lanes.Sum(lane => lane.Need));
            if (expected.Progress is { } progress && progress != (have, need))
            {
                findings.Add(
                    expected.At,
                    $"测试「{Name}」不符：{expected.Obligation} 应为 {progress.Have}/{progress.Need}，算得 {have}/{need}",
                    "改清单，或改测试"
                );
            }
        }
    }
}

/// <summary>What must come out for one obligation, or for one of its lanes.</summary>
/// <param name="At">Its place in the file.</param>
/// <param name="Obligation">Which obligation.</param>
/// <param name="Lane">Which lane; null = all of them, rolled up.</param>
/// <param name="Status">The status.</param>
/// <param name="Progress">Have and need, where it matters.</param>
public sealed record Expectation(Mark At, string Obligation, string? Lane, Status Status, (int Have, int Need)? Progress);

/// <summary>Reads <c>tests:</c>.</summary>
internal sealed class SituationReader(TaskList list, ImmutableDictionary<string, string> named, Findings findings)
{
    private const string Bureau = "100000";
    private const string Township = "100000001";
    private const string Village = "100000001201";
    private const string Community = "100000001001";

    public static ImmutableArray<Situation> Read(MapReader map, TaskList list, ImmutableDictionary<string, string> named, Findings findings)
    {
        var reader = new SituationReader(list, named, findings);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var all = ImmutableArray.CreateBuilder<Situation>();
        foreach (var node in map.Items("tests"))
        {
            if (reader.ReadOne(new(node, "测试", findings)) is not { } situation)
            {
                continue;
            }

            if (!names.Add(situation.Name))
            {
                findings.Add(situation.At, $"测试「{situation.Name}」写了两次", "换一个名称");
            }

            all.Add(situation);
        }

        return all.ToImmutable();
    }

    private Situation? ReadOne(MapReader item)
    {
        var name = item.Text("name");
        var (world, unit) = World(item);
        var records = ImmutableArray.CreateBuilder<Record>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fact in item.Texts("facts"))
        {
            if (ReadFact(fact, unit, records.Count + 1) is { } record)
            {
                if (!ids.Add(record.Id))
                {
                    findings.Add(fact.At, $"记录「#{record.Id}」写了两次", "换一个编号");
                    continue;
                }

                records.Add(record);
            }
        }

        _ = item.Required("as-of");
        var asOf = item.OptionalDay("as-of");
        Occurrence? when = asOf is { } day ? new(day, item.OptionalDay("known-at"), item.OptionalDay("since")) : null;
        _ = item.Required("expect");
        var expected = item.Entries("expect").Select(entry => Expect(entry.Key, entry.Value)).OfType<Expectation>().ToImmutableArray();
        item.Ignore("known-at", "since");
        item.Done();
        return when is null || unit is null || expected.IsEmpty
            ? null
            : new(name, item.At, world, unit, records.ToImmutable(), when, expected);
    }

    /// <summary>One bureau, one township, one village and one community; the named unit takes the place of the one of its kind.</summary>
    private (Register World, Unit? Unit) World(MapReader item)
    {
        _ = item.Required("unit");
        var map = item.Map("unit", "测试的单位") ?? new(new MappingNode(item.At, []), "测试的单位", new Findings(findings.File));
        var kind = map.Word("kind", Shapes.ByKind.KindWords, UnitKind.Village);
        string? id = null;
        if (map.OptionalText("named") is { } alias && !named.TryGetValue(alias, out id))
        {
            findings.Unknown(map.Where("named"), "点名单位", alias, named.Keys.Order(StringComparer.Ordinal));
        }

        var profile = map.Entries("profile")
            .GroupBy(entry => entry.Key.Text)
            .ToImmutableDictionary(group => group.Key, group => Timeline<string>.Always((group.First().Value as ScalarNode)?.Text ?? ""));
        Timeline<UnitKind>? kinds = null;
        if (map.OptionalDay("until") is { } until)
        {
            var then = map.Word("then", Shapes.ByKind.KindWords, UnitKind.Community);
            kinds = new([(DateOnly.MinValue, kind), (until.AddDays(1), then)]);
        }

        map.Ignore("then", "profile");
        map.Done();
        UnitKind[] all = [UnitKind.Bureau, UnitKind.Township, UnitKind.Village, UnitKind.Community];
        var units = all.Select(other => new Unit
            {
                Id = other == kind && id is not null ? id : CodeOf(other),
                Kinds = other == kind && kinds is not null ? kinds : Timeline<UnitKind>.Always(other),
                Names = Timeline<string>.Always(other.ToString()),
                Parents = other switch
                {
                    UnitKind.Bureau => Timeline<string>.Empty,
                    UnitKind.Township => Timeline<string>.Always(Bureau),
                    _ => Timeline<string>.Always(kind == UnitKind.Township && id is not null ? id : Township),
                },
                Profile = other == kind ? profile : ImmutableDictionary<string, Timeline<string>>.Empty,
            })
            .ToArray();
        return (new(units), units[Array.IndexOf(all, kind)]);
    }

    private static string CodeOf(UnitKind kind) =>
        kind switch
        {
            UnitKind.Bureau => Bureau,
            UnitKind.Township => Township,
            UnitKind.Village => Village,
            _ => Community,
        };

    private Record? ReadFact(ScalarNode fact, Unit? unit, int number)
    {
        string[] words = fact.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        void Fault(string what, string? advice = null) => findings.Add(fact.At, $"测试的记录「{fact.Text}」：{what}", advice);

        if (words.Length < 2 || !DateOnly.TryParseExact(words[1], "yyyy-MM-dd", out var on))
        {
            Fault("应以种类和日期开头", "如 meeting.assembly 2023-03-01");
            return null;
        }

        if (!list.Kinds.TryGetValue(words[0], out var kind))
        {
            findings.Unknown(fact.At, "记录种类", words[0], list.Kinds.Keys.Order(StringComparer.Ordinal));
            return null;
        }

        Record record = new()
        {
            Id = $"r{number:00}",
            Unit = unit?.Id ?? "",
            Kind = kind.Id,
            On = on,
        };
        for (var i = 2; i < words.Length; i++)
        {
            if (words[i] is ['#', .. var id])
            {
                record = record with { Id = id };
                continue;
            }

            if (i + 1 == words.Length)
            {
                Fault($"「{words[i]}」后面没有值");
                return null;
            }

            var (word, value) = (words[i], words[++i]);
            if (word is "recorded")
            {
                if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", out var entered))
                {
                    Fault($"录入日「{value}」不是日期");
                    return null;
                }

                record = record with { EnteredOn = entered };
                continue;
            }

            if (word is "at" && !Shapes.ByKind.KindWords.ContainsKey(value))
            {
                findings.Unknown(fact.At, "单位类别", value, Shapes.ByKind.KindWords.Keys);
                return null;
            }

            if (word is not ("of" or "case" or "at" or "recorded") && kind.Fields.All(field => field.Name != word))
            {
                findings.Unknown(fact.At, $"「{kind.Id}」的栏目", word, kind.Fields.Select(field => field.Name));
                return null;
            }

            record = word switch
            {
                "of" => record with { Of = value.TrimStart('#') },
                "case" => record with { Case = value },
                "at" => record with { Unit = CodeOf(Shapes.ByKind.KindWords[value]) },
                _ => record with { Fields = record.Fields.SetItem(word, FieldValue.Of(value.TrimStart('#').Split(',', '、'))) },
            };
        }

        return record;
    }

    private Expectation? Expect(ScalarNode key, Node value)
    {
        var (obligation, lane) = key.Text.Split('@', 2) is [var id, var name] ? (id, name) : (key.Text, null);
        if (list.Find(obligation) is null)
        {
            findings.Unknown(key.At, "事项", obligation, list.Obligations.Select(known => known.Id));
            return null;
        }

        if (value is not ScalarNode text)
        {
            findings.Add(value.At, "预期应为一个状态", "如 met，或 met 4/4");
            return null;
        }

        var words = text.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || TaskLists.Statuses.Parse(words[0]) is not { } status)
        {
            findings.Unknown(value.At, "状态", words.FirstOrDefault() ?? "", Enum.GetValues<Status>().Select(known => known.Code()));
            return null;
        }

        if (words.Length == 1)
        {
            return new(key.At, obligation, lane, status, null);
        }

        if (words[1].Split('/') is [var first, var second] && int.TryParse(first, out var have) && int.TryParse(second, out var need))
        {
            return new(key.At, obligation, lane, status, (have, need));
        }

        findings.Add(value.At, $"进度「{words[1]}」写法不对", "如 3/4");
        return null;
    }
}
