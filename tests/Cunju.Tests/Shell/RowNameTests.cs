using System.Collections.Immutable;
using System.Net;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Xunit;

namespace Cunju.Tests.Shell;

public sealed class RowNameTests
{
    [Theory]
    [InlineData("Agenda[0].Motion", 0)]
    [InlineData("Agenda[39].Motion", 39)]
    [InlineData("Agenda[40].Motion", null)]
    [InlineData("Agenda[900000000].Motion", null)]
    [InlineData("Agenda[-1].Motion", null)]
    [InlineData("Agenda[+1].Motion", null)]
    [InlineData("Agenda[01].Motion", null)]
    [InlineData("Agenda[１].Motion", null)]
    [InlineData("Agenda[].Motion", null)]
    [InlineData("Agenda[1]", null)]
    [InlineData("Agenda[", null)]
    [InlineData("Agenda", null)]
    [InlineData("Agendas[1].Motion", null)]
    public void Only_the_rows_a_form_would_send_are_rows(string field, int? row)
    {
        Assert.Equal(row, RowName.Of(field, "Agenda"));
        var form = FormState.Empty("record").With(field, "修路");
        Assert.Equal(row + 1 ?? 0, form.Rows("Agenda"));
        var (act, _) = ActReader.Read(typeof(RecordMeeting), form.Values);
        Assert.Equal(row is null ? 0 : 1, ((RecordMeeting)act!).Agenda.Length);
    }

    [Fact]
    public async Task An_address_cannot_ask_for_more_rows_than_a_form_has()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        foreach (var query in ImmutableArray.Create("Agenda[900000].Motion=x", "Agenda[=x", "Agenda[39].Motion=x"))
        {
            await clerk.Go($"/{TestCell.Village}/meetings/new/record-meeting?{query}");
            Assert.Equal(HttpStatusCode.OK, clerk.Status);
            Assert.Null(clerk.Page.QuerySelector("[name='Agenda[40].Motion']"));
            Assert.NotNull(clerk.Page.QuerySelector("[name='Agenda[3].Motion']"));
        }
    }
}
