using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Cunju.App.Printing;

/// <summary>Takes the largest picture out of a PDF. A scan is a picture in the wrapping of a PDF, so nothing of the page has to be interpreted: no text, no fonts, no
/// drawing, no script. JPEG is taken as it stands; what is packed without loss is put into the wrapping of a PNG, row by row, and never unpacked further than the size it says.</summary>
internal static partial class PdfPicture
{
    private const int LongestHead = 4096;

    /// <summary>A scan of a disclosure has some pages of some objects each; a file with more than this was made to be looked at for long.</summary>
    private const int MostStreams = 2_000;

    /// <summary>How many pictures are unpacked at most, from the largest down.</summary>
    private const int MostTries = 3;

    /// <summary>The picture as a JPEG or PNG file; null when there is none that can be taken out (drawn pages, fax coding, locked files).</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="mostPixels">A larger picture is left where it is.</param>
    public static byte[]? In(byte[] pdf, long mostPixels) =>
        Heads(pdf)
            .Take(MostStreams)
            .Where(stream => stream.Head.Contains("/Image", StringComparison.Ordinal))
            .Select(stream =>
                (stream.Head, stream.Body, Width: Number(stream.Head, "Width") ?? 0, Height: Number(stream.Head, "Height") ?? 0)
            )
            .Where(picture => (long)picture.Width * picture.Height is var pixels && pixels > 0 && pixels <= mostPixels)
            .OrderByDescending(picture => (long)picture.Width * picture.Height)
            .Take(MostTries)
            .Select(picture => Picture(picture.Head, Body(pdf, picture.Body), picture.Width, picture.Height))
            .FirstOrDefault(picture => picture is not null);

    /// <summary>The dictionary of each stream, and where its body begins.</summary>
    private static IEnumerable<(string Head, int Body)> Heads(byte[] pdf)
    {
        for (var at = 0; Find(pdf, "stream"u8, at) is >= 0 and var found; at = found + 6)
        {
            if (found < 3 || !pdf.AsSpan(found - 3, 3).SequenceEqual("end"u8))
            {
                yield return (Head(pdf, found), found + 6);
            }
        }
    }

    /// <summary>The dictionary before a stream.</summary>
    private static string Head(byte[] pdf, int stream)
    {
        var start = Math.Max(0, stream - LongestHead);
        var head = Encoding.Latin1.GetString(pdf, start, stream - start);
        return head[(head.LastIndexOf(" obj", StringComparison.Ordinal) + 1)..];
    }

    private static ReadOnlyMemory<byte> Body(byte[] pdf, int at)
    {
        at += pdf.AsSpan(at).StartsWith("\r\n"u8) ? 2 : 1;
        return at >= pdf.Length ? default : pdf.AsMemory(at, (Find(pdf, "endstream"u8, at) is >= 0 and var end ? end : pdf.Length) - at);
    }

    private static byte[]? Picture(string head, ReadOnlyMemory<byte> body, int width, int height)
    {
        var filters = Filters().Matches(head).Select(filter => filter.Value).ToArray();
        var depth = Number(head, "BitsPerComponent") ?? 8;
        var colours =
            head.Contains("/Indexed", StringComparison.Ordinal) ? 0
            : head.Contains("/DeviceGray", StringComparison.Ordinal) || head.Contains("/CalGray", StringComparison.Ordinal) ? 1
            : head.Contains("/DeviceRGB", StringComparison.Ordinal) || head.Contains("/CalRGB", StringComparison.Ordinal) ? 3
            : Number(head, "Colors") ?? 0;
        return (filters, colours, depth) switch
        {
            (["/DCTDecode"], _, _) => body.ToArray(),
            (["/FlateDecode"], 1, 1 or 8) or (["/FlateDecode"], 3, 8) => Png(
                body,
                width,
                height,
                depth,
                colours,
                predicted: Number(head, "Predictor") is >= 10
            ),
            _ => null,
        };
    }

    /// <summary>Rows of a PDF as a PNG. Those written with a predictor are a PNG's already; others get a mark before each that nothing was predicted.</summary>
    private static byte[]? Png(ReadOnlyMemory<byte> packed, int width, int height, int depth, int colours, bool predicted)
    {
        var row = new byte[((long)width * depth * colours + 7) / 8 + 1];
        using var rows = new MemoryStream();
        try
        {
            using var from = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            using var into = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true);
            for (var y = 0; y < height; y++)
            {
                from.ReadExactly(predicted ? row : row.AsSpan(1));
                into.Write(row);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            return null;
        }

        return PngFile.Of(width, height, depth, colours, rows.ToArray());
    }

    private static int Find(byte[] pdf, ReadOnlySpan<byte> word, int from) =>
        from < pdf.Length && pdf.AsSpan(from).IndexOf(word) is >= 0 and var found ? from + found : -1;

    /// <summary>A number the dictionary itself says, not by reference to another object.</summary>
    private static int? Number(string head, string name) =>
        Numbers().Matches(head).FirstOrDefault(number => number.Groups["name"].Value == name) is { } match
        && int.TryParse(match.Groups["value"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value > 0
            ? value
            : null;

    [GeneratedRegex(@"/(?<name>Width|Height|BitsPerComponent|Colors|Predictor)\s+(?<value>\d{1,9})(?!\d|\s+\d+\s+R)")]
    private static partial Regex Numbers();

    [GeneratedRegex("/(DCT|Flate|LZW|CCITTFax|JBIG2|JPX|RunLength|ASCII85|ASCIIHex|Crypt)[A-Za-z0-9]*(Decode)?")]
    private static partial Regex Filters();
}
