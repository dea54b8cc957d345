using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Cunju.App.Printing;
using Cunju.App.Shell;
using SkiaSharp;
using Xunit;

namespace Cunju.Tests.Printing;

/// <summary>查验件: what is left of a scan for everybody, and that nothing else is.</summary>
public sealed class ScanCopyTests
{
    private static readonly Lazy<byte[]> Jpeg = new(DrawnSheet.Jpeg);

    public static TheoryData<string> Kinds => ["jpeg", "png", "pdf of a jpeg", "pdf packed", "pdf packed and predicted"];

    private static (byte[] File, string Type) Scan(string kind) =>
        kind switch
        {
            "jpeg" => (DrawnSheet.JpegWithPlaceAndThumbnail(), "image/jpeg"),
            "png" => (DrawnSheet.Png(), "image/png"),
            "pdf of a jpeg" => (DrawnSheet.Pdf("/Filter /DCTDecode", Jpeg.Value), "application/pdf"),
            "pdf packed" => (DrawnSheet.Pdf("/Filter [/FlateDecode]", DrawnSheet.Packed(predicted: false)), "application/pdf"),
            _ => (
                DrawnSheet.Pdf(
                    $"/Filter /FlateDecode /DecodeParms <</Predictor 15 /Colors 3 /Columns {DrawnSheet.Width}>>",
                    DrawnSheet.Packed(predicted: true)
                ),
                "application/pdf"
            ),
        };

    [Theory, MemberData(nameof(Kinds))]
    public void A_copy_is_small_and_grey_and_carries_nothing_but_its_pixels(string kind)
    {
        var (file, type) = Scan(kind);
        var copy = ScanCopy.Of(file, type);
        Assert.NotNull(copy);
        using var seen = SKBitmap.Decode(copy);
        Assert.Equal((200, 141), (seen.Width, seen.Height));
        // A grey PNG of eight bits, and no chunk that could hold words, a place, a profile or another picture.
        Assert.Equal((8, 0), (copy[24], copy[25]));
        Assert.All(Chunks(copy), name => Assert.Contains(name, (string[])["IHDR", "sBIT", "sRGB", "IDAT", "IEND"]));
        Assert.True(copy.Length < 40_000);
        // It is that sheet: print above on the left, white margin at the edge.
        Assert.True(seen.GetPixel(60, 30).Red < 200, $"{seen.GetPixel(60, 30)}");
        Assert.True(seen.GetPixel(100, 4).Red > 235, $"{seen.GetPixel(100, 4)}");
    }

    [Fact]
    public void A_copy_has_the_mark_burnt_in_whatever_the_sheet_shows()
    {
        foreach (var paper in new[] { SKColors.White, SKColors.Black, SKColors.Red })
        {
            var marked = Marked(paper);
            // The strokes stand out from their white edge on any paper, from corner to corner.
            var dark = Pixels(marked).Count(pixel => pixel.Grey < 100);
            var light = Pixels(marked).Count(pixel => pixel.Grey > 200);
            Assert.True(dark > 600 && light > 600, $"{paper}: {dark} dark, {light} light");
            foreach (var (left, top) in new[] { (true, false), (false, true) })
            {
                Assert.True(
                    Pixels(marked).Count(pixel => pixel.Grey < 100 && pixel.X < 100 == left && pixel.Y < 70 == top) > 150,
                    $"{paper} {left} {top}"
                );
            }
        }

        static SKBitmap Marked(SKColor paper)
        {
            using var sheet = new SKBitmap(1000, 700);
            sheet.Erase(paper);
            return SKBitmap.Decode(ScanCopy.Of(DrawnSheet.Encoded(sheet, SKEncodedImageFormat.Png), "image/png"));
        }
    }

    /// <summary>Strokes as fine as a pen's, all over the sheet, leave no trace: what the copy shows between the strokes of its mark is one even grey.</summary>
    [Fact]
    public void Nothing_as_fine_as_handwriting_is_left()
    {
        using var sheet = new SKBitmap(2480, 1754);
        using (var canvas = new SKCanvas(sheet))
        using (var ink = new SKPaint { Color = SKColors.Black })
        {
            canvas.Clear(SKColors.White);
            for (var x = 0; x < 2480; x += 12)
            {
                canvas.DrawRect(x, 0, 6, 1754, ink);
            }
        }

        using var seen = SKBitmap.Decode(ScanCopy.Of(DrawnSheet.Encoded(sheet, SKEncodedImageFormat.Png), "image/png"));
        // The corner above on the left is not under the mark.
        var corner = Pixels(seen).Where(pixel => pixel.X < 70 && pixel.Y < 30).Select(pixel => (int)pixel.Grey).ToArray();
        Assert.True(corner.Max() - corner.Min() < 50, $"{corner.Min()} to {corner.Max()}");
        Assert.InRange(corner.Average(), 100, 155);
    }

    [Fact]
    public void The_second_picture_a_telephone_hides_does_not_come_through()
    {
        // Against the rule that strips them when they come: even a file that was kept with them gives a clean copy.
        var file = DrawnSheet.JpegWithPlaceAndThumbnail();
        Assert.Contains("GPSLatitude", Encoding.Latin1.GetString(file));
        var copy = Encoding.Latin1.GetString(ScanCopy.Of(file, "image/jpeg")!);
        foreach (var trace in (string[])["Exif", "GPS", "JFIF", "\u00FF\u00D8\u00FF", "eXIf", "tEXt", "iCCP"])
        {
            Assert.DoesNotContain(trace, copy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("GPSLatitude", Encoding.Latin1.GetString(Uploads.Clean(file).Bytes!));
    }

    [Theory]
    [InlineData(30_000, 30_000, 1)]
    [InlineData(8_000, 5_001, 8)]
    [InlineData(int.MaxValue, 2, 8)]
    public void A_picture_that_unpacks_into_too_much_has_no_copy(int width, int height, int depth) =>
        Assert.Null(ScanCopy.Of(Bomb(width, height, depth), "image/png"));

    [Fact]
    public void A_pdf_that_unpacks_into_too_much_has_no_copy_and_is_not_unpacked_further_than_it_says()
    {
        using var packed = new MemoryStream();
        using (var into = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
            {
                into.Write(zeros);
            }
        }

        Assert.Null(ScanCopy.Of(DrawnSheet.Pdf("/Filter /FlateDecode", packed.ToArray(), 10_000, 10_000), "application/pdf"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotNull(ScanCopy.Of(DrawnSheet.Pdf("/Filter /FlateDecode", packed.ToArray(), 100, 100), "application/pdf"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 32 << 20);
    }

    public static TheoryData<string> Broken =>
        [
            "nothing",
            "half a jpeg",
            "half a png",
            "words",
            "pdf without pictures",
            "pdf of fax",
            "pdf broken",
            "pdf ends early",
            "pdf of nonsense",
        ];

    [Theory, MemberData(nameof(Broken))]
    public void What_cannot_be_decoded_has_no_copy_and_breaks_nothing(string kind)
    {
        var (file, type) = kind switch
        {
            "nothing" => (Array.Empty<byte>(), "image/jpeg"),
            "half a jpeg" => (Jpeg.Value[..(Jpeg.Value.Length / 2)], "image/jpeg"),
            "half a png" => (DrawnSheet.Png()[..2000], "image/png"),
            "words" => (Encoding.UTF8.GetBytes("签字盖章件"), "image/png"),
            "pdf without pictures" => (Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n"), "application/pdf"),
            "pdf of fax" => (DrawnSheet.Pdf("/Filter /CCITTFaxDecode", [1, 2, 3]), "application/pdf"),
            "pdf broken" => (DrawnSheet.Pdf("/Filter /FlateDecode", [1, 2, 3]), "application/pdf"),
            "pdf ends early" => (
                Encoding.ASCII.GetBytes("%PDF-1.4\n5 0 obj\n<</Subtype /Image /Width 9 /Height 9 /Filter /DCTDecode>>stream"),
                "application/pdf"
            ),
            _ => (DrawnSheet.Pdf("/Filter /DCTDecode", Encoding.ASCII.GetBytes("no picture")), "application/pdf"),
        };
        Assert.Null(ScanCopy.Of(file, type));
    }

    [Fact]
    public void Of_several_pictures_in_a_pdf_the_largest_is_the_scan()
    {
        using var logo = new SKBitmap(40, 40);
        logo.Erase(SKColors.Black);
        var small = DrawnSheet.Pdf("/Filter /DCTDecode", DrawnSheet.Encoded(logo, SKEncodedImageFormat.Jpeg), 40, 40);
        var large = DrawnSheet.Pdf("/Filter /DCTDecode", Jpeg.Value);
        Assert.Equal(ScanCopy.Of(large, "application/pdf"), ScanCopy.Of([.. small, .. large], "application/pdf"));
        Assert.Equal(ScanCopy.Of(large, "application/pdf"), ScanCopy.Of([.. large, .. small], "application/pdf"));
    }

    /// <summary>The head of a picture that says it is that large, and a body that is tiny.</summary>
    private static byte[] Bomb(int width, int height, int depth)
    {
        using var one = new SKBitmap(1, 1, SKColorType.Gray8, SKAlphaType.Opaque);
        var png = DrawnSheet.Encoded(one, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        png[24] = (byte)depth;
        // The sum over the head, so that it is the size that is refused and not a wrong sum.
        var sum = uint.MaxValue;
        foreach (var value in png.AsSpan(12, 17))
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : 0xEDB88320 ^ (sum >> 1);
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), ~sum);
        return png;
    }

    private static IEnumerable<string> Chunks(byte[] png)
    {
        for (var at = 8; at < png.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))
        {
            yield return Encoding.ASCII.GetString(png, at + 4, 4);
        }
    }

    private static IEnumerable<(int X, int Y, byte Grey)> Pixels(SKBitmap picture) =>
        from y in Enumerable.Range(0, picture.Height)
        from x in Enumerable.Range(0, picture.Width)
        select (x, y, picture.GetPixel(x, y).Red);
}
