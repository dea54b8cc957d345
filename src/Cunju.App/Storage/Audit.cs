using System.Collections.Immutable;
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
    /// <summary>Files that no fact names; they do no harm and are only mentioned.</summary>
    public int Unused { get; init; }

    /// <summary>Whether everything agrees.</summary>
    public bool IsClean => Differences.IsEmpty;
}

/// <summary>核验: makes everything again from the journal and compares it with the tables. The journal is what happened; the tables must be what follows from it.</summary>
/// <remarks>The chains are looked at here; what belongs to one unit in <see cref="UnitAudit"/>.</remarks>
public sealed class Audit
{
    private readonly CunjuDb db;
    private readonly AuditScope scope;
    private readonly bool rebuild;
    private int chains;
    private int lines;

    private Audit(Cell cell, CunjuDb db, bool rebuild, Register register, IReadOnlyList<IProcedure> procedures)
    {
        this.db = db;
        this.rebuild = rebuild;
        scope = new(cell, db, register, procedures);
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
            // Whoever keeps records or pages at hand looks again: no chain moved, and yet they may read otherwise now.
#pragma warning disable RS0030 // Records were made again; the mark says so to whoever keeps them at hand.
            await db.Cell.ExecuteUpdateAsync(set => set.SetProperty(row => row.RegisterMark, row => row.RegisterMark + 1), cancel);
#pragma warning restore RS0030
            await transaction.CommitAsync(CancellationToken.None);
        }

        return audited;
    }

    /// <summary>A procedure's cases as they are stored, not tracked.</summary>
    public static IQueryable<Case> CasesOf(CunjuDb db, IProcedure procedure) =>
        (
            (IQueryable<Case>)
                typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(procedure.CaseType).Invoke(db, null)!
        ).AsNoTracking();

    private async Task<Audited> Run(CancellationToken cancel)
    {
        await Chains(cancel);
        var units = await db.Journal.Select(line => line.Unit).Distinct().ToListAsync(cancel);
        foreach (var procedure in scope.Procedures.Values)
        {
            units.AddRange(await CasesOf(db, procedure).Select(@case => @case.Unit).Distinct().ToListAsync(cancel));
        }

        units.AddRange(await db.Records.Select(row => row.CaseUnit).Distinct().ToListAsync(cancel));
        units.AddRange(await db.Asides.Select(row => row.Unit).Distinct().ToListAsync(cancel));
        units.AddRange(await db.Blobs.Select(row => row.Unit).Distinct().ToListAsync(cancel));
        var (cases, records, erased, files, unused) = (0, 0, 0, 0, 0);
        foreach (var unit in units.Distinct().Order(StringComparer.Ordinal))
        {
            // One unit at a time, so that a district of any size fits.
            var audit = new UnitAudit(scope, unit, rebuild);
            await audit.Run(cancel);
            cases += audit.Cases;
            records += audit.Records;
            erased += audit.Erased;
            files += audit.Files;
            unused += audit.Unused;
        }

        return new(chains, lines, cases, records, erased, files, [.. scope.Differences]) { Unused = unused };
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
                    scope.Report(line, $"序号不连续：上一条是 {seq}，这一条是 {line.Seq}，中间的记录缺失。");
                }
                else if (line.Previous != hash)
                {
                    scope.Report(line, "与上一条接不上：记下的上一条校验值不是上一条的校验值。");
                }

                if (line.Seal() != line.Hash)
                {
                    scope.Report(line, "校验值不符，这一条被改动过。");
                }

                (seq, hash) = (line.Seq, line.Hash);
            }

            if (heads.GetValueOrDefault(organisation) is not { } head)
            {
                scope.Report($"日志 {organisation}", "没有链尾。");
            }
            else if (head.Seq != seq || head.Hash != hash)
            {
                scope.Report($"日志 {organisation}", $"链尾记到第 {head.Seq} 条，日志到第 {seq} 条，末尾的记录缺失或被改动过。");
            }
        }
    }
}

/// <summary>What every part of a verification looks at, and where it writes what it finds.</summary>
internal sealed class AuditScope(Cell cell, CunjuDb db, Register register, IReadOnlyList<IProcedure> procedures)
{
    private readonly ImmutableDictionary<(string, string), Type> facts = procedures
        .SelectMany(procedure => Modules.FactsOf(procedure).Select(type => KeyValuePair.Create((procedure.Name, type.Name), type)))
        .ToImmutableDictionary();

    /// <summary>The cell.</summary>
    public Cell Cell { get; } = cell;

    /// <summary>One moment of its data.</summary>
    public CunjuDb Db { get; } = db;

    /// <summary>The units.</summary>
    public Register Register { get; } = register;

    /// <summary>The procedures by name.</summary>
    public ImmutableDictionary<string, IProcedure> Procedures { get; } = procedures.ToImmutableDictionary(procedure => procedure.Name);

    /// <summary>What was found so far.</summary>
    public List<Difference> Differences { get; } = [];

    /// <summary>The type of a line's fact; null when the program knows no such fact.</summary>
    public Type? FactOf(JournalEntry line) => facts.GetValueOrDefault((line.Procedure, line.Fact));

    /// <summary>Something does not agree.</summary>
    public void Report(string place, string what) => Differences.Add(new(place, what));

    /// <summary>Something is wrong with a line.</summary>
    public void Report(JournalEntry line, string what) =>
        Report($"日志 {line.Organisation} 第 {line.Seq} 条（/{line.Unit}/{line.Procedure}/{line.Number}）", what);
}
