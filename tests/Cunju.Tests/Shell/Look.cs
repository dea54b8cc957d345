using Microsoft.Playwright;

namespace Cunju.Tests.Shell;

/// <summary>A browser window of one size and text size at a site; whoever sits down brings the seat.</summary>
public sealed class Look : IAsyncDisposable
{
    private readonly TestSite site;
    private readonly IPlaywright playwright;
    private readonly IBrowser chromium;
    private readonly IBrowserContext context;
    private readonly IPage tab;

    private Look(TestSite site, string name, IPlaywright playwright, IBrowser chromium, IBrowserContext context, IPage tab)
    {
        (this.site, Name, this.playwright, this.chromium, this.context, this.tab) = (site, name, playwright, chromium, context, tab);
        tab.Console += (_, line) =>
        {
            if (line.Type == "error")
            {
                Complaints.Add(line.Text);
            }
        };
    }

    /// <summary>How it looks, for a fault's line.</summary>
    public string Name { get; }

    /// <summary>Errors on the console: a policy that was broken, a script that failed.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Look> Open(TestSite site, int width, string mode, bool script = true, string language = "zh", int height = 844)
    {
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN"],
            }
        );
        var context = await chromium.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                JavaScriptEnabled = script,
            }
        );
        var look = new Look(
            site,
            $"{width} {mode}{(script ? "" : " no script")}{(language == "zh" ? "" : $" {language}")}",
            playwright,
            chromium,
            context,
            await context.NewPageAsync()
        );
        await look.Keep("mode", mode);
        await look.Keep("lang", language);
        return look;
    }

    /// <summary>Goes to an address, in that seat or in none.</summary>
    public async Task<IPage> At(string address, string? seat = null)
    {
        if (seat is null)
        {
            await context.ClearCookiesAsync(new() { Name = "seat" });
        }
        else
        {
            await Keep("seat", seat);
        }

        await tab.GotoAsync(new Uri(site.Address, address).ToString());
        return tab;
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await chromium.DisposeAsync();
        playwright.Dispose();
    }

    private Task Keep(string name, string value) =>
        context.AddCookiesAsync([
            new()
            {
                Name = name,
                Value = value,
                Url = site.Address.ToString(),
            },
        ]);
}
