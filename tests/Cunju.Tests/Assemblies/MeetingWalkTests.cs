using CsCheck;
using Cunju.Core.Assemblies;
using Cunju.Core.Procedures;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Assemblies;

/// <summary>Anybody may press anything in any order: what the table allows and what the case becomes always agree.</summary>
public sealed class MeetingWalkTests
{
    private static readonly Gen<RecordMeeting> Held = Gen.Select(
        Gen.Enum<MeetingType>().Array[1, 3],
        Gen.Int[1, 60],
        Gen.Int[0, 66],
        Gen.Int[0, 60],
        Gen.Bool,
        Gen.Enum<VoteMethod>(),
        Gen.Enum<AgendaKind>(),
        Gen.Enum<CountingMode>(),
        (types, eligible, present, votes, talk, vote, kind, mode) =>
            new RecordMeeting
            {
                Types = [.. types],
                Day = new(2023, 10, 8),
                Mode = mode,
                Eligible = eligible,
                Present = present,
                AsTalk = talk,
                Agenda =
                [
                    new()
                    {
                        Motion = "路灯",
                        Kind = kind,
                        Vote = vote,
                        For = vote is VoteMethod.ShowOfHands or VoteMethod.Ballot ? votes : null,
                    },
                ],
            }
    );

    private static readonly Gen<Act> Acts = Gen.OneOf<Act>(
        Held.Select(act => (Act)act.AsHeld()),
        Held.Select(act => (Act)act.AsCorrection()),
        Gen.Int[10, 30].Select(day => (Act)new PostponeMeeting { Day = new(2023, 10, day), Why = PostponementReason.Venue }),
        Gen.Int[6, 14].Select(day => (Act)new SignMinutes { SignedOn = new(2023, 10, day) }),
        Gen.Enum<RetractionReason>().Select(why => (Act)new RetractMeeting { Why = why })
    );

    private static readonly Gen<Act> Openings = Gen.OneOf<Act>(
        Held.Select(act => (Act)act),
        Gen.Int[11, 30]
            .Select(day =>
                (Act)
                    new AnnounceMeeting
                    {
                        Types = [MeetingType.RepresentativesAssembly],
                        Day = new(2023, 10, day),
                        Topics = "路灯",
                    }
            )
    );

    [Fact]
    public void No_sequence_of_acts_breaks_the_table_or_an_invariant() =>
        Gen.Select(Openings, Acts.Array[0, 12])
            .Sample(
                (opening, acts) =>
                {
                    Meeting? meeting = null;
                    var procedure = Meetings.Procedure;
                    foreach (var act in acts.Prepend(opening))
                    {
                        var step = procedure.Steps.Single(step => step.Act == act.GetType());
                        var outcome = procedure.Decide(
                            meeting,
                            act,
                            On("2023-10-12", resolutions: meeting?.NumbersGiven.LastOrDefault()?.Number ?? 0)
                        );
                        if (!outcome.IsDone)
                        {
                            Assert.All(outcome.Refusals, refusal => Assert.True(refusal.IsHidden || refusal.Reason.Length > 3));
                            continue;
                        }

                        if (meeting is not null)
                        {
                            Assert.Contains(meeting.State.ToString(), step.From);
                        }

                        var after = (Meeting)outcome.Value.After;
                        Assert.Contains(after.State.ToString(), step.To);
                        Assert.Equal((meeting?.Version ?? 0) + 1, after.Version);
                        Assert.Equal(
                            after,
                            Replayed(meeting, outcome.Value.Fact),
                            (a, b) => a!.State == b!.State && a.Version == b.Version
                        );
                        Holds(meeting, after);
                        meeting = after;
                    }
                },
                iter: 400
            );

    /// <summary>What must be true of every meeting, whatever happened.</summary>
    private static void Holds(Meeting? before, Meeting after)
    {
        if (after.Proceedings is { } held && after.State is not (MeetingState.Postponed or MeetingState.Retracted))
        {
            Assert.Equal(held.ValidTypes.Any(), after.State != MeetingState.NotQuorate);
            Assert.True(held.Present <= (held.Eligible ?? held.Present));
            foreach (var item in held.Agenda)
            {
                Assert.True((item.For ?? 0) + (item.Against ?? 0) + (item.Abstain ?? 0) <= held.Present);
                Assert.True(item.Result == VoteResult.NoVote || item.Bodies.All(body => held.JudgementOf(body)!.IsValid));
                Assert.True(item.Result != VoteResult.Passed || item.For >= item.Least);
            }
        }

        Assert.True(after.Resolutions.IsEmpty || after.State == MeetingState.Signed);
        Assert.All(after.Resolutions, resolution => Assert.Equal(VoteResult.Passed, after.Proceedings!.Agenda[resolution.Item].Result));
        Assert.Equal(after.NumbersGiven.Distinct().Count(), after.NumbersGiven.Length);
        Assert.True(after.NumbersGiven.Length >= (before?.NumbersGiven.Length ?? 0));
        Assert.True(before?.State != MeetingState.Retracted);
        if (after.State == MeetingState.NotQuorate)
        {
            Assert.Empty(MeetingTallies.Made("2023-001", after.Proceedings!));
        }
    }

    private static Meeting Replayed(Meeting? before, Fact fact) =>
        (Meeting)Meetings.Procedure.After(before, fact, Village.Id, before?.Number ?? "");
}
