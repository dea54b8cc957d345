using System.Text;

namespace Cunju.Cli;

/// <summary>Columns for a terminal, where a Chinese character takes the room of two letters.</summary>
internal static class TextTable
{
    /// <summary>The room a text takes.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value >= 0x1100 && IsWide(rune) ? 2 : 1);

    /// <summary>The text with blanks up to that width; one that is longer stays whole.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>Writes a head, a line, and the rows; the last column is not padded.</summary>
    public static void Write(TextWriter output, string[] head, IReadOnlyCollection<string[]> rows)
    {
        var widths = head.Select((title, i) => rows.Select(row => Width(row[i])).Append(Width(title)).Max()).ToArray();
        Line(head);
        output.WriteLine(new string('-', widths.Sum() + (2 * (widths.Length - 1))));
        foreach (var row in rows)
        {
            Line(row);
        }

        void Line(string[] cells) =>
            output.WriteLine(string.Join("  ", cells.Select((cell, i) => i == cells.Length - 1 ? cell : Pad(cell, widths[i]))));
    }

    private static bool IsWide(Rune rune) =>
        rune.Value
            is >= 0x1100
                and <= 0x115F
                or >= 0x2E80
                and <= 0xA4CF
                or >= 0xAC00
                and <= 0xD7A3
                or >= 0xF900
                and <= 0xFAFF
                or >= 0xFE30
                and <= 0xFE6F
                or >= 0xFF00
                and <= 0xFF60
                or >= 0xFFE0
                and <= 0xFFE6
                or >= 0x1F300
                and <= 0x3FFFD;
}
