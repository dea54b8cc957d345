using System.Collections.Immutable;

namespace Cunju.Core.Disclosures;

/// <summary>财务表的读法: what came of reading a sheet: the book, or what to mend first.</summary>
/// <param name="Book">The book; null while anything fatal stands among the faults.</param>
/// <param name="Faults">What is wrong, and what was left aside, by sheet and place.</param>
public sealed record FinanceReading(FinanceBook? Book, ImmutableArray<SheetFault> Faults);

/// <summary>财务表导入: reads the month's books as villages keep them: titles above, merged and two-row heads, two tables side by side, words of their own.</summary>
/// <remarks>Nothing is guessed silently: every sum is checked against every other that depends on it, and what was not understood is said.</remarks>
public static class FinanceReader
{
    /// <summary>The most lines of one month; beyond, it is not the books of a village.</summary>
    public const int MostLines = 2_000;

    /// <summary>The longest text in one cell that is taken, in characters.</summary>
    public const int LongestWords = 200;

    /// <summary>Reads the books of a month.</summary>
    /// <param name="grids">The sheets of the file, or the pasted text as one (<see cref="Grid.OfText"/>).</param>
    /// <param name="month">Any day of the month whose books these must be.</param>
    public static FinanceReading Read(IReadOnlyList<Grid> grids, DateOnly month)
    {
        var draft = new FinanceDraft(new(month.Year, month.Month, 1));
        foreach (var grid in Chosen(grids, draft))
        {
            ReadSheet(grid, draft);
        }

        var book = draft.Close();
        return new(draft.Faults.Any(fault => fault.IsFatal) ? null : book, [.. draft.Faults]);
    }

    /// <summary>A year's workbook has a sheet for each month: only the asked one is read, when there is one.</summary>
    private static IEnumerable<Grid> Chosen(IReadOnlyList<Grid> grids, FinanceDraft draft)
    {
        bool IsNamed(Grid grid, Func<DateOnly, bool> fits) =>
            SheetDates.MonthsIn(grid.Name, draft.Month.Year) is { } named && named.First == named.Last && fits(named.First);

        var hasIts = grids.Any(grid => IsNamed(grid, named => named == draft.Month));
        foreach (var grid in grids)
        {
            if (hasIts && IsNamed(grid, named => named != draft.Month))
            {
                draft.Note(grid, "", "是别的月份，没有读入。");
            }
            else
            {
                yield return grid;
            }
        }
    }

    private static void ReadSheet(Grid grid, FinanceDraft draft)
    {
        var tables = FinanceTable.In(grid);
        var top = tables.IsEmpty ? grid.Rows.Length : tables.Min(table => table.HeadRow);
        for (var row = 0; row < top; row++)
        {
            draft.ReadLoose(grid, row);
        }

        if (!tables.IsEmpty || draft.LooseIn(grid) > 0)
        {
            CheckTitles(grid, top, draft);
        }

        foreach (var table in tables)
        {
            var owed = table.Has(Field.Party) || (!table.Has(Field.Name) && table.Titles.Any(FinanceWords.SpeaksOfDebts));
            var named = owed || table.Has(Field.Name) || table.Has(Field.Item) || table.Has(Field.Summary);
            switch (table.Has(Field.Opening) && table.Has(Field.Closing), named)
            {
                case (true, true) when table.Has(Field.Increase) || table.Has(Field.Decrease) || table.Has(Field.Amount):
                    FinanceMovements.Read(table, owed, draft);
                    break;
                case (true, false):
                    ReadOverview(table, draft);
                    break;
                case (false, true) when table.Has(Field.Amount) && (table.Has(Field.Summary) || table.Has(Field.Item)):
                    FinanceLines.Read(table, draft);
                    break;
                default:
                    draft.Note(
                        grid,
                        Grid.Address(table.HeadRow, table.Columns.Keys.First()),
                        "这里的表不是收支、资产或债权债务表（缺少要用的列），没有读入。"
                    );
                    break;
            }
        }

        NoteUnknown(grid, tables, draft);
    }

    /// <summary>上月结转|本月收入|本月支出|本月结余 with one row of sums below.</summary>
    private static void ReadOverview(FinanceTable table, FinanceDraft draft)
    {
        for (var row = table.HeadRow + 1; row <= table.Last; row++)
        {
            foreach (var (column, head) in table.Columns.Where(column => column.Value.IsSum))
            {
                if (draft.Sum(table.Grid, row, column) is not { } sum)
                {
                    continue;
                }

                Label? label = head switch
                {
                    { Field: Field.Opening } => Label.Opening,
                    { Field: Field.Closing } => Label.Closing,
                    { Side: Side.Income } or { Field: Field.Increase } => Label.IncomeTotal,
                    { Side: Side.Expense } or { Field: Field.Decrease } => Label.ExpenseTotal,
                    _ => null,
                };
                draft.State(label, new(table.Grid, row, column, sum));
            }
        }
    }

    private static void CheckTitles(Grid grid, int top, FinanceDraft draft)
    {
        var cells = Enumerable
            .Range(0, top)
            .SelectMany(row =>
                grid.Rows[row]
                    .Select((cell, column) => (cell, Place: Grid.Address(row, column)))
                    // Beside 上月结转 a number is a sum; alone it may be a month (2023.09).
                    .Where(title => Yuan.Read(title.cell.Text) is null || !IsLoose(grid, row))
            )
            .Where(title => !title.cell.IsEmpty && !title.cell.Repeats)
            .Select(title => (title.cell.Text, title.Place));
        foreach (var (text, place) in cells.Prepend((grid.Name, "")))
        {
            if (!FinanceWords.IsFoot(text) && SheetDates.MonthsIn(FinanceWords.WithoutSums(text), draft.Month.Year) is { } named)
            {
                draft.IsDated = true;
                if (named != (draft.Month, draft.Month))
                {
                    draft.Fault(
                        grid,
                        place,
                        $"写的是「{FinanceTable.Tidy(text)}」，这次要公开的是{draft.MonthWords}的账；请换成{draft.MonthWords}的表，或改正标题。"
                    );
                }
            }

            if (text.Contains("万元", StringComparison.Ordinal))
            {
                draft.Fault(grid, place, "金额单位是万元；请换算成元，再把单位改成“元”。");
            }
        }
    }

    /// <summary>Columns nobody understood and sheets without any table are named, so that nobody thinks they were read.</summary>
    private static void NoteUnknown(Grid grid, ImmutableArray<FinanceTable> tables, FinanceDraft draft)
    {
        if (tables.IsEmpty)
        {
            if (draft.LooseIn(grid) == 0 && grid.Rows.Any(row => row.Any(cell => !cell.IsEmpty)))
            {
                draft.Note(grid, "", "没有找到收支、资产或债权债务的表头，没有读入。");
            }

            return;
        }

        foreach (var rows in tables.GroupBy(table => table.HeadRow))
        {
            var known = rows.SelectMany(table => table.Columns.Keys).ToHashSet();
            var width = grid.Rows.Max(row => row.Length);
            foreach (var column in Enumerable.Range(0, width).Where(column => !known.Contains(column)))
            {
                var head = grid[rows.Key, column];
                var isFilled = Enumerable
                    .Range(rows.Key + 1, rows.First().Last - rows.Key)
                    .Any(row => grid[row, column] is { Repeats: false, IsEmpty: false });
                if (isFilled && !head.IsEmpty)
                {
                    draft.Note(grid, Grid.Address(rows.Key, column), $"「{FinanceTable.Tidy(head.Text)}」一列没有读入。");
                }
                else if (
                    isFilled
                    && Enumerable
                        .Range(rows.Key + 1, rows.First().Last - rows.Key)
                        .FirstOrDefault(row => Yuan.Read(grid[row, column].Text) is not null && !IsLoose(grid, row))
                        is > 0
                            and var sum
                )
                {
                    draft.Note(grid, Grid.Address(sum, column), "这里有数，但这一列没有表头，没有读入。");
                }
            }
        }
    }

    private static bool IsLoose(Grid grid, int row) => grid.Rows[row].Any(cell => FinanceWords.LabelOf(cell.Text) is not null);
}
