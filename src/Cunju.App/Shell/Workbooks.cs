using System.Text;
using ExcelDataReader;

namespace Cunju.App.Shell;

/// <summary>表格文件: the one door through which uploaded sheets are opened, and what must hold of the cells of every sheet that is written.</summary>
public static class Workbooks
{
    static Workbooks() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a workbook (xlsx, xls), or text between commas or tabs in UTF-8 or GB18030.</summary>
    public static IExcelDataReader Open(Stream stream, bool csv) =>
        csv
            ? ExcelReaderFactory.CreateCsvReader(stream, new() { FallbackEncoding = Encoding.GetEncoding("GB18030") })
            : ExcelReaderFactory.CreateReader(stream);

    /// <summary>What a person reads as text. A table program takes a text that begins like a formula for one, in letters of full width too, so it is told that this
    /// is none.</summary>
    public static string Plain(string text) =>
        text is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;
}
