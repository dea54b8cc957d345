using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.Core.Calendars;
using Cunju.Core.Disclosures;
using Cunju.Core.Places;

namespace Cunju.App.Disclosures;

/// <summary>订阅: what goes up on a unit's board, for programs that look again by themselves: Atom (RFC 4287) and RSS 2.0.</summary>
/// <remarks>An entry says which edition of what went up, when, until when, and which parts a correction changed. It never says the words: they may name people who were
/// helped, and what a reader's program has fetched cannot be taken back when the sheet comes down or an edition is withheld.</remarks>
public static class BoardFeed
{
    /// <summary>Three years of periods: who looks once a year misses nothing, and ten years cost no more.</summary>
    private const int Periods = 36;
    private const string AtomSpace = "http://www.w3.org/2005/Atom";

    /// <summary>Hangs the two.</summary>
    public static void Map(Pages pages)
    {
        pages.Open("disclosures/atom.xml", (visit, unit) => Answer(visit, unit, "application/atom+xml", Atom));
        pages.Open("disclosures/rss.xml", (visit, unit) => Answer(visit, unit, "application/rss+xml", Rss));
    }

    /// <summary>Where a unit's feed is.</summary>
    public static string Address(Unit unit, string form) => $"/{unit.Id}/open/disclosures/{form}.xml";

    private static async Task<IResult> Answer(Visit visit, Unit unit, string type, Action<XmlWriter, Feed> write)
    {
        if (!OpenDisclosures.HasBoard(unit, visit.Today))
        {
            return Pages.NotFound();
        }

        var feed = await Of(visit, unit);
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new() { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            write(xml, feed);
        }

        return Results.Bytes(file.ToArray(), $"{type}; charset=utf-8");
    }

    private static async Task<Feed> Of(Visit visit, Unit unit)
    {
        var shown = await OpenDisclosures.Shown(visit, unit, null, Periods);
        var editions = shown
            .SelectMany(disclosure =>
                OpenEditions
                    .Of(disclosure)
                    .GroupBy(open => open.Showing.Edition)
                    .Select(same => (Disclosure: disclosure, First: same.First().Showing.On, Open: same.Last()))
            )
            .ToArray();
        var texts = await DisclosurePages.TextsOf(
            visit.Db,
            editions.SelectMany(edition =>
                edition.Open.TextBefore is { } before ? [before, edition.Open.Text!] : Array.Empty<Core.Procedures.AsideRef>()
            ),
            visit.Cancel
        );
        ImmutableArray<Entry> entries =
        [
            .. from edition in editions
            orderby edition.Open.Changed descending, edition.Disclosure.Number descending, edition.Open.Showing.Edition descending
            select EntryOf(visit, unit, edition.Disclosure, edition.First, edition.Open, texts),
        ];
        var name = unit.ShortNameOn(visit.Today);
        var title = $"{(visit.Cell.Practice ? "演示 · " : "")}{name}公开栏";
        return new(
            Tag(visit, unit),
            title,
            $"{name}的党务、政务、服务、财务公开：上了公开栏的、更正了的，都在这里。",
            BaseAddress.Link(visit.Http, $"/{unit.Id}/open/disclosures"),
            name,
            entries.Select(entry => entry.Updated).Append(visit.Cell.Since).Max(),
            form => BaseAddress.Link(visit.Http, Address(unit, form)),
            entries
        );
    }

    private static Entry EntryOf(
        Visit visit,
        Unit unit,
        Disclosure disclosure,
        DateOnly first,
        OpenEdition open,
        ImmutableDictionary<string, string> texts
    )
    {
        var (showing, title) = (open.Showing, DisclosureWords.Title(disclosure.Period));
        return new(
            $"{Tag(visit, unit)}/{disclosure.Number}/{showing.Edition.ToString(CultureInfo.InvariantCulture)}",
            open.Before is null ? title : $"{title}（第{showing.Edition}版，更正）",
            BaseAddress.Link(
                visit.Http,
                $"/{unit.Id}/open/disclosures/{disclosure.Number}/{showing.Edition.ToString(CultureInfo.InvariantCulture)}"
            ),
            first,
            open.Changed,
            [.. OpenDisclosures.SubjectsOf(disclosure).Select(subject => subject.Title())],
            Summary(open, texts, visit.Today)
        );
    }

    private static string Summary(OpenEdition open, ImmutableDictionary<string, string> texts, DateOnly today)
    {
        var showing = open.Showing;
        if (open.Text is null)
        {
            return "这一版含有不该公开的个人信息，不再显示。编号和日期留着备查。";
        }

        var put = $"{ChinaTime.Say(showing.On)}上公开栏，监委会{showing.Signed}人审查签字。{DisclosurePages.Hanging(showing, today)}。";
        if (open.Before is null)
        {
            return put;
        }

        var parts =
            open.TextBefore is { } before && texts.TryGetValue(before.Id, out var old) && texts.TryGetValue(open.Text.Id, out var now)
                ? OpenEditions.PartsChanged(DisclosureContent.Read(old), DisclosureContent.Read(now))
                : [];
        return $"更正。{(open.Reason is { } reason ? $"原因：{reason.Title()}。" : "")}{(parts.IsEmpty ? "" : $"改动的部分：{string.Join('、', parts)}。")}{put}";
    }

    /// <summary>What names a unit's feed for ever. It names no server, so that moving to another shows nobody everything as new; codes of units are the nation's. What
    /// is made up is never taken for what is real.</summary>
    private static string Tag(Visit visit, Unit unit) =>
        $"tag:cunju.invalid,2026:{(visit.Cell.Practice ? "practice/" : "")}{unit.Id}/disclosures";

    private static void Atom(XmlWriter xml, Feed feed)
    {
        xml.WriteStartElement("feed", AtomSpace);
        xml.WriteAttributeString("xml", "lang", null, "zh-CN");
        xml.WriteElementString("id", AtomSpace, feed.Id);
        xml.WriteElementString("title", AtomSpace, feed.Title);
        xml.WriteElementString("subtitle", AtomSpace, feed.Says);
        xml.WriteElementString("updated", AtomSpace, Moment(feed.Updated));
        Link("self", "application/atom+xml", feed.Self("atom"));
        Link("alternate", "text/html", feed.Page);
        xml.WriteStartElement("author", AtomSpace);
        xml.WriteElementString("name", AtomSpace, feed.Author);
        xml.WriteEndElement();
        foreach (var entry in feed.Entries)
        {
            xml.WriteStartElement("entry", AtomSpace);
            xml.WriteElementString("id", AtomSpace, entry.Id);
            xml.WriteElementString("title", AtomSpace, entry.Title);
            xml.WriteElementString("published", AtomSpace, Moment(entry.Published));
            xml.WriteElementString("updated", AtomSpace, Moment(entry.Updated));
            Link("alternate", "text/html", entry.Link);
            foreach (var subject in entry.Subjects)
            {
                xml.WriteStartElement("category", AtomSpace);
                xml.WriteAttributeString("term", subject);
                xml.WriteEndElement();
            }

            xml.WriteElementString("summary", AtomSpace, entry.Summary);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();

        void Link(string relation, string type, string address)
        {
            xml.WriteStartElement("link", AtomSpace);
            xml.WriteAttributeString("rel", relation);
            xml.WriteAttributeString("type", type);
            xml.WriteAttributeString("href", address);
            xml.WriteEndElement();
        }
    }

    private static void Rss(XmlWriter xml, Feed feed)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, AtomSpace);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", feed.Title);
        xml.WriteElementString("link", feed.Page);
        xml.WriteElementString("description", feed.Says);
        xml.WriteElementString("language", "zh-CN");
        xml.WriteElementString("lastBuildDate", Stamp(feed.Updated));
        xml.WriteStartElement("atom", "link", AtomSpace);
        xml.WriteAttributeString("rel", "self");
        xml.WriteAttributeString("type", "application/rss+xml");
        xml.WriteAttributeString("href", feed.Self("rss"));
        xml.WriteEndElement();
        foreach (var entry in feed.Entries)
        {
            xml.WriteStartElement("item");
            xml.WriteElementString("title", entry.Title);
            xml.WriteElementString("link", entry.Link);
            xml.WriteElementString("description", entry.Summary);
            foreach (var subject in entry.Subjects)
            {
                xml.WriteElementString("category", subject);
            }

            xml.WriteStartElement("guid");
            xml.WriteAttributeString("isPermaLink", "false");
            xml.WriteString(entry.Id);
            xml.WriteEndElement();
            xml.WriteElementString("pubDate", Stamp(entry.Published));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Moment(DateOnly day) => ChinaTime.StartOf(day).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>RFC 822, with the hours written without the colon that the framework puts between them.</summary>
    private static string Stamp(DateOnly day) =>
        ChinaTime.StartOf(day).ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + "+0800";

    private sealed record Feed(
        string Id,
        string Title,
        string Says,
        string Page,
        string Author,
        DateOnly Updated,
        Func<string, string> Self,
        ImmutableArray<Entry> Entries
    );

    private sealed record Entry(
        string Id,
        string Title,
        string Link,
        DateOnly Published,
        DateOnly Updated,
        ImmutableArray<string> Subjects,
        string Summary
    );
}
