using Microsoft.Playwright;
using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>Pictures of the pages for people to look at: only made when a folder is named, since a picture asserts nothing.</summary>
public sealed class Pictures
{
    [Fact]
    public async Task Pages_can_be_looked_at()
    {
        if (Environment.GetEnvironmentVariable("CUNJU_PICTURES") is not { Length: > 0 } folder)
        {
            Assert.Skip("Set CUNJU_PICTURES to a folder to take the pictures.");
            return;
        }

        await using var site = await TestSite.Start();
        await Story.Tell(site);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }
        );
        var village = $"/{TestCell.Community}";
        (string Name, string Unit, string Office, string Path)[] pages =
        [
            ("desk", TestCell.Community, "clerk", $"{village}/desk"),
            ("scoreboard", TestCell.Community, "clerk", $"{village}/scoreboard"),
            ("why", TestCell.Community, "clerk", $"{village}/scoreboard/consult.quarterly"),
            (
                "form",
                TestCell.Community,
                "clerk",
                $"{village}/work-records/new/record-work?Kind=open.posted&CaseName=2023-10-15&f.categories=党务&f.categories=政务"
            ),
            ("chooser", TestCell.Community, "clerk", $"{village}/work-records/new/record-work"),
            ("record", TestCell.Community, "clerk", $"{village}/work-records/2023-001"),
            (
                "report",
                TestCell.Community,
                "clerk",
                $"{village}/attestations/new/report-on-obligation?Obligation=party.leads-self-government"
            ),
            ("attestations", TestCell.Community, "clerk", $"{village}/attestations"),
            ("review", TestCell.Township, "township-officer", $"{village}/attestations/2023-001"),
            ("desk-township", TestCell.Township, "township-officer", $"/{TestCell.Township}/desk"),
            ("desk-bureau", TestCell.District, "bureau-officer", $"/{TestCell.District}/desk"),
            ("desk-new", TestCell.OtherVillage, "clerk", $"/{TestCell.OtherVillage}/desk"),
        ];
        var only = Environment.GetEnvironmentVariable("CUNJU_PICTURE");
        foreach (var page in pages.Where(page => only is null || only.Split(',').Contains(page.Name)))
        {
            var seat = await site.Seat(page.Unit, page.Office);
            foreach (
                var (look, width, height, mode) in new[]
                {
                    ("phone", 390, 844, ""),
                    ("desktop", 1440, 900, ""),
                    ("phone-elder", 390, 844, "elder"),
                }
            )
            {
                await using var context = await chromium.NewContextAsync(
                    new()
                    {
                        ViewportSize = new() { Width = width, Height = height },
                    }
                );
                await context.AddCookiesAsync([
                    new()
                    {
                        Name = "seat",
                        Value = seat,
                        Url = site.Address.ToString(),
                    },
                    .. mode.Length > 0
                        ?
                        [
                            new Microsoft.Playwright.Cookie
                            {
                                Name = "mode",
                                Value = mode,
                                Url = site.Address.ToString(),
                            },
                        ]
                        : Array.Empty<Microsoft.Playwright.Cookie>(),
                ]);
                var tab = await context.NewPageAsync();
                await tab.GotoAsync(new Uri(site.Address, page.Path).ToString());
                await tab.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{page.Name}-{look}.png"), FullPage = Environment.GetEnvironmentVariable("CUNJU_PICTURES_WHOLE") is not null });
            }
        }
    }
}
