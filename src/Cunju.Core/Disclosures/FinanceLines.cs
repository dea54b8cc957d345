namespace Cunju.Core.Disclosures;

/// <summary>Reads a table of income and expense, line by line, and checks its totals where they stand.</summary>
internal static class FinanceLines
{
    public static void Read(FinanceTable table, FinanceDraft draft)
    {
        var side = table.SideOf(Side.Income, Side.Expense);
        foreach (var (column, head) in table.Columns.Where(column => column.Value == new Head(Field.Amount)))
        {
            if (side is null && !table.Has(Field.Direction))
            {
                draft.Fault(
                    table.Grid,
                    Grid.Address(table.HeadRow, column),
                    $"看不出「{FinanceTable.Tidy(table.Grid[table.HeadRow, column].Text)}」是收入还是支出；请把表头写成“收入金额”或“支出金额”。"
                );
                return;
            }
        }

        foreach (
            var column in table.Columns.Keys.Where(column =>
                FinanceWords.Plain(table.Grid[table.HeadRow, column].Text) is ['借' or '贷', '方', ..]
            )
        )
        {
            var head = table.Columns[column];
            draft.Note(
                table.Grid,
                Grid.Address(table.HeadRow, column),
                $"「{table.Grid[table.HeadRow, column].Text}」按现金、存款账读作{(head.Side == Side.Income ? "收入" : "支出")}；不是这样请改表头。"
            );
        }

        new Rows(table, side, draft).Read();
    }

    /// <summary>One pass over the rows; what has been added so far is what a subtotal or a total must say.</summary>
    private sealed class Rows(FinanceTable table, Side? side, FinanceDraft draft)
    {
        private readonly LineTable lines = draft.LinesOf(table);
        private readonly Grid grid = table.Grid;
        private readonly Dictionary<Side, decimal> sinceSubtotal = new() { [Side.Income] = 0, [Side.Expense] = 0 };

        // 上月结转 and 本月结余 that stand among the sums of a side: a total may or may not take them in.
        private readonly Dictionary<Side, decimal> carried = new() { [Side.Income] = 0, [Side.Expense] = 0 };
        private const string Capitals = "壹贰叁肆伍陆柒捌玖拾佰仟";
        private readonly List<string> empty = [];
        private bool isBelowTotal;

        private int First => table.Columns.Keys.First();
        private int Last => table.Columns.Keys.Last();

        public void Read()
        {
            for (var row = table.HeadRow + 1; row <= table.Last; row++)
            {
                ReadRow(row);
            }

            if (empty.Count > 0)
            {
                draft.Note(
                    grid,
                    empty[0],
                    $"有 {empty.Count} 行没有金额，没有计入（{string.Join("、", empty.Take(5))}{(empty.Count > 5 ? "…" : "")}）。"
                );
            }
        }

        private void ReadRow(int row)
        {
            var words = table
                .Columns.Where(column => !column.Value.IsSum)
                .Select(column => grid[row, column.Key])
                .Where(cell => !cell.IsEmpty)
                .ToArray();
            if (words.Select(cell => FinanceWords.LabelOf(cell.Text)).FirstOrDefault(label => label is not null) is { } label)
            {
                ReadLabel(row, label);
                return;
            }

            var isFoot = grid.Rows[row].Any(cell => FinanceWords.IsFoot(cell.Text));
            var hasSum = table.Columns.Any(column =>
                column.Value.IsSum && grid[row, column.Key] is { Repeats: false } cell && Yuan.Read(cell.Text) is not null
            );
            if (!hasSum && (draft.ReadLoose(grid, row, First, Last + 1) || ((isFoot || isBelowTotal) && !MeansSums(row))))
            {
                return;
            }

            var sums = Sums(row);
            if (words.Any(cell => cell.Text.TrimStart().StartsWith("其中", StringComparison.Ordinal)))
            {
                draft.Note(grid, Grid.Address(row, First), "写着“其中”，是上一行的一部分，没有另计。");
                return;
            }

            foreach (var (at, column, sum) in sums.Where(sum => sum.Sum != 0))
            {
                ReadLine(row, at, column, sum);
            }

            if (words.Length > 0 && sums.All(sum => sum.Sum == 0))
            {
                empty.Add(Grid.Address(row, table.Columns.First(column => !column.Value.IsSum && !grid[row, column.Key].IsEmpty).Key));
            }

            Keep(Balance(row));
        }

        /// <summary>A name beside 审核 below the table is no sum; 壹佰元 among the sums was meant as one and must not be passed over.</summary>
        private bool MeansSums(int row) =>
            table
                .Columns.Where(column => column.Value.IsSum)
                .Select(column => grid[row, column.Key])
                .Any(cell => !cell.Repeats && cell.Text.Any(letter => char.IsDigit(letter) || Capitals.Contains(letter)));

        private void ReadLine(int row, Side? side, int column, decimal sum)
        {
            if (Known(row, side, column) is not { } at)
            {
                return;
            }

            var (summary, item) = (draft.Words(table, row, Field.Summary), draft.Words(table, row, Field.Item));
            if (summary.Length + item.Length == 0)
            {
                draft.Fault(grid, Grid.Address(row, column), $"有金额 {Yuan.Text(sum)}，没有写是什么；请补上摘要。");
            }

            sinceSubtotal[at] += sum;
            draft.Add(
                lines,
                at,
                new(summary, item, sum, Day(row), draft.Words(table, row, Field.Voucher), draft.Words(table, row, Field.Handler)),
                row
            );
        }

        private Stated? Balance(int row) =>
            table.PlaceOf(Field.Balance) is { } column && draft.Sum(grid, row, column) is { } sum
                ? new Stated(grid, row, column, sum)
                : null;

        private void Keep(Stated? balance)
        {
            if (balance is { } stands)
            {
                lines.Balances.Add((stands, lines.Total(Side.Income) - lines.Total(Side.Expense)));
            }
        }

        /// <summary>The sums of a row with their sides, as far as heads, words and titles tell.</summary>
        private List<(Side? Side, int Column, decimal Sum)> Sums(int row, Side? named = null)
        {
            var sums = new List<(Side?, int, decimal)>();
            foreach (var (column, head) in table.Columns.Where(column => column.Value.Field == Field.Amount))
            {
                if (draft.Sum(grid, row, column) is { } sum)
                {
                    sums.Add((head.Side ?? named ?? Direction(row) ?? side, column, sum));
                }
            }

            return sums;
        }

        private Side? Known(int row, Side? side, int column)
        {
            if (side is null)
            {
                draft.Fault(grid, Grid.Address(row, column), "看不出这一笔是收入还是支出；请在收支类型里写“收入”或“支出”。");
            }

            return side;
        }

        private Side? Direction(int row) =>
            table.Words(row, Field.Direction) switch
            {
                { Length: 0 } => null,
                ['收' or '借', ..] => Side.Income,
                ['支' or '付' or '贷', ..] => Side.Expense,
                _ => null,
            };

        private void ReadLabel(int row, Label label)
        {
            Side? named = label switch
            {
                Label.IncomeTotal => Side.Income,
                Label.ExpenseTotal => Side.Expense,
                _ => null,
            };
            var sums = label is Label.Cumulative or Label.PageTurn ? [] : Sums(row, named);
            var balance = label is Label.Cumulative ? null : Balance(row);
            switch (label)
            {
                case Label.Opening or Label.Closing:
                    foreach (var (at, column, sum) in sums)
                    {
                        if (at is { } among)
                        {
                            carried[among] += sum;
                        }

                        draft.State(label, new(grid, row, column, sum));
                    }

                    if (balance is { } carriedOver)
                    {
                        draft.State(label, carriedOver);
                    }
                    else if (sums.Count == 0)
                    {
                        draft.ReadLoose(grid, row, First, Last + 1);
                    }

                    break;
                case Label.Cumulative:
                    draft.Note(grid, Grid.Address(row, First), "累计数不在这个月的账内，没有核对。");
                    break;
                case Label.PageTurn:
                    Keep(balance);
                    break;
                default:
                    CheckTotals(row, label, sums);
                    Keep(balance);
                    break;
            }
        }

        private void CheckTotals(int row, Label label, List<(Side? Side, int Column, decimal Sum)> sums)
        {
            if (sums.Count == 0)
            {
                draft.Note(grid, Grid.Address(row, First), "合计没有写数，没有核对。");
            }

            foreach (var (side, column, sum) in sums)
            {
                if (Known(row, side, column) is not { } at)
                {
                    continue;
                }

                var due = label == Label.Subtotal ? sinceSubtotal[at] : lines.Total(at);
                var word = label == Label.Subtotal ? "小计" : "合计";
                if (sum != due && (label == Label.Subtotal || carried[at] == 0 || sum != due + carried[at]))
                {
                    draft.Fault(
                        grid,
                        Grid.Address(row, column),
                        $"{word}写的是 {Yuan.Text(sum)}，上面各行相加是 {Yuan.Text(due)}，{FinanceDraft.Apart(sum, due)}；请改{word}或查漏项。"
                    );
                }

                if (label == Label.Subtotal)
                {
                    sinceSubtotal[at] = 0;
                }
            }

            isBelowTotal |= label != Label.Subtotal;
        }

        private DateOnly? Day(int row)
        {
            if (
                (table.PlaceOf(Field.Day) ?? table.PlaceOf(Field.Month)) is not { } column
                || grid[row, column] is not { IsEmpty: false } cell
            )
            {
                return null;
            }

            var text = FinanceTable.Tidy(cell.Text);
            if (table.PlaceOf(Field.DayOfMonth) is { } ofMonth && grid[row, ofMonth] is { IsEmpty: false } number)
            {
                text = $"{text.TrimEnd('月')}-{number.Text.TrimEnd('日', '号')}";
            }
            else if (table.PlaceOf(Field.Month) == column && int.TryParse(text.TrimEnd('份').TrimEnd('月'), out var onlyMonth))
            {
                if (onlyMonth != draft.Month.Month)
                {
                    draft.Note(grid, Grid.Address(row, column), $"月份写的是 {onlyMonth}，不是{draft.MonthWords}；请核对。");
                }

                return null;
            }

            if (SheetDates.Day(text, draft.Month.Year) is not { } day)
            {
                draft.Fault(grid, Grid.Address(row, column), $"「{text}」看不出是哪一天；请写成 {draft.Month:yyyy-MM}-15 的样子。");
                return null;
            }

            if (SheetDates.MayHaveLostNought(text))
            {
                draft.Note(
                    grid,
                    Grid.Address(row, column),
                    $"「{text}」读作 {day.Month}月{day.Day}日；如果是 {day.Day}0 日，请写成 {draft.Month:yyyy-MM}-{day.Day}0。"
                );
            }
            else if ((day.Year, day.Month) != (draft.Month.Year, draft.Month.Month))
            {
                draft.Note(grid, Grid.Address(row, column), $"日期 {day:yyyy-MM-dd} 不在{draft.MonthWords}；请核对。");
            }

            return day;
        }
    }
}
