using System.Net;
using Cunju.App.People;
using Cunju.Core.People;
using Cunju.Tests.People;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Browser = Cunju.Tests.People.Browser;

namespace Cunju.Tests.Storage;

/// <summary>Rows that are no facts are written by statements of their own; both engines must take them, twice as well as once.</summary>
public sealed class BesideTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_session_is_written_moved_on_and_removed(Engine engine)
    {
        await using var site = await Site.Start(engine: engine);
        var clerk = await site.SignedIn(TestCell.Village, "clerk", "小文");
        await using var db = site.Cell.Cell.Open();
        var began = await db.Set<Session>().AsNoTracking().SingleAsync();
        Assert.Equal(site.Cell.Cell.RealNow, began.Began);
        site.Cell.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get($"/{TestCell.Village}/desk")).Status);
        var seen = await db.Set<Session>().AsNoTracking().SingleAsync();
        Assert.Equal((began.Began, site.Cell.Cell.RealNow), (seen.Began, seen.Seen));
        await clerk.Get("/sign-out");
        await clerk.Send("/sign-out");
        Assert.Equal(0, await db.Set<Session>().CountAsync());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Attempts_are_counted_and_forgotten(Engine engine)
    {
        await using var site = await Site.Start(engine: engine);
        await site.SignedIn(TestCell.Village, "clerk", "小文");
        var browser = new Browser(site);
        await using var db = site.Cell.Cell.Open();
        for (var wrong = 1; wrong <= 2; wrong++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignIn("小文", "不是这个密码的")).Status);
            Assert.Equal(wrong, (await db.Set<Attempt>().AsNoTracking().SingleAsync(row => row.Who == Attempts.Login("小文"))).Count);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn("小文")).Status);
        Assert.False(await db.Set<Attempt>().AnyAsync(row => row.Who == Attempts.Login("小文")));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_link_made_at_the_machine_ends_every_session_and_its_holder_is_told_for_a_month(Engine engine)
    {
        await using var site = await Site.Start(engine: engine);
        var chair = await site.SignedIn(TestCell.Village, "committee-chair", "老主任");
        await using var db = site.Cell.Cell.Open();
        var account = await db.Set<Account>().AsNoTracking().SingleAsync();
        var (outcome, token) = await Accounts.RelinkAtMachine(site.Cell.Cell, account, default);
        Assert.True(outcome.IsDone);
        Assert.StartsWith("/sign-in", (await chair.Get($"/{TestCell.Village}/desk")).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await chair.SignIn("老主任")).Status);

        // Whoever used the link, the next to sign in is told, and the accounts of the unit say it too.
        await chair.Activate($"/activate/{token}", "又一句 谁也想不到的话");
        Assert.Equal($"/{TestCell.Village}/desk", chair.Location);
        chair = await new Browser(site).SignIn("老主任", "又一句 谁也想不到的话");
        Assert.Null(chair.Location);
        Assert.Contains("2023年10月12日，服务器维护人员为这个账号重发过一次性链接", chair.Text);
        Assert.Equal(HttpStatusCode.OK, (await chair.Get($"/{TestCell.Village}/desk")).Status);
        Assert.Contains("2023年10月12日由服务器维护人员重发过链接", (await chair.Get($"/{TestCell.Village}/accounts")).Text);
        site.Cell.Clock.Advance(TimeSpan.FromDays(31));
        chair = await new Browser(site).SignIn("老主任", "又一句 谁也想不到的话");
        Assert.Equal($"/{TestCell.Village}/desk", chair.Location);
        Assert.Empty((await Cunju.App.Storage.Audit.Verify(site.Cell.Cell, TestCell.Institutions, default)).Differences);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_look_from_above_is_noted_once_a_day_and_page(Engine engine)
    {
        await using var site = await Site.Start(engine: engine);
        var officer = await site.SignedIn(TestCell.Township, "township-officer", "镇经办");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => officer.Get($"/{TestCell.Village}/tenures")));
        site.Cell.Clock.Advance(TimeSpan.FromMinutes(1));
        await officer.Get($"/{TestCell.Village}/tenures");
        await using var db = site.Cell.Cell.Open();
        var look = await db.Set<Look>().SingleAsync();
        Assert.Equal((TestCell.Village, TestCell.Township, "tenures", site.Cell.Cell.Today), (look.Unit, look.By, look.Page, look.Day));
    }
}
