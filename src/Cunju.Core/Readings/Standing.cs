using System.Collections.Immutable;
using Cunju.Core.TaskLists;

namespace Cunju.Core.Readings;

/// <summary>清单现状: what the issuer has said about its editions, as far as it was known on a day.</summary>
/// <param name="Answers">The answers to open readings.</param>
/// <param name="Issues">The editions put in force.</param>
public sealed record Standing(ImmutableArray<ReadingAnswer> Answers, ImmutableArray<EditionIssue> Issues)
{
    /// <summary>Nothing was said.</summary>
    public static readonly Standing Silent = new([], []);

    /// <summary>The answers that held as known on that day, by the id of the reading; an answer holds for the whole edition, whatever day is asked about.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="knownAt">知悉日; null = everything said until now.</param>
    public ImmutableSortedDictionary<string, Answer> To(string edition, DateOnly? knownAt) =>
        Answers
            .Where(answer => answer.Edition == edition)
            .Select(answer => (answer.Reading, Last: answer.Given.LastOrDefault(given => knownAt is null || given.On <= knownAt)))
            .Where(answer => answer.Last is { Option: not null })
            .ToImmutableSortedDictionary(
                answer => answer.Reading,
                answer => new Answer(answer.Last!.Option!, answer.Last.Names, answer.Last.By),
                StringComparer.Ordinal
            );

    /// <summary>施行日 of an edition that was put in force, as known on that day; null when it was not.</summary>
    public DateOnly? InForceFrom(string edition, DateOnly? knownAt) =>
        Issues
            .FirstOrDefault(issue => issue.Edition == edition)
            ?.Given.LastOrDefault(given => knownAt is null || given.On <= knownAt)
            ?.From;

    /// <summary>The edition as a board of that day reads it.</summary>
    /// <param name="edition">The edition as its file has it.</param>
    /// <param name="asOf">截至日.</param>
    /// <param name="knownAt">知悉日; null = everything said until now.</param>
    public TaskList Read(ListReading edition, DateOnly asOf, DateOnly? knownAt)
    {
        // The program proved the file's answers when it was checked; a fault here leaves the list as it can be read.
        var list = edition.Under(To(edition.List.Edition, knownAt), new(edition.List.Edition));
        return list.Status == EditionStatus.Carried && InForceFrom(list.Edition, knownAt) <= asOf
            ? list with
            {
                Status = EditionStatus.InForce,
                CarriedFrom = null,
            }
            : list;
    }
}
