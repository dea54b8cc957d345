using System.Net;
using Xunit;

namespace Cunju.Tests.People;

public sealed class ProxyTests
{
    private const string Public = "https://cunju.example.cn";

    private static (string, string) From(string address) => ("X-Forwarded-For", address);

    private static string Seat(Browser browser) =>
        browser.Response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("seat=", StringComparison.Ordinal));

    [Fact]
    public async Task Behind_a_proxy_one_visitor_who_tries_does_not_make_the_others_wait()
    {
        await using var site = await Site.Start();
        var trier = new Browser(site, From("203.0.113.7"));
        for (var i = 0; i < 21; i++)
        {
            await trier.SignIn($"没有这人{i}", "随便写的密码");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await trier.SignIn("又一个没有的人", "随便写的密码")).Status);
        var other = new Browser(site, From("203.0.113.8"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.SignIn("另一个没有的人", "随便写的密码")).Status);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("http", null, false)]
    [InlineData("https", null, true)]
    [InlineData(null, Public, true)]
    [InlineData(null, "http://10.0.0.5", false)]
    public async Task The_seat_travels_over_tls_only_where_there_is_tls(string? scheme, string? baseUrl, bool secure)
    {
        await using var site = await Site.Start(baseUrl: baseUrl);
        var browser = scheme is null ? new Browser(site) : new Browser(site, ("X-Forwarded-Proto", scheme));
        await browser.Activate(await site.Link(TestCell.Village, "clerk", "小文"));
        Assert.Equal(secure, Seat(browser).Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null, "http://elsewhere.example/activate/")]
    [InlineData("http://10.0.0.5/", "http://10.0.0.5/activate/")]
    public async Task A_one_time_link_is_made_with_the_address_people_know(string? baseUrl, string begins)
    {
        await using var site = await Site.Start(baseUrl: baseUrl);
        var chair = new Browser(site, ("Host", "elsewhere.example"));
        await chair.Activate(await site.Link(TestCell.Village, "committee-chair", "小任"));
        var clerk = await site.Appoint(TestCell.Village, "clerk", "李文书");
        await chair.Get($"/{TestCell.Village}/accounts");
        await chair.Send("/invite-account", ("Person", clerk.Person), ("Login", "小文"));
        Assert.Equal(HttpStatusCode.OK, chair.Status);
        Assert.Contains(begins, chair.Page.DocumentElement.OuterHtml);
    }
}
