using Cunju.Core.Assemblies;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;

namespace Cunju.App.Demo;

/// <summary>村（居）务公开: four subjects each quarter and finance in every other month, from the draft over the supervisors and the joint meeting to the board,
/// the township's file and its examination. October's stands where it would on the 12th.</summary>
public sealed class DisclosureLine : IStoryLine
{
    /// <summary>双桐路社区: somebody who tries the program begins October's there, and reads July's, which still hangs.</summary>
    private const string Waiting = "500112004018";

    private static readonly DateOnly October = new(Stage.Year, 10, 1);

    /// <inheritdoc/>
    public IEnumerable<Scene> Of(Stage stage)
    {
        if (!stage.GovernsItself)
        {
            yield break;
        }

        var draw = stage.Draw("disclosure");
        Cashbook cash = new(stage);
        var periods = DisclosurePeriod.Of(stage.List, stage.KindOn(October)).Where(period => period.Opens.Month <= 10).ToArray();
        foreach (var period in periods)
        {
            var book = cash.Of(period.Books);
            if (stage.Unit.Id == Waiting && period.Opens >= October)
            {
                continue;
            }

            // On most boards a quarter hangs until its time is up, on some until the next one comes.
            var next = periods.FirstOrDefault(later => later.IsQuarter && later.Opens > period.Opens);
            var hangsOn = period.IsQuarter && (draw.Percent(30) || (stage.Unit.Id == Waiting && period.Opens.Month == 7));
            foreach (var scene in Course(stage, draw, period, book, hangsOn ? next?.Opens : null))
            {
                yield return scene;
            }
        }
    }

    /// <summary>“两委”联席会: settles what is disclosed, and what else the two committees have to talk about.</summary>
    public static Gathering Joint(Stage stage, Draw draw, DateOnly day, string settles)
    {
        const int Members = 9;
        var topic = stage.Topic("联", day, draw);
        var present = draw.Between(6, 8);
        return new(stage, draw, day, MeetingType.JointMeeting)
        {
            Eligible = Members,
            Present = present,
            Agenda =
            [
                Gathering.Decided(draw, AgendaKind.General, settles, present),
                Gathering.Decided(draw, AgendaKind.General, $"{topic.Subject}：{topic.Result}", present),
            ],
            Minutes = $"一、逐项核对公开内容，监委会已经审查。{settles}。\n二、{topic.Subject}。{topic.Talk}。议定：{topic.Result}。",
        };
    }

    /// <summary>The plan is settled by that meeting, whose number is known when it was held.</summary>
    public static Scene Settled(Matter disclosure, Gathering joint) =>
        new(joint.Day, Seat.Clerk, disclosure, new SettlePlan())
        {
            Naming = act => ((SettlePlan)act) with { Meeting = joint.Matter.Case!.Number },
        };

    private static IEnumerable<Scene> Course(Stage stage, Draw draw, DisclosurePeriod period, FinanceBook book, DateOnly? hangsUntil)
    {
        Matter disclosure = new(DisclosureProcedure.Table, stage.Unit.Id);
        Matter filing = new(FilingProcedure.Table, stage.Unit.Id);
        stage.Remembered[("disclosed", period.Opens)] = disclosure;
        stage.Remembered[("filed", period.Opens)] = filing;
        var (draft, check, decide, publish) = Days(stage, draw, period);
        yield return At(draft, Written(stage, draw, period, book));
        yield return At(draft, new SubmitForReview());
        // One review in five is signed on paper and entered the day after.
        var entered = draw.Percent(20) && stage.After(check, 1) < decide ? stage.After(check, 1) : check;
        yield return At(entered, new PassReview { On = entered == check ? null : check }) with
        {
            Seat = Seat.Supervisor,
        };
        var joint = Joint(
            stage,
            draw,
            decide,
            period.IsQuarter ? "确定本期公开方案：四类内容15日上公开栏，同日上云平台" : $"确定{period.Books.Month}月财务公开的内容和日期"
        );
        foreach (var scene in joint.Scenes())
        {
            yield return scene;
        }

        yield return Settled(disclosure, joint);
        var signed = draw.Between(2, 3);
        var scan = DrawnScan.Of(stage.Unit.Id, new(stage.Seed, stage.Unit.Id, "scan", period.Name));
        yield return At(
            publish,
            new Publish
            {
                Signed = signed,
                CommitteeSeal = true,
                SupervisionSeal = true,
                Scans = [scan.Digest],
            }
        ) with
        {
            Files = [scan],
        };
        yield return At(stage.After(publish, 1), new ArchiveDisclosure());
        var filed = stage.After(publish, draw.Between(2, 5));
        yield return new(filed, Seat.Clerk, filing, new FilePaper { Procedure = DisclosureProcedure.Table.Name })
        {
            Naming = act => ((FilePaper)act) with { Number = disclosure.Case!.Number },
        };
        yield return new(
            stage.After(filed, draw.Between(2, 9)),
            Seat.TownshipOfficer,
            filing,
            new ExaminePaper { Outcome = ExaminationOutcome.InOrder, Opinion = "内容齐全，签字和印章清楚。" }
        );
        // Finance hangs a month: then both sheets come down together.
        yield return At(
            hangsUntil ?? stage.Workday(publish.AddMonths(1).AddDays(draw.Between(0, 5))),
            new TakeDown { Sheets = period.Sheets }
        );

        Scene At(DateOnly day, Core.Procedures.Act act) => new(day, Seat.Clerk, disclosure, act);
    }

    /// <summary>All four days of 2023 fall on weekends, and the list says the 15th: somebody comes in on the day. A month's finance goes up when it is ready.</summary>
    private static (DateOnly Draft, DateOnly Check, DateOnly Decide, DateOnly Publish) Days(Stage stage, Draw draw, DisclosurePeriod period)
    {
        var publish = period.IsQuarter ? period.Opens : stage.Day(draw, period.Opens.Month, 10, 18);
        return period.Opens >= October
            // The week before is the national holiday.
            ? (new(Stage.Year, 10, 8), new(Stage.Year, 10, draw.Between(9, 10)), new(Stage.Year, 10, draw.Between(11, 13)), publish)
            : (
                stage.List.Calendar.OnOrBefore(publish.AddDays(-draw.Between(8, 10))),
                stage.List.Calendar.OnOrBefore(publish.AddDays(-draw.Between(5, 6))),
                stage.List.Calendar.OnOrBefore(publish.AddDays(-draw.Between(2, 4))),
                publish
            );
    }

    private static DraftDisclosure Written(Stage stage, Draw draw, DisclosurePeriod period, FinanceBook book)
    {
        HashSet<string> had = [];
        DraftDisclosure finance = new()
        {
            Period = period.Name,
            Finance = Said("公财", 1),
            Books = book.ToText(),
        };
        return period.IsQuarter
            ? finance with
            {
                Party = Said("公党", 3),
                Affairs = $"{Said("公政", 3)}\n临时救助发放情况\n姓名\t组别\t金额（元）\n{Helped(0)}\n{Helped(1)}",
                Services = Said("公服", 3),
            }
            : finance;

        string Said(string kind, int many) =>
            string.Join(
                '\n',
                Enumerable
                    .Range(0, many)
                    .Select(_ => stage.Topics.Pick(kind, stage.KindOn(period.Opens), period.Opens.Month, draw, had))
                    .Select(topic =>
                        topic.Subject.StartsWith("说明", StringComparison.Ordinal)
                            ? $"{topic.Result}。"
                            : $"{topic.Subject}：{topic.Result}。"
                    )
            );

        string Helped(int place) =>
            $"{Names.Of(stage, (period.Opens.Month * 2) + 14 + place)}\t{draw.Between(1, stage.Figures.Groups)}组\t{draw.Between(5, 20) * 100}";
    }
}
