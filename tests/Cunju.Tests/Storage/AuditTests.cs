using System.Security.Cryptography;
using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Storage;

public sealed class AuditTests
{
    private static readonly byte[] Scan = [0x25, 0x50, 0x44, 0x46, 0x2D];
    private static readonly string Digest = Convert.ToHexStringLower(SHA256.HashData(Scan));

    /// <summary>What somebody with the database in their hands might do, and where it is noticed.</summary>
    public static readonly TheoryData<Engine, string, string> Tampering = Both(
        (
            """UPDATE journal SET "Payload" = '{"topic":"别的"}' WHERE "Organisation" = '500112129202' AND "Seq" = 1""",
            "日志 500112129202 第 1 条（/500112129202/notes/2023-001）：校验值不符"
        ),
        ("""UPDATE journal SET "Moment" = (SELECT "Moment" FROM journal WHERE "Seq" = 2) WHERE "Seq" = 1""", "第 1 条"),
        ("""DELETE FROM journal WHERE "Organisation" = '500112129202' AND "Seq" = 2""", "序号不连续：上一条是 1，这一条是 3"),
        ("""DELETE FROM journal WHERE "Organisation" = '500112129202' AND "Seq" = 3""", "链尾记到第 3 条，日志到第 2 条"),
        ("""DELETE FROM journal WHERE "Organisation" = '500112129'""", "日志 500112129：链尾记到第 1 条，日志到第 0 条"),
        ("""DELETE FROM heads WHERE "Organisation" = '500112129202'""", "日志 500112129202：没有链尾"),
        ("""UPDATE heads SET "Hash" = 'f' WHERE "Organisation" = '500112129202'""", "日志 500112129202：链尾记到"),
        (
            """UPDATE notes SET "Topic" = '改了' WHERE "Number" = '2023-001'""",
            "事项 /500112129202/notes/2023-001：「topic」按日志应为 \"路灯\"，表里是 \"改了\""
        ),
        ("""UPDATE notes SET "State" = 'Closed' WHERE "Number" = '2023-001'""", "事项 /500112129202/notes/2023-001：「state」"),
        ("""DELETE FROM notes WHERE "Number" = '2023-002'""", "事项 /500112129202/notes/2023-002：日志里有，表里没有"),
        (
            """INSERT INTO notes ("Unit", "Number", "Version", "State", "Topic", "Replies") VALUES ('500112129203', '2023-001', 1, 'Open', '假', 0)""",
            "事项 /500112129203/notes/2023-001：表里有，日志里没有"
        ),
        ("""UPDATE records SET "On" = '2023-01-01' WHERE "Id" = '500112129202-000001'""", "记录 500112129202-000001：「on」"),
        ("""UPDATE records SET "Unit" = '500112129203' WHERE "Id" = '500112129202-000001'""", "记录 500112129202-000001：「unit」"),
        ("""DELETE FROM records WHERE "Id" = '500112129-000001'""", "记录 500112129-000001：按日志应有，表里没有"),
        ("""UPDATE records SET "Id" = 'x' WHERE "Id" = '500112129-000001'""", "记录 x：表里有，按日志不应有"),
        ("""UPDATE asides SET "Text" = '李四' """, "文字与日志里的摘要不符"),
        ("""UPDATE blobs SET "Bytes" = "Bytes" || "Bytes" """, "（/500112129202/notes/2023-001）：内容与摘要不符，文件被改动过。"),
        ("""DELETE FROM blobs""", $"文件 500112129202 {Digest}（/500112129202/notes/2023-001）：事项里提到这个文件，库里没有。"),
        ("""UPDATE blobs SET "Unit" = '500112129203'""", "事项里提到这个文件，库里没有"),
        ("""UPDATE counters SET "Last" = 9 WHERE "Procedure" = 'notes'""", "应为 1 至 9 连续，实为 1、2"),
        ("""UPDATE places SET "Version" = 7""", "事项 /500112/places/2023-001：「version」")
    );

    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Tampering))]
    public async Task Whatever_is_changed_behind_the_Desk_is_found_and_named(Engine engine, string change, string found)
    {
        await using var cell = await WithNotes(engine);
        Assert.Empty((await cell.Verify()).Differences);
        await using var db = cell.Cell.Open();
        Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(change.Replace("{", "{{").Replace("}", "}}")));
        var audited = await cell.Verify();
        Assert.False(audited.IsClean);
        Assert.Contains(audited.Differences, difference => $"{difference.Place}：{difference.What}".Contains(found));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Words_about_people_may_be_erased(Engine engine)
    {
        await using var cell = await WithNotes(engine);
        await using var db = cell.Cell.Open();
        await db.Asides.ExecuteDeleteAsync();
        var audited = await cell.Verify();
        Assert.Empty(audited.Differences);
        Assert.Equal(1, audited.Erased);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_file_that_nothing_names_is_mentioned_and_does_no_harm(Engine engine)
    {
        await using var cell = await WithNotes(engine);
        await using var db = cell.Cell.Open();
        byte[] other = [0x25, 0x50, 0x44, 0x46, 0x2D, 1];
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO blobs ("Digest", "Unit", "MediaType", "Bytes") VALUES ({Convert.ToHexStringLower(SHA256.HashData(other))}, {TestCell.OtherVillage}, 'application/pdf', {other})"""
        );
        var audited = await cell.Verify();
        Assert.Empty(audited.Differences);
        Assert.Equal((2, 1), (audited.Files, audited.Unused));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_lost_file_does_not_keep_the_records_from_being_made_again(Engine engine)
    {
        await using var cell = await WithNotes(engine);
        await using var db = cell.Cell.Open();
        await db.Blobs.ExecuteDeleteAsync();
        await db.Records.ExecuteDeleteAsync();
        Assert.True((await Audit.Rebuild(cell.Cell, Notes.Procedures, default)).IsClean);
        Assert.Contains("库里没有", Assert.Single((await cell.Verify()).Differences).What);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Records_are_made_again_from_the_journal_the_same_to_the_last_field(Engine engine)
    {
        await using var cell = await WithNotes(engine);
        var before = await cell.Records();
        await using var db = cell.Cell.Open();
        await db.Records.Where(row => row.Kind == "note.written").ExecuteDeleteAsync();
        await db.Records.ExecuteUpdateAsync(set => set.SetProperty(row => row.Kind, "invented"));
        var mark = await db.Cell.Select(row => row.RegisterMark).SingleAsync();
        Assert.True((await Audit.Rebuild(cell.Cell, Notes.Procedures, default)).IsClean);
        Assert.Equal(mark + 1, await db.Cell.Select(row => row.RegisterMark).SingleAsync());
        Assert.Equal(before, await cell.Records());
        Assert.Empty((await cell.Verify()).Differences);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nothing_is_made_again_from_a_damaged_journal(Engine engine)
    {
        await using var cell = await WithNotes(engine);
        await using var db = cell.Cell.Open();
        await db.Journal.Where(line => line.Seq == 2).ExecuteDeleteAsync();
        var before = await cell.Records();
        Assert.False((await Audit.Rebuild(cell.Cell, Notes.Procedures, default)).IsClean);
        Assert.Equal(before, await cell.Records());
    }

    /// <summary>Two notes of the village (one closed), a reply of the township, a text about a person, a file.</summary>
    internal static async Task<TestCell> WithNotes(Engine engine)
    {
        var cell = await TestCell.Create(engine: engine, notes: true);
        var clerk = cell.As(TestCell.Village, Notes.Write);
        Blob blob = new()
        {
            Digest = Digest,
            Unit = TestCell.Village,
            MediaType = "application/pdf",
            Bytes = Scan,
        };
        var first = await cell.Desk.Act(
            Notes.Table,
            TestCell.Village,
            null,
            new WriteNote
            {
                Topic = "路灯",
                Words = "张三",
                Leaves = [new() { Pictures = [Digest] }],
            },
            clerk,
            new([blob]),
            default
        );
        Assert.True(first.IsDone);
        cell.Clock.Advance(TimeSpan.FromHours(1));
        await cell.Does(clerk, Notes.Table, TestCell.Village, null, new WriteNote { Topic = "道路" });
        await cell.Does(cell.As(TestCell.Township, Notes.Reply), Notes.Table, TestCell.Village, "2023-001", new ReplyToNote { Seen = 1 });
        await cell.Does(clerk, Notes.Table, TestCell.Village, "2023-002", new CloseNote { Seen = 1 });
        return cell;
    }

    private static TheoryData<Engine, string, string> Both(params (string Change, string Found)[] tampering)
    {
        var both = new TheoryData<Engine, string, string>();
        foreach (var (change, found) in tampering)
        {
            both.Add(Engine.Sqlite, change, found);
            both.Add(Engine.Postgres, change, found);
        }

        return both;
    }
}
