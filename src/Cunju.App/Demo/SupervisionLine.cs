using Cunju.Core.Assemblies;
using static Cunju.App.Demo.Gathering;

namespace Cunju.App.Demo;

/// <summary>村（居）务监督委员会: its rules, a regular meeting each quarter, the four procedures. Everything from its own seat.</summary>
public sealed class SupervisionLine : IStoryLine
{
    private static readonly string[] Systems = ["定期收集意见制度", "例会制度", "报告制度", "工作纪实制度"];
    private static readonly (string Procedure, string Right, int Month)[] Actions =
    [
        ("收集意见", "知情", 2),
        ("提出建议", "建议", 4),
        ("监督落实", "质询", 6),
        ("收集意见", "知情", 8),
        ("通报反馈", "审核", 9),
    ];

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself)
        {
            yield break;
        }

        var draw = stage.Draw("supervision");
        var posted = stage.Day(draw, 2, 6, 27);
        foreach (var system in Systems)
        {
            yield return stage.Noted("supervision.system", posted, "制度已上墙并发给每位监委会成员。", ("system", system));
        }

        foreach (var (month, from, to) in new[] { (1, 9, 18), (3, 13, 29), (6, 12, 29), (9, 11, 28) })
        {
            var day = stage.Day(draw, month, from, to);
            var topic = stage.Topic("监", day, draw);
            var present = draw.Between(3, 5);
            var scenes = new Gathering(stage, draw, day, MeetingType.SupervisionMeeting)
            {
                By = Seat.Supervisor,
                Eligible = 5,
                Present = present,
                Agenda = [Decided(draw, AgendaKind.General, $"{topic.Subject}：{topic.Result}", present)],
                Minutes = $"{topic.Subject}。{topic.Result}。{topic.Talk}。",
            }.Scenes();
            foreach (var scene in scenes)
            {
                yield return scene;
            }
        }

        foreach (var (procedure, right, month) in Actions)
        {
            // One in six has not come round to telling the result back; there is time until December.
            if (procedure == "通报反馈" && draw.Percent(16))
            {
                continue;
            }

            var day = stage.Day(draw, month, 8, 26);
            var topic = stage.Topics.PickNamed("收", procedure, stage.KindOn(day), draw);
            yield return stage
                .Noted("supervision.action", day, $"{topic.Result}。{topic.Talk}。", ("procedure", procedure), ("right", right))
                .With("minutes");
        }
    }
}
