using Cunju.Core.Attestations;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Attestations;

/// <summary>Only what is owed can be reported on; everything else chance finds out.</summary>
internal static class AttestationHint
{
    public static readonly Hint Hint = new Hint()
        .On<ReportOnObligation>(
            (scene, act) =>
                act with
                {
                    Obligation = scene
                        .Chance.Any([.. AttestationProcedure.OwedBy(scene.Cell.ListOn(scene.Day), scene.Unit, scene.Day)])
                        ?.Id,
                }
        )
        .Holds<Attestation>(
            (before, after) =>
            {
                Assert.True(before is null || (before.Obligation == after.Obligation && before.Year == after.Year));
                Assert.Equal(after.Outcome is null, after.ReviewedOn is null);
                Assert.Equal(after.Outcome is null, after.Reviewer is null);
                Assert.True(after.State == AttestationState.UnderReview || $"{after.Outcome}" == $"{after.State}");
                Assert.NotEqual(after.Unit, after.Reviewer);
                Assert.Subset(after.Files.ToHashSet(), (before?.Files ?? []).ToHashSet());
                // The office above writes its opinion and not a word of the report.
                Assert.True(
                    before is null
                        || after.State == AttestationState.UnderReview
                        || (before.Text, before.Rating, before.ReportedOn) == (after.Text, after.Rating, after.ReportedOn)
                );
            }
        );
}
