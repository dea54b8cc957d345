using System.Collections.Immutable;
using Cunju.Core.Disclosures;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static Cunju.App.Printing.DocxParts;
using Paper = Cunju.Core.Documents;

namespace Cunju.App.Disclosures;

/// <summary>公示单 as a file that Word and WPS can edit: A3 on its side in two columns, or A4; the sizes are those of the printed page.</summary>
public sealed class PosterDocx
{
    private const string Red = "A6291D";

    /// <summary>Word measures in twentieths of a point.</summary>
    private const double Millimetre = 56.6929;

    private readonly BoardSheet size;
    private readonly int margin;
    private readonly int width;
    private readonly int column;
    private readonly int letters;
    private readonly double gap;

    private PosterDocx(BoardSheet size)
    {
        this.size = size;
        (margin, letters, gap) = (Twips(14), (int)(size.Letters * 2), size.IsClose ? 0.6 : 1);
        width = (size.Large ? 23811 : 11906) - 2 * margin;
        column = size.Large ? (width - Twips(14)) / 2 : width;
    }

    /// <summary>The file's bytes.</summary>
    /// <param name="poster">What stands on it.</param>
    /// <param name="size">The sheet and its letters.</param>
    /// <param name="draft">What is written across the top of a sheet that may not be hung; null for one that may.</param>
    /// <param name="address">What the code leads to; null when the program does not know its own address.</param>
    public static byte[] Write(Poster poster, BoardSheet size, string? draft, string? address)
    {
        using var memory = new MemoryStream();
        using (var file = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            main.Document = new Document(new PosterDocx(size).Body(main, poster, draft, address));
            Styles(main, Hei, (int)(size.Letters * 2));
        }

        return memory.ToArray();
    }

    private Body Body(MainDocumentPart main, Poster poster, string? draft, string? address)
    {
        var practice = poster.Paper.Practice ? Practice(main) : null;
        var body = new Body();
        if (draft is not null)
        {
            body.Append(Text(draft, 44, centred: true, box: true));
        }

        body.Append(
            Text(poster.Paper.Title, (int)(size.TitleLetters * 2), centred: true, colour: Red, closer: (int)(size.TitleLetters * 2.4))
        );
        var number = Text(poster.Paper.Number, letters, centred: true, after: 6, line: true);
        body.Append(number);
        if (size.Large)
        {
            // What was said so far goes across; then come two columns, and the foot goes across again.
            number.ParagraphProperties!.Append(Section(1, practice));
        }

        foreach (var part in poster.Paper.Parts[..poster.Body])
        {
            body.Append(Of(part));
        }

        if (size.Large)
        {
            body.Append(new Paragraph(new ParagraphProperties(Tight(), Section(2, null))));
        }

        foreach (var part in Foot(main, poster.Paper.Parts[poster.Body..], address))
        {
            body.Append(part);
        }

        body.Append(Section(1, size.Large ? null : practice));
        return body;
    }

    private IEnumerable<OpenXmlElement> Of(Paper.Part part) =>
        part switch
        {
            Paper.Heading { Level: 1 } heading =>
            [
                Text(heading.Text, letters * 5 / 4, colour: "FFFFFF", fill: Red, before: 4, after: 2, keep: true),
            ],
            Paper.Heading heading => [Text(heading.Text, letters, before: 3 * gap, after: gap, keep: true)],
            Paper.Paragraph paragraph => [Words(paragraph.Text)],
            Paper.FieldList list => [.. list.Fields.Select(field => Sum(field.Name, field.Value))],
            Paper.Table table => [Grid(table), Text("", 2)],
            _ => throw new NotSupportedException(part.GetType().Name),
        };

    /// <summary>Days and telephone, the words below, and places to sign and to seal with the code: one block that no page tears apart.</summary>
    private IEnumerable<OpenXmlElement> Foot(MainDocumentPart main, ImmutableArray<Paper.Part> parts, string? address)
    {
        foreach (var (at, entry) in parts.OfType<Paper.FieldList>().SelectMany(list => list.Fields).Index())
        {
            yield return Text($"{entry.Name}　{entry.Value}", 26, keep: true, before: at == 0 ? 4 : 0, rule: at == 0);
        }

        foreach (var said in parts.OfType<Paper.Paragraph>())
        {
            yield return Text(said.Text, 21, before: 1, after: 2, keep: true);
        }

        if (parts.OfType<Paper.Signatures>().FirstOrDefault() is { } signers && parts.OfType<Paper.Seals>().FirstOrDefault() is { } seals)
        {
            if (!size.Large)
            {
                yield return SignRow(signers);
                yield return Text("", 2, keep: true);
            }

            yield return SealRow(main, signers, seals, address);
            yield return new Paragraph(new ParagraphProperties(Tight()));
        }
    }

    /// <summary>On the narrow sheet: those who sign side by side above the seals.</summary>
    private Table SignRow(Paper.Signatures signers)
    {
        var each = width / signers.Lines.Length;
        var table = NewTable([.. signers.Lines.Select(_ => each)], lines: 0);
        var row = NewRow(Twips(10));
        foreach (var line in signers.Lines)
        {
            row.Append(Cell(each, TableVerticalAlignmentValues.Bottom, [Text($"{line}：＿＿＿＿＿＿", 22, keep: true)]));
        }

        table.Append(row);
        return table;
    }

    /// <summary>Places for the seals, the code at the right; on the wide sheet those who sign at the left.</summary>
    private Table SealRow(MainDocumentPart main, Paper.Signatures signers, Paper.Seals seals, string? address)
    {
        var seal = Twips(48);
        var code = address is null ? 0 : Twips(38);
        var rest = width - seals.Lines.Length * seal - code;
        ImmutableArray<int> places = [.. seals.Lines.Select(_ => seal)];
        ImmutableArray<int> widths = size.Large ? [rest, .. places] : [.. places, rest];
        var table = NewTable(address is null ? widths : [.. widths, code], lines: 0);
        var row = NewRow(Twips(36));
        if (size.Large)
        {
            row.Append(
                Cell(
                    rest,
                    null,
                    [.. signers.Lines.Select(line => Text($"{line}：＿＿＿＿＿＿＿＿＿＿＿＿", 26, keep: true, before: 2.5, after: 2.5))]
                )
            );
        }

        foreach (var line in seals.Lines)
        {
            row.Append(
                Cell(seal, TableVerticalAlignmentValues.Bottom, [Text(line, 24, centred: true, colour: "555555", keep: true)], dashed: true)
            );
        }

        if (!size.Large)
        {
            row.Append(Cell(rest, null, [Text("", 2, keep: true)]));
        }

        if (address is not null)
        {
            var properties = new ParagraphProperties(new KeepNext(), new Justification { Val = JustificationValues.Right });
            row.Append(Cell(code, TableVerticalAlignmentValues.Center, [new(properties, new Run(Code(main, address, 34)))]));
        }

        table.Append(row);
        return table;
    }

    private static TableCell Cell(int width, TableVerticalAlignmentValues? at, ImmutableArray<Paragraph> lines, bool dashed = false)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
        if (dashed)
        {
            properties.Append(
                new TableCellBorders(
                    new TopBorder
                    {
                        Val = BorderValues.Dashed,
                        Size = 6,
                        Color = "888888",
                    },
                    new LeftBorder
                    {
                        Val = BorderValues.Dashed,
                        Size = 6,
                        Color = "888888",
                    },
                    new BottomBorder
                    {
                        Val = BorderValues.Dashed,
                        Size = 6,
                        Color = "888888",
                    },
                    new RightBorder
                    {
                        Val = BorderValues.Dashed,
                        Size = 6,
                        Color = "888888",
                    }
                )
            );
        }

        properties.Append(new TableCellVerticalAlignment { Val = at ?? TableVerticalAlignmentValues.Top });
        var cell = new TableCell(properties);
        cell.Append(lines);
        return cell;
    }

    private Table Grid(Paper.Table grid)
    {
        var small = letters * 43 / 50;
        var shares = grid.Columns.Sum(each => each.Share);
        ImmutableArray<int> widths = [.. grid.Columns.Select(each => column * each.Share / shares)];
        var table = NewTable(widths);
        table.Append(Row([.. grid.Columns.Select(each => each.Title)], head: true));
        foreach (var row in grid.Rows)
        {
            table.Append(Row(row, head: false));
        }

        return table;

        TableRow Row(ImmutableArray<string> cells, bool head)
        {
            // LibreOffice never finishes a head that comes again in columns it balances; on the wide sheet it comes once.
            var row = NewRow(small * (size.IsClose ? 13 : 16), head && !size.Large);
            foreach (var (at, cell) in cells.Index())
            {
                var number = head ? Passages.AreNumbers(grid.Rows.Select(other => other[at])) : Passages.IsNumber(cell);
                row.Append(
                    Cell(widths[at], TableVerticalAlignmentValues.Center, [Text(cell, small, right: number, closer: 0, keep: head)])
                );
            }

            return row;
        }
    }

    /// <summary>A name at the left, its sum at the right, dots between.</summary>
    private Paragraph Sum(string name, string sum)
    {
        var line = Words($"{name}\t{sum}");
        line.ParagraphProperties!.InsertAt(
            new Tabs(
                new TabStop
                {
                    Val = TabStopValues.Right,
                    Leader = TabStopLeaderCharValues.Dot,
                    Position = column,
                }
            ),
            0
        );
        foreach (var text in line.Descendants<Text>().Where(text => text.Text.Contains('\t', StringComparison.Ordinal)).ToArray())
        {
            var halves = text.Text.Split('\t');
            text.InsertBeforeSelf(new Text(halves[0]));
            text.InsertBeforeSelf(new TabChar());
            text.Text = halves[1];
        }

        return line;
    }

    /// <summary>Running words, with the lines as far apart as on the printed page.</summary>
    private Paragraph Words(string text) => Text(text, letters, after: 2 * gap, height: size.LineHeight);

    /// <summary>A line of words; lengths in millimetres, the height in letters.</summary>
    private static Paragraph Text(
        string text,
        int halfPoints,
        bool centred = false,
        bool right = false,
        string? colour = null,
        string? fill = null,
        double before = 0,
        double after = 0,
        double height = 1.35,
        int closer = 0,
        bool keep = false,
        bool line = false,
        bool rule = false,
        bool box = false
    )
    {
        var properties = new ParagraphProperties();
        if (keep)
        {
            properties.Append(new KeepNext());
        }

        if (line || rule || box)
        {
            var borders = new ParagraphBorders();
            if (rule || box)
            {
                borders.Append(
                    new TopBorder
                    {
                        Val = BorderValues.Single,
                        Size = 14,
                        Space = 4,
                        Color = "000000",
                    }
                );
            }

            if (box)
            {
                borders.Append(
                    new LeftBorder
                    {
                        Val = BorderValues.Single,
                        Size = 14,
                        Space = 4,
                        Color = "000000",
                    }
                );
            }

            if (line || box)
            {
                borders.Append(
                    new BottomBorder
                    {
                        Val = BorderValues.Single,
                        Size = box ? 14u : 27u,
                        Space = 6,
                        Color = box ? "000000" : Red,
                    }
                );
            }

            if (box)
            {
                borders.Append(
                    new RightBorder
                    {
                        Val = BorderValues.Single,
                        Size = 14,
                        Space = 4,
                        Color = "000000",
                    }
                );
            }

            properties.Append(borders);
        }

        if (fill is not null)
        {
            properties.Append(
                new Shading
                {
                    Val = ShadingPatternValues.Clear,
                    Color = "auto",
                    Fill = fill,
                }
            );
        }

        properties.Append(
            new SpacingBetweenLines
            {
                Before = $"{Twips(before)}",
                After = $"{Twips(after)}",
                // In twentieths of a point: the same in every program, whatever its font thinks of itself.
                Line = $"{Math.Max((int)(halfPoints * 10 * height), 20)}",
                LineRule = LineSpacingRuleValues.Exact,
            }
        );
        if (fill is not null)
        {
            // Off the edge of its field.
            properties.Append(new Indentation { FirstLine = "120" });
        }

        if (centred || right)
        {
            properties.Append(new Justification { Val = centred ? JustificationValues.Center : JustificationValues.Right });
        }

        var paragraph = new Paragraph(properties);
        paragraph.Append(Runs(text, Hei, halfPoints, closer, colour));
        return paragraph;
    }

    private static SpacingBetweenLines Tight() =>
        new()
        {
            Before = "0",
            After = "0",
            Line = "20",
            LineRule = LineSpacingRuleValues.Exact,
        };

    private static string Practice(MainDocumentPart main)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new Header(Text(PracticeWords, 24, centred: true, colour: Red));
        return main.GetIdOfPart(part);
    }

    private SectionProperties Section(int columns, string? practice)
    {
        var section = new SectionProperties();
        if (practice is not null)
        {
            section.Append(new HeaderReference { Type = HeaderFooterValues.Default, Id = practice });
        }

        section.Append(
            new SectionType { Val = SectionMarkValues.Continuous },
            size.Large
                ? new PageSize
                {
                    Width = 23811,
                    Height = 16838,
                    Orient = PageOrientationValues.Landscape,
                }
                : new PageSize { Width = 11906, Height = 16838 },
            new PageMargin
            {
                Top = Twips(12),
                Bottom = Twips(10),
                Left = (uint)margin,
                Right = (uint)margin,
                Header = (uint)Twips(5),
                Footer = (uint)Twips(5),
                Gutter = 0,
            },
            columns == 1
                ? new Columns { ColumnCount = 1 }
                : new Columns
                {
                    ColumnCount = 2,
                    Space = $"{Twips(14)}",
                    Separator = true,
                    EqualWidth = true,
                }
        );
        return section;
    }

    private static int Twips(double millimetres) => (int)Math.Round(millimetres * Millimetre);
}
