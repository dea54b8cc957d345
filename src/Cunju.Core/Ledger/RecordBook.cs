using System.Collections.Immutable;

namespace Cunju.Core.Ledger;

/// <summary>记录簿: the records an evaluation may see, found by unit, by id, or by what they answer. The order in which they were given never matters.</summary>
public sealed class RecordBook
{
    private readonly Dictionary<string, Record> byId;
    private readonly ILookup<string, Record> byUnit;
    private readonly ILookup<string, Record> answers;

    /// <summary>Indexes the records; ids are unique.</summary>
    public RecordBook(IEnumerable<Record> records)
    {
        All = [.. Traced([.. records]).OrderBy(record => record.On).ThenBy(record => record.Id, StringComparer.Ordinal)];
        byId = All.ToDictionary(record => record.Id, StringComparer.Ordinal);
        byUnit = All.ToLookup(record => record.Unit, StringComparer.Ordinal);
        answers = All.Where(record => record.Of is not null).ToLookup(record => record.Of!, StringComparer.Ordinal);
    }

    /// <summary>Every record, by day and id.</summary>
    public ImmutableArray<Record> All { get; }

    /// <summary>The record of that id; null when there is none.</summary>
    public Record? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>What the unit itself did, by day and id.</summary>
    public IEnumerable<Record> Of(string unit) => byUnit[unit];

    /// <summary>Everything that answers that record, whoever did it.</summary>
    public IEnumerable<Record> Answering(string id) => answers[id];

    /// <summary>The same records, those that stand for corrected ones with the day on which the first of these was known.</summary>
    private static IEnumerable<Record> Traced(ImmutableArray<Record> records)
    {
        var corrected = records
            .Where(record => record is { Kind: "fact.corrected", Of: not null } && record.Field("by")?.Text is not null)
            .ToLookup(record => record.Field("by")!.Value.Text!, record => record.Of!, StringComparer.Ordinal);
        if (corrected.Count == 0)
        {
            return records;
        }

        var given = records
            .DistinctBy(record => record.Id, StringComparer.Ordinal)
            .ToDictionary(record => record.Id, StringComparer.Ordinal);
        return records.Select(record => corrected.Contains(record.Id) ? record with { FirstKnown = First(record) } : record);

        DateOnly First(Record record)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            while (seen.Add(record.Id) && corrected[record.Id].FirstOrDefault() is { } of && given.TryGetValue(of, out var before))
            {
                record = before;
            }

            return record.KnownFrom;
        }
    }
}
