using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cunju.App.Storage;
using Cunju.Core.Assemblies;
using Cunju.Tests.Shell;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Watching;

public sealed partial class WatchTests
{
    [Fact]
    public async Task Health_tells_anybody_whether_it_is_well_and_only_this_machine_more()
    {
        await using var site = await TestSite.Start();
        using var http = new HttpClient { BaseAddress = site.Address };
        var health = JsonNode.Parse(await http.GetStringAsync("/health", TestContext.Current.CancellationToken))!;
        Assert.Equal("ok", health["status"]!.GetValue<string>());
        Assert.Equal("2023-10-12", health["today"]!.GetValue<string>());
        Assert.True(health["chain"]!.GetValue<bool>());
        Assert.True(health["freeBytes"]!.GetValue<long>() > 0);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal("ok\n", await http.GetStringAsync("/health", TestContext.Current.CancellationToken));
        // What another program has moved on meanwhile is told as it is now, even if nobody has looked at a page.
        var other = await site.Cell.OpenAgain();
        Assert.True(await other.SetClock(new(2023, 11, 2), TestContext.Current.CancellationToken));
        http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        health = JsonNode.Parse(await http.GetStringAsync("/health", TestContext.Current.CancellationToken))!;
        Assert.Equal("2023-11-02", health["today"]!.GetValue<string>());
        // A chain whose end is not where its head says is no health.
        await using var db = site.Cell.Cell.Open();
        await db.Heads.ExecuteUpdateAsync(
            set => set.SetProperty(head => head.Hash, new string('f', 64)),
            TestContext.Current.CancellationToken
        );
        using var bad = await http.GetAsync("/health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, bad.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "cunju.example.cn")]
    public async Task Metrics_are_not_there_for_what_comes_through_a_proxy(string header, string value)
    {
        await using var site = await TestSite.Start();
        using var http = new HttpClient { BaseAddress = site.Address };
        using var here = await http.GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        using var away = await http.GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, away.StatusCode);
    }

    [Fact]
    public async Task Metrics_count_requests_by_template_acts_by_outcome_and_evaluations()
    {
        await using var site = await TestSite.Start();
        using var chair = await site.Browse(TestCell.Village, "committee-chair");
        await chair.Go($"/{TestCell.Village}/scoreboard");
        await site.Cell.Act(
            site.Cell.Office(TestCell.Village, "committee-chair"),
            Meetings.Procedure,
            TestCell.Village,
            null,
            new RecordMeeting { Types = [MeetingType.CommitteeMeeting] }
        );
        var text = System.Text.Encoding.UTF8.GetString(await chair.Bytes("/metrics"));
        Assert.Matches(
            """cunju_request_duration_seconds_count\{method="GET",route="/\{unit:regex[^"]*\}/scoreboard",status="200"\} [1-9]""",
            text
        );
        Assert.Matches("""cunju_acts_total\{procedure="meetings",outcome="refused"\} [1-9]""", text);
        Assert.Matches("cunju_evaluation_duration_seconds_count [1-9]", text);
        Assert.Matches("""cunju_evaluation_duration_seconds_bucket\{le="\+Inf"\} [1-9]""", text);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCell.Village, text, StringComparison.Ordinal);
        // As a collector reads it: a name, labels, a number; each name announced once.
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(
            lines,
            line => Assert.Matches("""^(# (HELP|TYPE) [a-z_]+ .*|[a-z_]+(\{([a-z_]+="([^"\\]|\\.)*",?)+\})? [-+0-9.eE]+)$""", line)
        );
        var types = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(types.Distinct(), types);
    }

    /// <summary>The program itself, as an operator runs it, through a day with names, passwords, links and keys; then its log is searched for every one of them.</summary>
    [Fact]
    public async Task The_log_holds_a_line_a_request_and_nothing_that_anybody_typed()
    {
        await using var cell = await TestCell.Create($"{DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime):yyyy-MM-dd}");
        var today = cell.Cell.Today;
        var link = await Invited(cell);
        SqliteConnection.ClearAllPools();
        using var program = Process.Start(
            new ProcessStartInfo(
                Path.Combine(AppContext.BaseDirectory, "cunju"),
                ["serve", "--port", "0", "--log", "json", "--data", Path.GetDirectoryName(((SqliteStore)cell.Store).File)!]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var log = new List<string>();
        var started = new TaskCompletionSource<Uri>();
        var reading = Task.WhenAll(Read(program.StandardOutput), Read(program.StandardError));
        string[] secrets;
        string number;
        try
        {
            var address = await started.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            (secrets, number) = await Day(address, link, cell, today);
        }
        finally
        {
            program.Kill();
            await reading;
        }

        var lines = log.Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).ToArray();
        var requests = lines
            .Where(line => line["Category"]!.GetValue<string>().EndsWith(".RequestLog", StringComparison.Ordinal))
            .ToArray();
        Assert.True(requests.Length >= 10, $"{requests.Length} lines");
        Assert.All(requests, line => Assert.True(line["State"]!["Milliseconds"]!.GetValue<double>() >= 0));
        Assert.Contains(
            requests,
            line =>
                line["State"]!["Route"]!.GetValue<string>() == "/calendars/{token}.ics" && line["State"]!["Status"]!.GetValue<int>() == 200
        );
        Assert.Contains(requests, line => line["State"]!["Bytes"]!.GetValue<long>() > 1000);
        // The number on the page leads to the place in the code.
        Assert.Contains(
            lines,
            line =>
                line["State"]?["Number"]?.GetValue<string>() == number
                && line["State"]!["Kinds"]!.GetValue<string>().Contains("SqliteException", StringComparison.Ordinal)
        );
        // What the program prints for the operator before it serves (the first link) is no log.
        var logged = string.Join('\n', lines.Select(line => Regex.Unescape(line.ToJsonString())));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, logged, StringComparison.Ordinal));

        async Task Read(StreamReader reader)
        {
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                lock (log)
                {
                    log.Add(line);
                }

                if (Served().Match(line) is { Success: true } served)
                {
                    started.TrySetResult(new(served.Value));
                }
            }
        }
    }

    /// <summary>A one-time link for a chair, given out by hand.</summary>
    private static async Task<string> Invited(TestCell cell)
    {
        var actor = cell.Everyone(TestCell.Village);
        var appointed = await cell.Does(
            actor,
            Core.People.TenureProcedure.Table,
            TestCell.Village,
            null,
            new Core.People.AppointToOffice
            {
                Office = "committee-chair",
                Name = "欧阳风筝",
                From = cell.Cell.Today,
            }
        );
        var (_, token) = await App.People.Accounts.Invite(
            cell.Desk,
            TestCell.Village,
            new Core.People.InviteAccount { Person = ((Core.People.Tenure)appointed.Case!).Person, Login = "欧阳小任" },
            actor,
            CancellationToken.None
        );
        return $"/activate/{token}";
    }

    private static async Task<(string[] Secrets, string Number)> Day(Uri address, string link, TestCell cell, DateOnly today)
    {
        const string Password = "三棵柳树 挂着一只 风筝";
        using var browser = new Browser(address);
        await browser.Go(link);
        await browser.Press("设好密码并登录", ("Password", Password), ("Again", Password));
        Assert.EndsWith("/desk", browser.Path, StringComparison.Ordinal);
        await browser.Go("/?q=石岩村");
        await browser.Go($"/{TestCell.Village}/meetings/new/record-meeting");
        await browser.Press(
            "记好了",
            ("Types", "CommitteeMeeting"),
            ("Day", $"{today:yyyy-MM-dd}"),
            ("Place", "东方红大院坝"),
            ("Eligible", "5"),
            ("Present", "5"),
            ("Chair", "欧阳风筝"),
            ("Recorder", "诸葛柳笛"),
            ("Minutes", "上官某某家里困难"),
            ("Agenda[0].Kind", "WorkReport"),
            ("Agenda[0].Motion", "听取慕容某的汇报")
        );
        Assert.Contains("/meetings/", browser.Path, StringComparison.Ordinal);
        await browser.Go($"/{TestCell.Village}/keys");
        await browser.Press("生成钥匙", ("Title", "司马的办公系统"));
        var key = Key().Match(browser.Text).Value;
        await browser.Go($"/{TestCell.Village}/feeds");
        await browser.Press("生成地址");
        var feed = Token().Match(browser.Text).Groups[1].Value;
        Assert.True(key.Length > 40 && feed.Length > 40);
        using var phone = new HttpClient { BaseAddress = address };
        await phone.GetStringAsync($"/calendars/{feed}.ics");
        using var unknown = await phone.GetAsync(new Uri($"/calendars/{feed}x.ics", UriKind.Relative));
        using var odd = await phone.SendAsync(new(new("OUYANG"), "/欧阳风筝?name=欧阳风筝"));
        phone.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await phone.GetStringAsync($"/api/{TestCell.Village}/scoreboard");

        // A fault of the program, with words of a person in the address and in the form.
        await using (var db = cell.Cell.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE meetings RENAME TO lost");
        }

        await browser.Go($"/{TestCell.Village}/meetings?type=欧阳风筝");
        Assert.Equal(HttpStatusCode.InternalServerError, browser.Status);
        var number = Number().Match(browser.Text).Value;
        await using (var db = cell.Cell.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE lost RENAME TO meetings");
        }

        return (
            [
                Password,
                "风筝",
                "欧阳",
                "小任",
                "OUYANG",
                "诸葛",
                "上官",
                "慕容",
                "司马",
                "东方红",
                "石岩村",
                Uri.EscapeDataString("欧阳"),
                link["/activate/".Length..],
                key,
                feed,
            ],
            number
        );
    }

    [GeneratedRegex("http://127[.]0[.]0[.]1:[0-9]+")]
    private static partial Regex Served();

    [GeneratedRegex("cunju_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();

    [GeneratedRegex("/calendars/([A-Za-z0-9_-]+)[.]ics")]
    private static partial Regex Token();

    [GeneratedRegex("(?<=编号 )[0-9]{6}")]
    private static partial Regex Number();
}
