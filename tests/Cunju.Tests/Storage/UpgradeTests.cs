using Cunju.App.Storage;
using Cunju.Core.Filings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Cunju.Tests.Storage;

/// <summary>Data of an older program under a newer one, and the other way round.</summary>
public sealed class UpgradeTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Fact]
    public async Task SQLite_copies_the_file_before_it_brings_the_tables_up_to_date()
    {
        var (store, remove) = await TestCell.NewStore(Engine.Sqlite);
        var pending = await AsTheFirstProgramMadeIt(store);
        var cell = await Open(store);
        Assert.Equal((true, new DateOnly(2023, 1, 1)), (cell.Practice, cell.Since));
        await using (var db = store.Connect())
        {
            Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        }

        var file = ((SqliteStore)store).File;
        var copy = $"{file}.before-{pending[0]}";
        Assert.Equal([file, copy], Directory.GetFiles(Path.GetDirectoryName(file)!, "*.db*").Where(IsWhole).Order());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        }

        // The copy is what was there before: the older program still opens it.
        await using (var before = new SqliteDb(SqliteDb.For(copy, making: true)))
        {
            Assert.Equal(pending, await before.Database.GetPendingMigrationsAsync());
            Assert.Equal(1, await before.Database.SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM cell""").SingleAsync());
        }

        // Nothing is left to do, so nothing is copied again.
        var written = File.GetLastWriteTimeUtc(copy);
        await Open(store);
        Assert.Equal(written, File.GetLastWriteTimeUtc(copy));
        await remove();

        static bool IsWhole(string path) =>
            !path.EndsWith("-wal", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgreSQL_waits_for_migrate()
    {
        var (store, remove) = await TestCell.NewStore(Engine.Postgres);
        var pending = await AsTheFirstProgramMadeIt(store);
        Assert.Contains("cunju migrate", (await Assert.ThrowsAsync<CellException>(() => Open(store))).Message);
        Assert.Equal(pending, await store.Migrate(default));
        Assert.True((await Open(store)).Practice);
        Assert.Empty(await store.Migrate(default));
        await remove();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_filed_before_is_found_by_its_paper(Engine engine)
    {
        var (store, remove) = await TestCell.NewStore(engine);
        await AsTheFirstProgramMadeIt(store);
        await using (var db = store.Connect())
        {
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().Single(name => name.EndsWith("_GivenUpCorrections")));
            var paper = """{"procedure":"disclosures","number":"2023-004","title":"","kind":"","fields":{}}""";
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO filings ("Unit", "Number", "Version", "State", "Paper", "Rounds") VALUES ('500112004018', '2023-001', 1, 'Filed', {paper}, '[]')"""
            );
            await store.Migrate(default);
            Assert.Equal("disclosures/2023-004", await db.Set<Filing>().Select(filing => filing.About).SingleAsync());
        }

        await remove();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Data_of_a_newer_program_are_left_alone(Engine engine)
    {
        var (store, remove) = await TestCell.NewStore(engine);
        await store.Create(practice: true, new(2023, 1, 1), default);
        await using (var db = store.Connect())
        {
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO migrations ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '10.0.0')"""
            );
        }

        Assert.Contains("这个程序太旧", (await Assert.ThrowsAsync<CellException>(() => Open(store))).Message);
        await remove();
    }

    /// <summary>A cell with the tables of the first migration only; the migrations it lacks.</summary>
    private static async Task<string[]> AsTheFirstProgramMadeIt(CellStore store)
    {
        await using var db = store is SqliteStore sqlite ? new SqliteDb(SqliteDb.For(sqlite.File, making: true)) : store.Connect();
        if (store is PostgresStore)
        {
            await db.Database.ExecuteSqlAsync($"CREATE SCHEMA d500112");
        }

        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO cell ("Id", "District", "Practice", "Since", "ClockAhead", "RegisterMark") VALUES (1, '500112', {true}, {new DateOnly(2023, 1, 1)}, 0, 0)"""
        );
        string[] pending = [.. await db.Database.GetPendingMigrationsAsync()];
        Assert.NotEmpty(pending);
        return pending;
    }

    private static Task<Cell> Open(CellStore store) => store.Open(TestCell.Data, TimeProvider.System, default);
}
