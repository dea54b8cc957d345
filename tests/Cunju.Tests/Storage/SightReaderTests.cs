using System.Collections.Immutable;
using CsCheck;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Storage;

using Record = Cunju.Core.Ledger.Record;

/// <summary>What is read from a store is what <see cref="Core.TaskLists.Sight.Of"/> says, on both engines, also where only the new is read again.</summary>
public sealed class SightReaderTests
{
    private static readonly string[] Units = [TestCell.Village, TestCell.OtherVillage, TestCell.Community, TestCell.Township];

    private static readonly string[] Kinds =
    [
        "meeting.assembly",
        "record.book-entry",
        "open.step",
        "decision.step",
        "subcommittee.composition",
        "charter.clause",
        "self.report",
        "review.made",
        "fact.retracted",
        "fact.corrected",
    ];

    /// <summary>Records of seven years that answer each other across units and years, of the kinds a list treats in different ways.</summary>
    private static readonly Gen<Record[]> Records = Gen.Int[0, 100_000]
        .Array[6]
        .Array[1, 160]
        .Select(rows =>
            rows.Select(
                    (dice, i) =>
                        new Record
                        {
                            Id = $"{Units[dice[0] % 4]}-{i:000000}",
                            Unit = Units[dice[0] % 4],
                            Kind = Kinds[dice[1] % Kinds.Length],
                            On = new DateOnly(2020, 1, 1).AddDays(dice[2] % (7 * 365)),
                            Case = new[] { "甲", "乙", "2023-01-15", "2023-10-15", null }[dice[3] % 5],
                            Of = dice[4] % 2 == 0 && i > 0 ? $"{Units[rows[dice[4] / 2 % i][0] % 4]}-{dice[4] / 2 % i:000000}" : null,
                            Fields = Fields(dice[5]),
                            Evidence = dice[5] % 3 == 0 ? ["minutes"] : [],
                        }
                )
                .ToArray()
        );

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_reader_brings_what_is_in_sight_and_nothing_else(Engine engine)
    {
        await using var cell = await TestCell.Create(engine: engine, few: true);
        var list = cell.Cell.ListOn(new(2023, 6, 1));
        for (var round = 0; round < 25; round++)
        {
            var records = Records.Single();
            await Put(cell, records, first: true);
            await using var db = cell.Cell.Open();
            var register = await cell.Cell.Register(db, TestContext.Current.CancellationToken);
            foreach (var unit in Units)
            {
                var own = records.Where(record => record.Unit == unit || unit == TestCell.Township).ToArray();
                var read = await Cell.RecordsFor(db, register, register.Find(unit)!, list, TestContext.Current.CancellationToken);
                Assert.Equal(Answered(list.LooksAt.Of(new(own)), records).Select(Print), read.All.Select(Print));
            }

            var all = await cell.Cell.AllRecords(db, list, TestContext.Current.CancellationToken);
            Assert.Equal(list.LooksAt.Of(new(records)).All.Select(Print), all.All.Select(Print));
        }
    }

    [Fact]
    public async Task What_is_read_again_after_an_act_joins_what_was_kept()
    {
        await using var cell = await TestCell.Create(few: true);
        var list = cell.Cell.ListOn(new(2023, 6, 1));
        for (var round = 0; round < 60; round++)
        {
            var records = Records.Single();
            var before = records.Take(records.Length / 2).ToArray();
            await Put(cell, before, first: true);
            await using var db = cell.Cell.Open();
            Assert.Equal(
                list.LooksAt.Of(new(before)).All.Select(Print),
                (await cell.Cell.AllRecords(db, list, TestContext.Current.CancellationToken)).All.Select(Print)
            );
            // In the order in which they were recorded, a few at a time: only those who recorded something are read again.
            foreach (var later in records.Skip(before.Length).Chunk(1 + round % 7))
            {
                await Put(cell, later, first: false);
                before = [.. before, .. later];
                Assert.Equal(
                    list.LooksAt.Of(new(before)).All.Select(Print),
                    (await cell.Cell.AllRecords(db, list, TestContext.Current.CancellationToken)).All.Select(Print)
                );
            }
        }
    }

    [Fact]
    public async Task The_books_of_few_years_are_kept()
    {
        await using var cell = await TestCell.Create(few: true);
        await Put(cell, Records.Single(), first: true);
        await using var db = cell.Cell.Open();
        var list = cell.Cell.ListOn(new(2023, 6, 1));
        var kept = await cell.Cell.AllRecords(db, list, TestContext.Current.CancellationToken);
        Assert.Same(kept, await cell.Cell.AllRecords(db, list, TestContext.Current.CancellationToken));
        foreach (var year in new[] { 2021, 2022, 2024 })
        {
            var other = list with { InForce = Core.Calendars.DayRange.OfYear(year) };
            _ = await cell.Cell.AllRecords(db, other, TestContext.Current.CancellationToken);
        }

        Assert.NotSame(kept, await cell.Cell.AllRecords(db, list, TestContext.Current.CancellationToken));
    }

    /// <summary>With everything that answers them, whoever made it.</summary>
    private static ImmutableArray<Record> Answered(RecordBook seen, Record[] all)
    {
        var ids = seen.All.Select(record => record.Id).ToHashSet();
        while (all.Where(record => record.Of is { } of && ids.Contains(of) && ids.Add(record.Id)).ToArray().Length > 0) { }
        return new RecordBook(all.Where(record => ids.Contains(record.Id))).All;
    }

    private static async Task Put(TestCell cell, IEnumerable<Record> records, bool first)
    {
        await using var db = cell.Cell.Open();
        if (first)
        {
            // Records are only ever removed by a rebuilding, and that moves the mark.
            await db.Records.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await db.Cell.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.RegisterMark, row => row.RegisterMark + 1),
                TestContext.Current.CancellationToken
            );
            await cell.Cell.Register(db, TestContext.Current.CancellationToken);
        }

        foreach (var unit in records.GroupBy(record => record.Unit))
        {
            foreach (var record in unit)
            {
                db.Records.Add(
                    new()
                    {
                        Id = record.Id,
                        Unit = record.Unit,
                        Kind = record.Kind,
                        On = record.On,
                        Entered = cell.Cell.Today,
                        Case = record.Case,
                        Of = record.Of,
                        Fields = CellJson.Write(record.Fields),
                        Evidence = CellJson.Write(record.Evidence),
                        Source = record.Source,
                        CaseUnit = record.Unit,
                        CaseProcedure = "work-records",
                        CaseNumber = record.Id,
                        CaseVersion = 1,
                    }
                );
            }
        }

        // The chains of all have moved when everything is new, else only of those who did something.
        foreach (var unit in first ? Units : records.Select(record => record.Unit).Distinct())
        {
            var head =
                await db.Heads.FindAsync([unit], TestContext.Current.CancellationToken)
                ?? db.Heads.Add(new() { Organisation = unit }).Entity;
            head.Seq += 1000;
        }

#pragma warning disable RS0030 // Only the Desk writes; a fixture prepares.
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
#pragma warning restore RS0030
    }

    private static ImmutableDictionary<string, FieldValue> Fields(int dice) =>
        ImmutableDictionary<string, FieldValue>
            .Empty.Add("step", FieldValue.Of(dice % 2 == 0 ? "publish" : "file"))
            .Add("categories", FieldValue.Of(dice % 3 == 0 ? ["党务", "财务"] : new[] { "党务" }));

    private static string Print(Record record) =>
        $"{record.Id} {record.Unit} {record.Kind} {record.On} {record.Case} {record.Of} {record.Field("step")} {record.Field("categories")} {string.Join(',', record.Evidence)}";
}
