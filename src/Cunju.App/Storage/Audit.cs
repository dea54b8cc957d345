using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Storage;

/// <summary>One place where the tables and the journal do not agree.</summary>
/// <param name="Place">Which chain, case, record or file.</param>
/// <param name="What">What is and what should be, in Chinese.</param>
public sealed record Difference(string Place, string What);

/// <summary>What a verification looked at and what it found.</summary>
public sealed record Audited(int Chains, int Lines, int Cases, int Records, int Erased, int Files, ImmutableArray<Difference> Differences)
{
    /// <summary>Whether everything agrees.</summary>
    public bool IsClean => Differences.IsEmpty;
}

/// <summary>核验: makes everything again from the journal and compares it with the tables. The journal is what happened; the tables must be what follows from it.</summary>
public sealed class Audit
{
    private readonly Cell cell;
    private readonly CunjuDb db;
    private readonly bool rebuild;
    private readonly Register register;
    private readonly ImmutableDictionary<string, IProcedure> procedures;
    private readonly ImmutableDictionary<(string, string), Type> facts;
    private readonly List<Difference> differences = [];
    private int chains;
    private int lines;
    private int cases;
    private int records;
    private int erased;
    private int files;

    private Audit(Cell cell, CunjuDb db, bool rebuild, Register register, IReadOnlyList<IProcedure> procedures)
    {
        this.cell = cell;
        this.db = db;
        this.rebuild = rebuild;
        this.register = register;
        this.procedures = procedures.ToImmutableDictionary(procedure => procedure.Name);
        facts = procedures
            .SelectMany(procedure => Modules.FactsOf(procedure).Select(type => KeyValuePair.Create((procedure.Name, type.Name), type)))
            .ToImmutableDictionary();
    }

    /// <summary>Verifies a cell as it stands at one moment; others may go on writing.</summary>
    public static async Task<Audited> Verify(Cell cell, IReadOnlyList<IProcedure> procedures, CancellationToken cancel)
    {
        await using var db = cell.Open();
        await using var snapshot = await db.Snapshot(cancel);
        return await new Audit(cell, db, false, await cell.Register(db, cancel), procedures).Run(cancel);
    }

    /// <summary>Makes the records again from the journal, all or none. A journal that is itself damaged is left as it is.</summary>
    /// <returns>What was found beside the records; they were written only when that is clean.</returns>
    public static async Task<Audited> Rebuild(Cell cell, IReadOnlyList<IProcedure> procedures, CancellationToken cancel)
    {
        using var turn = await cell.Turn(cancel);
        await using var db = cell.Open();
        // On PostgreSQL what others record meanwhile is not seen and therefore not touched.
        await using var transaction = db is SqliteDb ? await db.Database.BeginTransactionAsync(cancel) : await db.Snapshot(cancel);
        var audited = await new Audit(cell, db, true, await cell.Register(db, cancel), procedures).Run(cancel);
        if (audited.IsClean)
        {
            await transaction.CommitAsync(CancellationToken.None);
        }

        return audited;
    }

    private async Task<Audited> Run(CancellationToken cancel)
    {
        await Chains(cancel);
        var units = await db.Journal.Select(line => line.Unit).Distinct().ToListAsync(cancel);
        foreach (var procedure in procedures.Values)
        {
            units.AddRange(await CasesOf(db, procedure).Select(@case => @case.Unit).Distinct().ToListAsync(cancel));
        }

        units.AddRange(await db.Records.Select(row => row.CaseUnit).Distinct().ToListAsync(cancel));
        units.AddRange(await db.Asides.Select(row => row.Unit).Distinct().ToListAsync(cancel));
        foreach (var unit in units.Distinct().Order(StringComparer.Ordinal))
        {
            await Unit(unit, cancel);
        }

        await foreach (var blob in db.Blobs.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            files++;
            if (Convert.ToHexStringLower(SHA256.HashData(blob.Bytes)) != blob.Digest)
            {
                Report($"文件 {blob.Unit} {blob.Digest}", "内容与摘要不符，文件被改动过。");
            }
        }

        return new(chains, lines, cases, records, erased, files, [.. differences]);
    }

    /// <summary>Every chain from its first line to its head.</summary>
    private async Task Chains(CancellationToken cancel)
    {
        var heads = await db.Heads.AsNoTracking().ToDictionaryAsync(head => head.Organisation, cancel);
        var organisations = await db.Journal.Select(line => line.Organisation).Distinct().ToListAsync(cancel);
        foreach (var organisation in organisations.Union(heads.Keys).Order(StringComparer.Ordinal))
        {
            chains++;
            var (seq, hash) = (0L, JournalEntry.Genesis);
            var chain = db.Journal.AsNoTracking().Where(line => line.Organisation == organisation).OrderBy(line => line.Seq);
            await foreach (var line in chain.AsAsyncEnumerable().WithCancellation(cancel))
            {
                lines++;
                if (line.Seq != seq + 1)
                {
                    Report(PlaceOf(line), $"序号不连续：上一条是 {seq}，这一条是 {line.Seq}，中间的记录缺失。");
                }
                else if (line.Previous != hash)
                {
                    Report(PlaceOf(line), "与上一条接不上：记下的上一条校验值不是上一条的校验值。");
                }

                if (line.Seal() != line.Hash)
                {
                    Report(PlaceOf(line), "校验值不符，这一条被改动过。");
                }

                (seq, hash) = (line.Seq, line.Hash);
            }

            if (heads.GetValueOrDefault(organisation) is not { } head)
            {
                Report($"日志 {organisation}", "没有链尾。");
            }
            else if (head.Seq != seq || head.Hash != hash)
            {
                Report($"日志 {organisation}", $"链尾记到第 {head.Seq} 条，日志到第 {seq} 条，末尾的记录缺失或被改动过。");
            }
        }
    }

    /// <summary>Everything that belongs to one unit's cases; one unit at a time, so that a district of any size fits.</summary>
    private async Task Unit(string unit, CancellationToken cancel)
    {
        var journal = await db.Journal.AsNoTracking().Where(line => line.Unit == unit).ToListAsync(cancel);
        var remade = new List<RecordRow>();
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var folded = new Dictionary<(string Procedure, string Number), Case>();
        foreach (
            var run in journal
                .OrderBy(line => line.Procedure, StringComparer.Ordinal)
                .ThenBy(line => line.Number, StringComparer.Ordinal)
                .ThenBy(line => line.Version)
                .GroupBy(line => (line.Procedure, line.Number))
        )
        {
            cases++;
            if (Fold(unit, run, remade, named) is { } @case)
            {
                folded.Add(run.Key, @case);
            }
        }

        foreach (var procedure in procedures.Values)
        {
            await CompareCases(procedure, unit, folded, cancel);
        }

        await CompareNumbers(unit, journal, cancel);
        await CompareAsides(unit, named, cancel);
        records += remade.Count;
        await (rebuild ? WriteRecords(unit, remade, cancel) : CompareRecords(unit, remade, cancel));
    }

    /// <summary>The case as the facts make it; null when a fact cannot be read.</summary>
    private Case? Fold(
        string unit,
        IGrouping<(string Procedure, string Number), JournalEntry> run,
        List<RecordRow> remade,
        Dictionary<string, string> named
    )
    {
        Case? @case = null;
        var own = new List<Record>();
        foreach (var line in run)
        {
            if (
                !procedures.TryGetValue(line.Procedure, out var procedure)
                || !facts.TryGetValue((line.Procedure, line.Fact), out var type)
                || register.Find(unit) is not { } place
            )
            {
                Report(PlaceOf(line), $"程序不认识单位 {unit} 的「{line.Procedure}」或事实「{line.Fact}」。");
                return null;
            }

            if (line.Version != (@case?.Version ?? 0) + 1)
            {
                Report(PlaceOf(line), $"事项版次不连续：应为 {(@case?.Version ?? 0) + 1}，现为 {line.Version}。");
                return null;
            }

            try
            {
                var fact = (Fact)JsonSerializer.Deserialize(line.Payload, type, CellJson.Options)!;
                var written = JsonNode.Parse(line.Payload)!;
                if (!Within(written, JsonNode.Parse(CellJson.Write(fact))))
                {
                    Report(PlaceOf(line), $"事实「{line.Fact}」中有程序读不出的内容。");
                }

                References(written, named);
                @case = procedure.After(@case, fact, unit, line.Number);
                var at = new Tallying(place, line.Organisation, ChinaTime.Day(new(line.Moment, TimeSpan.Zero)), cell.Law);
                var made = Desk.RowsOf(procedure, @case, fact, at, own, line).ToArray();
                remade.AddRange(made);
                own.AddRange(made.Select(row => row.ToRecord()));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Whatever a damaged line does to a rule, the report must name the line.
                Report(PlaceOf(line), $"事实「{line.Fact}」读不出来：{fault.Message}");
                return null;
            }
        }

        return @case;
    }

    private async Task CompareCases(
        IProcedure procedure,
        string unit,
        Dictionary<(string Procedure, string Number), Case> folded,
        CancellationToken cancel
    )
    {
        var stored = await CasesOf(db, procedure).Where(@case => @case.Unit == unit).ToDictionaryAsync(@case => @case.Number, cancel);
        foreach (var (key, should) in folded.Where(one => one.Key.Procedure == procedure.Name))
        {
            if (!stored.Remove(key.Number, out var present))
            {
                Report($"事项 /{unit}/{procedure.Name}/{key.Number}", "日志里有，表里没有。");
                continue;
            }

            foreach (var what in Compare(should, present))
            {
                Report($"事项 /{unit}/{procedure.Name}/{key.Number}", what);
            }
        }

        foreach (
            var number in stored.Keys.Where(number => !differences.Any(known => known.Place.Contains($"{unit}/{procedure.Name}/{number}")))
        )
        {
            Report($"事项 /{unit}/{procedure.Name}/{number}", "表里有，日志里没有。");
        }
    }

    /// <summary>Numbers are given without gaps, by unit, procedure and year.</summary>
    private async Task CompareNumbers(string unit, List<JournalEntry> journal, CancellationToken cancel)
    {
        var counters = await db
            .Counters.AsNoTracking()
            .Where(counter => counter.Unit == unit)
            .ToDictionaryAsync(counter => $"{counter.Procedure}/{counter.Year:0000}", counter => counter.Last, cancel);
        foreach (
            var series in journal
                .Where(line => line.Version == 1)
                .GroupBy(line => $"{line.Procedure}/{line.Number[..4]}", line => line.Number[5..])
        )
        {
            counters.Remove(series.Key, out var last);
            var given = series.Select(int.Parse).Order().ToArray();
            if (!given.SequenceEqual(Enumerable.Range(1, last)))
            {
                Report($"编号 /{unit}/{series.Key}", $"应为 1 至 {last} 连续，实为 {string.Join('、', given)}。");
            }
        }

        foreach (var (key, last) in counters.Where(counter => counter.Value > 0))
        {
            Report($"编号 /{unit}/{key}", $"已编到 {last}，日志里一件也没有。");
        }
    }

    /// <summary>A text that was erased is fine, that is what they are kept apart for; one that was changed is not.</summary>
    private async Task CompareAsides(string unit, Dictionary<string, string> named, CancellationToken cancel)
    {
        await foreach (var aside in db.Asides.AsNoTracking().Where(row => row.Unit == unit).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!named.Remove(aside.Id, out var digest))
            {
                Report($"旁注 {unit} {aside.Id}", "日志里没有提到它。");
            }
            else if (Aside.Digest(aside.Salt, aside.Text) != digest)
            {
                Report($"旁注 {unit} {aside.Id}", "文字与日志里的摘要不符，被改动过。");
            }
        }

        erased += named.Count;
    }

    private async Task CompareRecords(string unit, List<RecordRow> remade, CancellationToken cancel)
    {
        var stored = await db.Records.AsNoTracking().Where(row => row.CaseUnit == unit).ToDictionaryAsync(row => row.Id, cancel);
        foreach (var should in remade)
        {
            if (!stored.Remove(should.Id, out var present))
            {
                Report($"记录 {should.Id}", "按日志应有，表里没有。");
            }
            else if (should != present)
            {
                foreach (var what in Compare(should, present))
                {
                    Report($"记录 {should.Id}", what);
                }
            }
        }

        foreach (var id in stored.Keys.Order(StringComparer.Ordinal))
        {
            Report($"记录 {id}", "表里有，按日志不应有。");
        }
    }

    private async Task WriteRecords(string unit, List<RecordRow> remade, CancellationToken cancel)
    {
        await db.Records.Where(row => row.CaseUnit == unit).ExecuteDeleteAsync(cancel);
        db.Records.AddRange(remade);
#pragma warning disable RS0030 // Records are derived: made again from the journal they are the same records, and nobody acted.
        await db.SaveChangesAsync(cancel);
#pragma warning restore RS0030
        db.ChangeTracker.Clear();
    }

    /// <summary>A procedure's cases as they are stored, not tracked.</summary>
    public static IQueryable<Case> CasesOf(CunjuDb db, IProcedure procedure) =>
        (
            (IQueryable<Case>)
                typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(procedure.CaseType).Invoke(db, null)!
        ).AsNoTracking();

    /// <summary>The texts about named people a fact refers to: wherever in it an <see cref="AsideRef"/> stands.</summary>
    private static void References(JsonNode? node, Dictionary<string, string> named)
    {
        if (node is JsonObject { Count: 2 } reference && reference["id"] is JsonValue id && reference["digest"] is JsonValue digest)
        {
            named[(string)id!] = (string)digest!;
            return;
        }

        foreach (
            var inner in node switch
            {
                JsonObject members => members.Select(member => member.Value),
                JsonArray items => items,
                _ => [],
            }
        )
        {
            References(inner, named);
        }
    }

    /// <summary>Whether everything that was written down is still understood; members that came later may stand beside it.</summary>
    private static bool Within(JsonNode? written, JsonNode? read) =>
        (written, read) switch
        {
            (JsonObject a, JsonObject b) => a.All(member =>
                b.TryGetPropertyValue(member.Key, out var value) && Within(member.Value, value)
            ),
            (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Within(pair.First, pair.Second)),
            _ => JsonNode.DeepEquals(written, read),
        };

    private static IEnumerable<string> Compare(object should, object present)
    {
        var (a, b) = (JsonNode.Parse(CellJson.Write(should))!.AsObject(), JsonNode.Parse(CellJson.Write(present))!.AsObject());
        return a.Select(member => member.Key)
            .Union(b.Select(member => member.Key))
            .Where(name => !JsonNode.DeepEquals(a[name], b[name]))
            .Select(name => $"「{name}」按日志应为 {Shown(a[name])}，表里是 {Shown(b[name])}。");
    }

    private static string Shown(JsonNode? value) => value?.ToJsonString(CellJson.Options) ?? "空";

    private static string PlaceOf(JournalEntry line) =>
        $"日志 {line.Organisation} 第 {line.Seq} 条（/{line.Unit}/{line.Procedure}/{line.Number}）";

    private void Report(string place, string what) => differences.Add(new(place, what));
}
