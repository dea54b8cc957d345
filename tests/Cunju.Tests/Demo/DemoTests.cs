using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cunju.App.Demo;
using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.Assemblies;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Cunju.Core.WorkRecords;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Demo;

/// <summary>The demo year: made through the Desk, the same each time, good in real places, and wrong only where nobody lives.</summary>
public sealed partial class DemoTests(DemoOnce once)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task The_same_seed_makes_the_same_heads_and_another_seed_makes_others()
    {
        await using var shared = await once.Copy();
        var first = await HeadsOf(DemoOnce.Real, 2023);
        var again = await HeadsOf(DemoOnce.Real, 2023);
        var other = await HeadsOf(DemoOnce.Real, 7);
        Assert.Equal(first, again);
        Assert.All(first, head => Assert.NotEqual(head.Value, other[head.Key]));
        // Whoever else has a story: the chains of a township and its units are the same.
        var beside = await Heads(shared.Cell);
        Assert.All(first.Where(head => head.Key.Length > 6), head => Assert.Equal(head.Value, beside[head.Key]));
        Assert.Equal(6, first.Count);
    }

    [Fact]
    public async Task Everything_follows_from_the_journal()
    {
        var audited = await Audit.Verify(await once.Read(), TestCell.Institutions, Cancel);
        Assert.Empty(audited.Differences);
        Assert.True(audited.Lines > 1500, $"{audited.Lines}");
        Assert.Equal(0, audited.Erased);
    }

    [Fact]
    public async Task Real_places_have_an_ordinary_good_year()
    {
        var counted = await DemoStatuses.Of(await once.Read(), IsReal, Cancel);
        Status[] red = [Status.MetLate, Status.Returned, Status.Overdue, Status.Breached];
        Assert.Empty(counted.Where(row => row.Counts.Keys.Intersect(red).Any()).Select(row => row.Obligation.Id));
        // Good is not empty: what can be done by October is done somewhere.
        string[] done =
        [
            "charter.party-clause",
            "assembly.yearly",
            "assembly.book",
            "promise.chain",
            "lists.in-force",
            "rules.nominations",
            "consult.catalogue",
            "consult.plan",
            "consult.book",
            "supervision.procedures",
            "cases.submitted",
            "open.township-review",
        ];
        Assert.All(done, id => Assert.Contains(Status.Met, counted.Single(row => row.Obligation.Id == id).Counts.Keys));
        Assert.All(
            new[] { "subcommittees.set", "subcommittees.size", "subcommittees.term" },
            id => Assert.Equal([Status.OnTrack], counted.Single(row => row.Obligation.Id == id).Counts.Keys)
        );
    }

    [Fact]
    public async Task What_goes_wrong_goes_wrong_in_the_invented_township()
    {
        var cell = await once.Read();
        var lanes = new HashSet<(string, Status)>();
        await using var db = cell.Open();
        var register = await cell.Register(db, Cancel);
        foreach (var unit in register.All.Where(unit => unit.Id.StartsWith(Invented.Township, StringComparison.Ordinal)))
        {
            var book = await Cell.RecordsFor(db, register, unit, Cancel);
            var board = Evaluator.Evaluate(cell.ListOn(cell.Today), register, unit, book, new(cell.Today, null, cell.Since));
            lanes.UnionWith(board.Lanes.Select(lane => (lane.Obligation.Id, lane.Status)));
        }

        (string Obligation, Status Status)[] wrong =
        [
            ("promise.chain", Status.MetLate),
            ("promise.chain", Status.Overdue),
            ("open.quarterly", Status.MetLate),
            ("open.finance-monthly", Status.Overdue),
            ("open.kept", Status.Breached),
            ("open.procedure", Status.MetLate),
            ("open.township-review", Status.Overdue),
            ("consult.quarterly", Status.Overdue),
            ("subcommittees.size", Status.Overdue),
            ("subcommittees.refill", Status.MetLate),
            ("triage.promoted", Status.Returned),
            ("rules.guide", Status.Overdue),
            ("rules.nominations", Status.Returned),
            ("cases.submitted", Status.MetLate),
        ];
        Assert.All(wrong, one => Assert.Contains(one, lanes));
        Assert.Equal(UnitKind.Community, register.Find(Invented.Turning)!.KindOn(cell.Today));
        Assert.Equal(UnitKind.Village, register.Find(Invented.Turning)!.KindOn(Invented.Turns.AddDays(-1)));
        Assert.False(register.Find(Invented.Ending)!.ExistsOn(cell.Today));
        Assert.Contains(Invented.Ending, register.Find(Invented.Receiving)!.Succeeds);

        var meetings = await db.Set<Meeting>().AsNoTracking().ToListAsync(Cancel);
        Assert.All(
            meetings.Where(meeting => meeting.State is MeetingState.NotQuorate or MeetingState.Retracted),
            meeting => Assert.StartsWith(Invented.Township, meeting.Unit, StringComparison.Ordinal)
        );
        Assert.Contains(meetings, meeting => meeting.State == MeetingState.NotQuorate);
        Assert.Contains(meetings, meeting => meeting.State == MeetingState.Retracted);
        var facts = await db.Journal.AsNoTracking().Select(line => line.Fact).Distinct().ToListAsync(Cancel);
        Assert.Superset(
            new HashSet<string> { nameof(MeetingPostponed), nameof(MeetingCorrected), nameof(WorkRetracted), nameof(WorkCorrected) },
            facts.ToHashSet()
        );

        // What goes wrong with disclosures, and only there; everywhere what is wrong is put right again.
        string[] troubles =
        [
            nameof(ObjectionRaised),
            nameof(ObjectionAdopted),
            nameof(ObjectionReplied),
            nameof(ObjectionEscalated),
            nameof(ObjectionAnswered),
            nameof(CorrectionBegun),
            nameof(PaperFiledAgain),
        ];
        var told = await db.Journal.AsNoTracking().Where(line => troubles.Contains(line.Fact)).ToListAsync(Cancel);
        Assert.Equal(troubles.Order(), told.Select(line => line.Fact).Distinct().Order());
        Assert.All(told, line => Assert.StartsWith(Invented.Township, line.Unit, StringComparison.Ordinal));
        var disclosures = await db.Set<Disclosure>().AsNoTracking().ToListAsync(Cancel);
        Assert.All(
            disclosures.Where(disclosure =>
                disclosure.Edition > 1 || disclosure.Shown.Any(shown => shown.Sheets.Any(sheet => sheet.Early is not null))
            ),
            disclosure => Assert.StartsWith(Invented.Township, disclosure.Unit, StringComparison.Ordinal)
        );
        Assert.Contains(disclosures, disclosure => disclosure is { Edition: 2, Latest.Edition: 2 });
        Assert.DoesNotContain(disclosures, disclosure => disclosure.State is DisclosureState.MustRepublish or DisclosureState.Objected);
    }

    [Fact]
    public async Task Books_add_up_and_go_on_from_month_to_month()
    {
        await using var db = (await once.Read()).Open();
        var disclosures = await db.Set<Disclosure>().AsNoTracking().OrderBy(disclosure => disclosure.Period).ToListAsync(Cancel);
        var texts = await db.Asides.AsNoTracking().Where(aside => aside.Topic == "content").ToDictionaryAsync(aside => aside.Id, Cancel);
        foreach (var unit in disclosures.Where(disclosure => IsReal(disclosure.Unit)).GroupBy(disclosure => disclosure.Unit))
        {
            var books = unit.Select(disclosure => DisclosureContent.Read(texts[disclosure.Content!.Id].Text).Books)
                .Select(text => DisclosureCheck.BookIn(text)!)
                .OrderBy(book => book.Month)
                .ToArray();
            Assert.Equal(
                Enumerable.Range(0, 10).Select(month => new DateOnly(2022, 12, 1).AddMonths(month)),
                books.Select(book => book.Month)
            );
            Assert.All(books, book => Assert.True(book.Balances && book.Closing > 0 && book.Expense.Length > 2));
            Assert.Equal(books[..^1].Select(book => book.Closing), books[1..].Select(book => book.Opening));
        }
    }

    [Fact]
    public async Task Octobers_disclosure_is_under_way_and_nothing_of_it_is_up()
    {
        await using var db = (await once.Read()).Open();
        var october = await db.Set<Disclosure>().AsNoTracking().Where(disclosure => disclosure.Period == "2023-10-15").ToListAsync(Cancel);
        Assert.NotEmpty(october);
        Assert.All(october, disclosure => Assert.Null(disclosure.Latest));
        Assert.True(october.Select(disclosure => disclosure.State).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Nobody_is_named_in_full()
    {
        await using var db = (await once.Read()).Open();
        var names = await db.Asides.Where(aside => aside.Topic == "name").Select(aside => aside.Text).ToListAsync(Cancel);
        var cards = await db.Asides.Where(aside => aside.Topic == "person").Select(aside => aside.Text).ToListAsync(Cancel);
        names.AddRange(cards.Select(card => PersonCard.FromText(card)!.Name));
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Matches(MadeUp(), name));
    }

    [Fact]
    public async Task People_meet_on_working_days_rarely_on_saturdays_never_on_holidays()
    {
        var cell = await once.Read();
        var calendar = cell.ListOn(cell.Today).Calendar;
        await using var db = cell.Open();
        var days = await db.Set<Meeting>()
            .AsNoTracking()
            .Where(meeting => meeting.Unit.StartsWith(DemoOnce.Real))
            .Select(meeting => meeting.Day)
            .ToListAsync(Cancel);
        Assert.DoesNotContain(days, day => calendar.Holidays.Any(holiday => holiday.Contains(day)));
        Assert.InRange(days.Count(day => !calendar.IsWorkday(day)), 0, days.Count / 10);
        Assert.True(days.Distinct().Count() > days.Count / 3, "Units do not meet all on the same days.");
    }

    [Fact]
    public async Task Some_things_are_entered_late_and_nothing_before_it_happened()
    {
        await using var db = (await once.Read()).Open();
        var records = await db.Records.AsNoTracking().Select(row => new { row.On, row.Entered }).ToListAsync(Cancel);
        Assert.DoesNotContain(records, record => record.Entered < record.On);
        var late = records.Count(record => record.Entered > record.On);
        Assert.InRange(late, records.Count / 50, records.Count / 5);
    }

    [Fact]
    public async Task The_story_ends_on_the_eve_and_the_clock_goes_on_from_there()
    {
        await using var demo = await once.Copy();
        Assert.Equal(DemoYear.Today, demo.Cell.Today);
        await using var db = demo.Cell.Open();
        Assert.True(await db.Journal.MaxAsync(line => line.Moment, Cancel) < demo.Cell.Now.UtcDateTime);
        demo.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(DemoYear.Today.AddDays(1), demo.Cell.Today);
    }

    [Fact]
    public async Task The_sample_sign_ins_open_the_door()
    {
        var cell = await once.Read();
        var samples = await DemoYear.SignIns(cell, Cancel);
        await using var db = cell.Open();
        Assert.Equal(
            ["文书", "主任", "监委会主任", "镇街经办", "区级经办", "区级管理员"],
            samples.Select(sample => sample.Office).Distinct()
        );
        foreach (var sample in samples)
        {
            var credential = await db.Set<Credential>().AsNoTracking().SingleAsync(row => row.Login == sample.Login, Cancel);
            Assert.True(Secrets.IsRight(credential, DemoYear.Password));
            Assert.NotNull(await SignedIn.Of(cell, db, credential.Unit, credential.Number, Cancel));
        }
    }

    [Fact]
    public async Task Of_a_whole_district_the_places_that_the_list_names_are_among_the_sample_sign_ins()
    {
        var cell = await once.Read();
        await using var db = cell.Open();
        var samples = DemoYear.Samples(await cell.Register(db, Cancel), cell.District).ToArray();
        Assert.Superset(
            new HashSet<(string, string)>
            {
                ("双桐路社区", "文书"),
                ("双桐路社区", "主任"),
                ("回兴街道", "镇街经办"),
                ("湖滨西路社区", "主任"),
                ("统景镇", "镇街经办"),
            },
            samples.Select(sample => (sample.Place, sample.Office)).ToHashSet()
        );
        Assert.Equal(15, samples.DistinctBy(sample => sample.Login).Count());
    }

    [Fact]
    public async Task A_making_that_is_cut_off_leaves_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("cunju-demo-").FullName;
        try
        {
            SqliteStore store = new(folder, TestCell.District);
            using CancellationTokenSource stop = new();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                DemoFile.Make(
                    store,
                    TestCell.Data,
                    DemoOnce.Places,
                    [DemoOnce.Real],
                    2023,
                    TestClock.On("2023-10-12"),
                    _ => stop.Cancel(),
                    stop.Token
                )
            );
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_real_cell_takes_no_demo()
    {
        var (store, remove) = await TestCell.NewStore(Engine.Sqlite);
        await store.Create(practice: false, DemoYear.Since, Cancel);
        StoryClock clock = new() { Moment = TestClock.On("2023-01-01").GetUtcNow() };
        var cell = await store.Open(TestCell.Data, clock, Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DemoYear.Make(cell, clock, DemoOnce.Places, [DemoOnce.Real], 1, _ => { }, Cancel)
        );
        await remove();
    }

    [Fact]
    public void There_is_enough_to_talk_about()
    {
        var topics = Topics.Read(TestCell.Data.Path);
        Assert.True(topics.Count >= 100, $"{topics.Count}");
        Draw draw = new("topics");
        HashSet<string> had = [];
        var told = Enumerable.Range(0, 20).Select(_ => topics.Pick("协", UnitKind.Community, 6, draw, had)).ToArray();
        Assert.Equal(20, told.DistinctBy(topic => topic.Subject).Count());
        Assert.All(told, topic => Assert.DoesNotContain('{', topic.Subject + topic.Result + topic.Talk));
    }

    private static bool IsReal(Unit unit) => IsReal(unit.Id);

    private static bool IsReal(string unit) => unit.StartsWith(DemoOnce.Real, StringComparison.Ordinal);

    private static async Task<ImmutableSortedDictionary<string, string>> HeadsOf(string township, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("cunju-demo-").FullName;
        var store = await DemoOnce.Make(folder, seed, township);
        await using DemoCopy demo = new(
            store,
            await store.Open(TestCell.Data, TestClock.On("2023-10-12"), Cancel),
            TestClock.On("2023-10-12"),
            folder
        );
        return await Heads(demo.Cell);
    }

    private static async Task<ImmutableSortedDictionary<string, string>> Heads(Cell cell)
    {
        await using var db = cell.Open();
        return (await db.Heads.AsNoTracking().ToListAsync(Cancel)).ToImmutableSortedDictionary(
            head => head.Organisation,
            head => head.Hash
        );
    }

    /// <summary>林某, 赵某某.</summary>
    [GeneratedRegex("^.某某?$")]
    private static partial Regex MadeUp();
}
