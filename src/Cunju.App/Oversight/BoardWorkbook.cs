using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Shell;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using MiniExcelLibs;

namespace Cunju.App.Oversight;

/// <summary>导出: the board as a workbook. The second sheet says under which conditions it was made, for whom and when, and what every column means.</summary>
public static class BoardWorkbook
{
    private static readonly ImmutableArray<(string Name, string Meaning)> Described =
    [
        ("单位代码", "区划代码；各行按代码排列，不排名"),
        ("镇街", "单位所在的镇街"),
        ("单位", "单位简称"),
        ("类别", "区民政局、镇街、社区或村，以截至日为准"),
        ("措施序号", "清单的具体措施序号"),
        ("措施", "清单的具体措施"),
        ("约束力", "应当、一般应、可以、鼓励；各计各的，不相加"),
    ];

    /// <summary>The file's name: place and day, nothing about persons.</summary>
    public static string NameOf(Overview overview) =>
        $"{(overview.Visit.Cell.Practice ? "演示-" : "")}{overview.Region.ShortNameOn(overview.At.AsOf)}-完成情况-{overview.At.AsOf:yyyyMMdd}.xlsx";

    /// <summary>The workbook.</summary>
    public static byte[] Of(Overview overview)
    {
        using var memory = new MemoryStream();
        memory.SaveAs(new Dictionary<string, object> { ["完成情况"] = Rows(overview), ["说明"] = Conditions(overview).Concat(Columns()) });
        return memory.ToArray();
    }

    private static IEnumerable<Dictionary<string, object>> Rows(Overview overview)
    {
        foreach (var board in overview.Boards)
        {
            var lanes = board.Lanes.ToLookup(lane => (lane.Obligation.Measure, lane.Obligation.Modality));
            foreach (var measure in overview.List.Tasks.SelectMany(task => task.Measures))
            {
                foreach (var modality in Enum.GetValues<Modality>())
                {
                    var totals = new Totals(lanes[(measure.Number, modality)]);
                    if (!totals.IsEmpty)
                    {
                        yield return Row(overview, board.Unit, measure, modality, totals);
                    }
                }
            }
        }
    }

    private static Dictionary<string, object> Row(Overview overview, Unit unit, Measure measure, Modality modality, Totals totals)
    {
        var day = overview.At.AsOf;
        var township = unit.KindOn(day) switch
        {
            UnitKind.Township => unit,
            UnitKind.Bureau => null,
            _ => unit.ParentOn(day) is { } parent ? overview.Register.Find(parent) : null,
        };
        var row = new Dictionary<string, object>
        {
            ["单位代码"] = unit.Id,
            ["镇街"] = Workbooks.Plain(township?.ShortNameOn(day) ?? ""),
            ["单位"] = Workbooks.Plain(unit.ShortNameOn(day)),
            ["类别"] = KindTitle(unit.KindOn(day)),
            ["措施序号"] = measure.Number,
            ["措施"] = Workbooks.Plain(measure.Title),
            ["约束力"] = Overview.Title(modality),
        };
        foreach (var figure in Enum.GetValues<Figure>())
        {
            row[figure.Title()] = totals[figure];
        }

        return row;
    }

    private static IEnumerable<Dictionary<string, object>> Conditions(Overview overview)
    {
        var visit = overview.Visit;
        yield return Line("性质", visit.Cell.Practice ? "演示数据，不是真实记录" : "正式数据");
        yield return Line("范围", $"{overview.Region.NameOn(overview.At.AsOf)}及其下级单位，全部措施");
        yield return Line("清单", $"{overview.List.Title}{(overview.List.Status == EditionStatus.Carried ? "（沿用草案）" : "")}");
        yield return Line("截至哪天", Day(overview.At.AsOf));
        yield return Line("按哪天所知", overview.At.KnownAt is { } knownAt ? Day(knownAt) : $"{Day(visit.Today)}（当日全部所知）");
        yield return Line("导出单位和职务", $"{visit.Home?.NameOn(visit.Today)}　{visit.SignedIn?.Title}");
        yield return Line("导出时间", visit.Cell.Now.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        foreach (var reading in overview.List.Readings.Values.OrderBy(reading => reading.Id, StringComparer.Ordinal))
        {
            if (reading is { IsOpen: true, Takes: "undetermined" })
            {
                yield return Line($"待明确 {reading.Id}", $"{reading.About}：{reading.Question}");
            }
        }
    }

    private static IEnumerable<Dictionary<string, object>> Columns() =>
        Described
            .Concat(Enum.GetValues<Figure>().Select(figure => (figure.Title(), figure.Meaning())))
            .Select(column => Line($"列：{column.Item1}", column.Item2));

    private static Dictionary<string, object> Line(string what, string text) =>
        new() { ["项目"] = Workbooks.Plain(what), ["说明"] = Workbooks.Plain(text) };

    private static string Day(DateOnly day) => Words.Day(day);

    private static string KindTitle(UnitKind kind) =>
        kind switch
        {
            UnitKind.Bureau => "区民政局",
            UnitKind.Township => "镇街",
            UnitKind.Community => "社区",
            UnitKind.Village => "村",
            _ => "其他",
        };
}
