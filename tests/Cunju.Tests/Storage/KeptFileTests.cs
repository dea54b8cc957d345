using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.WorkRecords;
using Cunju.Tests.People;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Browser = Cunju.Tests.People.Browser;

namespace Cunju.Tests.Storage;

/// <summary>A scan is the hardest thing to give twice on a phone: what was good is kept when the form is refused.</summary>
public sealed class KeptFileTests
{
    private const string Form = $"/{TestCell.Community}/work-records/new/record-work";

    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_that_came_with_a_refused_form_need_not_be_chosen_again(Engine engine)
    {
        await using var site = await Site.Start(engine: engine);
        var clerk = await Clerk(site);
        await clerk.Get($"{Form}?Kind=promise.posted");
        await Post(clerk, "没有这一天", ("公示照片.pdf", Pdf(1)));
        Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
        Assert.Contains("已收到：公示照片.pdf", clerk.Text);
        Assert.Equal((0, 1), await Kept(site));

        // A rule says no: both are still there, and the new one beside them.
        await Post(clerk, "2023-10-30", ("第二张.pdf", Pdf(2)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("已收到：公示照片.pdf", clerk.Text);
        Assert.Contains("已收到：第二张.pdf", clerk.Text);

        await Post(clerk, "2023-10-10", ("第三张.pdf", Pdf(3)));
        Assert.Equal(HttpStatusCode.Redirect, clerk.Status);
        Assert.Equal((3, 0), await Kept(site));
        await using var db = site.Cell.Cell.Open();
        Assert.Equal(
            new[] { 1, 2, 3 }.Select(number => Digest(Pdf(number))).Order(),
            (await db.Set<WorkRecord>().SingleAsync()).Files.Order()
        );
        Assert.Empty((await Audit.Verify(site.Cell.Cell, TestCell.Institutions, default)).Differences);
    }

    [Fact]
    public async Task A_file_that_is_ticked_off_stays_behind()
    {
        await using var site = await Site.Start();
        var clerk = await Clerk(site);
        await clerk.Get($"{Form}?Kind=promise.posted");
        await Post(clerk, "没有这一天", ("选错了.pdf", Pdf(1)), ("对的.pdf", Pdf(2)));
        foreach (var box in clerk.Page.QuerySelectorAll<IHtmlInputElement>($"input[value='{Digest(Pdf(1))}']"))
        {
            box.IsChecked = false;
        }

        await Post(clerk, "2023-10-10");
        await using var db = site.Cell.Cell.Open();
        Assert.Equal([Digest(Pdf(2))], (await db.Set<WorkRecord>().SingleAsync()).Files);
        Assert.Equal((1, 1), await Kept(site));
    }

    [Fact]
    public async Task What_waits_for_one_person_is_nothing_to_another_and_a_digest_from_nowhere_is_refused()
    {
        await using var site = await Site.Start();
        var (clerk, chair) = (await Clerk(site), await site.SignedIn(TestCell.Community, "committee-chair", "老主任"));
        await clerk.Get($"{Form}?Kind=promise.posted");
        await Post(clerk, "没有这一天", ("签名.pdf", Pdf(1)));
        foreach (var digest in new[] { Digest(Pdf(1)), new string('a', 64), "../../etc/passwd" })
        {
            await chair.Get($"{Form}?Kind=promise.posted");
            await Post(chair, [("On", "2023-10-10"), ("Files", digest)]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, chair.Status);
            Assert.Contains("附件没有收到过", chair.Text);
            Assert.DoesNotContain("签名.pdf", chair.Text);
        }

        Assert.Equal((0, 1), await Kept(site));
    }

    [Fact]
    public async Task A_file_for_a_field_that_takes_none_is_refused_not_lost()
    {
        await using var site = await Site.Start();
        var clerk = await Clerk(site);
        await clerk.Get($"{Form}?Kind=promise.posted");
        await Post(clerk, [("On", "2023-10-10")], ("Note", "说明.pdf", Pdf(1)));
        Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
        Assert.Contains("这一栏不收附件", clerk.Text);
        Assert.Equal((0, 1), await Kept(site));
    }

    [Fact]
    public async Task What_nobody_came_back_for_is_gone_after_a_week()
    {
        await using var site = await Site.Start();
        var clerk = await Clerk(site);
        await clerk.Get($"{Form}?Kind=promise.posted");
        await Post(clerk, "没有这一天", ("公示照片.pdf", Pdf(1)));
        await using var db = site.Cell.Cell.Open();
        site.Cell.Clock.Advance(KeptFiles.Life - TimeSpan.FromMinutes(1));
        await KeptFiles.Sweep(site.Cell.Cell, db, default);
        Assert.Equal((0, 1), await Kept(site));
        site.Cell.Clock.Advance(TimeSpan.FromMinutes(2));
        await KeptFiles.Sweep(site.Cell.Cell, db, default);
        Assert.Equal((0, 0), await Kept(site));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task One_account_never_has_more_waiting_than_one_form_can_carry(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine);
        await using var db = cell.Cell.Open();
        for (var form = 1; form <= 6; form++)
        {
            cell.Clock.Advance(TimeSpan.FromSeconds(1));
            await KeptFiles.Keep(cell.Cell, db, "somebody", Big(form), [], default);
        }

        var others = await KeptFiles.Keep(cell.Cell, db, "somebody else", Big(1), [], default);
        Assert.Single(others.Received);
        // The oldest made room.
        Assert.Equal(
            new[] { "第3张", "第4张", "第5张", "第6张" },
            await db.Set<KeptFile>()
                .Where(file => file.Account == "somebody")
                .OrderBy(file => file.Since)
                .Select(file => file.Name)
                .ToListAsync()
        );
        // What the form names already is never pushed out by what comes with it.
        ImmutableArray<KeptFile> named = [.. await db.Set<KeptFile>().Where(file => file.Account == "somebody").ToListAsync()];
        var (received, tooMuch) = await KeptFiles.Keep(cell.Cell, db, "somebody", Big(7), named, default);
        Assert.Equal(named.Select(file => file.Digest).Order(), received.Keys.Order());
        Assert.Contains("第7张", Assert.Single(tooMuch).Text);
    }

    private static Task<Browser> Clerk(Site site) => site.SignedIn(TestCell.Community, "clerk", "小文");

    private static byte[] Pdf(int number) => [.. "%PDF-1.7 "u8, (byte)number];

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static Uploaded Big(int number)
    {
        var bytes = new byte[Uploads.Largest];
        Pdf(number).CopyTo(bytes, 0);
        Blob blob = new()
        {
            Digest = Digest(bytes),
            Unit = TestCell.Community,
            MediaType = "application/pdf",
            Bytes = bytes,
        };
        return new([blob], ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("Files", [blob.Digest]), [])
        {
            Names = ImmutableDictionary<string, string>.Empty.Add(blob.Digest, $"第{number}张"),
        };
    }

    private static async Task<(int Blobs, int Kept)> Kept(Site site)
    {
        await using var db = site.Cell.Cell.Open();
        return (await db.Blobs.CountAsync(), await db.Set<KeptFile>().CountAsync());
    }

    private static Task Post(Browser browser, string day, params (string Name, byte[] Bytes)[] files) =>
        Post(browser, [("On", day)], [.. files.Select(file => ("Files", file.Name, file.Bytes))]);

    /// <summary>The form of the page with what stands hidden or ticked in it, as a browser sends it.</summary>
    private static async Task Post(
        Browser browser,
        (string Field, string Value)[] typed,
        params (string Field, string Name, byte[] Bytes)[] files
    )
    {
        var content = new MultipartFormDataContent();
        foreach (
            var input in browser.Page.QuerySelectorAll<IHtmlInputElement>("form.act input[type=hidden], form.act input[type=checkbox]")
        )
        {
            if (input.Type == "hidden" || input.IsChecked)
            {
                content.Add(new StringContent(input.Value ?? ""), input.Name!);
            }
        }

        foreach (var (field, value) in typed)
        {
            content.Add(new StringContent(value), field);
        }

        foreach (var (field, name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), field, name);
        }

        await browser.Post(Form, content);
    }
}
