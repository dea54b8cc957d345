using System.Diagnostics;
using System.Globalization;
using Cunju.Tests.People;
using Microsoft.Playwright;
using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>只用键盘: no mouse from sign-in to a meeting that counts.</summary>
public sealed class KeyboardTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_clerk_signs_in_and_records_a_meeting_without_a_mouse()
    {
        await using var site = await Site.Start();
        await site.SignedIn(TestCell.Village, "clerk", "何文书");
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }
        );
        var tab = await chromium.NewPageAsync();
        await tab.GotoAsync(new Uri(site.Address, "/sign-in").ToString());
        var (keys, watch) = (0, Stopwatch.StartNew());

        await Reach("[name=Login]");
        await Type("何文书");
        await Reach("[name=Password]");
        await Type(People.Browser.Password);
        await Press("Enter");
        await tab.WaitForURLAsync("**/desk");
        await Reach("main a.btn.main");
        await Press("Enter");
        await tab.WaitForURLAsync("**/record-meeting");
        await Reach("[name=Types][value=RepresentativesAssembly]");
        await Press("Space");
        await Reach("[name=Eligible]");
        await Type("45");
        await Reach("[name=Present]");
        await Type("31");
        await Reach("[name='Agenda[0].Motion']");
        await Type("村道路灯维修");
        await Reach("main form button.main");
        await Press("Enter");
        await tab.WaitForURLAsync("**/meetings/2023-001");
        watch.Stop();

        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{keys} keys, {watch.Elapsed.TotalSeconds:0.0} s in the machine's hands")
        );
        Assert.Contains("应到 45 人", await tab.InnerTextAsync("main"));
        Assert.Contains(await site.Cell.Records(), record => record is { Kind: "meeting.representatives" });

        // Forward with Tab to that place. Wherever the focus stops on the way, one must see it, and it must not be hidden outside the window.
        async Task Reach(string selector)
        {
            for (var stops = 0; ; stops++)
            {
                Assert.True(stops < 60, $"sixty stops and {selector} was not among them");
                if (await tab.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                {
                    return;
                }

                await Press("Tab");
                var seen = await tab.EvaluateAsync<string>(
                    """
                    () => {
                      const el = document.activeElement;
                      // The page itself, to which the script moves the focus when a new one has come: no stop of the Tab key.
                      if (el === document.body || el.tabIndex < 0) return 'ok';
                      // A box in a label is drawn with it.
                      const style = getComputedStyle(el), box = el.getBoundingClientRect();
                      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.bottom > 0 && box.top < innerHeight && box.right > 0
                        ? 'ok' : el.outerHTML.slice(0, 120);
                    }
                    """
                );
                Assert.Equal("ok", seen);
            }
        }

        async Task Press(string key)
        {
            keys++;
            await tab.Keyboard.PressAsync(key);
        }

        async Task Type(string words)
        {
            keys += words.Length;
            await tab.Keyboard.TypeAsync(words);
        }
    }
}
