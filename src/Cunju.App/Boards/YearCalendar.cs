using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.App.Boards;

/// <summary>全年日历: a picture of the year written on the server, in two halves so that a phone can stack them, and the same as a table.</summary>
/// <param name="Year">The year.</param>
/// <param name="Halves">The two pictures.</param>
/// <param name="Months">The table: what was recorded and what falls due in each month.</param>
public sealed record YearCalendar(int Year, ImmutableArray<YearCalendar.Half> Halves, ImmutableArray<YearCalendar.Month> Months)
{
    private const double Cell = 20;
    private const double Across = 17;
    private const double Down = 15;

    /// <summary>Half a year: paths by class, and the months' names with their places.</summary>
    public sealed record Half(
        string ViewBox,
        ImmutableArray<(string Class, string Path)> Paths,
        ImmutableArray<(string X, string Name)> Labels
    );

    /// <summary>One month in the table.</summary>
    public sealed record Month(int Number, int Records, ImmutableArray<(DateOnly Day, string Title)> FixedDays);

    /// <summary>The calendar of a unit's year.</summary>
    public static YearCalendar Of(Question asked)
    {
        var year = asked.List.Year;
        var done = asked
            .Book.Of(asked.Unit.Id)
            .Where(record => record.On.Year == year && !record.Kind.StartsWith("fact.", StringComparison.Ordinal))
            .GroupBy(record => record.On)
            .ToDictionary(day => day.Key, day => day.Count());
        var wanted = asked
            .Board.Lanes.Where(lane => lane is { Status: not Status.NotApplicable, Due: not null } && HasDay(lane.Obligation.Shape))
            .GroupBy(lane => (lane.Due!.Value, lane.Obligation.Title))
            .Select(lanes => (Day: lanes.Key.Value, lanes.Key.Title))
            .Where(day => day.Day.Year == year)
            .OrderBy(day => day.Day)
            .ToImmutableArray();
        var framed = wanted.Select(day => day.Day).ToHashSet();
        var today = asked.Visit.Today;
        return new(
            year,
            [Draw(year, 1, done, framed, today), Draw(year, 7, done, framed, today)],
            [
                .. Enumerable
                    .Range(1, 12)
                    .Select(month => new Month(
                        month,
                        done.Where(day => day.Key.Month == month).Sum(day => day.Value),
                        [.. wanted.Where(day => day.Day.Month == month)]
                    )),
            ]
        );
    }

    /// <summary>Periods end every month; only days the list names are framed.</summary>
    private static bool HasDay(Shape shape) => shape is Dates or Deadline or Document or Chain or Attest or Pilot;

    private static Half Draw(int year, int from, Dictionary<DateOnly, int> done, HashSet<DateOnly> framed, DateOnly today)
    {
        var first = new DateOnly(year, from, 1);
        var last = first.AddMonths(6).AddDays(-1);
        var offset = ((int)first.DayOfWeek + 6) % 7;
        var paths = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        var labels = ImmutableArray.CreateBuilder<(string, string)>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var place = day.DayNumber - first.DayNumber + offset;
            var (x, y) = (2 + (place / 7 * Cell), 22 + (place % 7 * (Down + 3)));
            Add(
                done.GetValueOrDefault(day) switch
                {
                    0 when day > today => "c-none ahead",
                    0 => "c-none",
                    1 => "c-one",
                    2 or 3 => "c-two",
                    _ => "c-many",
                },
                x,
                y
            );
            if (framed.Contains(day))
            {
                Add("z-fixed", x, y);
            }

            if (day == today)
            {
                Add("z-today", x, y);
            }

            if (day.Day == 1)
            {
                labels.Add((Text(x + (place % 7 > 3 ? Cell : 0)), $"{day.Month}月"));
            }
        }

        var weeks = (last.DayNumber - first.DayNumber + offset) / 7;
        return new(
            $"0 0 {Text(((weeks + 1) * Cell) + 4)} {Text(24 + (7 * (Down + 3)))}",
            [.. paths.Select(path => (path.Key, path.Value.ToString()))],
            labels.ToImmutable()
        );

        void Add(string look, double x, double y)
        {
            if (!paths.TryGetValue(look, out var path))
            {
                paths[look] = path = new();
            }

            path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{Across}v{Down}h-{Across}z");
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
