using System.Net;
using Cunju.Core.Attestations;
using Cunju.Core.Procedures;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Attestations;

/// <summary>A report on its way between the village and the township: nobody writes in the other's words.</summary>
public sealed class AttestationPagesTests
{
    private const string Measure = "party.leads-self-government";
    private const string Page = $"/{TestCell.Village}/attestations/2023-001";
    private const string Board = $"/{TestCell.Village}/scoreboard/{Measure}";

    [Fact]
    public async Task A_report_is_returned_revised_and_approved()
    {
        await using var site = await Reported();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        // It waits at the township's desk; the village has nothing to press meanwhile.
        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Contains(officer.Page.QuerySelectorAll("a"), link => link.GetAttribute("href") == Page);
        await clerk.Go(Page);
        Assert.Contains("待审查", clerk.Text);
        Assert.Empty(clerk.Page.QuerySelectorAll("main form.act"));

        await officer.Go(Page);
        Assert.Contains("支部研究过两次。", officer.Text);
        await officer.Press("提交审查意见", ("Outcome", nameof(ReviewOutcome.Returned)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        Assert.Contains("请写明要补什么", officer.Text);
        await officer.Press("提交审查意见", ("Outcome", nameof(ReviewOutcome.Returned)), ("Opinion", "请补会议记录。"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("退回补正", officer.Text);
        Assert.Empty(officer.Page.QuerySelectorAll("main form.act"));

        await clerk.Go(Page);
        Assert.Contains("请补会议记录。", clerk.Text);
        Assert.Equal("支部研究过两次。", clerk.Page.QuerySelector("[name=Text]")!.TextContent);
        await clerk.Press("重新报送", ("Text", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await clerk.Press("重新报送", ("Text", "记录已补齐。"), ("Rating", nameof(Rating.Done)));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("待审查", clerk.Text);

        await officer.Go(Page);
        Assert.Contains("记录已补齐。", officer.Text);
        await officer.Press("提交审查意见", ("Outcome", nameof(ReviewOutcome.Approved)), ("Opinion", ""));
        Assert.Contains("审查通过", officer.Text);
        await clerk.Go(Page);
        Assert.Empty(clerk.Page.QuerySelectorAll("main form.act"));
        await clerk.Go(Board);
        Assert.Contains("已完成", clerk.Text);

        var rows = await site.Cell.Records();
        Assert.All(rows, row => Assert.Equal(row.Kind == "self.report" ? TestCell.Village : TestCell.Township, row.Unit));
        Assert.Equal(
            ["returned", "approved"],
            rows.Where(row => row.Kind == "review.made").Select(row => row.ToRecord().Fields["outcome"].Text)
        );
        Assert.Empty(await site.Differences());
    }

    [Fact]
    public async Task A_rejected_report_says_why_and_can_be_sent_again()
    {
        await using var site = await Reported();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Page);
        await officer.Press("提交审查意见", ("Outcome", nameof(ReviewOutcome.Rejected)), ("Opinion", "与实际不符。"));
        Assert.Contains("不予通过", officer.Text);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(Board);
        Assert.DoesNotContain("已完成", clerk.Text);
        await clerk.Go(Page);
        Assert.Contains("与实际不符。", clerk.Text);
        await clerk.Press("重新报送", ("Text", "按实际重写。"), ("Rating", nameof(Rating.Partly)));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("按实际重写。", clerk.Text);
    }

    [Fact]
    public async Task A_measure_is_reported_on_once_and_a_wrong_form_keeps_its_words()
    {
        await using var site = await Reported();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/attestations/new/report-on-obligation?Obligation={Measure}");
        await clerk.Press("报送自评", ("Rating", nameof(Rating.Done)), ("Text", "再报一次。"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("这一年度已经报送过", clerk.Text);
        Assert.Equal("再报一次。", clerk.Page.QuerySelector("[name=Text]")!.TextContent);
    }

    [Fact]
    public async Task Neither_side_can_take_the_others_step()
    {
        await using var site = await Reported();
        var review = new ReviewReport { Outcome = ReviewOutcome.Approved, Seen = 1 };
        foreach (var organisation in new[] { TestCell.Village, TestCell.OtherVillage, TestCell.District, "500112004" })
        {
            Assert.Equal(["hidden"], await Asked(organisation, review));
        }

        Assert.True(
            (
                await site.Cell.Act(
                    site.Cell.Everyone(TestCell.Township),
                    AttestationProcedure.Table,
                    TestCell.Village,
                    "2023-001",
                    review with
                    {
                        Outcome = ReviewOutcome.Returned,
                        Opinion = "补。",
                    }
                )
            ).IsDone
        );
        var revise = new ReviseReport
        {
            Rating = Rating.Done,
            Text = "镇里替你写。",
            Seen = 2,
        };
        foreach (var organisation in new[] { TestCell.Township, TestCell.OtherVillage, TestCell.District })
        {
            Assert.Equal(["hidden"], await Asked(organisation, revise));
        }

        using var neighbour = await site.Browse(TestCell.OtherVillage, "clerk");
        await neighbour.Go(Page);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);

        async Task<string[]> Asked(string organisation, Act act) =>
            [.. await site.Cell.IsRefused(site.Cell.Everyone(organisation), AttestationProcedure.Table, TestCell.Village, "2023-001", act)];
    }

    /// <summary>A village that reported on its own page.</summary>
    private static async Task<TestSite> Reported()
    {
        var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/attestations/new/report-on-obligation?Obligation={Measure}");
        await clerk.Press(
            "报送自评",
            ("Rating", nameof(Rating.Partly)),
            ("Text", "支部研究过两次。"),
            ("Answers[0].Said", nameof(Rating.Done))
        );
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Equal(Page, clerk.Path);
        return site;
    }
}
