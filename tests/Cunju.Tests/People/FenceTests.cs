using System.Net;
using System.Text;
using Cunju.App.Shell;
using Xunit;

namespace Cunju.Tests.People;

/// <summary>What no form of ours would send is answered in plain words, never as a fault of the program.</summary>
public sealed class FenceTests
{
    [Fact]
    public async Task A_body_that_is_no_form_or_too_long_is_answered_with_400()
    {
        await using var site = await Site.Start();
        var chair = await site.SignedIn(TestCell.Village, "committee-chair", "小任");
        foreach (
            var path in (string[])
                [
                    $"/{TestCell.Village}/meetings/new/record-meeting",
                    $"/{TestCell.Village}/accounts/new/invite-account",
                    "/sign-in",
                    "/comfort",
                ]
        )
        {
            foreach (var body in Strange())
            {
                await chair.Post(path, body);
                Assert.Equal(HttpStatusCode.BadRequest, chair.Status);
                Assert.Contains("没有收到完整的表单", chair.Text);
            }
        }
    }

    private static IEnumerable<HttpContent> Strange()
    {
        yield return new StringContent("{}", Encoding.UTF8, "application/json");
        yield return new ByteArrayContent([]);
        yield return new FormUrlEncodedContent(Enumerable.Range(0, 2000).Select(i => KeyValuePair.Create($"F{i}", "x")));
        var torn = new StringContent("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb", Encoding.UTF8);
        torn.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        yield return torn;
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/500112/desk?a=b", true)]
    [InlineData("//elsewhere", false)]
    [InlineData("/\\elsewhere", false)]
    [InlineData("/a\nb", false)]
    [InlineData("/\tb", false)]
    [InlineData("/a\u0085", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_to_go_on_to_stays_here_and_fits_into_a_header(string? address, bool local) =>
        Assert.Equal(local, Comfort.IsLocal(address));

    [Fact]
    public async Task A_control_character_in_where_to_go_next_leads_to_the_desk()
    {
        await using var site = await Site.Start();
        await site.SignedIn(TestCell.Village, "clerk", "小文");
        var browser = new Browser(site);
        await browser.Get("/sign-in");
        await browser.Send("/sign-in", ("Login", "小文"), ("Password", Browser.Password), ("Next", "/a\nb"));
        Assert.Equal($"/{TestCell.Village}/desk", browser.Location);
        await browser.Get("/sign-in?next=%2Fa%0Ab");
        Assert.Equal($"/{TestCell.Village}/desk", browser.Location);
    }
}
