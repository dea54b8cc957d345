using System.Net;
using Cunju.App;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
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
}
