using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Oversight;

/// <summary>判过的全区: judging hundreds of units takes most of a second, and whoever goes from a count to its lanes and back asks the same thing again and again. What was
/// judged follows from nothing but the list, the register, the records and the two days; the cell keeps those as long as nothing has happened, so that as long as they are
/// the very same ones, so is the answer.</summary>
public sealed class JudgedDistricts
{
    /// <summary>The days somebody goes back and forth between.</summary>
    private const int Few = 4;

    private readonly Lock turn = new();
    private readonly LinkedList<Judged> kept = [];

    /// <summary>How many times a district was judged rather than remembered.</summary>
    public long Made { get; private set; }

    /// <summary>The boards, judged now or before. Of many who ask for the same at once one judges and the others wait.</summary>
    public ImmutableArray<Overview.Part> Of(
        TaskList list,
        Register register,
        RecordBook book,
        Occurrence at,
        Func<ImmutableArray<Overview.Part>> judge
    )
    {
        Judged answer;
        lock (turn)
        {
            var found = kept.FirstOrDefault(other =>
                ReferenceEquals(other.List, list)
                && ReferenceEquals(other.Register, register)
                && ReferenceEquals(other.Book, book)
                && other.At == at
            );
            if (found is null)
            {
                Made++;
                found = new(list, register, book, at, new(judge));
            }

            kept.Remove(found);
            kept.AddFirst(found);
            if (kept.Count > Few)
            {
                kept.RemoveLast();
            }

            answer = found;
        }

        return answer.Parts.Value;
    }

    private sealed record Judged(
        TaskList List,
        Register Register,
        RecordBook Book,
        Occurrence At,
        Lazy<ImmutableArray<Overview.Part>> Parts
    );
}
