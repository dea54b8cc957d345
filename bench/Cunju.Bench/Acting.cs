using System.Data.Common;
using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.WorkRecords;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Cunju.Bench;

/// <summary>Durable acts per second through the Desk, beside the bare engine committing one row of about the same size with the same settings.</summary>
public static class Acting
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    /// <summary>Measures SQLite, and PostgreSQL where a connection is given.</summary>
    public static async Task Run(string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("cunju-bench-").FullName;
        try
        {
            Console.WriteLine("durable acts a second                       1 writer   8 writers");
            var sqlite = new SqliteStore(folder, Bare.District);
            await Measure("SQLite", sqlite, async () => await OpenSqlite(Path.Combine(folder, "bare.db")));
            if (postgres is not null)
            {
                await Measure(
                    "PostgreSQL",
                    new PostgresStore(postgres, Bare.District),
                    async () =>
                    {
                        var connection = new NpgsqlConnection(postgres);
                        await connection.OpenAsync();
                        return connection;
                    }
                );
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(string engine, CellStore store, Func<Task<DbConnection>> open)
    {
        var cell = await Bare.NewCell(store);
        var desk = new Desk(cell);
        await using (var db = cell.Open())
        {
            var villages = (await cell.Register(db, CancellationToken.None))
                .All.Where(unit => unit.Id.Length == 12)
                .Take(8)
                .Select(unit => unit.Id)
                .ToArray();
            await Act(desk, villages[0], -1, 0);
            var bare = new double[2];
            var ours = new double[2];
            foreach (var (at, atOnce) in new[] { 1, 8 }.Index())
            {
                bare[at] = await Committing(atOnce, open);
                ours[at] = await Bare.PerSecond(atOnce, Time, (who, count) => Act(desk, villages[who], who, count));
            }

            Console.WriteLine($"  {engine, -11} one row, bare engine       {bare[0], 10:0}  {bare[1], 10:0}");
            Console.WriteLine($"  {engine, -11} acts through the Desk      {ours[0], 10:0}  {ours[1], 10:0}");
            Console.WriteLine($"  {engine, -11} bare / Desk                {bare[0] / ours[0], 9:0.0}x  {bare[1] / ours[1], 9:0.0}x");
        }
    }

    private static async Task Act(Desk desk, string unit, int who, int count)
    {
        var act = new RecordWork
        {
            Kind = "window.one-stop",
            On = new DateOnly(2023, 1, 1).AddDays(count % 270),
            Note = "窗口受理照常，办结当日归档。",
            Key = $"{who}-{count}",
        };
        var done = await desk.Act(
            WorkRecordProcedure.Table,
            unit,
            null,
            act,
            Bare.Holding(unit, WorkRecordProcedure.Record),
            Luggage.None,
            CancellationToken.None
        );
        if (!done.IsDone)
        {
            throw new InvalidOperationException(done.Refusals[0].Reason);
        }
    }

    /// <summary>What the engine itself can do: one prepared insert and one durable commit, again and again.</summary>
    private static async Task<double> Committing(int atOnce, Func<Task<DbConnection>> open)
    {
        var connections = new List<DbConnection>();
        var inserts = new List<DbCommand>();
        for (var i = 0; i < atOnce; i++)
        {
            var connection = await open();
            connections.Add(connection);
            if (i == 0)
            {
                await using var create = connection.CreateCommand();
                create.CommandText = "CREATE TABLE IF NOT EXISTS bare (text varchar(2000))";
                await create.ExecuteNonQueryAsync();
            }

            var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO bare VALUES ('{new string('x', 1200)}')";
            await insert.PrepareAsync();
            inserts.Add(insert);
        }

        var rate = await Bare.PerSecond(
            atOnce,
            Time,
            async (who, _) =>
            {
                await using var transaction = await connections[who].BeginTransactionAsync();
                inserts[who].Transaction = transaction;
                await inserts[who].ExecuteNonQueryAsync();
                await transaction.CommitAsync();
            }
        );
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        return rate;
    }

    private static async Task<DbConnection> OpenSqlite(string file)
    {
        var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
        await pragmas.ExecuteNonQueryAsync();
        return connection;
    }
}
