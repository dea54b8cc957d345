using Cunju.Core.Readings;
using Cunju.Core.TaskLists;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Readings;

/// <summary>Chance does not know which edition was only carried over, nor its year, nor what putting it in force would change.</summary>
internal static class EditionHint
{
    public static readonly Hint Hint = new Hint { Units = [TestCell.District, TestCell.District, TestCell.Township], IsOfFewUnits = true }
        .On<PutInForce>(
            (scene, act) =>
            {
                var list = scene.Chance.One([.. scene.Cell.Data.Lists.Where(list => list.Status == EditionStatus.Carried)]);
                return IssuersHint.Shown(
                    scene,
                    act with
                    {
                        Edition = list.Edition,
                        From = list.InForce.First.AddDays(scene.Chance.Number(0, 364)),
                    }
                );
            }
        )
        .On<PutInForceAgain>(
            (scene, act) =>
                IssuersHint.Shown(scene, act with { From = YearOf((EditionIssue)scene.Case!).First.AddDays(scene.Chance.Number(0, 3)) })
        )
        .On<WithdrawEdition>((scene, act) => IssuersHint.Shown(scene, act))
        .Holds<EditionIssue>(
            (before, after) =>
            {
                Assert.Equal(TestCell.District, after.Unit);
                Assert.True(before is null || before.Edition == after.Edition);
                Assert.Equal(after.State == EditionIssueState.Withdrawn, after.Given[^1].From is null);
                IssuersHint.AddsOne(before?.Given ?? [], after.Given);
                IssuersHint.IsSigned(after.Given[^1].By, after.Given[^1].Units, after.Given[^1].Lanes);
                Assert.True(after.Given[^1].From is not { } from || YearOf(after).Contains(from));
            }
        );

    private static Core.Calendars.DayRange YearOf(EditionIssue issue) =>
        TestCell.Data.Lists.Single(list => list.Edition == issue.Edition).InForce;
}
