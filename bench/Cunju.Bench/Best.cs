using System.Diagnostics;

namespace Cunju.Bench;

/// <summary>The best of several rounds: what the code costs when nobody disturbs it.</summary>
public static class Best
{
    /// <summary>Runs the action until at least <paramref name="rounds"/> rounds of about 50 ms were made, and tells the best time of one run.</summary>
    public static TimeSpan Of(Action action, int rounds = 40)
    {
        action();
        var once = Time(action, 1);
        var times = Math.Max(1, (int)(TimeSpan.FromMilliseconds(50) / TimeSpan.FromTicks(Math.Max(1, once.Ticks))));
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var took = Time(action, times) / times;
            best = took < best ? took : best;
        }

        return best;
    }

    /// <summary>Micro- or milliseconds with three digits.</summary>
    public static string Say(TimeSpan time) =>
        time.TotalMilliseconds >= 1 ? $"{time.TotalMilliseconds:0.00} ms" : $"{time.TotalMicroseconds:0.0} µs";

    private static TimeSpan Time(Action action, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
