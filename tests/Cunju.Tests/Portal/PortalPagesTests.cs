using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Cunju.App;
using Cunju.App.Portal;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Cunju.Core.Registry;
using Cunju.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cunju.Tests.Portal;

/// <summary>公开栏 on the real server: what is shown, what is not, and that it is shown at once.</summary>
public sealed class PortalPagesTests
{
    private const string Board = $"/{PortalScene.Unit}";

    [Fact]
    public async Task A_stranger_finds_a_village_by_part_of_its_name_its_code_and_its_township()
    {
        await using var site = await TestSite.Start();
        using var anyone = new Stranger(site.Address);
        Assert.Contains($"/{TestCell.Village}", await anyone.Links("/?q=石岩"));
        Assert.Contains($"/{TestCell.Village}", await anyone.Links($"/?q={TestCell.Village[..11]}"));
        Assert.Contains($"/{TestCell.Township}", await anyone.Links("/"));
        Assert.Contains($"/{TestCell.Village}", await anyone.Links($"/{TestCell.Township}"));
        Assert.Contains($"/{TestCell.Township}", await anyone.Links($"/{TestCell.District}"));
        Assert.Contains("没有找到", await anyone.Text("/?q=没有这个村"));
        await anyone.Text("/999999999999", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Residents_never_read_how_late_something_was_entered()
    {
        await using var site = await TestSite.Start();
        await Story.Tell(site);
        using var anyone = new Stranger(site.Address);
        foreach (var duty in new[] { "consult.quarterly", "consult.catalogue", "promise.chain" })
        {
            var text = await anyone.Text($"{Board}/open/year/{duty}");
            Assert.Contains("办过的", text);
            Assert.DoesNotContain("补录", text);
        }
    }

    [Fact]
    public async Task The_board_shows_what_is_open_and_nothing_else()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site.Cell);
        using var anyone = new Stranger(site.Address);
        var text = await anyone.Text(Board);
        string[] open =
        [
            "冬季用气安全",
            "10月20日",
            "社区会议室",
            "电动车充电棚建在三号楼东侧",
            "通过了。赞成1016票，反对4票，弃权0票。",
            "没有通过。赞成400票，反对620票，弃权0票。",
            "养老服务站改造方案",
            "到会的一致同意",
            "民主评议居民委员会成员",
            OpenMeetings.Masked,
            "今年已开居民会议1次，应开1次。",
            "林某甲",
            "023-67210001",
            "13800003333",
            "023-67210000",
        ];
        Assert.All(open, word => Assert.Contains(word, text));
        // Every page a stranger can reach from here holds none of what is inside.
        var seen = await anyone.Walk(Board);
        Assert.Contains($"{Board}/open/year", seen.Keys);
        Assert.Contains($"{Board}/open/decisions/2023", seen.Keys);
        Assert.Contains(seen.Keys, path => path.StartsWith($"{Board}/open/meetings/", StringComparison.Ordinal));
        Assert.All(seen, page => Assert.All(PortalScene.Inner, word => Assert.False(page.Value.Contains(word), $"{word} on {page.Key}")));
    }

    [Fact]
    public async Task No_address_of_a_meeting_that_is_not_open_answers()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site.Cell);
        using var anyone = new Stranger(site.Address);
        await using var db = site.Cell.Cell.Open();
        var all = db.Set<Meeting>().ToArray();
        Assert.Equal(Enum.GetValues<MeetingState>().Length - 1, all.Select(meeting => meeting.State).Distinct().Count());
        foreach (var meeting in all)
        {
            var open = OpenMeetings.Of(meeting, site.Cell.Cell.Today) != Openness.Closed;
            await anyone.Text($"{Board}/open/meetings/{meeting.Number}", open ? HttpStatusCode.OK : HttpStatusCode.NotFound);
            await anyone.Text($"/{TestCell.Village}/open/meetings/{meeting.Number}", HttpStatusCode.NotFound);
        }

        await anyone.Text($"{Board}/open/tenures/2023-001", HttpStatusCode.NotFound);
        await anyone.Text($"{Board}/open/year/no-such-thing", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Below_the_first_year_no_link_leads_and_an_address_is_passed_on_as_it_is_kept()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site.Cell);
        using var anyone = new Stranger(site.Address);
        Assert.Contains($"{Board}/open/decisions/2000", await anyone.Links($"{Board}/open/decisions/2001"));
        var oldest = await anyone.Links($"{Board}/open/decisions/2000");
        Assert.Contains($"{Board}/open/decisions/2001", oldest);
        Assert.DoesNotContain($"{Board}/open/decisions/1999", oldest);

        var matter = (await anyone.Links($"{Board}/open/decisions/2023")).First(link =>
            link.Contains("/open/meetings/", StringComparison.Ordinal)
        );
        // Whoever asks first, and however it was typed: the next reader is given the address itself.
        await anyone.Html(matter.Replace("/open/", "/OPEN/", StringComparison.Ordinal));
        var share = new HtmlParser().ParseDocument(await anyone.Html(matter)).QuerySelector(".open-share")!.TextContent;
        Assert.Contains(matter, share);
        Assert.DoesNotContain("/OPEN/", share, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_shows_at_once_also_when_another_program_made_it()
    {
        await using var site = await TestSite.Start();
        using var anyone = new Stranger(site.Address);
        Assert.Contains("今年已开居民会议0次", await anyone.Text(Board));
        var number = (
            await site.Cell.Does(
                site.Cell.Office(PortalScene.Unit, "clerk"),
                Meetings.Procedure,
                PortalScene.Unit,
                null,
                PortalScene.Held("2023-09-20", MeetingType.ResidentsAssembly, PortalScene.Item("充电棚", 1016, 4))
            )
        )
            .Key
            .Number;
        Assert.Contains("今年已开居民会议1次", await anyone.Text(Board));
        Assert.DoesNotContain("充电棚", await anyone.Text(Board));
        var other = new Desk(await site.Cell.OpenAgain());
        var signed = await other.Act(
            Meetings.Procedure,
            PortalScene.Unit,
            number,
            new SignMinutes { Seen = 1 },
            site.Cell.Office(PortalScene.Unit, "clerk"),
            Luggage.None,
            TestContext.Current.CancellationToken
        );
        Assert.True(signed.IsDone);
        Assert.Contains("充电棚", await anyone.Text(Board));
        // And what is taken back is gone at once.
        await site.Cell.Does(
            site.Cell.Everyone(PortalScene.Unit),
            Meetings.Procedure,
            PortalScene.Unit,
            number,
            new RetractMeeting { Why = RetractionReason.Duplicate, Seen = 2 }
        );
        Assert.DoesNotContain("充电棚", await anyone.Text(Board));
    }

    [Fact]
    public async Task A_new_day_and_a_new_telephone_show_at_once()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site.Cell);
        using var anyone = new Stranger(site.Address);
        Assert.Contains("冬季用气安全", await anyone.Text(Board));
        await using var db = site.Cell.Cell.Open();
        var profile = db.Set<UnitProfile>().Single(kept => kept.Unit == PortalScene.Unit);
        await site.Cell.Does(
            site.Cell.Everyone(PortalScene.Unit),
            ProfileProcedure.Table,
            PortalScene.Unit,
            profile.Number,
            new SetProfileValue
            {
                Item = ProfileKey.OfficePhone,
                Value = "023-67219999",
                From = new(2023, 10, 1),
                Seen = profile.Version,
            }
        );
        Assert.Contains("023-67219999", await anyone.Text(Board));
        Assert.True(await site.Cell.Cell.SetClock(new(2023, 10, 21), TestContext.Current.CancellationToken));
        Assert.DoesNotContain("冬季用气安全", await anyone.Text(Board));
    }

    [Fact]
    public async Task A_page_is_made_once_and_then_kept_until_something_happens()
    {
        await using var cell = await TestCell.Create();
        await using var app = Composition.Build(cell.Cell, 0);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var shelf = app.Services.GetRequiredService<Shelf>();
        using var anyone = new Stranger(new(app.Urls.Single()));
        var first = await anyone.Get(Board);
        var tag = first.Headers.ETag!.ToString();
        await anyone.Get(Board);
        await anyone.Get($"{Board}?from=groupmessage");
        Assert.Equal(1, shelf.Made);
        using (var asked = new AskedSql(cell.Store.Place))
        {
            // A kept page asks only whether it still stands.
            await anyone.Get(Board);
            Assert.Equal(2, asked.Take().Length);
        }

        // The address in capitals is the same page; what somebody says this place is called is never kept for others.
        await anyone.Get($"{Board}/Open/YEAR");
        await anyone.Get($"{Board}/open/year");
        Assert.Equal(2, shelf.Made);
        using var strange = await anyone.Get(Board, ("Host", "example.org"));
        Assert.Contains("http://example.org/", await strange.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("example.org", await anyone.Html(Board));
        await anyone.Get(Board, ("Host", "example.org"));
        Assert.Equal(4, shelf.Made);
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        var again = await anyone.Get(Board, ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        // Another village's work changes nothing here; one's own does.
        await Hold(TestCell.Village);
        Assert.Equal(HttpStatusCode.NotModified, (await anyone.Get(Board, ("If-None-Match", tag))).StatusCode);
        await Hold(PortalScene.Unit);
        Assert.Equal(HttpStatusCode.OK, (await anyone.Get(Board, ("If-None-Match", tag))).StatusCode);
        Assert.Equal(5, shelf.Made);
        // Letters of another size are another page.
        var large = await anyone.Get(Board, ("Cookie", "mode=elder"));
        Assert.Contains("data-mode=\"elder\"", await large.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("data-mode", await anyone.Html(Board));
        // What somebody wrote behind a question mark is not shown to the next.
        await anyone.Get($"/{TestCell.Village}?secret=1234");
        Assert.DoesNotContain("1234\"", await anyone.Html($"/{TestCell.Village}"));
        Assert.DoesNotContain("secret", await anyone.Html($"/{TestCell.Village}"));

        async Task Hold(string unit) =>
            await cell.Does(
                cell.Office(unit, "clerk"),
                Meetings.Procedure,
                unit,
                null,
                PortalScene.Held("2023-09-20", MeetingType.DeliberationMeeting, new AgendaRow { Motion = "路灯" })
            );
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_has_the_page_made()
    {
        await using var cell = await TestCell.Create();
        await using var app = Composition.Build(cell.Cell, 0);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var shelf = app.Services.GetRequiredService<Shelf>();
        using var anyone = new Stranger(new(app.Urls.Single()));
        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => anyone.Html(Board)));
        Assert.Single(pages.Distinct());
        Assert.Equal(1, shelf.Made);
    }

    [Fact]
    public async Task Who_is_signed_in_sees_the_same_page_and_leaves_no_trace_in_it()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site.Cell);
        using var clerk = await site.Browse(PortalScene.Unit, "clerk");
        await clerk.Go(Board);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        using var anyone = new Stranger(site.Address);
        Assert.Equal(clerk.Page.Body!.InnerHtml, new HtmlParser().ParseDocument(await anyone.Html(Board)).Body!.InnerHtml);
        Assert.DoesNotContain("/desk", clerk.Page.Body.InnerHtml);
        Assert.DoesNotContain("__RequestVerificationToken", clerk.Page.Body.InnerHtml);
        using var answer = await anyone.Get(Board);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        // Nor where the page lists places at which one could go to work.
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"/{TestCell.Township}");
        Assert.Contains($"href=\"/{TestCell.Village}\"", officer.Page.Body!.InnerHtml);
        // The front page is the way to the desk for who has one.
        await clerk.Go("/");
        Assert.Equal($"{Board}/desk", clerk.Path);
    }

    [Fact]
    public async Task The_size_of_letters_is_kept_without_script_and_without_an_account()
    {
        await using var site = await TestSite.Start();
        using var anyone = new Stranger(site.Address);
        await anyone.Post("/comfort", ("mode", "huge"), ("next", Board));
        Assert.Contains("data-mode=\"huge\"", await anyone.Html(Board));
        await anyone.Post("/comfort", ("mode", "standard"), ("next", "//elsewhere"));
        Assert.DoesNotContain("data-mode", await anyone.Html(Board));
    }

    [Fact]
    public async Task First_pages_are_light_and_bring_one_stylesheet_and_one_deferred_script()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site);
        using var anyone = new Stranger(site.Address);
        foreach (var path in new[] { "/", Board, $"/{TestCell.Township}", $"{Board}/open/year" })
        {
            using var packed = await anyone.Get(path, ("Accept-Encoding", "br"));
            Assert.Equal(["br"], packed.Content.Headers.ContentEncoding);
            Assert.InRange((await packed.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1, 14 * 1024);
            var page = new HtmlParser().ParseDocument(await anyone.Html(path));
            Assert.Single(page.QuerySelectorAll("link[rel=stylesheet]"));
            Assert.True(Assert.Single(page.QuerySelectorAll("script")).HasAttribute("defer"));
            Assert.Empty(page.QuerySelectorAll("[style],style,img"));
        }

        Assert.InRange(Encoding.UTF8.GetByteCount(await anyone.Html(SiteFiles.Url("portal.js"))), 1, 4 * 1024);
    }

    [Fact]
    public async Task An_old_code_leads_to_the_address_for_ever()
    {
        await using var site = await TestSite.Start();
        await site.Cell.Does(
            site.Cell.Everyone(TestCell.District),
            PlaceProcedure.Table,
            TestCell.District,
            "2023-001",
            new CorrectPlace
            {
                Code = TestCell.Village,
                Alias = "500112129777",
                Seen = 1,
            }
        );
        using var anyone = new Stranger(site.Address);
        using var answer = await anyone.Get("/500112129777/open/year");
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal($"/{TestCell.Village}/open/year", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_mobile_number_is_no_telephone_of_an_office()
    {
        await using var cell = await TestCell.Create();
        Assert.Equal(
            ["profile.value"],
            await cell.IsRefused(
                cell.Everyone(TestCell.Village),
                ProfileProcedure.Table,
                TestCell.Village,
                null,
                new StartProfile
                {
                    Item = ProfileKey.OfficePhone,
                    Value = "138 0000 1111",
                    From = new(2023, 1, 1),
                }
            )
        );
    }
}

/// <summary>Anybody at a browser: no account, no script, and redirects are looked at rather than followed.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly HttpClient http;

    public Stranger(Uri address) => http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    private string cookies = "";

    public async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }

        return await http.SendAsync(request);
    }

    public async Task<string> Html(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await Get(path);
        Assert.True(status == answer.StatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<string> Text(string path, HttpStatusCode status = HttpStatusCode.OK) =>
        new HtmlParser().ParseDocument(await Html(path, status)).Body!.TextContent;

    public async Task<string[]> Links(string path) =>
        [.. new HtmlParser().ParseDocument(await Html(path)).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!)];

    /// <summary>Every page of that place that links lead to, with its whole source.</summary>
    public async Task<Dictionary<string, string>> Walk(string start)
    {
        var seen = new Dictionary<string, string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out var path))
        {
            if (!seen.ContainsKey(path))
            {
                seen[path] = await Html(path);
                foreach (var link in await Links(path))
                {
                    if (link.StartsWith(start, StringComparison.Ordinal) && !link.EndsWith("/2021", StringComparison.Ordinal))
                    {
                        open.Push(link);
                    }
                }
            }
        }

        return seen;
    }

    /// <summary>Sends a form and keeps the cookies of the answer.</summary>
    public async Task Post(string path, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        cookies = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    public void Dispose() => http.Dispose();
}
