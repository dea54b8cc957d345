using Cunju.Core.Assemblies;
using Cunju.Core.Documents;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Assemblies;

/// <summary>Meetings through the Desk, on both engines: the records, the words beside the journal, the numbers of decisions.</summary>
public sealed class MeetingDeskTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_meeting_of_several_types_is_entered_once_and_stands_in_every_book(Engine engine)
    {
        await using var cell = await TestCell.Create("2023-10-12", engine);
        var act = Representatives() with
        {
            Types =
            [
                MeetingType.SupervisionMeeting,
                MeetingType.RepresentativesAssembly,
                MeetingType.DeliberationMeeting,
                MeetingType.JointMeeting,
            ],
            NoticeDays = 2,
        };
        var done = await cell.Does(cell.Everyone(TestCell.Village), Meetings.Procedure, TestCell.Village, null, act);
        var records = await cell.Records();
        Assert.Equal(
            [
                "meeting.representatives",
                "record.book-entry book.village",
                "meeting.supervision",
                "record.book-entry book.supervision",
                "meeting.consultation",
                "record.book-entry book.consult",
            ],
            records.Select(row => (row.Kind + " " + row.ToRecord().Field("book")).Trim())
        );
        Assert.All(records, row => Assert.Equal((new DateOnly(2023, 10, 8), new DateOnly(2023, 10, 12)), (row.On, row.Entered)));
        Assert.Equal(records[0].Id, records[1].Of);
        Assert.Equal(records[4].Id, records[5].Of);
        var first = records[0].ToRecord();
        Assert.Equal((45, 31, true), (first.Field("eligible")?.Number, first.Field("present")?.Number, first.Field("short-notice")?.Truth));
        // Of the supervisors' and the deliberation the list asks only how many came.
        Assert.All(
            [records[2].ToRecord(), records[4].ToRecord()],
            record => Assert.Equal((null, 31), (record.Field("eligible")?.Number, record.Field("present")?.Number))
        );
        Assert.Equal(["minutes", "vote"], first.Evidence.ToArray());
        Assert.Equal(done.Key.Number, records[1].ToRecord().Field("page")?.Text);
        var meeting = await cell.Find<Meeting>(done.Key);
        Assert.Equal(4, meeting.Types.Length);
        Assert.All(records, row => Assert.DoesNotContain("村道路灯维修", row.ToRecord().ToString() + row.ToRecord().Field("topics")));
    }

    [Fact]
    public async Task Every_kind_of_record_is_declared()
    {
        await using var cell = await TestCell.Create();
        await cell.Does(
            cell.Everyone(TestCell.Village),
            Meetings.Procedure,
            TestCell.Village,
            null,
            Representatives() with
            {
                Agenda =
                [
                    new() { Motion = "年初承诺", Kind = AgendaKind.Pledge },
                    new() { Motion = "年底评议", Kind = AgendaKind.Appraisal },
                ],
            }
        );
        var records = await cell.Records();
        Assert.Equal(["meeting.representatives", "record.book-entry", "promise.made", "appraisal.held"], records.Select(row => row.Kind));
        Assert.All(records, row => Assert.Contains(row.Kind, Meetings.Procedure.Kinds));
        Assert.Equal("2023", records[2].Case);
        Assert.Equal(records[0].Id, records[3].ToRecord().Field("at-meeting")?.Text);
        var words = cell.Cell.ListOn(cell.Cell.Today).Kinds;
        Assert.All(Meetings.Procedure.Kinds, kind => Assert.True(words.ContainsKey(kind), kind));
    }

    [Fact]
    public async Task A_correction_makes_new_records_and_names_what_stands_now()
    {
        await using var cell = await TestCell.Create();
        var clerk = cell.Everyone(TestCell.Village);
        var act = Representatives() with { Types = [MeetingType.RepresentativesAssembly, MeetingType.DeliberationMeeting] };
        var done = await cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, act);
        var correction = Representatives().AsCorrection() with { Present = 33, Seen = 1 };
        await cell.Does(clerk, Meetings.Procedure, TestCell.Village, done.Key.Number, correction);
        var records = await cell.Records();
        var now = records[4];
        Assert.Equal(("meeting.representatives", 33), (now.Kind, now.ToRecord().Field("present")?.Number));
        var corrected = records.Single(row => row.Kind == "fact.corrected" && row.Of == records[0].Id);
        Assert.Equal(now.Id, corrected.ToRecord().Field("by")?.Text);
        Assert.Equal([records[2].Id, records[3].Id], records.Where(row => row.Kind == "fact.retracted").Select(row => row.Of!));

        await cell.Does(
            clerk,
            Meetings.Procedure,
            TestCell.Village,
            done.Key.Number,
            new RetractMeeting { Seen = 2, Why = RetractionReason.Duplicate }
        );
        var last = (await cell.Records()).Skip(records.Length).ToArray();
        Assert.Equal(2, last.Length);
        Assert.All(last, row => Assert.Equal("fact.retracted", row.Kind));
        Assert.Contains(now.Id, last.Select(row => row.Of));
    }

    [Fact]
    public async Task No_word_that_anybody_typed_stands_in_the_journal_or_in_a_record()
    {
        await using var cell = await TestCell.Create();
        var clerk = cell.Everyone(TestCell.Village);
        var notice = await cell.Does(
            clerk,
            Meetings.Procedure,
            TestCell.Village,
            null,
            new AnnounceMeeting
            {
                Types = [MeetingType.DeliberationMeeting],
                Day = new(2023, 10, 14),
                Place = "王珏家院坝",
                Topics = "王珏的低保",
            }
        );
        var said = Representatives() with
        {
            Types = [MeetingType.RepresentativesAssembly, MeetingType.DeliberationMeeting, MeetingType.SupervisionMeeting],
            Place = "赵垚家",
            Agenda = [Representatives().Agenda[0] with { Motion = "赵垚申请宅基地", Kind = AgendaKind.Topic }],
            Minutes = "李喆说路灯坏了",
            Chair = "周堃",
            Recorder = "何犇",
        };
        var done = await cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, said);
        await cell.Does(
            clerk,
            Meetings.Procedure,
            TestCell.Village,
            done.Key.Number,
            Representatives().AsCorrection() with
            {
                Agenda = [new() { Motion = "钱昱申请宅基地" }],
                Place = "钱昱家",
                Seen = 1,
            }
        );
        await using var db = cell.Cell.Open();
        var lines = await db.Journal.Where(entry => entry.Procedure == "meetings").ToListAsync();
        string[] names = ["王珏", "赵垚", "钱昱", "李喆", "周堃", "何犇"];
        Assert.Equal(3, lines.Count);
        var journal = string.Concat(lines.Select(line => System.Text.RegularExpressions.Regex.Unescape(line.Payload)));
        var records = string.Concat((await cell.Records()).Select(row => System.Text.Json.JsonSerializer.Serialize(row, Readable)));
        Assert.All(names, name => Assert.DoesNotContain(name, journal));
        Assert.All(names, name => Assert.DoesNotContain(name, records));
        Assert.DoesNotContain("一致", records);
        var asides = await db.Asides.Where(row => row.Unit == TestCell.Village).ToListAsync();
        Assert.All(names, name => Assert.Contains(asides, row => row.Text.Contains(name, StringComparison.Ordinal)));
        Assert.All(asides, row => Assert.Contains(Aside.Digest(row.Salt, row.Text), journal));
        var announced = await cell.Find<Meeting>(notice.Key);
        Assert.Equal("王珏的低保", asides.Single(row => row.Id == announced.Notice!.Topics[0].Id).Text);
    }

    [Fact]
    public async Task An_erased_text_leaves_the_meeting_and_its_papers_standing()
    {
        await using var cell = await TestCell.Create();
        var done = await cell.Does(
            cell.Everyone(TestCell.Village),
            Meetings.Procedure,
            TestCell.Village,
            null,
            Representatives() with
            {
                Place = "赵垚家",
            }
        );
        var meeting = await cell.Find<Meeting>(done.Key);
        await using var db = cell.Cell.Open();
        await db.Asides.Where(row => row.Id == meeting.Proceedings!.Agenda[0].Motion.Id).ExecuteDeleteAsync();
        var texts = new MeetingTexts(await db.Asides.ToDictionaryAsync(row => row.Id, row => row.Text));
        var paper = string.Join('\n', MeetingPapers.Minutes(MeetingScene.Village, meeting, texts).Parts.SelectMany(Said));
        Assert.Contains("（一）（已依申请删除）", paper);
        Assert.Contains("赵垚家", paper);
        Assert.Contains("赞成 30", paper);
        Assert.DoesNotContain("村道路灯维修", paper);
        Assert.Null(texts.Of(meeting.Proceedings!.Chair));

        static IEnumerable<string> Said(Part part) =>
            part switch
            {
                Heading heading => [heading.Text],
                Paragraph paragraph => [paragraph.Text],
                FieldList list => list.Fields.Select(field => $"{field.Name}：{field.Value}"),
                _ => [],
            };
    }

    [Fact]
    public async Task Numbers_of_decisions_run_through_the_year_and_are_never_given_twice()
    {
        await using var cell = await TestCell.Create();
        var clerk = cell.Everyone(TestCell.Village);
        var first = await cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, Representatives());
        var second = await cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, Representatives("2023-10-09"));
        await cell.Does(clerk, Meetings.Procedure, TestCell.Village, second.Key.Number, new SignMinutes { Seen = 1 });
        await cell.Does(clerk, Meetings.Procedure, TestCell.Village, first.Key.Number, new SignMinutes { Seen = 1 });
        Assert.Equal("〔2023〕1号", (await cell.Find<Meeting>(second.Key)).Resolutions[0].ToString());
        Assert.Equal("〔2023〕2号", (await cell.Find<Meeting>(first.Key)).Resolutions[0].ToString());

        // A corrected meeting is signed again and takes the next number; its old one stays used.
        await cell.Does(clerk, Meetings.Procedure, TestCell.Village, first.Key.Number, Representatives().AsCorrection() with { Seen = 2 });
        await cell.Does(clerk, Meetings.Procedure, TestCell.Village, first.Key.Number, new SignMinutes { Seen = 3 });
        Assert.Equal("〔2023〕3号", (await cell.Find<Meeting>(first.Key)).Resolutions[0].ToString());
        var other = await cell.Does(
            cell.Everyone(TestCell.OtherVillage),
            Meetings.Procedure,
            TestCell.OtherVillage,
            null,
            Representatives()
        );
        await cell.Does(
            cell.Everyone(TestCell.OtherVillage),
            Meetings.Procedure,
            TestCell.OtherVillage,
            other.Key.Number,
            new SignMinutes { Seen = 1 }
        );
        Assert.Equal("〔2023〕1号", (await cell.Find<Meeting>(other.Key)).Resolutions[0].ToString());
    }

    [Fact]
    public async Task A_correction_across_new_year_neither_skips_nor_repeats_a_number()
    {
        await using var cell = await TestCell.Create("2024-01-12", since: "2023-01-01", notes: true);
        var clerk = cell.Office(TestCell.Village, "clerk");
        var first = await Signed("2023-12-28");
        var moved = await Signed("2023-12-29");
        Assert.Equal(["〔2023〕1号", "〔2023〕2号"], [await NumberOf(first), await NumberOf(moved)]);

        // It was in January: its number is the first of 2024, and number 2 of 2023 stays used.
        await Does(moved, Representatives("2024-01-05").AsCorrection() with { Seen = 2 });
        await Does(moved, new SignMinutes { Seen = 3 });
        Assert.Equal("〔2024〕1号", await NumberOf(moved));
        Assert.Equal("〔2023〕3号", await NumberOf(await Signed("2023-12-30")));
        Assert.Equal("〔2024〕2号", await NumberOf(await Signed("2024-01-08")));
        Assert.True((await cell.Verify()).IsClean);

        async Task<CaseKey> Signed(string day)
        {
            var key = (await cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, Representatives(day))).Key;
            await Does(key, new SignMinutes { Seen = 1 });
            return key;
        }

        Task<App.Done> Does(CaseKey key, Act act) => cell.Does(clerk, Meetings.Procedure, TestCell.Village, key.Number, act);

        async Task<string> NumberOf(CaseKey key) => (await cell.Find<Meeting>(key)).Resolutions[0].ToString();
    }

    [Fact]
    public async Task A_township_can_neither_record_nor_sign_for_a_village()
    {
        await using var cell = await TestCell.Create();
        Assert.Equal(
            ["hidden"],
            await cell.IsRefused(cell.Everyone(TestCell.Township), Meetings.Procedure, TestCell.Village, null, Representatives())
        );
        var done = await cell.Does(cell.Everyone(TestCell.Village), Meetings.Procedure, TestCell.Village, null, Representatives());
        Assert.Equal(
            ["hidden"],
            await cell.IsRefused(
                cell.Everyone(TestCell.Township),
                Meetings.Procedure,
                TestCell.Village,
                done.Key.Number,
                new SignMinutes { Seen = 1 }
            )
        );
    }

    [Fact]
    public async Task Supervisors_keep_their_own_meetings_and_nobody_else_does()
    {
        await using var cell = await TestCell.Create();
        var clerk = cell.Office(TestCell.Village, "clerk");
        var supervisor = cell.Office(TestCell.Village, "supervision-member");
        var theirs = Representatives() with { Types = [MeetingType.SupervisionMeeting] };
        var both = Representatives() with { Types = [MeetingType.SupervisionMeeting, MeetingType.JointMeeting] };
        async Task Refused(Actor who, string? number, Act act) =>
            Assert.Equal(["meetings.supervision"], await cell.IsRefused(who, Meetings.Procedure, TestCell.Village, number, act));
        await Refused(clerk, null, theirs);
        await Refused(clerk, null, both);
        await Refused(supervisor, null, both);
        await Refused(supervisor, null, Representatives());
        await Refused(
            clerk,
            null,
            new AnnounceMeeting
            {
                Types = theirs.Types,
                Day = new(2023, 10, 20),
                Topics = "查账",
            }
        );

        var own = (await cell.Does(supervisor, Meetings.Procedure, TestCell.Village, null, theirs)).Key.Number;
        var other = (await cell.Does(clerk, Meetings.Procedure, TestCell.Village, null, Representatives())).Key.Number;
        foreach (var (stranger, number, types) in new[] { (clerk, own, Representatives()), (supervisor, other, theirs) })
        {
            await Refused(stranger, number, types.AsCorrection() with { Seen = 1 });
            await Refused(stranger, number, new SignMinutes { Seen = 1 });
            await Refused(stranger, number, new RetractMeeting { Seen = 1, Why = RetractionReason.Other });
        }

        await cell.Does(supervisor, Meetings.Procedure, TestCell.Village, own, theirs.AsCorrection() with { Seen = 1 });
        await cell.Does(supervisor, Meetings.Procedure, TestCell.Village, own, new SignMinutes { Seen = 2 });
        await cell.Does(
            supervisor,
            Meetings.Procedure,
            TestCell.Village,
            own,
            new RetractMeeting { Seen = 3, Why = RetractionReason.Other }
        );
        var notice = new AnnounceMeeting
        {
            Types = theirs.Types,
            Day = new(2023, 10, 12),
            Topics = "查账",
        };
        var announced = (await cell.Does(supervisor, Meetings.Procedure, TestCell.Village, null, notice)).Key.Number;
        await Refused(
            clerk,
            announced,
            new PostponeMeeting
            {
                Seen = 1,
                Day = new(2023, 10, 20),
                Why = PostponementReason.Venue,
            }
        );
        await Refused(clerk, announced, Representatives().AsHeld() with { Seen = 1 });
        await cell.Does(supervisor, Meetings.Procedure, TestCell.Village, announced, theirs.AsHeld() with { Seen = 1 });

        // Who holds an office of both bodies keeps the meetings of both.
        var twice = cell.Office(TestCell.Village, "party-secretary", "supervision-chair");
        await cell.Does(twice, Meetings.Procedure, TestCell.Village, null, both);
    }
}
