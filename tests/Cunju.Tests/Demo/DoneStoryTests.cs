using System.Net;
using System.Text.RegularExpressions;
using Cunju.App;
using Cunju.App.Demo;
using Cunju.App.Storage;
using Cunju.App.TaskLists;
using Cunju.Core.TaskLists;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Demo;

/// <summary>What the demo year is for, done on it by people at browsers without script: a resident, a township, the bureau, and a telephone.</summary>
public sealed partial class DoneStoryTests(DemoOnce once)
{
    private const string Community = "金竹苑社区";
    private const string Unit = DemoOnce.Real + "001";

    [Fact]
    public async Task A_resident_finds_the_community_and_reads_what_it_decided_in_september()
    {
        await using var demo = await Open();
        using var resident = new Browser(demo.Address);
        await resident.Go($"/?q={Uri.EscapeDataString(Community)}");
        await resident.Go(Assert.Single(resident.Page.QuerySelectorAll($"main a[href='/{Unit}']")).GetAttribute("href")!);
        Assert.Contains(Community, resident.Page.QuerySelector("h1")!.TextContent);
        await resident.Go($"/{Unit}/open/decisions/2023");
        var september = resident
            .Page.QuerySelectorAll(".open-list a")
            .First(link => link.Closest("li")!.TextContent.Contains("9月", StringComparison.Ordinal));
        await resident.Go(september.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("9月", resident.Text);
        Assert.NotEmpty(resident.Page.QuerySelectorAll(".open-points li"));
        // What is read aloud is the page; the button appears where the browser has a voice.
        Assert.NotNull(resident.Page.QuerySelector("button[data-read]"));
        Assert.Null(resident.Page.QuerySelector("main form[method=post]"));
    }

    [Fact]
    public async Task A_township_sees_which_units_owe_a_consultation_this_quarter_and_why()
    {
        await using var demo = await Open();
        using var officer = await demo.SignIn("康美街道经办");
        await officer.Go($"/{DemoOnce.Real}/oversight/lanes?obligation=consult.quarterly");
        var list = demo.List.Find("consult.quarterly")!;
        await using var db = demo.Cell.Open();
        var register = await demo.Cell.Register(db, default);
        foreach (var unit in register.Under(DemoOnce.Real, demo.Cell.Today))
        {
            var book = await Cell.RecordsFor(db, register, unit, default);
            var lane = Evaluator
                .Evaluate(demo.Cell.ListFor(unit, demo.Cell.Today), register, unit, book, new(demo.Cell.Today, null, demo.Cell.Since))
                .Lanes.Single(lane => lane.Obligation.Id == list.Id && lane.Name == "2023Q4");
            var line = officer
                .Page.QuerySelectorAll("main li")
                .Single(item =>
                    item.QuerySelector("a") is { } link
                    && link.GetAttribute("href")!.StartsWith($"/{unit.Id}/", StringComparison.Ordinal)
                    && item.TextContent.Contains("第4季度", StringComparison.Ordinal)
                );
            Assert.Contains(lane.Status.Title(), line.TextContent, StringComparison.Ordinal);
            Assert.NotEmpty(line.QuerySelector(".why")!.TextContent.Trim());
            await officer.Go(line.QuerySelector("a")!.GetAttribute("href")!);
            Assert.Equal(HttpStatusCode.OK, officer.Status);
            Assert.Contains(unit.ShortNameOn(demo.Cell.Today), officer.Text);
            Assert.Contains(lane.Status.Title(), officer.Text);
            await officer.Go($"/{DemoOnce.Real}/oversight/lanes?obligation={list.Id}");
        }
    }

    [Fact]
    public async Task The_bureau_sees_what_the_holiday_reading_changes_before_it_answers_and_a_dispute_is_settled_by_two_days()
    {
        await using var demo = await Open();
        using var bureau = await demo.SignIn("渝北区民政局经办");
        var district = $"/{TestCell.District}";
        await bureau.Go($"{district}/oversight?as-of=2023-08-01&known-at=2023-08-01");
        var august = Figures(bureau);
        await bureau.Go($"{district}/oversight");
        Assert.NotEqual(august, Figures(bureau));

        await bureau.Go($"{district}/readings/new/answer-reading?Edition=2023&Reading=A03&Option=next-workday");
        Assert.Equal(HttpStatusCode.OK, bureau.Status);
        Assert.Contains("影响", bureau.Text);
        Assert.Contains("10月15日", bureau.Text);
        await bureau.Press("登记答复", ("By", "渝北民发〔2023〕15号"));
        Assert.Equal(HttpStatusCode.OK, bureau.Status);
        Assert.Contains("已经答复", bureau.Text);

        // Known today, October's day has moved; known in August, nothing has.
        using var clerk = await demo.SignIn($"{Community}文书");
        await clerk.Go($"/{Unit}/scoreboard/open.quarterly");
        Assert.Contains("10月16日", clerk.Text);
        await bureau.Go($"{district}/oversight?as-of=2023-08-01&known-at=2023-08-01");
        Assert.Equal(august, Figures(bureau));
    }

    [Fact]
    public async Task A_telephone_subscribes_to_the_calendar_of_the_unit()
    {
        await using var demo = await Open();
        using var clerk = await demo.SignIn($"{Community}文书");
        await clerk.Go($"/{Unit}/feeds");
        var form = clerk.Page.QuerySelector("form[action$='/unit/renew']")!;
        foreach (var other in clerk.Page.QuerySelectorAll("form[action$='/renew']").Where(other => other != form).ToArray())
        {
            other.Remove();
        }

        await clerk.Press(form.QuerySelector("button")!.TextContent.Trim());
        using var phone = new HttpClient();
        var calendar = Ical.Net.Calendar.Load(await phone.GetStringAsync(Address().Match(clerk.Text).Value))!;
        Assert.Contains(calendar.Events, item => item.Uid == $"{Unit}/open.quarterly/2023-10-15@cunju");
        Assert.DoesNotContain(calendar.Events, item => item.Summary!.Contains('某', StringComparison.Ordinal));
    }

    private static string Figures(Browser browser) =>
        string.Join('\n', browser.Page.QuerySelectorAll("table.figures td").Select(cell => cell.TextContent.Trim()));

    private async Task<DemoAtWork> Open() => await DemoAtWork.Start(await once.Copy());

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/calendars/[A-Za-z0-9_-]+\.ics")]
    private static partial Regex Address();

    /// <summary>A demo year that is served.</summary>
    private sealed class DemoAtWork(DemoCopy demo, Microsoft.AspNetCore.Builder.WebApplication app) : IAsyncDisposable
    {
        public Cell Cell => demo.Cell;

        public TaskList List => demo.Cell.ListOn(demo.Cell.Today);

        public Uri Address => new(app.Urls.Single());

        public static async Task<DemoAtWork> Start(DemoCopy demo)
        {
            var app = Composition.Build(demo.Cell, 0);
            await app.StartAsync();
            return new(demo, app);
        }

        /// <summary>Somebody of the sample sign-ins, through the door everybody takes.</summary>
        public async Task<Browser> SignIn(string login)
        {
            var browser = new Browser(Address);
            await browser.Go("/sign-in");
            await browser.Press("登录", ("Login", login), ("Password", DemoYear.Password));
            Assert.EndsWith("/desk", browser.Path.Replace("/oversight", "/desk", StringComparison.Ordinal), StringComparison.Ordinal);
            return browser;
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            await demo.DisposeAsync();
        }
    }
}
