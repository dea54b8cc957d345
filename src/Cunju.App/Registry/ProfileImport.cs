using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.People;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;

namespace Cunju.App.Registry;

/// <summary>概况导入: one item a row, with the day from which it is true.</summary>
public static class ProfileImport
{
    /// <summary>The columns and the words heads use for them.</summary>
    public static readonly ImmutableArray<ImmutableArray<string>> Columns =
    [
        ["项目", "指标", "名称", "内容"],
        ["从哪天起", "日期", "时间", "截至日期", "统计日期"],
        ["是多少", "数值", "值", "数量", "情况"],
    ];

    /// <summary>What the sheet says; items left empty are passed over.</summary>
    public static ImmutableArray<PlannedRow> Read(Sheet sheet)
    {
        var rows = ImmutableArray.CreateBuilder<PlannedRow>();
        foreach (var (number, cells) in sheet.Rows.Where(row => sheet.Text(row.Cells, "是多少").Length > 0))
        {
            var (title, value, text) = (sheet.Text(cells, "项目"), sheet.Text(cells, "是多少"), sheet.Text(cells, "从哪天起"));
            var item = ProfileKey.All.FirstOrDefault(known => known.Title == title || known.Key == title);
            var day = RosterImport.Day(text);
            string Wrong(string column, string written, string advice) =>
                $"第 {number} 行 {sheet.Letter(column)} 列「{column}」写的是「{written}」，{advice}";
            var fault =
                item is null ? Wrong("项目", title, "不认得这个项目，请用模板里的名称")
                : day is null ? Wrong("从哪天起", text, "应为日期，如 2023-01-01")
                : item.Normal(value) is null
                    ? Wrong(
                        "是多少",
                        value,
                        item.Kind switch
                        {
                            ProfileValueKind.Number => $"应为 {item.Least} 到 {item.Most} 的整数",
                            ProfileValueKind.Day => "应为日期",
                            ProfileValueKind.Truth => "应为是或否",
                            ProfileValueKind.Phone => "应为座机号",
                        }
                    )
                : null;
            rows.Add(
                new(
                    number,
                    fault is null
                        ? ImmutableDictionary<string, string>
                            .Empty.Add("Item", item!.Key)
                            .Add("From", day!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                            .Add("Value", item.Normal(value)!)
                        : ImmutableDictionary<string, string>.Empty,
                    $"{title}　{value}",
                    fault is null ? PlannedKind.New : PlannedKind.Faulty,
                    fault
                )
            );
        }

        return rows.ToImmutable();
    }

    /// <summary>What would come of the rows as the profile stands now.</summary>
    public static ImmutableArray<PlannedRow> Plan(ImmutableArray<PlannedRow> rows, UnitProfile? profile) =>
        [
            .. rows.Select(row =>
                row.Kind == PlannedKind.Faulty ? row
                : profile is null || !profile.Lines.TryGetValue(row.Said["Item"], out var line) || !line.TryAt(DayOf(row), out var now)
                    ? row with
                    {
                        Kind = PlannedKind.New,
                    }
                : row with { Kind = now == row.Said["Value"] ? PlannedKind.Same : PlannedKind.Changed }
            ),
        ];

    /// <summary>The act a row asks for.</summary>
    public static (Act Act, string? Number) ActOf(PlannedRow row, UnitProfile? profile) =>
        profile is null
            ? (
                new StartProfile
                {
                    Item = row.Said["Item"],
                    From = DayOf(row),
                    Value = row.Said["Value"],
                },
                null
            )
            : (
                new SetProfileValue
                {
                    Item = row.Said["Item"],
                    From = DayOf(row),
                    Value = row.Said["Value"],
                    Seen = profile.Version,
                },
                profile.Number
            );

    private static DateOnly DayOf(PlannedRow row) => DateOnly.ParseExact(row.Said["From"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
