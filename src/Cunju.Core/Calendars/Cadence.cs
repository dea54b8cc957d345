namespace Cunju.Core.Calendars;

/// <summary>频次: how often something is owed within a year.</summary>
public enum Cadence
{
    /// <summary>每年: one period, named <c>2023</c>.</summary>
    Year,

    /// <summary>每半年: two periods, named <c>2023H1</c> and <c>2023H2</c>.</summary>
    Half,

    /// <summary>每季度: four periods, named <c>2023Q1</c> to <c>2023Q4</c>.</summary>
    Quarter,

    /// <summary>每月: twelve periods, named <c>2023-01</c> to <c>2023-12</c>.</summary>
    Month,
}

/// <summary>The named periods of a year.</summary>
public static class Cadences
{
    /// <summary>The periods of <paramref name="year"/> in order; their names are the lane names of <c>counting.md</c> §2.</summary>
    public static IEnumerable<(string Name, DayRange Days)> Periods(this Cadence cadence, int year)
    {
        var months = cadence switch
        {
            Cadence.Year => 12,
            Cadence.Half => 6,
            Cadence.Quarter => 3,
            Cadence.Month => 1,
        };
        for (var from = 1; from <= 12; from += months)
        {
            var first = new DateOnly(year, from, 1);
            var name = cadence switch
            {
                Cadence.Year => $"{year:0000}",
                Cadence.Half => $"{year:0000}H{(from / 6) + 1}",
                Cadence.Quarter => $"{year:0000}Q{(from / 3) + 1}",
                Cadence.Month => $"{year:0000}-{from:00}",
            };
            yield return (name, new(first, first.AddMonths(months).AddDays(-1)));
        }
    }
}
