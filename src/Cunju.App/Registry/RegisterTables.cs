using System.Collections.Immutable;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
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

    private static Unit BureauOf(string district) =>
        new()
        {
            Id = district,
            Kinds = Timeline<UnitKind>.Always(UnitKind.Bureau),
            Names = Timeline<string>.Always("区民政局"),
        };
}
