using System.Collections.Immutable;
using Cunju.App.Laws;
using Cunju.Core.Assemblies;
using Cunju.Core.Calendars;
using Cunju.Core.Laws;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Xunit;

namespace Cunju.Tests.Assemblies;

/// <summary>A village and a community, the law as it is shipped, and a person who may do everything with meetings.</summary>
internal static class MeetingScene
{
    public static readonly LawBook Law = LawFiles.Read(Path.Combine(AppContext.BaseDirectory, "data")).Law;

    public static readonly Unit Village = UnitOf(TestCell.Village, UnitKind.Village, "石岩村村民委员会");

    public static readonly Unit Community = UnitOf(TestCell.Community, UnitKind.Community, "石坪社区居民委员会");

    public static Occasion On(string day, Unit? unit = null, int resolutions = 0)
    {
        var at = unit ?? Village;
        var today = DateOnly.Parse(day);
        var ids = 0;
        return new(
            new("account", at.Id, [Meetings.Keep.Id, Meetings.Sign.Id, Meetings.Retract.Id, Meetings.Supervision.Id]),
            at,
            today,
            ChinaTime.StartOf(today).AddHours(9),
            Law,
            new Known().With(typeof(ResolutionsGiven), new ResolutionsGiven(resolutions)),
            () => $"id-{++ids}"
        );
    }

    /// <summary>A lawful meeting of the representatives of a village: 45 should come, 31 came, one motion, agreed.</summary>
    public static RecordMeeting Representatives(string day = "2023-10-08") =>
        new()
        {
            Types = [MeetingType.RepresentativesAssembly],
            Day = DateOnly.Parse(day),
            Eligible = 45,
            Present = 31,
            Women = 12,
            Agenda =
            [
                new()
                {
                    Motion = "村道路灯维修",
                    Vote = VoteMethod.ShowOfHands,
                    For = 30,
                    Against = 1,
                },
            ],
        };

    public static HoldMeeting AsHeld(this RecordMeeting act) =>
        new()
        {
            Types = act.Types,
            Day = act.Day,
            Mode = act.Mode,
            Eligible = act.Eligible,
            Present = act.Present,
            Women = act.Women,
            Agenda = act.Agenda,
            AsTalk = act.AsTalk,
        };

    public static CorrectMeeting AsCorrection(this RecordMeeting act) =>
        new()
        {
            Types = act.Types,
            Day = act.Day,
            Mode = act.Mode,
            Eligible = act.Eligible,
            Present = act.Present,
            Women = act.Women,
            Agenda = act.Agenda,
            AsTalk = act.AsTalk,
            Why = CorrectionReason.Count,
        };

    public static ImmutableArray<Refusal> Refusals(Act act, string day = "2023-10-12", Unit? unit = null, Meeting? meeting = null) =>
        [.. Meetings.Procedure.Decide(meeting, act, On(day, unit)).Refusals];

    public static void IsRefused(string code, string? field, Act act, string day = "2023-10-12", Unit? unit = null, Meeting? meeting = null)
    {
        var refusals = Refusals(act, day, unit, meeting);
        var found = refusals.FirstOrDefault(refusal => refusal.Code == code);
        Assert.True(found is not null, $"{code} was not among: {string.Join("；", refusals)}");
        Assert.Equal(field, found.Field);
        Assert.DoesNotContain(',', found.Reason);
    }

    public static Meeting Done(Act act, string day = "2023-10-12", Unit? unit = null, Meeting? meeting = null, int resolutions = 0)
    {
        var outcome = Meetings.Procedure.Decide(meeting, act, On(day, unit, resolutions));
        Assert.True(outcome.IsDone, string.Join("；", outcome.Refusals));
        return (Meeting)outcome.Value.After;
    }

    /// <summary>The same, with the texts that stand beside the journal.</summary>
    public static (Meeting Meeting, MeetingTexts Texts) Told(Act act, string day = "2023-10-12", Unit? unit = null)
    {
        var outcome = Meetings.Procedure.Decide(null, act, On(day, unit));
        Assert.True(outcome.IsDone, string.Join("；", outcome.Refusals));
        return ((Meeting)outcome.Value.After, new(outcome.Value.Fact.Asides.ToDictionary(aside => aside.Id, aside => aside.Text)));
    }

    private static Unit UnitOf(string id, UnitKind kind, string name) =>
        new()
        {
            Id = id,
            Kinds = Timeline<UnitKind>.Always(kind),
            Names = Timeline<string>.Always(name),
            Parents = Timeline<string>.Always(id[..9]),
        };
}
