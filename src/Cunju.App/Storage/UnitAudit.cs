using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Storage;

/// <summary>一个单位的核验: its lines are folded into cases, records, texts and files, and each of these is compared with its table.</summary>
internal sealed class UnitAudit(AuditScope scope, string unit, bool rebuild)
{
    private readonly CunjuDb db = scope.Db;
    private readonly Dictionary<CaseKey, Case> folded = [];
    private readonly HashSet<CaseKey> unreadable = [];
    private readonly List<RecordRow> remade = [];

    /// <summary>Digests of the texts about people, by id.</summary>
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>Which cases name a file, by its digest.</summary>
    private readonly Dictionary<string, HashSet<CaseKey>> named = new(StringComparer.Ordinal);

    /// <summary>Cases of the journal.</summary>
    public int Cases { get; private set; }

    /// <summary>Records that follow from it.</summary>
    public int Records => remade.Count;

    /// <summary>Texts that were erased.</summary>
    public int Erased { get; private set; }

    /// <summary>Files that are there.</summary>
    public int Files { get; private set; }

    /// <summary>Files that no fact names.</summary>
    public int Unused { get; private set; }

    /// <summary>Looks at everything the unit has.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var journal = await db.Journal.AsNoTracking().Where(line => line.Unit == unit).ToListAsync(cancel);
        foreach (
            var run in journal
                .OrderBy(line => line.Procedure, StringComparer.Ordinal)
                .ThenBy(line => line.Number, StringComparer.Ordinal)
                .ThenBy(line => line.Version)
                .GroupBy(line => new CaseKey(unit, line.Procedure, line.Number))
        )
        {
            Cases++;
            if (Fold(run) is { } @case)
            {
                folded.Add(run.Key, @case);
            }
            else
            {
                unreadable.Add(run.Key);
            }
        }

        foreach (var procedure in scope.Procedures.Values)
        {
            await CompareCases(procedure, cancel);
        }

        await CompareNumbers(journal, cancel);
        await CompareTexts(cancel);
        if (rebuild)
        {
            // Records do not follow from files: one that is lost must not keep them from being made again.
            await WriteRecords(cancel);
            return;
        }

        await CompareFiles(cancel);
        await CompareRecords(cancel);
    }

    /// <summary>The case as the facts make it; null when a fact cannot be read.</summary>
    private Case? Fold(IGrouping<CaseKey, JournalEntry> run)
    {
        Case? @case = null;
        var own = new List<Record>();
        foreach (var line in run)
        {
            if (
                !scope.Procedures.TryGetValue(line.Procedure, out var procedure)
                || scope.FactOf(line) is not { } type
                || scope.Register.Find(unit) is not { } place
            )
            {
                scope.Report(line, $"程序不认识单位 {unit} 的「{line.Procedure}」或事实「{line.Fact}」。");
                return null;
            }

            if (line.Version != (@case?.Version ?? 0) + 1)
            {
                scope.Report(line, $"事项版次不连续：应为 {(@case?.Version ?? 0) + 1}，现为 {line.Version}。");
                return null;
            }

            try
            {
                var fact = (Fact)JsonSerializer.Deserialize(line.Payload, type, CellJson.Options)!;
                var written = JsonNode.Parse(line.Payload)!;
                if (!SameJson.Within(written, JsonNode.Parse(CellJson.Write(fact))))
                {
                    scope.Report(line, $"事实「{line.Fact}」中有程序读不出的内容。");
                }

                References(written);
                foreach (var (_, digest) in Attachments.In(fact))
                {
                    (named.TryGetValue(digest, out var cases) ? cases : named[digest] = []).Add(run.Key);
                }

                @case = procedure.After(@case, fact, unit, line.Number);
                var at = new Tallying(place, line.Organisation, ChinaTime.Day(new(line.Moment, TimeSpan.Zero)), scope.Cell.Law);
                var made = Desk.RowsOf(procedure, @case, fact, at, own, line).ToArray();
                remade.AddRange(made);
                own.AddRange(made.Select(row => row.ToRecord()));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Whatever a damaged line does to a rule, the report must name the line.
                scope.Report(line, $"事实「{line.Fact}」读不出来：{fault.Message}");
                return null;
            }
        }

        return @case;
    }

    private async Task CompareCases(IProcedure procedure, CancellationToken cancel)
    {
        var stored = await Audit
            .CasesOf(db, procedure)
            .Where(@case => @case.Unit == unit)
            .ToDictionaryAsync(@case => new CaseKey(unit, procedure.Name, @case.Number), cancel);
        foreach (var (key, should) in folded.Where(one => one.Key.Procedure == procedure.Name))
        {
            if (!stored.Remove(key, out var present))
            {
                scope.Report($"事项 {key}", "日志里有，表里没有。");
                continue;
            }

            foreach (var what in SameJson.Differences(should, present))
            {
                scope.Report($"事项 {key}", what);
            }
        }

        // A case whose lines cannot be read was reported with its line.
        foreach (var key in stored.Keys.Where(key => !unreadable.Contains(key)))
        {
            scope.Report($"事项 {key}", "表里有，日志里没有。");
        }
    }

    /// <summary>Numbers are given without gaps, by unit, procedure and year.</summary>
    private async Task CompareNumbers(List<JournalEntry> journal, CancellationToken cancel)
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
                scope.Report($"编号 /{unit}/{series.Key}", $"应为 1 至 {last} 连续，实为 {string.Join('、', given)}。");
            }
        }

        foreach (var (key, last) in counters.Where(counter => counter.Value > 0))
        {
            scope.Report($"编号 /{unit}/{key}", $"已编到 {last}，日志里一件也没有。");
        }
    }

    /// <summary>A text that was erased is fine, that is what they are kept apart for; one that was changed is not.</summary>
    private async Task CompareTexts(CancellationToken cancel)
    {
        await foreach (var aside in db.Asides.AsNoTracking().Where(row => row.Unit == unit).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!texts.Remove(aside.Id, out var digest))
            {
                scope.Report($"旁注 {unit} {aside.Id}", "日志里没有提到它。");
            }
            else if (Aside.Digest(aside.Salt, aside.Text) != digest)
            {
                scope.Report($"旁注 {unit} {aside.Id}", "文字与日志里的摘要不符，被改动过。");
            }
        }

        Erased = texts.Count;
    }

    /// <summary>Every file a fact names must be there, byte for byte. One that nothing names does no harm.</summary>
    private async Task CompareFiles(CancellationToken cancel)
    {
        await foreach (var blob in db.Blobs.AsNoTracking().Where(row => row.Unit == unit).AsAsyncEnumerable().WithCancellation(cancel))
        {
            Files++;
            Unused += named.ContainsKey(blob.Digest) ? 0 : 1;
            if (Convert.ToHexStringLower(SHA256.HashData(blob.Bytes)) != blob.Digest)
            {
                scope.Report(PlaceOf(blob.Digest), "内容与摘要不符，文件被改动过。");
            }

            named.Remove(blob.Digest);
        }

        foreach (var digest in named.Keys.Order(StringComparer.Ordinal))
        {
            scope.Report(PlaceOf(digest), "事项里提到这个文件，库里没有。");
        }
    }

    /// <summary>A file with the cases that name it.</summary>
    private string PlaceOf(string digest) =>
        $"文件 {unit} {digest}{(named.TryGetValue(digest, out var cases) ? $"（{string.Join('、', cases)}）" : "")}";

    private async Task CompareRecords(CancellationToken cancel)
    {
        var stored = await db.Records.AsNoTracking().Where(row => row.CaseUnit == unit).ToDictionaryAsync(row => row.Id, cancel);
        foreach (var should in remade)
        {
            if (!stored.Remove(should.Id, out var present))
            {
                scope.Report($"记录 {should.Id}", "按日志应有，表里没有。");
            }
            else if (should != present)
            {
                foreach (var what in SameJson.Differences(should, present))
                {
                    scope.Report($"记录 {should.Id}", what);
                }
            }
        }

        foreach (var id in stored.Keys.Order(StringComparer.Ordinal))
        {
            scope.Report($"记录 {id}", "表里有，按日志不应有。");
        }
    }

    private async Task WriteRecords(CancellationToken cancel)
    {
#pragma warning disable RS0030 // Records are derived: made again from the journal they are the same records, and nobody acted.
        await db.Records.Where(row => row.CaseUnit == unit).ExecuteDeleteAsync(cancel);
        db.Records.AddRange(remade);
        await db.SaveChangesAsync(cancel);
#pragma warning restore RS0030
        db.ChangeTracker.Clear();
    }

    /// <summary>The texts about named people a fact refers to: wherever in it an <see cref="AsideRef"/> stands.</summary>
    private void References(JsonNode? node)
    {
        if (node is JsonObject { Count: 2 } reference && reference["id"] is JsonValue id && reference["digest"] is JsonValue digest)
        {
            texts[(string)id!] = (string)digest!;
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
            References(inner);
        }
    }
}

/// <summary>Two things compared by what is written down of them.</summary>
internal static class SameJson
{
    /// <summary>Whether everything that was written down is still understood; members that came later may stand beside it.</summary>
    public static bool Within(JsonNode? written, JsonNode? read) =>
        (written, read) switch
        {
            (JsonObject a, JsonObject b) => a.All(member =>
                b.TryGetPropertyValue(member.Key, out var value) && Within(member.Value, value)
            ),
            (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Within(pair.First, pair.Second)),
            _ => JsonNode.DeepEquals(written, read),
        };

    /// <summary>Where they differ, in Chinese.</summary>
    public static IEnumerable<string> Differences(object should, object present)
    {
        var (a, b) = (JsonNode.Parse(CellJson.Write(should))!.AsObject(), JsonNode.Parse(CellJson.Write(present))!.AsObject());
        return a.Select(member => member.Key)
            .Union(b.Select(member => member.Key))
            .Where(name => !JsonNode.DeepEquals(a[name], b[name]))
            .Select(name => $"「{name}」按日志应为 {Shown(a[name])}，表里是 {Shown(b[name])}。");
    }

    private static string Shown(JsonNode? value) => value?.ToJsonString(CellJson.Options) ?? "空";
}
