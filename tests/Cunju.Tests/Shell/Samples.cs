using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Cunju.App;
using Cunju.App.Doors;
using Cunju.App.Feeds;
using Cunju.App.People;
using Cunju.Core.Assemblies;
using Cunju.Core.Attestations;
using Cunju.Core.Disclosures;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Cunju.Core.Readings;
using Cunju.Core.Registry;
using Cunju.Core.Voices;
using Cunju.Core.WorkRecords;
using Cunju.Tests.Disclosures;
using Cunju.Tests.Readings;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>An address to look at for a GET route, and whose eyes look.</summary>
/// <param name="Route">The route as <see cref="Samples.Key"/> writes it.</param>
/// <param name="Address">An address of it. <c>{c}</c> community, <c>{v}</c> village, <c>{t}</c> township, <c>{d}</c> district; <c>{file}</c> and <c>{scan}</c> digests, <c>{link}</c> a one-time link, <c>{feed}</c> a calendar's token.</param>
/// <param name="Queries">How many questions the page may ask the database, signing in included.</param>
/// <param name="Seat">An office of the unit in the address; null for everybody. Under <c>/api/</c> the office holds a key.</param>
/// <param name="IsPage">False for files and words for programs.</param>
/// <param name="Status">What it answers.</param>
public sealed record Sample(string Route, string Address, int Queries, string? Seat = "clerk", bool IsPage = true, int Status = 200);

/// <summary>每一页: one line for each GET route. A route without a line makes <see cref="GridTests"/> fail; a new one takes one line here.</summary>
public static class Samples
{
    public static readonly ImmutableArray<Sample> All =
    [
        new("/", "/", 2, null),
        new("/", "/?q=石", 1, null),
        new("/", "/?q=没有这个地方", 1, null),
        new("/alive", "/alive", 0, null, IsPage: false),
        new("/assets/{name}", "/assets/kite.svg", 0, null, IsPage: false),
        new("/sign-in", "/sign-in", 1, null),
        new("/sign-out", "/sign-out", 5),
        new("/activate/{token}", "/activate/{link}", 3, null),
        new("/activate/{token}", "/activate/gone", 2, null, Status: 410),
        new("/nowhere", "/nowhere", 1, null, Status: 404),
        new("/{unit}/officers", "/{c}/officers", 0, null, IsPage: false, Status: 301),
        new("/{unit}/desk", "/{c}/desk", 9),
        new("/{unit}/desk", "/{v}/desk", 9),
        new("/{unit}/desk", "/{t}/desk", 11, "township-officer"),
        new("/{unit}/desk", "/{d}/desk", 7, "bureau-officer"),
        new("/{unit}/scoreboard", "/{c}/scoreboard", 6),
        new("/{unit}/scoreboard/{obligation}", "/{c}/scoreboard/consult.quarterly", 7),
        new("/{unit}/scoreboard/{obligation}", "/{c}/scoreboard/open.quarterly?as-of=2023-08-01&known-at=2023-08-01", 7),
        new("/{unit}/scoreboard", "/{c}/scoreboard?as-of=2023-08-01&known-at=2023-08-01", 6),
        new("/{unit}/meetings", "/{c}/meetings", 7),
        new("/{unit}/meetings/new/record-meeting", "/{v}/meetings/new/record-meeting", 10),
        new("/{unit}/meetings/new/record-meeting", "/{c}/meetings/new/record-meeting?Types=RepresentativesAssembly", 10),
        new("/{unit}/meetings/new/announce-meeting", "/{c}/meetings/new/announce-meeting", 10),
        new("/{unit}/meetings/{number}", "/{c}/meetings/2023-001", 10),
        new("/{unit}/meetings/{number}", "/{c}/meetings/2023-002?do=correct-meeting", 14),
        new("/{unit}/meetings/{number}", "/{c}/meetings/2023-017", 10),
        new("/{unit}/meetings/{number}", "/{c}/meetings/2023-018?do=postpone-meeting", 10),
        new("/{unit}/meetings/{number}/minutes", "/{c}/meetings/2023-001/minutes", 7),
        new("/{unit}/meetings/{number}/minutes.docx", "/{c}/meetings/2023-001/minutes.docx", 7, IsPage: false),
        new("/{unit}/meetings/{number}/notice", "/{c}/meetings/2023-018/notice", 7),
        new("/{unit}/meetings/{number}/notice.docx", "/{c}/meetings/2023-018/notice.docx", 7, IsPage: false),
        new("/{unit}/meetings/{number}/sign-in", "/{c}/meetings/2023-018/sign-in", 12),
        new("/{unit}/meetings/{number}/sign-in.docx", "/{c}/meetings/2023-018/sign-in.docx", 12, IsPage: false),
        new("/{unit}/meetings/{number}/files/{digest}", "/{c}/meetings/2023-001/files/{file}", 7, IsPage: false),
        new("/{unit}/work-records", "/{c}/work-records", 6),
        new("/{unit}/work-records/new/record-work", "/{c}/work-records/new/record-work", 5),
        new("/{unit}/work-records/new/record-work", "/{c}/work-records/new/record-work?Kind=consult.catalogue", 8),
        new("/{unit}/work-records/new/record-work", "/{c}/work-records/new/record-work?Kind=supervision.action", 7),
        new("/{unit}/work-records/{number}", "/{c}/work-records/2023-001", 10),
        new("/{unit}/work-records/{number}/files/{digest}", "/{c}/work-records/{note}/files/{file}", 7, IsPage: false),
        new("/{unit}/attestations", "/{c}/attestations", 6),
        new(
            "/{unit}/attestations/new/report-on-obligation",
            "/{c}/attestations/new/report-on-obligation?Obligation=party.leads-self-government",
            5
        ),
        new("/{unit}/attestations/{number}", "/{c}/attestations/2023-001", 8),
        new("/{unit}/attestations/{number}", "/{c}/attestations/2023-001", 9, "township-officer"),
        new("/{unit}/attestations/{number}/files/{digest}", "/{c}/attestations/2023-003/files/{file}", 7, IsPage: false),
        new("/{unit}/disclosures", "/{c}/disclosures", 6),
        new("/{unit}/disclosures", "/{c}/disclosures", 7, "township-officer"),
        new("/{unit}/disclosures/new/draft-disclosure", "/{v}/disclosures/new/draft-disclosure?Period=2023-10-15", 9),
        new("/{unit}/disclosures/{number}", "/{c}/disclosures/2023-003", 10),
        new("/{unit}/disclosures/{number}", "/{c}/disclosures/2023-003?do=report-gone", 10),
        new("/{unit}/disclosures/{number}", "/{c}/disclosures/2023-003", 12, "township-officer"),
        new("/{unit}/disclosures/{number}", "/{c}/disclosures/2023-009", 13, "township-officer"),
        new("/{unit}/disclosures/{number}", "/{c}/disclosures/2023-010", 11),
        new("/{unit}/disclosures/{number}", "/{c}/disclosures/2023-011", 11, "supervision-chair"),
        new("/{unit}/disclosures/{number}/poster", "/{c}/disclosures/2023-010/poster", 7),
        new("/{unit}/disclosures/{number}/poster", "/{c}/disclosures/2023-008/poster?size=a4&rows=wide", 7),
        new("/{unit}/disclosures/{number}/poster.docx", "/{c}/disclosures/2023-008/poster.docx?size=a4", 7, IsPage: false),
        new("/{unit}/disclosures/{number}/review-sheet", "/{c}/disclosures/2023-003/review-sheet", 8),
        new("/{unit}/disclosures/{number}/review-sheet", "/{c}/disclosures/2023-009/review-sheet", 8),
        new("/{unit}/disclosures/{number}/review-sheet.docx", "/{c}/disclosures/2023-003/review-sheet.docx", 8, IsPage: false),
        new("/{unit}/disclosures/{number}/books", "/{c}/disclosures/2023-010/books", 7),
        new("/{unit}/disclosures/{number}/files/{digest}", "/{c}/disclosures/2023-003/files/{file}", 8, IsPage: false),
        new("/{unit}/filings", "/{c}/filings", 7),
        new("/{unit}/filings", "/{t}/filings", 7, "township-officer"),
        new("/{unit}/filings/new/file-paper", "/{c}/filings/new/file-paper", 6),
        new("/{unit}/filings/{number}", "/{c}/filings/2023-001", 8),
        new("/{unit}/filings/{number}", "/{c}/filings/2023-002", 9, "township-officer"),
        new("/{unit}/filings/{number}/cover", "/{c}/filings/2023-001/cover", 6),
        new("/{unit}/filings/{number}/cover.docx", "/{c}/filings/2023-001/cover.docx", 6, IsPage: false),
        new("/{unit}/filings/{number}/receipt", "/{c}/filings/2023-001/receipt", 7),
        new("/{unit}/filings/{number}/receipt", "/{c}/filings/2023-002/receipt", 8, "township-officer"),
        new("/{unit}/filings/{number}/receipt.docx", "/{c}/filings/2023-001/receipt.docx", 7, IsPage: false),
        new("/{unit}/tenures", "/{c}/tenures", 7, "committee-chair"),
        new("/{unit}/tenures/{number}", "/{c}/tenures/2023-001", 9, "committee-chair"),
        new("/{unit}/tenures/new/appoint-to-office", "/{c}/tenures/new/appoint-to-office", 7, "committee-chair"),
        new("/{unit}/tenures/new/register-first-office", "/{v}/tenures/new/register-first-office", 8, "administrator"),
        new("/{unit}/tenures/import", "/{c}/tenures/import", 5, "committee-chair"),
        new("/{unit}/tenures/import/template", "/{c}/tenures/import/template", 5, "committee-chair", IsPage: false),
        new("/{unit}/accounts", "/{c}/accounts", 9, "committee-chair"),
        new("/{unit}/looks", "/{c}/looks", 6),
        new("/{unit}/profile", "/{c}/profile", 6, "committee-chair"),
        new("/{unit}/profile/{number}", "/{c}/profile/2023-001", 6, "committee-chair"),
        new("/{unit}/profile/new/start-profile", "/{v}/profile/new/start-profile", 6, "committee-chair"),
        new("/{unit}/profile/import", "/{c}/profile/import", 5, "committee-chair"),
        new("/{unit}/profile/import/template", "/{c}/profile/import/template", 5, "committee-chair", IsPage: false),
        new("/{unit}/say", "/{c}/say", 1, null),
        new("/say/follow", "/say/follow", 1, null),
        new("/{unit}/voices", "/{c}/voices", 7),
        new("/{unit}/voices", "/{t}/voices", 7, "township-officer"),
        new("/{unit}/voices/{number}", "/{c}/voices/2023-001", 7),
        new("/{unit}/voices/new/record-voice", "/{c}/voices/new/record-voice", 5),
        new("/{unit}/voices/new/record-voice", "/{t}/voices/new/record-voice", 5, "township-officer"),
        // 公开栏: kept as it goes over the wire; counted is what is asked where it is made.
        new("/{unit}", "/{c}", 10, null),
        new("/{unit}", "/{v}", 10, null),
        new("/{unit}", "/{t}", 4, null),
        new("/{unit}", "/{d}", 4, null),
        new("/{unit}/open/year", "/{c}/open/year", 3, null),
        new("/{unit}/open/year/{obligation}", "/{c}/open/year/consult.quarterly", 3, null),
        new("/{unit}/open/decisions/{year}", "/{c}/open/decisions/2023", 4, null),
        new("/{unit}/open/disclosures", "/{c}/open/disclosures", 3, null),
        new("/{unit}/open/disclosures/of/{year}", "/{c}/open/disclosures/of/2022", 3, null),
        new("/{unit}/open/disclosures/{number}", "/{c}/open/disclosures/2023-003", 7, null),
        new("/{unit}/open/disclosures/{number}", "/{c}/open/disclosures/2023-008", 5, null),
        new("/{unit}/open/disclosures/{number}/{edition}", "/{c}/open/disclosures/2023-003/1", 6, null),
        new("/{unit}/open/disclosures/{number}/text", "/{c}/open/disclosures/2023-008/text", 3, null, IsPage: false),
        new("/{unit}/open/disclosures/atom.xml", "/{c}/open/disclosures/atom.xml", 4, null, IsPage: false),
        new("/{unit}/open/disclosures/rss.xml", "/{c}/open/disclosures/rss.xml", 4, null, IsPage: false),
        new("/{unit}/open/disclosures/of/{year}/data", "/{c}/open/disclosures/of/2023/data", 3, null),
        new("/{unit}/open/disclosures/of/{year}/list.csv", "/{c}/open/disclosures/of/2023/list.csv", 5, null, IsPage: false),
        new("/{unit}/open/disclosures/of/{year}/finance.csv", "/{c}/open/disclosures/of/2023/finance.csv", 4, null, IsPage: false),
        new(
            "/{unit}/open/disclosures/of/{year}/list.csv-metadata.json",
            "/{c}/open/disclosures/of/2023/list.csv-metadata.json",
            2,
            null,
            IsPage: false
        ),
        new(
            "/{unit}/open/disclosures/of/{year}/finance.csv-metadata.json",
            "/{c}/open/disclosures/of/2023/finance.csv-metadata.json",
            2,
            null,
            IsPage: false
        ),
        new("/{unit}/open/disclosures/of/{year}/data.xlsx", "/{c}/open/disclosures/of/2023/data.xlsx", 7, null, IsPage: false),
        new("/{unit}/open/disclosures/{number}/scans/{digest}", "/{c}/open/disclosures/2023-003/scans/{scan}", 3, null, IsPage: false),
        new("/{unit}/open/{procedure}/{number}", "/{c}/open/meetings/2023-001", 4, null),
        new("/{unit}/open/{procedure}/{number}", "/{c}/open/meetings/2023-018", 4, null),
        new("/{unit}/oversight", "/{t}/oversight", 11, "township-officer"),
        new("/{unit}/oversight", "/{d}/oversight", 7, "bureau-officer"),
        new("/{unit}/oversight/lanes", "/{t}/oversight/lanes?figure=late", 6, "township-officer"),
        new("/{unit}/oversight/lanes", "/{d}/oversight/lanes?figure=late", 6, "bureau-officer"),
        new("/{unit}/oversight", "/{t}/oversight?as-of=2023-08-01&known-at=2023-08-01", 6, "township-officer"),
        new("/{unit}/oversight", "/{d}/oversight?as-of=2023-08-01&known-at=2023-08-01", 6, "bureau-officer"),
        new("/{unit}/oversight/lanes", "/{t}/oversight/lanes?part=500112004018", 6, "township-officer", Status: 400),
        new("/{unit}/oversight/lanes/{way}", "/{t}/oversight/lanes/after?figure=late", 6, "township-officer", IsPage: false, Status: 302),
        new("/{unit}/oversight/export", "/{t}/oversight/export", 6, "township-officer", IsPage: false),
        new("/{unit}/readings", "/{d}/readings", 5, "bureau-officer"),
        new("/{unit}/readings/{number}", "/{d}/readings/2023-001", 6, "bureau-officer"),
        new("/{unit}/readings/new/answer-reading", "/{d}/readings/new/answer-reading?Edition=2023&Reading=A04", 5, "bureau-officer"),
        new("/{unit}/editions", "/{d}/editions", 5, "bureau-officer"),
        new("/{unit}/editions/{number}", "/{d}/editions/2023-001", 6, "bureau-officer"),
        // Registered already: the form leads to its page, where it can be put in force again.
        new(
            "/{unit}/editions/new/put-in-force",
            "/{d}/editions/new/put-in-force?Edition=2026",
            5,
            "bureau-officer",
            IsPage: false,
            Status: 302
        ),
        new("/{unit}/feeds", "/{c}/feeds", 8),
        new("/calendars/{token}.ics", "/calendars/{feed}.ics", 9, null, IsPage: false),
        new("/{unit}/keys", "/{c}/keys", 6),
        // For programs: the holder of a key in the place of the seat.
        new("/api/units", "/api/units?q=石", 1, null, IsPage: false),
        new("/api/list", "/api/list", 1, null, IsPage: false),
        new("/api/{unit}", "/api/{c}", 1, null, IsPage: false),
        new("/api/{unit}/meetings", "/api/{c}/meetings", 2, null, IsPage: false),
        new("/api/{unit}/scoreboard", "/api/{c}/scoreboard", 1, null, IsPage: false, Status: 401),
        new("/api/{unit}/scoreboard", "/api/{c}/scoreboard", 6, "clerk", IsPage: false),
        new("/api/{unit}/scoreboard/{obligation}", "/api/{c}/scoreboard/consult.quarterly", 6, "clerk", IsPage: false),
        new("/api/{unit}/calendar", "/api/{c}/calendar", 6, "clerk", IsPage: false),
        new("/api/{unit}/meetings/{number}", "/api/{c}/meetings/2023-001", 6, "clerk", IsPage: false),
        new("/api/{unit}/work-records/{number}", "/api/{c}/work-records/2023-001", 6, "clerk", IsPage: false),
        new("/api/{unit}/attestations/{number}", "/api/{c}/attestations/2023-001", 6, "clerk", IsPage: false),
        new("/api/{unit}/disclosures/{number}", "/api/{c}/disclosures/2023-001", 6, "clerk", IsPage: false),
        new("/api/{unit}/filings/{number}", "/api/{c}/filings/2023-001", 6, "clerk", IsPage: false),
        new("/api/{unit}/voices/{number}", "/api/{c}/voices/2023-001", 6, "clerk", IsPage: false),
        new("/api/{unit}/tenures/{number}", "/api/{c}/tenures/2023-001", 6, "clerk", IsPage: false),
        new("/api/{unit}/profile/{number}", "/api/{c}/profile/2023-001", 6, "clerk", IsPage: false),
        new("/api/{unit}/places/{number}", "/api/{d}/places/2023-001", 6, "bureau-officer", IsPage: false),
        new("/api/openapi.json", "/api/openapi.json", 0, null, IsPage: false),
        new("/api/try/{documentName}", "/api/try/", 0, null, IsPage: false),
        new("/api/try/scalar.js", "/api/try/scalar.js", 0, null, IsPage: false),
        new("/api/try/scalar.aspnetcore.js", "/api/try/scalar.aspnetcore.js", 0, null, IsPage: false),
        new("/api/try/favicon.svg", "/api/try/favicon.svg", 0, null, IsPage: false),
        new("/health", "/health", 3, null, IsPage: false),
        new("/metrics", "/metrics", 0, null, IsPage: false),
    ];

    /// <summary>The route without what its places must look like: <c>/{unit}/desk</c>.</summary>
    public static string Key(RoutePattern pattern) =>
        "/"
        + string.Join(
            '/',
            pattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternLiteralPart literal => literal.Content,
                            RoutePatternSeparatorPart separator => separator.Content,
                            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                            _ => "?",
                        }
                    )
                )
            )
        );

    /// <summary>Every route of the application that answers GET.</summary>
    public static IEnumerable<string> RoutesOf(IEnumerable<Microsoft.AspNetCore.Http.Endpoint> endpoints) =>
        endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => Key(endpoint.RoutePattern))
            .Distinct()
            .Order(StringComparer.Ordinal);
}

/// <summary>A site with something on every page: the year of <see cref="Story"/>, and what the year has not.</summary>
public sealed class Furnished : IAsyncLifetime
{
    private readonly Dictionary<(string Unit, string Office), string> seats = [];
    private readonly Dictionary<(string Unit, string Office), string> keys = [];
    private string feed = "";
    private string file = "";
    private string link = "";
    private string note = "";
    private string photo = "";

    public TestSite Site { get; private set; } = null!;

    /// <summary>The sample's address on this site.</summary>
    public string Address(Sample sample) =>
        sample
            .Address.Replace("{c}", TestCell.Community)
            .Replace("{v}", TestCell.Village)
            .Replace("{t}", TestCell.Township)
            .Replace("{d}", TestCell.District)
            .Replace("{feed}", feed)
            .Replace("{file}", file)
            .Replace("{link}", link)
            .Replace("{note}", note)
            .Replace("{scan}", photo);

    /// <summary>The seat of the sample's person; null for everybody. One office sits once, wherever the pages are.</summary>
    public async Task<string?> Seat(Sample sample)
    {
        if (sample.Seat is not { } office)
        {
            return null;
        }

        var unit = UnitOf(sample, office);
        if (!seats.TryGetValue((unit, office), out var seat))
        {
            seats[(unit, office)] = seat = await Site.Seat(unit, office);
        }

        return seat;
    }

    /// <summary>The key to the doors for programs of the sample's person.</summary>
    public async Task<string> Key(Sample sample)
    {
        var unit = UnitOf(sample, sample.Seat!);
        if (!keys.TryGetValue((unit, sample.Seat!), out var key))
        {
            await using var db = Site.Cell.Cell.Open();
            key = await ApiKey.Make(db, await Holder(sample), "财务软件", Site.Cell.Cell.Today, TestContext.Current.CancellationToken);
            keys[(unit, sample.Seat!)] = key;
        }

        return key;
    }

    /// <summary>The account that sits at the sample's seat.</summary>
    private async Task<Account> Holder(Sample sample)
    {
        var digest = Secrets.Digest((await Seat(sample))!);
        await using var db = Site.Cell.Cell.Open();
        var session = await db.Set<Session>().SingleAsync(row => row.Id == digest, TestContext.Current.CancellationToken);
        return await db.Set<Account>().SingleAsync(row => row.Id == session.Account, TestContext.Current.CancellationToken);
    }

    private static string UnitOf(Sample sample, string office) =>
        office.StartsWith("township", StringComparison.Ordinal) ? TestCell.Township
        : office is "bureau-officer" or "administrator" ? TestCell.District
        : sample.Address.StartsWith("/{v}", StringComparison.Ordinal) ? TestCell.Village
        : TestCell.Community;

    public async ValueTask InitializeAsync()
    {
        Site = await TestSite.Start();
        await Story.Tell(Site);
        var cell = Site.Cell;
        var bytes = Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n");
        file = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var scan = new Luggage([
            new()
            {
                Digest = file,
                Unit = TestCell.Community,
                MediaType = "application/pdf",
                Bytes = bytes,
            },
        ]);
        var all = cell.Everyone(TestCell.Community);
        var keeper = all with { Permissions = all.Permissions.Remove(WorkRecordProcedure.Supervise.Id) };
        await Bring(Meetings.Procedure, "2023-001", new SignMinutes { Seen = 1, Scans = [file] });
        await Bring(
            Meetings.Procedure,
            null,
            new RecordMeeting
            {
                Types = [MeetingType.RepresentativesAssembly],
                Day = new(2023, 9, 12),
                Eligible = 30,
                Present = 11,
                Agenda = [new() { Motion = "小区停车位划线" }],
            }
        );
        await Bring(
            Meetings.Procedure,
            null,
            new AnnounceMeeting
            {
                Types = [MeetingType.RepresentativesAssembly],
                Day = new(2023, 10, 20),
                Start = new(14, 30),
                Place = "居委会会议室",
                Topics = "小区停车位划线\n四季度志愿服务",
                NoticeOn = new(2023, 10, 10),
            }
        );
        note = (
            await Bring(
                WorkRecordProcedure.Table,
                null,
                new RecordWork
                {
                    Kind = "promise.posted",
                    On = new(2023, 3, 1),
                    Files = [file],
                }
            )
        ).Key.Number;
        await Bring(
            AttestationProcedure.Table,
            null,
            new ReportOnObligation
            {
                Obligation = "party.leads-self-government",
                Rating = Rating.Done,
                Text = "党支部每季度研究一次。",
                Evidence = ["document"],
                Files = [file],
            }
        );
        await Disclose(scan, all);
        await Bring(
            VoiceProcedure.Table,
            null,
            new RaiseVoice
            {
                Place = TestCell.Community,
                Kind = VoiceKind.Question,
                ConcernsCadres = false,
                Text = "停车位什么时候划线？",
                Name = "三号楼老周",
                Receipt = ReceiptCode.Digest(ReceiptCode.Of("sample")),
            }
        );
        AppointToOffice? person = null;
        foreach (var (office, name) in new[] { ("committee-chair", "林某"), ("clerk", "何某"), ("supervision-chair", "周某") })
        {
            person = new()
            {
                Office = office,
                Name = name,
                From = new(2021, 3, 1),
                TermUntil = new(2026, 2, 28),
                OfficePhone = "023-6780 0000",
            };
            var tenure = (Tenure)(await Bring(TenureProcedure.Table, null, person)).Case!;
            if (office == "clerk")
            {
                var (outcome, token) = await App.People.Accounts.Invite(
                    cell.Desk,
                    TestCell.Community,
                    new InviteAccount { Person = tenure.Person, Login = "何某" },
                    all,
                    TestContext.Current.CancellationToken
                );
                Assert.True(outcome.IsDone);
                link = token;
            }
        }

        await Bring(
            ProfileProcedure.Table,
            null,
            new StartProfile
            {
                Item = "households",
                From = new(2023, 1, 1),
                Value = "1860",
            }
        );
        const string paper = "渝北民发〔2023〕15号";
        var officer = ReadingTests.Officer(cell);
        var reading = new AnswerReading
        {
            Edition = "2023",
            Reading = "A03",
            Option = "next-workday",
            By = paper,
        };
        await cell.Does(officer, ReadingProcedure.Table, TestCell.District, null, await ReadingTests.Seen(cell, reading));
        var edition = new PutInForce
        {
            Edition = "2026",
            From = new(2026, 4, 1),
            By = paper,
        };
        await cell.Does(officer, EditionProcedure.Table, TestCell.District, null, await ReadingTests.Seen(cell, edition));
        // Withdrawn again: its page has everything, the form too.
        var withdrawal = await ReadingTests.Seen(cell, new WithdrawEdition { By = paper, Seen = 1 }, "2023-001");
        await cell.Does(officer, EditionProcedure.Table, TestCell.District, "2023-001", withdrawal);
        await using (var db = cell.Cell.Open())
        {
            var holder = await Holder(new("", "", 0));
            feed = await Feed.Renew(db, holder, Feed.OfPerson, cell.Cell.Today, TestContext.Current.CancellationToken);
        }

        async Task<Done> Bring(Core.Procedures.IProcedure procedure, string? number, Core.Procedures.Act act)
        {
            var outcome = await cell.Desk.Act(
                procedure,
                TestCell.Community,
                number,
                act,
                procedure == (Core.Procedures.IProcedure)WorkRecordProcedure.Table ? keeper : all,
                scan,
                TestContext.Current.CancellationToken
            );
            Assert.True(outcome.IsDone, string.Join("\n", outcome.Refusals));
            return outcome.Value;
        }
    }

    /// <summary>What the story has not: a scan, an objection that went to the township, a draft, and one that lies with the supervisors.</summary>
    private async Task Disclose(Luggage scan, Actor all)
    {
        const string Day = "2023-10-12";
        var cell = Site.Cell;
        CaseKey july = new(TestCell.Community, DisclosureProcedure.Table.Name, "2023-003");
        var sheet = Printing.DrawnSheet.Jpeg();
        photo = Convert.ToHexStringLower(SHA256.HashData(sheet));
        scan = new([
            .. scan.Blobs,
            new()
            {
                Digest = photo,
                Unit = TestCell.Community,
                MediaType = "image/jpeg",
                Bytes = sheet,
            },
        ]);
        var act = new ScanBack { Scans = [file, photo], Seen = (await cell.Find<Disclosure>(july)).Version };
        var scanned = await cell.Desk.Act(
            DisclosureProcedure.Table,
            july.Unit,
            july.Number,
            act,
            all,
            scan,
            TestContext.Current.CancellationToken
        );
        Assert.True(scanned.IsDone, string.Join("\n", scanned.Refusals));
        var september = await Telling.Drafted(cell, TestCell.Community, "2023-09", Day);
        await Telling.Then(cell, september, Day, new SubmitForReview());
        await Telling.Then(cell, september, Day, new RaiseObjection { Opinion = "电费请附发票。" });
        await Telling.Then(cell, september, Day, new ReplyToObjection { Reply = "发票在票夹第3页。" });
        await Telling.Then(cell, september, Day, new EscalateObjection());
        await Telling.Drafted(cell, TestCell.Community, "2023-10-15", Day);
        await Telling.Then(cell, await Telling.Drafted(cell, TestCell.Community, "2023-11", Day), Day, new SubmitForReview());
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
