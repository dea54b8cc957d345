using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cunju.App.Doors;
using Cunju.App.People;
using Cunju.Core.Assemblies;
using Cunju.Core.People;
using Cunju.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Doors;

/// <summary>A program at the doors: the real server, the real rules, a key made on the page.</summary>
public sealed partial class DoorTests
{
    private const string Record = $"/api/{TestCell.Village}/meetings/new/record-meeting";

    private static object Meeting(int present = 40) =>
        new
        {
            types = new[] { "RepresentativesAssembly" },
            day = "2023-10-08",
            eligible = 45,
            present,
            agenda = new[]
            {
                new
                {
                    kind = "MajorMatter",
                    motion = "修三组的路",
                    vote = "ShowOfHands",
                    @for = present,
                    against = 0,
                    abstain = 0,
                },
            },
        };

    [Fact]
    public async Task A_meeting_is_recorded_signed_and_read_by_a_program_as_on_the_pages()
    {
        await using var site = await TestSite.Start();
        using var program = await Program(site, "committee-chair");
        var (status, made) = await Post(program, Record, Meeting());
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("Held", made["case"]!["state"]!.GetValue<string>());
        Assert.Contains("sign-minutes", made["case"]!["open"]!.AsArray().Select(step => step!["verb"]!.GetValue<string>()));
        var number = made["case"]!["number"]!.GetValue<string>();

        // The same case as a person sees it, entered in the same person's name.
        await using var db = site.Cell.Cell.Open();
        var line = await db
            .Journal.AsNoTracking()
            .SingleAsync(entry => entry.Procedure == "meetings", TestContext.Current.CancellationToken);
        Assert.Equal((await db.Set<ApiKey>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Account, line.Account);

        // Nothing is public before the signature.
        using var anybody = new HttpClient { BaseAddress = site.Address };
        Assert.Empty((await Get(anybody, $"/api/{TestCell.Village}/meetings")).AsArray());
        (status, made) = await Post(
            program,
            $"/api/{TestCell.Village}/meetings/{number}/sign-minutes",
            new { seen = 1, signedOn = "2023-10-09" }
        );
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, made["case"]!["version"]!.GetValue<int>());
        var open = Assert.Single((await Get(anybody, $"/api/{TestCell.Village}/meetings")).AsArray())!;
        Assert.Equal("村民代表会议", open["title"]!.GetValue<string>());
        Assert.DoesNotContain("修三组的路", open.ToJsonString(), StringComparison.Ordinal);

        var board = await Get(program, $"/api/{TestCell.Village}/scoreboard");
        var lane = board["lanes"]!.AsArray().Single(lane => lane!["obligation"]!.GetValue<string>() == "representatives.yearly")!;
        Assert.Equal(1, lane["have"]!.GetValue<int>());
        var why = await Get(program, $"/api/{TestCell.Village}/scoreboard/representatives.yearly");
        Assert.Single(why["lanes"]![0]!["counted"]!.AsArray());
        Assert.NotEmpty((await Get(program, $"/api/{TestCell.Village}/calendar")).AsArray());
    }

    [Fact]
    public async Task The_same_mark_and_the_same_words_are_done_once()
    {
        await using var site = await TestSite.Start();
        using var program = await Program(site, "committee-chair");
        var (_, first) = await Post(program, Record, Meeting(), "mark-0123456789abcdef");
        var (status, second) = await Post(program, Record, Meeting(), "mark-0123456789abcdef");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.False(first["again"]!.GetValue<bool>());
        Assert.True(second["again"]!.GetValue<bool>());
        Assert.Equal(first["case"]!["number"]!.GetValue<string>(), second["case"]!["number"]!.GetValue<string>());
        var (_, third) = await Post(program, Record, Meeting(), "mark-fedcba9876543210");
        Assert.False(third["again"]!.GetValue<bool>());
        Assert.NotEqual(first["case"]!["number"]!.GetValue<string>(), third["case"]!["number"]!.GetValue<string>());
        var (missing, fault) = await Post(program, Record, Meeting(), "");
        Assert.Equal(HttpStatusCode.BadRequest, missing);
        Assert.NotNull(fault["errors"]!["idempotency-Key"]);
    }

    [Fact]
    public async Task A_rule_that_says_no_answers_with_code_reason_and_source()
    {
        await using var site = await TestSite.Start();
        using var program = await Program(site, "committee-chair");
        var future = JsonNode.Parse(JsonSerializer.Serialize(Meeting()))!;
        future["day"] = "2023-12-01";
        var (status, refused) = await Post(program, Record, future);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var reason = refused["refusals"]![0]!;
        Assert.StartsWith("meetings.", reason["code"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", reason["reason"]!.GetValue<string>());
        Assert.Equal("day", reason["field"]!.GetValue<string>());
        Assert.Equal(reason["code"]!.GetValue<string>(), refused["code"]!.GetValue<string>());

        var (_, made) = await Post(program, Record, Meeting());
        var address = $"/api/{TestCell.Village}/meetings/{made["case"]!["number"]!.GetValue<string>()}/sign-minutes";
        (status, refused) = await Post(program, address, new { seen = 7, signedOn = "2023-10-09" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "desk.stale"), (status, refused["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_malformed_is_named_field_by_field()
    {
        await using var site = await TestSite.Start();
        using var program = await Program(site, "committee-chair");
        var (status, fault) = await Post(
            program,
            Record,
            new
            {
                day = "八号",
                present = "很多",
                surprise = 1,
                types = "RepresentativesAssembly",
                agenda = new[] { new { kind = "Nothing" } },
            }
        );
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["agenda[0].kind", "day", "present", "surprise", "types"],
            fault["errors"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal)
        );
        foreach (var body in (string[])["", "{", "[]", "3", "null", "{\"agenda\":[[[1]]]}"])
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            content.Headers.Add("Idempotency-Key", "mark-0123456789abcdef");
            using var answer = await program.PostAsync(Record, content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }

        using var day = await program.GetAsync($"/api/{TestCell.Village}/scoreboard?as-of=morgen", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, day.StatusCode);
    }

    [Theory]
    [InlineData("as-of=2031-01-01", "as-of")]
    [InlineData("as-of=2021-01-01", "as-of")]
    [InlineData("known-at=2023-10-13", "known-at")]
    [InlineData("as-of=2023-13-01", "as-of")]
    public async Task A_day_that_cannot_be_meant_is_refused_with_the_words_of_the_pages(string query, string field)
    {
        await using var site = await TestSite.Start();
        using var program = await Program(site, "committee-chair");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        foreach (var door in (string[])[$"/api/{TestCell.Village}/scoreboard", $"/api/{TestCell.Village}/scoreboard/assembly.yearly"])
        {
            using var answer = await program.GetAsync($"{door}?{query}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var fault = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            var (name, texts) = Assert.Single(fault["errors"]!.AsObject());
            Assert.Equal(field, name);
            await clerk.Go($"{door[4..]}?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
            Assert.Contains(texts![0]!.GetValue<string>().Split('，')[0], clerk.Text);
        }

        Assert.Equal(HttpStatusCode.OK, await Status(program, $"/api/{TestCell.Village}/scoreboard?as-of=2023-12-31&known-at=2023-10-12"));
        if (field == "as-of")
        {
            Assert.Equal(HttpStatusCode.BadRequest, await Status(program, $"/api/list?{query}"));
        }
    }

    [Fact]
    public async Task A_file_travels_in_the_act_and_is_kept_like_an_uploaded_one()
    {
        await using var site = await TestSite.Start();
        using var program = await Program(site, "committee-chair");
        var (_, made) = await Post(program, Record, Meeting());
        var address = $"/api/{TestCell.Village}/meetings/{made["case"]!["number"]!.GetValue<string>()}/sign-minutes";
        var (status, _) = await Post(
            program,
            address,
            new
            {
                seen = 1,
                signedOn = "2023-10-09",
                scans = new[] { "data:application/pdf;base64,JVBERi0xLjQK" },
            }
        );
        Assert.Equal(HttpStatusCode.OK, status);
        await using var db = site.Cell.Cell.Open();
        var blob = await db.Blobs.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal("application/pdf", blob.MediaType);
        Assert.Equal([blob.Digest], (await db.Set<Meeting>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Scans);
        (status, _) = await Post(program, Record, new { signIn = new[] { "data:text/html;base64,PGh0bWw+" } });
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task What_is_foreign_is_not_there_and_a_cookie_opens_nothing()
    {
        await using var site = await TestSite.Start();
        using var program = await Program(site, "committee-chair");
        using var township = await Program(site, "township-officer", TestCell.Township);
        foreach (
            var address in (string[])
                [
                    $"/api/{TestCell.OtherVillage}/scoreboard",
                    $"/api/{TestCell.OtherVillage}/calendar",
                    $"/api/{TestCell.Township}/scoreboard",
                    "/api/500112999999/scoreboard",
                    "/api/nothing",
                ]
        )
        {
            using var answer = await program.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Post(program, Record.Replace(TestCell.Village, TestCell.OtherVillage, StringComparison.Ordinal), Meeting())).Status
        );
        // A township sees its village, and the village sees that it looked; it does not act for it. Who was told that the question is wrong has seen nothing.
        Assert.Equal(HttpStatusCode.BadRequest, await Status(township, $"/api/{TestCell.Village}/scoreboard/assembly.yearly?as-of=1"));
        await using (var before = site.Cell.Cell.Open())
        {
            Assert.Empty(await before.Set<App.People.Look>().ToListAsync(TestContext.Current.CancellationToken));
        }

        Assert.NotEmpty((await Get(township, $"/api/{TestCell.Village}/scoreboard"))["lanes"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await Post(township, Record, Meeting())).Status);
        await using var db = site.Cell.Cell.Open();
        Assert.Equal("scoreboard", (await db.Set<App.People.Look>().SingleAsync(TestContext.Current.CancellationToken)).Page);

        var seat = await site.Seat(TestCell.Village, "committee-chair");
        using var browser = new HttpClient { BaseAddress = site.Address };
        browser.DefaultRequestHeaders.Add("Cookie", $"seat={seat}");
        using var board = await browser.GetAsync($"/api/{TestCell.Village}/scoreboard", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, board.StatusCode);
        Assert.Equal("Bearer", board.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(browser, Record, Meeting())).Status);
    }

    [Fact]
    public async Task A_key_is_kept_only_as_its_digest_and_ends_with_its_revocation_or_its_account()
    {
        await using var site = await TestSite.Start();
        using var chair = await site.Browse(TestCell.Village, "committee-chair");
        var key = await Key(chair, TestCell.Village);
        await using var db = site.Cell.Cell.Open();
        Assert.Equal(
            Secrets.Digest(key),
            (await db.Set<ApiKey>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Digest
        );
        using var program = With(site, key);
        Assert.Equal(HttpStatusCode.OK, await Status(program, $"/api/{TestCell.Village}/scoreboard"));
        await chair.Go($"/{TestCell.Village}/keys");
        Assert.DoesNotContain(key, chair.Page.Source.Text, StringComparison.Ordinal);
        Assert.Contains("10月12日用过", chair.Text, StringComparison.Ordinal);

        // Nobody else takes it back.
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/keys");
        Assert.DoesNotContain("办公系统 ", clerk.Text, StringComparison.Ordinal);
        await chair.Press("停用");
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(program, $"/api/{TestCell.Village}/scoreboard"));

        using var second = With(site, await Key(chair, TestCell.Village));
        Assert.Equal(HttpStatusCode.OK, await Status(second, $"/api/{TestCell.Village}/scoreboard"));
        await db.Set<Account>()
            .ExecuteUpdateAsync(
                set => set.SetProperty(account => account.State, AccountState.Suspended),
                TestContext.Current.CancellationToken
            );
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(second, $"/api/{TestCell.Village}/scoreboard"));
    }

    [Fact]
    public async Task Accounts_are_no_business_of_a_program()
    {
        await using var site = await TestSite.Start();
        using var program = await Program(site, "committee-chair");
        var (status, _) = await Post(program, $"/api/{TestCell.Village}/accounts/new/invite-account", new { person = "x", login = "y" });
        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    internal static async Task<HttpClient> Program(TestSite site, string office, string unit = TestCell.Village)
    {
        using var browser = await site.Browse(unit, office);
        return With(site, await Key(browser, unit));
    }

    private static async Task<string> Key(Browser browser, string unit)
    {
        await browser.Go($"/{unit}/keys");
        await browser.Press("生成钥匙", ("Title", "办公系统"));
        return KeyText().Match(browser.Text).Value;
    }

    private static HttpClient With(TestSite site, string key)
    {
        var http = new HttpClient { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static async Task<HttpStatusCode> Status(HttpClient program, string address)
    {
        using var answer = await program.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    internal static async Task<JsonNode> Get(HttpClient program, string address) =>
        JsonNode.Parse(await program.GetStringAsync(address, TestContext.Current.CancellationToken))!;

    internal static async Task<(HttpStatusCode Status, JsonNode Body)> Post(
        HttpClient program,
        string address,
        object body,
        string? mark = null
    )
    {
        using var content = new StringContent(
            body is JsonNode node ? node.ToJsonString() : JsonSerializer.Serialize(body),
            Encoding.UTF8,
            "application/json"
        );
        content.Headers.Add("Idempotency-Key", mark ?? Secrets.NewToken());
        using var answer = await program.PostAsync(address, content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    [GeneratedRegex("cunju_[A-Za-z0-9_-]{43}")]
    private static partial Regex KeyText();
}
