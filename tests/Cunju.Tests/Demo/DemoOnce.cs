using System.Collections.Immutable;
using Cunju.App;
using Cunju.App.Demo;
using Cunju.App.Registry;
using Cunju.App.Storage;
using Cunju.Core.Registry;
using Cunju.Tests.Demo;
using Microsoft.Data.Sqlite;
using Xunit;

[assembly: AssemblyFixture(typeof(DemoOnce))]

namespace Cunju.Tests.Demo;

/// <summary>The demo year of 示范镇 and of one real township, made once in a run of the tests and only when a test asks for it.</summary>
/// <example><code>
/// await using var demo = await once.Copy();       // a copy of one's own, on the morning of 12 October 2023
/// await using var app = Composition.Build(demo.Cell, 0);
/// </code></example>
public sealed class DemoOnce : IAsyncDisposable
{
    /// <summary>康美街道: the smallest real township, four communities.</summary>
    public const string Real = "500112022";

    private readonly string folder = Directory.CreateTempSubdirectory("cunju-demo-").FullName;
    private readonly Lazy<Task<SqliteStore>> made;

    public DemoOnce() => made = new(() => Make(folder, 2023, Invented.Township, Real));

    /// <summary>The places of the district.</summary>
    public static ImmutableArray<PlaceRow> Places { get; } =
        DivisionFiles.FromTsv(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "places", $"{TestCell.District}.tsv")));

    /// <summary>The cell, for reading only.</summary>
    public async Task<Cell> Read() => await (await made.Value).Open(TestCell.Data, TestClock.On("2023-10-12"), CancellationToken.None);

    /// <summary>A copy for a test that writes.</summary>
    public async Task<DemoCopy> Copy()
    {
        var own = Directory.CreateTempSubdirectory("cunju-demo-").FullName;
        SqliteStore copy = new(own, TestCell.District);
        File.Copy((await made.Value).File, copy.File);
        var clock = TestClock.On("2023-10-12");
        return new(copy, await copy.Open(TestCell.Data, clock, CancellationToken.None), clock, own);
    }

    /// <summary>Makes a demo year, as the command line does, for a clock that stands on its last morning.</summary>
    public static async Task<SqliteStore> Make(string folder, int seed, params string[] townships)
    {
        SqliteStore store = new(folder, TestCell.District);
        await DemoFile.Make(
            store,
            TestCell.Data,
            Places,
            [.. townships],
            seed,
            TestClock.On("2023-10-12"),
            _ => { },
            CancellationToken.None
        );
        return store;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A demo year of a test's own.</summary>
public sealed class DemoCopy(SqliteStore store, Cell cell, TestClock clock, string folder) : IAsyncDisposable
{
    public SqliteStore Store { get; } = store;

    public Cell Cell { get; } = cell;

    public TestClock Clock { get; } = clock;

    public Desk Desk { get; } = new(cell);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
