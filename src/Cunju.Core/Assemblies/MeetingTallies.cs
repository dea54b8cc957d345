using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;

namespace Cunju.Core.Assemblies;

/// <summary>一会多簿: the records a meeting makes, all by the act that entered it.</summary>
/// <remarks>It reads only what the fact keeps, so that a law file mended later changes no record that was made.</remarks>
public static class MeetingTallies
{
    /// <summary>The records of a fact.</summary>
    public static IEnumerable<NewRecord> Of(Meeting after, MeetingFact fact, Tallying at, IReadOnlyList<Record> own) =>
        fact switch
        {
            MeetingHeld(var proceedings) => Made(after.Number, proceedings),
            MeetingCorrected(var proceedings, var why) => Corrected(Made(after.Number, proceedings), why, at, Standing(own)),
            MeetingRetracted(var why) =>
            [
                .. Standing(own)
                    .Select(record => new NewRecord("fact.retracted", at.Day)
                    {
                        Of = record.Id,
                        Fields = Fields(("why", FieldValue.Of(why.Title()))),
                    }),
            ],
            _ => [],
        };

    /// <summary>What a meeting counts for: one record for each type that stands, its entry in the book, and what its agenda stands for.</summary>
    public static ImmutableArray<NewRecord> Made(string number, Proceedings held)
    {
        var made = ImmutableArray.CreateBuilder<NewRecord>();
        var books = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in held.ValidTypes.Where(type => type.Words().Kind is not null))
        {
            made.Add(new(type.Words().Kind!, held.Day) { Fields = FieldsOf(type, held), Evidence = EvidenceOf(held) });
            var meeting = made.Count - 1;
            var book = type.Book(held.Kind);
            books.Add(book);
            made.Add(Entry(book, number, held) with { OfSibling = meeting });
            if (type is MeetingType.ResidentsAssembly or MeetingType.RepresentativesAssembly)
            {
                Annual(AgendaKind.Pledge, "promise.made", meeting);
                Annual(AgendaKind.Appraisal, "appraisal.held", meeting);
            }
        }

        // A meeting no list counts still stands in its book, once.
        foreach (var book in held.ValidTypes.Select(type => type.Book(held.Kind)).Distinct().Where(book => !books.Contains(book)))
        {
            made.Add(Entry(book, number, held));
        }

        return made.ToImmutable();

        void Annual(AgendaKind agenda, string kind, int meeting)
        {
            // Once for the meeting, even when it was an assembly and a representatives' meeting at once.
            if (held.Agenda.Any(item => item.Kind == agenda) && made.All(record => record.Kind != kind))
            {
                made.Add(
                    new(kind, held.Day)
                    {
                        Case = held.Day.Year.ToString(CultureInfo.InvariantCulture),
                        SiblingFields = ImmutableDictionary<string, int>.Empty.Add("at-meeting", meeting),
                        Evidence = EvidenceOf(held),
                    }
                );
            }
        }
    }

    private static IEnumerable<NewRecord> Corrected(
        ImmutableArray<NewRecord> made,
        CorrectionReason why,
        Tallying at,
        IEnumerable<Record> standing
    )
    {
        var left = made.Select((record, place) => (record, place)).ToList();
        var answers = new List<NewRecord>();
        foreach (var old in standing)
        {
            var found = left.FindIndex(candidate =>
                candidate.record.Kind == old.Kind && candidate.record.Fields.GetValueOrDefault("book") == (old.Field("book") ?? default)
            );
            var reason = Fields(("why", FieldValue.Of(why.Title())));
            if (found < 0)
            {
                answers.Add(new("fact.retracted", at.Day) { Of = old.Id, Fields = reason });
                continue;
            }

            answers.Add(
                new("fact.corrected", at.Day)
                {
                    Of = old.Id,
                    Fields = reason,
                    SiblingFields = ImmutableDictionary<string, int>.Empty.Add("by", left[found].place),
                }
            );
            left.RemoveAt(found);
        }

        return [.. made, .. answers];
    }

    /// <summary>The case's records that nothing has closed yet.</summary>
    private static IEnumerable<Record> Standing(IReadOnlyList<Record> own)
    {
        var closed = own.Where(IsClosing).Select(record => record.Of).ToHashSet(StringComparer.Ordinal);
        return own.Where(record => !IsClosing(record) && !closed.Contains(record.Id));

        static bool IsClosing(Record record) => record.Kind is "fact.corrected" or "fact.retracted";
    }

    private static NewRecord Entry(string book, string number, Proceedings held) =>
        new("record.book-entry", held.Day) { Fields = Fields(("book", FieldValue.Of(book)), ("page", FieldValue.Of(number))) };

    /// <summary>Counts only: a record is public one day and is never erased, so no topic and no outcome in words stands in it.</summary>
    private static ImmutableDictionary<string, FieldValue> FieldsOf(MeetingType type, Proceedings held)
    {
        var judged = held.JudgementOf(type)!;
        var fields = ImmutableDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        fields["present"] = FieldValue.Of(judged.Present);
        // Of supervisors and deliberations the list asks only how many came.
        if (type is not (MeetingType.SupervisionMeeting or MeetingType.DeliberationMeeting) && judged.Base is { } eligible)
        {
            fields["eligible"] = FieldValue.Of(eligible);
        }

        if (judged.ShortNotice)
        {
            fields["short-notice"] = FieldValue.Of(true);
        }

        return fields.ToImmutable();
    }

    /// <summary>The entry itself is the minutes (agenda, counts, results); a sheet and a vote only where there are some.</summary>
    private static ImmutableArray<string> EvidenceOf(Proceedings held)
    {
        var evidence = ImmutableArray.CreateBuilder<string>();
        evidence.Add("minutes");
        if (held.SignIn.Length > 0)
        {
            evidence.Add("sign-in");
        }

        if (held.Agenda.Any(item => item.Vote != VoteMethod.NoVote))
        {
            evidence.Add("vote");
        }

        return evidence.ToImmutable();
    }

    private static ImmutableDictionary<string, FieldValue> Fields(params (string Name, FieldValue Value)[] fields) =>
        fields.ToImmutableDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
}
