namespace Cunju.App.Demo;

/// <summary>四张清单、全岗通、三事分流、五社联动: what service looks like from the window.</summary>
public sealed class ListLine : IStoryLine
{
    private static readonly (string List, int Items)[] Lists = [("自治清单", 23), ("协助清单", 27), ("负面清单", 7), ("证明清单", 7)];

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself)
        {
            yield break;
        }

        var draw = stage.Draw("lists");
        var posted = stage.Day(draw, draw.Between(3, 5), 8, 26);
        foreach (var (list, items) in Lists)
        {
            yield return stage.Noted("lists.state", posted, "现行文本已上墙，窗口备有办事指南。", ("list", list), ("items", $"{items}"));
        }

        yield return stage.Noted("lists.check", stage.Day(draw, draw.Between(6, 9), 5, 27), "对照清单检查一次，没有清单以外的挂牌和证明。");
        var posts = draw.Between(2, 5);
        yield return stage.Noted(
            "window.one-stop",
            stage.Day(draw, draw.Between(4, 8), 5, 27),
            "综合窗口轮值，来人一次说清要带什么，需要上报的由窗口代跑。",
            ("posts", $"{posts}"),
            ("cross-trained", $"{draw.Between(posts - 1, posts)}")
        );
        foreach (var month in new[] { 4, 8 })
        {
            var day = stage.Day(draw, month, 4, 27);
            var matter = stage.Topic("分", day, draw);
            yield return stage.Noted("triage.applied", day, $"{matter.Result}。{matter.Talk}。", ("class", matter.Subject));
        }

        if (draw.Percent(70))
        {
            var day = stage.Day(draw, draw.Between(5, 9), 5, 27);
            yield return stage.Noted(
                "linkage.project",
                day,
                "社区出场地，社工带队，志愿者和爱心商家参与，每月碰头一次。",
                ("project", stage.Topic("创", new(Stage.Year, 6, 1), draw).Subject),
                ("partners", "社区、社会工作者、社会组织、社区志愿者")
            );
        }
    }
}
