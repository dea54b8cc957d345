using Cunju.Core.Disclosures;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Cunju.Tests.Disclosures;

/// <summary>How a number is shown.</summary>
public enum Shown
{
    General,
    Thousands,
    Day,
    Yuan,
    Whole,
    ChineseMonth,
}

/// <summary>A number with its format.</summary>
public sealed record Number(decimal Value, Shown Shown = Shown.General);

/// <summary>A sheet to write: texts, numbers and days by row, and what is merged.</summary>
public sealed record SheetToWrite(string Name, object?[][] Rows, string[]? Merged = null, bool IsHidden = false, int HiddenRow = -1);

/// <summary>Real workbooks for tests, cell by cell as Excel writes them.</summary>
public static class SheetWriter
{
    public static byte[] Xlsx(params SheetToWrite[] sheets)
    {
        using var memory = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            book.Workbook = new Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            foreach (var (at, sheet) in sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = Sheet(sheet);
                book.Workbook.Sheets!.Append(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(part),
                        SheetId = (uint)at + 1,
                        Name = sheet.Name,
                        State = sheet.IsHidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
                    }
                );
            }
        }

        return memory.ToArray();
    }

    private static Worksheet Sheet(SheetToWrite sheet)
    {
        var data = new SheetData();
        foreach (var (at, values) in sheet.Rows.Index())
        {
            var row = new Row { RowIndex = (uint)at + 1 };
            if (at == sheet.HiddenRow)
            {
                (row.Hidden, row.Height, row.CustomHeight) = (true, 0, true);
            }

            foreach (var (column, value) in values.Index().Where(cell => cell.Item is not null))
            {
                row.Append(CellOf(Grid.Address(at, column), value!));
            }

            data.Append(row);
        }

        return sheet.Merged is { Length: > 0 } merged
            ? new Worksheet(data, new MergeCells(merged.Select(range => new MergeCell { Reference = range })))
            : new Worksheet(data);
    }

    private static Cell CellOf(string place, object value) =>
        value switch
        {
            string text => new Cell
            {
                CellReference = place,
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(text)),
            },
            DateOnly day => NumberCell(place, (decimal)day.ToDateTime(default).ToOADate(), Shown.Day),
            Number number => NumberCell(place, number.Value, number.Shown),
            // As a machine keeps it: 0.1 + 0.2 is 0.30000000000000004.
            double raw => new Cell { CellReference = place, CellValue = new CellValue(raw.ToString("R")) },
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };

    private static Cell NumberCell(string place, decimal value, Shown shown) =>
        new()
        {
            CellReference = place,
            StyleIndex = (uint)shown,
            CellValue = new CellValue(value),
        };

    private static Stylesheet Styles() =>
        new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "\"￥\"#,##0.00_);[Red]\\(\"￥\"#,##0.00\\)" }),
            new Fonts(new Font()),
            new Fills(new Fill()),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            // In the order of Shown.
            new CellFormats(
                ((uint[])[0, 4, 14, 170, 1, 57]).Select(id => new CellFormat { NumberFormatId = id, ApplyNumberFormat = id != 0 })
            )
        );
}
