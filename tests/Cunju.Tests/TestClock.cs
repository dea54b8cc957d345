using System.Globalization;
using Cunju.Core.Calendars;

namespace Cunju.Tests;

/// <summary>A clock that a test sets. It stands still otherwise.</summary>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    /// <summary>Nine in the morning in China of that day.</summary>
    public static TestClock On(string day) => new(Morning(day));

    /// <summary>Sets it to nine in the morning in China of that day.</summary>
    public void Set(string day) => now = Morning(day);

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by) => now += by;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;

    private static DateTimeOffset Morning(string day) =>
        ChinaTime.StartOf(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).AddHours(9);
}
