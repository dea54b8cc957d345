using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Cunju.App.Storage;
using Microsoft.Data.Sqlite;

namespace Cunju.Bench;

/// <summary>The served pages: from start to first answer, bytes of the first page, requests a second and processor time a request, beside the same server's
/// plaintext. The load is made by wrk (Debian package of that name) from the same machine, 16 connections.</summary>
public static partial class Serving
{
    private const string Village = "500112129202";

    /// <summary>Measures for about that many seconds a row.</summary>
    public static async Task Run(int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("cunju-bench-").FullName;
        try
        {
            var cell = await Bare.NewCell(new SqliteStore(folder, Bare.District));
            await Fill(cell);
            SqliteConnection.ClearAllPools();

            var start = Stopwatch.GetTimestamp();
            using var server = Process.Start(
                new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "cunju"), ["serve", "--data", folder, "--port", "8099"])
                {
                    RedirectStandardOutput = true,
                }
            )!;
            var jar = new CookieContainer();
            using var http = new HttpClient(new HttpClientHandler { CookieContainer = jar }) { BaseAddress = new("http://127.0.0.1:8099") };
            try
            {
                while (!await Answers(http))
                {
                    await Task.Delay(10);
                }

                Console.WriteLine($"start to first answer            {Stopwatch.GetElapsedTime(start).TotalSeconds, 8:0.00} s");
                var first = await Page(http, "/sign-in");
                var cookie = await SignIn(http, jar, server);
                Console.WriteLine($"first page (sign-in), compressed {first, 8} bytes");
                Console.WriteLine($"desk of a village, compressed    {await Page(http, $"/{Village}/desk"), 8} bytes");
                Console.WriteLine(
                    $"stylesheet / script, compressed  {await Asset(http, "site.css")} / {await Asset(http, "site.js")} bytes"
                );
                Console.WriteLine("                                  requests/s   µs CPU/request   of plaintext");
                var plain = await Load(server, "/alive", cookie, seconds);
                Say("plaintext /alive", plain, plain);
                Say("sign-in page", await Load(server, "/sign-in", "", seconds), plain);
                Say("desk of a village, ~190 records", await Load(server, $"/{Village}/desk", cookie, seconds), plain);
                Say("scoreboard of a village", await Load(server, $"/{Village}/scoreboard", cookie, seconds), plain);
            }
            finally
            {
                server.Kill();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static void Say(string what, (double Rate, double Micros) measured, (double Rate, double Micros) plain) =>
        Console.WriteLine($"  {what, -32} {measured.Rate, 10:0}   {measured.Micros, 14:0}   {measured.Micros / plain.Micros, 9:0.0}x");

    private static async Task Fill(Cell cell)
    {
        await using var db = cell.Open();
        var register = await cell.Register(db, CancellationToken.None);
        foreach (
            var record in YearOfRecords.Of(register.Find(Village)!, 2023).Where(record => record.KnownFrom <= new DateOnly(2023, 10, 12))
        )
        {
            db.Records.Add(
                new()
                {
                    Id = record.Id,
                    Unit = record.Unit,
                    Kind = record.Kind,
                    On = record.On,
                    Entered = record.KnownFrom,
                    Case = record.Case,
                    Of = record.Of,
                    Fields = CellJson.Write(record.Fields),
                    Evidence = CellJson.Write(record.Evidence),
                    Source = record.Source,
                    CaseUnit = record.Unit,
                    CaseProcedure = "work-records",
                    CaseNumber = record.Id,
                    CaseVersion = 1,
                }
            );
        }

#pragma warning disable RS0030 // Only the Desk writes; a measurement prepares its year of records.
        await db.SaveChangesAsync();
#pragma warning restore RS0030
    }

    internal static async Task<bool> Answers(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(new Uri("/alive", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Follows the one-time link the server prints, as the administrator would, and keeps the session's cookie.</summary>
    private static async Task<string> SignIn(HttpClient http, CookieContainer jar, Process server)
    {
        var link = "";
        while (!link.Contains("/activate/", StringComparison.Ordinal))
        {
            link = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server printed no link.");
        }

        var address = new Uri(link.Trim());
        var page = (await http.GetStringAsync(address)).Split("<footer")[0];
        var fields = Inputs()
            .Matches(page)
            .Select(input =>
                KeyValuePair.Create(
                    Name().Match(input.Value).Groups[1].Value,
                    WebUtility.HtmlDecode(Value().Match(input.Value).Groups[1].Value)
                )
            );
        var form = fields
            .Where(field => field.Key.Length > 0)
            .Select(field => field.Value.Length == 0 ? KeyValuePair.Create(field.Key, "一句很长的口令 for measuring") : field);
        using var body = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(address, body);
        var desk = await http.GetAsync(new Uri($"/{Village}/desk", UriKind.Relative));
        return
            desk.StatusCode == HttpStatusCode.OK
            && desk.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/desk", StringComparison.Ordinal)
            ? string.Join("; ", jar.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}"))
            : throw new InvalidOperationException("Signing in did not work.");
    }

    internal static async Task<long> Page(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await http.SendAsync(request);
        return (await answer.Content.ReadAsByteArrayAsync()).LongLength;
    }

    private static Task<long> Asset(HttpClient http, string name) => Page(http, $"/assets/{name}");

    internal static async Task<(double Rate, double Micros)> Load(Process server, string path, string cookie, int seconds)
    {
        await Wrk(path, cookie, 2);
        var before = CpuOf(server);
        var output = await Wrk(path, cookie, seconds);
        var spent = CpuOf(server) - before;
        var requests = double.Parse(Requests().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        var rate = double.Parse(Rates().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        return output.Contains("Non-2xx", StringComparison.Ordinal)
            ? throw new InvalidOperationException(output)
            : (rate, spent.TotalMicroseconds / requests);
    }

    internal static TimeSpan CpuOf(Process server)
    {
        server.Refresh();
        return server.TotalProcessorTime;
    }

    private static async Task<string> Wrk(string path, string cookie, int seconds)
    {
        using var wrk = Process.Start(
            new ProcessStartInfo(
                "taskset",
                [
                    "-c",
                    "1",
                    "wrk",
                    "-t1",
                    "-c16",
                    $"-d{seconds}s",
                    "-H",
                    $"Cookie: {cookie}",
                    "-H",
                    "Accept-Encoding: br",
                    $"http://127.0.0.1:8099{path}",
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return output;
    }

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rates();
}
