using System.Text;
using ExcelDataReader;

namespace Cunju.App.Shell;

/// <summary>表格文件: the one door through which uploaded sheets are opened.</summary>
public static class Workbooks
{
    static Workbooks() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a workbook (xlsx, xls), or text between commas or tabs in UTF-8 or GB18030.</summary>
    public static IExcelDataReader Open(Stream stream, bool csv) =>
        csv
            ? ExcelReaderFactory.CreateCsvReader(stream, new() { FallbackEncoding = Encoding.GetEncoding("GB18030") })
            : ExcelReaderFactory.CreateReader(stream);
}
