using Cunju.App;
using Cunju.App.Assemblies;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Cunju.Tests.Shell;
using Cunju.Tests.TaskLists.Data;
using Xunit;

namespace Cunju.Tests.Assemblies;

/// <summary>What the page of a meeting calls things: official titles, and never a name out of the program.</summary>
public sealed class MeetingWordsTests
{
    [Fact]
    public void Every_fact_of_a_meeting_has_its_word() =>
        Assert.Equal(
            Modules.FactsOf(Meetings.Procedure).Select(fact => fact.Name).Order(StringComparer.Ordinal),
            HistoryLine.Titles.Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_kind_the_list_does_not_have_is_told_by_the_procedure_that_makes_it()
    {
        var list = ListFiles.Read(ListFiles.Text2023).Reading!.List;
        Assert.Equal("村（居）民会议", Words.KindTitle(list, "meeting.assembly"));
        list = list with { Kinds = list.Kinds.Clear() };
        Assert.Equal(Meetings.Procedure.Title, Words.KindTitle(list, "meeting.assembly"));
        Assert.Equal("清单以外的记录", Words.KindTitle(list, "meeting.nobody-makes"));
    }

    [Fact]
    public async Task A_meeting_stands_in_the_book_under_the_title_the_list_gives_it()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Village, "clerk");
        var number = (await site.Cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, MeetingScene.Representatives())).Key.Number;
        using var browser = await site.Browse(TestCell.Village, "committee-member");
        await browser.Go($"/{TestCell.Village}/meetings/{number}");
        Assert.Contains("记入《重庆市村民委员会工作簿》", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("record.book-entry", browser.Text, StringComparison.Ordinal);
    }
}
