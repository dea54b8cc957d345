using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Cunju.App.Watching;

/// <summary>差错: how a fault of the program is written down: its kinds and the places in the code, under a number that the page quotes. Never the words of the
/// exception, which may repeat what somebody typed, and never the address, which may hold a secret.</summary>
public static class Faults
{
    /// <summary>Writes the fault and gives its number.</summary>
    public static string Write(ILogger log, HttpContext http, Exception exception)
    {
        var number = RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        var all = Chain(exception).ToArray();
        if (all.Any(one => one is DbException))
        {
            Meters.DatabaseErred();
        }

        log.LogError(
            "Fault {Number} at {Method} {Route}: {Kinds}\n{Places}",
            number,
            RequestLog.MethodOf(http),
            RequestLog.RouteOf(http),
            string.Join(" < ", all.Select(Kind)),
            string.Join("\n", all.Select(one => one.StackTrace))
        );
        return number;
    }

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    /// <summary>The type, and for the database the code that says what happened.</summary>
    private static string Kind(Exception exception) =>
        exception switch
        {
            SqliteException sqlite => $"{nameof(SqliteException)} {sqlite.SqliteExtendedErrorCode}",
            DbException { SqlState: { } state } => $"{exception.GetType().Name} {state}",
            _ => exception.GetType().Name,
        };
}
