using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cunju.Core.TaskLists;

namespace Cunju.App.Oversight;

/// <summary>到期日历: which days of the year something becomes due on, drawn on the server in two halves so that a phone can stack them, and the same as a table.</summary>
/// <param name="Year">The year.</param>
/// <param name="Halves">The two pictures.</param>
/// <param name="Days">Every such day, in order.</param>
public sealed record DueCalendar(int Year, ImmutableArray<DueCalendar.Half> Halves, ImmutableArray<DueCalendar.DueDay> Days)
{
    private const double Cell = 20;
    private const double Across = 17;
    private const double Down = 15;

    /// <summary>Half a year: paths by class, and the months' names with their places.</summary>
    public sealed record Half(
        string ViewBox,
        ImmutableArray<(string Look, string Path)> Paths,
        ImmutableArray<(string X, string Name)> Labels
    );

    /// <summary>A day and what becomes due on it.</summary>
    public sealed record DueDay(DateOnly Day, ImmutableArray<DueItem> Items);

    /// <summary>One obligation on that day: what it counts, and how many of it are still to be done.</summary>
    /// <param name="All">The lanes of it: all that owe it by that day, or of what follows on records those that are still open.</param>
    /// <param name="Lanes">How many.</param>
    /// <param name="Left">Those still to be done.</param>
    /// <param name="Open">How many.</param>
    public sealed record DueItem(LaneFilter All, int Lanes, LaneFilter Left, int Open)
    {
        /// <summary>Which.</summary>
        public Obligation Obligation => All.Obligation!;

        /// <summary>Counted as the list behind it is.</summary>
        public static DueItem Of(Obligation obligation, DateOnly due, IReadOnlyCollection<Lane> lanes)
        {
            LaneFilter all = new()
            {
                Obligation = obligation,
                Due = due,
                Open = obligation.Shape.StartsFromRecords,
            };
            var left = all with { Open = true };
            return new(all, lanes.Count(all.Has), left, lanes.Count(left.Has));
        }
    }

    /// <summary>The calendar of everything the list itself sets down below a region, and of what is still to follow on records (会议后登记工作簿、出缺后补充).</summary>
    public static DueCalendar Of(Overview overview)
    {
        LaneFilter open = new() { Open = true };
        var days = overview
            .Boards.SelectMany(board => board.Lanes)
            .Where(lane =>
                lane is { Status: not Status.NotApplicable, Due: { } due, Need: > 0 }
                && (
                    // What follows on records comes by the hundred: it is named only while it is still ahead, and may be due when the year is over.
                    lane.Obligation.Shape.StartsFromRecords
                        ? due >= overview.At.AsOf && open.Has(lane)
                        : due.Year == overview.List.Year
                )
            )
            .GroupBy(lane => lane.Due!.Value)
            .OrderBy(day => day.Key)
            .Select(day => new DueDay(
                day.Key,
                [
                    .. day.GroupBy(lane => lane.Obligation.Id)
                        .Select(lanes => DueItem.Of(lanes.First().Obligation, day.Key, [.. lanes]))
                        .OrderBy(item => item.Obligation.Measure),
                ]
            ))
            .ToImmutableArray();
        var due = days.Select(day => day.Day).ToHashSet();
        return new(
            overview.List.Year,
            [Draw(overview.List.Year, 1, due, overview.At.AsOf), Draw(overview.List.Year, 7, due, overview.At.AsOf)],
            days
        );
    }

    private static Half Draw(int year, int from, HashSet<DateOnly> due, DateOnly asOf)
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
                due.Contains(day)
                    ? day < asOf
                        ? "due-past"
                        : "due-ahead"
                    : day > asOf
                        ? "c-none ahead"
                        : "c-none",
                x,
                y
            );
            if (day == asOf)
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
