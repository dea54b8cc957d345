using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Cunju.App.Demo;
using Microsoft.Data.Sqlite;

namespace Cunju.Bench;

/// <summary>The year of <c>./run --demo</c> served: pages for everybody, new and from the shelf, and the boards of a township and of the district, with one year of
/// records and with ten. Works on copies; the demo's own file is only read.</summary>
public static partial class Overseeing
{
    private const string Town = "500112133";
    private const string Community = "500112020008";

    /// <summary>Measures for about that many seconds a row.</summary>
    /// <param name="demo">The folder of a made demo.</param>
    /// <param name="seconds">Seconds a row.</param>
    public static async Task Run(string demo, int seconds)
    {
        if (!File.Exists(Program))
        {
            Console.WriteLine("nothing to measure yet: ./run makes the program that is served");
            return;
        }

        foreach (var years in (int[])[1, 10])
        {
            var folder = Directory.CreateTempSubdirectory("cunju-bench-").FullName;
            try
            {
                var file = Path.Combine(folder, $"{Bare.District}.db");
                File.Copy(Path.Combine(demo, $"{Bare.District}.db"), file);
                var records = await Grow(file, years);
                Console.WriteLine($"== {years} year(s), {records} records, {new FileInfo(file).Length >> 20} MB ==");
                for (var time = 0; time < 3; time++)
                {
                    await Start(folder);
                }

                await Serve(folder, seconds);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>The program that <c>./run</c> starts: compiled ahead.</summary>
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory,
        "..",
        "..",
        "..",
        "publish",
        "Cunju.Cli",
        "release",
        "cunju"
    );

    /// <summary>Start to first page, on the whole machine.</summary>
    private static async Task Start(string folder)
    {
        var start = Stopwatch.GetTimestamp();
        using var server = Process.Start(
            new ProcessStartInfo(Program, ["serve", "--data", folder, "--port", "8099", "--practice"]) { RedirectStandardOutput = true }
        )!;
        using var http = new HttpClient { BaseAddress = new("http://127.0.0.1:8099") };
        while (!await Serving.Answers(http))
        {
            await Task.Delay(10);
        }

        await Serving.Page(http, "/");
        Console.WriteLine($"start to first page              {Stopwatch.GetElapsedTime(start).TotalSeconds, 8:0.00} s");
        server.Kill();
        await server.WaitForExitAsync();
    }

    private static async Task Serve(string folder, int seconds)
    {
        using var http = new HttpClient { BaseAddress = new("http://127.0.0.1:8099") };
        // One core for the server, the others for who asks: then a share of a core is what a page costs, and nothing else.
        using var server = Process.Start(
            new ProcessStartInfo("taskset", ["-c", "0", Program, "serve", "--data", folder, "--port", "8099", "--practice"])
            {
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            while (!await Serving.Answers(http))
            {
                await Task.Delay(10);
            }

            Console.WriteLine(
                $"first page, a unit's page, compressed {await Serving.Page(http, "/")} / {await Serving.Page(http, $"/{Community}")} bytes"
            );
            var units = await UnitsOf(folder);
            var cold = await Once(server, http, units.Select(unit => $"/{unit}"));
            var coldBoards = await Once(server, http, units.Select(unit => $"/{unit}/open/disclosures"));
            await SignIn(http);
            var firstBoard = await Once(server, http, [$"/{Bare.District}/oversight"]);
            Console.WriteLine("                                  requests/s   µs CPU/request   of plaintext");
            var plain = await Serving.Load(server, "/alive", "", seconds);
            Serving.Say("plaintext /alive", plain, plain);
            Serving.Say("a unit's page, from the shelf", await Serving.Load(server, $"/{Community}", "", seconds), plain);
            Serving.Say($"a unit's page, new ({units.Length} units)", cold, plain);
            Serving.Say("a board of disclosures, shelf", await Serving.Load(server, $"/{Community}/open/disclosures", "", seconds), plain);
            Serving.Say("a board of disclosures, new", coldBoards, plain);
            Serving.Say("a township's overview", await Once(server, http, Enumerable.Repeat($"/{Town}/oversight", 40)), plain);
            Serving.Say("the district's overview, first", firstBoard, plain);
            // A day nobody asked for yet has to be judged; the first few have the compiler at work beside them.
            await Once(server, http, DaysOf(8));
            Serving.Say("the district's, judged anew", await Once(server, http, DaysOf(9)), plain);
            Serving.Say("the same, kept", await Once(server, http, Enumerable.Repeat(DaysOf(9).Last(), 40)), plain);
            await Once(server, http, [Known("oversight")]);
            Serving.Say("as known on 1 August, kept", await Once(server, http, Enumerable.Repeat(Known("oversight"), 20)), plain);
            Serving.Say("lanes behind a number, kept", await Once(server, http, Enumerable.Repeat(Known("oversight/lanes"), 20)), plain);
            server.Refresh();
            Console.WriteLine($"memory of the server             {server.WorkingSet64 >> 20, 8} MB");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    /// <summary>The district's overview as of each of twenty days of that month.</summary>
    private static IEnumerable<string> DaysOf(int month) =>
        Enumerable.Range(1, 20).Select(day => $"/{Bare.District}/oversight?as-of=2023-{month:00}-{day:00}");

    private static string Known(string page) => $"/{Bare.District}/{page}?as-of=2023-08-01&known-at=2023-08-01";

    /// <summary>Each address once, one after the other.</summary>
    private static async Task<(double Rate, double Micros)> Once(Process server, HttpClient http, IEnumerable<string> addresses)
    {
        var (start, before, count) = (Stopwatch.GetTimestamp(), Serving.CpuOf(server), 0);
        foreach (var address in addresses)
        {
            await Serving.Page(http, address);
            count++;
        }

        return (count / Stopwatch.GetElapsedTime(start).TotalSeconds, (Serving.CpuOf(server) - before).TotalMicroseconds / count);
    }

    private static async Task SignIn(HttpClient http)
    {
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var hidden = Hidden().Match(page);
        using var form = new FormUrlEncodedContent([
            new("__RequestVerificationToken", WebUtility.HtmlDecode(hidden.Groups[1].Value)),
            new("Login", "渝北区民政局经办"),
            new("Password", DemoYear.Password),
            new("Next", ""),
        ]);
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        var board = await http.GetAsync(new Uri($"/{Bare.District}/readings", UriKind.Relative));
        if (!board.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/readings", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("Signing in did not work.");
        }
    }

    private static async Task<string[]> UnitsOf(string folder)
    {
        await using var connection = Open(Path.Combine(folder, $"{Bare.District}.db"));
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT DISTINCT "Unit" FROM records WHERE length("Unit") = 12 ORDER BY 1""";
        await using var rows = await command.ExecuteReaderAsync();
        var units = new List<string>();
        while (await rows.ReadAsync())
        {
            units.Add(rows.GetString(0));
        }

        return [.. units];
    }

    /// <summary>What was done in the demo's year again in each year before, so that the file is as full as after ten years. What stood before that year (the committees
    /// of 2022, the charter of 2021) stands once, as it does in life.</summary>
    private static async Task<long> Grow(string file, int years)
    {
        await using var connection = Open(file);
        await using var command = connection.CreateCommand();
        for (var back = 1; back < years; back++)
        {
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                INSERT INTO records
                SELECT "Id" || '-{back}', "Unit", "Kind", date("On", '-{back} years'), date("Entered", '-{back} years'), "Case" || '-{back}', "Of" || '-{back}',
                       "Fields", "Evidence", "Source", "CaseUnit", "CaseProcedure", "CaseNumber" || '-{back}', "CaseVersion"
                FROM records WHERE "Id" NOT LIKE '%-%-%' AND "On" >= '2023-01-01'
                """
            );
            await command.ExecuteNonQueryAsync();
            await Again(command, "disclosures", back, "Number", "Period");
        }

        command.CommandText = "SELECT count(*) FROM records";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The rows of 2023 of a table once more for a year before; those columns begin with the year.</summary>
    private static async Task Again(SqliteCommand command, string table, int back, params string[] dated)
    {
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        var columns = new List<string>();
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                columns.Add(rows.GetString(0));
            }
        }

        var year = (2023 - back).ToString(CultureInfo.InvariantCulture);
        var said = columns.Select(column => dated.Contains(column) ? $"'{year}' || substr(\"{column}\", 5)" : $"\"{column}\"");
        command.CommandText = $"INSERT INTO {table} SELECT {string.Join(", ", said)} FROM {table} WHERE \"Number\" LIKE '2023-%'";
        await command.ExecuteNonQueryAsync();
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
