using Cunju.Core.Attestations;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.App.Demo;

/// <summary>自评与审查: due in December; by October about a third are reported, and most of those reviewed by the office above.</summary>
public sealed class AttestationLine : IStoryLine
{
    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        var draw = stage.Draw("attestations");
        foreach (var obligation in AttestationProcedure.OwedBy(stage.List, stage.Unit, new(Stage.Year, 9, 1)))
        {
            if (!draw.Percent(34) || stage.Unit.Id.Length == 6)
            {
                continue;
            }

            // A township does not let a report lie: what still waits in October was reported after the holiday.
            var lot = draw.Between(1, 100);
            var day =
                lot <= 28 ? stage.Day(draw, 10, 8, 10)
                : lot <= 78 ? stage.Day(draw, 9, 4, 22)
                : stage.Day(draw, 8, 21, 31);
            var report = Report(stage, draw, obligation, day);
            yield return report;
            yield return Review(report, stage.After(day, draw.Between(4, 12)), ReviewOutcome.Approved, null);
        }
    }

    /// <summary>A report, line by line and in words.</summary>
    public static Scene Report(Stage stage, Draw draw, Obligation obligation, DateOnly day)
    {
        var words = stage.Topics.PickNamed("评", obligation.Id, stage.KindOn(day), draw);
        var matter = new Matter(AttestationProcedure.Table, stage.Unit.Id);
        return new(
            day,
            stage.GovernsItself ? Seat.Clerk : Seat.TownshipOfficer,
            matter,
            new ReportOnObligation
            {
                Obligation = obligation.Id,
                Rating = Rating.Done,
                Answers =
                [
                    .. ((Attest)obligation.Shape).Rubric.Select(
                        (_, line) => new RubricAnswer { Line = line, Said = draw.Percent(85) ? Rating.Done : Rating.Partly }
                    ),
                ],
                Text = draw.Percent(50) ? words.Result : words.Talk,
                Evidence = ["document"],
            }
        );
    }

    /// <summary>The office above says what it thinks of it.</summary>
    public static Scene Review(Scene report, DateOnly day, ReviewOutcome outcome, string? opinion) =>
        new(
            day,
            report.Matter.Unit.Length == 12 ? Seat.TownshipOfficer : Seat.BureauOfficer,
            report.Matter,
            new ReviewReport { Outcome = outcome, Opinion = opinion }
        );
}
