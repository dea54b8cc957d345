using Cunju.Core.Voices;
using Cunju.Tests.Filings;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Voices;

/// <summary>A voice is said at the village, or about its cadres to the township; that chance would not find out.</summary>
internal static class VoiceHint
{
    private static readonly (Type, int)[] Published = [(typeof(RaiseVoice), 0), (typeof(AnswerVoice), 1)];

    public static readonly Hint Hint = new Hint
    {
        Units = [TestCell.Village, TestCell.Community, TestCell.Township],
        Ways =
        [
            [.. Published, (typeof(UnpublishAnswer), 1)],
            [.. Published, (typeof(AppealVoice), 1), (typeof(UnpublishAnswer), 1)],
            [.. Published, (typeof(AppealVoice), 1), (typeof(AnswerAppeal), 1), (typeof(UnpublishAnswer), 1)],
        ],
    }
        .On<RaiseVoice>(Sensible)
        .On<RecordVoice>((scene, act) => Sensible(scene, act) with { Why = AssistReason.Elderly })
        .On<AnswerVoice>(
            (scene, act) =>
                act with
                {
                    Text = scene.Chance.Words("已经核对"),
                    Corrected = false,
                    Publish = ((Voice)scene.Case!).About is not null,
                    Gist = scene.Chance.Words("问的支出"),
                }
        )
        .On<AppealVoice>((scene, act) => act with { Text = scene.Chance.Words("还是不对") })
        .On<AnswerAppeal>((scene, act) => act with { Text = scene.Chance.Words("镇里核实") })
        .Holds<Voice>(
            (before, after) =>
            {
                // Whose case it is and who may read it is settled on the first day and never moves.
                Assert.True(
                    before is null || (before.Unit, before.Place, before.ConcernsCadres) == (after.Unit, after.Place, after.ConcernsCadres)
                );
                Assert.Equal(after.ConcernsCadres, after.Place != after.Unit);
                Assert.Equal(after.ConcernsCadres, after.Unit == TestCell.Township);
                Assert.True(ReceiptCode.IsDigest(after.Receipt) && (before is null || before.Receipt == after.Receipt));
                Assert.False(after.ConcernsCadres && (after.Appeal is not null || after.Answer?.Gist is not null));
                Assert.Equal(after.State is VoiceState.Raised or VoiceState.Appealed, after.Due is not null);
                Assert.False(after.IsOwed() && after.Answer is not null);
                // What is public no longer comes back by nothing.
                Assert.False(after.Answer is { OpenUntil: not null, Gist: not null });
                Assert.True(after.Answer is null || after.Answer.On >= after.RaisedOn);
                Assert.True(after.Appeal is null || (after.Appeal.On >= after.RaisedOn && !(after.Appeal.AnsweredOn < after.Appeal.On)));
                Assert.True(after.DueOn > after.RaisedOn);
            }
        );

    private static TAct Sensible<TAct>(Scene scene, TAct act)
        where TAct : RaisingAct
    {
        var atTownship = scene.Unit.Id == TestCell.Township;
        return act with
        {
            Place = atTownship ? TestCell.Village : scene.Unit.Id,
            ConcernsCadres = atTownship,
            About = atTownship || scene.Chance.OneIn(4) ? null : FilingHint.Paper(scene),
            Kind = scene.Chance.One(Enum.GetValues<VoiceKind>()),
            Text = scene.Chance.Words("账对不上"),
            Name = scene.Chance.OneIn(2) ? null : scene.Chance.Words("老周"),
            Receipt = ReceiptCode.Digest(ReceiptCode.Of(scene.Chance.Words())),
        };
    }
}
