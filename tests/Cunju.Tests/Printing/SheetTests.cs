using System.Text;
using Cunju.Core.Assemblies;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Printing;

/// <summary>How many sheets a paper takes, printed by a real browser.</summary>
public sealed class SheetTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("https://cunju.example.cn")]
    public async Task The_minutes_of_one_topic_and_their_signatures_are_one_sheet(string? baseUrl)
    {
        await using var site = await TestSite.Start(baseUrl: baseUrl);
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var act = MeetingScene.Representatives() with
        {
            Place = "村办公室二楼会议室",
            Start = new(14, 30),
            Chair = "周主任",
            Recorder = "何文书",
            Minutes = "村道路灯坏了三盏，去年修过一次，这次换太阳能的，请两家报价。\n大家同意修，从集体收入里出钱。",
        };
        var key = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, act)).Key;
        await using var look = await Look.Open(site, 1440, "standard", script: false);
        var tab = await look.At($"{key}/minutes", await site.Seat(TestCell.Village, "clerk"));
        Assert.Equal(3, await tab.Locator(".paper-foot .paper-signatures p").CountAsync());
        // The tree of pages stands unpacked in what Chromium writes.
        var pdf = Encoding.Latin1.GetString(await tab.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Contains("/Type /Pages\n/Count 1\n", pdf, StringComparison.Ordinal);
    }
}
