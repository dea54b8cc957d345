using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cunju.App.Storage;
using Cunju.App.Watching;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App;

/// <summary>What was done: the case and the line of the journal that holds it.</summary>
/// <param name="Key">The case's address.</param>
/// <param name="Case">The case after the act; null when the act had been done before.</param>
/// <param name="Again">Whether the same person had already done the very same act (a double tap).</param>
public sealed record Done(CaseKey Key, Case? Case, bool Again);

/// <summary>What an act brings along beside its words: files to keep and rows that are no facts (credentials).</summary>
/// <param name="Blobs">Files by digest; those the act does not name stay behind.</param>
/// <param name="Beside">Rows written in the same transaction; they are not journalled.</param>
public sealed record Luggage(ImmutableArray<Blob> Blobs, Func<CunjuDb, CaseKey, Task>? Beside = null)
{
    /// <summary>Nothing.</summary>
    public static readonly Luggage None = new([]);
}

/// <summary>Where the random ids of one act come from; it is told the digest of what was asked. A made-up year draws them from a seed, so that it can be made again.</summary>
public delegate Func<string> IdSource(string asked);

/// <summary>办理: the only writer. Load, decide, after, record, save — one transaction, one line of the journal.</summary>
public sealed class Desk(Cell cell, IdSource? ids = null)
{
    private const int Tries = 8;

    /// <summary>Carries out an act for an actor.</summary>
    /// <param name="procedure">The table that decides.</param>
    /// <param name="unit">The unit whose case it is.</param>
    /// <param name="number">The case's number; null for an act that starts one.</param>
    /// <param name="act">What is asked.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="luggage">Files and rows to write along.</param>
    /// <param name="cancel">Stops before the commit; a committed act stays.</param>
    public async Task<Outcome<Done>> Act(
        IProcedure procedure,
        string unit,
        string? number,
        Act act,
        Actor actor,
        Luggage luggage,
        CancellationToken cancel
    )
    {
        var asked = Asked(procedure, unit, number, act, actor);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await Once(procedure, unit, number, act, actor, asked, luggage, cancel);
                Meters.Acted(procedure, outcome);
                return outcome;
            }
            catch (Exception exception) when (attempt < Tries && IsRace(exception))
            {
                Meters.LostRace();
                // Somebody else was a moment faster: look again. A case that moved on meanwhile becomes a refusal, a chain that moved on does not matter.
            }
        }
    }

    private async Task<Outcome<Done>> Once(
        IProcedure procedure,
        string unitId,
        string? number,
        Act act,
        Actor actor,
        string asked,
        Luggage luggage,
        CancellationToken cancel
    )
    {
        using var turn = await cell.Turn(cancel);
        await using var db = cell.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // First the lock, then everything that is looked at: what was read before it may be old by the time it is granted.
        var head = await db.LockHead(actor.Organisation, cancel);
        var register = await cell.Register(db, cancel);
        if (register.Find(unitId) is not { } unit)
        {
            return Refusal.Hidden;
        }

        var before = number is null ? null : (Case?)await db.FindAsync(procedure.CaseType, [unit.Id, number], cancel);
        if (number is not null && before is null)
        {
            return Refusal.Hidden;
        }

        if (
            await db
                .Journal.AsNoTracking()
                .FirstOrDefaultAsync(line => line.Organisation == actor.Organisation && line.Asked == asked, cancel) is
            { } earlier
        )
        {
            return new Done(new(earlier.Unit, earlier.Procedure, earlier.Number), null, true);
        }

        if (before is not null && before.Version != act.Seen)
        {
            return new Refusal("desk.stale", "页面打开以后，别人已经办理过这件事。请看一看现在的情况，再办一次；您填写的内容还在。");
        }

        var now = cell.Now;
        var day = Core.Calendars.ChinaTime.Day(now);
        var known = new Known();
        foreach (var need in procedure.Needs)
        {
            known.With(need, await Modules.LoaderOf(need)(new(cell, db, register, unit, actor, before, act, day), cancel));
        }

        var occasion = new Occasion(actor, unit, day, now, cell.Law, known, ids?.Invoke(asked) ?? NewId);
        var decided = procedure.Decide(before, act, occasion);
        if (!decided.IsDone)
        {
            return Outcome<Done>.Refused(decided.Refusals);
        }

        var named = Attachments.In(act).ToArray();
        if (await Missing(db, unit.Id, named, luggage, cancel) is { Length: > 0 } missing)
        {
            return Outcome<Done>.Refused(missing);
        }

        var fact = decided.Value.Fact;
        number ??= await NextNumber(db, unit.Id, procedure.Name, day.Year, cancel);
        var after = procedure.After(before, fact, unit.Id, number);
        var entry = Chain(head, procedure, after, act, fact, actor, now, asked);
        db.Journal.Add(entry);
        await Count(db, procedure, after, fact, new(unit, actor.Organisation, day, cell.Law), entry, cancel);
        db.Asides.AddRange(
            fact.Asides.Select(aside => new AsideRow
            {
                Id = aside.Id,
                Unit = unit.Id,
                Topic = aside.Topic,
                Salt = aside.Salt,
                Text = aside.Text,
            })
        );
        foreach (var blob in luggage.Blobs.Where(blob => named.Any(file => file.Digest == blob.Digest)).DistinctBy(blob => blob.Digest))
        {
            if (await db.Blobs.FindAsync([blob.Unit, blob.Digest], cancel) is null)
            {
                db.Blobs.Add(blob);
            }
        }

        if (before is null)
        {
            db.Add(after);
        }
        else
        {
            db.Entry(before).CurrentValues.SetValues(after);
        }

        if (procedure.ChangesRegister)
        {
#pragma warning disable RS0030 // The one place that writes.
            // Counted by the engine: two who change the register at once must leave two marks.
            await db.Cell.ExecuteUpdateAsync(set => set.SetProperty(row => row.RegisterMark, row => row.RegisterMark + 1), cancel);
#pragma warning restore RS0030
        }

        var key = new CaseKey(unit.Id, procedure.Name, number);
        if (luggage.Beside is not null)
        {
            await luggage.Beside(db, key);
        }

#pragma warning disable RS0030 // The one place that writes.
        await db.SaveChangesAsync(cancel);
#pragma warning restore RS0030
        await transaction.CommitAsync(CancellationToken.None);
        return new Done(key, after, false);
    }

    /// <summary>An act may name only files it brings along or the unit already has: a digest from elsewhere would be a paper nobody can ever show.</summary>
    private static async Task<Refusal[]> Missing(
        CunjuDb db,
        string unit,
        (string Field, string Digest)[] named,
        Luggage luggage,
        CancellationToken cancel
    )
    {
        var brought = luggage.Blobs.Where(blob => blob.Unit == unit).Select(blob => blob.Digest).ToHashSet(StringComparer.Ordinal);
        var sought = named.Select(file => file.Digest).Where(digest => !brought.Contains(digest)).Distinct().ToArray();
        if (sought.Length == 0)
        {
            return [];
        }

        var kept = await db
            .Blobs.Where(blob => blob.Unit == unit && sought.Contains(blob.Digest))
            .Select(blob => blob.Digest)
            .ToListAsync(cancel);
        return
        [
            .. named
                .Where(file => sought.Contains(file.Digest) && !kept.Contains(file.Digest))
                .Select(file => new Refusal(
                    "files.missing",
                    "这里写的附件没有收到过，可能放得太久已经清掉。请重新选择文件。",
                    Field: file.Field
                ))
                .DistinctBy(refusal => refusal.Field),
        ];
    }

    /// <summary>The line that follows the head, and the head moved to it.</summary>
    private static JournalEntry Chain(
        Head head,
        IProcedure procedure,
        Case after,
        Act act,
        Fact fact,
        Actor actor,
        DateTimeOffset now,
        string asked
    )
    {
        var line = new JournalEntry
        {
            Organisation = actor.Organisation,
            Seq = head.Seq + 1,
            Moment = JournalEntry.Round(now),
            Account = actor.Account,
            Unit = after.Unit,
            Procedure = procedure.Name,
            Number = after.Number,
            Version = after.Version,
            Act = act.GetType().Name,
            Asked = asked,
            Fact = fact.GetType().Name,
            Payload = CellJson.Write(fact),
            Previous = head.Hash,
        };
        line = line with { Hash = line.Seal() };
        head.Seq = line.Seq;
        head.Hash = line.Hash;
        return line;
    }

    private static async Task Count(
        CunjuDb db,
        IProcedure procedure,
        Case after,
        Fact fact,
        Tallying at,
        JournalEntry entry,
        CancellationToken cancel
    )
    {
        if (procedure.Kinds.Count == 0)
        {
            return;
        }

        var own = await db
            .Records.AsNoTracking()
            .Where(row => row.CaseUnit == after.Unit && row.CaseProcedure == procedure.Name && row.CaseNumber == after.Number)
            .OrderBy(row => row.CaseVersion)
            .ThenBy(row => row.Id)
            .ToListAsync(cancel);
        db.Records.AddRange(RowsOf(procedure, after, fact, at, [.. own.Select(row => row.ToRecord())], entry));
    }

    /// <summary>The records one journal line makes; the same when they are made again.</summary>
    public static IEnumerable<RecordRow> RowsOf(
        IProcedure procedure,
        Case after,
        Fact fact,
        Tallying at,
        IReadOnlyList<Record> own,
        JournalEntry entry
    )
    {
        var made = procedure.RecordsOf(after, fact, at, own).ToArray();
        for (var place = 0; place < made.Length; place++)
        {
            var record = made[place];
            var fields = record.SiblingFields.Aggregate(
                record.Fields,
                (all, field) => all.SetItem(field.Key, FieldValue.Of(RecordId(entry.Organisation, entry.Seq, field.Value)))
            );
            yield return new RecordRow
            {
                Id = RecordId(entry.Organisation, entry.Seq, place),
                Unit = entry.Organisation,
                Kind = record.Kind,
                On = record.On,
                Entered = at.Day,
                Case = record.Case,
                Of = record.OfSibling is { } sibling ? RecordId(entry.Organisation, entry.Seq, sibling) : record.Of,
                Fields = CellJson.Write(fields.OrderBy(field => field.Key, StringComparer.Ordinal).ToDictionary()),
                Evidence = CellJson.Write(record.Evidence),
                Source = record.Source,
                CaseUnit = after.Unit,
                CaseProcedure = procedure.Name,
                CaseNumber = after.Number,
                CaseVersion = after.Version,
            };
        }
    }

    private static string RecordId(string organisation, long seq, int place) =>
        $"{organisation}-{seq:000000}{(place == 0 ? "" : $".{place + 1}")}";

    private static async Task<string> NextNumber(CunjuDb db, string unit, string procedure, int year, CancellationToken cancel)
    {
        // One statement, so that a second writer waits for the first one's end and never takes the same number; undone with the transaction.
        var last = await db
            .Database.SqlQuery<int>(
                $"""
                INSERT INTO counters ("Unit", "Procedure", "Year", "Last") VALUES ({unit}, {procedure}, {year}, 1)
                ON CONFLICT ("Unit", "Procedure", "Year") DO UPDATE SET "Last" = counters."Last" + 1
                RETURNING "Last" AS "Value"
                """
            )
            .ToListAsync(cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{last[0]:000}");
    }

    /// <summary>The digest of what was asked. The journal keeps only this, so that the words of the act (which may name people) do not stand in it; the salt is
    /// the form's random key, so that they cannot be guessed either.</summary>
    private static string Asked(IProcedure procedure, string unit, string? number, Act act, Actor actor) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes($"{actor.Account}\n{procedure.Name}\n{unit}\n{number}\n{act.GetType().Name}\n{CellJson.Write(act)}")
            )
        );

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static bool IsRace(Exception exception) =>
        exception switch
        {
            DbUpdateConcurrencyException => true,
            Npgsql.PostgresException { SqlState: "23505" or "40001" or "40P01" } => true,
            Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 or 19 } => true,
            _ => exception.InnerException is { } inner && IsRace(inner),
        };
}
