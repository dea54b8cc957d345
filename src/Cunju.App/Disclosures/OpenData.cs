using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Portal;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Disclosures;

/// <summary>One sheet of one putting-up.</summary>
/// <param name="Year">What it is a row of.</param>
/// <param name="Disclosure">The disclosure.</param>
/// <param name="Open">The putting-up, as far as anybody may know of it.</param>
/// <param name="Sheet">The sheet.</param>
/// <param name="FiledOn">The day this edition was filed with the township; null while it was not.</param>
/// <param name="IsWhole">Whether its words may be read as they were published.</param>
public sealed record SheetRow(DataYear Year, Disclosure Disclosure, OpenEdition Open, HungSheet Sheet, DateOnly? FiledOn, bool IsWhole);

/// <summary>One line of a month's books.</summary>
/// <param name="Year">What it is a row of.</param>
/// <param name="Disclosure">The disclosure that published them.</param>
/// <param name="Month">The month of the books.</param>
/// <param name="Table">收入、支出、货币资金、资产、债权、债务.</param>
/// <param name="Item">What it is of.</param>
/// <param name="Summary">摘要 or 事由; may be empty.</param>
/// <param name="Day">The day; null where the sheet gives none.</param>
/// <param name="Amount">Yuan of an income or expense; null for what moves over the month.</param>
/// <param name="Movement">Opening to closing; null for an income or expense.</param>
public sealed record BookRow(
    DataYear Year,
    Disclosure Disclosure,
    DateOnly Month,
    string Table,
    string Item,
    string Summary,
    DateOnly? Day,
    decimal? Amount,
    Movement? Movement
);

/// <summary>A unit's year of open data.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Year">The year of the periods.</param>
/// <param name="Practice">演示: nothing in it is real.</param>
/// <param name="Link">The full address of a disclosure's page.</param>
public sealed record DataYear(Unit Unit, string Name, int Year, bool Practice, Func<string, string> Link)
{
    /// <summary>A file's name: place and year, nothing about persons.</summary>
    public string FileName(string what, string form) =>
        $"{(Practice ? "演示-" : "")}{Name}-{what}-{Year.ToString(CultureInfo.InvariantCulture)}.{form}";
}

/// <summary>What the page of the open data shows.</summary>
/// <param name="Year">Whose and of when.</param>
/// <param name="IsEmpty">Whether nothing was put up of that year.</param>
public sealed record DataPage(DataYear Year, bool IsEmpty);

/// <summary>开放数据: what was put up in a year, and the lines of its books, as files that programs and table programs read. It holds nothing that is not on the pages, and
/// of the books less: 经手人 and 往来单位或个人 may be persons, and a file is copied on for ever.</summary>
public static class OpenData
{
    /// <summary>公开目录.</summary>
    public static readonly OpenTable<SheetRow> List = new(
        "list",
        "公开目录",
        "每上公开栏一次、每张公示单一行；更正、重新公布的另起一行",
        [
            new("unit", "单位代码", OpenType.Text, "区划代码", row => row.Year.Unit.Id),
            new("unit_name", "单位", OpenType.Text, "单位简称", row => row.Year.Name),
            new("number", "编号", OpenType.Text, "这一期公开在本单位的编号", row => row.Disclosure.Number),
            new("period", "期次", OpenType.Text, "季度写公开日（2023-10-15），其他月份写月份（2023-09）", row => row.Disclosure.Period),
            new("title", "名称", OpenType.Text, "这一期公开叫什么", row => DisclosureWords.Title(row.Disclosure.Period)),
            new("sheet", "公示单", OpenType.Text, "四类公开内容，或者财务公开；财务公布得久一些", row => row.Sheet.Sheet.Title()),
            new(
                "subjects",
                "类别",
                OpenType.Text,
                "这一期有哪几类：党务、政务、服务、财务",
                row => string.Join('、', OpenDisclosures.SubjectsOf(row.Disclosure).Select(subject => subject.Title()))
            ),
            new("edition", "版次", OpenType.Whole, "1是第一版；更正一次加1", row => row.Open.Showing.Edition),
            new("published", "上栏日", OpenType.Day, "上公开栏的日子", row => row.Open.Showing.On),
            new("online", "上网日", OpenType.Day, "在本平台公布的日子", row => row.Open.Showing.Online),
            new("on_display_until", "应公布到", OpenType.Day, "按清单和法律，至少公布到哪一天（含当日）", row => row.Sheet.KeptUntil),
            new("taken_down", "撤下日", OpenType.Day, "最后一天在栏上；空的还在栏上", row => row.Sheet.Until),
            new("taken_down_early", "提前撤下的原因", OpenType.Text, "空的不是提前撤下", row => row.Sheet.Early?.Title()),
            new("signed", "审查签字人数", OpenType.Whole, "监委会几人签字", row => row.Open.Showing.Signed),
            new("filed", "报镇街备案日", OpenType.Day, "这一版报镇街备案的日子；空的没有报，或者报的是别的一版", row => row.FiledOn),
            new("corrects", "更正的原因", OpenType.Text, "空的不是更正", row => row.Open.Reason?.Title()),
            new(
                "withheld",
                "不再显示",
                OpenType.Text,
                "「是」：这一版含有不该公开的个人信息，正文不再显示",
                row => row.Open.Text is null ? "是" : "否"
            ),
            new(
                "address",
                "网址",
                OpenType.Address,
                "这一版的网页",
                row => row.Year.Link($"{row.Disclosure.Number}/{row.Open.Showing.Edition.ToString(CultureInfo.InvariantCulture)}")
            ),
            new(
                "digest",
                "内容摘要",
                OpenType.Text,
                "原文（UTF-8）的SHA-256，任何人都可以再算一遍；不再显示的、公布期满以后名单只留姓的不写，免得从摘要猜出删去的字",
                row => row.IsWhole ? row.Open.Showing.Digest : null
            ),
            new("nature", "性质", OpenType.Text, "正式，或者演示（编出来的）", row => row.Year.Practice ? "演示" : "正式"),
        ]
    );

    /// <summary>财务明细.</summary>
    public static readonly OpenTable<BookRow> Books = new(
        "finance",
        "财务明细",
        "公布着的账表，逐行；货币资金每月一行，是上月结转、全月收入、全月支出、本月结余",
        [
            new("unit", "单位代码", OpenType.Text, "区划代码", row => row.Year.Unit.Id),
            new("unit_name", "单位", OpenType.Text, "单位简称", row => row.Year.Name),
            new("number", "编号", OpenType.Text, "登在哪一期公开里", row => row.Disclosure.Number),
            new("edition", "版次", OpenType.Whole, "取现在公布的一版", row => row.Disclosure.Latest!.Edition),
            new(
                "month",
                "账期",
                OpenType.Text,
                "哪个月的账（2023-09）",
                row => row.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)
            ),
            new("table", "表", OpenType.Text, "货币资金、收入、支出、资产、债权、债务", row => row.Table),
            new("item", "项目", OpenType.Text, "收支的项目、资产的名称、债权债务的事由", row => row.Item),
            new("summary", "摘要", OpenType.Text, "收支是什么；没有写的是空的", row => row.Summary),
            new("day", "日期", OpenType.Day, "收支的日子；账上没有写的是空的", row => row.Day),
            new("amount", "金额（元）", OpenType.Yuan, "收入、支出的金额；负数是红字冲销；其他表是空的", row => row.Amount),
            new("opening", "期初（元）", OpenType.Yuan, "月初；收入、支出是空的", row => row.Movement?.Opening),
            new("increase", "增加（元）", OpenType.Yuan, "本月增加；收入、支出是空的", row => row.Movement?.Increase),
            new("decrease", "减少（元）", OpenType.Yuan, "本月减少；收入、支出是空的", row => row.Movement?.Decrease),
            new("closing", "期末（元）", OpenType.Yuan, "期初加增加减减少；收入、支出是空的", row => row.Movement?.Closing),
            new("nature", "性质", OpenType.Text, "正式，或者演示（编出来的）", row => row.Year.Practice ? "演示" : "正式"),
        ]
    );

    /// <summary>Both, for the page and the workbook.</summary>
    public static readonly ImmutableArray<OpenTable> Tables = [List, Books];

    /// <summary>Hangs the page and the files.</summary>
    public static void Map(Pages pages)
    {
        const string year = "disclosures/of/{year:int:range(2000,2100)}";
        pages.Open($"{year}/data", (visit, unit) => At(visit, unit, Page));
        pages.Open($"{year}/list.csv", (visit, unit) => At(visit, unit, async (visit, of) => Csv(List, await Sheets(visit, of), of)));
        pages.Open($"{year}/finance.csv", (visit, unit) => At(visit, unit, async (visit, of) => Csv(Books, await Lines(visit, of), of)));
        pages.Open($"{year}/list.csv-metadata.json", (visit, unit) => At(visit, unit, (_, of) => Metadata(List, of)));
        pages.Open($"{year}/finance.csv-metadata.json", (visit, unit) => At(visit, unit, (_, of) => Metadata(Books, of)));
        pages.Open($"{year}/data.xlsx", (visit, unit) => At(visit, unit, Workbook));
    }

    private static Task<IResult> At(Visit visit, Unit unit, Func<Visit, DataYear, Task<IResult>> answer)
    {
        var year = int.Parse((string)visit.Http.Request.RouteValues["year"]!, CultureInfo.InvariantCulture);
        // What has not begun has no data, not even an empty file that looks as if nobody disclosed anything.
        return !OpenDisclosures.HasBoard(unit, visit.Today) || year > visit.Today.Year
            ? Task.FromResult(Pages.NotFound())
            : answer(
                visit,
                new(
                    unit,
                    unit.ShortNameOn(visit.Today),
                    year,
                    visit.Cell.Practice,
                    page => BaseAddress.Link(visit.Http, $"/{unit.Id}/open/disclosures/{page}")
                )
            );
    }

    private static async Task<IResult> Page(Visit visit, DataYear of) =>
        Show.Open<OpenDataPage, DataPage>(
            visit,
            $"{of.Year}年公开的数据 · {of.Name}",
            new(of, (await OpenDisclosures.Shown(visit, of.Unit, of.Year)).Count == 0)
        );

    private static IResult Csv<TRow>(OpenTable<TRow> table, IEnumerable<TRow> rows, DataYear of) =>
        Results.File(table.Csv(rows), "text/csv; charset=utf-8; header=present", of.FileName(table.Title, "csv"));

    private static Task<IResult> Metadata(OpenTable table, DataYear of) =>
        Task.FromResult(
            Results.Bytes(table.Metadata($"{table.Name}.csv", $"{of.Name}{of.Year}年{table.Title}"), "application/csvm+json; charset=utf-8")
        );

    private static async Task<IResult> Workbook(Visit visit, DataYear of)
    {
        var book = OpenWorkbook.Of(
            [(List, List.Sheet(await Sheets(visit, of))), (Books, Books.Sheet(await Lines(visit, of)))],
            [
                ("性质", of.Practice ? "演示数据，不是真实记录" : "正式数据"),
                ("单位", of.Unit.NameOn(visit.Today)),
                ("年份", $"{of.Year}年各期公开"),
                ("截至", Words.Day(visit.Today)),
                ("来源", of.Link("")[..^1]),
            ]
        );
        return Results.File(book, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", of.FileName("公开", "xlsx"));
    }

    /// <summary>The year's sheets, by period.</summary>
    private static async Task<IEnumerable<SheetRow>> Sheets(Visit visit, DataYear of)
    {
        var shown = await OpenDisclosures.Shown(visit, of.Unit, of.Year);
        string[] papers = [.. shown.Select(disclosure => Filing.AboutOf(DisclosureProcedure.Table.Name, disclosure.Number))];
        var filed = await visit
            .Db.Set<Filing>()
            .Where(filing => filing.Unit == of.Unit.Id && papers.Contains(filing.About))
            .ToListAsync(visit.Cancel);
        ImmutableArray<(Disclosure Disclosure, OpenEdition Open)> editions =
        [
            .. from disclosure in Enumerable.Reverse(shown) from open in OpenEditions.Of(disclosure) select (disclosure, open),
        ];
        var texts = await DisclosurePages.TextsOf(visit.Db, editions.Select(one => one.Open.Text).OfType<AsideRef>(), visit.Cancel);
        var rounds = filed
            .SelectMany(filing => filing.Rounds, (filing, round) => ((filing.Paper.Number, round.Edition), round.FiledOn))
            .ToLookup(round => round.Item1, round => (DateOnly?)round.FiledOn);
        return from one in editions
            let whole = one.Open.Text is { } words && texts.TryGetValue(words.Id, out var text) && one.Open.IsWhole(text, visit.Today)
            from sheet in one.Open.Showing.Sheets
            select new SheetRow(
                of,
                one.Disclosure,
                one.Open,
                sheet,
                rounds[(one.Disclosure.Number, one.Open.Showing.Edition)].LastOrDefault(),
                whole
            );
    }

    /// <summary>The lines of the books that are published now, by month; books that do not read, or do not add up, are on the page alone.</summary>
    private static async Task<IEnumerable<BookRow>> Lines(Visit visit, DataYear of)
    {
        var shown = await OpenDisclosures.Shown(visit, of.Unit, of.Year);
        var published = shown.Select(disclosure => (Disclosure: disclosure, OpenEditions.Find(disclosure, null)!.Text)).ToArray();
        var texts = await DisclosurePages.TextsOf(visit.Db, published.Select(one => one.Text).OfType<AsideRef>(), visit.Cancel);
        return from one in published
            where one.Text is not null && texts.ContainsKey(one.Text.Id)
            let book = DisclosureCheck.BookIn(DisclosureContent.Read(texts[one.Text!.Id]).Books)
            where book is not null
            orderby book.Month
            from row in RowsOf(of, one.Disclosure, book)
            select row;
    }

    private static IEnumerable<BookRow> RowsOf(DataYear of, Disclosure disclosure, FinanceBook book)
    {
        return
        [
            Moved("货币资金", "合计", book.Cash),
            .. book.Income.Select(line => Line("收入", line)),
            .. book.Expense.Select(line => Line("支出", line)),
            .. book.Assets.Select(asset => Moved("资产", asset.Name, asset.Movement)),
            .. book.Debts.Select(debt => Moved(debt.IsClaim ? "债权" : "债务", debt.Reason, debt.Movement)),
        ];

        BookRow Moved(string table, string item, Movement movement) =>
            new(of, disclosure, book.Month, table, item, "", null, null, movement);

        BookRow Line(string table, FinanceLine line) =>
            new(of, disclosure, book.Month, table, line.Item, line.Summary, line.Day, line.Amount, null);
    }
}
