using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static Cunju.App.Printing.DocxParts;
using Paper = Cunju.Core.Documents;

namespace Cunju.App.Printing;

/// <summary>A paper as a file that Word and WPS can edit, laid out after GB/T 9704-2012: A4, 37 mm above, 28 mm at the binding edge, 22 lines of 28 characters of size 三号.</summary>
public static class DocxWriter
{
    private const string Title = "方正小标宋简体";
    private const int Line = 580;
    private const int TextWidth = 8844;

    // 28 characters in 156 mm: a quarter of a point closer than the size alone would set them.
    private const int Closer = -5;

    /// <summary>The file's bytes.</summary>
    /// <param name="document">The paper.</param>
    /// <param name="address">The full address that proves it; null when the program does not know its own.</param>
    public static byte[] Write(Paper.Document document, string? address)
    {
        using var memory = new MemoryStream();
        using (var file = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            var body = new Body();
            foreach (var line in document.Title.Split('\n'))
            {
                body.Append(Text(line, Title, 44, centred: true, line: 720, keepNext: true, snaps: false));
            }

            body.Append(Text(document.Number, Kai, 28, centred: true, line: 440, keepNext: true, snaps: false));
            foreach (var (at, part) in document.Parts.Index())
            {
                // Signatures never stand on a page without the sentence they sign.
                var signedBelow = at + 1 < document.Parts.Length && document.Parts[at + 1] is Paper.Signatures;
                body.Append(
                    (part, signedBelow, address) switch
                    {
                        (Paper.Paragraph said, true, _) =>
                        [
                            Text(
                                said.Text,
                                FangSong,
                                32,
                                indent: said.Plain || said.ToTheRight ? 0 : 640,
                                right: said.ToTheRight,
                                keepNext: true
                            ),
                        ],
                        (Paper.Signatures signed, _, { } proof) => [Signed(signed, Scanned(main, proof))],
                        _ => Of(part),
                    }
                );
            }

            var isSigned = document.Parts.Any(part => part is Paper.Signatures);
            if (!isSigned)
            {
                body.Append(Gap());
            }

            if (address is not null && !isSigned)
            {
                body.Append(Scanned(main, address));
            }

            body.Append(
                Text(
                    $"核验码 {document.Code}　版式 {document.Template}　摘要 {document.Digest[..16]}{(address is null ? "" : $"　{address}")}",
                    Song,
                    18,
                    line: 280,
                    snaps: false
                )
            );
            body.Append(Section(main, document.Practice));
            main.Document = new Document(body);
            var settings = main.AddNewPart<DocumentSettingsPart>();
            settings.Settings = new Settings(new EvenAndOddHeaders());
            Styles(main, FangSong, 32);
        }

        return memory.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Of(Paper.Part part) =>
        part switch
        {
            Paper.Heading { Level: 1 } heading => [Text(heading.Text, Hei, 32, indent: 640, keepNext: true)],
            Paper.Heading heading => [Text(heading.Text, Kai, 32, indent: 640, keepNext: true)],
            Paper.Paragraph { ToTheRight: true } signed => [Text(signed.Text, FangSong, 32, right: true)],
            Paper.Paragraph paragraph => [Text(paragraph.Text, FangSong, 32, indent: paragraph.Plain ? 0 : 640)],
            // Two tables that touch become one.
            Paper.FieldList list => [Fields(list), Gap()],
            Paper.Table table => [Grid(table), Gap()],
            Paper.Signatures signatures => Lines(signatures),
            Paper.Seals seals => [Gap(), SealRow(seals), Gap()],
            _ => throw new NotSupportedException(part.GetType().Name),
        };

    private static Paragraph Text(
        string text,
        string font,
        int halfPoints,
        int indent = 0,
        int line = Line,
        bool centred = false,
        bool right = false,
        bool keepNext = false,
        bool snaps = true
    )
    {
        var properties = new ParagraphProperties();
        if (keepNext)
        {
            properties.Append(new KeepNext());
        }

        if (!snaps)
        {
            // A title of two grid lines' height would take two of them, and the last small line a whole new page.
            properties.Append(new SnapToGrid { Val = false });
        }

        properties.Append(
            new SpacingBetweenLines
            {
                Before = "0",
                After = "0",
                Line = $"{line}",
                LineRule = LineSpacingRuleValues.Exact,
            }
        );
        if (indent > 0)
        {
            properties.Append(new Indentation { FirstLine = $"{indent}" });
        }
        else if (right)
        {
            properties.Append(new Indentation { Right = "640" });
        }

        if (centred || right)
        {
            properties.Append(new Justification { Val = centred ? JustificationValues.Center : JustificationValues.Right });
        }

        var paragraph = new Paragraph(properties);
        paragraph.Append(Runs(text, font, halfPoints, Closer));
        return paragraph;
    }

    /// <summary>The code to scan, 28 mm a side as on the printed page. The line grows with it: an exact one would cut it off.</summary>
    private static Paragraph Scanned(MainDocumentPart main, string address) =>
        new(
            new ParagraphProperties(
                new KeepNext(),
                new SnapToGrid { Val = false },
                new SpacingBetweenLines
                {
                    Before = "0",
                    After = "0",
                    Line = "240",
                    LineRule = LineSpacingRuleValues.Auto,
                }
            ),
            new Run(Code(main, address, 28))
        );

    /// <summary>Places 34 mm high, whose seal at the bottom of each.</summary>
    private static Table SealRow(Paper.Seals seals)
    {
        var width = TextWidth / seals.Lines.Length;
        var table = NewTable([.. seals.Lines.Select(_ => width)]);
        var row = NewRow(1928);
        foreach (var line in seals.Lines)
        {
            row.Append(
                new TableCell(
                    new TableCellProperties(
                        new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa },
                        new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Bottom }
                    ),
                    Text(line, FangSong, 28, line: 440, centred: true, snaps: false)
                )
            );
        }

        table.Append(row);
        return table;
    }

    /// <summary>The lines to sign on; they and the small print below them stay together.</summary>
    private static IEnumerable<Paragraph> Lines(Paper.Signatures signatures) =>
        signatures.Lines.Select(line => Text($"{line}：＿＿＿＿＿＿＿＿＿＿", FangSong, 32, indent: 640, keepNext: true));

    /// <summary>The lines to sign on with the code beside them, as on the printed page: below them it would begin another sheet.</summary>
    private static Table Signed(Paper.Signatures signatures, Paragraph code)
    {
        const int CodeWidth = 2000;
        ImmutableArray<int> widths = [TextWidth - CodeWidth, CodeWidth];
        var table = NewTable(widths, lines: 0);
        var row = new TableRow(new TableRowProperties(new CantSplit()));
        foreach (var (width, content) in widths.Zip((IEnumerable<Paragraph>[])[Lines(signatures), [code]]))
        {
            var cell = new TableCell(CellOf(width));
            cell.Append(content);
            row.Append(cell);
        }

        table.Append(row);
        return table;
    }

    private static Paragraph Gap() => Text("", FangSong, 2, line: 120, snaps: false);

    private static Table Fields(Paper.FieldList list)
    {
        const int Name = 1800;
        const int Value = (TextWidth - 2 * Name) / 2;
        var table = NewTable([Name, Value, Name, Value]);
        foreach (var row in list.Rows)
        {
            var (width, span) = row.Length == 1 ? (TextWidth - Name, 3) : (Value, 1);
            table.Append(
                Row(
                    false,
                    440,
                    [.. row.SelectMany(entry => new[] { (entry.Name, Name, Hei, true, 1), (entry.Value, width, FangSong, false, span) })]
                )
            );
        }

        return table;
    }

    private static Table Grid(Paper.Table grid)
    {
        var shares = grid.Columns.Sum(column => column.Share);
        ImmutableArray<int> widths = [.. grid.Columns.Select(column => TextWidth * column.Share / shares)];
        var table = NewTable(widths);
        table.Append(Row(true, 520, [.. grid.Columns.Select((column, at) => (column.Title, widths[at], Hei, true, 1))]));
        foreach (var row in grid.Rows)
        {
            table.Append(Row(false, grid.Tall ? 680 : 560, [.. row.Select((cell, at) => (cell, widths[at], FangSong, true, 1))]));
        }

        return table;
    }

    private static TableCellProperties CellOf(int width, int span = 1)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
        if (span > 1)
        {
            properties.Append(new GridSpan { Val = span });
        }

        properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        return properties;
    }

    private static TableRow Row(bool head, int height, params (string Text, int Width, string Font, bool Centred, int Span)[] cells)
    {
        var row = NewRow(height, head);
        foreach (var (text, width, font, centred, span) in cells)
        {
            row.Append(new TableCell(CellOf(width, span), Text(text, font, 28, line: 440, centred: centred, snaps: false)));
        }

        return row;
    }

    private static SectionProperties Section(MainDocumentPart main, bool practice)
    {
        var section = new SectionProperties();
        if (practice)
        {
            foreach (var type in (HeaderFooterValues[])[HeaderFooterValues.Default, HeaderFooterValues.Even])
            {
                var part = main.AddNewPart<HeaderPart>();
                part.Header = new Header(Text(PracticeWords, Hei, 24, centred: true, line: 320, snaps: false));
                section.Append(new HeaderReference { Type = type, Id = main.GetIdOfPart(part) });
            }
        }

        section.Append(new FooterReference { Type = HeaderFooterValues.Default, Id = Footer(main, right: true) });
        section.Append(new FooterReference { Type = HeaderFooterValues.Even, Id = Footer(main, right: false) });
        section.Append(
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin
            {
                Top = 2098,
                Bottom = 1984,
                Left = 1588,
                Right = 1474,
                Header = 851,
                Footer = 1400,
                Gutter = 0,
            },
            new DocGrid { Type = DocGridValues.Lines, LinePitch = Line }
        );
        return section;
    }

    /// <summary>— 1 —, odd pages at the right, even ones at the left, one character in.</summary>
    private static string Footer(MainDocumentPart main, bool right)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new Footer(
            new Paragraph(
                new ParagraphProperties(
                    right ? new Indentation { Right = "280" } : new Indentation { Left = "280" },
                    new Justification { Val = right ? JustificationValues.Right : JustificationValues.Left }
                ),
                Run("— ", Song, 28, Closer),
                new SimpleField(Run("1", Song, 28, Closer)) { Instruction = "PAGE" },
                Run(" —", Song, 28, Closer)
            )
        );
        return main.GetIdOfPart(part);
    }
}
