using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Cunju.App.Feeds;
using Cunju.App.People;
using Cunju.Core.People;
using Cunju.Tests.Shell;
using Ical.Net.CalendarComponents;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Feeds;

/// <summary>Calendars as a phone reads them: over the network, by somebody else's reader.</summary>
public sealed partial class FeedTests
{
    private const string Lead = "-P13DT15H";

    [Fact]
    public async Task Everything_due_in_the_year_stands_in_the_calendar_of_the_unit()
    {
        await using var site = await TestSite.Start();
        var (calendar, _) = await Read(site, await Link(site, "committee-chair", "本单位的全部事项"));

        await using var db = site.Cell.Cell.Open();
        var register = await site.Cell.Cell.Register(db, default);
        var board = Core.TaskLists.Evaluator.Evaluate(
            site.Cell.Cell.ListOn(site.Cell.Cell.Today),
            register,
            register.Find(TestCell.Village)!,
            new([]),
            new(site.Cell.Cell.Today, null, site.Cell.Cell.Since)
        );
        var due = board.Lanes.Where(lane => lane.Due is not null && lane.Status != Core.TaskLists.Status.NotApplicable).ToArray();
        Assert.NotEmpty(due);
        Assert.Equal(
            due.Select(lane => ($"{TestCell.Village}/{lane.Obligation.Id}/{lane.Name}@cunju", lane.Due!.Value)).Order(),
            calendar.Events.Select(item => (item.Uid!, DateOnly.FromDateTime(item.DtStart!.Value))).Order()
        );
        Assert.Contains(due, lane => lane.Due > site.Cell.Cell.Today);
        Assert.All(calendar.Events, item => Assert.False(item.DtStart!.HasTime));
        Assert.All(
            calendar.Events,
            item => Assert.Matches($"^http://127.0.0.1:[0-9]+/{TestCell.Village}/scoreboard/", item.Url!.ToString())
        );
        Assert.All(calendar.Events, item => Assert.Contains("清单第", item.Description, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_alarm_rings_in_the_morning_of_the_lead_day_and_only_for_what_is_open()
    {
        await using var site = await TestSite.Start();
        var link = await Link(site, "committee-chair", "本单位的全部事项");
        var ahead = (await Read(site, link)).Calendar.Events.Single(item => IsCounted(item));
        Assert.Equal(Lead, Assert.Single(ahead.Alarms).Trigger!.Duration!.Value.ToString());
        Assert.DoesNotContain("已完成", ahead.Summary, StringComparison.Ordinal);

        for (var day = 2; day <= 5; day++)
        {
            await Meets(site, day);
        }

        var done = (await Read(site, link)).Calendar.Events.Single(item => item.Uid == ahead.Uid);
        Assert.StartsWith("【已完成】", done.Summary, StringComparison.Ordinal);
        Assert.Empty(done.Alarms);
        Assert.True(done.Sequence > ahead.Sequence);
        Assert.True(done.LastModified!.Value > ahead.LastModified!.Value);
    }

    [Theory]
    [InlineData("2023-10-12")]
    // Its last day is past and turned the status; the answer takes that turn away again.
    [InlineData("2023-10-16")]
    public async Task A_day_that_an_answer_of_the_bureau_moves_is_a_newer_event_to_the_phone(string today)
    {
        await using var site = await TestSite.Start(today);
        var link = await Link(site, "committee-chair", "本单位的全部事项");
        var before = (await Read(site, link)).Calendar.Events.Single(IsQuarter);
        await Answers(site);
        var after = (await Read(site, link)).Calendar.Events.Single(IsQuarter);
        Assert.Equal((new(2023, 10, 15), new DateOnly(2023, 10, 16)), (Starts(before), Starts(after)));
        IsNewer(before, after);

        static DateOnly Starts(CalendarEvent item) => DateOnly.FromDateTime(item.DtStart!.Value);
    }

    [Fact]
    public async Task What_is_said_of_the_unit_today_for_earlier_days_is_a_newer_event_too()
    {
        await using var site = await TestSite.Start("2023-10-16");
        var link = await Link(site, "committee-chair", "本单位的全部事项");
        var first = (await Read(site, link)).Calendar.Events.Single(IsQuarter);
        Core.Registry.StartProfile said = new()
        {
            Item = "small-population",
            From = new(2023, 1, 1),
            Value = "是",
        };
        await site.Cell.Does(site.Cell.Everyone(TestCell.Village), Core.Registry.ProfileProcedure.Table, TestCell.Village, null, said);
        var second = (await Read(site, link)).Calendar.Events.Single(IsQuarter);
        IsNewer(first, second);

        await using var db = site.Cell.Cell.Open();
        var register = await db.Set<Core.Registry.PlaceRegister>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        Core.Registry.ChangeKind change = new()
        {
            Code = TestCell.Village,
            Kind = Core.Places.UnitKind.Community,
            From = new(2023, 3, 1),
            Seen = register.Version,
        };
        await site.Cell.Does(
            site.Cell.Everyone(TestCell.District),
            Core.Registry.PlaceProcedure.Table,
            register.Unit,
            register.Number,
            change
        );
        IsNewer(second, (await Read(site, link)).Calendar.Events.Single(IsQuarter));
    }

    [Fact]
    public async Task The_day_a_list_comes_into_force_is_a_newer_event_too()
    {
        await using var site = await TestSite.Start("2026-04-20");
        await site.Cell.Does(
            Readings.ReadingTests.Officer(site.Cell),
            Core.Readings.EditionProcedure.Table,
            TestCell.District,
            null,
            await Readings.ReadingTests.Seen(
                site.Cell,
                new Core.Readings.PutInForce
                {
                    Edition = "2026",
                    From = new(2026, 5, 1),
                    By = "渝北民发〔2026〕5号",
                }
            )
        );
        var link = await Link(site, "committee-chair", "本单位的全部事项");
        site.Cell.Clock.Set("2026-04-30");
        var before = (await Read(site, link)).Calendar.Events.ToDictionary(item => item.Uid!);
        site.Cell.Clock.Set("2026-05-01");
        var changed = (await Read(site, link)).Calendar.Events.Where(item => item.Summary != before[item.Uid!].Summary).ToArray();
        Assert.Contains(changed, item => item.Summary!.StartsWith("【逾期】", StringComparison.Ordinal));
        Assert.All(changed, item => IsNewer(before[item.Uid!], item));
    }

    [Fact]
    public async Task What_somebody_called_a_case_stays_in_the_house()
    {
        await using var site = await TestSite.Start();
        const string Called = "林某某危房改造";
        await site.Cell.Does(
            site.Cell.Office(TestCell.Village, "clerk"),
            Core.WorkRecords.WorkRecordProcedure.Table,
            TestCell.Village,
            null,
            new Core.WorkRecords.RecordWork
            {
                Kind = "decision.step",
                On = new(2023, 10, 8),
                CaseName = Called,
                Fields = [new() { Name = "step", Values = ["propose"] }],
                Evidence = ["minutes"],
            }
        );
        using var chair = await site.Browse(TestCell.Village, "committee-chair");
        await chair.Go($"/{TestCell.Village}/scoreboard/decision.four-two");
        Assert.Contains(Called, chair.Text, StringComparison.Ordinal);
        var (_, text) = await Read(site, await Link(site, "committee-chair", "本单位的全部事项"));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.DoesNotContain(Called, unfolded, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Called), unfolded, StringComparison.Ordinal);
    }

    private static bool IsQuarter(CalendarEvent item) => item.Uid!.EndsWith("/open.quarterly/2023-10-15@cunju", StringComparison.Ordinal);

    private static void IsNewer(CalendarEvent before, CalendarEvent after)
    {
        Assert.True(after.Sequence > before.Sequence, $"{before.Sequence} {after.Sequence}");
        Assert.True(after.LastModified!.Value > before.LastModified!.Value);
    }

    /// <summary>The bureau answers what is done on a 15th that is a Sunday.</summary>
    private static async Task Answers(TestSite site) =>
        await site.Cell.Does(
            Readings.ReadingTests.Officer(site.Cell),
            Core.Readings.ReadingProcedure.Table,
            TestCell.District,
            null,
            await Readings.ReadingTests.Seen(
                site.Cell,
                new Core.Readings.AnswerReading
                {
                    Edition = "2023",
                    Reading = "A03",
                    Option = "next-workday",
                    By = "渝北民发〔2023〕15号",
                }
            )
        );

    [Fact]
    public async Task What_has_seven_days_rings_two_days_before_and_what_only_hangs_never()
    {
        await using var site = await TestSite.Start();
        var lanes = await Oversight.DistrictYear.Put(
            site.Cell,
            TestCell.Village,
            ("meeting.representatives", "2023-10-10"),
            ("open.posted", "2023-10-10")
        );
        var link = await Link(site, "committee-chair", "本单位的全部事项");
        var book = await Read("assembly.book", lanes[0]);
        Assert.Equal(new(2023, 10, 17), DateOnly.FromDateTime(book.DtStart!.Value));
        Assert.Equal("-P1DT15H", Assert.Single(book.Alarms).Trigger!.Duration!.Value.ToString());
        Assert.Empty((await Read("open.kept", lanes[1])).Alarms);

        // The day it becomes 临期 is a change, and that day is the 15th, as on the board.
        site.Cell.Clock.Set("2023-10-14");
        var before = await Read("assembly.book", lanes[0]);
        site.Cell.Clock.Set("2023-10-15");
        var after = await Read("assembly.book", lanes[0]);
        Assert.Equal(["待办", "临期"], new[] { before, after }.Select(item => Assert.Single(item.Categories)));
        Assert.Equal(book.Sequence, before.Sequence);
        IsNewer(before, after);

        async Task<CalendarEvent> Read(string obligation, string lane) =>
            (await FeedTests.Read(site, link)).Calendar.Events.Single(item => item.Uid == $"{TestCell.Village}/{obligation}/{lane}@cunju");
    }

    private static bool IsCounted(CalendarEvent item) => item.Uid!.Contains("/representatives.yearly/", StringComparison.Ordinal);

    /// <summary>A representatives' assembly that is quorate and signed.</summary>
    private static async Task Meets(TestSite site, int day)
    {
        var done = await site.Cell.Does(
            site.Cell.Office(TestCell.Village, "committee-chair"),
            Core.Assemblies.Meetings.Procedure,
            TestCell.Village,
            null,
            new Core.Assemblies.RecordMeeting
            {
                Key = $"meeting-{day}",
                Types = [Core.Assemblies.MeetingType.RepresentativesAssembly],
                Day = new(2023, 10, day),
                Eligible = 45,
                Present = 40,
                Agenda = [new() { Kind = Core.Assemblies.AgendaKind.WorkReport, Motion = "听取工作报告" }],
            }
        );
        Assert.NotNull(done.Case);
    }

    [Fact]
    public async Task Each_office_sees_what_it_may_begin_and_a_person_the_union()
    {
        await using var site = await TestSite.Start();
        var chair = Uids((await Read(site, await Link(site, "committee-chair", "我的职务能办的事"))).Calendar);
        var supervisor = Uids((await Read(site, await Link(site, "supervision-chair", "我的职务能办的事"))).Calendar);
        var unit = Uids((await Read(site, await Link(site, "committee-chair", "本单位的全部事项"))).Calendar);
        Assert.NotEmpty(chair);
        Assert.NotEmpty(supervisor);
        Assert.ProperSubset(unit, chair);
        Assert.ProperSubset(unit, supervisor);
        Assert.Contains(supervisor, uid => uid.Contains("/supervision.", StringComparison.Ordinal));
        Assert.DoesNotContain(chair, uid => uid.Contains("/supervision.meeting", StringComparison.Ordinal));
        Assert.DoesNotContain(supervisor, uid => uid.Contains("/representatives.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_with_two_offices_sees_both_and_an_office_that_ended_shows_nothing()
    {
        await using var site = await TestSite.Start();
        using var both = await site.Browse(TestCell.Village, "committee-chair");
        await using var db = site.Cell.Cell.Open();
        var account = await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken);
        db.Add(
            new Tenure
            {
                Unit = TestCell.Village,
                Number = "2023-777777",
                Version = 1,
                Person = account.Person,
                Office = "supervision-chair",
                From = new(2021, 1, 1),
                Card = account.Person,
            }
        );
#pragma warning disable RS0030 // Only the Desk writes; a fixture prepares.
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
#pragma warning restore RS0030
        var links = new List<string>();
        foreach (var scope in (string[])["person", "office-committee-chair", "office-supervision-chair"])
        {
            await both.Go($"/{TestCell.Village}/feeds");
            links.Add(await Renew(both, scope));
        }

        var (person, chair, supervisor) = (
            Uids((await Read(site, links[0])).Calendar),
            Uids((await Read(site, links[1])).Calendar),
            Uids((await Read(site, links[2])).Calendar)
        );
        Assert.Equal(chair.Union(supervisor).Order(), person.Order());
        await db.Set<Tenure>().Where(tenure => tenure.Number == "2023-777777").ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, await Status(site, links[2]));
        Assert.Equal(chair.Order(), Uids((await Read(site, links[0])).Calendar).Order());
    }

    [Fact]
    public async Task An_unchanged_calendar_is_not_sent_again()
    {
        await using var site = await TestSite.Start();
        var link = await Link(site, "committee-chair", "本单位的全部事项");
        using var http = new HttpClient();
        using var first = await http.GetAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        using var again = await Conditional(http, link, first);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        await Meets(site, 8);
        using var changed = await Conditional(http, link, first);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    private static Task<HttpResponseMessage> Conditional(HttpClient http, string link, HttpResponseMessage before)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Lines_are_no_wider_than_75_octets_and_no_character_is_torn()
    {
        await using var site = await TestSite.Start();
        using var http = new HttpClient();
        var bytes = await http.GetByteArrayAsync(
            await Link(site, "committee-chair", "本单位的全部事项"),
            TestContext.Current.CancellationToken
        );
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        var lines = text.Split("\r\n");
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        // Each line by itself is whole characters: somebody who counts octets may cut between them.
        Assert.Contains(lines, line => line.StartsWith(' ') && Encoding.UTF8.GetByteCount(line) > 60);
    }

    [Fact]
    public void What_means_something_to_a_reader_is_escaped_and_comes_back_as_it_was()
    {
        const string Words = "一；二, 三\\四;五\n六🪁七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥🪁🪁";
        var text = new IcsText();
        text.Line("BEGIN", "VCALENDAR");
        text.Line("VERSION", "2.0");
        text.Line("PRODID", "x");
        text.Line("BEGIN", "VEVENT");
        text.Words("UID", "1");
        text.Line("DTSTAMP", "20230101T000000Z");
        text.Line("DTSTART;VALUE=DATE", "20230101");
        text.Words("SUMMARY", Words + "\u0007");
        text.Line("END", "VEVENT");
        text.Line("END", "VCALENDAR");
        Assert.Equal(Words, Assert.Single(Ical.Net.Calendar.Load(text.ToString())!.Events).Summary);
    }

    [Fact]
    public async Task An_address_is_kept_only_as_its_digest_and_dies_when_renewed_revoked_or_the_account_is_suspended()
    {
        await using var site = await TestSite.Start();
        using var chair = await site.Browse(TestCell.Village, "committee-chair");
        await chair.Go($"/{TestCell.Village}/feeds");
        var first = await Renew(chair, "unit");
        var token = first[(first.LastIndexOf('/') + 1)..^4];
        Assert.True(token.Length >= 43);
        await using var db = site.Cell.Cell.Open();
        Assert.Equal(
            Secrets.Digest(token),
            (await db.Set<Feed>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Digest
        );

        await chair.Go($"/{TestCell.Village}/feeds");
        Assert.DoesNotContain(token, chair.Page.Source.Text, StringComparison.Ordinal);
        var second = await Renew(chair, "unit");
        Assert.Equal(HttpStatusCode.NotFound, await Status(site, first));
        Assert.Equal(HttpStatusCode.OK, await Status(site, second));
        Assert.Equal(HttpStatusCode.NotFound, await Status(site, second[..^6] + "A.ics"));

        await chair.Go($"/{TestCell.Village}/feeds");
        await chair.Press("停用");
        Assert.Equal(HttpStatusCode.NotFound, await Status(site, second));

        await chair.Go($"/{TestCell.Village}/feeds");
        var third = await Renew(chair, "unit");
        await db.Set<Account>()
            .ExecuteUpdateAsync(
                set => set.SetProperty(account => account.State, AccountState.Suspended),
                TestContext.Current.CancellationToken
            );
        Assert.Equal(HttpStatusCode.NotFound, await Status(site, third));
    }

    [Fact]
    public async Task Nobody_keeps_the_calendars_of_another_unit()
    {
        await using var site = await TestSite.Start();
        using var township = await site.Browse(TestCell.Township, "township-officer");
        await township.Go($"/{TestCell.Township}/feeds");
        Assert.Equal(HttpStatusCode.OK, township.Status);
        await township.Go($"/{TestCell.Village}/feeds");
        Assert.Equal(HttpStatusCode.NotFound, township.Status);
    }

    private static HashSet<string> Uids(Ical.Net.Calendar calendar) => [.. calendar.Events.Select(item => item.Uid!)];

    private static async Task<HttpStatusCode> Status(TestSite site, string link)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        using var answer = await http.GetAsync(link, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<(Ical.Net.Calendar Calendar, string Text)> Read(TestSite site, string link)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        var text = await http.GetStringAsync(link, TestContext.Current.CancellationToken);
        return (Ical.Net.Calendar.Load(text)!, text);
    }

    /// <summary>What somebody of that office is given on the page.</summary>
    private static async Task<string> Link(TestSite site, string office, string shows)
    {
        using var browser = await site.Browse(TestCell.Village, office);
        await browser.Go($"/{TestCell.Village}/feeds");
        var line = browser.Page.QuerySelectorAll("ul.feeds>li").Single(item => item.TextContent.Contains(shows, StringComparison.Ordinal));
        return await Renew(browser, line.QuerySelector("form")!.GetAttribute("action")!.Split('/')[^2]);
    }

    private static async Task<string> Renew(Browser browser, string scope)
    {
        var form = browser.Page.QuerySelector($"form[action$='/{scope}/renew']")!;
        // The button of that line; the others are not pressed.
        foreach (var other in browser.Page.QuerySelectorAll("form[action$='/renew']").Where(other => other != form).ToArray())
        {
            other.Remove();
        }

        await browser.Press(form.QuerySelector("button")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return Address().Match(browser.Text).Value;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/calendars/[A-Za-z0-9_-]+\.ics")]
    private static partial Regex Address();
}
