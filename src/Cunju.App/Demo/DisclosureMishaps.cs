using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.Procedures;

namespace Cunju.App.Demo;

/// <summary>公开出的岔子: what goes wrong with disclosures in 示范镇, and how it is put right. A period is named by the first day on which it may be put up.</summary>
internal static class DisclosureMishaps
{
    /// <summary>Nobody saw to it at all.</summary>
    public static void Never(Stage stage, List<Scene> scenes, DateOnly period)
    {
        Matter[] gone = [Disclosed(stage, period), Filed(stage, period)];
        scenes.RemoveAll(scene => gone.Contains(scene.Matter));
    }

    /// <summary>Entered some days later: the board may have been in time, the platform was not.</summary>
    public static void PutUpLate(Stage stage, List<Scene> scenes, DateOnly period, DateOnly entered, bool boardInTime)
    {
        Change<Publish>(scenes, Disclosed(stage, period), entered, act => act with { On = boardInTime ? period : null });
        Change<TakeDown>(scenes, Disclosed(stage, period), stage.After(period.AddMonths(1), 8), act => act);
    }

    /// <summary>上栏第五天被换下，重新公布.</summary>
    public static void TakenDownEarly(Stage stage, List<Scene> scenes, DateOnly period)
    {
        var published = Of<Publish>(scenes, Disclosed(stage, period));
        var scan = DrawnScan.Of(stage.Unit.Id, new(stage.Seed, stage.Unit.Id, "scan", Disclosures.DisclosurePages.Text(period), "again"));
        scenes.InsertRange(
            scenes.IndexOf(Of<TakeDown>(scenes, published.Matter)),
            [
                published with
                {
                    Day = period.AddDays(5),
                    Act = new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Mistake },
                },
                published with
                {
                    Day = period.AddDays(6),
                    Act = ((Publish)published.Act) with { Scans = [scan.Digest] },
                    Files = [scan],
                },
            ]
        );
    }

    /// <summary>监委会退回一次，改了再送.</summary>
    public static void Returned(Stage stage, List<Scene> scenes, DateOnly period)
    {
        var written = (DraftDisclosure)Of<DraftDisclosure>(scenes, Disclosed(stage, period)).Act;
        BeforeReview(
            stage,
            scenes,
            period,
            (Seat.Supervisor, new RaiseObjection { Opinion = "保洁人员工资没有写几个人、几天，请写清楚再公开。" }),
            (Seat.Clerk, new ReviseDraft()),
            (Seat.Clerk, Saved(written with { Finance = $"{written.Finance}\n保洁人员两名，按当月出勤天数核发。" })),
            (Seat.Clerk, new SubmitForReview())
        );
    }

    /// <summary>答复以后仍有异议，镇街调查答复，两委的内容不变.</summary>
    public static void Escalated(Stage stage, List<Scene> scenes, DateOnly period) =>
        BeforeReview(
            stage,
            scenes,
            period,
            (Seat.Supervisor, new RaiseObjection { Opinion = "会议误工补助的标准没有公开过，请说明依据。" }),
            (Seat.Clerk, new ReplyToObjection { Reply = "标准是年初代表会议定的，决议已公布，本月按出席名册发放。" }),
            (Seat.Supervisor, new EscalateObjection()),
            (Seat.TownshipOfficer, new AnswerObjection { Answer = "查看了决议和出席名册，标准和人数一致，可以公开。" })
        );

    /// <summary>合计写错，送审时指了出来，改正再送.</summary>
    public static void WrongTotal(Stage stage, List<Scene> scenes, DateOnly period)
    {
        var drafted = Of<DraftDisclosure>(scenes, Disclosed(stage, period));
        var right = (DraftDisclosure)drafted.Act;
        var total = right.Books!.TrimEnd('\n').Split('\t')[^1];
        scenes[scenes.IndexOf(drafted)] = drafted with
        {
            Act = right with { Books = right.Books.Replace(total, $"9{total}", StringComparison.Ordinal) },
        };
        var submitted = Of<SubmitForReview>(scenes, drafted.Matter);
        scenes.InsertRange(
            scenes.IndexOf(submitted),
            [submitted with { RefusedFor = "disclosures.books" }, drafted with { Act = Saved(right) }]
        );
    }

    /// <summary>The township did not look at what was filed.</summary>
    public static void NotExamined(Stage stage, List<Scene> scenes, DateOnly period) =>
        scenes.Remove(Of<ExaminePaper>(scenes, Filed(stage, period)));

    /// <summary>镇街责令更正：第二版重新审查、确定、公布，重新报备案.</summary>
    public static void Corrected(Stage stage, List<Scene> scenes, DateOnly period)
    {
        var examined = Of<ExaminePaper>(scenes, Filed(stage, period));
        scenes[scenes.IndexOf(examined)] = examined with
        {
            Act = new ExaminePaper
            {
                Outcome = ExaminationOutcome.CorrectionOrdered,
                Opinion = "财务缺公益性岗位的补贴。按《重庆市实施〈村民委员会组织法〉办法》第二十八条，补充后重新公布。",
                CorrectBy = stage.After(examined.Day, 14),
            },
        };
        var begun = stage.After(examined.Day, 1);
        var reviewed = stage.After(begun, 2);
        SecondEdition(
            stage,
            scenes,
            period,
            CorrectionReason.Township,
            "公益性岗位4人，本季度补贴2400元，由上级直接发放，不在本账内。",
            begun,
            reviewed,
            stage.After(reviewed, 1)
        );
    }

    /// <summary>第二版：补上一句，重新审查、确定、公布、存档，重新报备案，到期撤下.</summary>
    /// <param name="stage">The unit.</param>
    /// <param name="scenes">Its year.</param>
    /// <param name="period">Which disclosure.</param>
    /// <param name="reason">Why it is corrected.</param>
    /// <param name="added">What the first edition had not said of the finances.</param>
    /// <param name="begun">The day on which it is mended and handed in.</param>
    /// <param name="reviewed">The day of the review.</param>
    /// <param name="settled">The day of the joint meeting; it goes up on the same day.</param>
    public static void SecondEdition(
        Stage stage,
        List<Scene> scenes,
        DateOnly period,
        CorrectionReason reason,
        string added,
        DateOnly begun,
        DateOnly reviewed,
        DateOnly settled
    )
    {
        var (disclosure, filing) = (Disclosed(stage, period), Filed(stage, period));
        var written = (DraftDisclosure)Of<DraftDisclosure>(scenes, disclosure).Act;
        var published = Of<Publish>(scenes, disclosure);
        var down = Of<TakeDown>(scenes, disclosure);
        scenes.Remove(down);
        var joint = DisclosureLine.Joint(stage, stage.Draw("correction"), settled, "确定更正后的公开内容，当天上栏");
        var again = stage.After(joint.Day, 1);
        var scan = DrawnScan.Of(stage.Unit.Id, new(stage.Seed, stage.Unit.Id, "scan", written.Period!, "corrected"));
        // What was filed is looked at first; then the new edition is filed.
        var examined = Of<ExaminePaper>(scenes, filing).Day;
        var filed = examined < again ? again : stage.After(examined, 1);
        scenes.AddRange([
            Clerk(begun, new CorrectDisclosure { Reason = reason }),
            Clerk(begun, Saved(written with { Finance = $"{written.Finance}\n{added}" })),
            Clerk(begun, new SubmitForReview()),
            Clerk(reviewed, new PassReview()) with
            {
                Seat = Seat.Supervisor,
            },
            .. joint.Scenes(),
            DisclosureLine.Settled(disclosure, joint),
            published with
            {
                Day = joint.Day,
                Act = ((Publish)published.Act) with { Scans = [scan.Digest] },
                Files = [scan],
            },
            Clerk(again, new ArchiveDisclosure()),
            new(filed, Seat.Clerk, filing, new FileAgain()),
            new(stage.After(filed, 4), Seat.TownshipOfficer, filing, new ExaminePaper { Outcome = ExaminationOutcome.InOrder }),
            Clerk(stage.After(joint.Day.AddMonths(1), 1), down.Act),
        ]);

        Scene Clerk(DateOnly day, Act act) => new(day, Seat.Clerk, disclosure, act);
    }

    /// <summary>Between handing in and passing, a day apart where there are days.</summary>
    private static void BeforeReview(Stage stage, List<Scene> scenes, DateOnly period, params ReadOnlySpan<(Seat Seat, Act Act)> steps)
    {
        var disclosure = Disclosed(stage, period);
        var passed = Of<PassReview>(scenes, disclosure);
        var last = ((PassReview)passed.Act).On ?? passed.Day;
        var day = Of<SubmitForReview>(scenes, disclosure).Day;
        foreach (var (seat, act) in steps)
        {
            var next = stage.After(day, 1);
            day = next < last ? next : last;
            scenes.Insert(scenes.IndexOf(passed), new(day, seat, disclosure, act));
        }
    }

    /// <summary>The disclosure of that period.</summary>
    public static Matter Disclosed(Stage stage, DateOnly period) => stage.Remembered[("disclosed", period)];

    private static Matter Filed(Stage stage, DateOnly period) => stage.Remembered[("filed", period)];

    private static Scene Of<TAct>(List<Scene> scenes, Matter matter)
        where TAct : Act => scenes.First(scene => scene.Matter == matter && scene.Act is TAct);

    private static void Change<TAct>(List<Scene> scenes, Matter matter, DateOnly day, Func<TAct, TAct> act)
        where TAct : Act
    {
        var scene = Of<TAct>(scenes, matter);
        scenes[scenes.IndexOf(scene)] = scene with { Day = day, Act = act((TAct)scene.Act) };
    }

    private static SaveDraft Saved(DraftingAct written) =>
        new()
        {
            Party = written.Party,
            Affairs = written.Affairs,
            Services = written.Services,
            Finance = written.Finance,
            Books = written.Books,
        };
}
