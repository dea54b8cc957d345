using System.Collections.Immutable;

namespace Cunju.Core.Disclosures;

/// <summary>单元格: one cell as a person sees it.</summary>
/// <param name="Text">Its text, without blanks around it; empty when there is none.</param>
/// <param name="Repeats">Whether it lies under a merged cell and only repeats its text; a total read from it would count twice.</param>
public readonly record struct GridCell(string Text, bool Repeats = false)
{
    /// <summary>Whether nothing stands in it.</summary>
    public bool IsEmpty => Text.Length == 0;
}

/// <summary>工作表: a sheet as people see it, wherever it came from: a workbook, a text file, or the clipboard.</summary>
/// <param name="Name">Its name, as messages call it; empty for pasted text.</param>
/// <param name="Rows">Its rows from the top; they may differ in length.</param>
public sealed record Grid(string Name, ImmutableArray<ImmutableArray<GridCell>> Rows)
{
    /// <summary>The cell, counted from 0; an empty one beyond the end of a row or of the sheet.</summary>
    public GridCell this[int row, int column] =>
        row < Rows.Length && column >= 0 && column < Rows[row].Length ? Rows[row][column] : new("");

    /// <summary>The place as Excel shows it, from row and column counted from 0: (16, 1) is <c>B17</c>.</summary>
    public static string Address(int row, int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + (rest - 1) % 26) + letters;
        }

        return $"{letters}{row + 1}";
    }

    /// <summary>What was copied out of a sheet and pasted: lines of cells between tabs. Blanks separate nothing, for words contain them.</summary>
    /// <remarks>A cell of several lines comes between quotation marks, with its own marks doubled.</remarks>
    public static Grid OfText(string text, string name = "")
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<GridCell>>();
        var row = ImmutableArray.CreateBuilder<GridCell>();
        var rest = text.ReplaceLineEndings("\n").TrimEnd('\n').AsSpan();
        while (true)
        {
            var end = EndOfQuoted(rest) ?? (rest.IndexOfAny('\t', '\n') is >= 0 and var found ? found : rest.Length);
            var cell = rest[..end].ToString();
            row.Add(new((EndOfQuoted(rest) is null ? cell : cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)).Trim()));
            if (end == rest.Length || rest[end] == '\n')
            {
                rows.Add(row.ToImmutable());
                row.Clear();
            }

            if (end == rest.Length)
            {
                return new(name, rows.ToImmutable());
            }

            rest = rest[(end + 1)..];
        }
    }

    /// <summary>Where a quoted cell ends; null when it is not quoted, or only looks so.</summary>
    private static int? EndOfQuoted(ReadOnlySpan<char> rest)
    {
        if (rest is not ['"', ..])
        {
            return null;
        }

        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] != '"')
            {
                continue;
            }

            if (at + 1 == rest.Length || rest[at + 1] is '\t' or '\n')
            {
                return at + 1;
            }

            if (rest[at + 1] != '"')
            {
                return null;
            }

            at++;
        }

        return null;
    }
}
