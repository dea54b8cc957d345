using System.Collections.Immutable;

namespace Cunju.Core.Disclosures;

/// <summary>One table found in a sheet: what its columns mean and where its rows begin and end. Tables side by side are two.</summary>
/// <param name="Grid">The sheet.</param>
/// <param name="HeadRow">The row of its heads (the lower one of two), from 0.</param>
/// <param name="Last">The last row before the next table.</param>
/// <param name="Columns">The columns understood, by place.</param>
/// <param name="Titles">The words above it, the nearest first, and the name of the sheet.</param>
internal sealed record FinanceTable(
    Grid Grid,
    int HeadRow,
    int Last,
    ImmutableSortedDictionary<int, Head> Columns,
    ImmutableArray<string> Titles
)
{
    /// <summary>Tables of one sheet with the same heads are one table going on.</summary>
    public string Key => $"{Grid.Name}\n{string.Join(' ', Columns.Values)}";

    public bool Has(Field field) => Columns.Values.Any(head => head.Field == field);

    /// <summary>The side its heads, its title or the name of its sheet names; in this order, for the nearest word is meant.</summary>
    public Side? SideOf(Side one, Side other) =>
        Columns.Values.Select(head => head.Side).Where(side => side == one || side == other).Distinct().ToArray() is [{ } side]
            ? side
            : Titles.Select(title => FinanceWords.SideIn(title, one, other)).FirstOrDefault(side => side is not null);

    /// <summary>The place of a column with that meaning; null when there is none.</summary>
    public int? PlaceOf(Field field) =>
        Columns.Where(column => column.Value.Field == field).Select(column => (int?)column.Key).FirstOrDefault();

    /// <summary>The words of a row under that meaning; the words of several columns (经手、证明) stand side by side.</summary>
    public string Words(int row, Field field) =>
        string.Join(
            "、",
            Columns
                .Where(column => column.Value.Field == field)
                .Select(column => Tidy(Grid[row, column.Key].Text))
                .Where(word => word.Length > 0)
        );

    /// <summary>The tables of a sheet from top to bottom and left to right, and the columns with content that nobody understood.</summary>
    public static ImmutableArray<FinanceTable> In(Grid grid)
    {
        var heads = new List<(int Upper, int Lower, Dictionary<int, Head> Columns)>();
        for (var row = 0; row < grid.Rows.Length; row++)
        {
            var here = Best(grid, row);
            // The row below may be the better head: this one is then its title.
            if (IsTable(here.Columns) && Weight(Best(grid, row + 1)) <= Weight(here))
            {
                heads.Add((row, here.Lower, here.Columns));
                row = here.Lower;
            }
        }

        return
        [
            .. heads
                .Index()
                .SelectMany(head =>
                {
                    var last = head.Index + 1 < heads.Count ? heads[head.Index + 1].Upper - 1 : grid.Rows.Length - 1;
                    var above = head.Index == 0 ? 0 : heads[head.Index - 1].Lower + 1;
                    return Split(head.Item.Columns)
                        .Select(columns => new FinanceTable(grid, head.Item.Lower, last, columns, TitlesOf(grid, above, head.Item.Lower)));
                }),
        ];
    }

    /// <summary>Words on one line.</summary>
    public static string Tidy(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A sum and something that says what it is of.</summary>
    private static bool IsTable(Dictionary<int, Head> heads) =>
        heads.Values.Any(head => head.IsSum) && heads.Values.Distinct().Count() >= 2;

    private static int Weight((int Lower, Dictionary<int, Head> Columns) head) => head.Columns.Values.Distinct().Count();

    /// <summary>The heads that begin in a row: alone, or with the row below when that tells more apart.</summary>
    private static (int Lower, Dictionary<int, Head> Columns) Best(Grid grid, int row)
    {
        var one = (Lower: row, Columns: HeadsOf(grid, row, row));
        var two = (Lower: row + 1, Columns: HeadsOf(grid, row, row + 1));
        return Weight(two) > Weight(one) ? two : one;
    }

    private static Dictionary<int, Head> HeadsOf(Grid grid, int upper, int lower)
    {
        var heads = new Dictionary<int, Head>();
        if (lower >= grid.Rows.Length || HoldsNoHeads(grid, upper) || HoldsNoHeads(grid, lower))
        {
            return heads;
        }

        var group = "";
        for (var column = 0; column < Math.Max(grid.Rows[upper].Length, grid.Rows[lower].Length); column++)
        {
            var (over, under) = (grid[upper, column].Text, grid[lower, column].Text);
            // Pasted text knows no merged cells: what stands above goes on to the right until the next word.
            group = over.Length > 0 ? over : group;
            var head =
                upper == lower
                    ? FinanceWords.HeadOf(over)
                    : FinanceWords.HeadOf(FinanceWords.Plain(group) + FinanceWords.Plain(under))
                        ?? FinanceWords.HeadOf(under)
                        ?? FinanceWords.HeadOf(over);
            if (head is { } found)
            {
                heads[column] = found;
            }
        }

        return heads;
    }

    /// <summary>Heads are words: a row with a sum in it is a line, an empty one is nothing.</summary>
    private static bool HoldsNoHeads(Grid grid, int row) =>
        grid.Rows[row].All(cell => cell.IsEmpty) || grid.Rows[row].Any(cell => Yuan.Read(cell.Text) is not null);

    /// <summary>Side by side: a new table begins where a word comes again after a sum, or where the other side begins.</summary>
    private static IEnumerable<ImmutableSortedDictionary<int, Head>> Split(Dictionary<int, Head> heads)
    {
        var columns = heads.OrderBy(column => column.Key).Select(column => (Place: column.Key, Head: column.Value)).ToArray();
        for (var i = 0; i + 1 < columns.Length; i++)
        {
            // 收入|金额|支出|金额: what stands before a sum without a side names the items.
            if (columns[i].Head is { Field: Field.Amount, Side: not null } && columns[i + 1].Head == new Head(Field.Amount))
            {
                columns[i].Head = columns[i].Head with { Field = Field.Item };
            }
        }

        var block = ImmutableSortedDictionary.CreateBuilder<int, Head>();
        foreach (var (place, head) in columns)
        {
            var again = block.Values.Any(other => other == head || (other.Field == head.Field && !head.IsSum));
            if (again && head.Field == Field.Handler)
            {
                block[place] = head;
                continue;
            }

            if (again && block.Values.Any(other => other.IsSum))
            {
                yield return block.ToImmutable();
                block.Clear();
                again = false;
            }

            if (!again)
            {
                block[place] = head;
            }
        }

        yield return block.ToImmutable();
    }

    private static ImmutableArray<string> TitlesOf(Grid grid, int from, int head) =>
        [
            .. Enumerable
                .Range(from, Math.Max(0, head - from))
                .Reverse()
                .Where(row => !grid.Rows[row].Any(cell => Yuan.Read(cell.Text) is not null))
                .SelectMany(row => grid.Rows[row].Where(cell => !cell.IsEmpty && !cell.Repeats).Select(cell => cell.Text))
                .Take(3),
            grid.Name,
        ];
}
