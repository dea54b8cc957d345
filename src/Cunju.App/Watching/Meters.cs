using System.Diagnostics.Metrics;
using Cunju.Core.Procedures;

namespace Cunju.App.Watching;

/// <summary>运行指标: what the program measures of itself. Templates, procedures and codes only: no unit, no person, nothing that could be ranked.</summary>
public static class Meters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Cunju";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Requests = Meter.CreateHistogram<double>(
        "cunju.request.duration",
        "s",
        "Requests by method, route template and status"
    );

    private static readonly Counter<long> Acts = Meter.CreateCounter<long>("cunju.acts", null, "Acts by procedure and outcome");

    private static readonly Histogram<double> Evaluations = Meter.CreateHistogram<double>(
        "cunju.evaluation.duration",
        "s",
        "Evaluations of one unit against its list"
    );

    private static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "cunju.database.errors",
        null,
        "Errors of the database: races were tried again, faults were not"
    );

    /// <summary>A request was answered.</summary>
    public static void Requested(string method, string route, int status, TimeSpan time) =>
        Requests.Record(time.TotalSeconds, new("method", method), new("route", route), new("status", status));

    /// <summary>An act came to something: done, again, refused or hidden.</summary>
    public static void Acted(IProcedure procedure, Outcome<Done> outcome) =>
        Acts.Add(
            1,
            new("procedure", procedure.Name),
            new(
                "outcome",
                outcome.Value is { } done ? (done.Again ? "again" : "done")
                    : outcome.Refusals.Any(refusal => refusal.IsHidden) ? "hidden"
                    : "refused"
            )
        );

    /// <summary>A unit was judged.</summary>
    public static void Evaluated(TimeSpan time) => Evaluations.Record(time.TotalSeconds);

    /// <summary>Somebody else wrote first; the act was tried again.</summary>
    public static void LostRace() => Errors.Add(1, new KeyValuePair<string, object?>("kind", "race"));

    /// <summary>The database answered with an error that nobody expected.</summary>
    public static void DatabaseErred() => Errors.Add(1, new KeyValuePair<string, object?>("kind", "fault"));
}
