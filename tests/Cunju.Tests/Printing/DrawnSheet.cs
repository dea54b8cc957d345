using System.Globalization;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Cunju.Tests.Printing;

/// <summary>A signed and sealed sheet as somebody photographs or scans it: lines of print, three signatures, a red seal.</summary>
internal static class DrawnSheet
{
    public const int Width = 2480;
    public const int Height = 1754;

    public static SKBitmap Drawn(int width = Width, int height = Height)
    {
        var sheet = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(new SKColor(250, 248, 240));
        canvas.Scale(width / (float)Width, height / (float)Height);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        for (var line = 0; line < 30; line++)
        {
            canvas.DrawRect(200, 200 + line * 36, 2080 - line % 5 * 160, 14, ink);
        }

        using var pen = new SKPaint
        {
            Color = SKColors.Navy,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 6,
            IsAntialias = true,
        };
        for (var signature = 0; signature < 3; signature++)
        {
            using var stroke = SKPath.ParseSvgPathData($"M{220 + signature * 380} 1480c40 -120 90 140 130 0s60 -90 90 10 50 60 80 -60");
            canvas.DrawPath(stroke, pen);
        }

        using var seal = new SKPaint
        {
            Color = SKColors.Red,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 14,
            IsAntialias = true,
        };
        canvas.DrawCircle(1900, 1450, 200, seal);
        using var star = SKPath.ParseSvgPathData("M1900 1370l24 58h62l-50 38 19 60-55-37-55 37 19-60-50-38h62z");
        seal.Style = SKPaintStyle.Fill;
        canvas.DrawPath(star, seal);
        return sheet;
    }

    public static byte[] Jpeg()
    {
        using var sheet = Drawn();
        return Encoded(sheet, SKEncodedImageFormat.Jpeg);
    }

    public static byte[] Png()
    {
        using var sheet = Drawn();
        return Encoded(sheet, SKEncodedImageFormat.Png);
    }

    public static byte[] Encoded(SKBitmap sheet, SKEncodedImageFormat format)
    {
        using var data = sheet.Encode(format, 85);
        return data.ToArray();
    }

    /// <summary>The picture as a telephone writes it: in APP1 a place on earth and a small second picture of the same sheet.</summary>
    public static byte[] JpegWithPlaceAndThumbnail()
    {
        var plain = Jpeg();
        using var small = Drawn(160, 113);
        byte[] exif =
        [
            .. Encoding.ASCII.GetBytes("Exif\0\0MM\0*GPSLatitude 29.7 GPSLongitude 106.6"),
            .. Encoded(small, SKEncodedImageFormat.Jpeg),
        ];
        var length = exif.Length + 2;
        return [.. plain[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)(length & 0xFF), .. exif, .. plain[2..]];
    }

    /// <summary>A PDF of one page as scanners write it, the picture in it coded so.</summary>
    public static byte[] Pdf(string filter, byte[] body, int width = Width, int height = Height)
    {
        var pdf = new MemoryStream();
        Write(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
                + "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Resources<</XObject<</Im0 5 0 R>>>>/Contents 4 0 R>>\nendobj\n"
                + "4 0 obj\n<</Length 29>>\nstream\nq 842 0 0 595 0 0 cm /Im0 Do Q\nendstream\nendobj\n"
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"5 0 obj\n<</Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 {filter} /Length {body.Length}>>\nstream\r\n"
                )
        );
        pdf.Write(body);
        Write("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");
        return pdf.ToArray();

        void Write(string text) => pdf.Write(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>The rows of the sheet packed as a PDF packs them, each after a byte that says how it was predicted if that is asked for.</summary>
    public static byte[] Packed(bool predicted)
    {
        using var sheet = Drawn();
        using var packed = new MemoryStream();
        using (var into = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var pixels = sheet.GetPixelSpan();
            var row = new byte[Width * 3];
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    pixels.Slice(y * sheet.RowBytes + x * 4, 3).CopyTo(row.AsSpan(x * 3));
                }

                if (predicted)
                {
                    into.WriteByte(0);
                }

                into.Write(row);
            }
        }

        return packed.ToArray();
    }
}
