using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Cunju.App;
using Cunju.App.Doors;
using Cunju.App.Storage;
using Cunju.Core.Assemblies;
using Cunju.Core.Disclosures;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.Data.Sqlite;

namespace Cunju.Bench;

/// <summary>公布日: every village and community of the district puts its quarter up while residents read. The hour is pressed into a few minutes, so it is harder than life.
/// Readers and publishers come when it is their turn, whether the one before was answered or not, and their wait is counted from that moment.</summary>
public static class Rushing
{
    private const int ReadersPerSecond = 200;
    private const string Period = "2023-10-15";
    private static readonly DateOnly Day = new(2023, 10, 15);

    /// <summary>Measures SQLite, and PostgreSQL where a connection is given.</summary>
    /// <param name="seconds">Into how many seconds the hour is pressed.</param>
    /// <param name="postgres">The connection.</param>
    public static async Task Run(int seconds, string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("cunju-bench-").FullName;
        try
        {
            Console.WriteLine("publication day; waits are counted from the moment each one's turn came");
            await Measure("SQLite", new SqliteStore(folder, Bare.District), ["--data", folder], seconds);
            if (postgres is not null)
            {
                await Measure("PostgreSQL", new PostgresStore(postgres, Bare.District), ["--postgres", postgres], seconds);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(string engine, CellStore store, string[] where, int seconds)
    {
        var cell = await Bare.NewCell(store, Day);
        var ready = await Prepare(cell);
        SqliteConnection.ClearAllPools();
        using var server = Process.Start(
            new ProcessStartInfo(
                Path.Combine(AppContext.BaseDirectory, "cunju"),
                ["serve", .. where, "--district", Bare.District, "--port", "8099", "--practice"]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
        {
            BaseAddress = new("http://127.0.0.1:8099"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        try
        {
            while (!await Serving.Answers(http))
            {
                await Task.Delay(10);
            }

            Console.WriteLine(
                $"== {engine}: {ready.Length} units publish in {seconds} s (the hour pressed {3600 / seconds} times), {ReadersPerSecond} readers a second =="
            );
            await Warm(http, ready);
            var before = Serving.CpuOf(server);
            var published = new bool[ready.Length];
            var publishing = AtTheirTime(
                ready.Length,
                ready.Length / (double)seconds,
                async at =>
                {
                    published[at] = await Publish(http, ready[at]);
                    return published[at];
                }
            );
            var chance = new Random(2023);
            var addresses = Enumerable
                .Range(0, ReadersPerSecond * seconds)
                .Select(_ => (At: chance.Next(ready.Length), What: chance.Next(10)))
                .ToArray();
            var reading = AtTheirTime(
                addresses.Length,
                ReadersPerSecond,
                async at =>
                {
                    var (unit, what) = (ready[addresses[at].At], addresses[at].What);
                    var address =
                        what < 4 ? $"/{unit.Unit}"
                        : what < 7 || !published[addresses[at].At] ? $"/{unit.Unit}/open/disclosures"
                        : $"/{unit.Unit}/open/disclosures/{unit.Number}";
                    using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
                    _ = await answer.Content.ReadAsByteArrayAsync();
                    return answer.IsSuccessStatusCode;
                }
            );
            var (acts, reads) = (await publishing, await reading);
            var spent = Serving.CpuOf(server) - before;
            Console.WriteLine("                      done   errors   p50 ms   p99 ms   longest ms");
            Say("publications", acts);
            Say("pages read", reads);
            Console.WriteLine(
                $"  processor of the server {spent.TotalSeconds / seconds * 100, 6:0} % of one core; memory {Memory(server)} MB"
            );
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        using var verify = Process.Start(
            new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "cunju"), ["verify", .. where, "--district", Bare.District])
            {
                RedirectStandardOutput = true,
            }
        )!;
        _ = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        Console.WriteLine($"  cunju verify: {(verify.ExitCode == 0 ? "clean" : $"exit {verify.ExitCode}")}");
    }

    private static long Memory(Process server)
    {
        server.Refresh();
        return server.WorkingSet64 >> 20;
    }

    /// <summary>A first look at a few pages, so that not the compiler is measured.</summary>
    private static async Task Warm(HttpClient http, ImmutableArray<Ready> ready)
    {
        foreach (var unit in ready.Take(40))
        {
            _ = await http.GetByteArrayAsync(new Uri($"/{unit.Unit}", UriKind.Relative));
            _ = await http.GetByteArrayAsync(new Uri($"/{unit.Unit}/open/disclosures", UriKind.Relative));
        }
    }

    private static async Task<bool> Publish(HttpClient http, Ready unit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{unit.Unit}/disclosures/{unit.Number}/publish")
        {
            Content = JsonContent.Create(
                new
                {
                    seen = unit.Version,
                    signed = 2,
                    committeeSeal = true,
                    supervisionSeal = true,
                }
            ),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", unit.Key);
        request.Headers.Add("Idempotency-Key", $"publish-{unit.Unit}");
        using var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode ? true : throw new HttpRequestException(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Does something so many times, each at its own moment, and says how long each waited from then.</summary>
    private static async Task<(TimeSpan[] Waits, int Errors)> AtTheirTime(int count, double perSecond, Func<int, Task<bool>> once)
    {
        var start = Stopwatch.GetTimestamp();
        var waits = new TimeSpan[count];
        var errors = 0;
        var running = new List<Task>(count);
        for (var at = 0; at < count; at++)
        {
            var turn = TimeSpan.FromSeconds(at / perSecond);
            if (turn - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } ahead)
            {
                await Task.Delay(ahead);
            }

            running.Add(One(at, turn));
        }

        await Task.WhenAll(running);
        return (waits, errors);

        async Task One(int at, TimeSpan turn)
        {
            try
            {
                if (!await once(at))
                {
                    Interlocked.Increment(ref errors);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                if (Interlocked.Increment(ref errors) < 4)
                {
                    Console.WriteLine($"  ! {exception.Message}");
                }
            }

            waits[at] = Stopwatch.GetElapsedTime(start) - turn;
        }
    }

    private static void Say(string what, (TimeSpan[] Waits, int Errors) measured)
    {
        var sorted = measured.Waits.Order().ToArray();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {what, -18} {sorted.Length, 6} {measured.Errors, 8} {At(0.5), 8:0.0} {At(0.99), 8:0.0} {sorted[^1].TotalMilliseconds, 12:0.0}"
            )
        );

        double At(double part) => sorted[(int)(part * (sorted.Length - 1))].TotalMilliseconds;
    }

    /// <summary>A unit whose plan is settled, and the key with which its clerk's program publishes.</summary>
    private sealed record Ready(string Unit, string Number, int Version, string Key);

    private static async Task<ImmutableArray<Ready>> Prepare(Cell cell)
    {
        ImmutableArray<Unit> units;
        await using (var db = cell.Open())
        {
            units =
            [
                .. (await cell.Register(db, CancellationToken.None)).All.Where(unit =>
                    unit.KindOn(Day) is UnitKind.Village or UnitKind.Community
                ),
            ];
        }

        var ready = ImmutableArray.CreateBuilder<Ready>();
        foreach (var unit in units)
        {
            var key = await Seats(cell, unit.Id);
            var books = new FinanceBook(new(2023, 9, 1), 10_000m, 10_800m)
            {
                Income = [new("集体土地租金", "租金收入", 2_000m)],
                Expense = [new("公共路灯电费", "水电费", 1_200m)],
            };
            DraftDisclosure draft = new()
            {
                Period = Period,
                Party = "三季度开展主题党日3次，接转组织关系2人。",
                Affairs = "姓名\t组别\t标准\n林某\t2组\t300\n赵某某\t5组\t300",
                Services = "办事窗口周一至周六开放，三季度代办86件。",
                Books = books.ToText(),
            };
            var disclosure = (await Do(cell, unit.Id, DisclosureProcedure.Table, draft)).Case!;
            disclosure = (await Do(cell, unit.Id, DisclosureProcedure.Table, new SubmitForReview(), disclosure)).Case!;
            disclosure = (await Do(cell, unit.Id, DisclosureProcedure.Table, new PassReview(), disclosure)).Case!;
            RecordMeeting meeting = new()
            {
                Types = [MeetingType.JointMeeting],
                Day = Day,
                Eligible = 9,
                Present = 8,
                Agenda = [new() { Motion = "确定三季度公开方案", Vote = VoteMethod.Unanimous }],
            };
            SettlePlan settles = new() { Meeting = (await Do(cell, unit.Id, Meetings.Procedure, meeting)).Key.Number };
            disclosure = (await Do(cell, unit.Id, DisclosureProcedure.Table, settles, disclosure)).Case!;
            ready.Add(new(unit.Id, disclosure.Number, disclosure.Version, key));
        }

        return ready.ToImmutable();
    }

    /// <summary>Three supervisors and a clerk with a key for programs.</summary>
    private static async Task<string> Seats(Cell cell, string unit)
    {
        Tenure? clerk = null;
        foreach (var office in new[] { "supervision-chair", "supervision-member", "supervision-member", "clerk" })
        {
            AppointToOffice act = new()
            {
                Office = office,
                Name = "林某",
                From = new(2021, 3, 1),
            };
            clerk = (Tenure)(await Do(cell, unit, TenureProcedure.Table, act)).Case!;
        }

        InviteAccount invitation = new() { Person = clerk!.Person, Login = $"{unit[3..]}文书" };
        var account = (Account)(await Do(cell, unit, AccountProcedure.Table, invitation)).Case!;
        account = (Account)(await Do(cell, unit, AccountProcedure.Table, new ActivateAccount(), account)).Case!;
        await using var db = cell.Open();
        return await ApiKey.Make(db, account, "公布日", Day, CancellationToken.None);
    }

    private static readonly Permission[] Everything =
    [
        .. Modules
            .All.SelectMany(module => module.Procedures)
            .SelectMany(procedure => procedure.Steps)
            .Select(step => step.Permission)
            .Distinct(),
    ];

    /// <summary>Does an act as somebody of the unit who may do everything; an account's own steps as its holder.</summary>
    private static async Task<Done> Do(Cell cell, string unit, IProcedure table, Act act, Case? of = null)
    {
        var somebody = Bare.Holding(unit, Everything);
        var done = await new Desk(cell).Act(
            table,
            unit,
            of?.Number,
            act with
            {
                Seen = of?.Version ?? 0,
                Key = Guid.CreateVersion7().ToString("N"),
            },
            of is Account account ? somebody with { Account = account.Id } : somebody,
            Luggage.None,
            CancellationToken.None
        );
        return done.IsDone ? done.Value : throw new InvalidOperationException($"{unit}: {done.Refusals[0].Reason}");
    }
}
