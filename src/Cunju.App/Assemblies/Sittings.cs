using Cunju.App.Boards;
using Cunju.App.Storage;
using Cunju.Core.Assemblies;
using Cunju.Core.Calendars;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Assemblies;

/// <summary>开过的每一次: what was known on some day of how people came together, told again from the journal. A meeting keeps only its latest sitting; the one that
/// failed in July stays a failed one of July, also after it was held in August.</summary>
internal static class Sittings
{
    /// <summary>流会: the sittings of the list's year up to 截至日 that were not quorate as far as was known on 知悉日, by day; each as its meeting stood after it.</summary>
    public static async Task<IReadOnlyList<Meeting>> NotQuorate(Question asked)
    {
        var (unit, year) = (asked.Unit.Id, asked.List.Year);
        // Nothing is recorded before it happened, so what the year's sittings are told of begins with the year.
        var first = ChinaTime.StartOf(new(year, 1, 1)).UtcDateTime;
        var known = ChinaTime.StartOf((asked.At.KnownAt ?? asked.Visit.Today).AddDays(1)).UtcDateTime;
        var lines = await asked
            .Visit.Db.Journal.AsNoTracking()
            .Where(line =>
                line.Unit == unit
                && line.Procedure == Meetings.Procedure.Name
                && line.Moment >= first
                && line.Moment < known
                && (line.Fact == nameof(MeetingHeld) || line.Fact == nameof(MeetingCorrected) || line.Fact == nameof(MeetingRetracted))
            )
            .OrderBy(line => line.Number)
            .ThenBy(line => line.Version)
            .Select(line => new
            {
                line.Number,
                line.Fact,
                line.Payload,
            })
            .ToListAsync(asked.Visit.Cancel);
        return
        [
            .. lines
                .GroupBy(line => line.Number)
                .SelectMany(meeting =>
                    Told(meeting.Select(line => FactOf(line.Fact, line.Payload)))
                        .Select(sitting => sitting with { Unit = unit, Number = meeting.Key })
                )
                .Where(sitting => sitting.State == MeetingState.NotQuorate && sitting.Day.Year == year && sitting.Day <= asked.At.AsOf)
                .OrderBy(sitting => sitting.Day),
        ];
    }

    /// <summary>A correction tells the last sitting otherwise; what was retracted never was.</summary>
    private static List<Meeting> Told(IEnumerable<MeetingFact> facts)
    {
        var sittings = new List<Meeting>();
        foreach (var fact in facts)
        {
            if (fact is MeetingRetracted)
            {
                sittings.Clear();
                continue;
            }

            if (fact is MeetingCorrected && sittings.Count > 0)
            {
                sittings.RemoveAt(sittings.Count - 1);
            }

            sittings.Add(Meeting.After(null, fact));
        }

        return sittings;
    }

    private static MeetingFact FactOf(string fact, string payload) =>
        fact switch
        {
            nameof(MeetingHeld) => CellJson.Read<MeetingHeld>(payload),
            nameof(MeetingCorrected) => CellJson.Read<MeetingCorrected>(payload),
            _ => CellJson.Read<MeetingRetracted>(payload),
        };
}
