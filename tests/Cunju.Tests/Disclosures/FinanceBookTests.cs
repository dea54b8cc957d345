using System.Collections.Immutable;
using CsCheck;
using Cunju.App.Disclosures;
using Cunju.Core.Disclosures;
using Xunit;

namespace Cunju.Tests.Disclosures;

public sealed class FinanceBookTests
{
    [Fact]
    public void Any_book_written_as_text_reads_back_equal() =>
        Books.Any.Sample(book =>
        {
            var reading = FinanceReader.Read([Grid.OfText(book.ToText())], Books.September);
            Assert.Empty(reading.Faults.Where(fault => fault.IsFatal));
            Assert.Equal(book, reading.Book);
            Assert.True(reading.Book!.Balances);
        });

    [Fact]
    public void Any_book_written_as_a_ledger_with_merged_heads_reads_back_equal() =>
        Gen.Select(Books.Any, Books.Habit, Gen.Int[0, 3])
            .Sample((book, habit, titles) => ReadsBack(Cash(book), Books.Ledger(book, habit, titles)));

    [Fact]
    public void Any_book_written_as_a_board_of_two_sides_reads_back_equal() =>
        Gen.Select(Books.Any, Books.Habit, Gen.Int[0, 3])
            .Sample(
                (any, habit, titles) =>
                {
                    var book = Cash(any) with { Income = Items(any.Income), Expense = Items(any.Expense) };
                    ReadsBack(book, Books.Board(book, habit, titles));
                }
            );

    [Fact]
    public void Any_book_written_on_sheets_of_its_own_reads_back_equal() =>
        Gen.Select(Books.Any, Books.Habit, Gen.Int[0, 3])
            .Sample((book, habit, titles) => ReadsBack(Cash(book), Books.Apart(book, habit, titles)));

    [Fact]
    public void A_single_amount_changed_is_named_by_the_cell_of_its_line_its_total_or_its_balance() =>
        Gen.Select(
                Books.Any.Where(book => book.Income.Length + book.Expense.Length > 0),
                Gen.Int[0, 2],
                Gen.Int[0, 10_000],
                Gen.Long[1, 999_99],
                Gen.Bool
            )
            .Sample(
                (book, layout, pick, fen, more) =>
                {
                    SheetToWrite[] sheets = layout switch
                    {
                        0 => [Books.Ledger(book, Yuan.Text, 1)],
                        1 => [Books.Board(Cash(book) with { Income = Items(book.Income), Expense = Items(book.Expense) }, Yuan.Text, 1)],
                        _ => Books.Apart(book, Yuan.Text, 1),
                    };
                    var grids = sheets
                        .Select(sheet => new Grid(sheet.Name, [.. sheet.Rows.Select(row => row.Select(AsTyped).ToImmutableArray())]))
                        .ToArray();
                    var sums = (
                        from sheet in Enumerable.Range(0, grids.Length)
                        from row in Enumerable.Range(0, grids[sheet].Rows.Length)
                        from column in Enumerable.Range(0, grids[sheet].Rows[row].Length)
                        where grids[sheet][row, column].Text is [.., '.', _, _]
                        select (sheet, row, column)
                    ).ToArray();
                    var (at, line, place) = sums[pick % sums.Length];
                    var was = Yuan.Read(grids[at][line, place].Text)!.Value;
                    var changed = grids.ToArray();
                    changed[at] = grids[at] with
                    {
                        Rows = grids[at]
                            .Rows.SetItem(line, grids[at].Rows[line].SetItem(place, new(Yuan.Text(was + (more ? fen : -fen) / 100m)))),
                    };

                    var before = FinanceReader.Read(grids, Books.September);
                    Assert.NotNull(before.Book);
                    var reading = FinanceReader.Read(changed, Books.September);
                    Assert.Null(reading.Book);
                    // Its own cell, the balance beside it or below it, or a sum that takes it in; never a sum above it.
                    Assert.Contains(
                        reading.Faults,
                        fault =>
                            fault.IsFatal
                            && fault.Message.Contains(fault.Cell, StringComparison.Ordinal)
                            && (
                                fault.Sheet == grids[at].Name && int.Parse(fault.Cell.AsSpan(1)) >= line + 1
                                || fault.Sheet == "总表" && fault.Cell.EndsWith('3')
                            )
                    );
                }
            );

    [Fact]
    public void A_book_that_does_not_add_up_says_so()
    {
        var book = new FinanceBook(Books.September, 100m, 150m) { Income = [new("租金", "", 50m)] };
        Assert.True(book.Balances);
        Assert.False((book with { Closing = 151m }).Balances);
        Assert.False((book with { Assets = [new("货币资金", new(1, 1, 0, 3))] }).Balances);
        Assert.False((book with { Debts = [new(true, "某厂", "", new(1, 0, 1, 1))] }).Balances);
    }

    private static GridCell AsTyped(object? value) =>
        new(
            value switch
            {
                null => "",
                DateOnly day => $"{day:yyyy-MM-dd}",
                Number number => $"{number.Value}",
                var text => (string)text,
            }
        );

    private static FinanceBook Cash(FinanceBook book) => book with { Assets = [], Debts = [] };

    /// <summary>A board lists items and sums, no more.</summary>
    private static ImmutableArray<FinanceLine> Items(ImmutableArray<FinanceLine> lines) =>
        [.. lines.Select(line => new FinanceLine("", line.Summary, line.Amount))];

    private static void ReadsBack(FinanceBook book, params SheetToWrite[] sheets)
    {
        var file = ExcelFile.Read(SheetWriter.Xlsx(sheets), "九月.xlsx").Value!;
        var reading = FinanceReader.Read(file.Grids, Books.September);
        Assert.Empty(reading.Faults.Where(fault => fault.IsFatal));
        Assert.Equal(book, reading.Book);
    }
}
