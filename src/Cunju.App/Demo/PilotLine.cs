using Cunju.Core.TaskLists.Shapes;

namespace Cunju.App.Demo;

/// <summary>示范与试点: the few whom the list names walk their milestones; the township that guides them notes it each quarter.</summary>
public sealed class PilotLine : IStoryLine
{
    private static readonly (string Stage, int Month, string Words)[] Milestones =
    [
        ("plan", 3, "方案经党组织研究、代表会议讨论后确定。"),
        ("running", 5, "按方案组织实施，每月碰头一次。"),
        ("practice", 6, "民情茶室定时开门，收集的事当场分派，下次开门先说上次的结果。"),
        ("self-check", 9, "对照方案逐项自查，列出还要补的两项。"),
    ];

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        var draw = stage.Draw("pilots");
        foreach (
            var pilot in stage
                .List.Obligations.Where(obligation => obligation.Named.Contains(stage.Unit.Id))
                .Select(obligation => obligation.Shape)
                .OfType<Pilot>()
        )
        {
            foreach (var (milestone, month, words) in Milestones.Where(step => pilot.Milestones.Contains(step.Stage)))
            {
                yield return stage
                    .Noted("pilot.milestone", stage.Day(draw, month, 6, 27), words, ("stage", milestone))
                    .With("document", "minutes");
            }

            foreach (var month in pilot.Guides is null ? [] : new[] { 2, 5, 8 })
            {
                yield return stage.Noted(
                    "pilot.guidance",
                    stage.Day(draw, month, 8, 27),
                    "到社区指导清单上墙、办事指南和窗口轮值，帮着改了两张流程图。",
                    ("target", pilot.Guides!.Targets[0]),
                    ("what", "清单运行和窗口服务")
                );
            }
        }
    }
}
