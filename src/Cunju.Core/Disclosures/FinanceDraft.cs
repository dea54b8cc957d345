using System.Collections.Immutable;

namespace Cunju.Core.Disclosures;

/// <summary>A sum where it stands.</summary>
internal readonly record struct Stated(Grid Grid, int Row, int Column, decimal Sum)
{
    public string Cell => Grid.Address(Row, Column);
}

/// <summary>The lines of one table: what it says of one month, before the tables are held against one another.</summary>
internal sealed record LineTable(FinanceTable First)
{
    public List<FinanceLine> Income { get; } = [];
    public List<FinanceLine> Expense { get; } = [];

    /// <summary>The balance stated beside a row, and what all rows up to it come to.</summary>
    public List<(Stated Balance, decimal Moved)> Balances { get; } = [];

    public List<FinanceLine> this[Side side] => side == Side.Income ? Income : Expense;

    public decimal Total(Side side) => this[side].Sum(line => line.Amount);
}

/// <summary>What was read so far, and the checks that need all of it.</summary>
internal sealed class FinanceDraft(DateOnly month)
{
    private readonly Dictionary<string, LineTable> tables = [];
    private readonly List<(Label Label, Stated Sum)> stated = [];
    private int lines;

    public DateOnly Month { get; } = month;
    public string MonthWords => $"{Month.Year}年{Month.Month}月";

    /// <summary>Whether any title said which month it is.</summary>
    public bool IsDated { get; set; }

    public List<SheetFault> Faults { get; } = [];
    public ImmutableArray<FinanceAsset>.Builder Assets { get; } = ImmutableArray.CreateBuilder<FinanceAsset>();
    public ImmutableArray<FinanceDebt>.Builder Debts { get; } = ImmutableArray.CreateBuilder<FinanceDebt>();

    public void Fault(Grid grid, string cell, string words) => Faults.Add(SheetFault.At(grid.Name, cell, words));

    public void Note(Grid grid, string cell, string words) => Faults.Add(SheetFault.At(grid.Name, cell, words, isFatal: false));

    /// <summary>The sum in a cell; null when there is none, and a fault when there is something else.</summary>
    public decimal? Sum(Grid grid, int row, int column)
    {
        var cell = grid[row, column];
        if (cell.Repeats || Yuan.IsNothing(cell.Text))
        {
            return null;
        }

        if (Yuan.Read(cell.Text) is not { } sum)
        {
            Fault(
                grid,
                Grid.Address(row, column),
                $"「{Short(cell.Text)}」不是金额；请写数字，单位元，最多两位小数，小于 100 亿，例如 1234.50。"
            );
            return null;
        }

        return sum;
    }

    /// <summary>The words in a cell, on one line; a fault when they are too long to stand on a board.</summary>
    public string Words(FinanceTable table, int row, Field field)
    {
        var words = table.Words(row, field);
        if (words.Length > FinanceReader.LongestWords)
        {
            Fault(
                table.Grid,
                Grid.Address(row, table.PlaceOf(field)!.Value),
                $"文字太长（{words.Length} 字）；请写到 {FinanceReader.LongestWords} 字以内。"
            );
        }

        return words;
    }

    /// <summary>Keeps a sum that is checked when all lines are known.</summary>
    public void State(Label? label, Stated sum)
    {
        if (label is { } known)
        {
            stated.Add((known, sum));
        }
    }

    /// <summary>上月结转 and 本月结余 outside the tables: beside their words, or in one sentence with them.</summary>
    /// <returns>Whether there was any.</returns>
    public bool ReadLoose(Grid grid, int row, int from = 0, int to = int.MaxValue)
    {
        var before = stated.Count;
        for (var column = from; column < Math.Min(grid.Rows[row].Length, to); column++)
        {
            var cell = grid[row, column];
            if (cell.Repeats || cell.IsEmpty || Yuan.Read(cell.Text) is not null)
            {
                continue;
            }

            if (Whole(FinanceWords.LabelOf(cell.Text)) is { } label)
            {
                var next = Enumerable
                    .Range(column + 1, grid.Rows[row].Length - column - 1)
                    .FirstOrDefault(at => grid[row, at] is { Repeats: false, IsEmpty: false });
                if (next > 0 && Yuan.Read(grid[row, next].Text) is { } sum)
                {
                    State(label, new(grid, row, next, sum));
                }

                continue;
            }

            foreach (var sentence in FinanceWords.Sentences(cell.Text))
            {
                if (Whole(sentence.Label) is { } said && Yuan.Read(sentence.Sum) is { } sum)
                {
                    State(said, new(grid, row, column, sum));
                }
            }
        }

        return stated.Count > before;

        static Label? Whole(Label? label) =>
            label is Label.Opening or Label.Closing or Label.IncomeTotal or Label.ExpenseTotal ? label : null;
    }

    /// <summary>How many sums were found outside the tables of a sheet.</summary>
    public int LooseIn(Grid grid) => stated.Count(sum => sum.Sum.Grid == grid);

    /// <summary>The lines of this table, or of the one it continues.</summary>
    public LineTable LinesOf(FinanceTable table)
    {
        if (!tables.TryGetValue(table.Key, out var found))
        {
            tables[table.Key] = found = new(table);
        }

        return found;
    }

    /// <summary>Takes a line, up to the bound.</summary>
    public void Add(LineTable table, Side side, FinanceLine line, int row)
    {
        if (++lines == FinanceReader.MostLines + 1)
        {
            Fault(table.First.Grid, Grid.Address(row, 0), $"收支超过 {FinanceReader.MostLines} 笔；请核对是不是一个月的账。");
        }

        if (lines <= FinanceReader.MostLines)
        {
            table[side].Add(line);
        }
    }

    /// <summary>Holds everything against everything else and makes the book.</summary>
    public FinanceBook? Close()
    {
        var income = Chosen(Side.Income);
        var expense = Chosen(Side.Expense);
        var opening = Agreed(Label.Opening, "上月结转");
        if (tables.Count == 0 && stated.Count == 0)
        {
            Faults.Add(new("", "", "没有找到收支表。表头应有“摘要”（或“项目”）和“收入”“支出”（或“金额”），另有“上月结转”和“本月结余”。"));
            return null;
        }

        if (!IsDated)
        {
            Faults.Add(new("", "", $"表里没写是哪个月的账，按{MonthWords}读入；请核对。", IsFatal: false));
        }

        CheckBalances(opening);
        CheckTotal(Label.IncomeTotal, "本月收入", income);
        CheckTotal(Label.ExpenseTotal, "本月支出", expense);
        var closing = Agreed(Label.Closing, "本月结余") ?? LastBalance();
        if (opening is null)
        {
            Missing("上月结转");
        }

        if (closing is null)
        {
            Missing("本月结余");
        }

        if (opening is not { } from || closing is not { } to)
        {
            return null;
        }

        var book = new FinanceBook(Month, from.Sum, to.Sum)
        {
            Income = [.. income],
            Expense = [.. expense],
            Assets = Assets.ToImmutable(),
            Debts = Debts.ToImmutable(),
        };
        if (!book.Cash.Balances)
        {
            var cash = book.Cash;
            Fault(
                to.Grid,
                to.Cell,
                $"结余写的是 {Yuan.Text(to.Sum)}，上月结转 {Yuan.Text(cash.Opening)} 加收入 {Yuan.Text(cash.Increase)} 减支出 {Yuan.Text(cash.Decrease)} 应是 {Yuan.Text(cash.Due)}，{Apart(to.Sum, cash.Due)}；请改结余，或查漏记、重记的收支。"
            );
        }

        return book;
    }

    /// <summary>多 9.00 or 少 9.00.</summary>
    public static string Apart(decimal written, decimal due) => $"{(written > due ? "多" : "少")} {Yuan.Text(Math.Abs(written - due))}";

    private static string Short(string text) =>
        FinanceTable.Tidy(text) is { Length: > 20 } tidy ? $"{tidy[..20]}…" : FinanceTable.Tidy(text);

    private void Missing(string what)
    {
        var table = tables.Values.FirstOrDefault()?.First;
        var words = $"没有找到“{what}”；请在表里加一行，写上“{what}”和金额（没有就写 0）。";
        Faults.Add(
            table is null
                ? new("", "", words)
                : SheetFault.At(table.Grid.Name, Grid.Address(table.HeadRow, table.Columns.Keys.First()), words)
        );
    }

    /// <summary>One side's lines. When two tables have them, one may be the summary of the other; it is never added to it.</summary>
    private List<FinanceLine> Chosen(Side side)
    {
        var word = side == Side.Income ? "收入" : "支出";
        var sources = tables.Values.Where(table => table[side].Count > 0).OrderByDescending(table => table[side].Count).ToArray();
        foreach (var other in sources.Skip(1))
        {
            var (grid, cell) = (other.First.Grid, Grid.Address(other.First.HeadRow, other.First.Columns.Keys.First()));
            var (first, mine) = (sources[0].Total(side), other.Total(side));
            var place =
                $"{sources[0].First.Grid.Name} {Grid.Address(sources[0].First.HeadRow, sources[0].First.Columns.Keys.First())}".Trim();
            if (first == mine)
            {
                Note(grid, cell, $"这张表的{word}与 {place} 的表一样多，看作同一批账的汇总，只用来核对。");
            }
            else
            {
                Fault(
                    grid,
                    cell,
                    $"这张表的{word}共 {Yuan.Text(mine)}，{place} 的表共 {Yuan.Text(first)}；同一批账请改成一致，不是同一批请合成一张表。"
                );
            }
        }

        return sources is [var most, ..] ? most[side] : [];
    }

    private Stated? Agreed(Label label, string what)
    {
        var all = stated.Where(sum => sum.Label == label).Select(sum => sum.Sum).ToArray();
        foreach (var other in all.Skip(1).Where(other => other.Sum != all[0].Sum))
        {
            Fault(
                other.Grid,
                other.Cell,
                $"{what}写的是 {Yuan.Text(other.Sum)}，{all[0].Grid.Name} {all[0].Cell} 写的是 {Yuan.Text(all[0].Sum)}；请改成一致。"
            );
        }

        return all is [var first, ..] ? first : null;
    }

    private void CheckTotal(Label label, string what, List<FinanceLine> lines)
    {
        var due = lines.Sum(line => line.Amount);
        foreach (var (_, sum) in stated.Where(sum => sum.Label == label && sum.Sum.Sum != due))
        {
            Fault(
                sum.Grid,
                sum.Cell,
                $"{what}写的是 {Yuan.Text(sum.Sum)}，各笔相加是 {Yuan.Text(due)}，{Apart(sum.Sum, due)}；请改这个数或查漏项。"
            );
        }
    }

    /// <summary>The running balance row by row. A wrong one is named once, not again on every row below it.</summary>
    private void CheckBalances(Stated? opening)
    {
        foreach (var table in tables.Values)
        {
            var start = opening?.Sum ?? table.Balances.Select(row => (decimal?)(row.Balance.Sum - row.Moved)).FirstOrDefault();
            var off = 0m;
            foreach (var (balance, moved) in table.Balances)
            {
                var due = start!.Value + moved;
                var now = balance.Sum - due;
                if (now != off && now != 0)
                {
                    Fault(
                        balance.Grid,
                        balance.Cell,
                        $"余额写的是 {Yuan.Text(balance.Sum)}，按上面逐笔算到这里是 {Yuan.Text(due)}，{Apart(balance.Sum, due)}；请改这一行的收支或余额。"
                    );
                }

                off = now;
            }
        }
    }

    private Stated? LastBalance() =>
        tables.Values.SelectMany(table => table.Balances.TakeLast(1)).Select(row => (Stated?)row.Balance).FirstOrDefault();
}
