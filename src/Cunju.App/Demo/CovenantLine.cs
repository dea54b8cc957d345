namespace Cunju.App.Demo;

/// <summary>自治章程、村规民约、居民公约、积分制和院落制.</summary>
public sealed class CovenantLine : IStoryLine
{
    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself)
        {
            yield break;
        }

        var draw = stage.Draw("covenant");
        // The charter was mended after the election two years ago; the note of it is the first thing a unit enters.
        yield return stage
            .Noted(
                "charter.clause",
                stage.Figures.ElectedOn.AddDays(draw.Between(60, 200)),
                "自治章程总则载明坚持党组织领导。",
                ("article", $"第{draw.Pick(["二", "三", "四"])}条")
            )
            .Entered(new(2022, 12, 29));
        if (draw.Percent(86))
        {
            var reviewed = stage.Day(draw, draw.Between(4, 9), 5, 27);
            yield return stage
                .Noted(
                    "rules.revised",
                    reviewed,
                    "逐条复审，保留原条款，补充移风易俗和邻里互助。",
                    ("kind", stage.IsVillage(new(Stage.Year, 12, 31)) ? "村规民约" : "居民公约"),
                    ("changed", draw.Percent(40) ? "true" : "false")
                )
                .With("minutes", "document");
        }

        if (draw.Percent(90))
        {
            yield return stage.Noted(
                "rules.incentive",
                stage.Day(draw, draw.Between(3, 6), 5, 27),
                "自愿参加，积分换日用品和服务，每季度公布收支，不与任何补贴挂钩。",
                ("scheme", draw.Percent(70) ? "积分制" : "院落制"),
                ("participants", $"{stage.Figures.Households * draw.Between(12, 45) / 100}")
            );
        }
    }
}
