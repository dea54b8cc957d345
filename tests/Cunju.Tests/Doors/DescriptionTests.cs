using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cunju.Core.People;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Doors;

/// <summary>The description of the doors is a contract: it is a file of the repository, and each door answers as it says.</summary>
public sealed partial class DescriptionTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task The_description_is_the_approved_one()
    {
        await using var site = await TestSite.Start();
        using var http = new HttpClient { BaseAddress = site.Address };
        var document = await DoorTests.Get(http, "/api/openapi.json");
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Approved.File(Path.Combine(Repository.Root, "docs", "openapi.json"), document.ToJsonString(Readable));
    }

    [Fact]
    public async Task Every_step_but_those_of_accounts_and_of_the_issuer_has_its_door_with_the_words_of_its_form()
    {
        await using var site = await TestSite.Start();
        using var http = new HttpClient { BaseAddress = site.Address };
        var document = await DoorTests.Get(http, "/api/openapi.json");
        var described = document["paths"]!.AsObject().Where(path => path.Value!["post"] is not null).Select(path => path.Key);
        var steps =
            from procedure in TestCell.Institutions
            where procedure != AccountProcedure.Table && procedure.Name is not ("readings" or "editions")
            from step in procedure.Steps
            select $"/api/{{unit}}/{procedure.Name}/{(step.Opens ? "new" : "{number}")}/{step.Verb}";
        Assert.Equal(steps.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        var meeting = document["components"]!["schemas"]!["RecordMeeting"]!["properties"]!;
        Assert.Equal("哪天开的", meeting["day"]!["description"]!.GetValue<string>());
        Assert.Null(meeting["key"]);
        Assert.Null(meeting["seen"]);
        Assert.NotNull(document["components"]!["schemas"]!["SignMinutes"]!["properties"]!["seen"]);
    }

    /// <summary>Each documented door is tried without a key, with one, and with one that is not its unit's; every answer is among those it names.</summary>
    [Fact]
    public async Task Each_door_answers_as_described()
    {
        await using var site = await TestSite.Start();
        using var nobody = new HttpClient { BaseAddress = site.Address };
        using var chair = await DoorTests.Program(site, "committee-chair");
        using var foreign = await DoorTests.Program(site, "committee-chair", TestCell.Community);
        var document = await DoorTests.Get(nobody, "/api/openapi.json");
        var tried = 0;
        foreach (var (template, doors) in document["paths"]!.AsObject())
        {
            var path = template
                .Replace("{unit}", TestCell.Village, StringComparison.Ordinal)
                .Replace("{number}", "2023-001", StringComparison.Ordinal)
                .Replace("{obligation}", "representatives.yearly", StringComparison.Ordinal);
            foreach (var (method, door) in doors!.AsObject())
            {
                var statuses = door!["responses"]!.AsObject().Select(response => response.Key).ToHashSet();
                var needsKey = door["security"] is not null;
                Assert.Equal(needsKey ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, await Try(nobody, method, path, statuses));
                await Try(chair, method, path, statuses);
                var strange = await Try(foreign, method, path, statuses);
                Assert.Equal(needsKey ? HttpStatusCode.NotFound : HttpStatusCode.OK, strange);
                tried++;
            }
        }

        Assert.True(tried > 20, $"{tried}");
    }

    private static async Task<HttpStatusCode> Try(HttpClient http, string method, string path, HashSet<string> described)
    {
        using var request = new HttpRequestMessage(new(method.ToUpperInvariant()), path);
        if (method == "post")
        {
            request.Content = new StringContent("{\"seen\":1}", Encoding.UTF8, "application/json");
            request.Content.Headers.Add("Idempotency-Key", "mark-0123456789abcdef");
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(
            described.Contains($"{(int)answer.StatusCode}"),
            $"{method} {path}: {(int)answer.StatusCode} is not among {string.Join(' ', described)}"
        );
        return answer.StatusCode;
    }

    [Fact]
    public async Task The_page_to_try_loads_nothing_from_elsewhere_and_is_the_only_one_with_its_own_policy()
    {
        await using var site = await TestSite.Start();
        using var http = new HttpClient { BaseAddress = site.Address };
        using var page = await http.GetAsync("/api/try/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.Equal(32, nonce.Length);
        Assert.All(Script().Matches(html), script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("https://", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        using var again = await http.GetAsync("/api/try/", TestContext.Current.CancellationToken);
        Assert.NotEqual(policy, Assert.Single(again.Headers.GetValues("Content-Security-Policy")));
        using var home = await http.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("unsafe-inline", Assert.Single(home.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [GeneratedRegex("'nonce-([0-9a-f]+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
