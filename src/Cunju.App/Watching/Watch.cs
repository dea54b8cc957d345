using System.Net;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Watching;

/// <summary>值守: what whoever keeps the server asks it: is it alive, is it well, how much has it done.</summary>
public static class Watch
{
    /// <summary>Below that the next backup or migration would fail.</summary>
    private const long LittleDisk = 512L * 1024 * 1024;

    /// <summary>Adds the routes.</summary>
    public static void MapWatch(this IEndpointRouteBuilder routes)
    {
        // For a supervisor of processes, and the yardstick of the benchmarks: the server without any page.
        routes.Get("/alive", (HttpContext _) => Task.FromResult(Results.Text("ok\n")));
        routes.Get("/health", (HttpContext http) => Answer(http, http.RequestServices.GetRequiredService<Cell>()));
        routes.Get(
            "/metrics",
            (HttpContext http) =>
                Task.FromResult(
                    IsFromHere(http)
                        ? Results.Text(http.RequestServices.GetRequiredService<Gauge>().Text(), "text/plain; version=0.0.4; charset=utf-8")
                        : Results.NotFound()
                )
        );
    }

    /// <summary>Whether the request began on this machine and did not pass through a proxy on it: what a proxy forwards carries a mark of it or another host's name.</summary>
    public static bool IsFromHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !http.Request.Headers.Keys.Any(name =>
            name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("X-Original", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Via", StringComparison.OrdinalIgnoreCase)
        )
        && http.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]";

    private static async Task<IResult> Answer(HttpContext http, Cell cell)
    {
        var health = await Of(cell, http.RequestAborted);
        var status = health.Status == "bad" ? 503 : 200;
        // Anybody may know whether it is well; only the machine itself is told more.
        return IsFromHere(http) ? Results.Json(health, statusCode: status) : Results.Text(health.Status + "\n", statusCode: status);
    }

    private static async Task<Health> Of(Cell cell, CancellationToken cancel)
    {
        var health = new Health(
            "ok",
            typeof(Watch).Assembly.GetName().Version!.ToString(3),
            cell.District,
            cell.Practice,
            cell.Today,
            null,
            false,
            false,
            null
        );
        try
        {
            await using var db = cell.Open();
            // What the issuer has said, and a practice cell's day, another program may have moved on since anybody last looked.
            await cell.Register(db, cancel);
            var list = cell.ListOn(cell.Today);
            health = health with { Today = cell.Today, Edition = $"{list.Id} {list.Edition} {list.Version} {list.Status}" };
            var head = await db.Heads.AsNoTracking().OrderByDescending(row => row.Seq).FirstOrDefaultAsync(cancel);
            var line = head is null
                ? null
                : await db
                    .Journal.AsNoTracking()
                    .Where(entry => entry.Organisation == head.Organisation && entry.Seq == head.Seq)
                    .Select(entry => entry.Hash)
                    .FirstOrDefaultAsync(cancel);
            health = health with { Database = true, Chain = head?.Hash == line, FreeBytes = Room(db) };
        }
        catch (Exception exception)
            when (exception is System.Data.Common.DbException or InvalidOperationException or TimeoutException or IOException)
        {
            Meters.DatabaseErred();
        }

        return health with
        {
            Status =
                !health.Chain ? "bad"
                : health.FreeBytes < LittleDisk ? "low-disk"
                : "ok",
        };
    }

    /// <summary>Room left where the file lies; null on PostgreSQL, and where the system does not tell: then the database may be well all the same.</summary>
    private static long? Room(CunjuDb db)
    {
        if (db is not SqliteDb)
        {
            return null;
        }

        try
        {
            return new DriveInfo(Path.GetDirectoryName(db.Database.GetDbConnection().DataSource)!).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>How the program is.</summary>
/// <param name="Status"><c>ok</c>; <c>low-disk</c>: works, but soon not; <c>bad</c>: does not work.</param>
/// <param name="Version">The program's version.</param>
/// <param name="District">Six-digit code.</param>
/// <param name="Practice">Whether the cell is for practice.</param>
/// <param name="Today">The day by its clock.</param>
/// <param name="Edition">The list of the day: id, edition, version, status; null when the database does not answer.</param>
/// <param name="Database">Whether the database answers.</param>
/// <param name="Chain">Whether the longest chain ends where its head says.</param>
/// <param name="FreeBytes">Room left where the file lies; null on PostgreSQL, and where the system does not tell.</param>
public sealed record Health(
    string Status,
    string Version,
    string District,
    bool Practice,
    DateOnly Today,
    string? Edition,
    bool Database,
    bool Chain,
    long? FreeBytes
);

/// <summary>日志形式: what goes to the standard output while serving.</summary>
public enum LogForm
{
    /// <summary>Only what is wrong, one line each.</summary>
    Quiet,

    /// <summary>A line each request, for people.</summary>
    Text,

    /// <summary>The same as JSON, for programs that collect logs.</summary>
    Json,
}
