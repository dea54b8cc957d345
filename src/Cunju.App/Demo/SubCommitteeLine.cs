using System.Globalization;
using Cunju.Core.Places;

namespace Cunju.App.Demo;

/// <summary>下属委员会: who they are, what they hear, what they do, and now and then a vacancy or an emergency.</summary>
public sealed class SubCommitteeLine : IStoryLine
{
    private const string Environment = "环境和物业管理委员会";
    private const string Women = "妇女和儿童工作委员会";

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself)
        {
            yield break;
        }

        var draw = stage.Draw("subcommittees");
        var registered = new DateOnly(2022, 12, 28);
        var until = stage.Figures.TermUntil;
        string[] committees =
        [
            "人民调解委员会",
            "治安保卫委员会",
            "公共卫生委员会",
            stage.KindOn(registered) == UnitKind.Village ? Women : Environment,
        ];
        foreach (var committee in committees)
        {
            yield return Composition(stage, committee, registered, draw.Between(3, 7), committee[0] == '人' ? until.AddYears(-2) : until);
        }

        foreach (var month in new[] { 3, 5, 8 })
        {
            var day = stage.Day(draw, month, 6, 26);
            var heard = stage.Topic("诉", day, draw);
            var isMajor = month == 5 && draw.Percent(30);
            var report = stage.Noted(
                "subcommittee.report",
                day,
                $"{heard.Result}。{heard.Talk}。",
                ("committee", draw.Pick(committees)),
                ("major", isMajor ? "true" : "false")
            );
            yield return report;
            if (isMajor)
            {
                yield return stage
                    .Noted("matter.major-reported", day.AddDays(1), "涉及多户的事项，已向党组织报告，列入议事。")
                    .Answering(report.Matter, "subcommittee.report");
            }
        }

        foreach (var month in new[] { 3, 6, 9 })
        {
            var day = stage.Day(draw, month, 4, 27);
            var activity = stage.Topic("活", day, draw);
            yield return stage
                .Noted(
                    "subcommittee.activity",
                    day,
                    $"{activity.Subject}，邻里参与踊跃，费用从公益金列支。",
                    ("committee", draw.Pick(committees)),
                    ("project", activity.Subject),
                    ("partners", activity.Talk),
                    ("participants", $"{draw.Between(25, 160)}")
                )
                .With("photo");
        }

        if (!draw.Percent(14))
        {
            var begun = stage.Day(draw, draw.Between(4, 8), 8, 26);
            var project = stage.Topic("创", begun, draw);
            yield return stage
                .Noted("venture.project", begun, $"{project.Talk}。", ("project", project.Subject), ("stage", "实施"))
                .InCase(project.Subject);
        }

        if (draw.Percent(15))
        {
            var committee = draw.Pick(committees[1..]);
            var left = stage.Day(draw, draw.Between(3, 8), 6, 24);
            var vacancy = stage.Noted(
                "subcommittee.vacancy",
                left,
                "一名委员不再担任，已说明原因。",
                ("committee", committee),
                ("reason", draw.Pick(["工作变动", "身体状况", "辞职"]))
            );
            yield return vacancy;
            yield return stage
                .Noted("subcommittee.filled", stage.After(left, draw.Between(9, 22)), "补充一名委员，已公布。", ("committee", committee))
                .Answering(vacancy.Matter, "subcommittee.vacancy")
                .With("roster");
        }

        // The heavy rain of July concerned the mountain villages.
        if (stage.IsVillage(new(Stage.Year, 7, 1)) && draw.Percent(22))
        {
            var day = new DateOnly(Stage.Year, 7, draw.Between(24, 27));
            var rain = stage.Noted("emergency.declared", day, "暴雨预警，低洼处三户需要转移，村道一处塌方。");
            yield return rain;
            yield return stage
                .Noted(
                    "emergency.informed",
                    day.AddDays(draw.Between(0, 1)),
                    "骨干分片通知到户，转移人员安置在村小学，路况和安置情况已告知群众。"
                )
                .Answering(rain.Matter, "emergency.declared");
        }
    }

    /// <summary>How a committee is made up.</summary>
    public static Scene Composition(Stage stage, string committee, DateOnly day, int members, DateOnly until) =>
        stage
            .Noted(
                "subcommittee.composition",
                day,
                "组成人员名册已登记。",
                ("committee", committee),
                ("director", "1"),
                ("members", $"{members}"),
                ("term-until", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            )
            .With("roster");
}
