using System.Diagnostics;
using System.Globalization;
using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Storage;

public sealed class KillTests
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("CUNJU_KILLS") ?? "20", CultureInfo.InvariantCulture);

    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    /// <summary>The real program acts as fast as it can and says each act that is done; it is killed at moments nobody chose.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_that_was_confirmed_is_lost_when_the_program_is_killed(Engine engine)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var cell = await TestCell.Create($"{today:yyyy-MM-dd}", engine);
        var login = await Administrator(cell);
        var confirmed = new HashSet<string>(StringComparer.Ordinal);
        var random = new Random();
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Nobody else holds the file: the next program finds it as the killed one left it.
            SqliteConnection.ClearAllPools();
            confirmed.UnionWith(await RunAndKill(cell.Store, login, today, random.Next(0, 200)));
            await using var db = cell.Cell.Open();
            var stored = await db.Set<Tenure>()
                .Where(tenure => tenure.Unit == TestCell.District)
                .Select(tenure => tenure.Number)
                .ToListAsync();
            Assert.Superset(confirmed, stored.ToHashSet());
            Assert.Empty((await Audit.Verify(cell.Cell, TestCell.Institutions, default)).Differences);
        }

        Assert.True(confirmed.Count >= Kills, $"Only {confirmed.Count} acts in {Kills} runs.");
    }

    private static async Task<List<string>> RunAndKill(CellStore store, string login, DateOnly today, int milliseconds)
    {
        string[] place = store is SqliteStore sqlite
            ? ["--data", Path.GetDirectoryName(sqlite.File)!]
            : ["--postgres", store.Connect().Database.GetConnectionString()!];
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "cunju"),
            ["act", "--as", login, "--from", "-", "--district", TestCell.District, .. place]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEndAsync();
        var asking = Task.Run(async () =>
        {
            try
            {
                for (var i = 1; ; i++)
                {
                    await program.StandardInput.WriteLineAsync(
                        $"{TestCell.District} tenures appoint-to-office Office=bureau-officer Name=干部{i} From={today:yyyy-MM-dd}"
                    );
                    await program.StandardInput.FlushAsync();
                }
            }
            catch (IOException)
            {
                // It was killed.
            }
        });
        var confirmed = new List<string>();
        Task? killing = null;
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            // 已办理 /500112/tenures/2026-001 第 1 版
            confirmed.Add(line.Split(' ')[1].Split('/')[^1]);
            killing ??= Task.Run(async () =>
            {
                await Task.Delay(milliseconds);
                program.Kill();
            });
        }

        await program.WaitForExitAsync();
        Assert.True(killing is not null, await errors);
        await killing;
        await asking;
        Assert.Equal(137, program.ExitCode);
        return confirmed;
    }

    private static async Task<string> Administrator(TestCell cell)
    {
        var link = (await Accounts.FirstLink(cell.Cell))!;
        await using var db = cell.Cell.Open();
        var (account, credential) = (await Accounts.OfLink(cell.Cell, db, link.Split('/')[^1], default))!.Value;
        Assert.True((await Accounts.Activate(cell.Cell, cell.Desk, account, "correct-horse-battery", default)).IsDone);
        return credential.Login;
    }
}
