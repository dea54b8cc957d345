using System.Collections.Concurrent;
using Cunju.Core.Calendars;
using Cunju.Core.Laws;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.Readings;
using Cunju.Core.TaskLists;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Storage;

/// <summary>一区一单元: the opened data of one district with the lists and laws it is judged by. One process opens one cell.</summary>
/// <remarks>A command line and a server may write at once, so nothing is trusted beyond a request: the register is read again when its mark changed.</remarks>
public sealed class Cell
{
    private const int FewOrganisations = 60;

    /// <summary>This year's list, and the one somebody compares it with.</summary>
    private const int FewYears = 2;

    /// <summary>The days somebody goes back and forth between.</summary>
    private const int FewDays = 8;

    private readonly Func<CunjuDb> open;
    private readonly TimeProvider real;
    private readonly SemaphoreSlim? turns;
    private readonly ConcurrentDictionary<string, TaskList> answered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(long Mark, DateOnly Day), Register> told = [];
    private volatile RegisterAt? register;
    private readonly SemaphoreSlim reading;
    private readonly List<BookAt> books = [];
    private long clockAhead;

    private Cell(Func<CunjuDb> open, bool oneWriter, CellRow row, DataFolder data, TimeProvider real)
    {
        (turns, reading) = (oneWriter ? new(1) : null, new(1));
        this.open = open;
        this.real = real;
        clockAhead = row.ClockAhead;
        District = row.District;
        Practice = row.Practice;
        Since = row.Since;
        Data = data;
    }

    /// <summary>Six-digit code of the district.</summary>
    public string District { get; }

    /// <summary>Whether it is for practice; then every page, paper and export says 演示.</summary>
    public bool Practice { get; }

    /// <summary>启用日.</summary>
    public DateOnly Since { get; }

    /// <summary>Lists, laws, offices and words.</summary>
    public DataFolder Data { get; }

    /// <summary>The laws.</summary>
    public LawBook Law => Data.Law;

    /// <summary>Now: the real time, or a practice cell's, which runs ahead by what it was told. To the microsecond, which both engines store.</summary>
    public DateTimeOffset Now =>
        new(JournalEntry.Round(real.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref clockAhead))), TimeSpan.Zero);

    /// <summary>The moment by the real clock, also in a practice cell: sessions and lock-outs are about the person at the machine, who does not live in the practised year.</summary>
    public DateTime RealNow => JournalEntry.Round(real.GetUtcNow());

    /// <summary>Today in China.</summary>
    public DateOnly Today => ChinaTime.Day(Now);

    /// <summary>Opens a connection of one's own; dispose it.</summary>
    public CunjuDb Open() => open();

    /// <summary>Opens the cell that is there; null when the store holds none.</summary>
    public static async Task<Cell?> TryOpen(Func<CunjuDb> open, DataFolder data, TimeProvider real, CancellationToken cancel)
    {
        await using var db = open();
        var row = await db.Cell.AsNoTracking().SingleOrDefaultAsync(cancel);
        return row is null ? null : new Cell(open, db is SqliteDb, row, data, real);
    }

    /// <summary>Waits for one's turn to write; dispose it. SQLite has one writer: inside this program they queue in order here, without holding a thread,
    /// and only other programs are waited for by the engine. PostgreSQL locks rows and needs no queue.</summary>
    public async Task<IDisposable?> Turn(CancellationToken cancel)
    {
        if (turns is null)
        {
            return null;
        }

        await turns.WaitAsync(cancel);
        return new TurnTaken(turns);
    }

    /// <summary>What the issuer has said about its editions, as the store had it when the register was last looked at.</summary>
    public Standing Standing => register?.Standing ?? Standing.Silent;

    /// <summary>The days on which the bureau answered a reading of that edition, or put any edition in force or took it back.</summary>
    public IEnumerable<DateOnly> SaidOf(string edition) =>
        Standing
            .Answers.Where(answer => answer.Edition == edition)
            .SelectMany(answer => answer.Given)
            .Select(given => given.On)
            .Concat(Standing.Issues.SelectMany(issue => issue.Given).Select(given => given.On));

    /// <summary>The day from which the bureau put that edition in force; null where it said nothing of it, or took it back.</summary>
    public DateOnly? InForceFrom(string edition) => Standing.InForceFrom(edition, null);

    /// <summary>The list that is in force on that day, else the latest one before it, else the first one; with what the issuer has answered.</summary>
    /// <param name="day">截至日.</param>
    /// <param name="knownAt">知悉日: answers of later days are unknown; null = everything answered until now.</param>
    /// <param name="readBy">The kind of unit in whose words it speaks; null = as it was issued.</param>
    public TaskList ListOn(DateOnly day, DateOnly? knownAt = null, UnitKind? readBy = null)
    {
        var written =
            Data.Lists.FirstOrDefault(list => list.InForce.Contains(day))
            ?? Data.Lists.LastOrDefault(list => list.InForce.Last < day)
            ?? Data.Lists[0];
        return EditionOn(written.Edition, day, knownAt, readBy)!;
    }

    /// <summary>The edition of that name as a board of that day reads it; null when there is none.</summary>
    public TaskList? EditionOn(string? edition, DateOnly day, DateOnly? knownAt = null, UnitKind? readBy = null)
    {
        if (Data.Editions.FirstOrDefault(candidate => candidate.List.Edition == edition) is not { } written)
        {
            return null;
        }

        // Reading a list takes longer than judging a village, and only what was said makes one reading differ from another.
        var standing = Standing;
        var isInForce = standing.InForceFrom(written.List.Edition, knownAt) <= day;
        var said = $"{edition} {isInForce} {CellJson.Write(standing.To(written.List.Edition, knownAt))}";
        var list = answered.GetOrAdd(said, _ => standing.Read(written, day, knownAt));
        return readBy is { } kind ? answered.GetOrAdd($"{kind} {said}", _ => list.For(kind)) : list;
    }

    /// <summary>The register as the store has it now, and beside it what the issuer has said: both change seldom and are asked for on every page.</summary>
    public async Task<Register> Register(CunjuDb db, CancellationToken cancel)
    {
        var now = await db.Cell.AsNoTracking().Select(cell => new { cell.RegisterMark, cell.ClockAhead }).SingleAsync(cancel);
        Ahead(now.ClockAhead);
        if (register is { } kept && kept.Mark == now.RegisterMark)
        {
            return kept.Register;
        }

        var read = await App.Registry.RegisterTables.Read(db, cancel);
        register = new(now.RegisterMark, read, await App.Readings.ReadingTables.Read(db, cancel));
        return read;
    }

    /// <summary>The days on which something was entered about a unit itself, once for each time.</summary>
    public Task<DateOnly[]> EnteredAbout(CunjuDb db, Unit unit, CancellationToken cancel) =>
        App.Registry.RegisterTables.EnteredAbout(db, District, unit.Id, cancel);

    /// <summary>The register as it was known on a day that is past. It is told from the journal of the whole district, so it is kept; what is entered later
    /// moves the mark and changes nothing of that day.</summary>
    public async Task<Register> RegisterAsKnown(CunjuDb db, DateOnly day, CancellationToken cancel)
    {
        var key = (register?.Mark ?? 0, day);
        if (told.TryGetValue(key, out var kept))
        {
            return kept;
        }

        var read = await App.Registry.RegisterTables.ReadAsKnown(db, day, cancel);
        if (told.Count >= FewDays)
        {
            told.Clear();
        }

        return told[key] = read;
    }

    /// <summary>What an answer would change, as it was last foreseen: who signs it has just looked at it.</summary>
    internal Readings.Foreseen? Foreseen { get; set; }

    /// <summary>All years of a unit: its own records and those of the units that were ever under it, what answers them, and what takes such an answer back. To judge by a
    /// list, ask for what that list looks at.</summary>
    public static async Task<RecordBook> RecordsFor(CunjuDb db, Register register, Unit unit, CancellationToken cancel)
    {
        var below = With(register, unit);
        // Joined from the unit's own records outwards: asked the other way round (which records have an answered one among these?) the engine reads the whole
        // district for each unit.
        var own = db.Records.Where(row => below.Contains(row.Unit));
        var answers = own.Join(db.Records, answered => answered.Id, answer => answer.Of, (_, answer) => answer);
        var closings = answers.Join(db.Records, answered => answered.Id, closing => closing.Of, (_, closing) => closing);
        var rows = await own.Concat(answers).Concat(closings).AsNoTracking().ToListAsync(cancel);
        return new(rows.DistinctBy(row => row.Id).ToRecords());
    }

    /// <summary>Everything that list looks at to judge a unit: of its own records and of those of the units that were ever under it.</summary>
    public static async Task<RecordBook> RecordsFor(CunjuDb db, Register register, Unit unit, TaskList list, CancellationToken cancel) =>
        new((await RowsFor(db, register, unit, list, cancel)).ToRecords());

    /// <summary>The same with the cases that made the records.</summary>
    public static Task<List<RecordRow>> RowsFor(CunjuDb db, Register register, Unit unit, TaskList list, CancellationToken cancel) =>
        SightReader.Read(db, list.LooksAt, With(register, unit), cancel);

    /// <summary>Everything that list looks at to judge a whole district. Judging a district takes a tenth of a second and reading its records several times that, so
    /// the book is kept, and only what those recorded whose chain has moved on is read again; records are never edited but by a rebuilding, which moves the mark. The
    /// books of <see cref="FewYears"/> lists are kept, whatever years there are.</summary>
    public async Task<RecordBook> AllRecords(CunjuDb db, TaskList list, CancellationToken cancel)
    {
        var sight = list.LooksAt;
        // One reads, whoever else asks meanwhile waits and finds it read.
        await reading.WaitAsync(cancel);
        try
        {
            // First how far the chains are, then the records: what comes between is read once more next time, never missed.
            var day = Today;
            var heads = await db.Heads.AsNoTracking().ToDictionaryAsync(head => head.Organisation, head => head.Seq, cancel);
            var mark = register?.Mark ?? 0;
            var kept = books.Find(book => book.Sight == sight.Key && book.Mark == mark);
            var moved = heads.Where(head => kept?.Heads.GetValueOrDefault(head.Key) != head.Value).Select(head => head.Key).ToHashSet();
            var book =
                kept is null || moved.Count > FewOrganisations
                    ? new RecordBook((await SightReader.Read(db, sight, null, cancel)).ToRecords())
                : moved.Count == 0 ? kept.Book
                : await Renewed(kept, moved, sight, db, cancel);
            books.RemoveAll(other => other.Sight == sight.Key);
            books.Insert(0, new(sight.Key, mark, day, heads, book));
            books.RemoveRange(Math.Min(FewYears, books.Count), Math.Max(0, books.Count - FewYears));
            return book;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>A kept book with what a few organisations have recorded since: what is in sight of theirs, and what they answered long after, to whomever.</summary>
    private static async Task<RecordBook> Renewed(BookAt kept, HashSet<string> moved, Sight sight, CunjuDb db, CancellationToken cancel)
    {
        var read = kept.Book.All.ToDictionary(record => record.Id, StringComparer.Ordinal);
        foreach (var record in (await SightReader.Read(db, sight, moved, cancel)).ToRecords())
        {
            read[record.Id] = record;
        }

        // Only what was entered since can be missing; a day more, because two programs' clocks may differ about midnight.
        var (first, last, since) = (sight.Days.First, sight.Days.Last, kept.Day.AddDays(-1));
        var late = await db
            .Records.AsNoTracking()
            .Where(row => moved.Contains(row.Unit) && row.Of != null && (row.On < first || row.On > last) && row.Entered >= since)
            .ToListAsync(cancel);
        // An answer may be answered in its turn; each round finds those of the one before.
        for (var found = Round(); found.Length > 0; found = Round())
        {
            Array.ForEach(found, record => read.Add(record.Id, record));
        }

        return new(read.Values);

        Record[] Round() => [.. late.Where(row => read.ContainsKey(row.Of!) && !read.ContainsKey(row.Id)).ToRecords()];
    }

    /// <summary>The unit and those that were ever under it.</summary>
    internal static string[] With(Register register, Unit unit) =>
        [
            .. register
                .All.Where(other => other.Parents.Entries.Any(parent => parent.Value == unit.Id))
                .Select(other => other.Id)
                .Append(unit.Id),
        ];

    /// <summary>Sets a practice cell's clock forward to that day, at nine in the morning; it never goes back.</summary>
    /// <returns>False when the cell is real or the day is already past.</returns>
    public async Task<bool> SetClock(DateOnly day, CancellationToken cancel)
    {
        var ahead = (ChinaTime.StartOf(day).AddHours(9) - real.GetUtcNow()).Ticks;
        if (!Practice || day < Today)
        {
            return false;
        }

        if (day == Today)
        {
            return true;
        }

        using var turn = await Turn(cancel);
        await using var db = Open();
        // Another program may have gone further meanwhile; never back.
#pragma warning disable RS0030 // The clock of a practice cell is the cell's own, nobody's case.
        await db
            .Cell.Where(cell => cell.ClockAhead < ahead)
            .ExecuteUpdateAsync(set => set.SetProperty(cell => cell.ClockAhead, ahead), cancel);
#pragma warning restore RS0030
        Ahead(ahead);
        return true;
    }

    /// <summary>Moves this program's copy of the clock on.</summary>
    private void Ahead(long ticks)
    {
        for (var seen = Interlocked.Read(ref clockAhead); seen < ticks; seen = Interlocked.Read(ref clockAhead))
        {
            Interlocked.CompareExchange(ref clockAhead, ticks, seen);
        }
    }

    private sealed class TurnTaken(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }

    private sealed record BookAt(string Sight, long Mark, DateOnly Day, Dictionary<string, long> Heads, RecordBook Book);

    private sealed record RegisterAt(long Mark, Register Register, Standing Standing);
}
