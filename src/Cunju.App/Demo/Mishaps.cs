using Cunju.Core.Assemblies;
using Cunju.Core.Attestations;
using Cunju.Core.WorkRecords;

namespace Cunju.App.Demo;

/// <summary>出岔子: what goes wrong in 示范镇. Each unit there first gets the ordinary good year; then some of its scenes are left out, come late or are said again.</summary>
public static class Mishaps
{
    /// <summary>The scenes as they really went; any real unit's pass unchanged.</summary>
    public static IEnumerable<Scene> Bend(Stage stage, IEnumerable<Scene> good)
    {
        var scenes = good.ToList();
        switch (stage.Unit.Id)
        {
            case Invented.ShowRoad:
                // 备案拖到三月；四月的公开周六上了栏，周一才在平台上公布；协商目录的条数记错，更正；一份自评被退回，补正后通过；一次票数记错，更正。
                // 一条意见过了三日才答复；一条刚提出，等答复。
                Late(scenes, "promise.filed", new(Stage.Year, 3, 6));
                DisclosureMishaps.PutUpLate(stage, scenes, new(Stage.Year, 4, 15), new(Stage.Year, 4, 17), boardInTime: true);
                CorrectedNote(scenes, "consult.catalogue", ("topics", "6"));
                Returned(stage, scenes, "service.all-posts", mended: true);
                Corrected(scenes, 9);
                VoiceMishaps.AnsweredLate(stage, scenes);
                VoiceMishaps.Waiting(stage, scenes);
                break;
            case Invented.Example:
                // 五月财务没有公开；二季度的第二次协商八月才补录；一次活动重复登记后撤回；一份自评退回后还没有补正；
                // 一位老人当面提的意见由文书代录。
                DisclosureMishaps.Never(stage, scenes, new(Stage.Year, 5, 1));
                EnteredLate(scenes, MeetingType.DeliberationMeeting, 6, new(Stage.Year, 8, 3));
                Twice(scenes, "subcommittee.activity");
                Returned(stage, scenes, "triage.promoted", mended: false);
                VoiceMishaps.WrittenDown(stage, scenes);
                break;
            case Invented.Show:
                // 七月的代表会议流会，延期再开；一次会议记了两遍，撤回一遍；四月的公开被镇里责令更正，出了第二版；七月报的备案镇里没有审查；
                // 居民就流会的事询问，对答复不满意，向镇里反映。
                Failed(scenes, 7, heldAgain: true);
                RecordedTwice(scenes);
                DisclosureMishaps.Corrected(stage, scenes, new(Stage.Year, 4, 15));
                DisclosureMishaps.NotExamined(stage, scenes, new(Stage.Year, 7, 15));
                VoiceMishaps.Appealed(stage, scenes);
                break;
            case Invented.Turning:
                // 七月起改为社区，环境和物业管理委员会随后成立；八月的财务被监委会退回一次。
                DisclosureMishaps.Returned(stage, scenes, new(Stage.Year, 8, 1));
                scenes.Add(SubCommitteeLine.Composition(stage, "环境和物业管理委员会", new(Stage.Year, 7, 12), 5, stage.Figures.TermUntil));
                break;
            case Invented.Receiving:
                // 七月的公开内容第五天就被换下，第二天重新公布；五月的财务经村民指出少写一项，更正了。
                DisclosureMishaps.TakenDownEarly(stage, scenes, new(Stage.Year, 7, 15));
                VoiceMishaps.LedToACorrection(stage, scenes, new(Stage.Year, 5, 1));
                break;
            case Invented.Rehearsing:
                // 村民会议流会，还没有再开；四月的公开周一才上栏；三季度只协商了一次。
                Failed(scenes, null, heldAgain: false);
                DisclosureMishaps.PutUpLate(stage, scenes, new(Stage.Year, 4, 15), new(Stage.Year, 4, 17), boardInTime: false);
                WithoutMeetings(scenes, MeetingType.DeliberationMeeting, 8);
                break;
            case Invented.Mock:
                // 承诺没有备案；治保会只有两个人；出缺过了三十天才补；上半年少了一次协商；一份自评不予通过；六月的账合计写错，
                // 送不出去，改了再送；八月的财务监委会不服答复，请镇里查了一次；
                // 涉及干部的一条意见不经过村里，由镇里答复。
                Without(scenes, "promise.filed", null);
                TooFew(scenes, "治安保卫委员会");
                Vacancy(stage, scenes);
                WithoutMeetings(scenes, MeetingType.DeliberationMeeting, 5);
                Rejected(stage, scenes, "rules.guide");
                DisclosureMishaps.WrongTotal(stage, scenes, new(Stage.Year, 6, 1));
                DisclosureMishaps.Escalated(stage, scenes, new(Stage.Year, 8, 1));
                VoiceMishaps.PastTheUnit(stage, scenes);
                break;
            case Invented.Township:
                // 案例过了八月三十日才报；公约报了三个。
                foreach (var scene in scenes.Where(scene => Notes(scene, "case.submitted")).ToArray())
                {
                    Move(scenes, scene, new(Stage.Year, 9, 4));
                }

                scenes.Add(
                    stage.Noted("rules.nominated", new(Stage.Year, 9, 26), "又补报一个。", ("kind", "村规民约"), ("of-unit", Invented.Show))
                );
                break;
        }

        return scenes;
    }

    private static bool Notes(Scene scene, string kind, int? month = null) =>
        scene.Act is RecordWork work && work.Kind == kind && (month is null || work.On!.Value.Month == month);

    private static bool Holds(Scene scene, MeetingType type, int? month) =>
        scene.Act is HeldAct held and not CorrectMeeting && held.Types.Contains(type) && (month is null || held.Day!.Value.Month == month);

    private static void Without(List<Scene> scenes, string kind, int? month) => scenes.RemoveAll(scene => Notes(scene, kind, month));

    private static void WithoutMeetings(List<Scene> scenes, MeetingType type, int month)
    {
        var matters = scenes.Where(scene => Holds(scene, type, month)).Select(scene => scene.Matter).ToHashSet();
        scenes.RemoveAll(scene => matters.Contains(scene.Matter) || (scene.Answers is { } answered && matters.Contains(answered.Matter)));
    }

    /// <summary>It happened on another day, and was entered then.</summary>
    private static void Move(List<Scene> scenes, Scene scene, DateOnly day) =>
        scenes[scenes.IndexOf(scene)] = scene with { Day = day, Act = (RecordWork)scene.Act with { On = day } };

    private static void Late(List<Scene> scenes, string kind, DateOnly day) => Move(scenes, scenes.First(scene => Notes(scene, kind)), day);

    private static void EnteredLate(List<Scene> scenes, MeetingType type, int month, DateOnly day)
    {
        var held = scenes.First(scene => Holds(scene, type, month));
        var act = (HeldAct)held.Act;
        scenes.RemoveAll(scene => scene.Matter == held.Matter && scene.Act is AnnounceMeeting);
        scenes[scenes.IndexOf(held)] = held with { Day = day, Act = Again(act, new RecordMeeting()) };
        var signed = scenes.First(scene => scene.Matter == held.Matter && scene.Act is SignMinutes);
        scenes[scenes.IndexOf(signed)] = signed with { Day = day };
        scenes.RemoveAll(scene => scene.Answers?.Matter == held.Matter && scene.Day < day);
    }

    private static void Twice(List<Scene> scenes, string kind)
    {
        var first = scenes.First(scene => Notes(scene, kind));
        var again = first with { Matter = new(first.Matter.Procedure, first.Matter.Unit) };
        scenes.AddRange([again, again.Retracted(first.Day.AddDays(5), Core.WorkRecords.RetractionReason.Twice)]);
    }

    private static void CorrectedNote(List<Scene> scenes, string kind, (string, string) field)
    {
        var noted = scenes.First(scene => Notes(scene, kind));
        scenes.Add(noted.Corrected(noted.Day.AddDays(3), field));
    }

    private static void RecordedTwice(List<Scene> scenes)
    {
        var held = scenes.First(scene => scene.Act is RecordMeeting && Holds(scene, MeetingType.DeliberationMeeting, null));
        Matter again = new(held.Matter.Procedure, held.Matter.Unit);
        scenes.AddRange([
            held with
            {
                Day = held.Day.AddDays(1),
                Seat = Seat.Chair,
                Matter = again,
            },
            new(held.Day.AddDays(2), Seat.Chair, again, new RetractMeeting { Why = Core.Assemblies.RetractionReason.Duplicate }),
        ]);
    }

    /// <summary>更正: one vote more was against than was written down; the minutes are signed again.</summary>
    private static void Corrected(List<Scene> scenes, int month)
    {
        var held = scenes.First(scene => Holds(scene, MeetingType.RepresentativesAssembly, month));
        var act = (HeldAct)held.Act;
        var day = scenes.First(scene => scene.Matter == held.Matter && scene.Act is SignMinutes).Day.AddDays(1);
        var first = act.Agenda[0] with { Vote = VoteMethod.ShowOfHands, For = act.Present - 3, Against = 3, Abstain = 0 };
        scenes.AddRange([
            new(
                day,
                held.Seat,
                held.Matter,
                Again(act, new CorrectMeeting { Why = CorrectionReason.Count }) with
                {
                    Agenda = act.Agenda.SetItem(0, first),
                }
            ),
            new(day, held.Seat, held.Matter, new SignMinutes()),
        ]);
    }

    /// <summary>流会: too few came, people only talked; put off by a week and held, or not yet.</summary>
    private static void Failed(List<Scene> scenes, int? month, bool heldAgain)
    {
        var type = heldAgain ? MeetingType.RepresentativesAssembly : MeetingType.ResidentsAssembly;
        var held = scenes.First(scene => Holds(scene, type, month));
        var act = (HeldAct)held.Act;
        scenes.RemoveAll(scene => scene.Matter == held.Matter && scene.Act is SignMinutes);
        scenes[scenes.IndexOf(held)] = held with
        {
            Act = act with
            {
                Present = act.Eligible / 2,
                Women = null,
                AsTalk = true,
                Agenda = [.. act.Agenda.Select(row => Gathering.Heard(row.Kind ?? AgendaKind.General, row.Motion!))],
                Minutes = "到会人数不够，没有表决。到会的人交换了意见，商定另外通知时间。",
            },
        };
        if (!heldAgain)
        {
            return;
        }

        var day = held.Day.AddDays(8);
        scenes.AddRange([
            new(
                held.Day.AddDays(1),
                held.Seat,
                held.Matter,
                new PostponeMeeting
                {
                    Day = day,
                    Start = act.Start,
                    Why = PostponementReason.TooFew,
                }
            ),
            held with
            {
                Day = day,
                Act = Again(act, new HoldMeeting()) with { Day = day },
            },
            new(day, held.Seat, held.Matter, new SignMinutes()),
        ]);
    }

    private static void TooFew(List<Scene> scenes, string committee)
    {
        var composition = scenes.First(scene =>
            scene.Act is RecordWork { Kind: "subcommittee.composition" } work && work.Fields.Any(field => field.Values.Contains(committee))
        );
        var act = (RecordWork)composition.Act;
        scenes[scenes.IndexOf(composition)] = composition with
        {
            Act = act with { Fields = [.. act.Fields.Select(field => field.Name == "members" ? field with { Values = ["2"] } : field)] },
        };
    }

    private static void Vacancy(Stage stage, List<Scene> scenes)
    {
        var vacancy = stage.Noted(
            "subcommittee.vacancy",
            new(Stage.Year, 5, 9),
            "一名委员外出务工。",
            ("committee", "公共卫生委员会"),
            ("reason", "工作变动")
        );
        scenes.AddRange([
            vacancy,
            stage
                .Noted("subcommittee.filled", new(Stage.Year, 6, 26), "补充一名委员。", ("committee", "公共卫生委员会"))
                .Answering(vacancy.Matter, "subcommittee.vacancy"),
        ]);
    }

    private static void Returned(Stage stage, List<Scene> scenes, string obligation, bool mended)
    {
        var report = Reported(stage, scenes, obligation);
        scenes.Add(
            AttestationLine.Review(
                report,
                new(Stage.Year, 9, 12),
                ReviewOutcome.Returned,
                "只写了做法，没有写窗口怎么轮值、群众怎么说，请补两句。"
            )
        );
        if (mended)
        {
            var first = (ReportOnObligation)report.Act;
            scenes.Add(
                new(
                    new(Stage.Year, 9, 15),
                    report.Seat,
                    report.Matter,
                    new ReviseReport
                    {
                        Rating = Rating.Done,
                        Answers = first.Answers,
                        Text = $"{first.Text}窗口三人轮值，午间和赶场天有人，群众意见簿上没有差评。",
                        Evidence = ["document", "photo"],
                    }
                )
            );
            scenes.Add(AttestationLine.Review(report, new(Stage.Year, 9, 22), ReviewOutcome.Approved, null));
        }
    }

    private static void Rejected(Stage stage, List<Scene> scenes, string obligation) =>
        scenes.Add(
            AttestationLine.Review(
                Reported(stage, scenes, obligation),
                new(Stage.Year, 9, 13),
                ReviewOutcome.Rejected,
                "所说的评比没有办过，请按实情重新报。"
            )
        );

    /// <summary>The obligation's report, made on a day of our own whatever the ordinary year had of it.</summary>
    private static Scene Reported(Stage stage, List<Scene> scenes, string obligation)
    {
        var earlier = scenes
            .Where(scene => scene.Act is ReportOnObligation act && act.Obligation == obligation)
            .Select(scene => scene.Matter);
        var gone = earlier.ToHashSet();
        scenes.RemoveAll(scene => gone.Contains(scene.Matter));
        var report = AttestationLine.Report(stage, stage.Draw($"mishap {obligation}"), stage.List.Find(obligation)!, new(Stage.Year, 9, 6));
        scenes.Add(report);
        return report;
    }

    /// <summary>What one act said of a meeting, said by another.</summary>
    private static TAct Again<TAct>(HeldAct said, TAct act)
        where TAct : HeldAct =>
        act with
        {
            Types = said.Types,
            Day = said.Day,
            Start = said.Start,
            Place = said.Place,
            Mode = said.Mode,
            Eligible = said.Eligible,
            Present = said.Present,
            Women = said.Women,
            Observers = said.Observers,
            Agenda = said.Agenda,
            Minutes = said.Minutes,
            Chair = said.Chair,
            Recorder = said.Recorder,
        };
}
