using System.Collections.Immutable;
using System.Data.Common;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.Registry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cunju.App.Demo;

/// <summary>演示数据的文件: the demo year as one SQLite file, made beside its place and put there when it is whole and verified.</summary>
/// <remarks>While it is made nothing is waited for on the disk: a making that is cut off leaves nothing that anybody could take for a demo.</remarks>
public static class DemoFile
{
    /// <summary>Makes the file.</summary>
    /// <param name="store">Where it goes; there must be none.</param>
    /// <param name="data">Lists, laws, offices, and the demo's topics.</param>
    /// <param name="places">The real places of the district.</param>
    /// <param name="townships">Whose stories are told; empty = all.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="real">The clock the cell is to go on with afterwards.</param>
    /// <param name="tell">Told after each month.</param>
    /// <param name="cancel">Stops; nothing is left.</param>
    /// <returns>What it came to, and what the verification found.</returns>
    /// <exception cref="CellException">There is data already, another program is at it, or the verification found something.</exception>
    public static async Task<(DemoProgress Made, Audited Audited)> Make(
        SqliteStore store,
        DataFolder data,
        ImmutableArray<PlaceRow> places,
        ImmutableArray<string> townships,
        int seed,
        TimeProvider real,
        Action<DemoProgress> tell,
        CancellationToken cancel
    )
    {
        if (await store.Exists(cancel))
        {
            throw new CellException($"{store.Place} 已经有数据，没有改动。");
        }

        var folder = $"{store.File}.making";
        Directory.CreateDirectory(folder);
        var alone = Alone(folder);
        SqliteStore unfinished = new(folder, store.District);
        // What a making left that was killed.
        Remove(unfinished.File);
        try
        {
            // The cell's own clock starts at the morning on which the story ends, and from then on runs.
            var ahead = ChinaTime.StartOf(DemoYear.Today).AddHours(9) - real.GetUtcNow();
            await unfinished.Create(practice: true, DemoYear.Since, cancel, ahead);
            StoryClock clock = new(ahead);
            var options = new DbContextOptionsBuilder<SqliteDb>(SqliteDb.For(unfinished.File)).AddInterceptors(Hasty.Instance).Options;
            var cell = (await Cell.TryOpen(() => new SqliteDb(options), data, clock, cancel))!;
            var made = await DemoYear.Make(cell, clock, places, townships, seed, tell, cancel);
            var audited = await Audit.Verify(cell, [.. Modules.All.SelectMany(module => module.Procedures)], cancel);
            if (!audited.IsClean)
            {
                throw new CellException(string.Join('\n', audited.Differences.Take(20).Select(found => $"{found.Place}：{found.What}")));
            }

            await Settle(unfinished.File, cell, cancel);
            File.Move(unfinished.File, store.File, overwrite: false);
            return (made, audited);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            await alone.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Everything into the one file, and the file onto the disk.</summary>
    private static async Task Settle(string file, Cell cell, CancellationToken cancel)
    {
        await using (var db = cell.Open())
        {
#pragma warning disable RS0030 // Settles what was written; writes nothing of its own.
            await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", cancel);
#pragma warning restore RS0030
        }

        SqliteConnection.ClearAllPools();
        await using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>Two who make at once would spoil each other's file.</summary>
    private static FileStream Alone(string folder)
    {
        try
        {
            return new(
                Path.Combine(folder, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException)
        {
            throw new CellException($"另一个程序正在 {folder} 里建演示数据，请等它做完。");
        }
    }

    private static void Remove(string file)
    {
        foreach (var end in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + end);
        }
    }

    /// <summary>Said after the store's own pragmas each time a connection opens.</summary>
    private sealed class Hasty : DbConnectionInterceptor
    {
        public static readonly Hasty Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Say(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Say(connection);
            return Task.CompletedTask;
        }

        private static void Say(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous=OFF";
            command.ExecuteNonQuery();
        }
    }
}
