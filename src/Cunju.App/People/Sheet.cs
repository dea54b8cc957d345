using System.Collections.Immutable;
using System.Data;
using Cunju.App.Shell;
using Cunju.Core.DataFiles;
using ExcelDataReader;

namespace Cunju.App.People;

/// <summary>表格: an uploaded workbook as people make them, with titles above, merged cells, and heads in their own words.</summary>
/// <param name="Columns">The known columns by name, as places from 0.</param>
/// <param name="Rows">The rows below the head with their numbers in the file, from 1.</param>
/// <param name="Ignored">Heads of columns that are left out on purpose (identity numbers).</param>
public sealed record Sheet(
    ImmutableDictionary<string, int> Columns,
    ImmutableArray<(int Number, ImmutableArray<object?> Cells)> Rows,
    ImmutableArray<string> Ignored
)
{
    /// <summary>Reads the first sheet in which a head is found: the row, of the first fifteen, with the most known words.</summary>
    /// <param name="stream">xlsx, xls or csv (GB18030 or UTF-8).</param>
    /// <param name="csv">Whether it is text.</param>
    /// <param name="words">The columns with the words heads use for them; the first is the column's name.</param>
    /// <exception cref="FormatException">It is no table we can read; the message says what to do.</exception>
    public static Sheet Read(Stream stream, bool csv, ImmutableArray<ImmutableArray<string>> words)
    {
        try
        {
            using var reader = Workbooks.Open(stream, csv);
            do
            {
                if (Find(Cells(reader), words) is { } sheet)
                {
                    return sheet;
                }
            } while (reader.NextResult());
        }
        catch (Exception fault)
            when (fault is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or DataException or IOException)
        {
            throw new FormatException(
                "这个文件打不开。请用 Excel 或 WPS 另存为 xlsx 再上传（et 文件也要另存，有密码的先去掉密码）。",
                fault
            );
        }

        throw new FormatException(
            $"没有找到表头。前 15 行里应有一行写着：{string.Join("、", words.Take(4).Select(column => column[0]))}。可以先下载模板。"
        );
    }

    /// <summary>The cell as text; dates as yyyy-MM-dd, whole numbers without a point.</summary>
    public string Text(ImmutableArray<object?> cells, string column) =>
        Columns.TryGetValue(column, out var at) && at < cells.Length ? Text(cells[at]) : "";

    /// <summary>The letter of a column, as Excel shows it.</summary>
    public string Letter(string column) =>
        Columns.TryGetValue(column, out var at)
            ? (at < 26 ? $"{(char)('A' + at)}" : $"{(char)('A' + (at / 26) - 1)}{(char)('A' + (at % 26))}")
            : "";

    private static string Text(object? cell) =>
        cell switch
        {
            null => "",
            DateTime day => day.ToString("yyyy-MM-dd"),
            double number => number == Math.Floor(number) ? number.ToString("0") : number.ToString(),
            _ => cell.ToString()!.Trim().TrimStart('\''),
        };

    /// <summary>A head as it is compared: one width, without blanks, line ends, stars and brackets' content.</summary>
    private static string Plain(object? cell) =>
        new([.. HalfWidth.Of(Text(cell)).Split('(')[0].Where(letter => !char.IsWhiteSpace(letter) && letter is not ('*' or ':'))]);

    private static List<object?[]> Cells(IExcelDataReader reader)
    {
        var merged = reader.MergeCells ?? [];
        var rows = new List<object?[]>();
        while (reader.Read() && rows.Count < 5_000)
        {
            var row = new object?[Math.Min(reader.FieldCount, 60)];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = reader.GetValue(column);
            }

            rows.Add(row);
        }

        // What is merged is true of every cell it covers.
        foreach (var range in merged)
        {
            for (var row = range.FromRow; row <= range.ToRow && row < rows.Count; row++)
            {
                for (var column = range.FromColumn; column <= range.ToColumn && column < rows[row].Length; column++)
                {
                    rows[row][column] = rows[range.FromRow][range.FromColumn];
                }
            }
        }

        return rows;
    }

    private static Sheet? Find(List<object?[]> rows, ImmutableArray<ImmutableArray<string>> words)
    {
        string? Column(object? head) =>
            words.FirstOrDefault(column => column.Contains(Plain(head))) is { IsDefault: false } found ? found[0] : null;

        var at = Enumerable.Range(0, Math.Min(15, rows.Count)).MaxBy(row => rows[row].Select(Column).OfType<string>().Distinct().Count());
        if (rows.Count == 0 || rows[at].Select(Column).OfType<string>().Distinct().Count() < 2)
        {
            return null;
        }

        var columns = ImmutableDictionary.CreateBuilder<string, int>();
        foreach (var (place, head) in rows[at].Index())
        {
            if (Column(head) is { } name && !columns.ContainsKey(name))
            {
                columns[name] = place;
            }
        }

        return new(
            columns.ToImmutable(),
            [
                .. rows.Index()
                    .Skip(at + 1)
                    .Where(row => row.Item.Any(cell => Text(cell).Length > 0) && Text(row.Item[0]) is not ("合计" or "小计" or "总计"))
                    .Select(row => (row.Index + 1, row.Item.ToImmutableArray())),
            ],
            [.. rows[at].Select(Plain).Where(head => head.Contains("身份证") || head.Contains("证件号"))]
        );
    }
}
