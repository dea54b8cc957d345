using Cunju.Core.Assemblies;
using static Cunju.App.Demo.Gathering;

namespace Cunju.App.Demo;

/// <summary>议事协商: the catalogue and the plan in spring, two deliberations a quarter, and what came of them.</summary>
public sealed class DeliberationLine : IStoryLine
{
    private static readonly (int Month, int From, int To)[] Quarters =
    [
        (2, 6, 28),
        (3, 6, 28),
        (5, 8, 26),
        (6, 5, 27),
        (7, 18, 31),
        (8, 14, 30),
    ];

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself)
        {
            yield break;
        }

        var draw = stage.Draw("deliberation");
        var topics = draw.Between(4, 6);
        var planned = stage.Day(draw, 3, 6, 24);
        yield return stage.Noted(
            "consult.catalogue",
            planned,
            $"在区指导目录的基础上，结合征集到的意见，确定本年度协商目录{topics}条，已张贴。",
            ("topics", $"{topics}"),
            ("based-on-district-guide", "true")
        );
        yield return stage.Noted(
            "consult.plan",
            stage.After(planned, 2),
            "年度重点协商事项已排出时间和召集人。",
            ("topics", $"{draw.Between(3, 5)}")
        );
        foreach (var (at, place) in Quarters.Select((at, place) => (at, place)))
        {
            var (scenes, solved) = Deliberation(stage, draw, stage.Day(draw, at.Month, at.From, at.To));
            foreach (var scene in place == 2 || place == 5 ? [.. scenes, solved] : scenes)
            {
                yield return scene;
            }
        }

        // The running quarter has hardly begun: some have met once, few twice, most not yet.
        var running = draw.Between(1, 100);
        foreach (var day in Running(running))
        {
            foreach (var scene in Deliberation(stage, draw, day).Scenes)
            {
                yield return scene;
            }
        }
    }

    private static IEnumerable<DateOnly> Running(int lot) =>
        lot <= 10 ? [new(Stage.Year, 10, 8), new(Stage.Year, 10, 10)]
        : lot <= 38 ? [new(Stage.Year, 10, 9)]
        : [];

    private static (IEnumerable<Scene> Scenes, Scene Solved) Deliberation(Stage stage, Draw draw, DateOnly day)
    {
        var topic = stage.Topic("协", day, draw);
        var meeting = new Gathering(stage, draw, day, MeetingType.DeliberationMeeting)
        {
            Notice = draw.Percent(40) ? draw.Between(3, 5) : null,
            Present = draw.Between(11, 34),
            Observers = draw.Percent(30) ? [Observer.LocalInstitutions] : [],
            Subjects = [topic.Subject],
            Agenda = [Heard(AgendaKind.Topic, $"{topic.Subject}：{topic.Result}")],
            Minutes =
                $"协商事项：{topic.Subject}。\n各方意见：{topic.Talk}。\n协商结果：{topic.Result}。\n结果已张贴，由{(stage.IsVillage(day) ? "村" : "居")}委会跟进落实。",
            EnteredAfter = draw.Percent(7) ? draw.Between(1, 5) : 0,
        };
        var scenes = meeting.Scenes().ToArray();
        var solved = stage
            .Noted(
                "consult.solved",
                stage.After(day, draw.Between(14, 40)),
                $"「{topic.Subject}」的协商结果已经落实，有关住户满意。",
                ("outcome", topic.Result)
            )
            .Answering(meeting.Matter, "meeting.consultation");
        return (scenes, solved);
    }
}
