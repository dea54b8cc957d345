using System.Globalization;
using Cunju.Core.Disclosures;

namespace Cunju.App.Demo;

/// <summary>账: a unit's money from month to month. Each month begins with what the one before left, and everything adds up.</summary>
public sealed class Cashbook
{
    private const decimal LeastLeft = 1_000m;

    private readonly Stage stage;
    private readonly Draw draw;
    private readonly FinanceAsset[] assets;
    private readonly Topic debtor;
    private decimal left;
    private decimal owed;

    /// <summary>The book of a unit before its first month.</summary>
    public Cashbook(Stage stage)
    {
        this.stage = stage;
        draw = stage.Draw("cashbook");
        left = draw.Between(120, 860) * 100m;
        HashSet<string> had = [];
        assets =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(_ => Line("资产", 1, had))
                .Select(asset => new FinanceAsset(asset.Subject, new(Yuan(asset), 0m, 0m, Yuan(asset)))),
        ];
        debtor = Line("债权", 1, had);
        owed = Yuan(debtor);
    }

    /// <summary>The next month's books; months are asked for in their order.</summary>
    public FinanceBook Of(DateOnly month)
    {
        HashSet<string> had = [];
        var funds = Line(stage.IsVillage(month) ? "村级组织运转经费" : "社区工作经费");
        Topic[] income = [funds, .. Lines("收入", draw.Between(1, 2))];
        var opening = left;
        left += income.Sum(Yuan);
        var expense = new List<FinanceLine>();
        foreach (var spent in Lines("支出", draw.Between(4, 6)))
        {
            if (left - Yuan(spent) >= LeastLeft)
            {
                left -= Yuan(spent);
                expense.Add(new(spent.Subject, spent.Talk, Yuan(spent), Day(expense.Count), $"记-{expense.Count + 1}"));
            }
        }

        // What is owed shrinks by a twelfth, in whole yuan.
        var before = owed;
        var paid = decimal.Floor(before / 12);
        owed -= paid;
        return new(month, opening, left)
        {
            Income = [.. income.Select(line => new FinanceLine(line.Subject, line.Talk, Yuan(line)))],
            Expense = [.. expense],
            Assets = [.. assets],
            Debts = [new(true, debtor.Subject, debtor.Talk, new(before, 0m, paid, owed))],
        };

        Topic Line(string named)
        {
            had.Add(named);
            return stage.Topics.PickNamed("收入", named, stage.KindOn(month), draw);
        }

        Topic[] Lines(string kind, int many) => [.. Enumerable.Range(0, many).Select(_ => this.Line(kind, month.Month, had))];

        DateOnly Day(int place) => month.AddDays(2 + (place * 4));
    }

    private Topic Line(string kind, int month, HashSet<string> had) =>
        stage.Topics.Pick(kind, stage.KindOn(new(Stage.Year, month, 1)), month, draw, had);

    private static decimal Yuan(Topic line) => decimal.Parse(line.Result, CultureInfo.InvariantCulture);
}
