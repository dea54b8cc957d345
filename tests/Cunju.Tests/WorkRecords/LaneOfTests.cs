using AngleSharp.Html.Dom;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.WorkRecords;

/// <summary>补登: the form says where its day will put the note, before anything is saved.</summary>
public sealed class LaneOfTests
{
    private const string Form = $"/{TestCell.Community}/work-records/new/record-work?Kind=open.finance";

    private static string Day(Shell.Browser browser) => ((IHtmlInputElement)browser.Page.QuerySelector("[name=On]")!).Value;

    private static string Hint(Shell.Browser browser) => browser.Page.QuerySelector("#f-On-hint")!.TextContent;

    private static string Said(Shell.Browser browser) => browser.Page.QuerySelector("#lane")!.TextContent;

    private static string Month(Shell.Browser browser) => ((IHtmlInputElement)browser.Page.QuerySelector("input[type=month]")!).Value;

    [Fact]
    public async Task A_past_month_leaves_the_day_to_the_person_and_names_the_days_that_count()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go($"{Form}&For=open.finance-monthly@2023-09");
        Assert.Equal("", Day(clerk));
        Assert.Equal("", Said(clerk));
        Assert.Contains("9月1日到9月30日之间办的，算「9月 · 财务每月公开一次」。", Hint(clerk));
        Assert.Equal("2023-08", Month(clerk));
    }

    [Fact]
    public async Task The_running_month_begins_with_today()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go($"{Form}&For=open.finance-monthly@2023-10");
        Assert.Equal("2023-10-12", Day(clerk));
        Assert.Equal("2023-09", Month(clerk));
        Assert.Equal("10月12日的，会算到「10月 · 财务每月公开一次」。", Said(clerk));
    }

    [Theory]
    [InlineData("2023-09-20", "9月20日的，会算到「9月 · 财务每月公开一次」。", "said ok")]
    [InlineData("2023-10-03", "10月3日的，会算到「10月 · 财务每月公开一次」，不算「9月 · 财务每月公开一次」。", "said warn")]
    [InlineData("2022-09-03", "2022年9月3日的，不会算到「9月 · 财务每月公开一次」。登记了也留着，只是不计入。", "said warn")]
    [InlineData("2023-10-13", "", "")]
    [InlineData("no day", "", "")]
    public async Task A_day_says_where_it_counts(string day, string said, string tone)
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go($"{Form}&For=open.finance-monthly@2023-09&On={Uri.EscapeDataString(day)}");
        Assert.Equal(said, Said(clerk));
        Assert.Equal(tone, clerk.Page.QuerySelector("#lane")!.ClassName ?? "");
    }

    [Fact]
    public async Task The_line_follows_the_day_and_no_words_travel_in_the_address()
    {
        await using var site = await TestSite.Start();
        await using var look = await Look.Open(site, 390, "standard");
        var tab = await look.At($"{Form}&For=open.finance-monthly@2023-09", await site.Seat(TestCell.Community, "clerk"));
        await tab.FillAsync("[name=Note]", "林某交的表");
        var asked = new List<string>();
        tab.Request += (_, request) => asked.Add(request.Url);
        await tab.FillAsync("[name=On]", "2023-10-03");
        await tab.Locator("[name=On]").DispatchEventAsync("change");
        await tab.WaitForSelectorAsync("#lane.warn");
        Assert.Contains("不算「9月", await tab.InnerTextAsync("#lane"));
        Assert.Equal("林某交的表", await tab.InputValueAsync("[name=Note]"));
        Assert.NotEmpty(asked);
        Assert.All(asked, url => Assert.DoesNotContain("林某", Uri.UnescapeDataString(url)));
        Assert.All(asked, url => Assert.DoesNotContain("Note", url));
        Assert.Empty(look.Complaints);
    }
}
