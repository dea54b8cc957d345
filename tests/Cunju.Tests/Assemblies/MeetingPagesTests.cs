using System.Net;
using Cunju.App;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Assemblies;

/// <summary>The addresses of meetings on a running server, and the forms that lead to acts.</summary>
public sealed class MeetingPagesTests
{
    [Theory]
    [InlineData("meetings")]
    [InlineData("meetings/new/record-meeting?Types=ResidentsAssembly")]
    [InlineData("meetings/new/announce-meeting")]
    [InlineData("meetings/2023-001")]
    [InlineData("meetings/2023-001/minutes")]
    [InlineData("meetings/2023-001/minutes.docx")]
    [InlineData("meetings/2023-001/sign-in")]
    [InlineData("meetings/2023-001/files/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task Every_address_is_there_and_asks_a_stranger_to_sign_in(string path)
    {
        await using var cell = await TestCell.Create();
        await using var app = Composition.Build(cell.Cell, 0);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.First()) };
        var answer = await client.GetAsync($"/{TestCell.Village}/{path}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString);
        var nowhere = await client.GetAsync(
            $"/{TestCell.Village}/{path.Replace("meetings", "meeting")}",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public void What_is_said_of_a_meeting_can_be_typed_and_typed_again()
    {
        var act = MeetingScene.Representatives() with { Place = "村办公室", NoticeDays = 3, Start = new(14, 30) };
        var (read, problems) = ActReader.Read(typeof(RecordMeeting), ActReader.Fields(act));
        Assert.Empty(problems);
        var again = Assert.IsType<RecordMeeting>(read);
        Assert.Equal(act.Types, again.Types);
        Assert.Equal(act.Agenda[0], again.Agenda[0]);
        Assert.Equal(
            (act.Day, act.Present, act.Place, act.Start, act.NoticeDays),
            (again.Day, again.Present, again.Place, again.Start, again.NoticeDays)
        );
    }

    [Fact]
    public async Task A_meeting_called_late_says_what_the_law_of_that_day_allows()
    {
        await using var site = await TestSite.Start("2026-03-20");
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        using var own = await site.Browse(TestCell.Village, "clerk");
        foreach (var (type, allowed) in new[] { (MeetingType.ResidentsAssembly, true), (MeetingType.RepresentativesAssembly, false) })
        {
            var act = MeetingScene.Representatives("2026-03-18") with { Types = [type], Mode = CountingMode.Persons, NoticeDays = 2 };
            var number = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, act)).Key.Number;
            await own.Go($"/{TestCell.Village}/meetings/{number}");
            Assert.Contains("通知不足", own.Text);
            Assert.Equal(allowed, own.Text.Contains("特殊情况可以临时通知", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Those_above_see_what_a_meeting_came_to_only_once_it_is_signed()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var act = MeetingScene.Representatives() with { Place = "村办公室", Chair = "周堃" };
        var number = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, act)).Key.Number;
        var year = $"/{TestCell.Village}/meetings?year=2023";
        var page = $"/{TestCell.Village}/meetings/{number}";
        string[] inner = ["村道路灯维修", "村办公室", "赞成 30", "31"];

        using var own = await site.Browse(TestCell.Village, "committee-member");
        await own.Go(page);
        Assert.All(inner, said => Assert.Contains(said, own.Text));

        foreach (var (organisation, office) in new[] { (TestCell.Township, "township-officer"), (TestCell.District, "bureau-officer") })
        {
            using var above = await site.Browse(organisation, office);
            foreach (var address in new[] { page, year })
            {
                await above.Go(address);
                Assert.Equal(HttpStatusCode.OK, above.Status);
                Assert.Contains("村民代表会议", above.Text);
                Assert.All(inner, said => Assert.DoesNotContain(said, above.Page.QuerySelector("main")!.TextContent));
            }

            await above.Go($"{page}/minutes");
            Assert.Equal(HttpStatusCode.NotFound, above.Status);
        }

        await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, number, new SignMinutes { Seen = 1 });
        using var township = await site.Browse(TestCell.Township, "township-officer");
        await township.Go(page);
        Assert.All(inner, said => Assert.Contains(said, township.Text));
        Assert.DoesNotContain("周堃", township.Text);
        await township.Go($"{page}/minutes");
        Assert.Equal(HttpStatusCode.OK, township.Status);
        Assert.Contains("核验码", township.Text);
        Assert.DoesNotContain("在本平台查对", township.Text);
    }

    [Fact]
    public async Task An_empty_form_is_told_everything_it_lacks_at_once()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/meetings/new/record-meeting");
        await clerk.Press("记好了");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        var fields = clerk.Page.QuerySelectorAll(".problems a").Select(link => link.GetAttribute("href")).ToArray();
        foreach (var field in (string[])["Types", "Eligible", "Present", "Agenda[0].Motion"])
        {
            Assert.Contains($"#{Field.IdOf(field)}", fields);
        }
    }

    [Fact]
    public async Task A_form_offers_only_the_meetings_of_the_persons_own_body()
    {
        await using var site = await TestSite.Start();
        foreach (
            var (office, own, other) in new[]
            {
                ("clerk", "JointMeeting", "SupervisionMeeting"),
                ("supervision-member", "SupervisionMeeting", "JointMeeting"),
            }
        )
        {
            using var seat = await site.Browse(TestCell.Village, office);
            await seat.Go($"/{TestCell.Village}/meetings/new/record-meeting");
            Assert.NotNull(seat.Page.QuerySelector($"input[name=Types][value={own}]"));
            Assert.Null(seat.Page.QuerySelector($"input[name=Types][value={other}]"));
        }
    }

    private const string New = $"/{TestCell.Village}/meetings/new/record-meeting";

    [Fact]
    public async Task A_form_that_knows_which_meeting_it_was_asks_of_no_other()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(New);
        Assert.Null(clerk.Page.QuerySelector("details input[name=Types]"));
        Assert.NotNull(clerk.Page.QuerySelector("input[name=Mode]"));
        Assert.NotNull(clerk.Page.QuerySelector("input[name=AwayUnable]"));

        await clerk.Go($"{New}?Types=RepresentativesAssembly");
        var folded = clerk.Page.QuerySelector("input[name=Types][value=RepresentativesAssembly]")!;
        Assert.True(folded.HasAttribute("checked"));
        Assert.False(folded.Closest("details")!.HasAttribute("open"));
        Assert.StartsWith("村民代表会议", folded.Closest("details")!.QuerySelector("summary")!.TextContent);
        Assert.Null(clerk.Page.QuerySelector("input[name=Mode]"));
        Assert.Null(clerk.Page.QuerySelector("input[name=AwayUnable]"));
    }

    [Fact]
    public async Task The_members_in_office_are_filled_in_once_the_body_is_whole()
    {
        await using var site = await TestSite.Start();
        await site.Seat(TestCell.Village, "supervision-chair");
        using var member = await site.Browse(TestCell.Village, "supervision-member");
        await member.Go($"{New}?Types=SupervisionMeeting");
        Assert.Equal("", member.Page.QuerySelector("[name=Eligible]")!.GetAttribute("value"));
        await site.Seat(TestCell.Village, "supervision-member");
        await member.Go($"{New}?Types=SupervisionMeeting");
        Assert.Equal("3", member.Page.QuerySelector("[name=Eligible]")!.GetAttribute("value"));
        Assert.Contains("按班子名册填入", member.Text);
    }

    [Fact]
    public async Task A_duty_has_a_button_only_for_the_body_that_does_it()
    {
        const string Owed = "a[href*='Types=SupervisionMeeting']";
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/desk");
        Assert.NotNull(clerk.Page.QuerySelector("a[href*='Types=DeliberationMeeting']"));
        Assert.Null(clerk.Page.QuerySelector(Owed));
        using var supervisor = await site.Browse(TestCell.Village, "supervision-member");
        await supervisor.Go($"/{TestCell.Village}/desk");
        Assert.NotNull(supervisor.Page.QuerySelector(Owed));
        Assert.Null(supervisor.Page.QuerySelector("a[href*='Types=DeliberationMeeting']"));
    }

    [Fact]
    public async Task Too_few_people_is_said_once_with_the_choice_to_make()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{New}?Types=RepresentativesAssembly");
        await clerk.Press("记好了", ("Eligible", "45"), ("Present", "20"), ("Agenda[0].Motion", "路灯"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Equal(2, clerk.Text.Split("不足法定人数").Length);
        Assert.Empty(clerk.Page.QuerySelectorAll(".wrong"));
        var choice = clerk.Page.QuerySelector(".problems a")!.GetAttribute("href")!;
        Assert.Equal("AsTalk", clerk.Page.QuerySelector(choice)!.GetAttribute("name"));
        Assert.Single(clerk.Page.QuerySelectorAll("[name=AsTalk]"));
        await clerk.Press("记好了", ("AsTalk", "true"), ("Agenda[0].Vote", "Unanimous"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("流会（座谈）", clerk.Text);
        Assert.Contains("未作表决", clerk.Text);
    }

    [Fact]
    public async Task A_meeting_that_failed_is_entered_at_once_by_whoever_knows_it()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"{New}?Types=RepresentativesAssembly");
        Assert.False(clerk.Page.QuerySelector("[name=AsTalk]")!.Closest("details")!.HasAttribute("open"));
        await clerk.Press("记好了", ("Eligible", "45"), ("Present", "20"), ("Agenda[0].Motion", "路灯"), ("AsTalk", "true"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("流会（座谈）", clerk.Text);
        // Nothing fails where the law asks for no number.
        await clerk.Go($"{New}?Types=DeliberationMeeting");
        Assert.Null(clerk.Page.QuerySelector("[name=AsTalk]"));
    }

    [Fact]
    public async Task Who_writes_it_down_and_who_chairs_is_filled_in_where_it_is_known_and_can_be_changed()
    {
        await using var site = await People.Site.Start();
        await site.Appoint(TestCell.Village, "committee-chair", "周主任");
        using var clerk = await site.SignedIn(TestCell.Village, "clerk", "小何");
        Assert.Equal(("周主任", "姓名小何"), await Filled("RepresentativesAssembly"));
        Assert.Contains("主持人（周主任）、记录人（姓名小何）", clerk.Text);
        Assert.False(clerk.Page.QuerySelector("[name=Chair]")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal(("", "姓名小何"), await Filled("DeliberationMeeting"));
        Assert.Equal(("", "姓名小何"), await Filled("PartyMembersMeeting"));

        // The last meeting of the kind says better than the register, as long as its chair is in office.
        await site.Appoint(TestCell.Village, "party-secretary", "吴书记");
        foreach (var (chair, next) in new[] { ("吴书记", "吴书记"), ("过路人", "周主任") })
        {
            await site.Cell.Does(
                site.Cell.Office(TestCell.Village, "clerk"),
                Meetings.Procedure,
                TestCell.Village,
                null,
                MeetingScene.Representatives(chair == "吴书记" ? "2023-10-08" : "2023-10-09") with
                {
                    Chair = chair,
                }
            );
            Assert.Equal((next, "姓名小何"), await Filled("RepresentativesAssembly"));
        }

        // Nobody but a clerk is taken for the one who writes.
        using var chairman = await site.SignedIn(TestCell.Village, "committee-member", "小李");
        await chairman.Get($"{New}?Types=RepresentativesAssembly");
        Assert.Equal("", chairman.Page.QuerySelector("[name=Recorder]")?.GetAttribute("value") ?? "");

        async Task<(string, string)> Filled(string type)
        {
            await clerk.Get($"{New}?Types={type}");
            return (Value("Chair"), Value("Recorder"));
        }

        string Value(string name) => clerk.Page.QuerySelector($"[name={name}]")!.GetAttribute("value") ?? "";
    }

    [Fact]
    public async Task The_place_of_the_notice_is_the_place_of_the_meeting_until_somebody_says_otherwise()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var notice = new AnnounceMeeting
        {
            Types = [MeetingType.RepresentativesAssembly],
            Day = new(2023, 10, 12),
            Place = "文化广场",
            Topics = "路灯",
        };
        var key = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, notice)).Key;
        using var browser = await site.Browse(TestCell.Village, "clerk");
        await browser.Go($"{key}?do=hold-meeting");
        await browser.Press("记好了", ("Eligible", "45"), ("Present", "31"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.Go($"{key}/minutes");
        Assert.Contains("文化广场", browser.Page.QuerySelector(".paper-fields")!.TextContent);
    }

    [Fact]
    public async Task A_meeting_entered_as_the_wrong_kind_is_taken_back_or_corrected_for_that_reason()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var key = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, MeetingScene.Representatives())).Key;
        using var chair = await site.Browse(TestCell.Village, "committee-chair");
        await chair.Go($"{key}?do=retract-meeting");
        Assert.Equal("记错了会议种类", chair.Page.QuerySelector("[name=Why] option[value=WrongType]")!.TextContent);
        await chair.Go($"{key}?do=correct-meeting");
        Assert.NotNull(chair.Page.QuerySelector("[name=Why] option[value=WrongType]"));
        await chair.Press("更正", ("Types", "DeliberationMeeting"), ("Why", "WrongType"));
        Assert.Equal(HttpStatusCode.OK, chair.Status);
        Assert.Contains("协商会议", chair.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_meeting_that_was_not_quorate_stands_with_its_reason_in_the_explanation_of_its_duty()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var talk = MeetingScene.Representatives() with { Present = 20, AsTalk = true, Agenda = [new() { Motion = "路灯" }] };
        var done = await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, talk);
        using var browser = await site.Browse(TestCell.Village, "clerk");
        await browser.Go($"/{TestCell.Village}/scoreboard/representatives.yearly");
        var line = browser.Page.QuerySelector($".lane .crossed a[href='{done.Key}']");
        Assert.Contains("三分之二以上为 30 人，实到 20 人，不足法定人数，流会", line!.Closest("li")!.TextContent);
        using var above = await site.Browse(TestCell.Township, "township-officer");
        await above.Go($"/{TestCell.Village}/scoreboard/representatives.yearly");
        Assert.Contains("到会不足法定人数，流会，不计入", above.Page.QuerySelector(".lane .crossed")!.TextContent);
        Assert.DoesNotContain("实到 20", above.Text);
        await browser.Go($"/{TestCell.Village}/scoreboard/assembly.yearly");
        Assert.Null(browser.Page.QuerySelector(".crossed"));
    }

    [Fact]
    public async Task What_came_to_nothing_is_told_as_of_the_day_and_as_known_on_the_day()
    {
        await using var site = await TestSite.Start("2023-07-15");
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var talk = MeetingScene.Representatives("2023-07-14") with { Present = 20, AsTalk = true, Agenda = [new() { Motion = "路灯" }] };
        var number = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, talk)).Key.Number;
        var later = new PostponeMeeting
        {
            Seen = 1,
            Day = new(2023, 7, 22),
            Why = PostponementReason.TooFew,
        };
        await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, number, later);
        site.Cell.Clock.Set("2023-07-22");
        var held = MeetingScene.Representatives("2023-07-22").AsHeld() with { Seen = 2 };
        await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, number, held);
        site.Cell.Clock.Set("2023-07-25");
        using var browser = await site.Browse(TestCell.Village, "clerk");

        // It was held on the 22nd, and what failed on the 14th still failed.
        Assert.StartsWith("2023年7月14日", Assert.Single(await Failed("")));
        Assert.Single(await Failed("?as-of=2023-07-20&known-at=2023-07-20"));
        Assert.Single(await Failed("?as-of=2023-07-14"));
        Assert.Empty(await Failed("?as-of=2023-07-13"));
        Assert.Empty(await Failed("?as-of=2023-07-20&known-at=2023-07-14"));
        Assert.Empty(await Failed("?as-of=2023-03-01&known-at=2023-03-01"));

        var chair = site.Cell.Office(TestCell.Village, "committee-chair");
        var never = new RetractMeeting { Seen = 3, Why = RetractionReason.Other };
        await site.Cell.Does(chair, Meetings.Procedure, TestCell.Village, number, never);
        Assert.Empty(await Failed(""));
        Assert.Single(await Failed("?known-at=2023-07-24"));

        async Task<string[]> Failed(string days)
        {
            await browser.Go($"/{TestCell.Village}/scoreboard/representatives.yearly{days}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            return
            [
                .. browser
                    .Page.QuerySelectorAll(".lane .crossed li")
                    .Select(line => line.TextContent.Trim())
                    .Where(line => line.Contains("流会", StringComparison.Ordinal)),
            ];
        }
    }

    [Fact]
    public async Task A_meeting_says_what_it_counts_for_in_words_and_links()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var counted = await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, MeetingScene.Representatives());
        var act = MeetingScene.Representatives() with { Types = [MeetingType.JointMeeting] };
        var free = await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, act);
        using var browser = await site.Browse(TestCell.Village, "clerk");
        await browser.Go(counted.Key.ToString());
        var main = browser.Page.QuerySelector("main")!;
        Assert.DoesNotMatch(@"[0-9]{12}-[0-9]{6}", main.TextContent);
        Assert.NotNull(main.QuerySelector($"a[href^='/{TestCell.Village}/scoreboard/representatives.yearly#l-2023']"));
        Assert.Contains("1/4", main.TextContent);
        Assert.DoesNotContain("补录", main.TextContent);
        await browser.Go(free.Key.ToString());
        Assert.Equal(2, browser.Text.Split("无法定门槛").Length);
        await browser.Go($"/{TestCell.Village}/meetings");
        Assert.Contains("10月8日", browser.Text);
    }

    [Fact]
    public async Task A_community_is_told_that_no_number_of_such_meetings_is_asked_of_it()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Community, "clerk");
        var done = await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Community, null, MeetingScene.Representatives());
        using var browser = await site.Browse(TestCell.Community, "clerk");
        await browser.Go(done.Key.ToString());
        Assert.Contains("没有给本单位定这种会的次数", browser.Text);
    }

    [Theory]
    [InlineData(MeetingType.RepresentativesAssembly, "minutes", true)]
    [InlineData(MeetingType.RepresentativesAssembly, "sign-in", false)]
    [InlineData(MeetingType.JointMeeting, "minutes", false)]
    public async Task The_code_on_a_paper_leads_to_the_public_page_where_there_is_one(MeetingType type, string paper, bool open)
    {
        await using var site = await TestSite.Start(baseUrl: "https://cunju.example.cn");
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var act = MeetingScene.Representatives() with { Types = [type] };
        var key = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, act)).Key;
        using var browser = await site.Browse(TestCell.Village, "clerk");
        await browser.Go($"{key}/{paper}");
        var path = browser.Page.QuerySelector(".paper-check path")!.GetAttribute("d");
        var address = $"https://cunju.example.cn/{TestCell.Village}/{(open ? "open/" : "")}meetings/{key.Number}";
        Assert.Equal(Cunju.App.Printing.Qr.Of(address).Path, path);
        if (open)
        {
            await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, key.Number, new SignMinutes { Seen = 1 });
            using var stranger = new Browser(site.Address);
            await stranger.Go(new Uri(address).AbsolutePath);
            Assert.Equal(HttpStatusCode.OK, stranger.Status);
        }
    }
}
