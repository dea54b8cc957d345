using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

#pragma warning disable RS0030 // A session is no act of the procedure: it begins and ends beside the journal.

/// <summary>会话的开始与结束. The row on the server decides, so that signing out and suspension act at once.</summary>
public static class Sessions
{
    /// <summary>A session ends after this without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>A session ends after this in any case.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string Cookie = "seat";

    /// <summary>Signs the browser in under a new id; whatever it had before is void.</summary>
    public static async Task Begin(HttpContext http, Cell cell, CunjuDb db, Credential credential, CancellationToken cancel)
    {
        await End(http, db, cancel);
        var now = cell.RealNow;
        var token = Secrets.NewToken();
        await db.Set<Session>().Where(session => session.Began < now - Longest).ExecuteDeleteAsync(cancel);
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO sessions ("Id", "Account", "Unit", "Number", "Began", "Seen") VALUES ({Secrets.Digest(token)}, {credential.Account}, {credential.Unit}, {credential.Number}, {now}, {now})""",
            cancel
        );
        http.Response.Cookies.Append(
            Cookie,
            token,
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = Printing.BaseAddress.IsSecure(http),
                MaxAge = Longest,
                Path = "/",
            }
        );
    }

    /// <summary>Signs the browser out.</summary>
    public static async Task End(HttpContext http, CunjuDb db, CancellationToken cancel)
    {
        if (http.Request.Cookies[Cookie] is { Length: > 0 } token)
        {
            var id = Secrets.Digest(token);
            await db.Set<Session>().Where(session => session.Id == id).ExecuteDeleteAsync(cancel);
            http.Response.Cookies.Delete(Cookie);
        }
    }

    /// <summary>Ends all sessions of an account, on whichever machine.</summary>
    public static Task EndAll(CunjuDb db, string account, CancellationToken cancel) =>
        db.Set<Session>().Where(session => session.Account == account).ExecuteDeleteAsync(cancel);

    /// <summary>The session behind the request; null when there is none or its time is over.</summary>
    public static async Task<Session?> Of(HttpContext http, Cell cell, CunjuDb db)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 and < 100 } token)
        {
            return null;
        }

        var id = Secrets.Digest(token);
        var now = cell.RealNow;
        var session = await db.Set<Session>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, http.RequestAborted);
        if (session is null || now - session.Began > Longest || now - session.Seen > Idle)
        {
            return null;
        }

        // A minute is exact enough for two hours and spares a write on most requests.
        if (now - session.Seen > TimeSpan.FromMinutes(1))
        {
            await db.Set<Session>()
                .Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Seen, now), http.RequestAborted);
        }

        return session;
    }
}
