using System.Diagnostics;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.TaskLists;

namespace Cunju.Bench;

/// <summary>What a district's first view is made of, step by step: the rows read, made records, indexed and judged; the first time and again.</summary>
public static class Reading
{
    /// <summary>Measures on a made demo; nothing is written but what opening brings up to date.</summary>
    public static async Task Run(string folder)
    {
        var cell = await new SqliteStore(folder, Bare.District).Open(
            DataFolder.Read(DataFolder.Shipped),
            TimeProvider.System,
            CancellationToken.None
        );
        await using var db = cell.Open();
        var register = await cell.Register(db, CancellationToken.None);
        var list = cell.ListOn(cell.Today);
        for (var round = 1; round <= 3; round++)
        {
            var rows = await Timed("rows", () => SightReader.Read(db, list.LooksAt, null, CancellationToken.None));
            var records = await Timed("records", () => Task.FromResult(rows.ToRecords().ToArray()));
            var book = await Timed("book", () => Task.FromResult(new RecordBook(records)));
            var boards = await Timed(
                "boards",
                () =>
                    Task.FromResult(
                        register
                            .All.Select(unit => Evaluator.Evaluate(list, register, unit, book, new(cell.Today, null, cell.Since)))
                            .ToArray()
                    )
            );
            Console.WriteLine($"  {rows.Count} rows, {boards.Sum(board => board.Lanes.Length)} lanes");
        }
    }

    private static async Task<T> Timed<T>(string what, Func<Task<T>> work)
    {
        using var self = Process.GetCurrentProcess();
        var (start, cpu) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime);
        var result = await work();
        self.Refresh();
        Console.WriteLine(
            $"{what, -10} {Stopwatch.GetElapsedTime(start).TotalMilliseconds, 8:0} ms {(self.TotalProcessorTime - cpu).TotalMilliseconds, 8:0} ms of processor"
        );
        return result;
    }
}
