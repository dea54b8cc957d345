using System.Net;
using Cunju.App.Doors;
using Cunju.App.People;
using Cunju.Core.People;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.People;

public sealed class AccountTests
{
    [Fact]
    public async Task The_first_administrator_gets_the_same_link_at_every_start_and_none_after_using_it()
    {
        await using var site = await Site.Start();
        var first = await Accounts.FirstLink(site.Cell.Cell);
        var second = await Accounts.FirstLink(site.Cell.Cell);
        var browser = new Browser(site);
        Assert.Equal(first, second);
        Assert.Equal("/500112/desk", (await browser.Activate(second!)).Location);
        Assert.Null(await Accounts.FirstLink(site.Cell.Cell));
        Assert.Contains("管理员", (await browser.Get("/500112/tenures")).Text);
    }

    [Fact]
    public async Task A_link_works_once_and_for_seven_days()
    {
        await using var site = await Site.Start();
        var link = await site.Link(TestCell.Village, "clerk", "小文");
        var browser = new Browser(site);
        await browser.Activate(link);
        Assert.Equal(HttpStatusCode.Redirect, browser.Status);
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(link)).Status);
        var late = await site.Link(TestCell.Village, "accountant", "小会");
        site.Cell.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(late)).Status);
        site.Cell.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(late)).Status);
    }

    [Fact]
    public async Task No_token_password_or_login_stands_readable_in_the_data()
    {
        await using var site = await Site.Start();
        var link = await site.Link(TestCell.Village, "clerk", "登录名甲");
        await new Browser(site).Activate(link);
        await using var db = site.Cell.Cell.Open();
        var journal = string.Join('\n', (await db.Journal.ToListAsync()).Select(line => line.Payload + line.Asked));
        var credentials = await db.Set<Credential>().SingleAsync();
        Assert.DoesNotContain("登录名甲", journal);
        Assert.DoesNotContain("姓名", journal);
        Assert.DoesNotContain(Browser.Password, credentials.Password!);
        Assert.Null(credentials.Link);
    }

    [Fact]
    public async Task Weak_passwords_are_refused_and_phrases_are_not()
    {
        Assert.NotNull(Secrets.Fault("短短短", "甲"));
        Assert.NotNull(Secrets.Fault("1234567890", "甲"));
        Assert.NotNull(Secrets.Fault("Password123", "甲"));
        Assert.NotNull(Secrets.Fault("aaaaaaaaaaaa", "甲"));
        Assert.NotNull(Secrets.Fault("abcdefghijkl", "甲"));
        Assert.NotNull(Secrets.Fault("wanglaowu-2023", "wanglaowu"));
        Assert.Null(Secrets.Fault("柳树下面放风筝的小孩", "甲"));
        await using var site = await Site.Start();
        var browser = await new Browser(site).Activate(await site.Link(TestCell.Village, "clerk", "小文"), "12345678901");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("太常见", browser.Text);
    }

    [Fact]
    public async Task Wrong_passwords_wait_longer_and_longer_but_never_for_ever()
    {
        await using var site = await Site.Start();
        await site.SignedIn(TestCell.Village, "clerk", "小文");
        var browser = new Browser(site);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignIn("小文", "不是这个密码的")).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignIn("小文")).Status);
        Assert.Contains("请等 5 秒", browser.Text);
        site.Cell.Clock.Advance(TimeSpan.FromSeconds(6));
        await browser.SignIn("小文", "还不是这个密码");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignIn("小文")).Status);
        Assert.Contains("请等 10 秒", browser.Text);
        site.Cell.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn("小文")).Status);
        Assert.Equal(TimeSpan.FromMinutes(15), Attempts.Delay(1000, false));
    }

    [Fact]
    public async Task One_address_that_tries_many_names_waits_too()
    {
        await using var site = await Site.Start();
        var browser = new Browser(site);
        for (var i = 0; i < 21; i++)
        {
            await browser.SignIn($"没有这人{i}", "随便写的密码");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignIn("又一个没有的人", "随便写的密码")).Status);
    }

    [Fact]
    public async Task Unknown_names_and_wrong_passwords_are_answered_alike()
    {
        await using var site = await Site.Start();
        await site.SignedIn(TestCell.Village, "clerk", "小文");
        var known = (await new Browser(site).SignIn("小文", "不是这个密码的")).Page.QuerySelector(".problems")!.TextContent;
        var unknown = (await new Browser(site).SignIn("无此人", "不是这个密码的")).Page.QuerySelector(".problems")!.TextContent;
        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task A_session_ends_when_idle_and_after_twelve_hours_in_any_case()
    {
        await using var site = await Site.Start();
        var browser = await site.SignedIn(TestCell.Village, "clerk", "小文");
        var page = $"/{TestCell.Village}/tenures";
        site.Cell.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(page)).Status);
        site.Cell.Clock.Advance(TimeSpan.FromMinutes(121));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get(page)).Status);
        await browser.SignIn("小文");
        for (var hour = 0; hour < 11; hour++)
        {
            site.Cell.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, (await browser.Get(page)).Status);
        }

        site.Cell.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get(page)).Status);
    }

    [Fact]
    public async Task Suspension_and_signing_out_end_a_session_at_once()
    {
        await using var site = await Site.Start();
        var chair = await site.SignedIn(TestCell.Village, "committee-chair", "老主任");
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        var page = $"/{TestCell.Village}/tenures";
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get(page)).Status);
        await chair.Get($"/{TestCell.Village}/accounts");
        await chair.Send("/2023-002/suspend-account");
        Assert.Equal($"/{TestCell.Village}/accounts", chair.Location);
        Assert.StartsWith("/sign-in", (await clerk.Get(page)).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.SignIn("小文")).Status);

        await chair.Get("/sign-out");
        await chair.Send("/sign-out");
        Assert.StartsWith("/sign-in", (await chair.Get(page)).Location);
    }

    [Fact]
    public async Task A_session_gets_a_new_id_at_each_sign_in()
    {
        await using var site = await Site.Start();
        var browser = await site.SignedIn(TestCell.Village, "clerk", "小文");
        var before = browser.Handler.CookieContainer.GetCookies(site.Address)["seat"]!;
        Assert.True(before.HttpOnly);
        var old = before.Value;
        await browser.Get("/sign-out");
        await browser.Send("/sign-out");
        await browser.SignIn("小文");
        Assert.NotEqual(old, browser.Handler.CookieContainer.GetCookies(site.Address)["seat"]!.Value);
        await using var db = site.Cell.Cell.Open();
        Assert.Equal(1, await db.Set<Session>().CountAsync());
    }

    [Fact]
    public async Task A_form_without_its_mark_does_nothing()
    {
        await using var site = await Site.Start();
        await site.SignedIn(TestCell.Village, "clerk", "小文");
        using var client = new HttpClient { BaseAddress = site.Address };
        var answer = await client.PostAsync(
            "/sign-in",
            new FormUrlEncodedContent([new("Login", "小文"), new("Password", Browser.Password)])
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task What_is_not_yours_is_not_there()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        var officer = await site.SignedIn(TestCell.Township, "township-officer", "镇经办");
        foreach (var path in (string[])["tenures", "profile", "accounts", "looks", "tenures/new/appoint-to-office", "tenures/import"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await clerk.Get($"/{TestCell.OtherVillage}/{path}")).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await officer.Get($"/{TestCell.Village}/tenures")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/{TestCell.Village}/tenures/new/appoint-to-office")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get($"/{TestCell.Village}/accounts")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Get("/500112002001/tenures")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.Get($"/{TestCell.Township}/tenures")).Status);
    }

    [Fact]
    public async Task A_unit_sees_who_looked_from_above()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        var officer = await site.SignedIn(TestCell.Township, "township-officer", "镇经办");
        await officer.Get($"/{TestCell.Village}/tenures");
        await officer.Get($"/{TestCell.Village}/tenures");
        await clerk.Get($"/{TestCell.Village}/tenures");
        await clerk.Get($"/{TestCell.Village}/looks");
        var row = Assert.Single(clerk.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("镇街经办", row.TextContent);
        Assert.Contains("班子与人员", row.TextContent);
        // A day that cannot be meant is said beside today's board: whoever asks for one has looked. What is not there was not looked at.
        await officer.Get($"/{TestCell.Village}/scoreboard?as-of=2023-13-01");
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        await officer.Get($"/{TestCell.Village}/scoreboard/nothing.such");
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        await clerk.Get($"/{TestCell.Village}/looks");
        Assert.Equal(2, clerk.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("完成情况", clerk.Page.QuerySelector("tbody")!.TextContent);
    }

    [Fact]
    public async Task The_district_opens_only_the_first_account_of_a_unit()
    {
        await using var site = await Site.Start();
        var administrator = new Browser(site);
        await administrator.Activate((await Accounts.FirstLink(site.Cell.Cell))!);
        await administrator.Get($"/{TestCell.Village}/tenures/new/register-first-office");
        await administrator.Send("register-first-office", ("Office", "clerk"), ("Name", "王小文"), ("From", "2021-03-01"));
        Assert.Equal(HttpStatusCode.Redirect, administrator.Status);
        await administrator.Get($"/{TestCell.Village}/accounts");
        var person = administrator.Page.QuerySelector("select[name=Person] option:last-child")!.GetAttribute("value")!;
        // Place and office are proposed: easy to remember, and they say nothing of the person.
        Assert.Equal("石岩村文书", administrator.Page.QuerySelector("input[name=Login]")!.GetAttribute("value"));
        await administrator.Send("invite-first-account", ("Person", person), ("Login", ""));
        Assert.Contains("请填登录名", administrator.Text);
        await administrator.Send("invite-first-account", ("Person", person), ("Login", "王小文"));
        Assert.Equal(HttpStatusCode.OK, administrator.Status);
        var link = new Uri(administrator.Page.QuerySelector(".link")!.TextContent).AbsolutePath;
        var clerk = await new Browser(site).Activate(link);
        Assert.Equal($"/{TestCell.Village}/desk", clerk.Location);

        await administrator.Get($"/{TestCell.Village}/tenures/new/register-first-office");
        await administrator.Send("register-first-office", ("Office", "accountant"), ("Name", "别的人"), ("From", "2021-03-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, administrator.Status);
        Assert.Contains("由它自己登记", administrator.Text);
    }

    [Fact]
    public async Task Permissions_come_from_all_offices_held_today_and_end_with_them()
    {
        await using var site = await Site.Start();
        var clerk = await site.SignedIn(TestCell.Village, "committee-member", "小文");
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.Get($"/{TestCell.Village}/tenures/new/appoint-to-office")).Status);
        await using var db = site.Cell.Cell.Open();
        var person = (await db.Set<Account>().SingleAsync()).Person;
        var second = await site.Appoint(TestCell.Village, "clerk", "姓名小文", person);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get($"/{TestCell.Village}/tenures/new/appoint-to-office")).Status);
        await site.Cell.Does(
            site.Cell.Everyone(TestCell.Village),
            TenureProcedure.Table,
            TestCell.Village,
            second.Number,
            new EndTenure
            {
                Seen = 1,
                LastDay = new(2023, 10, 12),
                Reason = EndReason.Resigned,
            }
        );
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get($"/{TestCell.Village}/tenures/new/appoint-to-office")).Status);
        site.Cell.Clock.Set("2023-10-13");
        await clerk.SignIn("小文");
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.Get($"/{TestCell.Village}/tenures/new/appoint-to-office")).Status);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get($"/{TestCell.Village}/tenures")).Status);
    }

    [Fact]
    public async Task A_login_is_unique_in_the_district_and_is_no_number_of_a_person()
    {
        await using var site = await Site.Start();
        await site.Link(TestCell.Village, "clerk", "小文");
        var other = await site.Appoint(TestCell.Community, "clerk", "另一个");
        async Task<string> Code(string login) =>
            (
                await Accounts.Invite(
                    site.Cell.Desk,
                    TestCell.Community,
                    new InviteAccount { Person = other.Person, Login = login },
                    site.Cell.Everyone(TestCell.Community),
                    CancellationToken.None
                )
            )
                .Outcome.Refusals.Single()
                .Code;
        Assert.Equal("accounts.taken", await Code(" 小文 "));
        Assert.Equal("accounts.login", await Code("13812345678"));
        Assert.Equal("accounts.login", await Code("a b"));
    }

    [Fact]
    public async Task A_reissued_link_voids_the_password_and_nobody_suspends_themselves()
    {
        await using var site = await Site.Start();
        var chair = await site.SignedIn(TestCell.Village, "committee-chair", "老主任");
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        await chair.Get($"/{TestCell.Village}/accounts");
        Assert.DoesNotContain("2023-001/suspend", chair.Page.Body!.InnerHtml);
        await using (var db = site.Cell.Cell.Open())
        {
            var theirs = await db.Set<Account>().SingleAsync(account => account.Number == "2023-002");
            await ApiKey.Make(db, theirs, "办公系统", new(2023, 10, 12), TestContext.Current.CancellationToken);
            Assert.Equal(1, await db.Set<ApiKey>().CountAsync());
        }

        await chair.Send("/2023-002/reissue-link");
        await using (var db = site.Cell.Cell.Open())
        {
            // Whoever knew the password may have made a key with it: it ends with the password.
            Assert.Equal(0, await db.Set<ApiKey>().CountAsync());
        }

        var link = new Uri(chair.Page.QuerySelector(".link")!.TextContent).AbsolutePath;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.SignIn("小文")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.Activate(link, "另一句 谁也想不到的话")).Status);
    }
}
