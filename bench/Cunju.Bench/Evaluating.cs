using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.Bench;

/// <summary>Evaluates one unit and the whole district against the list of 2023, beside a plain sum over the same records.</summary>
public static class Evaluating
{
    /// <summary>Prints the table.</summary>
    public static void Run()
    {
        var data = DataFolder.Read(DataFolder.Shipped);
        var list = data.Lists.First(candidate => candidate.Year == 2023);
        var register = UnitFile.Read(File.ReadAllText(Path.Combine(DataFolder.Shipped, "places", "500112.tsv")), new("500112.tsv"));
        var books = register.All.ToDictionary(unit => unit.Id, unit => YearOfRecords.Of(unit, 2023).ToArray());
        var whole = books.Values.SelectMany(records => records).ToArray();
        var village = register.All.First(unit => unit.KindOn(new(2023, 1, 1)) == UnitKind.Village);
        var own = books[village.Id];
        var book = new RecordBook(own);
        var at = new Occurrence(new(2023, 10, 12));
        var each = register
            .All.Select(unit =>
                (
                    Unit: unit,
                    Book: new RecordBook(
                        unit.Id.Length == 9
                            ? whole.Where(record => record.Unit.StartsWith(unit.Id, StringComparison.Ordinal))
                            : books[unit.Id]
                    )
                )
            )
            .ToArray();

        var lanes = 0;
        long sum = 0;
        var sumUnit = Best.Of(() => sum += Sum(own));
        var index = Best.Of(() => sum += new RecordBook(own).All.Length);
        var evaluate = Best.Of(() => lanes = Evaluator.Evaluate(list, register, village, book, at).Lanes.Length);
        var explain = Best.Of(() => _ = Explainer.Explain(list, register, village, book, at, list.Find("consult.quarterly")!));
        var sumAll = Best.Of(() => sum += Sum(whole), 20);
        var evaluateAll = Best.Of(
            () =>
            {
                foreach (var (unit, unitBook) in each)
                {
                    lanes += Evaluator.Evaluate(list, register, unit, unitBook, at).Lanes.Length;
                }
            },
            20
        );
        var districtLanes = each.Sum(pair => Evaluator.Evaluate(list, register, pair.Unit, pair.Book, at).Lanes.Length);

        Console.WriteLine(
            $"one village: {own.Length} records, {list.Obligations.Length} obligations, {Evaluator.Evaluate(list, register, village, book, at).Lanes.Length} lanes"
        );
        Console.WriteLine($"  plain sum over its records   {Best.Say(sumUnit), 12}   1.0 x");
        Console.WriteLine($"  index its records            {Best.Say(index), 12}   {index / sumUnit, 6:0.0} x");
        Console.WriteLine(
            $"  evaluate                     {Best.Say(evaluate), 12}   {evaluate / sumUnit, 6:0.0} x   {evaluate.TotalNanoseconds / own.Length:0} ns a record"
        );
        Console.WriteLine($"  explain one obligation       {Best.Say(explain), 12}   {explain / sumUnit, 6:0.0} x");
        Console.WriteLine("  the dearest obligations alone:");
        foreach (
            var (obligation, took) in list
                .Obligations.Select(obligation =>
                    (
                        obligation,
                        Best.Of(() => _ = Evaluator.Evaluate(list with { Obligations = [obligation] }, register, village, book, at), 3)
                    )
                )
                .OrderByDescending(pair => pair.Item2)
                .Take(6)
        )
        {
            Console.WriteLine($"    {obligation.Id, -26} {Best.Say(took), 12}");
        }

        Console.WriteLine($"district: {register.All.Length} units, {whole.Length} records, {districtLanes} lanes");
        Console.WriteLine($"  plain sum over all records   {Best.Say(sumAll), 12}   1.0 x");
        Console.WriteLine(
            $"  evaluate every unit          {Best.Say(evaluateAll), 12}   {evaluateAll / sumAll, 6:0.0} x   {evaluateAll.TotalMicroseconds / register.All.Length:0} µs a unit"
        );
        Console.WriteLine($"(sum {sum != 0})");
    }

    // Touches what the counting must touch at least: kind, both days.
    private static long Sum(Record[] records)
    {
        long sum = 0;
        foreach (var record in records)
        {
            sum += record.On.DayNumber + record.KnownFrom.DayNumber + record.Kind.Length;
        }

        return sum;
    }
}
