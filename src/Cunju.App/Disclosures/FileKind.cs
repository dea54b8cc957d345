using System.Text;

namespace Cunju.App.Disclosures;

/// <summary>What a file is by its first bytes, in the words of a refusal.</summary>
internal static class FileKind
{
    public const string Zip = "zip";
    public const string Ole = "ole";

    private static readonly (byte[] Start, string Kind)[] Starts =
    [
        ([0x50, 0x4B, 0x03, 0x04], Zip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], Ole),
        ([.. "%PDF"u8], " PDF"),
        ([0xFF, 0xD8, 0xFF], "图片"),
        ([0x89, 0x50, 0x4E, 0x47], "图片"),
        ([.. "GIF8"u8], "图片"),
        ([.. "Rar!"u8], "压缩包"),
        ([0x37, 0x7A, 0xBC, 0xAF], "压缩包"),
        ([0x1F, 0x8B], "压缩包"),
        ([.. "{\\rtf"u8], "文档"),
        // Accounting programs write web pages and call them xls.
        ([.. "<"u8], "网页"),
    ];

    /// <summary>The kind; null when it is plain text.</summary>
    public static string? Of(byte[] bytes)
    {
        var start = bytes.AsSpan();
        start = start.StartsWith(Encoding.UTF8.Preamble) ? start[3..] : start;
        while (start is [(byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t', ..])
        {
            start = start[1..];
        }

        foreach (var (magic, kind) in Starts)
        {
            if (start.StartsWith(magic))
            {
                return kind;
            }
        }

        // UTF-16 has noughts too; nobody pastes it by hand, and Excel's "Unicode text" says so itself.
        return bytes.AsSpan().IndexOfAnyInRange((byte)0, (byte)8) >= 0 ? "别的文件" : null;
    }
}
