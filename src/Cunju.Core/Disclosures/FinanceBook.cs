using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Cunju.Core.Disclosures;

/// <summary>收支明细: one income or expense of the month, item by item as the rules on open finance ask (农经发〔2011〕13号).</summary>
/// <param name="Summary">摘要: what it was for; empty where the sheet lists categories only.</param>
/// <param name="Item">项目: its category; empty where the sheet has none. One of the two is written.</param>
/// <param name="Amount">Yuan, two decimals, not zero; below zero for a correction in red (红字冲销).</param>
/// <param name="Day">The day, if the sheet gives it.</param>
/// <param name="Voucher">凭证号, as written; may be empty.</param>
/// <param name="Handler">经手、证明、审批: as written; may be empty.</param>
public sealed record FinanceLine(
    string Summary,
    string Item,
    decimal Amount,
    DateOnly? Day = null,
    string Voucher = "",
    string Handler = ""
);

/// <summary>期初、增、减、期末: how a sum moved over the month, in yuan.</summary>
public readonly record struct Movement(decimal Opening, decimal Increase, decimal Decrease, decimal Closing)
{
    /// <summary>What the closing must be: opening and increase less decrease.</summary>
    public decimal Due => Opening + Increase - Decrease;

    /// <summary>Whether it adds up.</summary>
    public bool Balances => Closing == Due;
}

/// <summary>资产: one asset and how it moved over the month.</summary>
public sealed record FinanceAsset(string Name, Movement Movement);

/// <summary>债权债务: what somebody owes the village (债权), or the village owes (债务), and how it moved over the month.</summary>
/// <param name="IsClaim">Whether the village is owed.</param>
/// <param name="Party">The other side, as it may be shown.</param>
/// <param name="Reason">事由; may be empty.</param>
/// <param name="Movement">How it moved.</param>
public sealed record FinanceDebt(bool IsClaim, string Party, string Reason, Movement Movement);

/// <summary>财务公开: the books of one month as residents read them. The books themselves are kept elsewhere (三资、村账); this is what was imported and adds up.</summary>
/// <param name="Month">The month of the books, by its first day. October's lane publishes September's books.</param>
/// <param name="Opening">上月结转, yuan.</param>
/// <param name="Closing">本月结余, yuan: the opening and all income less all expense.</param>
public sealed record FinanceBook(DateOnly Month, decimal Opening, decimal Closing)
{
    /// <summary>收入, in the order of the sheet.</summary>
    public ImmutableArray<FinanceLine> Income { get; init; } = [];

    /// <summary>支出, in the order of the sheet.</summary>
    public ImmutableArray<FinanceLine> Expense { get; init; } = [];

    /// <summary>资产; empty when the sheet shows none.</summary>
    public ImmutableArray<FinanceAsset> Assets { get; init; } = [];

    /// <summary>债权债务; empty when the sheet shows none.</summary>
    public ImmutableArray<FinanceDebt> Debts { get; init; } = [];

    /// <summary>The money of the month as one movement: its increase is all income, its decrease all expense.</summary>
    public Movement Cash => new(Opening, Income.Sum(line => line.Amount), Expense.Sum(line => line.Amount), Closing);

    /// <summary>Whether everything in it adds up; a book that does not is never shown.</summary>
    public bool Balances => Cash.Balances && Assets.All(asset => asset.Movement.Balances) && Debts.All(debt => debt.Movement.Balances);

    /// <summary>Two books are equal when they say the same, line by line.</summary>
    public bool Equals(FinanceBook? other) =>
        other is not null
        && (Month, Opening, Closing) == (other.Month, other.Opening, other.Closing)
        && Income.SequenceEqual(other.Income)
        && Expense.SequenceEqual(other.Expense)
        && Assets.SequenceEqual(other.Assets)
        && Debts.SequenceEqual(other.Debts);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Month, Opening, Closing, Income.Length, Expense.Length);

    /// <summary>The book as a person would paste it out of a sheet: cells between tabs, one section below another. <see cref="FinanceReader"/> reads it back equal.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Row($"{Month.Year}年{Month.Month}月财务公开");
        Row("上月结转", Sum(Opening));
        Lines("收入", Income);
        Lines("支出", Expense);
        Section("资产", ["资产名称", .. MovementHeads], Assets.Select(asset => new[] { asset.Name }.Concat(Sums(asset.Movement))));
        Section(
            "债权债务",
            ["类别", "单位或个人", "事由", .. MovementHeads],
            Debts.Select(debt => new[] { debt.IsClaim ? "债权" : "债务", debt.Party, debt.Reason }.Concat(Sums(debt.Movement)))
        );
        Row("本月结余", Sum(Closing));
        return text.ToString();

        void Lines(string side, ImmutableArray<FinanceLine> lines) =>
            Section(
                side,
                ["日期", "凭证号", "摘要", "项目", $"{side}金额", "经手人"],
                lines.Select(line =>
                    (IEnumerable<string>)
                        [
                            line.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                            line.Voucher,
                            line.Summary,
                            line.Item,
                            Sum(line.Amount),
                            line.Handler,
                        ]
                )
            );

        void Section(string title, string[] heads, IEnumerable<IEnumerable<string>> rows)
        {
            var all = rows.ToArray();
            if (all.Length > 0)
            {
                Row(title);
                Row(heads);
                foreach (var row in all)
                {
                    Row([.. row]);
                }
            }
        }

        void Row(params ReadOnlySpan<string> cells) => text.AppendJoin('\t', cells).Append('\n');
    }

    private static readonly string[] MovementHeads = ["期初", "增加", "减少", "期末"];

    private static IEnumerable<string> Sums(Movement movement) =>
        [Sum(movement.Opening), Sum(movement.Increase), Sum(movement.Decrease), Sum(movement.Closing)];

    private static string Sum(decimal sum) => sum.ToString("0.00", CultureInfo.InvariantCulture);
}
