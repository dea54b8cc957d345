using System.Diagnostics;
using System.Globalization;
using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Storage;

/// <summary>The real program is killed at moments nobody chose, while it writes: as a command line that acts as fast as it can, and as a server to which several
/// people post at once. Most kills go to the command line, which starts faster.</summary>
public sealed class KillTests
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("CUNJU_KILLS") ?? "20", CultureInfo.InvariantCulture);
    private static readonly int OfServer = Math.Max(2, Kills / 10);
    private static readonly DateOnly Today = ChinaTime.Day(TimeProvider.System.GetUtcNow());

    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_that_was_confirmed_is_lost_when_the_program_is_killed(Engine engine)
    {
        await using var cell = await TestCell.Create($"{Today:yyyy-MM-dd}", engine);
        var login = await Administrator(cell);
        var confirmed = new HashSet<string>(StringComparer.Ordinal);
        var random = new Random();
        for (var kill = OfServer + 1; kill <= Kills; kill++)
        {
            // Nobody else holds the file: the next program finds it as the killed one left it.
            SqliteConnection.ClearAllPools();
            confirmed.UnionWith(await ActAndKill(cell.Store, login, random.Next(0, 200)));
            await using var db = cell.Cell.Open();
            var stored = await db.Set<Tenure>()
                .Where(tenure => tenure.Unit == TestCell.District)
                .Select(tenure => tenure.Number)
                .ToListAsync();
            Assert.Superset(confirmed, stored.ToHashSet());
            await IsClean(cell);
        }

        Assert.True(confirmed.Count >= Kills - OfServer, $"Only {confirmed.Count} acts in {Kills} runs.");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whatever_a_server_answered_is_there_exactly_once_when_it_is_killed_while_several_post(Engine engine)
    {
        await using var cell = await TestCell.Create($"{Today:yyyy-MM-dd}", engine);
        var people = new List<Poster>();
        foreach (var unit in (string[])[TestCell.Village, TestCell.Village, TestCell.OtherVillage, TestCell.Community])
        {
            people.Add(await Poster.Sit(cell, unit, $"文书{people.Count + 1}"));
        }

        var random = new Random();
        for (var kill = 1; kill <= OfServer; kill++)
        {
            SqliteConnection.ClearAllPools();
            await using var server = await Server.Start(cell.Store);
            var posting = people.Select(person => person.PostUntilTheServerIsGone(server.Address)).ToArray();
            // Everybody has been answered at least once in this life of the server; then it may die at any moment.
            await Task.WhenAny(Task.WhenAll(people.Select(person => person.Answered)), Task.WhenAll(posting));
            await Task.Delay(random.Next(0, 150));
            server.Kill();
            await Task.WhenAll(posting);
            await IsAllThere(cell, people, [.. people.Select(person => person.Asked)]);
            await IsClean(cell);
        }

        // What was not answered is asked once more, on the same forms: done before or done now, but not twice.
        await using (var last = await Server.Start(cell.Store))
        {
            await Task.WhenAll(people.Select(person => person.PostOnce(last.Address)));
            last.Kill();
        }

        Assert.All(people, person => Assert.Equal(person.Asked, person.Done.Count));
        await IsAllThere(cell, people, [.. people.Select(person => person.Done.Count)]);
        await IsClean(cell);
        people.ForEach(person => person.Dispose());
    }

    /// <summary>Every answered act has its case and its one line, and nothing was done that nobody asked for.</summary>
    private static async Task IsAllThere(TestCell cell, List<Poster> people, int[] asked)
    {
        await using var db = cell.Cell.Open();
        foreach (var unit in people.Zip(asked).GroupBy(pair => pair.First.Unit))
        {
            var lines = await db
                .Journal.AsNoTracking()
                .Where(line => line.Unit == unit.Key && line.Procedure == "work-records")
                .Select(line => $"/{line.Unit}/{line.Procedure}/{line.Number}")
                .ToListAsync();
            var answered = unit.SelectMany(pair => pair.First.Done).ToList();
            Assert.Equal(answered.Count, answered.Distinct().Count());
            Assert.Equal(lines.Count, lines.Distinct().Count());
            Assert.Superset(answered.ToHashSet(), lines.ToHashSet());
            Assert.InRange(lines.Count, answered.Count, unit.Sum(pair => pair.Second));
        }
    }

    private static async Task IsClean(TestCell cell) =>
        Assert.Empty((await Audit.Verify(cell.Cell, TestCell.Institutions, default)).Differences);

    private static async Task<List<string>> ActAndKill(CellStore store, string login, int milliseconds)
    {
        using var program = Program(store, "act", "--as", login, "--from", "-");
        var errors = program.StandardError.ReadToEndAsync();
        var asking = Task.Run(async () =>
        {
            try
            {
                for (var i = 1; ; i++)
                {
                    await program.StandardInput.WriteLineAsync(
                        $"{TestCell.District} tenures appoint-to-office Office=bureau-officer Name=干部{i} From={Today:yyyy-MM-dd}"
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

    /// <summary>The program of the tests' own build on that store.</summary>
    internal static Process Program(CellStore store, params string[] words)
    {
        string[] place = store is SqliteStore sqlite
            ? ["--data", Path.GetDirectoryName(sqlite.File)!]
            : ["--postgres", store.Connect().Database.GetConnectionString()!];
        return Process.Start(
            new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "cunju"), [.. words, "--district", TestCell.District, .. place])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
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
