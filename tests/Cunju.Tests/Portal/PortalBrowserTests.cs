using Cunju.Tests.Shell;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Cunju.Tests.Portal;

/// <summary>公开栏 in a real browser: three sizes of letters, script on and off, nothing sideways, and a voice.</summary>
public sealed class PortalBrowserTests
{
    private const string Board = $"/{PortalScene.Unit}";

    [Fact]
    public async Task Every_page_is_read_in_every_size_with_script_and_without()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await Launch(playwright);
        var faults = new List<string>();
        foreach (
            var (width, mode, pixels, script) in new[]
            {
                (390, "standard", "22px", true),
                (390, "elder", "28px", true),
                (390, "huge", "30px", true),
                (390, "huge", "30px", false),
                (1440, "standard", "22px", true),
            }
        )
        {
            await using var context = await Look(chromium, site, width, mode, script);
            var tab = await context.NewPageAsync();
            tab.Console += (_, line) =>
            {
                if (line.Type == "error")
                {
                    faults.Add($"console: {line.Text}");
                }
            };
            foreach (var path in Paths)
            {
                await tab.GotoAsync(new Uri(site.Address, path).ToString());
                var where = $"{path} {width} {mode} {(script ? "" : "no script")}";
                if (script)
                {
                    // The letters' size alone changes nothing axe knows of.
                    var axe = mode == "elder" || (width, mode) == (390, "standard") ? null : await tab.RunAxe();
                    faults.AddRange(
                        (axe?.Violations ?? [])
                            .Where(violation => violation.Impact is "serious" or "critical")
                            .Select(violation =>
                                $"{where}: {violation.Id} {string.Join(" | ", violation.Nodes.Take(2).Select(node => node.Html))}"
                            )
                    );
                    if (await tab.EvaluateAsync<string>("getComputedStyle(document.body).fontSize") is var size && size != pixels)
                    {
                        faults.Add($"{where}: letters of {size}");
                    }

                    faults.AddRange((await tab.EvaluateAsync<string[]>(TooSmall)).Select(what => $"{where}: {what}"));
                }

                if (await tab.Locator("html").EvaluateAsync<bool>("page => page.scrollWidth > innerWidth + 1"))
                {
                    faults.Add($"{where}: sideways");
                }

                if (await tab.Locator("[data-read]:visible, [data-print]:visible").CountAsync() > 0 != (script && path.Length > 1))
                {
                    faults.Add($"{where}: buttons that need the script");
                }
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_board_is_read_aloud_piece_by_piece_and_can_be_stopped()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site.Cell);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await Launch(playwright);
        await using var context = await Look(chromium, site, 390, "standard", true);
        var tab = await context.NewPageAsync();
        // The browser here has no voice; what it is given to say is written down.
        await tab.AddInitScriptAsync(
            """
            window.said = []; window.silenced = 0;
            speechSynthesis.speak = words => { said.push([words.lang, words.text]); if (words.onstart) words.onstart(); };
            speechSynthesis.cancel = () => { silenced++; };
            """
        );
        await tab.GotoAsync(new Uri(site.Address, Board).ToString());
        await tab.ClickAsync("text=读给我听");
        var said = await tab.EvaluateAsync<string[][]>("said");
        Assert.All(said, piece => Assert.Equal("zh-CN", piece[0]));
        var all = said.Select(piece => piece[1].Trim()).ToArray();
        Assert.Equal("石坪社区", all[0]);
        Assert.Contains(all, piece => piece.Contains("电动车充电棚建在三号楼东侧") && piece.Contains("通过了"));
        Assert.DoesNotContain(all, piece => piece.Contains("扫码看本页") || piece.Contains("复制这段话"));
        Assert.Single(all, piece => piece.Contains("林某甲"));
        Assert.DoesNotContain(all, piece => piece.Contains("为什么") || piece.Contains('✓'));
        Assert.True(await tab.IsVisibleAsync("text=停下，不读了"));
        Assert.NotEqual(0, await tab.Locator(".read-now").CountAsync());
        var before = await tab.EvaluateAsync<int>("silenced");
        await tab.ClickAsync("text=停下，不读了");
        Assert.Equal(before + 1, await tab.EvaluateAsync<int>("silenced"));
        Assert.Equal(0, await tab.Locator(".read-now").CountAsync());
        Assert.True(await tab.IsVisibleAsync("text=读给我听"));
    }

    [Fact]
    public async Task The_books_and_the_lists_are_read_aloud_line_by_line_with_what_each_number_is()
    {
        await using var site = await TestSite.Start("2023-10-15");
        foreach (var seat in new[] { "supervision-chair", "supervision-member", "supervision-member" })
        {
            await site.Seat(TestCell.Village, seat);
        }

        var key = await Disclosures.Telling.Drafted(site.Cell, TestCell.Village, "2023-10-15", "2023-10-15");
        await Disclosures.Telling.PutUp(site.Cell, key, "2023-10-15");
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await Launch(playwright);
        await using var context = await Look(chromium, site, 390, "elder", true);
        var tab = await context.NewPageAsync();
        await tab.AddInitScriptAsync(
            "window.said = []; speechSynthesis.speak = words => said.push(words.text); speechSynthesis.cancel = () => {};"
        );
        await tab.GotoAsync(new Uri(site.Address, $"/{TestCell.Village}/open/disclosures/{key.Number}").ToString());
        await tab.ClickAsync("text=读给我听");
        var said = await tab.EvaluateAsync<string[]>("said");
        Assert.Contains("林某，组别2组，标准300", said);
        Assert.Contains("上月结转，10000.00元", said);
        Assert.Contains("本月结余，10800.00元", said);
        Assert.Contains("公共路灯电费，项目水电费，金额1200.00元", said);
        Assert.Single(said, piece => piece == "支出");
    }

    [Fact]
    public async Task The_words_for_the_village_group_are_copied_whole()
    {
        await using var site = await TestSite.Start();
        await PortalScene.Tell(site.Cell);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await Launch(playwright);
        await using var context = await Look(chromium, site, 390, "standard", true);
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new() { Origin = site.Address.ToString().TrimEnd('/') });
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(new Uri(site.Address, Board).ToString());
        await tab.ClickAsync("text=电动车充电棚建在三号楼东侧 >> xpath=ancestor::li[p]//a");
        await tab.ClickAsync("text=复制这段话");
        await tab.WaitForSelectorAsync("text=已复制");
        var copied = await tab.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.StartsWith("【石坪社区】2023年9月20日（星期三）开了居民会议。", copied);
        Assert.Contains("1．电动车充电棚建在三号楼东侧：通过了。", copied);
        Assert.Contains($"{site.Address}500112129001/open/meetings/", copied);
    }

    /// <summary>Pictures for people to look at, and the printed page; only made when a folder is named.</summary>
    [Fact]
    public async Task Pages_can_be_looked_at()
    {
        if (Environment.GetEnvironmentVariable("CUNJU_PICTURES") is not { Length: > 0 } folder)
        {
            Assert.Skip("Set CUNJU_PICTURES to a folder to take the pictures.");
            return;
        }

        await using var site = await TestSite.Start();
        await PortalScene.Tell(site);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await Launch(playwright);
        foreach (
            var (look, width, height, mode) in new[]
            {
                ("phone", 390, 844, "standard"),
                ("phone-elder", 390, 844, "elder"),
                ("phone-huge", 390, 844, "huge"),
                ("desktop", 1440, 900, "standard"),
            }
        )
        {
            await using var context = await Look(chromium, site, width, mode, true, height);
            var tab = await context.NewPageAsync();
            foreach (var (path, at) in Paths.Select((path, at) => (path, at)))
            {
                await tab.GotoAsync(new Uri(site.Address, path).ToString());
                await tab.ScreenshotAsync(new() { Path = Path.Combine(folder, $"portal-{at}-{look}.png"), FullPage = true });
                if (look == "desktop")
                {
                    await tab.PdfAsync(
                        new()
                        {
                            Path = Path.Combine(folder, $"portal-{at}.pdf"),
                            Format = "A4",
                            PrintBackground = true,
                            Margin = new()
                            {
                                Top = "18mm",
                                Bottom = "18mm",
                                Left = "18mm",
                                Right = "18mm",
                            },
                        }
                    );
                }
            }
        }
    }

    private static readonly string[] Paths =
    [
        "/",
        Board,
        $"{Board}/open/year",
        $"{Board}/open/year/consult.quarterly",
        $"{Board}/open/decisions/2023",
        // The first meeting after those of the story: the residents' assembly, signed.
        $"{Board}/open/meetings/2023-017",
        $"/{TestCell.Township}",
        $"/{TestCell.District}",
    ];

    /// <summary>What an old hand must hit, and text an old eye must read.</summary>
    private const string TooSmall = """
        () => {
          const faults = [];
          for (const el of document.querySelectorAll('main .btn, .open-sizes button, .open-foot button, .tile, .places a, input')) {
            const box = el.getBoundingClientRect();
            if (box.width && (box.height < 59.5 || box.width < 59.5)) faults.push(`target ${el.textContent.trim()} ${Math.round(box.width)}x${Math.round(box.height)}`);
          }
          for (const el of document.querySelectorAll('main *, header *, footer *')) {
            const words = [...el.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
            const size = parseFloat(getComputedStyle(el).fontSize);
            if (words && size < 18 && el.getClientRects().length && !el.closest('svg')) faults.push(`text ${size}px ${el.textContent.trim().slice(0, 20)}`);
          }
          return faults;
        }
        """;

    private static Task<IBrowser> Launch(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });

    private static async Task<IBrowserContext> Look(IBrowser chromium, TestSite site, int width, string mode, bool script, int height = 844)
    {
        var context = await chromium.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                JavaScriptEnabled = script,
            }
        );
        await context.AddCookiesAsync([
            new()
            {
                Name = "mode",
                Value = mode,
                Url = $"{site.Address}",
            },
        ]);
        return context;
    }
}
