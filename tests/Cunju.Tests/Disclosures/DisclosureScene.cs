using System.Collections.Immutable;
using Cunju.Core.Disclosures;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Procedures;

namespace Cunju.Tests.Disclosures;

/// <summary>October's disclosure of a village, at any of its states, asked of the table alone.</summary>
internal static class DisclosureScene
{
    public const string Quarter = "2023-10-15";

    public static readonly TaskList List = TestCell.Data.Lists.First(list => list.InForce.Contains(new(2023, 10, 15)));

    /// <summary>What a village writes of a quarter; the books are those of the month before.</summary>
    public static readonly DraftDisclosure Draft = new()
    {
        Period = Quarter,
        Party = "三季度开展主题党日3次。",
        Affairs = "姓名\t组别\t标准\n林某\t2组\t300",
        Services = "办事窗口周一至周六开放。",
        Books = BooksOf(9),
    };

    private static readonly ImmutableArray<RecordedMeeting> Meetings =
    [
        new("2023-001", new(2023, 10, 1)),
        new("2023-002", new(2023, 10, 12)),
        new("2023-003", new(2023, 10, 22)),
    ];

    /// <summary>A month's books that add up.</summary>
    public static string BooksOf(int month) => BooksOf(new DateOnly(2023, month, 1));

    /// <summary>The same for the month of that first day.</summary>
    public static string BooksOf(DateOnly month) =>
        new FinanceBook(month, 10_000m, 10_800m)
        {
            Income = [new("集体土地租金", "租金收入", 2_000m)],
            Expense = [new("公共路灯电费", "水电费", 1_200m)],
        }.ToText();

    public static DisclosureContent Content(DraftingAct act) =>
        DisclosureContent.Of(
            [
                (DisclosureSubject.Party, act.Party),
                (DisclosureSubject.Affairs, act.Affairs),
                (DisclosureSubject.Services, act.Services),
                (DisclosureSubject.Finance, act.Finance),
            ],
            act.Books
        );

    public static readonly DisclosureKnowledge AtHand = new(List, [], Content(Draft), 3, Meetings, [])
    {
        Assemblies =
        [
            new("2023-008", 1, new(2023, 10, 8), "维持公开方案", true),
            new("2023-011", 1, new(2023, 10, 11), "维持公开方案", true),
            new("2023-012", 1, new(2023, 10, 12), "维持公开方案", true),
            new("2023-012", 2, new(2023, 10, 12), "电费不附发票", false),
        ],
    };

    /// <summary>The same once a name was taken out of the text.</summary>
    public static readonly DisclosureKnowledge Mended = AtHand with { Content = Content(Draft with { Affairs = "组别\t户数\n2组\t1" }) };

    /// <summary>The village on that day of October.</summary>
    public static Asking On(int day, DisclosureKnowledge? known = null) =>
        new(
            DisclosureProcedure.Table,
            MeetingScene.Village,
            new(2023, 10, day),
            new Known().With(typeof(DisclosureKnowledge), known ?? AtHand)
        );

    public static readonly Publish PutUp = new()
    {
        Signed = 2,
        CommitteeSeal = true,
        SupervisionSeal = true,
    };

    public static Disclosure Drafting() => On(3).Done<Disclosure>(Draft);

    public static Disclosure UnderReview() => On(5).Done<Disclosure>(new SubmitForReview(), Drafting());

    public static Disclosure Objected() => On(8).Done<Disclosure>(new RaiseObjection { Opinion = "电费请附发票。" }, UnderReview());

    public static Disclosure Replied() => On(9).Done<Disclosure>(new ReplyToObjection { Reply = "发票在票夹第3页。" }, Objected());

    public static Disclosure Escalated() => On(10).Done<Disclosure>(new EscalateObjection(), Replied());

    public static Disclosure Answered() => On(11).Done<Disclosure>(new AnswerObjection { Answer = "已查看发票，属实。" }, Escalated());

    /// <summary>Decided by the residents' representatives on the 12th, after the township's answer.</summary>
    public static Disclosure Decided(AssemblyDecision decision) =>
        On(12).Done<Disclosure>(new DecideObjection { Meeting = "2023-012/1", Decision = decision }, Answered());

    public static Disclosure Reviewed() => On(10).Done<Disclosure>(new PassReview(), UnderReview());

    public static Disclosure Settled() => On(12).Done<Disclosure>(new SettlePlan { Meeting = "2023-002" }, Reviewed());

    public static Disclosure OnDisplay() => On(15).Done<Disclosure>(PutUp, Settled());

    public static Disclosure Gone() =>
        On(18).Done<Disclosure>(new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Torn }, OnDisplay());

    public static Disclosure Correcting() =>
        On(20).Done<Disclosure>(new CorrectDisclosure { Reason = CorrectionReason.Residents }, OnDisplay());
}
