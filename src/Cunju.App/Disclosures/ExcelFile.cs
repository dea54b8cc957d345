using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Cunju.App.Shell;
using Cunju.Core.Disclosures;
using Cunju.Core.Procedures;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Cunju.App.Disclosures;

/// <summary>表格文件: an uploaded workbook or text file as sheets of what people see, or the reason why it is not taken.</summary>
/// <param name="Grids">Its visible sheets.</param>
/// <param name="Notes">What was left aside, and what is easily overlooked (hidden rows).</param>
public sealed record ExcelFile(ImmutableArray<Grid> Grids, ImmutableArray<SheetFault> Notes)
{
    /// <summary>The most rows and columns with something in them, by sheet.</summary>
    public const int MostRows = 5_000;

    /// <inheritdoc cref="MostRows" />
    public const int MostColumns = 100;

    private const int MostSheets = 40;

    // What a file of 10 MB of honest cells unpacks to stays well below.
    private const long MostUnpacked = 100L * 1024 * 1024;

    // A sheet formatted to its last row has a million of them; more cells than this are only there to exhaust a machine.
    private const long MostCells = 20_000_000;

    /// <summary>Reads .xlsx, .xls or .csv (UTF-8 or GB18030) by what it is, whatever its name says.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">Its name, for messages and as the name of a text file's only sheet.</param>
    public static Outcome<ExcelFile> Read(byte[] bytes, string name)
    {
        if (bytes.Length > Uploads.Largest)
        {
            return Refused(
                "large",
                $"「{name}」有 {(bytes.Length + 1024 * 1024 - 1) / 1024 / 1024} MB，最多 10 MB。请删去图片和用不到的工作表再传。"
            );
        }

        try
        {
            return FileKind.Of(bytes) switch
            {
                FileKind.Zip => ZipRefusal(bytes) is { } refusal ? refusal : Sheets(Workbooks.Open(new MemoryStream(bytes), csv: false)),
                FileKind.Ole => OleRefusal(bytes) is { } refusal ? refusal : Sheets(Workbooks.Open(new MemoryStream(bytes), csv: false)),
                null => Sheets(Workbooks.Open(new MemoryStream(bytes), csv: true), Path.GetFileNameWithoutExtension(name)),
                var other => Refused("kind", $"「{name}」是{other}，不是表格。请用 Excel 或 WPS 另存为 xlsx 再传。"),
            };
        }
        catch (InvalidPasswordException)
        {
            return Locked;
        }
        catch (Exception fault)
            // The reader of the old format stumbles over broken records in its own ways.
            when (fault
                    is ExcelReaderException
                        or InvalidDataException
                        or DataException
                        or IOException
                        or System.Xml.XmlException
                        or FormatException
                        or ArgumentException
                        or IndexOutOfRangeException
                        or NullReferenceException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or OverflowException
                        or NotSupportedException
            )
        {
            return Refused("broken", $"「{name}」打不开，可能已损坏。请用 Excel 或 WPS 打开，另存为 xlsx 再传。");
        }
    }

    private static Refusal Locked => Refused("password", "文件有打开密码。请在 Excel 或 WPS 里取消密码，另存后再传。");

    private static Refusal Macros => Refused("macros", "文件里有宏。请另存为不带宏的 xlsx 再传。");

    private static Refusal Refused(string reason, string words) => new($"disclosures.file-{reason}", words);

    private static Refusal? ZipRefusal(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        if (zip.Entries.Any(entry => entry.Name.StartsWith("vbaProject", StringComparison.OrdinalIgnoreCase)))
        {
            return Macros;
        }

        if (zip.GetEntry("xl/workbook.xml") is null)
        {
            return Refused("kind", "不是 xlsx 表格（可能是 Word 文档、压缩包或 xlsb）。请用 Excel 或 WPS 另存为 xlsx 再传。");
        }

        // Sizes stated in the archive may lie: only what really comes out counts.
        var buffer = new byte[81920];
        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            for (int read; (read = stream.Read(buffer)) > 0; )
            {
                if ((unpacked += read) > MostUnpacked)
                {
                    return Refused("bomb", "文件展开后太大，不像一张表。请把要公开的表复制到新文件里再传。");
                }
            }
        }

        return null;
    }

    /// <summary>The names of what lies in an old file stand in it in UTF-16.</summary>
    private static Refusal? OleRefusal(byte[] bytes)
    {
        return Contains("EncryptedPackage") ? Locked
            : Contains("_VBA_PROJECT") ? Macros
            : Contains("Workbook") || Contains("Book") ? null
            : Refused("kind", "不是 xls 表格。请用 Excel 或 WPS 另存为 xlsx 再传。");

        bool Contains(string entry) => bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(entry)) >= 0;
    }

    private static Outcome<ExcelFile> Sheets(IExcelDataReader reader, string? only = null)
    {
        using var open = reader;
        if (reader.ResultsCount > MostSheets)
        {
            return Refused("sheets", $"有 {reader.ResultsCount} 张工作表，最多 {MostSheets} 张。请只留要公开的月份。");
        }

        var grids = ImmutableArray.CreateBuilder<Grid>();
        var notes = ImmutableArray.CreateBuilder<SheetFault>();
        do
        {
            var name = only ?? reader.Name;
            if (reader.VisibleState is not (null or "visible"))
            {
                notes.Add(new(name, "", $"{name}：是隐藏的工作表，没有读入。", IsFatal: false));
                continue;
            }

            if ((long)reader.RowCount * reader.FieldCount > MostCells || ReadSheet(reader, name, notes) is not { } grid)
            {
                return Refused(
                    "rows",
                    $"「{name}」太大，最多 {MostRows:#,0} 行、{MostColumns} 列。请删去空白的行列，或把要公开的表复制到新文件里再传。"
                );
            }

            grids.Add(grid);
        } while (reader.NextResult());

        return new ExcelFile(grids.ToImmutable(), notes.ToImmutable());
    }

    private static Grid? ReadSheet(IExcelDataReader reader, string name, ImmutableArray<SheetFault>.Builder notes)
    {
        var rows = new List<GridCell[]>();
        var columns = Enumerable.Range(0, reader.FieldCount).ToArray();
        for (var row = 0; reader.Read(); row++)
        {
            var cells = Array.ConvertAll(columns, column => new GridCell(Text(reader, column)));
            var last = Array.FindLastIndex(cells, cell => !cell.IsEmpty);
            if (last < 0)
            {
                continue;
            }

            if (row >= MostRows || last >= MostColumns)
            {
                return null;
            }

            while (rows.Count < row)
            {
                rows.Add([]);
            }

            rows.Add(cells[..Math.Min(cells.Length, MostColumns)]);
            if (reader.RowHeight == 0)
            {
                notes.Add(new(name, Grid.Address(row, 0), $"{name} 第 {row + 1} 行：是隐藏的行，一起读入了；请核对。", IsFatal: false));
            }
        }

        foreach (var range in reader.MergeCells ?? [])
        {
            Fill(rows, range);
        }

        return new(name, [.. rows.Select(row => row.ToImmutableArray())]);
    }

    /// <summary>What is merged is seen over every cell it covers, but stands in the first.</summary>
    private static void Fill(List<GridCell[]> rows, CellRange range)
    {
        if (range.FromRow >= rows.Count || range.FromColumn >= rows[range.FromRow].Length)
        {
            return;
        }

        var text = rows[range.FromRow][range.FromColumn].Text;
        for (var row = range.FromRow; row <= Math.Min(range.ToRow, rows.Count - 1); row++)
        {
            for (var column = range.FromColumn; column <= Math.Min(range.ToColumn, rows[row].Length - 1); column++)
            {
                if ((row, column) != (range.FromRow, range.FromColumn))
                {
                    rows[row][column] = new(text, Repeats: true);
                }
            }
        }
    }

    private static string Text(IExcelDataReader reader, int column) =>
        reader.GetValue(column) switch
        {
            null => "",
            DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number when IsChineseDate(reader.GetNumberFormatIndex(column)) && number is > 0 and < 2_958_466 => DateTime
                .FromOADate(number)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            double number => Number(number, reader.GetNumberFormatString(column)),
            int number => number.ToString(CultureInfo.InvariantCulture),
            var other => other.ToString()!.Trim().TrimStart('\''),
        };

    // Formats 27–36 and 50–58 have no text of their own in a file: in China they are days (yyyy"年"m"月").
    private static bool IsChineseDate(int format) => format is (>= 27 and <= 36) or (>= 50 and <= 58);

    /// <summary>A sum as it is shown: rounded to the decimals of its format, but never below the fen; 0.1 + 0.2 is 0.3.</summary>
    private static string Number(double number, string? format)
    {
        if (Math.Abs(number) > 1e27)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        // Fifteen digits, as sheets keep them: the rest is the machine's.
        var sum = (decimal)number;
        if (format is { Length: > 0 } and not "General" && !format.Contains('%', StringComparison.Ordinal))
        {
            var shown = format.Split(';')[0];
            var point = shown.IndexOf('.', StringComparison.Ordinal);
            var decimals = point < 0 ? 0 : shown[(point + 1)..].TakeWhile(letter => letter is '0' or '#' or '?').Count();
            sum = Math.Round(sum, Math.Clamp(decimals, 2, 10), MidpointRounding.AwayFromZero);
        }

        return sum.ToString("0.##########", CultureInfo.InvariantCulture);
    }
}
