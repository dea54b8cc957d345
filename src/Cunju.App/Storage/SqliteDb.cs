using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cunju.App.Storage;

/// <summary>A district in one SQLite file: nothing to install, every confirmed act on the disk before the answer.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : CunjuDb(options)
{
    /// <summary>Options for the file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="making">Whether the file is being made: it is created if it is not there, and let go at once when the connection closes, so that it can be moved.</param>
    public static DbContextOptions<SqliteDb> For(string file, bool making = false) =>
        new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = file,
                    Mode = making ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                    ForeignKeys = true,
                    Pooling = !making,
                    DefaultTimeout = 30,
                }.ConnectionString,
                sqlite => sqlite.MigrationsHistoryTable("migrations")
            )
            .AddInterceptors(Pragmas.Instance)
            .Options;

    /// <summary>The transaction is immediate: it holds the file's only write lock already.</summary>
    public override async Task<Head> LockHead(string organisation, CancellationToken cancel)
    {
        var head = await Heads.FindAsync([organisation], cancel);
        if (head is null)
        {
            head = new Head { Organisation = organisation };
            Heads.Add(head);
        }

        return head;
    }

    /// <summary>A deferred transaction: in WAL mode it reads one moment and waits for nobody.</summary>
    public override async Task<IDbContextTransaction> Snapshot(CancellationToken cancel)
    {
        await Database.OpenConnectionAsync(cancel);
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await Database.UseTransactionAsync(transaction, cancel))!;
    }

    /// <summary>Pragmas belong to the connection, not to the file (but for WAL), so they are said each time one opens.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Text;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // FULL: in WAL mode the default would lose the last confirmed acts when the power fails.
        private const string Text = "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
    }

    /// <summary>For <c>dotnet ef</c> only.</summary>
    public sealed class DesignTime : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) => new(For("design.db"));
    }
}
