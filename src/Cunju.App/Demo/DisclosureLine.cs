using System.Globalization;
using Cunju.Core.Assemblies;

namespace Cunju.App.Demo;

/// <summary>村（居）务公开, noted by hand until the institution has its procedure: the six steps of each quarter, the board and the cloud on the 15th, finance each month.</summary>
public sealed class DisclosureLine : IStoryLine
{
    private const string Everything = "党务、政务、服务、财务";

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself)
        {
            yield break;
        }

        var draw = stage.Draw("disclosure");
        foreach (var month in new[] { 1, 4, 7, 10 })
        {
            foreach (var scene in Quarter(stage, draw, new(Stage.Year, month, 15)))
            {
                yield return scene;
            }
        }

        for (var month = 1; month <= 10; month++)
        {
            // October's is due by its end; a third have put it up already.
            if (month == 10 && !draw.Percent(34))
            {
                continue;
            }

            var books = new DateOnly(Stage.Year, month, 1).AddMonths(-1);
            yield return stage
                .Noted(
                    "open.finance",
                    month == 10 ? stage.Day(draw, 10, 8, 10) : stage.Day(draw, month, 8, 24),
                    $"公开{books.Month}月的收支明细，期初、收入、支出、期末核对无误。",
                    ("month", books.ToString("yyyy-MM", CultureInfo.InvariantCulture))
                )
                .With("sheet");
        }
    }

    /// <summary>All four days of 2023 fall on weekends, and the list says the 15th: somebody comes in on the day, and one in four enters it on Monday.</summary>
    private static IEnumerable<Scene> Quarter(Stage stage, Draw draw, DateOnly day)
    {
        var name = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var entered = draw.Percent(26) ? stage.Workday(day) : day;
        var draft = stage.List.Calendar.OnOrBefore(day.AddDays(-draw.Between(8, 10)));
        var check = stage.List.Calendar.OnOrBefore(day.AddDays(-draw.Between(5, 6)));
        var decide = stage.List.Calendar.OnOrBefore(day.AddDays(-draw.Between(2, 4)));
        var filed = stage.After(day, draw.Between(2, 5));
        if (day.Month == 10)
        {
            // The week before is the national holiday.
            (draft, check, decide) = (new(Stage.Year, 10, 8), new(Stage.Year, 10, 10), new(Stage.Year, 10, draw.Between(11, 13)));
        }

        yield return Step("draft", draft, "“两委”拟定公开内容。");
        yield return Step("check", check, "监督委员会逐项审查，提出的文字意见已采纳。").With("sheet");
        foreach (var scene in Joint(stage, draw, decide))
        {
            yield return scene;
        }

        yield return Step("decide", decide, "联席会确定公开方案。").With("minutes");
        yield return Step("publish", day, "监委会成员签字，加盖两枚印章，上栏公布。").With("sheet").Entered(entered);
        var posted = stage
            .Noted("open.posted", day, "四类内容上公开栏。", ("categories", Everything))
            .InCase(name)
            .With("sheet")
            .Entered(entered);
        yield return posted;
        yield return stage
            .Noted("open.cloud", day, "同日在智慧社区云平台公开。", ("categories", Everything))
            .InCase(name)
            .With("screenshot")
            .Entered(entered);
        yield return Step("archive", stage.After(day, 1), "公开内容和审签单归档。");
        var file = Step("file", filed, "报镇街备案。").With("receipt");
        stage.Remembered[("file", day)] = file.Matter;
        stage.Remembered[("filed", filed)] = file.Matter;
        yield return file;
        if (draw.Percent(30))
        {
            // Taken down when the next notice needs the board: the note of the posting gets its last day.
            var down = day.AddDays(draw.Between(18, 45));
            yield return posted.Corrected(stage.Workday(down), ("until", down.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        Scene Step(string step, DateOnly on, string note) => stage.Noted("open.step", on, note, ("step", step)).InCase(name);
    }

    /// <summary>“两委”联席会: settles what is disclosed, and what else the two committees have to talk about.</summary>
    private static IEnumerable<Scene> Joint(Stage stage, Draw draw, DateOnly day)
    {
        const int Members = 9;
        var topic = stage.Topic("联", day, draw);
        var present = draw.Between(6, 8);
        return new Gathering(stage, draw, day, MeetingType.JointMeeting)
        {
            Eligible = Members,
            Present = present,
            Agenda =
            [
                Gathering.Decided(draw, AgendaKind.General, "确定本期公开方案：四类内容15日上公开栏，同日上云平台", present),
                Gathering.Decided(draw, AgendaKind.General, $"{topic.Subject}：{topic.Result}", present),
            ],
            Minutes =
                $"一、逐项核对本期公开内容，监委会提出的文字意见已改，确定公开方案。\n二、{topic.Subject}。{topic.Talk}。议定：{topic.Result}。",
        }.Scenes();
    }
}
