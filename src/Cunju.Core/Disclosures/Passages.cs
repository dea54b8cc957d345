using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Cunju.Core.Disclosures;

/// <summary>段落与表: how a disclosure's text is laid out. Lines with tabs in them, as a sheet gives them when it is pasted, are a table; the rest is paragraphs.</summary>
public static partial class Passages
{
    /// <summary>One paragraph, or one table.</summary>
    /// <param name="Text">The paragraph's words; null for a table.</param>
    /// <param name="Rows">The table's rows of equal length, the head first; empty for a paragraph.</param>
    public sealed record Passage(string? Text, ImmutableArray<ImmutableArray<string>> Rows)
    {
        /// <summary>The table's head.</summary>
        public ImmutableArray<string> Head => Rows[0];

        /// <summary>The table's body.</summary>
        public IEnumerable<ImmutableArray<string>> Body => Rows.Skip(1);
    }

    /// <summary>The text in order.</summary>
    public static IEnumerable<Passage> Of(string text)
    {
        var rows = new List<string[]>();
        foreach (var line in text.Split('\n').Append(""))
        {
            if (line.Contains('\t', StringComparison.Ordinal))
            {
                rows.Add([.. line.Split('\t').Select(cell => cell.Trim())]);
                continue;
            }

            if (rows.Count > 0)
            {
                var width = rows.Max(row => row.Length);
                yield return new(null, [.. rows.Select(row => row.Concat(Enumerable.Repeat("", width - row.Length)).ToImmutableArray())]);
                rows.Clear();
            }

            if (line.Length > 0)
            {
                yield return new(line, []);
            }
        }
    }

    /// <summary>Whether a cell is a sum of money or another number, and stands at the right.</summary>
    public static bool IsNumber(string cell) => Number().IsMatch(cell);

    /// <summary>Whether a column holds numbers, so that its head stands above them.</summary>
    public static bool AreNumbers(IEnumerable<string> column) =>
        column.Where(cell => cell.Length > 0).ToArray() is { Length: > 0 } filled && filled.All(IsNumber);

    [GeneratedRegex(@"^-?[0-9][0-9,]*(\.[0-9]+)?$")]
    private static partial Regex Number();
}
