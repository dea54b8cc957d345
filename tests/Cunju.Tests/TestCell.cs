using System.Collections.Immutable;
using Cunju.App;
using Cunju.App.Registry;
using Cunju.App.Storage;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;
using Cunju.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests;

/// <summary>The two engines; most storage tests run on both.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>渝北区 in a real store, for practice, with a clock the test sets.</summary>
/// <example><code>
/// await using var cell = await TestCell.Create("2023-10-12");
/// var clerk = cell.Everyone(TestCell.Village);            // an actor who holds every permission there is
/// var done = await cell.Does(clerk, Meetings.Table, TestCell.Village, null, new RecordMeeting { … });
/// var meeting = await cell.Find&lt;Meeting&gt;(done.Key);
/// </code></example>
public sealed class TestCell : IAsyncDisposable
{
    /// <summary>渝北区.</summary>
    public const string District = "500112";

    /// <summary>玉峰山镇.</summary>
    public const string Township = "500112129";

    /// <summary>石岩村, under 玉峰山镇.</summary>
    public const string Village = "500112129202";

    /// <summary>环山村, under 玉峰山镇.</summary>
    public const string OtherVillage = "500112129203";

    /// <summary>石坪社区, under 玉峰山镇.</summary>
    public const string Community = "500112129001";

    private readonly Func<Task> remove;
    private readonly bool notes;

    private TestCell(CellStore store, Cell cell, TestClock clock, bool notes, Func<Task> remove)
    {
        this.notes = notes;
        Store = store;
        Cell = cell;
        Clock = clock;
        Desk = new(cell);
        this.remove = remove;
    }

    /// <summary>Where it lies.</summary>
    public CellStore Store { get; }

    /// <summary>The opened cell.</summary>
    public Cell Cell { get; }

    /// <summary>The clock under it.</summary>
    public TestClock Clock { get; }

    /// <summary>The writer.</summary>
    public Desk Desk { get; }

    /// <summary>A cell with the units of 渝北区 and nothing else, on that day.</summary>
    /// <param name="today">The day, nine in the morning in China.</param>
    /// <param name="engine">SQLite in a temporary folder, or a database of the tests' own PostgreSQL server.</param>
    /// <param name="notes">Whether it also has the tests' own small institution, <see cref="Notes"/>.</param>
    /// <param name="since">启用日; the first of January of that year when null.</param>
    public static async Task<TestCell> Create(
        string today = "2023-10-12",
        Engine engine = Engine.Sqlite,
        string? since = null,
        bool notes = false,
        bool few = false
    )
    {
        var clock = TestClock.On(today);
        var (store, remove) = await NewStore(engine);
        await store.Create(practice: true, DateOnly.Parse(since ?? $"{today[..4]}-01-01"), CancellationToken.None);
        var cell = notes ? await Notes.Open(store, clock) : await store.Open(Data, clock, CancellationToken.None);
        var made = new TestCell(store, cell, clock, notes, remove);
        await made.Does(
            made.As(District, PlaceProcedure.Keep),
            PlaceProcedure.Table,
            District,
            null,
            new ImportPlaces
            {
                Rows =
                [
                    .. Units.Value.Where(row => !few || row.Code == District || row.Code.StartsWith(Township, StringComparison.Ordinal)),
                ],
            }
        );
        return made;
    }

    private static readonly Lazy<ImmutableArray<PlaceRow>> Units = new(() =>
        DivisionFiles.FromTsv(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "places", $"{District}.tsv")))
    );

    /// <summary>Opens the same store once more, as a second program would.</summary>
    public Task<Cell> OpenAgain() => notes ? Notes.Open(Store, Clock) : Store.Open(Data, Clock, CancellationToken.None);

    /// <summary>Lists, laws and offices as they are shipped.</summary>
    public static DataFolder Data { get; } = DataFolder.Read(DataFolder.Shipped);

    /// <summary>The procedures of every institution.</summary>
    public static ImmutableArray<IProcedure> Institutions { get; } = [.. Modules.All.SelectMany(module => module.Procedures)];

    /// <summary>An empty place for a cell, and how to remove it again.</summary>
    public static async Task<(CellStore Store, Func<Task> Remove)> NewStore(Engine engine)
    {
        if (engine == Engine.Postgres)
        {
            var connection = await PostgresServer.NewDatabase();
            return (new PostgresStore(connection, District), () => PostgresServer.Drop(connection));
        }

        var folder = Directory.CreateTempSubdirectory("cunju-").FullName;
        return (
            new SqliteStore(folder, District),
            () =>
            {
                SqliteConnection.ClearAllPools();
                Directory.Delete(folder, recursive: true);
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>A person of that organisation with these permissions.</summary>
    public Actor As(string organisation, params Permission[] permissions) =>
        new($"account-{organisation}", organisation, [.. permissions.Select(permission => permission.Id)]);

    /// <summary>A person of that organisation who holds every permission there is.</summary>
    public Actor Everyone(string organisation) =>
        As(
            organisation,
            [
                .. Modules
                    .All.SelectMany(module =>
                        module.Permissions.Concat(
                            module.Procedures.SelectMany(procedure => procedure.Steps.Select(step => step.Permission))
                        )
                    )
                    .Distinct(),
            ]
        );

    /// <summary>A person of that organisation who holds these offices and what they grant, no more.</summary>
    public Actor Office(string organisation, params string[] offices) =>
        new($"account-{organisation}", organisation, Data.Offices.PermissionsOf(offices));

    /// <summary>Asks for an act. <paramref name="number"/> is null for an act that starts a case.</summary>
    public Task<Outcome<Done>> Act(Actor actor, IProcedure procedure, string unit, string? number, Act act) =>
        Desk.Act(procedure, unit, number, act, actor, Luggage.None, CancellationToken.None);

    /// <summary>Asks for an act that must be done.</summary>
    public async Task<Done> Does(Actor actor, IProcedure procedure, string unit, string? number, Act act)
    {
        var outcome = await Act(actor, procedure, unit, number, act);
        Assert.True(outcome.IsDone, string.Join("\n", outcome.Refusals));
        return outcome.Value;
    }

    /// <summary>Asks for an act that must be refused; the refusals' codes.</summary>
    public async Task<ImmutableArray<string>> IsRefused(Actor actor, IProcedure procedure, string unit, string? number, Act act)
    {
        var outcome = await Act(actor, procedure, unit, number, act);
        Assert.False(outcome.IsDone);
        return [.. outcome.Refusals.Select(refusal => refusal.Code)];
    }

    /// <summary>The case as it is stored.</summary>
    public async Task<TCase> Find<TCase>(CaseKey key)
        where TCase : Case
    {
        await using var db = Cell.Open();
        return await db.Set<TCase>().AsNoTracking().SingleAsync(@case => @case.Unit == key.Unit && @case.Number == key.Number);
    }

    /// <summary>The records that stand, oldest first.</summary>
    public async Task<ImmutableArray<RecordRow>> Records()
    {
        await using var db = Cell.Open();
        return [.. await db.Records.AsNoTracking().OrderBy(row => row.Id).ToListAsync()];
    }

    /// <summary>What a verification finds.</summary>
    public async Task<Audited> Verify() => await Audit.Verify(Cell, notes ? Notes.Procedures : Institutions, CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await remove();
}
