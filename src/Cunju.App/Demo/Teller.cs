using System.Globalization;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.Procedures;
using Cunju.Core.WorkRecords;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Demo;

/// <summary>讲述: carries out what the story says, act by act through the Desk, and sets the clock before each.</summary>
/// <remarks>Ids, salts, keys and moments follow from the seed and the acting organisation's own acts alone: the chain of a unit is the same whoever else has a story.</remarks>
internal sealed class Teller(Cell cell, StoryClock clock, string seed, CancellationToken cancel)
{
    private readonly Dictionary<string, Hours> hours = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Organisation, Seat Seat), Actor> seats = [];

    /// <summary>The writer, whose ids are drawn from the seed.</summary>
    public Desk Desk { get; } = new(cell, asked => Draw.Ids($"{seed}\n{asked}"));

    /// <summary>How many acts were done.</summary>
    public int Acts { get; private set; }

    /// <summary>Puts a person into a seat.</summary>
    public void Seats(Seat seat, Actor actor) => seats[(actor.Organisation, seat)] = actor;

    /// <summary>Plays a scene.</summary>
    public async Task Play(Scene scene)
    {
        var actor = seats[(Organisation(scene), scene.Seat)];
        var act = scene.Answers is { } answered
            ? ((RecordWork)scene.Act) with
            {
                Of = await RecordOf(answered.Matter, answered.Kind),
            }
            : scene.Act;
        act = scene.Naming?.Invoke(act) ?? act;
        var matter = scene.Matter;
        if (scene.RefusedFor is { } code)
        {
            await Refused(actor, matter, act, scene.Day, code, new(scene.Files));
        }
        else
        {
            matter.Case = await Do(actor, matter.Procedure, matter.Unit, matter.Case, act, scene.Day, new(scene.Files));
        }
    }

    /// <summary>Asks for what the rules must refuse, for that reason; nothing changes.</summary>
    private async Task Refused(Actor actor, Matter matter, Act act, DateOnly day, string code, Luggage luggage)
    {
        var outcome = await Asked(actor, matter.Procedure, matter.Unit, matter.Case, act, day, luggage);
        if (!outcome.Refusals.Any(refusal => refusal.Code == code))
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {matter.Unit} {act}: not refused for {code}")
            );
        }
    }

    /// <summary>Carries out an act that the rules must allow: the story is lawful, or it is mended.</summary>
    public async Task<Case> Do(
        Actor actor,
        IProcedure procedure,
        string unit,
        Case? before,
        Act act,
        DateOnly day,
        Luggage? luggage = null
    ) => Done(await Asked(actor, procedure, unit, before, act, day, luggage ?? Luggage.None), unit, act, day);

    private Task<Outcome<Done>> Asked(
        Actor actor,
        IProcedure procedure,
        string unit,
        Case? before,
        Act act,
        DateOnly day,
        Luggage luggage
    ) =>
        Desk.Act(
            procedure,
            unit,
            before?.Number,
            Ready(actor.Organisation, day, act) with
            {
                Seen = before?.Version ?? 0,
            },
            actor,
            luggage,
            cancel
        );

    /// <summary>The act as the organisation's next form sends it, with the clock set to the moment it is sent.</summary>
    public TAct Ready<TAct>(string organisation, DateOnly day, TAct act)
        where TAct : Act
    {
        if (!hours.TryGetValue(organisation, out var own))
        {
            hours[organisation] = own = new(new(seed, organisation, "hours"), Draw.Ids($"{seed}\n{organisation}\nkeys"));
        }

        clock.Moment = own.Next(day);
        return act with { Key = own.Keys() };
    }

    /// <summary>The case after an act that was done; a refusal is a fault of the story.</summary>
    public Case Done(Outcome<Done> outcome, string unit, Act act, DateOnly day)
    {
        Acts++;
        return outcome.Value?.Case
            ?? throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day:yyyy-MM-dd} {unit} {act}: {string.Join(' ', outcome.Refusals.Select(refusal => $"{refusal.Code} {refusal.Reason}"))}"
                )
            );
    }

    private static string Organisation(Scene scene) =>
        scene.Seat switch
        {
            Seat.Chair or Seat.Clerk or Seat.Supervisor or Seat.Resident => scene.Matter.Unit,
            Seat.TownshipLeader or Seat.TownshipOfficer => scene.Matter.Unit[..9],
            _ => scene.Matter.Unit[..6],
        };

    private async Task<string> RecordOf(Matter matter, string kind)
    {
        await using var db = cell.Open();
        return await db
            .Records.Where(row =>
                row.CaseUnit == matter.Unit
                && row.CaseProcedure == matter.Procedure.Name
                && row.CaseNumber == matter.Case!.Number
                && row.Kind == kind
            )
            .OrderByDescending(row => row.CaseVersion)
            .ThenBy(row => row.Id)
            .Select(row => row.Id)
            .FirstAsync(cancel);
    }

    /// <summary>One organisation's working day: it begins after eight, and each act comes a few minutes after the one before.</summary>
    private sealed class Hours(Draw draw, Func<string> keys)
    {
        private static readonly TimeSpan Evening = TimeSpan.FromHours(19);
        private DateTimeOffset last;

        public Func<string> Keys { get; } = keys;

        public DateTimeOffset Next(DateOnly day)
        {
            var begins = ChinaTime.StartOf(day);
            last =
                last < begins ? begins.AddMinutes(draw.Between(8 * 60, (9 * 60) + 40))
                // On the busiest days of an office the evening is kept: there the acts follow each other by seconds.
                : last - begins > Evening ? last.AddSeconds(draw.Between(2, 9))
                : last.AddSeconds(draw.Between(70, 400));
            return last;
        }
    }
}
