using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using System.Xml.Linq;
using Cunju.Core.Disclosures;
using Cunju.Core.Procedures;
using Cunju.Tests.Portal;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>订阅: the board for programs that look again, read back by somebody else's reader.</summary>
public sealed class BoardFeedTests
{
    private const string Board = $"/{TestCell.Village}/open/disclosures";
    private const string Base = "https://cunju.example.cn";
    private const string Quarter = "2023-07-15";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    [Theory]
    [InlineData("atom")]
    [InlineData("rss")]
    public async Task A_feed_tells_what_went_up_and_was_corrected_and_none_of_its_words(string form)
    {
        await using var site = await TestSite.Start("2023-07-10", baseUrl: Base);
        using var anyone = new Stranger(site.Address);
        Assert.Empty((await Read(anyone, form)).Items);
        var key = await Telling.Drafted(site.Cell, TestCell.Village, Quarter, "2023-07-10");
        Assert.Empty((await Read(anyone, form)).Items);

        await Telling.PutUp(site.Cell, key, "2023-07-15");
        var feed = await Read(anyone, form);
        Assert.Equal(Base + Board, feed.Links.Single(link => link.RelationshipType is null or "alternate").Uri.OriginalString);
        Assert.Equal($"{Base}{Board}/{form}.xml", feed.Links.Single(link => link.RelationshipType == "self").Uri.OriginalString);
        var first = Assert.Single(feed.Items);
        Assert.Equal($"tag:cunju.invalid,2026:practice/{TestCell.Village}/disclosures/2023-001/1", first.Id);
        Assert.Equal("2023年7月15日四类公开", first.Title.Text);
        Assert.Equal($"{Base}{Board}/2023-001/1", first.Links.Single().Uri.OriginalString);
        Assert.Equal(["党务", "政务", "服务", "财务"], first.Categories.Select(category => category.Name));
        Assert.Equal(new(2023, 7, 15, 0, 0, 0, China), form == "atom" ? first.LastUpdatedTime : first.PublishDate);
        Assert.Contains("7月15日上公开栏", first.Summary.Text);

        // A draft of a correction is nobody's business; the correction says what it changed.
        await Begin(site, key, "2023-07-20", CorrectionReason.Residents, "二季度开展主题党日2次。");
        Assert.Single((await Read(anyone, form)).Items);
        await Telling.PutUp(site.Cell, key, "2023-07-20");
        feed = await Read(anyone, form);
        Assert.Equal(["2023-001/2", "2023-001/1"], feed.Items.Select(Named));
        Assert.Equal("2023年7月15日四类公开（第2版，更正）", feed.Items.First().Title.Text);
        Assert.StartsWith("更正。原因：村（居）民提出异议，确有错误。改动的部分：党务。", feed.Items.First().Summary.Text);
        Assert.Equal(new(2023, 7, 20, 0, 0, 0, China), feed.LastUpdatedTime);

        // What is withheld keeps its place and its id; nothing of it is said.
        await Begin(site, key, "2023-07-26", CorrectionReason.Privacy, "二季度开展主题党日4次。");
        await Telling.PutUp(site.Cell, key, "2023-07-26");
        feed = await Read(anyone, form);
        Assert.Equal(["2023-001/3", "2023-001/2", "2023-001/1"], feed.Items.Select(Named));
        Assert.All(feed.Items.Skip(1), entry => Assert.StartsWith("这一版含有不该公开的个人信息", entry.Summary.Text));
        Assert.DoesNotContain("改动的部分", feed.Items.First().Summary.Text);
        if (form == "atom")
        {
            Assert.All(feed.Items, entry => Assert.Equal(new(2023, 7, 26, 0, 0, 0, China), entry.LastUpdatedTime));
            Assert.Equal([26, 20, 15], feed.Items.Select(entry => entry.PublishDate.ToOffset(China).Day));
        }

        var words = await anyone.Html($"{Board}/{form}.xml");
        Assert.All(new[] { "林某", "主题党日", "路灯", "办事窗口" }, word => Assert.DoesNotContain(word, words));
    }

    [Fact]
    public async Task The_atom_feed_keeps_the_rules_of_its_kind()
    {
        await using var site = await TestSite.Start();
        await Story.Tell(site);
        using var anyone = new Stranger(site.Address);
        using var answer = await anyone.Get($"/{TestCell.Community}/open/disclosures/atom.xml");
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        // RFC 4287 §4.1.1: an id, a title, the moment of the last change, and an author for all entries; §4.1.2: the same of each entry.
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.NotEmpty(feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        var entries = feed.Elements(Atom + "entry").ToArray();
        Assert.True(entries.Length > 3, $"{entries.Length}");
        Assert.All(
            entries.Prepend(feed),
            element =>
            {
                Assert.StartsWith("tag:", Assert.Single(element.Elements(Atom + "id")).Value);
                Assert.NotEmpty(Assert.Single(element.Elements(Atom + "title")).Value);
                Assert.Matches(@"^\d{4}-\d\d-\d\dT00:00:00\+08:00$", Assert.Single(element.Elements(Atom + "updated")).Value);
            }
        );
        Assert.Equal(entries.Length, entries.Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        Assert.Equal(entries.Max(entry => entry.Element(Atom + "updated")!.Value), feed.Element(Atom + "updated")!.Value);
        // Each leads to a page that is there.
        foreach (var link in feed.Descendants(Atom + "link").Select(link => link.Attribute("href")!.Value).Distinct())
        {
            Assert.StartsWith(site.Address.GetLeftPart(UriPartial.Authority), link, StringComparison.Ordinal);
            await anyone.Html(new Uri(link).AbsolutePath);
        }
    }

    [Fact]
    public async Task Pages_of_a_board_name_its_feeds_and_a_township_has_none()
    {
        await using var site = await TestSite.Start();
        using var anyone = new Stranger(site.Address);
        foreach (var page in new[] { $"/{TestCell.Village}", Board })
        {
            var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await anyone.Html(page));
            var feeds = html.QuerySelectorAll("head link[rel=alternate]");
            Assert.Equal(["application/atom+xml", "application/rss+xml"], feeds.Select(link => link.GetAttribute("type")));
            foreach (var feed in feeds)
            {
                await anyone.Html(feed.GetAttribute("href")!);
            }
        }

        Assert.Contains($"{Board}/atom.xml", await anyone.Links(Board));
        await anyone.Html($"/{TestCell.Township}/open/disclosures/atom.xml", HttpStatusCode.NotFound);
        await anyone.Html("/999999999999/open/disclosures/rss.xml", HttpStatusCode.NotFound);
        Assert.DoesNotContain("rel=\"alternate\"", await anyone.Html($"/{TestCell.Township}"));
    }

    [Fact]
    public async Task A_feed_is_kept_like_a_page_and_not_sent_twice()
    {
        await using var site = await TestSite.Start("2023-07-10");
        using var anyone = new Stranger(site.Address);
        using var first = await anyone.Get($"{Board}/atom.xml");
        var tag = first.Headers.ETag!.ToString();
        using (var asked = site.CountSql())
        {
            using var kept = await anyone.Get($"{Board}/atom.xml");
            Assert.Equal("application/atom+xml", kept.Content.Headers.ContentType!.MediaType);
            Assert.Equal(2, asked.Take().Length);
        }

        Assert.Equal(HttpStatusCode.NotModified, (await anyone.Get($"{Board}/atom.xml", ("If-None-Match", tag))).StatusCode);
        await Telling.PutUp(site.Cell, await Telling.Drafted(site.Cell, TestCell.Village, Quarter, "2023-07-10"), "2023-07-15");
        Assert.Equal(HttpStatusCode.OK, (await anyone.Get($"{Board}/atom.xml", ("If-None-Match", tag))).StatusCode);
    }

    private static string Named(SyndicationItem entry) => string.Join('/', entry.Id.Split('/')[^2..]);

    private static async Task<SyndicationFeed> Read(Stranger anyone, string form)
    {
        using var text = new StringReader(await anyone.Html($"{Board}/{form}.xml"));
        using var xml = XmlReader.Create(text);
        return SyndicationFeed.Load(xml);
    }

    private static async Task Begin(TestSite site, CaseKey key, string day, CorrectionReason reason, string party)
    {
        await Telling.Then(site.Cell, key, day, new CorrectDisclosure { Reason = reason });
        await Telling.Then(site.Cell, key, day, Telling.Again(Quarter) with { Party = party });
    }
}
