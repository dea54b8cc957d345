using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cunju.Core.DataFiles;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>脱敏检查: what must not stand on a board that everybody reads. A disclosure with any of it does not go online.</summary>
/// <remarks>个人信息保护法 §25、§28、§31；重庆市低保条例：公示不得公开与低保无关的信息. The office's own telephone is none of it: landlines pass, and mobiles the caller names.</remarks>
public static partial class Masking
{
    private const int MostHeadRows = 2;
    private const int ShortestPhone = 7;

    private static readonly (Regex Heads, string What, string Advice, int Digits)[] Columns =
    [
        (Minors(), "是未成年人的信息", "未成年人不公开姓名，请只写人数或标准", 0),
        (Births(), "是出生日期", "出生日期不公开，请删去这一列", 0),
        (Illnesses(), "是残疾或病情信息", "残疾类别和病情不公开，请删去这一列", 0),
        (Cards(), "是证件号码或银行账号", "请删去，或只留末四位", 8),
        (Homes(), "是家庭住址", "住址不公开，请删去这一列，只写组别", 0),
    ];

    /// <summary>What must not be shown in these sheets, by cell; empty when they may go online. Nothing found is repeated in the message.</summary>
    /// <param name="grids">The sheets.</param>
    /// <param name="today">The day on which somebody is under age or not.</param>
    /// <param name="allowedMobiles">Mobiles that may stand there: the published telephone of the office.</param>
    public static ImmutableArray<SheetFault> Check(IReadOnlyList<Grid> grids, DateOnly today, params IEnumerable<string> allowedMobiles)
    {
        var allowed = Allowed(allowedMobiles);
        return
        [
            .. grids.SelectMany(grid =>
                Cells(grid, today, allowed).Concat(Headed(grid, Digits(allowedMobiles))).DistinctBy(fault => fault.Message)
            ),
        ];
    }

    /// <summary>What must not be shown in a text, by line (第 3 行); empty when it may go online.</summary>
    /// <param name="title">Its title, which is checked too and names it in the messages.</param>
    /// <param name="text">The text; lines with tabs are read as a pasted table too.</param>
    /// <param name="today">The day on which somebody is under age or not.</param>
    /// <param name="allowedMobiles">Mobiles that may stand there: the published telephone of the office.</param>
    public static ImmutableArray<SheetFault> Check(string title, string text, DateOnly today, params IEnumerable<string> allowedMobiles)
    {
        var allowed = Allowed(allowedMobiles);
        var titled = PersonalDetails
            .In(title, today, allowed)
            .Concat(ListOfMinors().IsMatch(title) ? ["是未成年人名单，不公开；请只写人数或标准"] : [])
            .Select(what => SheetFault.At("标题", "", $"{what}。"))
            .ToArray();
        // A title that must not be shown names nothing.
        var name = titled.Length > 0 ? "" : title;
        var lines = text.ReplaceLineEndings("\n")
            .Split('\n')
            .Index()
            .SelectMany(line =>
                PersonalDetails.In(line.Item, today, allowed).Select(what => SheetFault.At(name, $"第 {line.Index + 1} 行", $"{what}。"))
            );
        return [.. titled, .. lines, .. text.Contains('\t') ? Headed(Grid.OfText(text, name), Digits(allowedMobiles)) : []];
    }

    private static HashSet<string> Allowed(IEnumerable<string> mobiles) =>
        [
            .. mobiles
                .SelectMany(PersonalNumbers.In)
                .Where(number => number.Kind == PersonalNumberKind.Mobile)
                .Select(number => number.Digits),
        ];

    /// <summary>The office's own numbers, of whatever kind, digits alone.</summary>
    private static HashSet<string> Digits(IEnumerable<string> phones) => [.. phones.Select(Bare)];

    private static string Bare(string text) => string.Concat(HalfWidth.Of(text).Where(char.IsAsciiDigit));

    private static IEnumerable<SheetFault> Cells(Grid grid, DateOnly today, HashSet<string> allowed) =>
        from row in Enumerable.Range(0, grid.Rows.Length)
        from column in Enumerable.Range(0, grid.Rows[row].Length)
        let cell = grid[row, column]
        where !cell.Repeats && !cell.IsEmpty
        from what in PersonalDetails.In(cell.Text, today, allowed)
        select SheetFault.At(grid.Name, Grid.Address(row, column), $"{what}。");

    /// <summary>Columns by their heads: where people put what must not be shown, whatever it looks like.</summary>
    private static IEnumerable<SheetFault> Headed(Grid grid, HashSet<string> office)
    {
        foreach (var (row, column) in Heads(grid))
        {
            var head = grid[row, column].Text;
            var plain = FinanceWords.Plain(head);
            foreach (var (_, what, advice, digits) in Columns.Where(kind => kind.Heads.IsMatch(plain)))
            {
                var below = Enumerable
                    .Range(row + 1, grid.Rows.Length - row - 1)
                    .Select(at => grid[at, column].Text)
                    .Where(text => text.Length > 0);
                if (below.Any(text => LongestRun(text) >= digits))
                {
                    yield return SheetFault.At(
                        grid.Name,
                        Grid.Address(row, column),
                        $"「{FinanceTable.Tidy(head)}」一列{what}；{advice}。"
                    );
                }
            }

            if (
                Phones().IsMatch(plain)
                && Enumerable
                    .Range(row + 1, grid.Rows.Length - row - 1)
                    .Select(at => Bare(grid[at, column].Text))
                    .Any(number => number.Length >= ShortestPhone && !office.Contains(number))
            )
            {
                yield return SheetFault.At(
                    grid.Name,
                    Grid.Address(row, column),
                    $"「{FinanceTable.Tidy(head)}」一列是电话；个人和家里的电话不公开，请删去这一列，或只留本单位已公开的办公电话。"
                );
            }

            if (ListOfMinors().IsMatch(head))
            {
                yield return SheetFault.At(grid.Name, Grid.Address(row, column), "是未成年人名单，不公开；请只写人数或标准。");
            }
        }
    }

    /// <summary>The cells that head columns: words in the first rows of a table, never beside a number. A purpose among the lines (儿童节活动) heads nothing.</summary>
    private static IEnumerable<(int Row, int Column)> Heads(Grid grid)
    {
        var left = MostHeadRows;
        for (var row = 0; row < grid.Rows.Length; row++)
        {
            var cells = grid.Rows[row].Where(cell => !cell.IsEmpty).ToArray();
            // A title stands alone, over one column or over all.
            var isTitle = cells.Select(cell => cell.Text).Distinct().Count() <= 1;
            if (cells.Length == 0)
            {
                left = MostHeadRows;
            }
            else if (!isTitle && cells.Any(cell => Value().IsMatch(FinanceWords.Plain(cell.Text))))
            {
                // Above the heads it is a remark (单位、日期); below them the lines begin.
                left = left < MostHeadRows ? 0 : left;
            }
            else if (left > 0)
            {
                for (var column = 0; column < grid.Rows[row].Length; column++)
                {
                    if (grid[row, column] is { IsEmpty: false } cell && !(isTitle && cell.Repeats))
                    {
                        yield return (row, column);
                    }
                }

                // Heads with gaps or merged cells go on in the row below.
                var goesOn = cells.Any(cell => cell.Repeats) || cells.Length < grid.Rows[row].Length;
                // A remark may say a day in words (日期：9月30日); the heads are still to come then.
                var isRemark = left == MostHeadRows && cells.Any(cell => Remark().IsMatch(cell.Text));
                left =
                    isTitle || isRemark ? left
                    : goesOn ? left - 1
                    : 0;
            }
        }
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in HalfWidth.Of(text))
        {
            run = char.IsAsciiDigit(letter) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    [GeneratedRegex("^.{0,6}(儿童|未成年人?|学生|孤儿|幼儿|婴儿|婴幼儿|子女|孩子)的?(姓名|名字|情况|信息|人员)?$")]
    private static partial Regex Minors();

    [GeneratedRegex("(儿童|未成年人|学生|孤儿|幼儿).{0,4}(名单|名册|花名册|信息表|登记表)")]
    private static partial Regex ListOfMinors();

    [GeneratedRegex("^.{0,6}(出生日期|出生年月日?|出生时间|出生|生日|生辰)$")]
    private static partial Regex Births();

    [GeneratedRegex("残疾(人?证?号|类别|类型|等级|级别|程度|情况|种类)|病情|病种|病名|病史|疾病|患病|诊断|健康状况|精神状况")]
    private static partial Regex Illnesses();

    [GeneratedRegex("^.{0,4}(家庭住址|家庭地址|现住址|住址|居住地址|户籍地址|户籍地|门牌号)$")]
    private static partial Regex Homes();

    // A sum, a count or a day by itself; 2023年标准 and 1-9月 are words of a head.
    [GeneratedRegex(@"^[¥￥]?-?[\d,]*\.?\d+(元|万元|人|户|次|个|亩|级|%)?$|^\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?$|^\d{1,2}月\d{1,2}日$")]
    private static partial Regex Value();

    [GeneratedRegex("[:：].*[0-9０-９]|^(填报|制表|单位|日期)")]
    private static partial Regex Remark();

    [GeneratedRegex("^.{0,4}(电话|手机|联系方式)(号码?)?$")]
    private static partial Regex Phones();

    [GeneratedRegex("身份证|证件号|公民身份|银行卡|银行账|银行帐|卡号|账号|帐号|一卡通号")]
    private static partial Regex Cards();
}
