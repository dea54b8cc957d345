using System.Diagnostics;
using Cunju.App.Registry;
using Cunju.App.Storage;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;

namespace Cunju.Bench;

/// <summary>A district's cell in a place of its own, for measuring; removed afterwards.</summary>
public static class Bare
{
    /// <summary>渝北区.</summary>
    public const string District = "500112";

    /// <summary>A cell with the units of the district, on a day of the list's year.</summary>
    public static async Task<Cell> NewCell(CellStore store, DateOnly? day = null)
    {
        var ahead = Core.Calendars.ChinaTime.StartOf(day ?? new(2023, 10, 12)).AddHours(9) - TimeProvider.System.GetUtcNow();
        await store.Create(practice: true, new(2023, 1, 1), CancellationToken.None, ahead);
        var cell = await store.Open(DataFolder.Read(DataFolder.Shipped), TimeProvider.System, CancellationToken.None);
        var rows = DivisionFiles.FromTsv(await File.ReadAllTextAsync(Path.Combine(DataFolder.Shipped, "places", $"{District}.tsv")));
        var done = await new App.Desk(cell).Act(
            PlaceProcedure.Table,
            District,
            null,
            new ImportPlaces { Rows = rows },
            Holding(District, PlaceProcedure.Keep),
            App.Luggage.None,
            CancellationToken.None
        );
        return done.IsDone ? cell : throw new InvalidOperationException(done.Refusals[0].Reason);
    }

    /// <summary>Somebody of that organisation with those permissions.</summary>
    public static Actor Holding(string organisation, params Permission[] permissions) =>
        new("bench", organisation, [.. permissions.Select(permission => permission.Id)]);

    /// <summary>How often something can be done in that time by so many at once; each gets its number.</summary>
    public static async Task<double> PerSecond(int atOnce, TimeSpan time, Func<int, int, Task> once)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, atOnce)
                .Select(async who =>
                {
                    var count = 0;
                    while (Stopwatch.GetElapsedTime(start) < time)
                    {
                        await once(who, count++);
                    }

                    return count;
                })
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
