using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Cunju.App.Storage;

/// <summary>What stands in the way of opening or making a district's data, in words for the person who runs the program.</summary>
public sealed class CellException(string message) : Exception(message);

/// <summary>Where a district's data lies: a file of its own (SQLite) or a schema of its own (PostgreSQL). Everything above it is the same for both.</summary>
public abstract class CellStore
{
    private protected CellStore(string district) => District = district;

    /// <summary>Six-digit code of the district.</summary>
    public string District { get; }

    /// <summary>The place in words: a path, or a schema.</summary>
    public abstract string Place { get; }

    /// <summary>A connection of one's own; dispose it.</summary>
    public abstract CunjuDb Connect();

    /// <summary>Whether a cell is there.</summary>
    public abstract Task<bool> Exists(CancellationToken cancel);

    /// <summary>Makes a new cell. Either all of it is there afterwards or nothing.</summary>
    /// <param name="practice">Practice or real, for life.</param>
    /// <param name="since">启用日.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="clockAhead">How far a practice cell's clock runs from the real one at first; negative for a day that is past.</param>
    /// <exception cref="CellException">There is one already.</exception>
    public async Task Create(bool practice, DateOnly since, CancellationToken cancel, TimeSpan clockAhead = default)
    {
        if (await Exists(cancel))
        {
            throw new CellException($"{Place} 已经有数据，没有改动。一个区县只建一次；要重新开始，请换一个地方。");
        }

        await Make(
            new()
            {
                District = District,
                Practice = practice,
                Since = since,
                ClockAhead = practice ? clockAhead.Ticks : 0,
            },
            cancel
        );
    }

    /// <summary>Opens the cell that is there.</summary>
    /// <exception cref="CellException">There is none, or its tables are newer than the program, or (PostgreSQL) older.</exception>
    public Task<Cell> Open(DataFolder data, TimeProvider clock, CancellationToken cancel) => Open(Task.FromResult(data), clock, cancel);

    /// <summary>The same while the data folder is still being read: making the model of the tables takes as long, and neither needs the other.</summary>
    /// <exception cref="CellException">The same, or something is wrong in a file; then nothing was touched.</exception>
    public async Task<Cell> Open(Task<DataFolder> reading, TimeProvider clock, CancellationToken cancel)
    {
        if (!await Exists(cancel))
        {
            throw new CellException($"{Place} 还没有数据。请先运行 cunju init。");
        }

        await using (var db = Connect())
        {
            // What a newer program wrote, an older one would misread, or write over without what it does not know.
            var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            if ((await db.Database.GetAppliedMigrationsAsync(cancel)).Any(applied => !known.Contains(applied)))
            {
                throw new CellException($"{Place} 是更新的版本写的，这个程序太旧，没有打开。请换用新版本的程序。");
            }
        }

        var data = await reading;
        await BringUpToDate(cancel);
        return await Cell.TryOpen(Connect, data, clock, cancel) ?? throw new CellException($"{Place} 不是村居的数据。");
    }

    /// <summary>Applies the migrations the tables lack, and tells their names.</summary>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken cancel)
    {
        await using var db = Connect();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToArray();
        if (pending.Length > 0)
        {
            await db.Database.MigrateAsync(cancel);
        }

        return pending;
    }

    /// <summary>Makes tables and the one row that says what the cell is.</summary>
    private protected abstract Task Make(CellRow row, CancellationToken cancel);

    /// <summary>What an engine does when the tables are older than the program.</summary>
    private protected abstract Task BringUpToDate(CancellationToken cancel);

    /// <summary>Makes the tables of an empty place.</summary>
    internal static async Task Tables(CunjuDb db, CancellationToken cancel)
    {
        if (db.Database.GetMigrations().Any())
        {
            await db.Database.MigrateAsync(cancel);
            return;
        }

        // Until the first migration exists. EnsureCreated would look into other districts' schemas and do nothing.
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(cancel);
    }

    private protected static async Task Write(CunjuDb db, CellRow row, CancellationToken cancel)
    {
        db.Cell.Add(row);
#pragma warning disable RS0030 // Not an act of anybody: the row that makes a cell a cell, before there is a journal to write to.
        await db.SaveChangesAsync(cancel);
#pragma warning restore RS0030
    }
}

/// <summary>A district in the file <c>FOLDER/500112.db</c>.</summary>
public sealed class SqliteStore(string folder, string district) : CellStore(district)
{
    /// <summary>The file.</summary>
    public string File { get; } = Path.GetFullPath(Path.Combine(folder, $"{district}.db"));

    /// <inheritdoc/>
    public override string Place => File;

    /// <summary>The only district a folder holds.</summary>
    /// <exception cref="CellException">None, or several.</exception>
    public static SqliteStore Only(string folder)
    {
        var found = Directory.Exists(folder)
            ? Directory
                .GetFiles(folder, "*.db")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(name => name.Length == 6 && name.All(char.IsAsciiDigit))
                .ToArray()
            : [];
        return found switch
        {
            [var one] => new(folder, one),
            [] => throw new CellException($"{folder} 里没有数据。请先运行 cunju init --district 区划代码 --data {folder}。"),
            _ => throw new CellException($"{folder} 里有几个区县的数据（{string.Join('、', found)}），请用 --district 说明是哪一个。"),
        };
    }

    /// <inheritdoc/>
    public override CunjuDb Connect() => new SqliteDb(SqliteDb.For(File));

    /// <inheritdoc/>
    public override Task<bool> Exists(CancellationToken cancel) => Task.FromResult(System.IO.File.Exists(File));

    private protected override async Task Make(CellRow row, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var unfinished = $"{File}.new";
        System.IO.File.Delete(unfinished);
        await using (var db = new SqliteDb(SqliteDb.For(unfinished, making: true)))
        {
            await Tables(db, cancel);
            await Write(db, row, cancel);
        }

        OwnerOnly(unfinished);
        System.IO.File.Move(unfinished, File, overwrite: false);
    }

    /// <summary>The data name people: nobody but the account that runs the program reads the file.</summary>
    internal static void OwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private protected override async Task BringUpToDate(CancellationToken cancel)
    {
        await using var db = Connect();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToArray();
        if (pending.Length > 0)
        {
            // Tables of an older form cannot be read by the model, so the engine itself copies the file.
            var copy = $"{File}.before-{pending[0]}";
            if (!System.IO.File.Exists(copy))
            {
                // Under another name until it is whole, and for nobody else to read.
                var unfinished = $"{copy}.part";
                System.IO.File.Delete(unfinished);
#pragma warning disable RS0030 // Writes another file, and nothing into this one.
                await db.Database.ExecuteSqlAsync($"VACUUM INTO {unfinished}", cancel);
#pragma warning restore RS0030
                OwnerOnly(unfinished);
                System.IO.File.Move(unfinished, copy);
            }

            await db.Database.MigrateAsync(cancel);
        }
    }
}

/// <summary>A district in the schema <c>d500112</c> of a PostgreSQL database.</summary>
public sealed class PostgresStore(string connection, string district) : CellStore(district)
{
    private readonly DbContextOptions<PostgresDb> options = PostgresDb.For(connection, SchemaOf(district));

    /// <inheritdoc/>
    public override string Place => $"PostgreSQL 的 {new NpgsqlConnectionStringBuilder(connection).Database}.{Schema}";

    private string Schema => SchemaOf(District);

    /// <summary>The only district a database holds.</summary>
    /// <exception cref="CellException">None, or several.</exception>
    public static async Task<PostgresStore> Only(string connection, CancellationToken cancel)
    {
        await using var db = new PostgresDb(PostgresDb.For(connection, "public"));
        var found = await db
            .Database.SqlQuery<string>($"""SELECT nspname AS "Value" FROM pg_namespace WHERE nspname ~ {"^d[0-9]{6}$"} ORDER BY nspname""")
            .ToListAsync(cancel);
        return found switch
        {
            [var one] => new(connection, one[1..]),
            [] => throw new CellException("这个 PostgreSQL 数据库里没有数据。请先运行 cunju init --district 区划代码 --postgres 连接。"),
            _ => throw new CellException($"这个数据库里有几个区县的数据（{string.Join('、', found)}），请用 --district 说明是哪一个。"),
        };
    }

    /// <inheritdoc/>
    public override CunjuDb Connect() => new PostgresDb(options);

    /// <inheritdoc/>
    public override async Task<bool> Exists(CancellationToken cancel)
    {
        await using var db = Connect();
        var table = $"{Schema}.cell";
        var there = await db.Database.SqlQuery<bool>($"""SELECT to_regclass({table}) IS NOT NULL AS "Value" """).SingleAsync(cancel);
        return there && await db.Cell.AnyAsync(cancel);
    }

    private protected override async Task Make(CellRow row, CancellationToken cancel)
    {
        await using var db = Connect();
#pragma warning disable EF1002, RS0030 // Six digits, checked where the code was read; a schema's name cannot be a parameter, and no row is written.
        await db.Database.ExecuteSqlRawAsync($"""CREATE SCHEMA IF NOT EXISTS "{Schema}" """, cancel);
#pragma warning restore EF1002, RS0030
        await Tables(db, cancel);
        await Write(db, row, cancel);
    }

    private protected override async Task BringUpToDate(CancellationToken cancel)
    {
        await using var db = Connect();
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            throw new CellException($"{Place} 的结构比程序旧。请先备份，再运行 cunju migrate。");
        }
    }

    private static string SchemaOf(string district) =>
        district.Length == 6 && district.All(char.IsAsciiDigit)
            ? $"d{district}"
            : throw new CellException($"区划代码要写六位数字，您写的是「{district}」。");
}
