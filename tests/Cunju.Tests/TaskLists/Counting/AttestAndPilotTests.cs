using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class AttestAndPilotTests
{
    private static readonly Scene Self = Scene.Of(
        "- { id: party, shape: attest, bearer: [village, township], by: '12-10', rubric: [是否落实], evidence: { any-of: [minutes, document], min: 1 } }"
    );

    private static readonly Scene Pilot = Scene.Of(
        $"- {{ id: p, shape: pilot, named: ['{Scene.VillageId}'], milestones: [plan, running, accepted], due: {{ by: '12-31' }} }}"
    );

    private static readonly Scene Guidance = Scene.Of(
        $"- {{ id: g, shape: pilot, named: ['{Scene.TownshipId}'], target-named: [shuangtonglu], guidance: {{ of: pilot.guidance, every: quarter, at-least: 1 }} }}"
    );

    private static Scene Reviewed(string outcome, string reported = "2023-12-10", string rating = "已落实") =>
        Self.With(
            $"self.report {reported} #s obligation=party rating={rating} with:minutes",
            $"review.made 2023-12-20 #v of:s unit:{Scene.TownshipId} outcome={outcome}"
        );

    [Theory]
    [InlineData("2023-11-25", "due")]
    [InlineData("2023-11-26", "at-risk")]
    [InlineData("2023-12-10", "at-risk")]
    [InlineData("2023-12-11", "overdue")]
    public void Without_a_report_the_day_decides(string asOf, string status) =>
        Assert.Equal(status, Self.With("self.report 2023-11-01 obligation=other").Status(asOf));

    [Fact]
    public void A_report_waits_for_the_reviewer_who_decides()
    {
        Assert.Equal("in-review", Reviewed("approved").Status("2023-12-19"));
        Assert.Equal("met", Reviewed("approved").Status("2023-12-20"));
        Assert.Equal("met-late", Reviewed("approved", "2023-12-11").Status("2023-12-20"));
        Assert.Equal("returned", Reviewed("returned").Status("2023-12-20"));
        Assert.Equal("overdue", Reviewed("rejected").Status("2023-12-20"));
        Assert.Equal("returned", Reviewed("approved", rating: "未落实").Status("2023-12-20"));
        Assert.Equal("met", Reviewed("approved", rating: "部分落实").Status("2023-12-20"));
    }

    [Fact]
    public void A_report_made_up_after_the_year_is_late_and_the_next_years_own_report_is_not_it()
    {
        var january = Self.With(
            "self.report 2024-01-12 #s obligation=party rating=已落实 year=2023 with:minutes",
            $"review.made 2024-01-20 #v of:s unit:{Scene.TownshipId} outcome=approved"
        );
        Assert.Equal("overdue", january.Status("2024-01-11"));
        Assert.Equal("in-review", january.Status("2024-01-12"));
        Assert.Equal("met-late", january.Status("2024-01-20"));
        Assert.Equal("met-late", january.With("self.report 2024-02-01 obligation=party rating=未落实").Status("2024-02-01"));
        var next = Self.With("self.report 2024-01-12 #s obligation=party rating=已落实");
        Assert.Equal("overdue", next.Status("2024-01-12"));
        Assert.Equal("发生在2024年1月12日，不在2023年度", next.Why("2024-01-12").Uncounted[0].Remarks[0]);
    }

    [Fact]
    public void A_report_on_another_year_counts_for_that_year_only()
    {
        var last = Self.With("self.report 2023-01-12 #s obligation=party rating=已落实 year=2022");
        Assert.Equal("due", last.Status("2023-02-01"));
        Assert.Equal("报的是2022年度", last.Why("2023-02-01").Uncounted[0].Remarks[0]);
        var early = Self.With("self.report 2022-12-31 #s obligation=party rating=已落实 year=2023");
        Assert.Equal("due", early.Status("2023-02-01"));
        Assert.Equal("2023年度还没有开始", early.Why("2023-02-01").Uncounted[0].Remarks[0]);
    }

    [Fact]
    public void A_newer_report_asks_again_and_its_own_latest_review_answers()
    {
        var again = Reviewed("returned").With("self.report 2023-12-22 #t obligation=party rating=已落实 with:minutes");
        Assert.Equal("in-review", again.Status("2023-12-22"));
        Assert.Equal(
            "met-late",
            again
                .With(
                    $"review.made 2023-12-23 of:t unit:{Scene.TownshipId} outcome=returned",
                    $"review.made 2023-12-24 of:t unit:{Scene.TownshipId} outcome=approved"
                )
                .Status("2023-12-24")
        );
    }

    [Fact]
    public void Nobody_reviews_their_own_report()
    {
        var own = Self.With("self.report 2023-12-01 #s obligation=party with:minutes", "review.made 2023-12-02 of:s outcome=approved");
        Assert.Equal("in-review", own.Status("2023-12-05"));
        Assert.Equal("本单位不能审查自己的自评", own.Why("2023-12-05").Uncounted[0].Remarks[0]);
    }

    [Theory]
    [InlineData(Scene.CommunityId, Scene.VillageId)]
    [InlineData(Scene.BureauId, Scene.VillageId)]
    [InlineData(Scene.VillageId, Scene.TownshipId)]
    public void Only_the_office_right_above_reviews(string reviewer, string reporter)
    {
        var said = Self.With(
            $"self.report 2023-12-01 #s obligation=party with:minutes unit:{reporter}",
            $"review.made 2023-12-02 of:s outcome=approved unit:{reviewer}"
        );
        Assert.Equal("in-review", said.Status("2023-12-05", unit: reporter));
    }

    [Fact]
    public void A_townships_report_is_reviewed_by_the_bureau() =>
        Assert.Equal(
            "met",
            Self.With(
                    $"self.report 2023-12-01 #s obligation=party unit:{Scene.TownshipId}",
                    $"review.made 2023-12-02 of:s outcome=approved unit:{Scene.BureauId}"
                )
                .Status("2023-12-05", unit: Scene.TownshipId)
        );

    [Fact]
    public void A_self_report_is_never_shown_as_what_a_procedure_produced() =>
        Assert.Equal(Grade.SelfReported, Reviewed("approved").Lane("2023-12-20").Grade);

    [Fact]
    public void A_pilot_is_met_when_accepted_and_missing_milestones_are_a_note()
    {
        var scene = Pilot.With("pilot.milestone 2023-05-01 stage=accepted");
        Assert.Equal("met", scene.Status("2023-05-01"));
        Assert.Contains("缺节点记录：plan、running", scene.Lane("2023-05-01").Notes);
        Assert.Equal(
            "due",
            Pilot.With("pilot.milestone 2023-05-01 stage=plan", "pilot.milestone 2023-06-01 stage=running").Status("2023-07-01")
        );
        Assert.Equal("overdue", Pilot.Status("2024-01-01"));
        Assert.Equal("met-late", Pilot.With("pilot.milestone 2024-01-15 stage=accepted").Status("2024-01-15"));
    }

    [Fact]
    public void Named_pilots_print_for_the_named_units_only()
    {
        Assert.Single(Pilot.Board("2023-05-01").Lanes);
        Assert.Empty(Pilot.Board("2023-05-01", unit: Scene.CommunityId).Lanes);
    }

    [Fact]
    public void A_closed_quarter_without_guidance_is_overdue()
    {
        string Quarter(int month) => $"pilot.guidance 2023-{month:00}-10 unit:{Scene.TownshipId} target={Scene.CommunityId}";
        Assert.Equal("due", Guidance.Status("2023-03-16", unit: Scene.TownshipId));
        Assert.Equal("at-risk", Guidance.Status("2023-03-31", unit: Scene.TownshipId));
        Assert.Equal("overdue", Guidance.Status("2023-04-01", unit: Scene.TownshipId));
        Assert.Equal("on-track", Guidance.With(Quarter(1)).Status("2023-03-31", unit: Scene.TownshipId));
        Assert.Equal((1, 4), (Guidance.With(Quarter(4)).Lane("2023-12-31", unit: Scene.TownshipId).Have, 4));
        Assert.Equal("met", Guidance.With(Quarter(1), Quarter(4), Quarter(7), Quarter(10)).Status("2023-10-10", unit: Scene.TownshipId));
        Assert.Equal(
            "overdue",
            Guidance
                .With($"pilot.guidance 2023-01-10 unit:{Scene.TownshipId} target={Scene.VillageId}")
                .Status("2023-04-01", unit: Scene.TownshipId)
        );
    }
}
