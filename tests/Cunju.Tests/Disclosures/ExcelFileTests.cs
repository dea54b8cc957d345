using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Cunju.App.Disclosures;
using Cunju.Core.Disclosures;
using DocumentFormat.OpenXml.Packaging;
using MiniExcelLibs;
using Xunit;

namespace Cunju.Tests.Disclosures;

public sealed class ExcelFileTests
{
    private static readonly object?[][] Small =
    [
        ["摘要", "收入"],
        ["租金", new Number(1.5m)],
    ];

    private static Grid Only(byte[] bytes, string name = "表.xlsx") => Assert.Single(ExcelFile.Read(bytes, name).Value!.Grids);

    private static void Refuses(byte[] bytes, string code, string words, string name = "表.xlsx")
    {
        var outcome = ExcelFile.Read(bytes, name);
        var refusal = Assert.Single(outcome.Refusals);
        Assert.Equal($"disclosures.file-{code}", refusal.Code);
        Assert.Contains(words, refusal.Reason, StringComparison.Ordinal);
    }

    private static byte[] Fixture(string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Cunju.Tests", "Disclosures", "files", name));

    [Fact]
    public void Numbers_and_days_come_as_they_are_shown()
    {
        object?[] row =
        [
            0.1 + 0.2,
            new Number(12345.666m, Shown.Thousands),
            new Number(-5.5m, Shown.Yuan),
            new Number(12.25m, Shown.Whole),
            new Number(1.23456m),
            new Number(9m),
            new DateOnly(2023, 9, 15),
            new Number(45170m, Shown.ChineseMonth),
            " 记-1 ",
        ];
        var grid = Only(SheetWriter.Xlsx(new SheetToWrite("表", [row])));
        Assert.Equal(
            ["0.3", "12345.67", "-5.5", "12.25", "1.23456", "9", "2023-09-15", "2023-09-01", "记-1"],
            grid.Rows[0].Select(cell => cell.Text)
        );
    }

    [Fact]
    public void What_is_merged_is_seen_in_every_cell_and_marked()
    {
        var grid = Only(
            SheetWriter.Xlsx(
                new SheetToWrite(
                    "表",
                    [
                        ["金额", null, "备注"],
                        ["收入", "支出", null],
                    ],
                    ["A1:B1", "C1:C2"]
                )
            )
        );
        Assert.Equal(
            [new("金额"), new("金额", true), new("备注"), new("收入"), new("支出"), new("备注", true)],
            grid.Rows.SelectMany(row => row)
        );
    }

    [Fact]
    public void Hidden_sheets_are_left_aside_and_hidden_rows_said()
    {
        var file = ExcelFile
            .Read(SheetWriter.Xlsx(new SheetToWrite("表", Small, HiddenRow: 1), new SheetToWrite("底稿", Small, IsHidden: true)), "表.xlsx")
            .Value!;
        Assert.Equal("表", Assert.Single(file.Grids).Name);
        Assert.Equal(
            ["表 第 2 行：是隐藏的行，一起读入了；请核对。", "底稿：是隐藏的工作表，没有读入。"],
            file.Notes.Select(note => note.Message)
        );
        Assert.All(file.Notes, note => Assert.False(note.IsFatal));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public void Text_files_are_read_in_both_encodings(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var grid = Only(Encoding.GetEncoding(encoding).GetBytes("摘要,收入\r\n村道清扫,\"1,200.50\"\r\n"), "九月.csv");
        Assert.Equal(("九月", "村道清扫", "1,200.50"), (grid.Name, grid[1, 0].Text, grid[1, 1].Text));
    }

    [Fact]
    public void An_old_workbook_with_merged_heads_is_read_into_a_book()
    {
        var reading = FinanceReader.Read(ExcelFile.Read(Fixture("ledger.xls"), "ledger.xls").Value!.Grids, Books.September);
        Assert.Empty(reading.Faults);
        Assert.Equal(new Movement(1000m, 500.5m, 200.25m, 1300.25m), reading.Book!.Cash);
    }

    [Fact]
    public void What_another_library_writes_is_read_too()
    {
        using var memory = new MemoryStream();
        memory.SaveAs(
            new[]
            {
                new
                {
                    摘要 = "租金",
                    收入 = 50.25m,
                    日期 = new DateTime(2023, 9, 5),
                },
            },
            sheetName: "表"
        );
        Assert.Equal(["租金", "50.25", "2023-09-05"], Only(memory.ToArray()).Rows[1].Select(cell => cell.Text));
    }

    [Fact]
    public void Twenty_megabytes_are_too_large() => Refuses(new byte[20 * 1024 * 1024], "large", "有 20 MB，最多 10 MB");

    [Fact]
    public void A_password_is_asked_to_be_taken_away() => Refuses(Fixture("locked.xlsx"), "password", "有打开密码");

    [Fact]
    public void Macros_are_refused_in_new_and_old_files()
    {
        using var memory = new MemoryStream();
        memory.Write(SheetWriter.Xlsx(new SheetToWrite("表", Small)));
        using (var file = SpreadsheetDocument.Open(memory, true))
        {
            file.ChangeDocumentType(DocumentFormat.OpenXml.SpreadsheetDocumentType.MacroEnabledWorkbook);
            file.WorkbookPart!.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream([1, 2, 3]));
        }

        Refuses(memory.ToArray(), "macros", "文件里有宏", "表.xlsm");
        // The name of the store in which an old workbook keeps its macros, put over that of its sheets' summary.
        byte[] old = [.. Fixture("ledger.xls"), .. Encoding.Unicode.GetBytes("_VBA_PROJECT_CUR")];
        Refuses(old, "macros", "文件里有宏", "表.xls");
    }

    [Theory]
    [InlineData("%PDF-1.7 略", "是 PDF，不是表格")]
    [InlineData("\u0089PNG略", "不是表格")]
    [InlineData("  <html><table></table></html>", "是网页，不是表格")]
    [InlineData("Rar!略", "是压缩包，不是表格")]
    [InlineData("\0\u0001\u0002", "是别的文件，不是表格")]
    public void A_wrong_kind_is_told_by_its_first_bytes(string start, string words) =>
        Refuses(Encoding.Latin1.GetBytes(start), "kind", words);

    [Fact]
    public void A_zip_without_a_workbook_is_no_workbook()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true))
        {
            zip.CreateEntry("word/document.xml");
        }

        Refuses(memory.ToArray(), "kind", "不是 xlsx 表格");
    }

    [Fact]
    public void A_file_that_unpacks_without_end_is_not_unpacked_even_when_it_lies_about_its_size()
    {
        using var memory = new MemoryStream();
        memory.Write(SheetWriter.Xlsx(new SheetToWrite("表", Small)));
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, true))
        {
            using var entry = zip.CreateEntry("xl/bomb.xml", CompressionLevel.Optimal).Open();
            var blanks = new byte[1024 * 1024];
            for (var i = 0; i < 120; i++)
            {
                entry.Write(blanks);
            }
        }

        Refuses(memory.ToArray(), "bomb", "展开后太大");
        // In the list at the end the size stands 22 bytes before the name. What is stated is then also all that is unpacked.
        var lying = memory.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(lying.AsSpan().LastIndexOf("xl/bomb.xml"u8) - 22), 1000);
        Assert.Equal(2, Only(lying).Rows.Length);
    }

    [Fact]
    public void Too_many_rows_columns_or_sheets_are_refused()
    {
        Refuses(
            SheetWriter.Xlsx(new SheetToWrite("表", [.. Enumerable.Repeat<object?[]>(["行"], ExcelFile.MostRows + 1)])),
            "rows",
            "最多 5,000 行、100 列"
        );
        Refuses(
            SheetWriter.Xlsx(
                new SheetToWrite(
                    "表",
                    [
                        [.. Enumerable.Repeat<object?>("列", ExcelFile.MostColumns + 1)],
                    ]
                )
            ),
            "rows",
            "「表」太大"
        );
        Refuses(SheetWriter.Xlsx([.. Enumerable.Range(0, 41).Select(at => new SheetToWrite($"{at}", Small))]), "sheets", "有 41 张工作表");
    }

    [Fact]
    public void A_sheet_formatted_to_its_last_row_is_read_all_the_same()
    {
        object?[][] rows = [.. Small, .. Enumerable.Repeat<object?[]>([""], 60_000)];
        Assert.Equal(2, Only(SheetWriter.Xlsx(new SheetToWrite("表", rows))).Rows.Length);
    }

    [Fact]
    public void Broken_files_are_refused_and_never_crash()
    {
        var whole = SheetWriter.Xlsx(new SheetToWrite("表", Small));
        Refuses(whole[..(whole.Length / 2)], "broken", "可能已损坏");
        var old = Fixture("ledger.xls");
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var torn = (byte[])(seed % 2 == 0 ? whole : old).Clone();
            for (var i = 0; i < 20; i++)
            {
                torn[random.Next(8, torn.Length)] = (byte)random.Next(256);
            }

            // Either it can still be read, or it is refused with a reason.
            var outcome = ExcelFile.Read(torn, "表");
            Assert.True(outcome.IsDone || outcome.Refusals[0].Reason.Length > 10);
        }
    }
}
