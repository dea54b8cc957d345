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
    public static Grid OfText(string text, string name = "") =>
        new(
            name,
            [
                .. text.ReplaceLineEndings("\n")
                    .TrimEnd('\n')
                    .Split('\n')
                    .Select(line => line.Split('\t').Select(cell => new GridCell(cell.Trim())).ToImmutableArray()),
            ]
        );
}
