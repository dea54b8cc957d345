using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Cunju.App.Storage;

/// <summary>A district in one schema of a PostgreSQL database; nodes are stateless and any node serves any district.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : CunjuDb(options)
{
    /// <summary>Options for a district's schema; the schema is chosen by the connection's search path alone.</summary>
    public static DbContextOptions<PostgresDb> For(string connection, string schema) =>
        new DbContextOptionsBuilder<PostgresDb>()
            .UseNpgsql(
                new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema }.ConnectionString,
                postgres => postgres.MigrationsHistoryTable("migrations", schema)
            )
            .Options;

    /// <inheritdoc/>
    public override async Task<Head> LockHead(string organisation, CancellationToken cancel)
    {
#pragma warning disable RS0030 // The row to lock: an empty chain, before the Desk writes its first line.
        await Database.ExecuteSqlAsync(
            $"""INSERT INTO heads ("Organisation", "Seq", "Hash") VALUES ({organisation}, 0, {JournalEntry.Genesis}) ON CONFLICT DO NOTHING""",
            cancel
        );
#pragma warning restore RS0030
        return await Heads.FromSql($"""SELECT * FROM heads WHERE "Organisation" = {organisation} FOR UPDATE""").SingleAsync(cancel);
    }

    /// <inheritdoc/>
    public override Task<IDbContextTransaction> Snapshot(CancellationToken cancel) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);

    /// <summary>For <c>dotnet ef</c> only.</summary>
    public sealed class DesignTime : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) => new(For("Host=127.0.0.1;Database=design", "district"));
    }
}
