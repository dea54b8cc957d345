namespace Cunju.App.Demo;

/// <summary>四议两公开: two units in five have a major matter this year; some are still being built.</summary>
public sealed class DecisionLine : IStoryLine
{
    private static readonly (string Step, int Days, string Words)[] Steps =
    [
        ("propose", 0, "党组织提议"),
        ("consult", 4, "“两委”会商议"),
        ("review", 6, "党员大会审议"),
        ("resolve", 8, "代表会议决议"),
        ("publish", 2, "决议公开"),
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
        foreach (var (step, days, words) in Steps)
        {
            day = stage.After(day, days + (days > 2 ? draw.Between(0, 3) : 0));
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
}
