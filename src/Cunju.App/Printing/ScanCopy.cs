using SkiaSharp;

namespace Cunju.App.Printing;

/// <summary>查验件: what everybody may see of a scan. It shows that there is a sheet with signatures and seals on it and what it looks like from across the room;
/// nothing on it can be read, and nothing lifted from it.</summary>
/// <remarks>All that is taken over are at most <see cref="Detail"/> by <see cref="Detail"/> mean greys; the picture is drawn anew from them. So no colour, no metadata,
/// no second picture hidden in the file and no sharper detail can come through, however it was made and however close the camera was.</remarks>
public static class ScanCopy
{
    /// <summary>The longest edge in pixels.</summary>
    public const int Edge = 200;

    /// <summary>How many greys the longest edge is made of: on a sheet of A4 each is 4 mm, on A3 6 mm.</summary>
    public const int Detail = 72;

    /// <summary>A picture of more pixels than this is not decoded: an A4 page at 600 dots an inch has 35 million, a file that unpacks into more is no scan.</summary>
    public const long MostPixels = 40_000_000;

    // 仅供查验 stroke by stroke in four fields of 100 by 100: a server has no Chinese font to rely on.
    private const string Mark =
        "M34 6L10 52M24 34V96M42 18H88L78 46L62 70L36 94M46 36L64 66L94 94"
        + "M132 6L108 50M123 34V96M138 30H194M154 8V60M178 8V60M134 60H197M154 70L138 94M176 70L194 94"
        + "M208 22H292M250 5V46M248 24L212 48M252 24L290 48M228 54H272V82H228ZM228 68H272M206 94H294"
        + "M308 14H336L333 46M315 24L312 46H342L340 84L334 92L326 88M306 68L332 66M370 6L346 36M370 6L397 36M358 40H384M356 54L360 72M370 52L373 70M390 50L380 76M348 90H397";

    /// <summary>The copy as a grey PNG; null when there is none: not a picture, too large, or not to be decoded.</summary>
    /// <param name="file">The file as it was handed in.</param>
    /// <param name="mediaType">Its type, as it was found when it came.</param>
    public static byte[]? Of(byte[] file, string mediaType)
    {
        if ((mediaType == "application/pdf" ? PdfPicture.In(file, MostPixels) : file) is not { } picture)
        {
            return null;
        }

        try
        {
            using var data = SKData.CreateCopy(picture);
            using var codec = SKCodec.Create(data);
            using var greys = codec is null ? null : Greys(codec);
            return greys is null ? null : Painted(greys, Fitted(codec!.Info.Width, codec.Info.Height, Edge));
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException)
        {
            // A machine for which the package has no native library: the digest must do there.
            return null;
        }
    }

    /// <summary>The picture boiled down to its greys; null when it is too large or cannot be decoded.</summary>
    private static SKBitmap? Greys(SKCodec codec)
    {
        if (codec.Info.Width < 1 || codec.Info.Height < 1 || (long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            return null;
        }

        // A JPEG can be decoded at an eighth of its size, which saves nearly all the work; other kinds answer with their full size.
        var size = codec.GetScaledDimensions(2f * Detail / Math.Max(codec.Info.Width, codec.Info.Height));
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var whole = new SKBitmap();
        if (!whole.TryAllocPixels(info) || codec.GetPixels(info, whole.GetPixels()) != SKCodecResult.Success)
        {
            return null;
        }

        var (width, height) = Fitted(info.Width, info.Height, Math.Min(Detail, Math.Max(info.Width, info.Height)));
        var greys = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        var from = whole.GetPixelSpan();
        var to = greys.GetPixelSpan();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                to[y * greys.RowBytes + x] = Mean(
                    from,
                    whole.RowBytes,
                    (x * info.Width / width, (x + 1) * info.Width / width),
                    (y * info.Height / height, (y + 1) * info.Height / height)
                );
            }
        }

        return greys;
    }

    /// <summary>The mean grey of a field, on white paper where the picture lets it through.</summary>
    private static byte Mean(ReadOnlySpan<byte> pixels, int row, (int From, int To) across, (int From, int To) down)
    {
        long sum = 0;
        for (var y = down.From; y < down.To; y++)
        {
            for (var at = y * row + across.From * 4; at < y * row + across.To * 4; at += 4)
            {
                sum += (299 * pixels[at] + 587 * pixels[at + 1] + 114 * pixels[at + 2]) / 1000 + 255 - pixels[at + 3];
            }
        }

        return (byte)Math.Min(255, sum / ((down.To - down.From) * (across.To - across.From)));
    }

    /// <summary>The greys drawn smoothly, and the mark burnt in from corner to corner.</summary>
    private static byte[] Painted(SKBitmap greys, (int Width, int Height) size)
    {
        var (width, height) = size;
        using var drawn = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(drawn))
        using (var image = SKImage.FromBitmap(greys))
        using (var mark = SKPath.ParseSvgPathData(Mark))
        {
            canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear));
            var diagonal = MathF.Sqrt(width * width + height * height);
            canvas.Translate(width / 2f, height / 2f);
            canvas.RotateRadians(-MathF.Atan2(height, width));
            canvas.Scale(diagonal * 0.8f / 400);
            canvas.Translate(-200, -50);
            Stroke(canvas, mark, SKColors.White.WithAlpha(210), 26);
            Stroke(canvas, mark, new SKColor(60, 60, 60), 10);
        }

        using var grey = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        var from = drawn.GetPixelSpan();
        var to = grey.GetPixelSpan();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                to[y * grey.RowBytes + x] = from[y * drawn.RowBytes + x * 4];
            }
        }

        using var png = grey.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Stroke(SKCanvas canvas, SKPath mark, SKColor colour, float width)
    {
        using var pen = new SKPaint
        {
            Style = SKPaintStyle.Stroke,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeWidth = width,
            Color = colour,
            IsAntialias = true,
        };
        canvas.DrawPath(mark, pen);
    }

    /// <summary>The size with the same proportions whose longest edge is that.</summary>
    private static (int Width, int Height) Fitted(int width, int height, int edge)
    {
        var longest = (long)Math.Max(width, height);
        return ((int)Math.Max(1, width * edge / longest), (int)Math.Max(1, height * edge / longest));
    }
}
