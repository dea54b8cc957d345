using System.Net;
using Cunju.Core.WorkRecords;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.WorkRecords;

/// <summary>A note on its page: put right, taken back, and by whom.</summary>
public sealed class WorkRecordPagesTests
{
    private const string Page = $"/{TestCell.Community}/work-records/2023-001";
    private const string Board = $"/{TestCell.Community}/scoreboard/consult.catalogue";

    [Fact]
    public async Task A_note_put_right_counts_as_it_says_now_and_the_first_account_stays()
    {
        await using var site = await Noted();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go(Page);
        // The form comes back as it was typed, so that only what is wrong is typed again.
        Assert.Equal("5", clerk.Page.QuerySelector("[name='Fields[0].Values']")!.GetAttribute("value"));
        Assert.Equal("2023-03-20", clerk.Page.QuerySelector("[name=On]")!.GetAttribute("value"));
        Assert.Equal("有人说的话", clerk.Page.QuerySelector("[name=Note]")!.TextContent);
        await clerk.Press("更正", ("Fields[0].Values", "７"), ("On", "2023-03-21"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Equal(Page, clerk.Path);
        Assert.Contains("已更正1次", clerk.Text);
        Assert.Contains("3月21日", clerk.Text);
        var rows = await site.Cell.Records();
        Assert.Equal(["consult.catalogue", "consult.catalogue", "fact.corrected"], rows.Select(row => row.Kind).Order());
        Assert.Equal(rows[0].Id, rows.Single(row => row.Kind == "fact.corrected").Of);
        Assert.Equal("7", rows.Last(row => row.Kind == "consult.catalogue").ToRecord().Fields["topics"].Text);
        await clerk.Go(Board);
        Assert.Contains("3月21日", clerk.Text);
        Assert.Empty(await site.Differences());
    }

    [Fact]
    public async Task A_wrong_correction_changes_nothing_and_keeps_what_was_typed()
    {
        await using var site = await Noted();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go(Page);
        await clerk.Press("更正", ("Fields[0].Values", "五条"), ("On", "2024-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Equal(2, clerk.Page.QuerySelectorAll(".problems li").Length);
        Assert.Equal("五条", clerk.Page.QuerySelector("[name='Fields[0].Values']")!.GetAttribute("value"));
        Assert.True(clerk.Page.QuerySelectorAll("details").Single(part => part.TextContent.Contains("写错了")).HasAttribute("open"));
        Assert.Single(await site.Cell.Records());
    }

    [Fact]
    public async Task A_note_taken_back_counts_no_longer_and_can_still_be_read()
    {
        await using var site = await Noted();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go(Board);
        Assert.DoesNotContain("逾期", clerk.Text);
        await clerk.Go(Page);
        await clerk.Press("撤回");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("请选择撤回的理由", clerk.Text);
        await clerk.Press("撤回", ("Reason", nameof(RetractionReason.NotHappened)));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("已撤回", clerk.Text);
        Assert.Contains("事项没有发生", clerk.Text);
        Assert.Contains("有人说的话", clerk.Text);
        Assert.Empty(clerk.Page.QuerySelectorAll("main form.act"));
        await clerk.Go(Board);
        Assert.Contains("逾期", clerk.Text);
        await clerk.Go($"/{TestCell.Community}/work-records");
        Assert.Contains("已撤回", clerk.Text);
        Assert.Empty(await site.Differences());
    }

    [Fact]
    public async Task An_old_page_puts_nothing_right()
    {
        await using var site = await Noted();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        using var chair = await site.Browse(TestCell.Community, "committee-chair");
        await clerk.Go(Page);
        await chair.Go(Page);
        await chair.Press("更正", ("Fields[0].Values", "6"));
        await clerk.Press("更正", ("Fields[0].Values", "7"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("别人已经办理过", clerk.Text);
        Assert.Equal("7", clerk.Page.QuerySelector("[name='Fields[0].Values']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Those_above_see_what_a_note_counts_for_and_neither_its_words_nor_a_button()
    {
        await using var site = await Noted();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Page);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.DoesNotContain("有人说的话", officer.Text);
        Assert.Empty(officer.Page.QuerySelectorAll("main form.act"));
        using var neighbour = await site.Browse(TestCell.Village, "clerk");
        await neighbour.Go(Page);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        foreach (var organisation in new[] { TestCell.Township, TestCell.District, TestCell.Village })
        {
            var actor = site.Cell.Everyone(organisation);
            var retract = new RetractWork { Reason = RetractionReason.Mistake, Seen = 1 };
            Assert.Equal(["hidden"], await site.Cell.IsRefused(actor, WorkRecordProcedure.Table, TestCell.Community, "2023-001", retract));
            Assert.Equal(
                ["hidden"],
                await site.Cell.IsRefused(actor, WorkRecordProcedure.Table, TestCell.Community, "2023-001", new CorrectWork { Seen = 1 })
            );
        }
    }

    /// <summary>A community that noted its catalogue in time, on its own page.</summary>
    private static async Task<TestSite> Noted()
    {
        var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        await clerk.Go($"/{TestCell.Community}/work-records/new/record-work?Kind=consult.catalogue");
        await clerk.Press("登记", ("On", "2023-03-20"), ("Fields[0].Values", "5"), ("Fields[1].Values", "true"), ("Note", "有人说的话"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        return site;
    }
}
