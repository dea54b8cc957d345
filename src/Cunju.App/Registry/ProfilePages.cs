using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Registry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Registry;

/// <summary>单位概况: what is known of a unit, since when, and what depends on it.</summary>
public static class ProfilePages
{
    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(ProfileProcedure.Table, async (visit, unit) => Page(visit, unit, await Read(visit.Db, unit.Id, visit.Cancel), null));
        pages.Opening<StartProfile>(
            ProfileProcedure.Table,
            async (visit, unit, form) => Page(visit, unit, await Read(visit.Db, unit.Id, visit.Cancel), form)
        );
        pages.Case<UnitProfile>(
            ProfileProcedure.Table,
            (visit, unit, profile, form) => Task.FromResult<IResult>(Page(visit, unit, profile, form))
        );
    }

    /// <summary>The unit's profile; null when nothing was ever said.</summary>
    public static Task<UnitProfile?> Read(CunjuDb db, string unit, CancellationToken cancel) =>
        db.Set<UnitProfile>().AsNoTracking().FirstOrDefaultAsync(profile => profile.Unit == unit, cancel);

    private static RazorComponentResult Page(Visit visit, Unit unit, UnitProfile? profile, FormState? form) =>
        Show.Page<ProfilePage, ProfileShown>(visit, "单位概况", new(unit, profile, form ?? FormState.Empty("")));
}

/// <summary>A profile and the form below it.</summary>
public sealed record ProfileShown(Unit Unit, UnitProfile? Profile, FormState Form);
