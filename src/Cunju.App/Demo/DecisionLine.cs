using Cunju.Core.Assemblies;
using static Cunju.App.Demo.Gathering;

namespace Cunju.App.Demo;

/// <summary>四议两公开: two units in five have a major matter this year; each of the steps that is a meeting is held as one, and some matters are still being built.</summary>
public sealed class DecisionLine : IStoryLine
{
    private static readonly (string Step, int Days, string Words, MeetingType? Meeting)[] Steps =
    [
        ("propose", 0, "党组织提议", MeetingType.PartyBranchMeeting),
        ("consult", 4, "“两委”会商议", MeetingType.JointMeeting),
        ("review", 6, "党员大会审议", MeetingType.PartyMembersMeeting),
        ("resolve", 8, "代表会议决议", MeetingType.RepresentativesAssembly),
        ("publish", 2, "决议公开", null),
    ];

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        var draw = stage.Draw("decision");
        if (!stage.GovernsItself || !draw.Percent(42))
        {
            yield break;
        }

        var day = stage.Day(draw, draw.Between(3, 8), 6, 24);
        var matter = stage.Topic("大", day, draw);
        foreach (var (step, days, words, type) in Steps)
        {
            day = stage.After(day, days + (days > 2 ? draw.Between(0, 3) : 0));
            foreach (var scene in type is { } meeting ? Meeting(stage, draw, day, meeting, matter) : [])
            {
                yield return scene;
            }

            yield return stage
                .Noted("decision.step", day, $"{words}：{matter.Result}。", ("step", step))
                .InCase(matter.Subject)
                .With(step == "publish" ? "document" : "minutes");
        }

        yield return stage
            .Noted(
                "decision.step",
                stage.After(day, draw.Between(60, 110)),
                $"完工验收，实施结果和决算张榜公布。{matter.Talk}。",
                ("step", "result")
            )
            .InCase(matter.Subject);
    }

    private static IEnumerable<Scene> Meeting(Stage stage, Draw draw, DateOnly day, MeetingType type, Topic matter)
    {
        var figures = stage.Figures;
        var (eligible, percent) = type switch
        {
            MeetingType.RepresentativesAssembly => (figures.AssemblyMembers, 74),
            MeetingType.PartyMembersMeeting => (figures.PartyMembers, 62),
            MeetingType.JointMeeting => (9, 75),
            _ => (5, 75),
        };
        var present = Came(draw, eligible, percent);
        return new Gathering(stage, draw, day, type)
        {
            Notice = type == MeetingType.RepresentativesAssembly ? 4 : null,
            Eligible = eligible,
            Present = present,
            Observers = type == MeetingType.RepresentativesAssembly ? [Observer.Supervisors] : [],
            Subjects = [matter.Subject],
            Agenda = [Decided(draw, AgendaKind.MajorMatter, matter.Result, present)],
            Minutes = $"重大事项：{matter.Subject}。{matter.Talk}。议定：{matter.Result}。",
        }.Scenes();
    }
}
