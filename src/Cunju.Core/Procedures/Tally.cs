using System.Collections.Immutable;
using Cunju.Core.Laws;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Core.Procedures;

/// <summary>What a fact counts for: the records it makes. <paramref name="own"/> are the records this case made before, oldest first.</summary>
/// <remarks>It knows nothing that the journal does not know, so that the records can be made again from it.</remarks>
public delegate IEnumerable<NewRecord> Tally<in TCase, in TFact>(TCase after, TFact fact, Tallying at, IReadOnlyList<Record> own);

/// <summary>What a tally may know beside the case and the fact.</summary>
/// <param name="Unit">The unit whose case it is.</param>
/// <param name="Organisation">The organisation that acted; the records are its records.</param>
/// <param name="Day">The day of the act.</param>
/// <param name="Law">The dated thresholds of law.</param>
public sealed record Tallying(Unit Unit, string Organisation, DateOnly Day, LawBook Law);

/// <summary>A record about to be made. The Desk gives it its id, the acting organisation as unit and the day of entry.</summary>
public sealed record NewRecord(string Kind, DateOnly On)
{
    /// <summary>The case's name for the counting; null when the kind has none.</summary>
    public string? Case { get; init; }

    /// <summary>The id of the record it answers.</summary>
    public string? Of { get; init; }

    /// <summary>The place (from 0) of the record of the same act that it answers: a book entry answers the meeting made with it.</summary>
    public int? OfSibling { get; init; }

    /// <summary>Field values.</summary>
    public ImmutableDictionary<string, FieldValue> Fields { get; init; } = ImmutableDictionary<string, FieldValue>.Empty;

    /// <summary>Fields that name a record of the same act by its place (from 0): a correction names what stands instead.</summary>
    public ImmutableDictionary<string, int> SiblingFields { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Kinds of evidence at hand.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Whether a procedure or a person's note stands behind it.</summary>
    public RecordSource Source { get; init; }
}
