using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Storage;

public sealed class CellStoreTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_cell_is_made_once_and_opened_as_it_was_made(Engine engine)
    {
        var (store, remove) = await TestCell.NewStore(engine);
        var missing = await Assert.ThrowsAsync<CellException>(() => Open(store));
        Assert.Contains("cunju init", missing.Message);

        await store.Create(practice: true, new(2023, 1, 1), CancellationToken.None);
        await Assert.ThrowsAsync<CellException>(() => store.Create(false, new(2024, 1, 1), CancellationToken.None));
        var cell = await Open(store);
        Assert.True(cell.Practice);
        Assert.Equal(new(2023, 1, 1), cell.Since);
        Assert.Equal("500112", cell.District);
        await remove();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_migrations_say_what_the_model_says(Engine engine)
    {
        var (store, remove) = await TestCell.NewStore(engine);
        await using (var db = store.Connect())
        {
            Assert.SkipUnless(db.Database.GetMigrations().Any(), "There is no migration yet: ./migrations First makes it.");
            Assert.False(db.Database.HasPendingModelChanges(), "The model changed: ./migrations NAME.");
        }

        await remove();
    }

    [Fact]
    public async Task Two_districts_live_in_one_database_side_by_side()
    {
        var connection = await PostgresServer.NewDatabase();
        foreach (var district in (string[])["500112", "500113"])
        {
            await new PostgresStore(connection, district).Create(false, new(2023, 1, 1), CancellationToken.None);
        }

        Assert.Equal("500113", (await Open(new PostgresStore(connection, "500113"))).District);
        var several = await Assert.ThrowsAsync<CellException>(() => PostgresStore.Only(connection, CancellationToken.None));
        Assert.Contains("d500112、d500113", several.Message);
        await PostgresServer.Drop(connection);
    }

    [Fact]
    public async Task Every_connection_to_SQLite_waits_for_the_disk()
    {
        await using var cell = await TestCell.Create();
        await using var db = cell.Cell.Open();
        Assert.Equal("wal", await Pragma(db, "journal_mode"));
        Assert.Equal("2", await Pragma(db, "synchronous")); // FULL
        Assert.Equal("30000", await Pragma(db, "busy_timeout"));
        Assert.Equal("1", await Pragma(db, "foreign_keys"));
    }

    [Fact]
    public async Task A_transaction_on_SQLite_holds_the_write_lock_from_its_first_moment()
    {
        await using var cell = await TestCell.Create();
        await using var first = cell.Cell.Open();
        await using var second = cell.Cell.Open();
        await using var transaction = await first.Database.BeginTransactionAsync();
        await second.Database.OpenConnectionAsync();
        ((Microsoft.Data.Sqlite.SqliteConnection)second.Database.GetDbConnection()).DefaultTimeout = 1;
        await second.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0");
        var busy = await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => second.Database.BeginTransactionAsync());
        Assert.Equal(5, busy.SqliteErrorCode);
    }

    private static Task<Cell> Open(CellStore store) => store.Open(TestCell.Data, TimeProvider.System, CancellationToken.None);

    private static async Task<string?> Pragma(CunjuDb db, string name)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
