using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>Pictures of every page for people to look at: only made when a folder is named, since a picture asserts nothing.</summary>
public sealed class Pictures(Furnished furnished) : IClassFixture<Furnished>
{
    [Fact]
    public async Task Pages_can_be_looked_at()
    {
        if (Environment.GetEnvironmentVariable("CUNJU_PICTURES") is not { Length: > 0 } folder)
        {
            Assert.Skip(
                "Set CUNJU_PICTURES to a folder; CUNJU_PAGE narrows the addresses, CUNJU_LOOKS the sizes (390-huge,1440-standard)."
            );
            return;
        }

        var only = Environment.GetEnvironmentVariable("CUNJU_PAGE");
        var looks = Environment.GetEnvironmentVariable("CUNJU_LOOKS")?.Split(',');
        var whole = Environment.GetEnvironmentVariable("CUNJU_PICTURES_WHOLE") is not null;
        foreach (var (width, height) in new[] { (390, 844), (1440, 900) })
        {
            foreach (var mode in new[] { "standard", "elder", "huge" })
            {
                if (looks?.Contains($"{width}-{mode}") == false)
                {
                    continue;
                }

                await using var look = await Look.Open(
                    furnished.Site,
                    width,
                    mode,
                    language: Environment.GetEnvironmentVariable("CUNJU_LANG") ?? "zh",
                    height: height
                );
                foreach (var (at, sample) in Samples.All.Index())
                {
                    if (sample.IsPage && (only is null || only.Split(',').Any(sample.Address.Contains)))
                    {
                        var tab = await look.At(furnished.Address(sample), await furnished.Seat(sample));
                        await tab.ScreenshotAsync(
                            new()
                            {
                                Path = Path.Combine(
                                    folder,
                                    $"{at:00}-{sample.Address.Split('?')[0].Trim('/').Replace('/', '-')}-{width}-{mode}.png"
                                ),
                                FullPage = whole,
                            }
                        );
                    }
                }
            }
        }
    }
}
