namespace Cunju.App.Demo;

/// <summary>镇街: guides the deliberations, nominates rules and cases in time. What its units file it examines in <see cref="DisclosureLine"/>. Never a word in a unit's own chain.</summary>
public sealed class TownshipLine : IStoryLine
{
    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (stage.Unit.Id.Length != 9)
        {
            yield break;
        }

        var draw = stage.Draw("township");
        foreach (var month in new[] { 2, 5, 8 })
        {
            yield return stage
                .Noted(
                    "consult.led",
                    stage.Day(draw, month, 6, 27),
                    "召集村（社区）碰头，梳理协商目录，跨村事项由镇街出面约双方。",
                    ("what", "季度协商工作碰头")
                )
                .With("minutes");
        }

        yield return stage.Noted("lists.check", stage.Day(draw, 6, 5, 27), "抽查清单上墙和办事流程，没有发现清单以外的任务。");
        var chosen = stage.Below.Where(unit => unit.Ends == Stage.LastDay).ToArray();
        foreach (var day in new[] { stage.Day(draw, 9, 11, 20), stage.Day(draw, 9, 21, 27) })
        {
            var unit = draw.Pick(chosen);
            yield return stage
                .Noted(
                    "rules.nominated",
                    day,
                    "材料经镇街研究后报送。",
                    ("kind", unit.IsVillage(day) ? "村规民约" : "居民公约"),
                    ("of-unit", unit.Unit.Id)
                )
                .With("document", "receipt");
        }

        for (var cases = draw.Between(1, 2); cases > 0; cases--)
        {
            var day = stage.Day(draw, 8, 7, 29);
            var unit = draw.Pick(chosen);
            yield return stage
                .Noted(
                    "case.submitted",
                    day,
                    "案例材料和照片说明已报送。",
                    ("title", draw.Pick(["院坝里的协商", "一张清单管住盖章", "大家的路大家修", "楼道里的充电难题", "老年食堂的账本"])),
                    ("of-unit", unit.Unit.Id)
                )
                .With("document", "receipt");
        }
    }
}
