using Cunju.Core.Attestations;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Attestations;

/// <summary>Each guard of reports and reviews. Each was broken once and its test seen to fail.</summary>
public sealed class AttestationGuardTests
{
    private static readonly DateOnly Today = new(2023, 10, 12);

    private static readonly TaskList List = TestCell.Data.Lists.First(list => list.InForce.Contains(Today));

    private static readonly string Owed = AttestationProcedure.OwedBy(List, MeetingScene.Village, Today).First().Id;

    private static readonly ReportOnObligation Report = new()
    {
        Obligation = Owed,
        Rating = Rating.Done,
        Text = "已经落实。",
    };

    [Fact]
    public void Only_what_is_owed_in_quality_is_reported_on()
    {
        Village().Refuses("attestations.obligation", "Obligation", Report with { Obligation = null });
        Village().Refuses("attestations.obligation", "Obligation", Report with { Obligation = "representatives.yearly" });
        var townships = List.Obligations.First(obligation =>
            obligation.Shape is Core.TaskLists.Shapes.Attest && !obligation.Bearers.Contains(Core.Places.UnitKind.Village)
        );
        Village().Refuses("attestations.obligation", "Obligation", Report with { Obligation = townships.Id });
    }

    [Fact]
    public void One_measure_has_one_report_a_year() => Village(Owed).Refuses("attestations.again", "Obligation", Report);

    [Fact]
    public void A_report_says_how_far_it_is_and_what_was_done()
    {
        Village().Refuses("attestations.rating", "Rating", Report with { Rating = null });
        Village().Refuses("attestations.text", "Text", Report with { Text = null });
        Assert.Equal(2, Village().Ask(Report with { Rating = null, Text = null }).Refusals.Count);
        var returned = Reviewed(ReviewOutcome.Returned, Rating.Partly);
        Village().Refuses("attestations.rating", "Rating", new ReviseReport { Text = "补了。" }, returned);
        Village().Refuses("attestations.text", "Text", new ReviseReport { Rating = Rating.Done }, returned);
    }

    [Fact]
    public void A_review_has_an_outcome_and_says_why_when_it_is_not_approved()
    {
        var report = Village().Done<Attestation>(Report);
        Village().Refuses("attestations.outcome", "Outcome", new ReviewReport { Opinion = "好。" }, report);
        Village().Refuses("attestations.opinion", "Opinion", new ReviewReport { Outcome = ReviewOutcome.Returned }, report);
        Village().Refuses("attestations.opinion", "Opinion", new ReviewReport { Outcome = ReviewOutcome.Rejected }, report);
        Village().Done<Attestation>(new ReviewReport { Outcome = ReviewOutcome.Approved }, report);
    }

    [Fact]
    public void What_was_approved_as_done_is_settled_and_everything_else_can_be_said_again()
    {
        var again = new ReviseReport { Rating = Rating.Done, Text = "都做完了。" };
        Village().Refuses("attestations.settled", null, again, Reviewed(ReviewOutcome.Approved, Rating.Done));
        foreach (var outcome in Enum.GetValues<ReviewOutcome>())
        {
            var revised = Village().Done<Attestation>(again, Reviewed(outcome, Rating.Partly));
            Assert.Equal(AttestationState.UnderReview, revised.State);
        }
    }

    [Fact]
    public void Nobody_reviews_twice_and_nobody_revises_what_lies_with_the_reviewer()
    {
        Village().Refuses("procedure.state", null, new ReviewReport(), Reviewed(ReviewOutcome.Approved, Rating.Done));
        Village().Refuses("procedure.state", null, new ReviseReport(), Village().Done<Attestation>(Report));
    }

    [Fact]
    public void The_unit_does_not_review_itself_and_another_township_sees_nothing()
    {
        var report = Village().Done<Attestation>(Report);
        foreach (var organisation in new[] { TestCell.Village, "500112004", TestCell.District })
        {
            var outcome = AttestationProcedure.Table.Decide(
                report,
                new ReviewReport { Outcome = ReviewOutcome.Approved },
                new(
                    new("account", organisation, [AttestationProcedure.Report.Id, AttestationProcedure.Review.Id]),
                    MeetingScene.Village,
                    Today,
                    default,
                    MeetingScene.Law,
                    Village().Known,
                    () => "id"
                )
            );
            Assert.True(Assert.Single(outcome.Refusals).IsHidden, organisation);
        }
    }

    private static Attestation Reviewed(ReviewOutcome outcome, Rating rating) =>
        Village()
            .Done<Attestation>(
                new ReviewReport { Outcome = outcome, Opinion = "请补记录。" },
                Village().Done<Attestation>(Report with { Rating = rating })
            );

    private static Asking Village(params string[] reported) =>
        new(
            AttestationProcedure.Table,
            MeetingScene.Village,
            Today,
            new Known().With(typeof(ReportingKnowledge), new ReportingKnowledge(List, [.. reported]))
        );
}
