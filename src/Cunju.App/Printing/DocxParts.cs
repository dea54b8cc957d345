using System.Collections.Immutable;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Drawings = DocumentFormat.OpenXml.Drawing;
using Pictures = DocumentFormat.OpenXml.Drawing.Pictures;

namespace Cunju.App.Printing;

/// <summary>What every file for Word and WPS is made of, whatever its layout: runs in fonts that have the characters, lines of an exact height, tables, the code to scan.</summary>
public static class DocxParts
{
    public const string FangSong = "仿宋_GB2312";
    public const string Hei = "黑体";
    public const string Kai = "楷体_GB2312";
    public const string Song = "宋体";

    /// <summary>What stands on every page of a paper out of a practice cell.</summary>
    public const string PracticeWords = "演示　不是真实文书";

    // A registered provider is global; this one is asked directly. 936 is GBK, whose level-one and level-two rows are GB 2312.
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    /// <summary>Whether a font of GB 2312 has the character.</summary>
    public static bool IsCommon(Rune rune)
    {
        if (rune.IsAscii)
        {
            return true;
        }

        var bytes = Gbk.GetBytes(rune.ToString());
        return bytes is [>= 0xA1 and <= 0xF7, >= 0xA1];
    }

    /// <summary>The text in runs: characters the official fonts lack (喆、堃 in names) are set in 宋体 rather than left to the program that opens the file.</summary>
    /// <param name="text">The words.</param>
    /// <param name="font">Their font.</param>
    /// <param name="halfPoints">Their size.</param>
    /// <param name="closer">Twentieths of a point between letters, below zero for closer.</param>
    /// <param name="colour">As in <c>A6291D</c>; black when null.</param>
    public static IEnumerable<Run> Runs(string text, string font, int halfPoints, int closer = 0, string? colour = null)
    {
        var piece = new StringBuilder();
        var rare = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isRare = !IsCommon(rune);
            if (isRare != rare && piece.Length > 0)
            {
                yield return Run(piece.ToString(), rare ? Song : font, halfPoints, closer, colour);
                piece.Clear();
            }

            rare = isRare;
            piece.Append(rune);
        }

        if (piece.Length > 0)
        {
            yield return Run(piece.ToString(), rare ? Song : font, halfPoints, closer, colour);
        }
    }

    /// <summary>One run in one font.</summary>
    public static Run Run(string text, string font, int halfPoints, int closer = 0, string? colour = null)
    {
        var properties = new RunProperties(
            new RunFonts
            {
                Ascii = font,
                HighAnsi = font,
                EastAsia = font,
                Hint = FontTypeHintValues.EastAsia,
            }
        );
        if (colour is not null)
        {
            properties.Append(new Color { Val = colour });
        }

        properties.Append(
            new Spacing { Val = closer },
            new FontSize { Val = $"{halfPoints}" },
            new FontSizeComplexScript { Val = $"{halfPoints}" }
        );
        return new(properties, new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    /// <summary>The code to scan as a picture that stands in a line of text.</summary>
    /// <param name="main">The file.</param>
    /// <param name="address">What it leads to.</param>
    /// <param name="millimetres">A side.</param>
    public static Drawing Code(MainDocumentPart main, string address, int millimetres)
    {
        var side = millimetres * 36_000L;
        var part = main.AddImagePart(ImagePartType.Png);
        using (var png = new MemoryStream(Qr.Png(address)))
        {
            part.FeedData(png);
        }

        var picture = new Pictures.Picture(
            new Pictures.NonVisualPictureProperties(
                new Pictures.NonVisualDrawingProperties { Id = 1, Name = "二维码" },
                new Pictures.NonVisualPictureDrawingProperties()
            ),
            new Pictures.BlipFill(new Drawings.Blip { Embed = main.GetIdOfPart(part) }, new Drawings.Stretch(new Drawings.FillRectangle())),
            new Pictures.ShapeProperties(
                new Drawings.Transform2D(new Drawings.Offset { X = 0, Y = 0 }, new Drawings.Extents { Cx = side, Cy = side }),
                new Drawings.PresetGeometry(new Drawings.AdjustValueList()) { Preset = Drawings.ShapeTypeValues.Rectangle }
            )
        );
        return new(
            new Inline(
                new Extent { Cx = side, Cy = side },
                new DocProperties
                {
                    Id = 1,
                    Name = "二维码",
                    Description = $"扫码查对这份文书：{address}",
                },
                new Drawings.Graphic(new Drawings.GraphicData(picture) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" })
            )
            {
                DistanceFromTop = 0,
                DistanceFromBottom = 0,
                DistanceFromLeft = 0,
                DistanceFromRight = 0,
            }
        );
    }

    /// <summary>A table of fixed columns; <paramref name="lines"/> between and around its cells, in eighths of a point, 0 for none.</summary>
    public static Table NewTable(ImmutableArray<int> widths, uint lines = 4)
    {
        var style = lines > 0 ? BorderValues.Single : BorderValues.None;
        return new(
            new TableProperties(
                new TableWidth { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa },
                // Older programs put the text of the first column at the margin and let its line stick out.
                new TableIndentation { Width = 108, Type = TableWidthUnitValues.Dxa },
                new TableBorders(
                    new TopBorder { Val = style, Size = lines * 3 / 2 },
                    new LeftBorder { Val = style, Size = lines * 3 / 2 },
                    new BottomBorder { Val = style, Size = lines * 3 / 2 },
                    new RightBorder { Val = style, Size = lines * 3 / 2 },
                    new InsideHorizontalBorder { Val = style, Size = lines },
                    new InsideVerticalBorder { Val = style, Size = lines }
                ),
                new TableLayout { Type = TableLayoutValues.Fixed }
            ),
            new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" }))
        );
    }

    /// <summary>A row that no page tears apart; a head comes again on every page.</summary>
    public static TableRow NewRow(int height, bool head = false)
    {
        var properties = new TableRowProperties(
            new CantSplit(),
            new TableRowHeight { Val = (uint)height, HeightType = HeightRuleValues.AtLeast }
        );
        if (head)
        {
            properties.Append(new TableHeader());
        }

        return new(properties);
    }

    /// <summary>The size of the letters where nothing else says it, and the language.</summary>
    public static void Styles(MainDocumentPart main, string font, int halfPoints)
    {
        var part = main.AddNewPart<StyleDefinitionsPart>();
        part.Styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = font,
                            HighAnsi = font,
                            EastAsia = font,
                        },
                        new FontSize { Val = $"{halfPoints}" },
                        new Languages { Val = "zh-CN", EastAsia = "zh-CN" }
                    )
                ),
                new ParagraphPropertiesDefault()
            )
        );
    }
}
