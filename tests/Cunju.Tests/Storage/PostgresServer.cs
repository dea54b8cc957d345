using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cunju.Tests.Storage;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Cunju.Tests.Storage;

/// <summary>A PostgreSQL server of the tests' own, started by the first test that asks and stopped at the end; every cell gets a database of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly Lazy<Task<Running>> Shared = new(Start);

    /// <summary>A new database, empty or a copy of another; the test is skipped where PostgreSQL is not installed.</summary>
    /// <returns>The connection string.</returns>
    public static async Task<string> NewDatabase(string? template = null)
    {
        Assert.SkipUnless(Binaries is not null, "PostgreSQL is not installed.");
        var running = await Shared.Value;
        var name = "t" + Guid.CreateVersion7().ToString("N");
        await using var connection = new NpgsqlConnection(running.Connection("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}");
        await command.ExecuteNonQueryAsync();
        return running.Connection(name);
    }

    /// <summary>Drops a database of the tests.</summary>
    public static async Task Drop(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await using (var pool = new NpgsqlConnection(connection))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        await using var admin = new NpgsqlConnection((await Shared.Value).Connection("postgres"));
        await admin.OpenAsync();
        await using var command = admin.CreateCommand();
        command.CommandText = $"DROP DATABASE {name} WITH (FORCE)";
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).Stop();
        }
    }

    private static string? Binaries { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;

    private static async Task<Running> Start()
    {
        var folder = Directory.CreateTempSubdirectory("cunju-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await Run("chown", ["postgres", folder]);
        }

        var port = FreePort();
        var data = Path.Combine(folder, "data");
        await Run(
            Path.Combine(Binaries!, "initdb"),
            ["-D", data, "-U", "cunju", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            asPostgres: true
        );
        // Nothing here needs to outlive the machine: what fsync does is measured elsewhere.
        string[] settings =
        [
            "listen_addresses=127.0.0.1",
            $"port={port.ToString(CultureInfo.InvariantCulture)}",
            $"unix_socket_directories={folder}",
            "fsync=off",
            "max_connections=300",
        ];
        var server = Process.Start(
            Command(Path.Combine(Binaries!, "postgres"), ["-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })], true)
        )!;
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        var running = new Running(folder, port, server);
        await running.Ready();
        return running;
    }

    private static ProcessStartInfo Command(string program, string[] arguments, bool asPostgres)
    {
        // The server refuses to run as root.
        var start =
            asPostgres && Environment.IsPrivilegedProcess
                ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments])
                : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        return start;
    }

    private static async Task Run(string program, string[] arguments, bool asPostgres = false)
    {
        using var process = Process.Start(Command(program, arguments, asPostgres))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await output}{await errors}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Running(string Folder, int Port, Process Server)
    {
        public string Connection(string database) =>
            $"Host=127.0.0.1;Port={Port.ToString(CultureInfo.InvariantCulture)};Username=cunju;Database={database};Maximum Pool Size=40;Include Error Detail=true";

        public async Task Ready()
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
                    await connection.OpenAsync();
                    return;
                }
                catch (NpgsqlException) when (attempt < 200 && !Server.HasExited)
                {
                    await Task.Delay(50);
                }
            }
        }

        /// <summary>Fast shutdown of the server itself, by the number it wrote down; <c>runuser</c> stands between it and us.</summary>
        public async Task Stop()
        {
            NpgsqlConnection.ClearAllPools();
            var pid = (await File.ReadAllLinesAsync(Path.Combine(Folder, "data", "postmaster.pid")))[0];
            using (var kill = Process.Start("kill", ["-INT", pid]))
            {
                await kill.WaitForExitAsync();
            }

            await Server.WaitForExitAsync();
            Server.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
