using Cunju.App.Shell;
using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

#pragma warning disable RS0030 // A failed sign-in is counted before anybody is known who could act.

/// <summary>防猜密码: each failure makes the next attempt wait longer, by account and by address. Nobody is locked out for ever, and everybody is told how long.</summary>
public static class Attempts
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(15);

    /// <summary>The key of an account's attempts. Unknown names are counted alike, so that nobody learns which exist.</summary>
    public static string Login(string login) => Secrets.Digest($"login\n{login}");

    /// <summary>The key of an address's attempts.</summary>
    public static string Address(HttpContext http) => Secrets.Digest($"address\n{http.Connection.RemoteIpAddress}");

    /// <summary>How long after that many failures the next attempt must wait. A whole office may share an address, so it may fail more often.</summary>
    public static TimeSpan Delay(int failures, bool address)
    {
        var over = failures - (address ? 20 : 3);
        return over <= 0 ? TimeSpan.Zero
            : over > 8 ? Most
            : TimeSpan.FromSeconds(Math.Min(Most.TotalSeconds, 5 * (1 << (over - 1))));
    }

    /// <summary>Counts an attempt as failed before it is looked at, so that many at once count too.</summary>
    /// <returns>How long to wait; null when the attempt may be looked at.</returns>
    public static async Task<TimeSpan?> Begin(Cell cell, CunjuDb db, string who, bool address, CancellationToken cancel)
    {
        var now = cell.RealNow;
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO attempts ("Who", "Count", "Last", "NotBefore") VALUES ({who}, 0, {now}, {now}) ON CONFLICT DO NOTHING""",
            cancel
        );
        var row = await db.Set<Attempt>().AsNoTracking().SingleAsync(attempt => attempt.Who == who, cancel);
        if (row.NotBefore > now)
        {
            return row.NotBefore - now;
        }

        var seen = row.Count;
        var failures = now - row.Last > (address ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1)) ? 1 : seen + 1;
        var next = now + Delay(failures, address);
        var counted = await db.Set<Attempt>()
            .Where(attempt => attempt.Who == who && attempt.Count == seen)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(attempt => attempt.Count, failures)
                        .SetProperty(attempt => attempt.Last, now)
                        .SetProperty(attempt => attempt.NotBefore, next),
                cancel
            );
        return counted == 1 ? null : TimeSpan.FromSeconds(1);
    }

    /// <summary>The attempt succeeded.</summary>
    public static async Task Succeeded(CunjuDb db, string login, string address, CancellationToken cancel)
    {
        await db.Set<Attempt>().Where(attempt => attempt.Who == login).ExecuteDeleteAsync(cancel);
        await db.Set<Attempt>()
            .Where(attempt => attempt.Who == address && attempt.Count > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(attempt => attempt.Count, attempt => attempt.Count - 1), cancel);
    }

    /// <summary>The wait in words.</summary>
    public static string InWords(TimeSpan wait, string language) =>
        wait.TotalSeconds < 60
            ? $"{Math.Ceiling(wait.TotalSeconds)} {Texts.Of("seconds", language)}"
            : $"{Math.Ceiling(wait.TotalMinutes)} {Texts.Of("minutes", language)}";
}
