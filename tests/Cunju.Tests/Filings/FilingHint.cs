using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Tests.Disclosures;
using Cunju.Tests.Procedures;
using Xunit;
using Scene = Cunju.Tests.Procedures.Scene;

namespace Cunju.Tests.Filings;

/// <summary>There must be a paper to file, and a newer edition of it to file again.</summary>
internal static class FilingHint
{
    public static readonly Hint Hint = new Hint { Units = [TestCell.Village, TestCell.Community] }
        .On<FilePaper>((scene, act) => act with { Procedure = DisclosureProcedure.Table.Name, Number = Paper(scene) })
        .On<FileAgain>(
            (scene, act) =>
            {
                if (
                    !scene.Chance.OneIn(4)
                    && scene.Stored<Disclosure>().FirstOrDefault(kept => kept.Number == ((Filing)scene.Case!).Paper.Number) is { } paper
                )
                {
                    var latest = paper.Latest!;
                    scene.Put(
                        paper with
                        {
                            Shown = paper.Shown.Add(latest with { Edition = latest.Edition + 1, Digest = scene.Chance.Words("第二版") }),
                        }
                    );
                }

                return act;
            }
        )
        .On<ExaminePaper>(
            (scene, act) =>
                act with
                {
                    Outcome = scene.Chance.One(Enum.GetValues<ExaminationOutcome>()),
                    Opinion = scene.Chance.Words("请改"),
                    CorrectBy = scene.Chance.After(scene.Day, 20),
                }
        )
        .Holds<Filing>(
            (before, after) =>
            {
                Assert.True(before is null || before.Paper.Number == after.Paper.Number);
                Assert.Equal(after.State == FilingState.Filed, after.Latest.Outcome is null);
                Assert.Equal(after.State == FilingState.CorrectionOrdered, after.Latest.CorrectBy is not null);
                Assert.All(after.Rounds, round => Assert.True(round.ExaminedOn is null || round.ExaminedOn >= round.FiledOn));
                // Every round but the last was examined or replaced, and each brought a newer edition.
                Assert.All(after.Rounds, round => Assert.False(round.Outcome is not null && after.ReplacedBy(round) is not null));
                Assert.All(after.Rounds[..^1], round => Assert.True(round.Outcome is not null || after.ReplacedBy(round) > round.Edition));
                Assert.Null(after.ReplacedBy(after.Latest));
                Assert.Equal(after.Rounds.Select(round => round.Edition).Distinct().Order(), after.Rounds.Select(round => round.Edition));
            }
        );

    /// <summary>The number of a disclosure that hangs since today, put up for the walk.</summary>
    public static string Paper(Scene scene)
    {
        var number = $"{scene.Day.Year}-{scene.Stored<Disclosure>().Length + 1:000}";
        var disclosure = DisclosureScene.OnDisplay();
        scene.Put(
            disclosure with
            {
                Unit = scene.Unit.Id,
                Number = number,
                Version = 1,
                Shown = [disclosure.Latest! with { On = scene.Day, Online = scene.Day }],
            }
        );
        return number;
    }
}
