namespace Cunju.Core.Disclosures;

/// <summary>Reads a table of assets or debts: opening, increase, decrease, closing, row by row.</summary>
internal static class FinanceMovements
{
    public static void Read(FinanceTable table, bool owed, FinanceDraft draft)
    {
        var claim = table.SideOf(Side.Claim, Side.Liability);
        var (total, part) = (new Movement(), new Movement());
        for (var row = table.HeadRow + 1; row <= table.Last; row++)
        {
            var words = table
                .Columns.Where(column => !column.Value.IsSum)
                .Select(column => table.Grid[row, column.Key].Text)
                .Where(word => word.Length > 0)
                .ToArray();
            var label = words.Select(FinanceWords.LabelOf).FirstOrDefault(label => label is not null);
            if (label is Label.Opening or Label.Closing)
            {
                draft.ReadLoose(table.Grid, row);
                continue;
            }

            var hasSum = table.Columns.Any(column => column.Value.IsSum && Yuan.Read(table.Grid[row, column.Key].Text) is not null);
            if (!hasSum && (words.Length == 0 || table.Grid.Rows[row].Any(cell => FinanceWords.IsFoot(cell.Text))))
            {
                continue;
            }

            var movement = new Movement(Sum(Field.Opening), Sum(Field.Increase), Sum(Field.Decrease), Sum(Field.Closing));
            if (label is { } kind)
            {
                CheckTotal(table, row, kind == Label.Subtotal ? part : total, kind == Label.Subtotal ? "小计" : "合计", movement, draft);
                part = kind == Label.Subtotal ? new() : part;
                continue;
            }

            if (!hasSum)
            {
                // A row of words alone heads the rows below it (一、债权).
                claim = string.Concat(words) is var heading ? FinanceWords.SideIn(heading, Side.Claim, Side.Liability) ?? claim : claim;
                continue;
            }

            (total, part) = (Plus(total, movement), Plus(part, movement));
            if (!movement.Balances)
            {
                var cell = table.PlaceOf(Field.Closing)!.Value;
                draft.Fault(
                    table.Grid,
                    Grid.Address(row, cell),
                    $"期末写的是 {Yuan.Text(movement.Closing)}，期初 {Yuan.Text(movement.Opening)} 加增加 {Yuan.Text(movement.Increase)} 减减少 {Yuan.Text(movement.Decrease)} 应是 {Yuan.Text(movement.Due)}，{FinanceDraft.Apart(movement.Closing, movement.Due)}；请改这一行。"
                );
            }

            Add(row, movement);

            decimal Sum(Field field)
            {
                var sum = 0m;
                foreach (var (column, head) in table.Columns.Where(column => MeaningOf(column.Value) == field))
                {
                    sum += draft.Sum(table.Grid, row, column) ?? 0;
                }

                return sum + 0.00m;
            }
        }

        void Add(int row, Movement movement)
        {
            var place = Grid.Address(row, table.Columns.Keys.First());
            var (name, item) = (draft.Words(table, row, Field.Name), draft.Words(table, row, Field.Item));
            var (party, reason) = (draft.Words(table, row, Field.Party), draft.Words(table, row, Field.Summary));
            if (!owed)
            {
                var asset = new[] { name, item, reason }.FirstOrDefault(word => word.Length > 0, "");
                RequireName(asset, place, "资产名称");
                draft.Assets.Add(new(asset, movement));
                return;
            }

            var side = FinanceWords.SideIn(item, Side.Claim, Side.Liability) ?? claim;
            if (side is null)
            {
                draft.Fault(table.Grid, place, "看不出是债权还是债务；请加一列“类别”，写“债权”或“债务”。");
            }

            var kind = FinanceWords.SideIn(item, Side.Claim, Side.Liability) is null ? item : "";
            var who = new[] { party, name, kind }.FirstOrDefault(word => word.Length > 0, "");
            RequireName(who, place, "单位或个人");
            draft.Debts.Add(new(side == Side.Claim, who, reason, movement));
        }

        void RequireName(string name, string place, string what)
        {
            if (name.Length == 0)
            {
                draft.Fault(table.Grid, place, $"有金额，没有写{what}；请补上。");
            }
        }
    }

    // 上月结转|收入|支出|结余 by account is a movement too.
    private static Field MeaningOf(Head head) =>
        head switch
        {
            { Field: Field.Amount, Side: Side.Income } => Field.Increase,
            { Field: Field.Amount, Side: Side.Expense } => Field.Decrease,
            _ => head.Field,
        };

    private static Movement Plus(Movement one, Movement other) =>
        new(one.Opening + other.Opening, one.Increase + other.Increase, one.Decrease + other.Decrease, one.Closing + other.Closing);

    private static void CheckTotal(FinanceTable table, int row, Movement due, string word, Movement written, FinanceDraft draft)
    {
        foreach (var (column, head) in table.Columns.Where(column => column.Value.IsSum))
        {
            var (says, should) = MeaningOf(head) switch
            {
                Field.Opening => (written.Opening, due.Opening),
                Field.Increase => (written.Increase, due.Increase),
                Field.Decrease => (written.Decrease, due.Decrease),
                _ => (written.Closing, due.Closing),
            };
            if (says != should)
            {
                draft.Fault(
                    table.Grid,
                    Grid.Address(row, column),
                    $"{word}写的是 {Yuan.Text(says)}，上面各行相加是 {Yuan.Text(should)}，{FinanceDraft.Apart(says, should)}；请改{word}或查漏项。"
                );
            }
        }
    }
}
