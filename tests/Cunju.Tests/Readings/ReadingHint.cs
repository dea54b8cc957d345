using Cunju.Core.Readings;
using Cunju.Core.TaskLists;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Readings;

/// <summary>Chance knows neither the questions of the list nor what an answer would change; what it does with both it finds out.</summary>
internal static class ReadingHint
{
    public static readonly Hint Hint = new Hint { Units = [TestCell.District, TestCell.District, TestCell.Township], IsOfFewUnits = true }
        .On<AnswerReading>(
            (scene, act) =>
            {
                var list = scene.Chance.One(scene.Cell.Data.Lists);
                var reading = scene.Chance.One([.. list.Readings.Values.Where(Answerable)]);
                return IssuersHint.Shown(scene, Answering(scene, act, reading) with { Edition = list.Edition, Reading = reading.Id });
            }
        )
        .On<ChangeAnswer>((scene, act) => IssuersHint.Shown(scene, Answering(scene, act, Asked(scene))))
        .On<WithdrawAnswer>((scene, act) => IssuersHint.Shown(scene, act))
        .Holds<ReadingAnswer>(
            (before, after) =>
            {
                Assert.Equal(TestCell.District, after.Unit);
                Assert.True(before is null || (before.Edition, before.Reading) == (after.Edition, after.Reading));
                Assert.Equal(after.State == ReadingState.Withdrawn, after.Given[^1].Option is null);
                IssuersHint.AddsOne(before?.Given ?? [], after.Given);
                IssuersHint.IsSigned(after.Given[^1].By, after.Given[^1].Units, after.Given[^1].Lanes);
                // Only what the list can count is ever said, with as many names as it asks for.
                var reading = TestCell.Data.Lists.Single(list => list.Edition == after.Edition).Readings[after.Reading];
                Assert.All(after.Given.Where(given => given.Option is not null), given => Fits(reading.Option(given.Option!)!, given));
            }
        );

    private static bool Answerable(Reading reading) => reading.Options.Any(option => option.IsWritten);

    private static Reading Asked(Scene scene) =>
        scene.Case is ReadingAnswer answer
            ? scene.Cell.Data.Lists.Single(list => list.Edition == answer.Edition).Readings[answer.Reading]
            : throw new InvalidOperationException("An answer is changed where none was given.");

    private static TAct Answering<TAct>(Scene scene, TAct act, Reading reading)
        where TAct : AnsweringAct
    {
        var option = scene.Chance.One([.. reading.Options.Where(option => option.IsWritten)]);
        return act with
        {
            Option = option.Id,
            Names = option.Asks switch
            {
                null => [],
                { Townships: true } => [TestCell.Township],
                { Exactly: var number } => [.. Enumerable.Range(1, number ?? 1).Select(place => $"内容{place}")],
            },
        };
    }

    private static void Fits(ReadingOption option, GivenAnswer given)
    {
        Assert.True(option.IsWritten);
        Assert.Equal(option.Asks is null, given.Names.IsEmpty);
        Assert.True(option.Asks?.Exactly is not { } number || number == given.Names.Distinct().Count());
    }
}
