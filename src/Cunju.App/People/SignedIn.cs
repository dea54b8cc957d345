using Cunju.App.Storage;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

/// <summary>已登录的人: for whom the person acts and under which office.</summary>
/// <param name="Actor">The actor with the permissions of today.</param>
/// <param name="Title">The office as it is shown (文书).</param>
public sealed record SignedIn(Actor Actor, string Title)
{
    /// <summary>The person behind the request's cookie; null when nobody is signed in, the account is not active, or the person holds no office today.</summary>
    public static async Task<SignedIn?> Of(HttpContext http, Cell cell, CunjuDb db) =>
        await Sessions.Of(http, cell, db) is { } session ? await Of(cell, db, session.Unit, session.Number, http.RequestAborted) : null;

    /// <summary>For whom an account acts today: the permissions of all offices its person holds in its organisation.</summary>
    public static async Task<SignedIn?> Of(Cell cell, CunjuDb db, string unit, string number, CancellationToken cancel)
    {
        var account = await db.Set<Account>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Unit == unit && row.Number == number && row.State == AccountState.Active, cancel);
        if (account is null)
        {
            return null;
        }

        var today = cell.Today;
        var tenures = await db.Set<Tenure>()
            .AsNoTracking()
            .Where(tenure => tenure.Unit == unit && tenure.Person == account.Person)
            .ToListAsync(cancel);
        var held = tenures.Where(tenure => tenure.InForceOn(today)).Select(tenure => tenure.Office).ToHashSet(StringComparer.Ordinal);
        if (cell.Data.Offices.All.FirstOrDefault(office => held.Contains(office.Id)) is not { } first)
        {
            return null;
        }

        var register = await cell.Register(db, cancel);
        return register.Find(unit) is { } home && home.ExistsOn(today)
            ? new(new(account.Id, unit, cell.Data.Offices.PermissionsOf(held)), first.TitleIn(home.KindOn(today)))
            : null;
    }
}
