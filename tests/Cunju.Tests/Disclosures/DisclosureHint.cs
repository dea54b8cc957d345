using System.Collections.Immutable;
using Cunju.Core.Assemblies;
using Cunju.Core.Disclosures;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Procedures;
using Xunit;
using Scene = Cunju.Tests.Procedures.Scene;

namespace Cunju.Tests.Disclosures;

/// <summary>Chance writes no books, holds no joint meetings, and hardly ever goes the whole way to the board; everything else of a disclosure it finds out.</summary>
internal static class DisclosureHint
{
    private static readonly ImmutableArray<(Type, int)> Settled =
    [
        (typeof(DraftDisclosure), 0),
        (typeof(SubmitForReview), 1),
        (typeof(PassReview), 2),
        (typeof(SettlePlan), 2),
    ];

    private static readonly ImmutableArray<(Type, int)> OnDisplay = [.. Settled, (typeof(Publish), 3)];

    /// <summary>While an edition is corrected, wherever that stands, the one before it comes down, is gone, or is kept after all.</summary>
    private static IEnumerable<ImmutableArray<(Type, int)>> WhileCorrecting()
    {
        (Type, int)[] objected = [(typeof(SubmitForReview), 1), (typeof(RaiseObjection), 1)];
        (Type, int)[] reviewed = [(typeof(SubmitForReview), 1), (typeof(PassReview), 1)];
        (Type, int)[][] stands =
        [
            [],
            [(typeof(SubmitForReview), 1)],
            objected,
            [.. objected, (typeof(ReplyToObjection), 1), (typeof(EscalateObjection), 1)],
            reviewed,
            [.. reviewed, (typeof(SettlePlan), 1)],
        ];
        (Type, int)[][] ends =
        [
            [(typeof(TakeDown), 40)],
            [(typeof(ReportGone), 0)],
            [(typeof(WithholdDisclosure), 0)],
            [(typeof(ScanBack), 0), (typeof(ArchiveDisclosure), 1)],
            [(typeof(GiveUpCorrection), 0)],
            [(typeof(TakeDown), 40), (typeof(GiveUpCorrection), 0)],
            [(typeof(ReportGone), 0), (typeof(GiveUpCorrection), 0)],
        ];
        return from stand in stands
            from end in ends
            select ImmutableArray.Create<(Type, int)>([.. OnDisplay, (typeof(CorrectDisclosure), 1), .. stand, .. end]);
    }

    /// <summary>The supervisors still object to the reply: the residents decide, or the committees change it while the township looks into it.</summary>
    private static IEnumerable<ImmutableArray<(Type, int)>> Disputed()
    {
        (Type, int)[] replied =
        [
            (typeof(DraftDisclosure), 0),
            (typeof(SubmitForReview), 1),
            (typeof(RaiseObjection), 1),
            (typeof(ReplyToObjection), 1),
        ];
        (Type, int)[] escalated = [.. replied, (typeof(EscalateObjection), 1)];
        // Chance decides one way or the other, so they are asked more often.
        return
        [
            .. Enumerable.Repeat<ImmutableArray<(Type, int)>>([.. replied, (typeof(DecideObjection), 1)], 3),
            .. Enumerable.Repeat<ImmutableArray<(Type, int)>>([.. escalated, (typeof(DecideObjection), 1)], 3),
            [.. escalated, (typeof(ReviseDraft), 1)],
            [.. escalated, (typeof(ReopenDraft), 1)],
        ];
    }

    public static readonly Hint Hint = new Hint
    {
        Units = [TestCell.Village, TestCell.Community],
        Ways =
        [
            Settled,
            OnDisplay,
            [.. OnDisplay, (typeof(TakeDown), 40)],
            [.. OnDisplay, (typeof(TakeDown), 40), (typeof(TakeDown), 1)],
            // Both depend on which of the two sheets chance takes down, so they are gone more often.
            .. Enumerable.Repeat<ImmutableArray<(Type, int)>>([.. OnDisplay, (typeof(ReportGone), 2), (typeof(ReportGone), 1)], 4),
            .. Enumerable.Repeat<ImmutableArray<(Type, int)>>([.. OnDisplay, (typeof(ReportGone), 2), (typeof(TakeDown), 40)], 4),
            [
                (typeof(DraftDisclosure), 0),
                (typeof(SubmitForReview), 1),
                (typeof(RaiseObjection), 1),
                (typeof(ReplyToObjection), 2),
                (typeof(EscalateObjection), 1),
            ],
            .. Disputed(),
            [.. OnDisplay, (typeof(WithholdDisclosure), 1)],
            [.. OnDisplay, (typeof(TakeDown), 40), (typeof(WithholdDisclosure), 1)],
            [.. OnDisplay, (typeof(ReportGone), 2), (typeof(WithholdDisclosure), 1)],
            .. WhileCorrecting(),
        ],
    }
        .On<DraftDisclosure>(
            (scene, act) =>
                (DraftDisclosure)Written(scene.Chance, Period(scene) is { } period ? act with { Period = period.Name } : act, Period(scene))
        )
        .On<SaveDraft>(
            (scene, act) =>
                (SaveDraft)Written(
                    scene.Chance,
                    act,
                    DisclosurePeriod.Find(scene.Cell.ListOn(scene.Day), scene.Unit.KindOn(scene.Day), ((Disclosure)scene.Case!).Period)
                )
        )
        .On<SubmitForReview>(Today)
        .On<PassReview>(Today)
        .On<RaiseObjection>((scene, act) => Today(scene, act) with { Opinion = scene.Chance.Words("请改") })
        .On<ReplyToObjection>((scene, act) => Today(scene, act) with { Reply = scene.Chance.Words("不改") })
        .On<EscalateObjection>(Today)
        .On<AnswerObjection>((scene, act) => Today(scene, act) with { Answer = scene.Chance.Words("属实") })
        .On<DecideObjection>(
            (scene, act) =>
                act with
                {
                    Meeting = $"{Put(scene, MeetingScene.Representatives($"{scene.Day:yyyy-MM-dd}"))}/1",
                    Decision = scene.Chance.One(Enum.GetValues<AssemblyDecision>()),
                }
        )
        .On<SettlePlan>((scene, act) => act with { Meeting = Met(scene) })
        .On<Publish>((scene, act) => Today(scene, act) with { Signed = 1, CommitteeSeal = true, SupervisionSeal = true })
        .On<TakeDown>((scene, act) => Today(scene, act) with { Sheets = Up(scene) })
        .On<ReportGone>(
            (scene, act) =>
                Today(scene, act) with
                {
                    Sheets = [.. Up(scene).Take(1)],
                    Reason = scene.Chance.One(Enum.GetValues<EarlyReason>()),
                }
        )
        .On<ScanBack>((scene, act) => act with { Edition = scene.Chance.OneIn(3) ? 1 : null })
        .On<ArchiveDisclosure>(Today)
        .On<CorrectDisclosure>((scene, act) => act with { Reason = Core.Disclosures.CorrectionReason.Residents })
        .Holds<Disclosure>(Holds);

    private static DisclosurePeriod? Period(Scene scene) =>
        scene.Chance.OneIn(2)
            ? DisclosurePeriod
                .Of(scene.Cell.ListOn(scene.Day), scene.Unit.KindOn(scene.Day))
                .LastOrDefault(period => period.Opens <= scene.Day)
            : scene.Chance.One(DisclosurePeriod.Of(scene.Cell.ListOn(scene.Day), scene.Unit.KindOn(scene.Day)));

    private static DraftingAct Written(Chance chance, DraftingAct act, DisclosurePeriod? period) =>
        act with
        {
            Party = chance.Words("党务"),
            Affairs = chance.Words("政务"),
            Services = chance.Words("服务"),
            Finance = chance.Words("财务"),
            Books = period is null || chance.OneIn(5) ? null : new FinanceBook(period.Books, 100m, 100m).ToText(),
        };

    private static TAct Today<TAct>(Scene scene, TAct act)
        where TAct : DatedAct => act with { On = scene.Chance.OneIn(4) ? scene.Chance.Before(scene.Day, 3) : null };

    private static ImmutableArray<DisclosureSheet> Up(Scene scene)
    {
        DisclosureSheet[] up =
        [
            .. ((Disclosure)scene.Case!).Latest?.Sheets.Where(hung => hung.Until is null).Select(hung => hung.Sheet) ?? [],
        ];
        // One sheet alone as often as both: what hangs on and what is all down are two ends.
        return scene.Chance.OneIn(2) ? [.. up.Take(1)] : [.. up];
    }

    /// <summary>The two committees meet and settle it.</summary>
    private static string Met(Scene scene) =>
        Put(
            scene,
            new RecordMeeting
            {
                Types = [MeetingType.JointMeeting],
                Day = scene.Day,
                Eligible = 9,
                Present = 8,
                Agenda = [new() { Motion = "确定公开方案", Vote = VoteMethod.Unanimous }],
            }
        );

    /// <summary>A meeting is stored as it is made by the meetings' own table; its number.</summary>
    private static string Put(Scene scene, RecordMeeting act)
    {
        var number = $"{scene.Day.Year}-{scene.Stored<Meeting>().Length + 1:000}";
        scene.Put(MeetingScene.Done(act, $"{scene.Day:yyyy-MM-dd}") with { Unit = scene.Unit.Id, Number = number });
        return number;
    }

    private static void Holds(Disclosure? before, Disclosure after)
    {
        var chain = after.Chain;
        Assert.True(chain.ReviewedOn is null || chain.ReviewedOn >= chain.SubmittedOn);
        Assert.True(chain.SettledOn is null || chain.SettledOn >= chain.ReviewedOn);
        Assert.True(after.State is not (DisclosureState.Settled or DisclosureState.Reviewed) || chain.ReviewedOn is not null);
        // What hung is never said to have been something else, and days go on.
        var hung = (before?.Shown ?? []).Select(What).ToArray();
        Assert.Equal(hung, after.Shown.Take(hung.Length).Select(What));
        Assert.Equal(after.Shown.Select(showing => showing.On).Order(), after.Shown.Select(showing => showing.On));
        Assert.All(after.Shown, showing => Assert.True(showing.Signed > 0));
        // What is put up again is online already: its day there is that of the edition's first putting-up.
        Assert.All(
            after.Shown.GroupBy(showing => showing.Edition),
            edition =>
                Assert.True(edition.First().Online >= edition.First().On && edition.All(again => again.Online == edition.First().Online))
        );
        Assert.True(
            before is null
                || (before.Period == after.Period && (before.Edition <= after.Edition || (before.IsCorrecting && !after.IsCorrecting)))
        );
        // Of one edition or of the next, and then what was before is kept to go back to.
        Assert.Equal(after.Latest is { } latest && latest.Edition < after.Edition, after.IsCorrecting);
        Assert.Subset(after.Scans.ToHashSet(), (before?.Scans ?? []).ToHashSet());
        Assert.True(after.State != DisclosureState.Dropped || after.Shown.IsEmpty);
        var sheets = after.Latest?.Sheets ?? [];
        Assert.True(after.State != DisclosureState.OnDisplay || sheets.Any(sheet => sheet.Until is null));
        Assert.True(after.State != DisclosureState.Displayed || sheets.All(sheet => sheet.Until >= sheet.KeptUntil));
        Assert.Equal(
            after.State == DisclosureState.MustRepublish,
            after.State is not (DisclosureState.Drafting or DisclosureState.Dropped)
                && after.Latest?.Edition == after.Edition
                && sheets.Any(sheet => sheet.Early is not null)
        );

        static (int, DateOnly, DateOnly, string, int) What(Showing showing) =>
            (showing.Edition, showing.On, showing.Online, showing.Digest, showing.Signed);
    }
}
