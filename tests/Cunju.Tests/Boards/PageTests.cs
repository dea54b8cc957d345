using System.IO.Compression;
using System.Net;
using System.Text;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Shell;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Cunju.Tests.Boards;

public sealed class PageTests
{
    private const string Desk = $"/{TestCell.Community}/desk";
    private const string Why = $"/{TestCell.Community}/scoreboard/consult.quarterly";
    private const string Form = $"/{TestCell.Community}/work-records/new/record-work?Kind=open.posted";

    [Fact]
    public async Task A_note_is_made_from_the_button_of_the_desk_without_script_and_counts_at_once()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go($"/{TestCell.Community}/scoreboard/consult.catalogue");
        Assert.Contains("逾期", clerk.Text);
        await clerk.Follow("补登");
        await clerk.Press("登记", ("On", "2023-03-20"), ("Fields[0].Values", "5"), ("Fields[1].Values", "true"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("已完成", clerk.Text);
        Assert.Contains("补录", clerk.Text);
        await clerk.Go($"/{TestCell.Community}/scoreboard/consult.catalogue");
        Assert.Contains("自记", clerk.Text);
        Assert.DoesNotContain("逾期", clerk.Text);
    }

    [Theory]
    [InlineData("open.quarterly", "暂按「按原日公开，遇周末和节假日不变」计算")]
    [InlineData("supervision.contents", "尚待发布单位明确，明确之前不下结论。")]
    public async Task An_open_reading_is_told_by_the_answer_taken_or_as_not_answered(string obligation, string said)
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go($"/{TestCell.Community}/scoreboard/{obligation}");
        Assert.Contains(said, clerk.Text);
    }

    [Fact]
    public async Task Everything_wrong_with_a_note_is_said_at_once_and_what_was_typed_stays()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go($"/{TestCell.Community}/work-records/new/record-work?Kind=consult.catalogue");
        await clerk.Press("登记", ("On", "2024-01-01"), ("Fields[0].Values", "五条"), ("Note", "还没有写完"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Equal(3, clerk.Page.QuerySelectorAll(".problems li").Length);
        Assert.Equal("五条", clerk.Page.QuerySelector("[name='Fields[0].Values']")!.GetAttribute("value"));
        Assert.Equal("还没有写完", clerk.Page.QuerySelector("[name=Note]")!.TextContent);
    }

    [Fact]
    public async Task Counts_of_lateness_have_their_measure_word()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go(Desk);
        Assert.All(clerk.Page.QuerySelectorAll(".progress .late"), count => Assert.Matches("^ 逾期[0-9]+项$", count.TextContent));
        Assert.NotEmpty(clerk.Page.QuerySelectorAll(".progress .late"));
        await clerk.Go($"/{TestCell.Community}/scoreboard");
        // Each count leads to just so many.
        var counts = clerk
            .Page.QuerySelectorAll(".totals>a")
            .Select(link => (link.GetAttribute("href")!, link.TextContent.Trim()))
            .ToArray();
        Assert.NotEmpty(counts);
        foreach (var (behind, count) in counts)
        {
            await clerk.Go(behind);
            Assert.EndsWith($" {clerk.Page.QuerySelectorAll(".duties>li").Length}个事项", count, StringComparison.Ordinal);
        }

        // Of another day the same is asked.
        Assert.Contains(
            $"status={clerk.Page.QuerySelector(".times input[type=hidden][name=status]")!.GetAttribute("value")}",
            clerk.Path,
            StringComparison.Ordinal
        );

        await clerk.Go($"/{TestCell.Community}/scoreboard?status=nothing");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"/{TestCell.Township}/oversight");
        Assert.All(officer.Page.QuerySelectorAll(".counts .big"), count => Assert.Matches("^[0-9,]+项$", count.TextContent));
        Assert.Matches("逾期 ?[0-9]+项", officer.Page.QuerySelector("section[aria-labelledby=modalities]")!.TextContent);
        using var bureau = await site.Browse(TestCell.District, "bureau-officer");
        await bureau.Go($"/{TestCell.District}/oversight");
        Assert.All(bureau.Page.QuerySelectorAll(".matrix .latecount"), count => Assert.Matches("逾期 [0-9]+项$", count.TextContent));
        Assert.NotEmpty(bureau.Page.QuerySelectorAll(".matrix .latecount"));
    }

    [Fact]
    public async Task The_administrator_is_told_what_to_do_first_until_every_unit_can_sign_in()
    {
        await using var site = await TestSite.Start();
        using var administrator = await site.Browse(TestCell.District, "administrator");
        await administrator.Go($"/{TestCell.District}/desk");
        Assert.Contains("已有0个单位能登录", administrator.Page.QuerySelector(".first[open] summary")!.TextContent);
        Assert.DoesNotContain("第一次用", administrator.Text);
        await site.Seat(TestCell.Village, "clerk");
        await administrator.Go($"/{TestCell.District}/desk");
        var first = administrator.Page.QuerySelector(".first")!;
        Assert.Contains("已有1个单位能登录", first.TextContent);
        Assert.False(first.HasAttribute("open"));
        // Only those who open first accounts are told.
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Null(officer.Page.QuerySelector(".first"));
    }

    [Fact]
    public async Task On_the_desk_of_another_unit_its_people_and_ones_own_are_told_apart()
    {
        await using var site = await TestSite.Start();
        using var administrator = await site.Browse(TestCell.District, "administrator");
        foreach (var unit in new[] { TestCell.Village, TestCell.Township })
        {
            await administrator.Go($"/{unit}/desk");
            var titles = administrator
                .Page.QuerySelectorAll("nav.wide a, main .head a")
                .ToLookup(link => link.TextContent, link => link.GetAttribute("href"));
            Assert.Equal([$"/{TestCell.District}/tenures"], titles["区级人员"]);
            Assert.Equal([$"/{unit}/tenures"], titles[unit == TestCell.Village ? "班子与人员" : "镇街人员"]);
        }
    }

    [Fact]
    public async Task A_township_sees_a_village_but_starts_nothing_there()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Desk);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Empty(officer.Page.QuerySelectorAll(".owe .btn"));
        await officer.Go(Form);
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
    }

    [Fact]
    public async Task The_first_page_is_light()
    {
        await using var site = await TestSite.Start();
        await Story.Tell(site);
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        var html = await clerk.Bytes(Desk);
        Assert.InRange(await Travels(html), 1, 14 * 1024);
        Assert.InRange(Encoding.UTF8.GetByteCount(SiteFiles.OwnScript), 1, 6 * 1024);
        Assert.InRange(await Travels(await clerk.Bytes(SiteFiles.Url("site.css"))), 1, 10 * 1024);

        // What counts on a village's line is what travels.
        static async Task<long> Travels(byte[] bytes)
        {
            using var packed = new MemoryStream();
            await using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await brotli.WriteAsync(bytes, TestContext.Current.CancellationToken);
            }

            return packed.Length;
        }
    }

    [Fact]
    public async Task Pages_have_no_serious_fault_of_access_and_break_no_policy()
    {
        await using var site = await TestSite.Start();
        await Story.Tell(site);
        var seat = await site.Seat(TestCell.Community, "clerk");
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }
        );
        var faults = new List<string>();
        foreach (var (width, mode) in new[] { (390, "standard"), (1280, "standard"), (390, "elder"), (1280, "elder"), (390, "huge") })
        {
            await using var context = await chromium.NewContextAsync(
                new()
                {
                    ViewportSize = new() { Width = width, Height = 844 },
                }
            );
            await context.AddCookiesAsync([
                new()
                {
                    Name = "seat",
                    Value = seat,
                    Url = $"{site.Address}",
                },
                new()
                {
                    Name = "mode",
                    Value = mode,
                    Url = $"{site.Address}",
                },
            ]);
            var tab = await context.NewPageAsync();
            tab.Console += (_, line) =>
            {
                if (line.Type == "error")
                {
                    faults.Add($"console: {line.Text}");
                }
            };
            foreach (
                var path in new[]
                {
                    Desk,
                    $"/{TestCell.Community}/scoreboard",
                    Why,
                    Form,
                    $"/{TestCell.Community}/work-records/2023-001",
                    $"/{TestCell.Community}/attestations/new/report-on-obligation?Obligation=party.leads-self-government",
                }
            )
            {
                await tab.GotoAsync(new Uri(site.Address, path).ToString());
                var axe = await tab.RunAxe();
                faults.AddRange(
                    axe.Violations.Where(violation => violation.Impact is "serious" or "critical")
                        .Select(violation =>
                            $"{path} {width} {mode}: {violation.Id} {string.Join(" | ", violation.Nodes.Take(2).Select(node => node.Html))}"
                        )
                );
                if (await tab.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth + 1"))
                {
                    faults.Add($"{path} {width} {mode}: sideways");
                }
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_refused_form_shows_its_reasons_through_the_script_too()
    {
        await using var site = await TestSite.Start();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }
        );
        await using var context = await chromium.NewContextAsync();
        await context.AddCookiesAsync([
            new()
            {
                Name = "seat",
                Value = await site.Seat(TestCell.Community, "clerk"),
                Url = $"{site.Address}",
            },
        ]);
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(new Uri(site.Address, Form).ToString());
        await tab.FillAsync("[name=Note]", "写到一半");
        await tab.ClickAsync("main form button.main");
        await tab.WaitForSelectorAsync(".problems");
        Assert.True(await tab.EvaluateAsync<bool>("document.activeElement.classList.contains('problems')"));
        Assert.Equal("写到一半", await tab.InputValueAsync("[name=Note]"));
        // Interrupted: the draft comes back when the form is opened again.
        await tab.FillAsync("[name=Note]", "写到一半，电话来了");
        await tab.WaitForTimeoutAsync(1200);
        await tab.GotoAsync(new Uri(site.Address, Form).ToString());
        Assert.Equal("写到一半，电话来了", await tab.InputValueAsync("[name=Note]"));
    }

    [Fact]
    public async Task What_was_corrected_stands_once_among_the_recent_and_what_was_taken_back_not_at_all()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var first = MeetingScene.Representatives();
        var key = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, first)).Key;
        var right = (first with { Present = 33 }).AsCorrection() with { Why = CorrectionReason.Count, Seen = 1 };
        await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, key.Number, right);
        using var browser = await site.Browse(TestCell.Village, "clerk");
        var recent = (await browser.Go($"/{TestCell.Village}/desk")).QuerySelectorAll("section[aria-labelledby=recent] li");
        Assert.Contains("实到人数33", Assert.Single(recent).TextContent);
        var back = new RetractMeeting { Why = RetractionReason.Duplicate, Seen = 2 };
        await site.Cell.Does(site.Cell.Office(TestCell.Village, "committee-chair"), Meetings.Procedure, TestCell.Village, key.Number, back);
        await browser.Go($"/{TestCell.Village}/desk");
        Assert.Empty(browser.Page.QuerySelectorAll("section[aria-labelledby=recent] li"));
    }

    [Theory]
    [InlineData("as-of", "2022-05-01", "2022年没有清单")]
    [InlineData("as-of", "2026-05-01", "2026年还没有到")]
    [InlineData("as-of", "昨天", "要填日期")]
    [InlineData("known-at", "2023-10-13", "不能晚于今天（2023年10月12日）")]
    public async Task A_day_that_cannot_be_meant_is_said_at_its_field_and_stays_there(string field, string typed, string said)
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        foreach (
            var (eyes, page) in new[]
            {
                (clerk, $"/{TestCell.Community}/scoreboard"),
                (clerk, Why),
                (officer, $"/{TestCell.Township}/oversight"),
            }
        )
        {
            await eyes.Go($"{page}?{field}={Uri.EscapeDataString(typed)}");
            Assert.Equal(HttpStatusCode.BadRequest, eyes.Status);
            var input = eyes.Page.QuerySelector($".times [name={field}]")!;
            Assert.Equal(typed, input.GetAttribute("value"));
            Assert.Contains(said, eyes.Page.GetElementById(input.GetAttribute("aria-describedby")!)!.TextContent);
            await eyes.Go($"{page}?as-of=2023-06-30&known-at=2023-10-12");
            Assert.Equal(HttpStatusCode.OK, eyes.Status);
        }
    }
}
