using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Cunju.App.Shell;
using Cunju.Core.DataFiles;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.App.People;

/// <summary>One row of an import: what the file says and what would come of it.</summary>
/// <param name="Number">The row in the file.</param>
/// <param name="Said">What it says, as fields of the act.</param>
/// <param name="Words">What it says, for people.</param>
/// <param name="Kind">What would come of it.</param>
/// <param name="Fault">What is wrong, naming the column and its text.</param>
public sealed record PlannedRow(int Number, ImmutableDictionary<string, string> Said, string Words, PlannedKind Kind, string? Fault = null);

/// <summary>What would come of a row.</summary>
public enum PlannedKind
{
    /// <summary>新增.</summary>
    New,

    /// <summary>更新.</summary>
    Changed,

    /// <summary>不变.</summary>
    Same,

    /// <summary>错误: left out.</summary>
    Faulty,
}

/// <summary>花名册导入: a sheet with one office of one person a row becomes the same acts a person would carry out on the page.</summary>
public static partial class RosterImport
{
    /// <summary>The columns and the words heads use for them.</summary>
    public static readonly ImmutableArray<ImmutableArray<string>> Columns =
    [
        ["姓名", "名字", "成员姓名", "人员姓名"],
        ["职务", "岗位", "现任职务", "职位", "任职"],
        ["任职日期", "任职时间", "上任时间", "当选时间", "任职起始", "任职起始时间", "开始日期"],
        ["任期到", "任期届满", "届满日期", "任期届满日", "任期止", "任职截止"],
        ["性别"],
        ["办公电话", "座机", "办公室电话", "固定电话"],
        ["手机", "手机号", "手机号码", "联系电话", "移动电话", "电话"],
    ];

    private static readonly string[] Fields = ["Name", "Office", "From", "TermUntil", "Sex", "OfficePhone", "Mobile"];

    /// <summary>What the sheet says; a row with several offices (书记兼主任) becomes several.</summary>
    public static ImmutableArray<PlannedRow> Read(Sheet sheet, Unit unit, OfficeBook offices, DateOnly today)
    {
        var rows = ImmutableArray.CreateBuilder<PlannedRow>();
        foreach (var (number, cells) in sheet.Rows)
        {
            var titles = Split().Split(sheet.Text(cells, "职务")).Where(title => title.Trim().Length > 0).ToArray();
            foreach (var title in titles.Length == 0 ? [""] : titles)
            {
                rows.Add(ReadRow(sheet, number, cells, title.Trim(), unit, offices, today));
            }
        }

        return rows.ToImmutable();
    }

    private static PlannedRow ReadRow(
        Sheet sheet,
        int number,
        ImmutableArray<object?> cells,
        string title,
        Unit unit,
        OfficeBook offices,
        DateOnly today
    )
    {
        var kind = unit.KindOn(today);
        var said = ImmutableDictionary.CreateBuilder<string, string>();
        string? fault = null;
        void Wrong(string column, string text, string advice) =>
            fault ??=
                $"第 {number} 行{(sheet.Letter(column) is { Length: > 0 } letter ? $" {letter} 列" : "")}「{column}」写的是「{text}」，{advice}";

        var name = sheet.Text(cells, "姓名").Replace(" ", "", StringComparison.Ordinal).Replace("　", "", StringComparison.Ordinal);
        if (name.Length is < 2 or > 40)
        {
            Wrong("姓名", name, "应为姓名");
        }

        said["Name"] = name;
        if (offices.Of(kind).FirstOrDefault(office => office.IsCalled(title, kind)) is { } found)
        {
            said["Office"] = found.Id;
        }
        else
        {
            Wrong(
                "职务",
                title,
                $"不认得这个职务。可写：{string.Join("、", offices.Of(kind).Take(8).Select(office => office.TitleIn(kind)))} 等"
            );
        }

        foreach (var (column, field) in (ReadOnlySpan<(string, string)>)[("任职日期", "From"), ("任期到", "TermUntil")])
        {
            var text = sheet.Text(cells, column);
            if (Day(text) is { } day)
            {
                said[field] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
            else if (text.Length > 0 || field == "From")
            {
                Wrong(column, text, "应为日期，如 2021-03-15");
            }
        }

        if (sheet.Text(cells, "性别") is { Length: > 0 } sex)
        {
            said["Sex"] = sex;
            if (sex is not ("男" or "女"))
            {
                Wrong("性别", sex, "应为男或女");
            }
        }

        foreach (var (column, field) in (ReadOnlySpan<(string, string)>)[("办公电话", "OfficePhone"), ("手机", "Mobile")])
        {
            var text = sheet.Text(cells, column);
            if (text.Contains('E'))
            {
                Wrong(column, text, "末几位已经丢失，请把该列设为“文本”后重填");
            }

            // A roster's single column of telephones holds both kinds.
            if (text.Length > 0)
            {
                said[field == "Mobile" && !IsMobile(text) ? "OfficePhone" : field] = text;
            }
        }

        return new(number, said.ToImmutable(), $"{name}　{title}", fault is null ? PlannedKind.New : PlannedKind.Faulty, fault);
    }

    /// <summary>What would come of the rows as the unit stands now.</summary>
    public static ImmutableArray<PlannedRow> Plan(ImmutableArray<PlannedRow> rows, ImmutableArray<Holder> holders) =>
        [
            .. rows.Select(row =>
                row.Kind == PlannedKind.Faulty ? row
                : Persons(row, holders).Length > 1
                    ? row with
                    {
                        Kind = PlannedKind.Faulty,
                        Fault = $"第 {row.Number} 行：名单里有几位「{row.Said["Name"]}」，请在页面上登记。",
                    }
                : Existing(row, holders) is not { } holder ? row with { Kind = PlannedKind.New }
                : row with
                {
                    Kind = Fields.All(field => !row.Said.TryGetValue(field, out var value) || value == Kept(holder, field))
                        ? PlannedKind.Same
                        : PlannedKind.Changed,
                }
            ),
        ];

    /// <summary>The act a row asks for; what the file does not say stays as it is.</summary>
    public static (Act Act, string? Number) ActOf(PlannedRow row, ImmutableArray<Holder> holders)
    {
        var values = row.Said.ToImmutableDictionary(pair => pair.Key, pair => ImmutableArray.Create(pair.Value));
        if (Existing(row, holders) is { } holder)
        {
            var card = holder.Card!;
            var now = ActReader.Fields(
                new CorrectTenure
                {
                    Name = card.Name,
                    Sex = card.Sex,
                    From = holder.Tenure.From,
                    TermUntil = holder.Tenure.TermUntil,
                    OfficePhone = card.OfficePhone,
                    Mobile = card.Mobile,
                    MobilePublic = card.MobilePublic,
                    Kin = card.Kin,
                }
            );
            var act = (CorrectTenure)ActReader.Read(typeof(CorrectTenure), now.SetItems(values)).Act!;
            return (act with { Seen = holder.Tenure.Version }, holder.Tenure.Number);
        }

        if (Persons(row, holders) is [var person])
        {
            values = values.SetItem("Person", [person]);
        }

        return (ActReader.Read(typeof(AppointToOffice), values).Act!, null);
    }

    private static bool IsMobile(string text) => text.StartsWith('1') && text.Count(char.IsAsciiDigit) == 11;

    private static string[] Persons(PlannedRow row, ImmutableArray<Holder> holders) =>
        [.. holders.Where(holder => holder.Card?.Name == row.Said["Name"]).Select(holder => holder.Tenure.Person).Distinct()];

    private static Holder? Existing(PlannedRow row, ImmutableArray<Holder> holders) =>
        holders.LastOrDefault(holder =>
            holder.Tenure.To is null && holder.Tenure.Office == row.Said["Office"] && holder.Card?.Name == row.Said["Name"]
        );

    private static string? Kept(Holder holder, string field) =>
        field switch
        {
            "Name" => holder.Card?.Name,
            "Office" => holder.Tenure.Office,
            "From" => holder.Tenure.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "TermUntil" => holder.Tenure.TermUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "Sex" => holder.Card?.Sex,
            "OfficePhone" => holder.Card?.OfficePhone,
            _ => holder.Card?.Mobile,
        };

    /// <summary>A day as rosters write it; a month alone is its first day.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(
            HalfWidth.Of(text).Trim().Split(' ')[0],
            ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd", "yyyy-M", "yyyy/M", "yyyy.M", "yyyy年M月"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    [GeneratedRegex("[、,，/]|兼任|兼")]
    private static partial Regex Split();
}
