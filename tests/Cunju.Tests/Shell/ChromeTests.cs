using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>外框: the head, menu and foot of every page, in both languages and all sizes.</summary>
public sealed partial class ChromeTests(Furnished furnished) : IClassFixture<Furnished>
{
    /// <summary>Chinese that stays in an English frame, each with its reason.</summary>
    private static readonly string[] Stays =
    [
        ".who", // who one is: the names of places and the official title of an office
        "[lang=zh-CN]", // the button that leads back to Chinese; what officials wrote
        "script,style",
    ];

    [GeneratedRegex("[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")]
    private static partial Regex Chinese { get; }

    [Fact]
    public async Task An_English_frame_is_English_on_every_page()
    {
        var faults = new List<string>();
        foreach (var sample in Samples.All.Where(sample => sample.IsPage))
        {
            var page = await Read(furnished.Address(sample), "en", await furnished.Seat(sample));
            if (page.QuerySelector("#top") is not { } head)
            {
                // A sheet of paper has no frame.
                Assert.NotNull(page.QuerySelector(".paper, .poster"));
                continue;
            }

            foreach (var part in new[] { head, page.QuerySelector(".foot")!, page.QuerySelector(".skip")! })
            {
                var said = WithoutWhatStays(part);
                if (Chinese.IsMatch(said))
                {
                    faults.Add($"{sample.Address}: {said}");
                }
            }
        }

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/nowhere")]
    [InlineData("/activate/gone")]
    [InlineData("/sign-out")]
    public async Task A_page_of_the_house_itself_is_English_from_title_to_foot(string address)
    {
        var page = await Read(address, "en", null);
        Assert.DoesNotMatch(Chinese, page.Title);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", page.QuerySelector("main section")!.GetAttribute("lang"));
        page.QuerySelector("main")!.RemoveAttribute("lang");
        Assert.DoesNotMatch(Chinese, WithoutWhatStays(page.Body!));
        Assert.Matches(Chinese, (await Read(address, "zh", null)).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task What_officials_wrote_says_that_it_is_Chinese()
    {
        var seat = await furnished.Site.Seat(TestCell.Community, "clerk");
        var page = await Read($"/{TestCell.Community}/desk", "en", seat);
        Assert.Equal("zh-CN", page.QuerySelector("main")!.GetAttribute("lang"));
        Assert.Null((await Read($"/{TestCell.Community}/desk", "zh", seat)).QuerySelector("main")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_head_is_one_row_on_a_phone_and_its_menu_opens_without_script()
    {
        var seat = await furnished.Site.Seat(TestCell.Community, "clerk");
        foreach (var (mode, tap) in new[] { ("standard", 44), ("elder", 60), ("huge", 72) })
        {
            await using var look = await Look.Open(furnished.Site, 390, mode, script: false);
            var tab = await look.At($"/{TestCell.Community}/desk", seat);
            var row = await tab.Locator("#top > div").BoundingBoxAsync();
            Assert.InRange(row!.Height, tap, tap + 16);
            var entry = tab.Locator("#top nav:visible a", new() { HasText = "工作纪实" });
            Assert.Equal(0, await entry.CountAsync());
            await tab.ClickAsync("#top summary");
            await Assertions.Expect(entry).ToBeVisibleAsync();
            await entry.ClickAsync();
            Assert.EndsWith("/work-records", tab.Url);
        }
    }

    private static string WithoutWhatStays(IElement part)
    {
        var copy = (IElement)part.Clone();
        foreach (var kept in copy.QuerySelectorAll(string.Join(',', Stays)))
        {
            kept.Remove();
        }

        return copy.TextContent.Trim()
            + string.Concat(copy.QuerySelectorAll("[aria-label]").Select(named => named.GetAttribute("aria-label")));
    }

    private async Task<IDocument> Read(string address, string language, string? seat)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = furnished.Site.Address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.Add("Cookie", $"lang={language}{(seat is null ? "" : $"; seat={seat}")}");
        using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
