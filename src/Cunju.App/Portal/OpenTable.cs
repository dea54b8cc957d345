using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Cunju.App.Shell;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace Cunju.App.Portal;

/// <summary>What the cells of a column are.</summary>
public enum OpenType
{
    /// <summary>文字.</summary>
    Text,

    /// <summary>整数.</summary>
    Whole,

    /// <summary>元，两位小数.</summary>
    Yuan,

    /// <summary>日期，年-月-日.</summary>
    Day,

    /// <summary>网址.</summary>
    Address,
}

/// <summary>字段: a column as programs and people are told of it.</summary>
/// <param name="Name">Its name for programs; it never changes.</param>
/// <param name="Title">Its head in the table.</param>
/// <param name="Type">What its cells are.</param>
/// <param name="Meaning">What it means, and when it is empty.</param>
public abstract record OpenColumn(string Name, string Title, OpenType Type, string Meaning);

/// <summary>A column and where its cells come from.</summary>
/// <typeparam name="TRow">What a row is of.</typeparam>
/// <param name="Name">Its name for programs.</param>
/// <param name="Title">Its head.</param>
/// <param name="Type">What its cells are.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Of">The cell of a row: string, int, decimal, DateOnly or null.</param>
public sealed record OpenColumn<TRow>(string Name, string Title, OpenType Type, string Meaning, Func<TRow, object?> Of)
    : OpenColumn(Name, Title, Type, Meaning);

/// <summary>开放数据的一张表: the columns once, and from them the text file, its description for programs, the sheet, and the dictionary people read.</summary>
/// <param name="Name">The file's name for programs.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Says">What one row says.</param>
public abstract record OpenTable(string Name, string Title, string Says)
{
    /// <summary>The columns, in their order.</summary>
    public abstract IEnumerable<OpenColumn> Described { get; }

    /// <summary>CSVW (W3C): what the text file beside it holds, as programs read it.</summary>
    public byte[] Metadata(string file, string title) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["@context"] = new object[]
                {
                    "http://www.w3.org/ns/csvw",
                    new Dictionary<string, string> { ["@language"] = "zh-CN" },
                },
                ["url"] = file,
                ["dc:title"] = title,
                ["dc:description"] = Says,
                ["dialect"] = new Dictionary<string, object>
                {
                    ["encoding"] = "utf-8",
                    ["delimiter"] = ",",
                    ["header"] = true,
                },
                ["tableSchema"] = new Dictionary<string, object>
                {
                    ["columns"] = Described.Select(column => new Dictionary<string, object>
                    {
                        ["name"] = column.Name,
                        ["titles"] = column.Title,
                        ["dc:description"] = column.Meaning,
                        ["datatype"] = column.Type switch
                        {
                            OpenType.Text => "string",
                            OpenType.Whole => "integer",
                            OpenType.Yuan => new Dictionary<string, string> { ["base"] = "decimal", ["format"] = "0.00" },
                            OpenType.Day => "date",
                            OpenType.Address => "anyURI",
                        },
                    }),
                },
            },
            Readable
        );

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };
}

/// <summary>The same with its cells.</summary>
/// <typeparam name="TRow">What a row is of.</typeparam>
/// <param name="Name">The file's name for programs.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Says">What one row says.</param>
/// <param name="Columns">The columns, in their order.</param>
public sealed record OpenTable<TRow>(string Name, string Title, string Says, ImmutableArray<OpenColumn<TRow>> Columns)
    : OpenTable(Name, Title, Says)
{
    /// <inheritdoc/>
    public override IEnumerable<OpenColumn> Described => Columns;

    /// <summary>The text file: RFC 4180, UTF-8 with the mark at its head by which table programs know it. Without rows the heads stand alone.</summary>
    public byte[] Csv(IEnumerable<TRow> rows)
    {
        var text = new StringBuilder("\uFEFF");
        Line(Columns.Select(column => column.Title));
        foreach (var row in rows)
        {
            Line(Columns.Select(column => Written(column.Of(row))));
        }

        return Encoding.UTF8.GetBytes(text.ToString());

        void Line(IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");
    }

    /// <summary>The sheet; sums stay numbers.</summary>
    public DataTable Sheet(IEnumerable<TRow> rows)
    {
        var sheet = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var column in Columns)
        {
            sheet.Columns.Add(
                column.Title,
                column.Type switch
                {
                    OpenType.Whole => typeof(int),
                    OpenType.Yuan => typeof(decimal),
                    _ => typeof(string),
                }
            );
        }

        foreach (var row in rows)
        {
            sheet.Rows.Add([
                .. Columns.Select(column =>
                    column.Of(row) switch
                    {
                        null => DBNull.Value,
                        var number and (int or decimal) => number,
                        var other => (object)Written(other),
                    }
                ),
            ]);
        }

        return sheet;
    }

    private static string Written(object? cell) =>
        cell switch
        {
            null => "",
            string text => Workbooks.Plain(text),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal yuan => yuan.ToString("0.00", CultureInfo.InvariantCulture),
            int number => number.ToString(CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"A cell is no {cell.GetType().Name}."),
        };

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(',', '"', '\n') || cell.Contains('\r', StringComparison.Ordinal)
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}

/// <summary>工作簿: tables as sheets of one file, and a last sheet that says what every column means.</summary>
public static class OpenWorkbook
{
    /// <summary>The dictionary's name among the sheets.</summary>
    public const string Dictionary = "字段说明";

    /// <summary>The file.</summary>
    /// <param name="sheets">Each table with its rows filled in.</param>
    /// <param name="conditions">What holds for all of it: of whom, of when, whether it is real.</param>
    public static byte[] Of(IEnumerable<(OpenTable Table, DataTable Sheet)> sheets, IEnumerable<(string What, string Text)> conditions)
    {
        var book = new Dictionary<string, object>();
        var described = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var head in new[] { "表", "字段", "说明" })
        {
            described.Columns.Add(head, typeof(string));
        }

        foreach (var (what, text) in conditions)
        {
            described.Rows.Add("", Workbooks.Plain(what), Workbooks.Plain(text));
        }

        // A head is the same column wherever it stands.
        var columns = new Dictionary<string, DynamicExcelColumn> { ["说明"] = new("说明") { Width = 64 } };
        foreach (var (table, sheet) in sheets)
        {
            book.Add(table.Title, sheet);
            described.Rows.Add(table.Title, "", table.Says);
            foreach (var column in table.Described)
            {
                described.Rows.Add(table.Title, column.Title, column.Meaning);
                columns.TryAdd(column.Title, Shaped(column));
            }
        }

        book.Add(Dictionary, described);
        using var file = new MemoryStream();
        file.SaveAs(book, configuration: new OpenXmlConfiguration { DynamicColumns = [.. columns.Values] });
        return file.ToArray();
    }

    /// <summary>Wide enough to read without pulling at it; sums with their two decimals.</summary>
    private static DynamicExcelColumn Shaped(OpenColumn column) =>
        column.Type switch
        {
            OpenType.Yuan => new(column.Title) { Width = 14, Format = "0.00" },
            OpenType.Day => new(column.Title) { Width = 12 },
            OpenType.Address => new(column.Title) { Width = 48 },
            _ => new(column.Title) { Width = Math.Max(12, column.Title.Length * 2.4) },
        };
}
