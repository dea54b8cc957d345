using System.Reflection;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Storage;

/// <summary>备份: a copy of everything in one file, verified before it gets its name. From either engine it is a SQLite cell, which <c>cunju serve</c> opens as it is.</summary>
public static class Backup
{
    private const int Batch = 200;

    /// <summary>Writes the copy and tells what its verification found. A damaged cell is copied too: a copy of what is left is better than none.</summary>
    /// <exception cref="CellException">The file is there already.</exception>
    public static async Task<Audited> Write(Cell cell, string file, IReadOnlyList<IProcedure> procedures, CancellationToken cancel)
    {
        if (File.Exists(file))
        {
            throw new CellException($"{file} 已经存在，没有覆盖。请换一个文件名。");
        }

        var unfinished = $"{file}.part";
        File.Delete(unfinished);
        try
        {
            await using (var db = cell.Open())
            {
                // What nobody needs any more is not carried into the copy.
                await Shell.KeptFiles.Sweep(cell, db, cancel);
                await (db is SqliteDb ? CopyFile(db, unfinished, cancel) : CopyTables(db, unfinished, cancel));
            }

            var copy = await Cell.TryOpen(() => Alone(unfinished), cell.Data, TimeProvider.System, cancel);
            var audited = await Audit.Verify(copy!, procedures, cancel);
            await using (var written = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            SqliteStore.OwnerOnly(unfinished);
            File.Move(unfinished, file, overwrite: false);
            return audited;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>SQLite copies itself, in one read transaction, while others go on writing.</summary>
    private static async Task CopyFile(CunjuDb db, string file, CancellationToken cancel) =>
#pragma warning disable RS0030 // Writes another file, and nothing into this one.
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", cancel);
#pragma warning restore RS0030

    /// <summary>Table by table, in the one moment a snapshot sees.</summary>
    private static async Task CopyTables(CunjuDb source, string file, CancellationToken cancel)
    {
        await using var snapshot = await source.Snapshot(cancel);
        await using var target = Alone(file);
        await CellStore.Tables(target, cancel);
        // Tables come in any order; what they refer to is there in the end.
        await target.Database.OpenConnectionAsync(cancel);
#pragma warning disable RS0030 // A setting of the connection.
        await target.Database.ExecuteSqlAsync($"PRAGMA foreign_keys=OFF", cancel);
#pragma warning restore RS0030
        await using var transaction = await target.Database.BeginTransactionAsync(cancel);
        target.ChangeTracker.AutoDetectChangesEnabled = false;
        var copy = typeof(Backup).GetMethod(nameof(CopyTable), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var table in source.Model.GetEntityTypes())
        {
            await (Task)copy.MakeGenericMethod(table.ClrType).Invoke(null, [source, target, cancel])!;
        }

        await transaction.CommitAsync(cancel);
    }

    private static async Task CopyTable<TRow>(CunjuDb source, CunjuDb target, CancellationToken cancel)
        where TRow : class
    {
        await foreach (var rows in source.Set<TRow>().AsNoTracking().AsAsyncEnumerable().Chunk(Batch).WithCancellation(cancel))
        {
            target.AddRange(rows);
#pragma warning disable RS0030 // A copy, not an act: what it writes was decided and recorded where it comes from.
            await target.SaveChangesAsync(cancel);
#pragma warning restore RS0030
            target.ChangeTracker.Clear();
        }
    }

    private static SqliteDb Alone(string file) => new(SqliteDb.For(file, making: true));
}
