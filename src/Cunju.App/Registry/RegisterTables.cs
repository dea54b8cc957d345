using System.Collections.Immutable;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Registry;

/// <summary>How the register is kept: one case with all places, and one case with the profile of each unit that has one.</summary>
public static class RegisterTables
{
    /// <summary>Reads the whole register. Before the first import it is the bureau alone, which must be there to import.</summary>
    public static async Task<Register> Read(CunjuDb db, CancellationToken cancel)
    {
        var kept = await db.Set<PlaceRegister>().AsNoTracking().FirstOrDefaultAsync(cancel);
        if (kept is null)
        {
            var district = await db.Cell.AsNoTracking().Select(cell => cell.District).SingleAsync(cancel);
            return new([BureauOf(district)]);
        }

        var profiles = await db.Set<UnitProfile>().AsNoTracking().ToDictionaryAsync(profile => profile.Unit, cancel);
        return new(
            kept.Rows.Select(row =>
                row.ToUnit(
                    profiles.TryGetValue(row.Code, out var profile) ? profile.Lines : ImmutableDictionary<string, Timeline<string>>.Empty
                )
            )
        );
    }

    /// <summary>名册和概况，按那一天所知: told again from the journal without what was entered later, so that a value entered in October "from January" does not change what the board
    /// showed in August. The first import is always known: before it there would be nobody to judge.</summary>
    public static async Task<Register> ReadAsKnown(CunjuDb db, DateOnly day, CancellationToken cancel)
    {
        var end = ChinaTime.StartOf(day.AddDays(1)).UtcDateTime;
        var lines = db
            .Journal.AsNoTracking()
            .Where(line => line.Moment < end || line.Procedure == PlaceProcedure.Table.Name && line.Version == 1);
        if (await db.Set<PlaceRegister>().AsNoTracking().FirstOrDefaultAsync(cancel) is not { } kept)
        {
            return await Read(db, cancel);
        }

        var places = Told<PlaceRegister>(
            PlaceProcedure.Table,
            await lines.Where(line => line.Unit == kept.Unit && line.Procedure == PlaceProcedure.Table.Name).ToListAsync(cancel)
        );
        string[] units = [.. kept.Rows.Select(row => row.Code)];
        var profiles = await lines
            .Where(line => units.Contains(line.Unit) && line.Procedure == ProfileProcedure.Table.Name)
            .ToListAsync(cancel);
        var said = profiles
            .GroupBy(line => line.Unit)
            .ToDictionary(unit => unit.Key, unit => Told<UnitProfile>(ProfileProcedure.Table, unit)!.Lines);
        return new(
            (places ?? kept).Rows.Select(row =>
                row.ToUnit(said.GetValueOrDefault(row.Code) ?? ImmutableDictionary<string, Timeline<string>>.Empty)
            )
        );
    }

    /// <summary>The days on which something was entered about a unit, once for each time: its profile, and the places of the district.</summary>
    public static async Task<DateOnly[]> EnteredAbout(CunjuDb db, string district, string unit, CancellationToken cancel)
    {
        var moments = await db
            .Journal.AsNoTracking()
            .Where(line =>
                (line.Unit == unit && line.Procedure == ProfileProcedure.Table.Name)
                || (line.Unit == district && line.Procedure == PlaceProcedure.Table.Name)
            )
            .Select(line => line.Moment)
            .ToListAsync(cancel);
        return [.. moments.Select(moment => ChinaTime.Day(new(moment, TimeSpan.Zero)))];
    }

    private static TCase? Told<TCase>(IProcedure table, IEnumerable<JournalEntry> lines)
        where TCase : Case
    {
        var facts = Modules.FactsOf(table).ToDictionary(type => type.Name);
        Case? told = null;
        foreach (var line in lines.OrderBy(line => line.Version))
        {
            told = table.After(told, (Fact)CellJson.Read(line.Payload, facts[line.Fact]), line.Unit, line.Number);
        }

        return (TCase?)told;
    }

    private static Unit BureauOf(string district) =>
        new()
        {
            Id = district,
            Kinds = Timeline<UnitKind>.Always(UnitKind.Bureau),
            Names = Timeline<string>.Always("区民政局"),
        };
}
