using Cunju.Core.Assemblies;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Assemblies;

/// <summary>A meeting as it might have been, lawful or not; what must hold of every meeting.</summary>
internal static class MeetingHint
{
    public static readonly Hint Hint = new Hint { Units = [TestCell.Village, TestCell.Community, TestCell.OtherVillage] }
        .On<RecordMeeting>((scene, act) => (RecordMeeting)Held(scene.Chance, act))
        .On<HoldMeeting>((scene, act) => (HoldMeeting)Held(scene.Chance, act))
        .On<CorrectMeeting>((scene, act) => (CorrectMeeting)Held(scene.Chance, act))
        .On<AnnounceMeeting>(
            (scene, act) =>
                act with
                {
                    Types = scene.Chance.Some(Enum.GetValues<MeetingType>(), 2),
                    Day = scene.Chance.After(scene.Day, 20),
                    Topics = $"{scene.Chance.Words()}\n{scene.Chance.Words("换灯")}",
                    NoticeOn = null,
                }
        )
        .On<PostponeMeeting>((scene, act) => act with { Day = scene.Chance.After(scene.Day, 40), NoticeOn = null })
        .On<SignMinutes>((scene, act) => act with { SignedOn = scene.Chance.OneIn(2) ? null : scene.Day })
        .Holds<Meeting>(Holds);

    private static HeldAct Held(Chance chance, HeldAct act)
    {
        var eligible = chance.Number(3, 60);
        var present = chance.Number(1, eligible);
        var talk = chance.OneIn(3);
        return act with
        {
            Types = chance.Some(Enum.GetValues<MeetingType>(), 2),
            Day = chance.Before(chance.Today, 20),
            Place = chance.Words("院坝"),
            Eligible = eligible,
            Present = present,
            Women = chance.Number(0, present),
            AwayUnreached = null,
            AwayUnable = null,
            Incapable = null,
            Counts = [],
            NoticeDays = chance.OneIn(2) ? null : chance.Number(0, 15),
            Minutes = chance.Words("大家说"),
            AsTalk = talk,
            Agenda = [.. Enumerable.Range(0, chance.Number(1, 3)).Select(_ => Item(chance, present, talk))],
        };
    }

    private static AgendaRow Item(Chance chance, int present, bool talk)
    {
        VoteMethod? vote = talk ? VoteMethod.NoVote : chance.One(Enum.GetValues<VoteMethod>());
        var counted = vote is VoteMethod.ShowOfHands or VoteMethod.Ballot;
        return new()
        {
            Kind = chance.One(Enum.GetValues<AgendaKind>()),
            Motion = chance.Words(),
            Vote = vote,
            For = counted ? chance.Number(0, present) : null,
        };
    }

    private static void Holds(Meeting? before, Meeting after)
    {
        if (after.Proceedings is { } held && after.State is not (MeetingState.Postponed or MeetingState.Retracted))
        {
            Assert.Equal(held.ValidTypes.Any(), after.State != MeetingState.NotQuorate);
            Assert.True(held.Present <= (held.Eligible ?? held.Present));
            foreach (var item in held.Agenda)
            {
                Assert.True((item.For ?? 0) + (item.Against ?? 0) + (item.Abstain ?? 0) <= held.Quorum.Max(body => body.Present));
                Assert.True(item.Result == VoteResult.NoVote || item.Bodies.All(body => held.JudgementOf(body)!.IsValid));
                Assert.True(item.Result != VoteResult.Passed || item.For >= item.Least);
            }
        }

        Assert.True(after.Resolutions.IsEmpty || after.State == MeetingState.Signed);
        Assert.All(after.Resolutions, resolution => Assert.Equal(VoteResult.Passed, after.Proceedings!.Agenda[resolution.Item].Result));
        Assert.Equal(after.NumbersGiven.Distinct().Count(), after.NumbersGiven.Length);
        Assert.Equal(before?.NumbersGiven ?? [], after.NumbersGiven.Take(before?.NumbersGiven.Length ?? 0));
        Assert.NotEqual(MeetingState.Retracted, before?.State);
        if (after.State == MeetingState.NotQuorate)
        {
            Assert.Empty(MeetingTallies.Made(after.Number, after.Proceedings!));
        }
    }
}
