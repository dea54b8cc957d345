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
}
