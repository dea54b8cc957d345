using System.Net;
using System.Security.Cryptography;
using System.Text;
using Cunju.App;
using Cunju.Core.Disclosures;
using Cunju.Core.Procedures;
using Cunju.Tests.Printing;
using Cunju.Tests.Shell;
using SkiaSharp;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>扫描件: everybody sees its digest, its day and a reduced copy, and never the signatures and seals themselves.</summary>
public sealed class ScanCopyPagesTests
{
    private const string Page = $"/{TestCell.Village}/open/disclosures/2023-001";
    private const string Day = "2023-10-15";

    [Fact]
    public async Task Everybody_sees_a_reduced_copy_with_its_day_and_digest_and_never_the_original()
    {
        await using var site = await TestSite.Start(Day);
        var key = await PutUp(site);
        var photo = DrawnSheet.Jpeg();
        site.Cell.Clock.Set("2023-10-17");
        var digest = await ScanBack(site, key, photo, "image/jpeg");
        using var resident = new Browser(site.Address);
        await resident.Go(Page);
        Assert.Contains("2023年10月17日传回", resident.Text);
        Assert.Contains(digest, resident.Text);
        var address = resident.Page.QuerySelector(".scans img")!.GetAttribute("src")!;
        Assert.DoesNotContain("没有缩略图", resident.Text);

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("private, no-cache", answer.Headers.CacheControl!.ToString().Replace("no-cache, private", "private, no-cache"));
        var copy = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var seen = SKBitmap.Decode(copy);
        Assert.True(seen.Width <= 200 && seen.Height <= 200);
        // A browser that has it already is not sent it again.
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var known = await http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);

        // There is no address under which anybody gets the file itself, nor one for what is not this disclosure's.
        foreach (
            var other in (string[])
                [
                    $"{Page}/files/{digest}",
                    $"{Page}/scans/{digest}.jpg",
                    $"{Page}/scans/{new string('0', 64)}",
                    $"{Page}/scans/{digest.ToUpperInvariant()}",
                    address.Replace(TestCell.Village, TestCell.OtherVillage),
                    address.Replace("2023-001", "2023-002"),
                ]
        )
        {
            using var refused = await http.GetAsync(new Uri(other, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(refused.StatusCode == HttpStatusCode.NotFound, other);
        }

        using var inside = await http.GetAsync(
            new Uri($"/{TestCell.Village}/disclosures/2023-001/files/{digest}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);
        Assert.Equal(
            photo,
            await (await site.Browse(TestCell.Village, "clerk")).Bytes($"/{TestCell.Village}/disclosures/2023-001/files/{digest}")
        );
    }

    [Fact]
    public async Task A_scan_that_cannot_be_decoded_shows_its_digest_and_a_picture_that_says_so()
    {
        await using var site = await TestSite.Start(Day);
        var key = await PutUp(site);
        var digest = await ScanBack(site, key, Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n"), "application/pdf");
        using var resident = new Browser(site.Address);
        await resident.Go(Page);
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains(digest, resident.Text);
        using var http = new HttpClient { BaseAddress = site.Address };
        using var answer = await http.GetAsync(
            new Uri(resident.Page.QuerySelector(".scans img")!.GetAttribute("src")!, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("没有缩略图", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_edition_that_said_too_much_shows_no_copy_and_the_next_shows_its_own()
    {
        await using var site = await TestSite.Start(Day);
        var key = await PutUp(site);
        var first = await ScanBack(site, key, DrawnSheet.Jpeg(), "image/jpeg");
        using var resident = new Browser(site.Address);
        await resident.Go($"{Page}/scans/{first}");
        Assert.Equal(HttpStatusCode.OK, resident.Status);

        await Telling.Then(site.Cell, key, Day, new CorrectDisclosure { Reason = CorrectionReason.Privacy });
        await Telling.Then(site.Cell, key, Day, Telling.Again(Day) with { Party = "主题党日3次。" });
        await Telling.PutUp(site.Cell, key, Day);
        var second = await ScanBack(site, key, DrawnSheet.Png(), "image/png");
        await resident.Go($"{Page}/scans/{first}");
        Assert.Equal(HttpStatusCode.NotFound, resident.Status);
        await resident.Go($"{Page}/1");
        Assert.Empty(resident.Page.QuerySelectorAll(".scans img"));
        Assert.Contains(first, resident.Text);
        Assert.Contains("不再显示", resident.Page.QuerySelector(".scans")!.TextContent);

        await resident.Go(Page);
        Assert.DoesNotContain(first, resident.Text);
        Assert.Equal($"{Page}/scans/{second}", resident.Page.QuerySelector(".scans img")!.GetAttribute("src"));

        // The same file is no scan of the new edition: it stays what it was, a picture of the old one.
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => ScanBack(site, key, DrawnSheet.Jpeg(), "image/jpeg"));
        Assert.Contains("一模一样", refused.Message, StringComparison.Ordinal);
        await resident.Go($"{Page}/scans/{first}");
        Assert.Equal(HttpStatusCode.NotFound, resident.Status);
    }

    [Fact]
    public async Task A_scan_that_comes_late_is_of_the_edition_it_is_said_to_be_of()
    {
        await using var site = await TestSite.Start(Day);
        var key = await PutUp(site);
        await Telling.Then(site.Cell, key, Day, new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves });
        await Telling.Then(site.Cell, key, Day, Telling.Again(Day) with { Party = "主题党日3次。" });
        await Telling.PutUp(site.Cell, key, Day);
        var (old, now) = (
            await ScanBack(site, key, DrawnSheet.Jpeg(), "image/jpeg", edition: 1),
            await ScanBack(site, key, DrawnSheet.Png(), "image/png")
        );
        using var resident = new Browser(site.Address);
        await resident.Go(Page);
        Assert.Contains(now, resident.Text);
        Assert.DoesNotContain(old, resident.Text);
        await resident.Go($"{Page}/1");
        Assert.Contains(old, resident.Text);
        Assert.DoesNotContain(now, resident.Text);

        var refused = await site.Cell.Desk.Act(
            DisclosureProcedure.Table,
            key.Unit,
            key.Number,
            new ScanBack
            {
                Scans = [old],
                Edition = 3,
                Seen = (await site.Cell.Find<Disclosure>(key)).Version,
            },
            site.Cell.Everyone(key.Unit),
            Luggage.None,
            TestContext.Current.CancellationToken
        );
        Assert.Contains(refused.Refusals, refusal => refusal.Code == "disclosures.edition");
    }

    [Fact]
    public async Task That_a_sheet_was_signed_and_sealed_is_proved_by_its_scan_alone()
    {
        await using var site = await TestSite.Start(Day);
        var key = await PutUp(site);
        Assert.Equal([("check", false), ("open.finance", false), ("open.posted", false), ("publish", false)], await Proofs());
        site.Cell.Clock.Set("2023-10-17");
        await ScanBack(site, key, DrawnSheet.Jpeg(), "image/jpeg");
        Assert.Equal([("check", true), ("open.finance", true), ("open.posted", true), ("publish", true)], await Proofs());
        // A second scan of the same sheet proves nothing more.
        var before = (await site.Cell.Records()).Length;
        await ScanBack(site, key, DrawnSheet.Png(), "image/png");
        Assert.Equal(before, (await site.Cell.Records()).Length);

        async Task<(string, bool)[]> Proofs()
        {
            var all = await site.Cell.Records();
            var gone = all.Where(record => record.Kind == "fact.corrected").Select(record => record.Of).ToHashSet();
            return
            [
                .. from record in all
                where !gone.Contains(record.Id)
                let what = record.Kind == "open.step" ? record.ToRecord().Field("step")!.Value.Text : record.Kind
                where what is "open.posted" or "open.finance" or "check" or "publish"
                orderby what
                select (what, record.Evidence.Contains("sheet")),
            ];
        }
    }

    private static async Task<CaseKey> PutUp(TestSite site)
    {
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        var key = await Telling.Drafted(site.Cell, TestCell.Village, Day, Day);
        await Telling.PutUp(site.Cell, key, Day);
        return key;
    }

    private static async Task<string> ScanBack(TestSite site, CaseKey key, byte[] file, string type, int? edition = null)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        var outcome = await site.Cell.Desk.Act(
            DisclosureProcedure.Table,
            key.Unit,
            key.Number,
            new ScanBack
            {
                Scans = [digest],
                Edition = edition,
                Seen = (await site.Cell.Find<Disclosure>(key)).Version,
            },
            site.Cell.Everyone(key.Unit),
            new Luggage([
                new()
                {
                    Digest = digest,
                    Unit = key.Unit,
                    MediaType = type,
                    Bytes = file,
                },
            ]),
            TestContext.Current.CancellationToken
        );
        Assert.True(outcome.IsDone, string.Join("\n", outcome.Refusals));
        return digest;
    }
}
