using System.Net;
using Deque.AxeCore.Playwright;
using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>每一页，每一种看法: every address of <see cref="Samples"/> in a real browser. <c>CUNJU_ALL=1</c> looks at all sizes, with everything unfolded and with script off.</summary>
public sealed class GridTests(Furnished furnished, ITestOutputHelper output) : IClassFixture<Furnished>
{
    /// <summary>What a page looks like to a finger and an eye: nothing sideways, targets large enough, text large enough.</summary>
    private const string Measure = """
        ([tap, least]) => {
          const faults = [], shown = el => { const b = el.getBoundingClientRect(); return b.width > 0 && b.height > 0 && b.right > 0 && b.bottom > 0 && el.checkVisibility({visibilityProperty: true}); };
          const name = el => el.outerHTML.replace(/\s+/g, ' ').slice(0, 110);
          if (document.documentElement.scrollWidth > innerWidth + 1) {
            const wide = [...document.querySelectorAll('main *,header *,footer *')].filter(el => el.getBoundingClientRect().right > innerWidth + 1).pop();
            faults.push('sideways ' + document.documentElement.scrollWidth + ' ' + (wide ? name(wide) : ''));
          }
          // A link inside a sentence is as large as its words (WCAG 2.5.8 leaves it so).
          const inText = a => { for (let p = a.parentElement; p; p = p.parentElement) {
            const rest = p.textContent.trim().length - [...p.querySelectorAll('a')].reduce((sum, link) => sum + link.textContent.trim().length, 0);
            if (rest > 0) return true;
            if (getComputedStyle(p).display !== 'inline') return false;
          } return false; };
          for (const el of document.querySelectorAll('button,summary,select,textarea,input:not([type=hidden],[type=checkbox],[type=radio]),label.tick,a[href]')) {
            if (!shown(el) || el.closest('.paper,.poster') || (el.tagName === 'A' && inText(el))) continue;
            const box = el.getBoundingClientRect();
            if (box.height < tap - .5 || box.width < tap - .5) faults.push('target ' + Math.round(box.width) + '×' + Math.round(box.height) + ' ' + name(el));
          }
          const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (words.nextNode()) {
            const el = words.currentNode.parentElement;
            if (!words.currentNode.data.trim() || el.closest('.paper,.poster,svg,script,option') || !shown(el)) continue;
            if (parseFloat(getComputedStyle(el).fontSize) < least) faults.push('text ' + getComputedStyle(el).fontSize + ' ' + name(el));
          }
          return faults;
        }
        """;

    private TestSite Site => furnished.Site;

    [Fact]
    public void Every_address_that_can_be_opened_has_a_sample()
    {
        var routes = Samples.RoutesOf(Site.Endpoints).Append("/nowhere").ToArray();
        var sampled = Samples.All.Select(sample => sample.Route).ToArray();
        Assert.Equal("", string.Join("\n", routes.Except(sampled)));
        Assert.Equal("", string.Join("\n", sampled.Except(routes)));
    }

    [Fact]
    public async Task Every_address_answers_and_asks_the_database_no_more_than_is_known()
    {
        using var asked = Site.CountSql();
        var faults = new List<string>();
        foreach (var sample in Samples.All)
        {
            // A page for everybody is kept as it went over the wire; asked for in another way it is made, and that is what counts.
            using var http = new HttpClient(
                new HttpClientHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    AutomaticDecompression = DecompressionMethods.GZip,
                }
            )
            {
                BaseAddress = Site.Address,
            };
            http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            if (sample.Seat is not null && sample.Address.StartsWith("/api/", StringComparison.Ordinal))
            {
                http.DefaultRequestHeaders.Authorization = new("Bearer", await furnished.Key(sample));
            }
            else if (await furnished.Seat(sample) is { } seat)
            {
                http.DefaultRequestHeaders.Add("Cookie", $"seat={seat}");
            }

            // Once before it counts: a session notes its first use of the day, an office above notes that it looked.
            using (var first = new HttpRequestMessage(HttpMethod.Get, furnished.Address(sample)))
            {
                first.Headers.AcceptEncoding.ParseAdd("br");
                (await http.SendAsync(first, TestContext.Current.CancellationToken)).Dispose();
            }

            asked.Take();
            using var answer = await http.GetAsync(furnished.Address(sample), TestContext.Current.CancellationToken);
            var sql = asked.Take();
            output.WriteLine($"{sql.Length} {sample.Address} ({sample.Seat})");
            if (answer.StatusCode != (HttpStatusCode)sample.Status)
            {
                faults.Add($"{sample.Address} ({sample.Seat}): {(int)answer.StatusCode}");
            }
            else if (
                (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(
                    "&amp;amp;",
                    StringComparison.Ordinal
                )
            )
            {
                // In a component an ampersand is written as it is; written as an entity, the link leads astray.
                faults.Add($"{sample.Address} ({sample.Seat}): &amp;amp;");
            }
            else if (sql.Length > sample.Queries)
            {
                faults.Add(
                    $"{sample.Address} ({sample.Seat}): {sql.Length} questions, {sample.Queries} are known\n{string.Join("\n", sql)}"
                );
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public async Task Every_page_can_be_used_on_a_phone()
    {
        var faults = new List<string>();
        await using var look = await Look.Open(Site, 390, "standard");
        await Each(look, faults, tap: 44, least: 12);
        await using var large = await Look.Open(Site, 390, "elder");
        await Each(large, faults, tap: 60, least: 18, axe: false);
        Assert.True(faults.Count == 0, string.Join("\n", faults.Distinct()));
    }

    [Theory]
    [InlineData(390, "standard", true)]
    [InlineData(390, "standard", false)]
    [InlineData(1280, "standard", true)]
    [InlineData(390, "elder", true)]
    [InlineData(390, "elder", false)]
    [InlineData(1280, "elder", true)]
    [InlineData(390, "huge", true)]
    public async Task Every_page_can_be_used_in_every_way(int width, string mode, bool script)
    {
        if (Environment.GetEnvironmentVariable("CUNJU_ALL") is not { Length: > 0 })
        {
            Assert.Skip("./test --all runs it: about a minute each.");
            return;
        }

        var faults = new List<string>();
        // Fingers on a phone; a mouse at a desk; large text is for both.
        var (tap, least) =
            mode != "standard" ? (60, 18)
            : width == 390 ? (44, 12)
            : (24, 12);
        await using var look = await Look.Open(Site, width, mode, script);
        await Each(look, faults, tap, least, axe: script, unfold: script);
        Assert.True(faults.Count == 0, string.Join("\n", faults.Distinct()));
    }

    private async Task Each(Look look, List<string> faults, int tap, int least, bool axe = true, bool unfold = false)
    {
        var only = Environment.GetEnvironmentVariable("CUNJU_PAGE");
        foreach (var sample in Samples.All.Where(sample => sample.IsPage && (only is null || sample.Address.Contains(only))))
        {
            var tab = await look.At(furnished.Address(sample), await furnished.Seat(sample));
            await Judge("");
            if (unfold)
            {
                // The menu last: unfolded on a phone it lies over the page.
                foreach (var part in (string[])["main", "body > footer", "body > header"])
                {
                    foreach (var fold in await tab.Locator($"{part} summary:visible, {part} button[data-add]:visible").AllAsync())
                    {
                        await fold.ClickAsync();
                    }
                }

                // What was folded inside what has just been unfolded.
                await tab.EvaluateAsync("document.querySelectorAll('details').forEach(fold => fold.open = true)");
                await Judge(" unfolded");
            }

            faults.AddRange(
                look.Complaints.Where(line => sample.Status == 200 || !line.Contains("status of"))
                    .Select(line => $"{sample.Address} {look.Name}: console: {line}")
            );
            look.Complaints.Clear();

            async Task Judge(string how)
            {
                faults.AddRange(
                    (await tab.EvaluateAsync<string[]>(Measure, new[] { tap, least })).Select(fault =>
                        $"{sample.Address} ({sample.Seat}) {look.Name}{how}: {fault}"
                    )
                );
                if (axe)
                {
                    faults.AddRange(
                        (await tab.RunAxe())
                            .Violations.Where(violation => violation.Impact is "serious" or "critical")
                            .Select(violation =>
                                $"{sample.Address} ({sample.Seat}) {look.Name}{how}: {violation.Id} {string.Join(" | ", violation.Nodes.Take(2).Select(node => node.Html))}"
                            )
                    );
                }
            }
        }
    }
}
