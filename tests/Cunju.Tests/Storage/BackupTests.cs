using Cunju.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Storage;

public sealed class BackupTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_backup_of_either_engine_is_a_SQLite_cell_with_everything_in_it(Engine engine)
    {
        await using var cell = await Filled(engine);
        var folder = Directory.CreateTempSubdirectory("cunju-");
        var file = Path.Combine(folder.FullName, "500112.db");
        var audited = await Backup.Write(cell.Cell, file, TestCell.Institutions, default);
        Assert.Empty(audited.Differences);
        Assert.Equal(1, audited.Files);

        var copy = await SqliteStore.Only(folder.FullName).Open(TestCell.Data, cell.Clock, default);
        Assert.Equal(await Contents(cell.Cell), await Contents(copy));
        Assert.Equal((cell.Cell.Practice, cell.Cell.Since, cell.Cell.Today), (copy.Practice, copy.Since, copy.Today));
        Assert.Empty((await Audit.Verify(copy, TestCell.Institutions, default)).Differences);
        SqliteConnection.ClearAllPools();
        Assert.Equal([file], Directory.GetFiles(folder.FullName));
        folder.Delete(recursive: true);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_backup_never_overwrites(Engine engine)
    {
        await using var cell = await Filled(engine);
        var file = Path.GetTempFileName();
        await Assert.ThrowsAsync<CellException>(() => Backup.Write(cell.Cell, file, TestCell.Institutions, default));
        Assert.Equal(0, new FileInfo(file).Length);
        File.Delete(file);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_backup_taken_while_others_write_is_one_moment_of_everything(Engine engine)
    {
        await using var cell = await AuditTests.WithNotes(engine);
        var clerk = cell.As(TestCell.Village, Notes.Write);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await cell.Does(clerk, Notes.Table, TestCell.Village, null, new WriteNote { Topic = $"{i}" });
            }

            return true;
        });
        for (var round = 0; round < 5; round++)
        {
            Assert.Empty((await cell.Verify()).Differences);
        }

        await stop.CancelAsync();
        Assert.True(await writing);
    }

    [Fact]
    public async Task What_the_framework_seals_with_survives_in_the_backup()
    {
        await using var cell = await Filled(Engine.Sqlite);
        var keys = new ProtectionKeys(cell.Cell);
        keys.StoreElement(new("key", "值"), "key-1");
        Assert.Equal("值", Assert.Single(new ProtectionKeys(cell.Cell).GetAllElements()).Value);
    }

    [Fact]
    public async Task No_column_is_hidden_from_a_copy_or_from_a_verification()
    {
        await using var cell = await TestCell.Create();
        await using var db = cell.Cell.Open();
        Assert.Empty(
            db.Model.GetEntityTypes()
                .SelectMany(table => table.GetProperties())
                .Where(column => column.IsShadowProperty())
                .Select(column => $"{column.DeclaringType.Name}.{column.Name}")
        );
    }

    /// <summary>A cell as it is shipped, with a file in it.</summary>
    private static async Task<TestCell> Filled(Engine engine)
    {
        var cell = await TestCell.Create(engine: engine);
        byte[] scan = [0x25, 0x50, 0x44, 0x46, 0x2D, 0];
        await using var db = cell.Cell.Open();
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO blobs ("Digest", "Unit", "MediaType", "Bytes") VALUES ({Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(scan))}, '500112129202', 'application/pdf', {scan})"""
        );
        return cell;
    }

    private static async Task<string> Contents(Cell cell)
    {
        await using var db = cell.Open();
        var tables = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Where(table => table.GetTableName() != "migrations"))
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod("Set", [])!.MakeGenericMethod(table.ClrType).Invoke(db, null)!;
            var texts = (await rows.AsNoTracking().ToListAsync()).Select(CellJson.Write).Order(StringComparer.Ordinal);
            tables.Add($"{table.GetTableName()}\n{string.Join('\n', texts)}");
        }

        return string.Join("\n\n", tables.Order(StringComparer.Ordinal));
    }
}
