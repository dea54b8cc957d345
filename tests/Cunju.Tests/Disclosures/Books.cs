using System.Globalization;
using CsCheck;
using Cunju.Core.Disclosures;

namespace Cunju.Tests.Disclosures;

/// <summary>Books by chance, and the sheets in which villages would show them.</summary>
public static class Books
{
    public static readonly DateOnly September = new(2023, 9, 1);

    private static readonly Gen<string> Words = Gen.Frequency(
        (3, OneOf("办公用品", "村道清扫人工费", "集体土地租金", "自来水费", "慰问困难群众", "上级补助", "会议室维修")),
        (1, Gen.Char['一', '龥'].Array[2, 9].Select(letters => $"购{new string(letters)}"))
    );

    private static readonly Gen<decimal> Sums = Gen.Frequency(
        (6, Gen.Long[1, 99_999_99].Select(fen => fen / 100m)),
        (1, Gen.Long[1, 5_000_00].Select(fen => -fen / 100m)),
        (1, Gen.Long[1_000_000_00, 999_999_999_99].Select(fen => fen / 100m))
    );

    private static readonly Gen<FinanceLine> Line =
        from summary in Words
        from item in Gen.OneOf(Gen.Const(""), Words)
        from sum in Sums
        from day in Gen.Int[0, 30]
        from voucher in Gen.Int[0, 40]
        from handler in OneOf("", "王某", "李某、赵某")
        select new FinanceLine(
            summary,
            item,
            sum,
            day == 0 ? null : September.AddDays(day - 1),
            voucher == 0 ? "" : $"记-{voucher}",
            handler
        );

    private static readonly Gen<Movement> Moved =
        from opening in Sums
        from increase in Gen.Long[0, 99_999_99]
        from decrease in Gen.Long[0, 99_999_99]
        select new Movement(opening, increase / 100m, decrease / 100m, opening + increase / 100m - decrease / 100m);

    /// <summary>Any book that adds up.</summary>
    public static readonly Gen<FinanceBook> Any =
        from opening in Sums
        from income in Line.Array[0, 12]
        from expense in Line.Array[0, 12]
        from assets in Gen.Select(Words, Moved, (name, moved) => new FinanceAsset(name, moved)).Array[0, 4]
        from debts in Gen.Select(
            Gen.Bool,
            Words,
            Gen.OneOf(Gen.Const(""), Words),
            Moved,
            (claim, party, reason, moved) => new FinanceDebt(claim, party, reason, moved)
        ).Array[0, 4]
        select new FinanceBook(September, opening, opening + income.Sum(line => line.Amount) - expense.Sum(line => line.Amount))
        {
            Income = [.. income],
            Expense = [.. expense],
            Assets = [.. assets],
            Debts = [.. debts],
        };

    /// <summary>A number as some village would type or format it.</summary>
    public static readonly Gen<Func<decimal, object>> Habit = OneOf<Func<decimal, object>>(
        sum => new Number(sum),
        sum => new Number(sum, Shown.Thousands),
        sum => new Number(sum, Shown.Yuan),
        sum => (double)sum,
        sum => Yuan.Text(sum),
        sum => $"￥{Yuan.Text(sum)} 元",
        sum => sum < 0 ? $"（{Yuan.Text(-sum)}）" : sum.ToString("0.00", CultureInfo.InvariantCulture),
        sum => string.Concat(Yuan.Text(sum).Select(letter => letter is >= '!' and <= '~' ? (char)(letter + 0xFEE0) : letter))
    );

    /// <summary>收支逐笔公开榜: one sheet, a head of two rows with merged cells, running balances.</summary>
    public static SheetToWrite Ledger(FinanceBook book, Func<decimal, object> sum, int titles)
    {
        var rows = Titled(titles);
        var at = rows.Count;
        rows.Add(["日期", "凭证号", "摘要", "类别", "金额（元）", null, "余额", "经手人", "备注"]);
        rows.Add([null, null, null, null, "收入", "支出", null, null, null]);
        rows.Add([null, null, "上月结转", null, null, null, sum(book.Opening), null, null]);
        var balance = book.Opening;
        foreach (var (line, isIncome) in book.Income.Select(line => (line, true)).Concat(book.Expense.Select(line => (line, false))))
        {
            balance += isIncome ? line.Amount : -line.Amount;
            rows.Add([
                line.Day is { } day ? day : null,
                line.Voucher,
                line.Summary,
                line.Item,
                isIncome ? sum(line.Amount) : null,
                isIncome ? null : sum(line.Amount),
                sum(balance),
                line.Handler,
                null,
            ]);
        }

        rows.Add([]);
        rows.Add(["本月合计", null, null, null, sum(book.Cash.Increase), sum(book.Cash.Decrease), sum(book.Closing), null, null]);
        rows.Add(["制表：镇会计服务中心", null, null, "监委会成员签字：", null, null, null, null, null]);
        return new(
            "收支表",
            [.. rows],
            [
                .. Enumerable.Range(0, titles).Select(row => $"A{row + 1}:I{row + 1}"),
                .. "ABCDGHI".Select(column => $"{column}{at + 1}:{column}{at + 2}"),
                $"E{at + 1}:F{at + 1}",
                $"A{rows.Count - 1}:D{rows.Count - 1}",
            ]
        );
    }

    /// <summary>财务公开榜: income on the left, expense on the right, and both sides come to the same.</summary>
    public static SheetToWrite Board(FinanceBook book, Func<decimal, object> sum, int titles)
    {
        var rows = Titled(titles);
        rows.Add(["收入", null, null, "支出", null, null]);
        rows.Add(["行次", "项目", "本月数", "行次", "项目", "本月数"]);
        rows.Add([null, "上月结转", sum(book.Opening), null, null, null]);
        for (var i = 0; i < Math.Max(book.Income.Length, book.Expense.Length); i++)
        {
            rows.Add([.. Half(book.Income, i), .. Half(book.Expense, i)]);
        }

        rows.Add([null, null, null, null, "本月结余", sum(book.Closing)]);
        rows.Add([null, "合 计", sum(book.Opening + book.Cash.Increase), null, "合 计", sum(book.Cash.Decrease + book.Closing)]);
        return new(
            "公开榜",
            [.. rows],
            [
                .. Enumerable.Range(0, titles).Select(row => $"A{row + 1}:F{row + 1}"),
                $"A{titles + 1}:C{titles + 1}",
                $"D{titles + 1}:F{titles + 1}",
            ]
        );

        object?[] Half(IReadOnlyList<FinanceLine> lines, int at) =>
            at < lines.Count ? [new Number(at + 1), lines[at].Item, sum(lines[at].Amount)] : [null, null, null];
    }

    /// <summary>A sheet for income, one for expense, with subtotals, and one with the four sums of the month.</summary>
    public static SheetToWrite[] Apart(FinanceBook book, Func<decimal, object> sum, int titles)
    {
        return
        [
            new(
                "总表",
                [
                    .. Titled(titles),
                    ["上月结转", "本月收入", "本月支出", "本月结余"],
                    [sum(book.Opening), sum(book.Cash.Increase), sum(book.Cash.Decrease), sum(book.Closing)],
                ]
            ),
            Side("收入明细", [.. book.Income]),
            Side("支出明细", [.. book.Expense]),
        ];

        SheetToWrite Side(string name, FinanceLine[] lines)
        {
            List<object?[]> rows = [.. Titled(titles), ["日期", "凭证字号", "事由", "项目", "金额", "经手人"]];
            foreach (var (at, line) in lines.Index())
            {
                rows.Add([line.Day is { } day ? day : null, line.Voucher, line.Summary, line.Item, sum(line.Amount), line.Handler]);
                if (at == 4)
                {
                    rows.Add([null, null, "小计", null, sum(lines.Take(5).Sum(before => before.Amount)), null]);
                }
            }

            rows.Add(["合计", null, null, null, sum(lines.Sum(line => line.Amount)), null]);
            return new(name, [.. rows]);
        }
    }

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static List<object?[]> Titled(int titles) =>
        [
            .. (
                (object?[][])
                    [
                        ["玉峰山村2023年9月财务公开榜"],
                        ["渝北区玉峰山镇玉峰山村民委员会　单位：元"],
                        ["填报日期：2023年10月8日"],
                    ]
            ).Take(titles),
        ];
}
