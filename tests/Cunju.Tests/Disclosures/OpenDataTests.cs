using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Cunju.App.Disclosures;
using Cunju.App.Portal;
using Cunju.App.Shell;
using Cunju.Core.Disclosures;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Portal;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>开放数据: what was put up in a year as files, read back by the readers people use.</summary>
public sealed class OpenDataTests
{
    private const string Board = $"/{TestCell.Village}/open/disclosures";
    private const string Year = $"{Board}/of/2023";
    private const string Quarter = "2023-07-15";

    [Fact]
    public async Task The_list_says_of_every_sheet_when_it_went_up_until_when_and_whether_it_was_filed()
    {
        await using var site = await TestSite.Start("2023-07-10", baseUrl: "https://cunju.example.cn");
        var key = await Tell(site);
        using var anyone = new Stranger(site.Address);
        var bytes = await Bytes(anyone, $"{Year}/list.csv", "演示-石岩村-公开目录-2023.csv");
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.EndsWith("\r\n", text);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));

        var rows = Rows(OpenData.List, bytes);
        // Two sheets of a quarter, put up, then corrected.
        Assert.Equal(
            [("1", "四类公开内容"), ("1", "财务公开"), ("2", "四类公开内容"), ("2", "财务公开")],
            rows.Select(row => (row["edition"], row["sheet"]))
        );
        Assert.All(
            rows,
            row =>
            {
                Assert.Equal(
                    (TestCell.Village, "石岩村", "2023-001", Quarter),
                    (row["unit"], row["unit_name"], row["number"], row["period"])
                );
                Assert.Equal("党务、政务、服务、财务", row["subjects"]);
                Assert.Equal(("演示", "否"), (row["nature"], row["withheld"]));
            }
        );
        var (first, corrected) = (rows[0], rows[3]);
        Assert.Equal(("2023-07-15", "2023-07-15", "2023-07-25"), (first["published"], first["online"], first["on_display_until"]));
        Assert.Equal(("2023-07-20", "2023-07-18", ""), (first["taken_down"], first["filed"], first["corrects"]));
        Assert.Equal(("2023-07-20", "", ""), (corrected["published"], corrected["taken_down"], corrected["filed"]));
        Assert.Equal("村（居）民提出异议，确有错误", corrected["corrects"]);
        Assert.Equal($"https://cunju.example.cn{Board}/2023-001/2", corrected["address"]);
        Assert.Equal((await site.Cell.Find<Disclosure>(key)).Latest!.Digest, corrected["digest"]);
    }

    [Fact]
    public async Task Lines_of_books_add_up_and_name_nobody()
    {
        await using var site = await TestSite.Start("2023-07-10");
        await Tell(site);
        using var anyone = new Stranger(site.Address);
        var rows = Rows(OpenData.Books, await Bytes(anyone, $"{Year}/finance.csv", "演示-石岩村-财务明细-2023.csv"));
        Assert.Equal(["货币资金", "收入", "支出", "支出", "资产", "债权", "债务"], rows.Select(row => row["table"]));
        Assert.All(rows, row => Assert.Equal(("2023-06", "2"), (row["month"], row["edition"])));
        decimal Sum(string table) => rows.Where(row => row["table"] == table).Sum(row => decimal.Parse(row["amount"]));
        var cash = rows[0];
        Assert.Equal(("10000.00", "10812.50"), (cash["opening"], cash["closing"]));
        Assert.Equal(decimal.Parse(cash["closing"]), decimal.Parse(cash["opening"]) + Sum("收入") - Sum("支出"));
        Assert.Equal("-12.50", rows[3]["amount"]);
        Assert.Equal(("租用农机欠款", "500.00"), (rows[6]["item"], rows[6]["closing"]));
        var all = Encoding.UTF8.GetString(await Bytes(anyone, $"{Year}/finance.csv"));
        Assert.All(new[] { "何某经手", "农机合作社", "李某" }, name => Assert.DoesNotContain(name, all));
    }

    [Fact]
    public async Task The_workbook_has_both_tables_and_says_what_every_column_means()
    {
        await using var site = await TestSite.Start("2023-07-10");
        await Tell(site);
        using var anyone = new Stranger(site.Address);
        var sheets = Sheets(await Bytes(anyone, $"{Year}/data.xlsx", "演示-石岩村-公开-2023.xlsx"), out var formats);
        Assert.Equal(["公开目录", "财务明细", "字段说明"], sheets.Keys);
        Assert.Equal(5, sheets["公开目录"].Length);
        Assert.Equal(OpenData.Books.Columns.Select(column => (object?)column.Title), sheets["财务明细"][0]);
        var amount = OpenData.Books.Columns.ToList().FindIndex(column => column.Name == "amount");
        Assert.Equal(2000d, sheets["财务明细"][2][amount]);
        Assert.Equal("0.00", formats[("财务明细", 2, amount)]);
        Assert.Null(sheets["财务明细"][1][amount]);
        var described = sheets["字段说明"].Select(row => ($"{row[0]}", $"{row[1]}", $"{row[2]}")).ToArray();
        Assert.All(
            OpenData.Tables,
            table => Assert.All(table.Described, column => Assert.Contains((table.Title, column.Title, column.Meaning), described))
        );
        Assert.Contains(described, row => row.Item2 == "性质" && row.Item3.StartsWith("演示数据", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Programs_are_told_what_the_text_files_hold()
    {
        await using var site = await TestSite.Start("2023-07-10");
        using var anyone = new Stranger(site.Address);
        foreach (var table in OpenData.Tables)
        {
            // CSVW 5.2: where a program looks for the description of a file.
            using var json = JsonDocument.Parse(await anyone.Html($"{Year}/{table.Name}.csv-metadata.json"));
            Assert.Equal($"{table.Name}.csv", json.RootElement.GetProperty("url").GetString());
            var columns = json.RootElement.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().ToArray();
            var heads = Encoding.UTF8.GetString(await Bytes(anyone, $"{Year}/{table.Name}.csv"))[1..].TrimEnd().Split(',');
            Assert.Equal(heads, columns.Select(column => column.GetProperty("titles").GetString()));
            Assert.Equal(columns.Length, columns.Select(column => column.GetProperty("name").GetString()).Distinct().Count());
            Assert.All(columns, column => Assert.NotEmpty(column.GetProperty("dc:description").GetString()!));
        }

        var page = await anyone.Text($"{Year}/data");
        Assert.All(OpenData.Tables.SelectMany(table => table.Described), column => Assert.Contains(column.Meaning, page));
    }

    [Fact]
    public async Task A_year_without_disclosures_has_heads_alone_and_one_that_has_not_begun_is_not_there()
    {
        await using var site = await TestSite.Start("2023-07-10");
        using var anyone = new Stranger(site.Address);
        Assert.Empty(Rows(OpenData.List, await Bytes(anyone, $"{Board}/of/2022/list.csv")));
        Assert.Empty(Rows(OpenData.Books, await Bytes(anyone, $"{Board}/of/2022/finance.csv")));
        var sheets = Sheets(await Bytes(anyone, $"{Board}/of/2022/data.xlsx"), out _);
        Assert.Equal(OpenData.List.Columns.Select(column => (object?)column.Title), Assert.Single(sheets["公开目录"]));
        Assert.Contains("这一年还没有在网上公开", await anyone.Text($"{Board}/of/2022/data"));
        foreach (var file in new[] { "data", "list.csv", "finance.csv", "data.xlsx", "list.csv-metadata.json" })
        {
            await anyone.Html($"{Board}/of/2024/{file}", HttpStatusCode.NotFound);
            await anyone.Html($"{Board}/of/1999/{file}", HttpStatusCode.NotFound);
            await anyone.Html($"/{TestCell.Township}/open/disclosures/of/2023/{file}", HttpStatusCode.NotFound);
        }

        Assert.Contains($"{Year}/data", await anyone.Links(Board));
    }

    [Fact]
    public async Task What_is_drafted_or_withheld_is_in_no_file()
    {
        await using var site = await TestSite.Start("2023-07-10");
        var key = await Tell(site);
        await Telling.Then(site.Cell, key, "2023-07-26", new CorrectDisclosure { Reason = CorrectionReason.Privacy });
        await Telling.Then(site.Cell, key, "2023-07-26", Telling.Again(Quarter) with { Party = "主题党日4次。" });
        using var anyone = new Stranger(site.Address);
        Assert.Equal(4, Rows(OpenData.List, await Bytes(anyone, $"{Year}/list.csv")).Length);
        await Telling.PutUp(site.Cell, key, "2023-07-26");
        var rows = Rows(OpenData.List, await Bytes(anyone, $"{Year}/list.csv"));
        Assert.Equal(["是", "是", "是", "是", "否", "否"], rows.Select(row => row["withheld"]));
        // The lines are those of what hangs now.
        var lines = Rows(OpenData.Books, await Bytes(anyone, $"{Year}/finance.csv"));
        Assert.Equal(["货币资金", "收入", "支出"], lines.Select(row => row["table"]));
    }

    [Fact]
    public void No_cell_is_taken_for_a_formula_and_none_breaks_its_line()
    {
        DataYear year = new(MeetingScene.Village, "石岩村", 2023, false, page => page);
        BookRow Row(string item, string summary) =>
            new(year, DisclosureScene.OnDisplay(), new(2023, 9, 1), "支出", item, summary, null, -3.5m, null);
        var bytes = OpenData.Books.Csv([Row("=HYPERLINK(\"x\")", "+1"), Row("电费,水费", "他说\"好\"\r\n第二行"), Row("＠sum", "-")]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\")\",'+1,", text);
        Assert.Contains(",\"电费,水费\",\"他说\"\"好\"\"\r\n第二行\",", text);
        Assert.Contains(",'＠sum,'-,", text);
        // A sum below zero is a number, not a formula.
        Assert.Contains(",-3.50,", text);
        var rows = Rows(OpenData.Books, bytes);
        Assert.Equal(["'=HYPERLINK(\"x\")", "电费,水费", "'＠sum"], rows.Select(row => row["item"]));
    }

    /// <summary>July's disclosure with books of every table, filed, and corrected after a resident objected.</summary>
    private static async Task<Core.Procedures.CaseKey> Tell(TestSite site)
    {
        var month = new DateOnly(2023, 6, 1);
        var books = new FinanceBook(month, 10_000m, 10_812.5m)
        {
            Income = [new("集体土地租金", "租金收入", 2_000m)],
            Expense =
            [
                new("公共路灯电费", "水电费", 1_200m, new(2023, 6, 8), "记-1", "何某经手"),
                new("电费多记冲回", "水电费", -12.5m, new(2023, 6, 9), "记-2", "何某经手"),
            ],
            Assets = [new("办公电脑", new(6_000m, 0m, 0m, 6_000m))],
            Debts =
            [
                new(true, "李某", "门面租金尾款", new(800m, 0m, 100m, 700m)),
                new(false, "农机合作社", "租用农机欠款", new(500m, 0m, 0m, 500m)),
            ],
        };
        Assert.True(books.Balances);
        var key = await Telling.Drafted(site.Cell, TestCell.Village, Quarter, "2023-07-10");
        await Telling.PutUp(site.Cell, key, "2023-07-15");
        await Telling.Filed(site.Cell, key, "2023-07-18");
        await Telling.Then(site.Cell, key, "2023-07-20", new CorrectDisclosure { Reason = CorrectionReason.Residents });
        await Telling.Then(site.Cell, key, "2023-07-20", Telling.Again(Quarter) with { Books = books.ToText() });
        await Telling.PutUp(site.Cell, key, "2023-07-20");
        return key;
    }

    private static async Task<byte[]> Bytes(Stranger anyone, string path, string? name = null)
    {
        using var answer = await anyone.Get(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(
            name ?? answer.Content.Headers.ContentDisposition.FileNameStar,
            answer.Content.Headers.ContentDisposition.FileNameStar
        );
        // Once more, from the shelf.
        using var kept = await anyone.Get(path);
        Assert.Equal(answer.Content.Headers.ContentDisposition, kept.Content.Headers.ContentDisposition);
        Assert.Equal(answer.Content.Headers.ContentType, kept.Content.Headers.ContentType);
        return await kept.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The rows below the heads, by the names programs know.</summary>
    private static ImmutableDictionary<string, string>[] Rows<TRow>(OpenTable<TRow> table, byte[] csv)
    {
        using var reader = Workbooks.Open(new MemoryStream(csv), csv: true);
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => $"{reader.GetValue(column)}")]);
        }

        Assert.Equal(table.Columns.Select(column => column.Title), rows[0]);
        return
        [
            .. rows.Skip(1)
                .Select(row => table.Columns.Zip(row, (column, cell) => KeyValuePair.Create(column.Name, cell)).ToImmutableDictionary()),
        ];
    }

    private static Dictionary<string, object?[][]> Sheets(byte[] xlsx, out Dictionary<(string Sheet, int Row, int Column), string> formats)
    {
        using var reader = Workbooks.Open(new MemoryStream(xlsx), csv: false);
        var sheets = new Dictionary<string, object?[][]>();
        formats = [];
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    formats[(reader.Name, rows.Count, column)] = reader.GetNumberFormatString(column);
                }

                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }

            sheets.Add(reader.Name, [.. rows]);
        } while (reader.NextResult());

        return sheets;
    }
}
