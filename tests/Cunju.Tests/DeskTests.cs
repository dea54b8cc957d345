using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests;

public sealed class DeskTests
{
    public static readonly TheoryData<Engine> Engines = [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines))]
    public async Task An_act_leaves_one_line_its_case_its_records_and_the_words_about_people_apart(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        var done = await cell.Does(
            Clerk(cell),
            Notes.Table,
            TestCell.Village,
            null,
            new WriteNote { Topic = "路灯", Words = "张三家门口" }
        );

        Assert.Equal("/500112129202/notes/2023-001", done.Key.ToString());
        Assert.Equal(1, (await cell.Find<Note>(done.Key)).Version);
        await using var db = cell.Cell.Open();
        var line = await db.Journal.SingleAsync(entry => entry.Organisation == TestCell.Village);
        Assert.Equal((1, "WriteNote", "NoteWritten"), (line.Seq, line.Act, line.Fact));
        Assert.DoesNotContain("张三", line.Payload);
        Assert.Equal("张三家门口", (await db.Asides.SingleAsync()).Text);
        var records = await cell.Records();
        Assert.Equal(["500112129202-000001", "500112129202-000001.2"], records.Select(row => row.Id));
        Assert.Equal("500112129202-000001", records[1].Of);
        Assert.True((await cell.Verify()).IsClean);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_refused_act_writes_nothing(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        var before = await Everything(cell);
        Assert.Equal(["notes.topic"], await cell.IsRefused(Clerk(cell), Notes.Table, TestCell.Village, null, new WriteNote()));
        Assert.Equal(
            ["hidden"],
            await cell.IsRefused(Clerk(cell), Notes.Table, TestCell.OtherVillage, null, new WriteNote { Topic = "别村" })
        );
        Assert.Equal(["hidden"], await cell.IsRefused(Clerk(cell), Notes.Table, "500112999999", null, new WriteNote { Topic = "没有" }));
        Assert.Equal(["hidden"], await cell.IsRefused(Clerk(cell), Notes.Table, TestCell.Village, "2023-009", new CloseNote()));
        Assert.Equal(before, await Everything(cell));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task An_act_names_only_files_it_brings_along_or_the_unit_has(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        var (scan, other) = (File(TestCell.Village, 1), File(TestCell.Village, 2));
        WriteNote Naming(params Blob[] files) => new() { Topic = "路灯", Files = [.. files.Select(file => file.Digest)] };
        Task<Outcome<Done>> Ask(WriteNote act, params Blob[] brought) =>
            cell.Desk.Act(Notes.Table, TestCell.Village, null, act, Clerk(cell), new([.. brought]), default);

        var before = await Everything(cell);
        var refusal = Assert.Single((await Ask(Naming(scan))).Refusals);
        Assert.Equal(("files.missing", "Files"), (refusal.Code, refusal.Field));
        var inRow = new WriteNote { Topic = "路灯", Leaves = [new() { Pictures = [scan.Digest] }] };
        Assert.Equal("Pictures", Assert.Single((await Ask(inRow)).Refusals).Field);
        // What another unit has, or brings under another unit's name, is not this unit's.
        Assert.Equal("files.missing", Assert.Single((await Ask(Naming(scan), scan with { Unit = TestCell.OtherVillage })).Refusals).Code);
        Assert.Equal("files.missing", Assert.Single((await Ask(Naming(scan) with { Files = ["../etc/passwd"] }, scan)).Refusals).Code);
        Assert.Equal(before, await Everything(cell));

        Assert.True((await Ask(Naming(scan), scan, other)).IsDone);
        await using var db = cell.Cell.Open();
        Assert.Equal(scan.Digest, (await db.Blobs.SingleAsync()).Digest);
        // Named again without being sent again: the unit has it.
        Assert.True((await Ask(Naming(scan) with { Key = "again" })).IsDone);
        await IsClean(cell);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task What_was_asked_on_an_older_page_is_refused(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        var note = await Write(cell);
        await cell.Does(Officer(cell), Notes.Table, TestCell.Village, note.Number, new ReplyToNote { Seen = 1 });
        Assert.Equal(
            ["desk.stale"],
            await cell.IsRefused(Clerk(cell), Notes.Table, TestCell.Village, note.Number, new CloseNote { Seen = 1 })
        );
        await cell.Does(Clerk(cell), Notes.Table, TestCell.Village, note.Number, new CloseNote { Seen = 2 });
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_second_tap_is_done_once_and_counts_as_done(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        var form = new WriteNote { Topic = "路灯", Key = "k1" };
        var taps = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => Task.Run(() => cell.Does(Clerk(cell), Notes.Table, TestCell.Village, null, form)))
        );
        Assert.Single(taps, tap => !tap.Again);
        Assert.Single(taps.Select(tap => tap.Key).Distinct());

        // The same words on a new form are a new act, and so are another person's.
        Assert.False((await cell.Does(Clerk(cell), Notes.Table, TestCell.Village, null, form with { Key = "k2" })).Again);
        Assert.False((await cell.Does(Clerk(cell) with { Account = "someone-else" }, Notes.Table, TestCell.Village, null, form)).Again);

        var close = new CloseNote { Seen = 1, Key = "k3" };
        Assert.False((await cell.Does(Clerk(cell), Notes.Table, TestCell.Village, "2023-001", close)).Again);
        Assert.True((await cell.Does(Clerk(cell), Notes.Table, TestCell.Village, "2023-001", close)).Again);
        Assert.True((await cell.Verify()).IsClean);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Many_acts_of_one_unit_at_once_are_all_done_and_numbered_without_gaps(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        var second = new Desk(await cell.OpenAgain());
        await Task.WhenAll(
            Enumerable
                .Range(1, 40)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        // Two programs write at once: the server and the command line.
                        var desk = i % 2 == 0 ? cell.Desk : second;
                        var act = new WriteNote { Topic = $"第{i}件" };
                        Assert.True((await desk.Act(Notes.Table, TestCell.Village, null, act, Clerk(cell), Luggage.None, default)).IsDone);
                    })
                )
        );
        await using var db = cell.Cell.Open();
        var numbers = await db.Set<Note>().Select(note => note.Number).OrderBy(number => number).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 40).Select(i => $"2023-{i:000}"), numbers);
        Assert.Equal(40, (await db.Set<Note>().Select(note => note.Topic).Distinct().ToListAsync()).Count);
        await IsClean(cell);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Many_units_act_at_once_each_on_its_own_chain(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        await using var db = cell.Cell.Open();
        var villages = (await cell.Cell.Register(db, default))
            .All.Where(unit => unit.Id.Length == 12)
            .Take(20)
            .Select(unit => unit.Id)
            .ToArray();
        await Task.WhenAll(
            villages.SelectMany(village =>
                Enumerable
                    .Range(1, 4)
                    .Select(i =>
                        Task.Run(() =>
                            cell.Does(cell.As(village, Notes.Write), Notes.Table, village, null, new WriteNote { Topic = $"{i}" })
                        )
                    )
            )
        );
        foreach (var village in villages)
        {
            Assert.Equal(4, (await db.Heads.AsNoTracking().SingleAsync(head => head.Organisation == village)).Seq);
        }

        await IsClean(cell);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task When_two_organisations_act_on_one_case_one_is_done_and_the_other_must_look_again(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        for (var round = 1; round <= 15; round++)
        {
            var note = await Write(cell);
            var outcomes = await Task.WhenAll(
                Task.Run(() => cell.Act(Clerk(cell), Notes.Table, TestCell.Village, note.Number, new CloseNote { Seen = 1 })),
                Task.Run(() => cell.Act(Officer(cell), Notes.Table, TestCell.Village, note.Number, new ReplyToNote { Seen = 1 }))
            );
            Assert.Single(outcomes, outcome => outcome.IsDone);
            Assert.Equal("desk.stale", outcomes.Single(outcome => !outcome.IsDone).Refusals.Single().Code);
        }

        await IsClean(cell);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task No_session_of_a_township_or_the_bureau_writes_a_record_of_a_village(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        var note = await Write(cell);
        await cell.Does(Officer(cell), Notes.Table, TestCell.Village, note.Number, new ReplyToNote { Seen = 1 });
        var reply = (await cell.Records()).Single(row => row.Kind == "note.replied");
        Assert.Equal((TestCell.Township, TestCell.Village), (reply.Unit, reply.CaseUnit));
        Assert.Equal("500112129-000001", reply.Id);
        await using var db = cell.Cell.Open();
        Assert.Equal(TestCell.Township, (await db.Journal.SingleAsync(line => line.Fact == "NoteReplied")).Organisation);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Numbers_begin_again_with_the_year(Engine engine)
    {
        await using var cell = await TestCell.Create("2023-12-31", engine, notes: true);
        Assert.Equal("2023-001", (await Write(cell)).Number);
        cell.Clock.Set("2024-01-01");
        Assert.Equal("2024-001", (await Write(cell)).Number);
        Assert.Equal("2024-002", (await Write(cell)).Number);
        await IsClean(cell);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_race_that_fails_a_statement_is_tried_again_from_the_beginning(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, notes: true);
        var tries = 0;
        await using (var db = cell.Cell.Open())
        {
            await db.Database.ExecuteSqlAsync($"""INSERT INTO protection_keys ("Name", "Xml") VALUES ('taken', '')""");
        }

        Luggage luggage = new(
            [],
            (db, _) =>
            {
                db.ProtectionKeys.Add(new() { Name = tries++ < 2 ? "taken" : "free", Xml = "" });
                return Task.CompletedTask;
            }
        );
        var outcome = await cell.Desk.Act(
            Notes.Table,
            TestCell.Village,
            null,
            new WriteNote { Topic = "一" },
            Clerk(cell),
            luggage,
            default
        );
        Assert.Equal((3, "2023-001"), (tries, outcome.Value!.Key.Number));
        Assert.Equal(2, (await cell.Records()).Length);
        await IsClean(cell);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_clock_of_a_practice_cell_goes_forward_only_and_every_program_follows_it(Engine engine)
    {
        await using var cell = await TestCell.Create("2023-10-12", engine, notes: true);
        var other = await cell.OpenAgain();
        Assert.True(await cell.Cell.SetClock(new(2023, 11, 1), default));
        Assert.False(await cell.Cell.SetClock(new(2023, 10, 31), default));
        // The other program does not know yet, and must not turn it back.
        Assert.True(await other.SetClock(new(2023, 10, 20), default));
        await using var db = other.Open();
        await other.Register(db, default);
        Assert.Equal(new(2023, 11, 1), other.Today);
        Assert.Equal(new(2023, 11, 1), (await cell.OpenAgain()).Today);
    }

    [Fact]
    public async Task The_clock_of_a_real_cell_is_the_real_one()
    {
        var (store, remove) = await TestCell.NewStore(Engine.Sqlite);
        await store.Create(practice: false, new(2023, 1, 1), default);
        var cell = await store.Open(TestCell.Data, TestClock.On("2023-10-12"), default);
        Assert.False(await cell.SetClock(new(2023, 11, 1), default));
        Assert.Equal(new(2023, 10, 12), cell.Today);
        await remove();
    }

    private static Actor Clerk(TestCell cell) => cell.As(TestCell.Village, Notes.Write);

    private static Actor Officer(TestCell cell) => cell.As(TestCell.Township, Notes.Reply);

    private static Blob File(string unit, byte number)
    {
        byte[] bytes = [0x25, 0x50, 0x44, 0x46, 0x2D, number];
        return new()
        {
            Digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
            Unit = unit,
            MediaType = "application/pdf",
            Bytes = bytes,
        };
    }

    private static async Task<CaseKey> Write(TestCell cell) =>
        (
            await cell.Does(
                Clerk(cell),
                Notes.Table,
                TestCell.Village,
                null,
                new WriteNote { Topic = "路灯", Key = Guid.CreateVersion7().ToString() }
            )
        ).Key;

    private static async Task IsClean(TestCell cell) => Assert.Empty((await cell.Verify()).Differences);

    private static async Task<string> Everything(TestCell cell)
    {
        await using var db = cell.Cell.Open();
        return $"{await db.Journal.CountAsync()} {await db.Heads.CountAsync()} {await db.Records.CountAsync()} {await db.Asides.CountAsync()} {await db.Counters.CountAsync()} {await db.Blobs.CountAsync()} {await db.Set<Note>().CountAsync()}";
    }
}
