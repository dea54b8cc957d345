using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>固定日: something is shown on every channel on each of the given days (1、4、7、10月的15日公开).</summary>
public sealed record Dates : Shape
{
    /// <summary>The days of the year.</summary>
    public required Setting On { get; init; }

    /// <summary>How many days after its day something is still in time.</summary>
    public required Setting Tolerance { get; init; }

    /// <summary>What becomes of a day without work.</summary>
    public required HolidayReading Holiday { get; init; }

    /// <summary>Where it must be shown: everywhere.</summary>
    public required ImmutableArray<Channel> Channels { get; init; }

    /// <summary>What must be shown on every channel; empty = anything.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>同步: channels shown on different days earn a note, nothing more.</summary>
    public bool SameDay { get; init; }

    /// <summary>渠道: a kind of record, and the proof for it.</summary>
    /// <param name="Of">The kind of record.</param>
    /// <param name="Title">What people call it.</param>
    /// <param name="Evidence">What should be at hand.</param>
    public sealed record Channel(string Of, string Title, ImmutableArray<string> Evidence);

    /// <summary>What a day without work means (A03).</summary>
    public enum HolidayReading
    {
        /// <summary>按原日.</summary>
        AsWritten,

        /// <summary>顺延.</summary>
        NextWorkday,

        /// <summary>提前.</summary>
        PreviousWorkday,
    }

    /// <summary>A fixed day of one year.</summary>
    /// <param name="Name">The day as the list names it; it never moves.</param>
    /// <param name="Opens">The first day that counts for it: the written day or the moved one, whichever comes first. 顺延 gives more time; it takes no publication
    /// away from whoever put it up on the day the list writes.</param>
    /// <param name="Due">The last day in time, counted from the moved day.</param>
    /// <param name="Closes">The eve of the next fixed day's first day.</param>
    public sealed record FixedDay(string Name, DateOnly Opens, DateOnly Due, DateOnly Closes);

    /// <inheritdoc/>
    public override string Title => "固定日";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => [.. Channels.Select(channel => channel.Of).Distinct()];

    /// <inheritdoc/>
    public override IEnumerable<string> Proofs => Channels.SelectMany(channel => channel.Evidence);

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list) => [("固定日", On), ("宽限日数", Tolerance)];

    /// <summary><c>dates</c> · <c>tolerance-days</c> · <c>holiday: as-written | next-workday | previous-workday</c> · <c>channels: [{ of, title, evidence }]</c> ·
    /// <c>categories: { all-of }</c> or a list (compared with the record's field <c>categories</c>) · <c>same-day</c>.</summary>
    public static Dates Read(MapReader map, ShapeContext context)
    {
        _ = map.Required("dates");
        _ = map.Required("channels");
        var holidays = new Dictionary<string, HolidayReading>
        {
            ["as-written"] = HolidayReading.AsWritten,
            ["next-workday"] = HolidayReading.NextWorkday,
            ["previous-workday"] = HolidayReading.PreviousWorkday,
        };
        var channels = map.Items("channels").Select(item => ReadChannel(new(item, $"{map.What}的渠道", map.Findings), context));
        var categories = map.Raw("categories") is MappingNode ? map.Map("categories")! : null;
        Dates dates = new()
        {
            On = context.Days(map, "dates") ?? new([], null),
            Tolerance = context.Number(map, "tolerance-days") ?? Setting.Of(0),
            Holiday = map.Word("holiday", holidays, HolidayReading.AsWritten),
            Channels = [.. channels],
            Categories = [.. (categories?.Texts("all-of") ?? map.Texts("categories")).Select(text => text.Text)],
            SameDay = map.Truth("same-day"),
        };
        categories?.Done();
        return dates;
    }

    /// <summary>The fixed days of the list's year in order, each reaching to the eve of the next, the last to the eve of next year's first.</summary>
    public ImmutableArray<FixedDay> DaysOf(TaskList list)
    {
        var written = DaysIn(list, list.Year);
        var ends = written.Skip(1).Concat(DaysIn(list, list.Year + 1).Take(1)).Select(next => Opens(next, list).AddDays(-1));
        return
        [
            .. written.Zip(
                ends,
                (day, closes) =>
                    new FixedDay($"{day:yyyy-MM-dd}", Opens(day, list), Moved(day, list).AddDays(Tolerance.Number(list, day)), closes)
            ),
        ];
    }

    internal override Shape Reworded(Func<string, string> words) =>
        this with
        {
            Channels = [.. Channels.Select(channel => channel with { Title = words(channel.Title) })],
        };

    internal override NextRecord Wants(Lane lane, Wanting at)
    {
        var counted = at.Counted(lane);
        var channel =
            Channels.FirstOrDefault(channel => Missing(channel).Any() || !counted.Any(record => record.Kind == channel.Of)) ?? Channels[0];
        NextRecord next = new(channel.Of) { Case = lane.Name };
        return Missing(channel).ToList() is { Count: > 0 } missing ? next.With("categories", FieldValue.Of(missing)) : next;

        IEnumerable<string> Missing(Channel channel) => Categories.Where(category => FirstDay((channel, category), counted) is null);
    }

    /// <summary>The lane of the last fixed day reaches into the year after; a day moved forward from New Year's begins in the year before.</summary>
    internal override Sight LooksAt(TaskList list)
    {
        var year = Sight.OfYear(list.Year);
        return DaysOf(list)
            .Where(day => day.Opens <= day.Closes)
            .Aggregate(year, (sight, day) => sight.And(new(new DayRange(day.Opens, day.Closes))));
    }

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        var days = DaysOf(question.List);
        var names = days.Select(day => day.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var day in days)
        {
            DayRange lane = new(day.Opens, day.Closes);
            if (question.Active(lane) is null)
            {
                yield return Verdict.NotOwed(day.Name);
                continue;
            }

            var counted = question.Records(Kinds).Where(record => Counts(record, day.Name, lane, names, question)).ToList();
            var parts = Parts().Select(part => FirstDay(part, counted)).ToList();
            var complete = parts.TrueForAll(first => first is not null);
            yield return new(day.Name, complete ? question.Done(parts.Max(), day.Due) : question.Waiting(day.Due, day.Opens))
            {
                Have = parts.Count(first => first is not null),
                Need = parts.Count,
                Opens = day.Opens,
                Due = day.Due,
                Days = lane,
                Counted = counted,
                Notes = complete && SameDay && ChannelDays(counted).Distinct().Count() > 1 ? ["各渠道未同日公开"] : [],
            };
        }
    }

    internal override string Say(Verdict verdict, Question question) =>
        verdict.Have < verdict.Need
            ? $"{Words.Lane(verdict.Lane)}应在{Words.List(Channels.Select(channel => channel.Title))}公开{Words.List(Categories)}，{(verdict.Have == 0 ? "尚未公开" : Missing(verdict))}"
            : $"{Words.Lane(verdict.Lane)}应公开的内容已在{Words.List(Channels.Select(channel => channel.Title))}公开齐全";

    internal override string? Missing(Verdict verdict)
    {
        var missing = Parts()
            .Where(part => FirstDay(part, verdict.Counted) is null)
            .GroupBy(part => part.Channel.Title, part => part.Category)
            .Select(channel =>
                channel.Any(category => category is not null) ? $"{channel.Key}的{Words.List(channel.OfType<string>())}" : channel.Key
            )
            .ToList();
        return missing.Count == 0 ? null : $"还差{string.Join('；', missing)}";
    }

    internal override EvidenceDemand Proof(Record record, Obligation obligation) =>
        Channels.FirstOrDefault(channel => channel.Of == record.Kind) is { Evidence: { IsEmpty: false } evidence }
            ? new(evidence, [], 0)
            : obligation.Evidence;

    private static Channel ReadChannel(MapReader map, ShapeContext context)
    {
        var of = context.Kind(map, "of");
        Channel channel = new(of, map.OptionalText("title") ?? of, [.. map.Texts("evidence").Select(text => text.Text)]);
        map.Done();
        return channel;
    }

    /// <summary>A day is a fixed day when it is one of the days in force on it, so that a change in mid-year leaves the days before it alone.</summary>
    private List<DateOnly> DaysIn(TaskList list, int year)
    {
        var ever = On.Parameter is null ? On.Literal : list.Parameters[On.Parameter].Values.Entries.SelectMany(entry => entry.Value);
        return [.. ever.Select(text => Setting.YearDay(text, year)).Distinct().Where(day => On.Days(list, day).Contains(day)).Order()];
    }

    private DateOnly Moved(DateOnly day, TaskList list) =>
        Holiday switch
        {
            HolidayReading.AsWritten => day,
            HolidayReading.NextWorkday => list.Calendar.OnOrAfter(day),
            HolidayReading.PreviousWorkday => list.Calendar.OnOrBefore(day),
        };

    private DateOnly Opens(DateOnly day, TaskList list)
    {
        var moved = Moved(day, list);
        return moved < day ? moved : day;
    }

    private IEnumerable<(Channel Channel, string? Category)> Parts() =>
        Channels.SelectMany(channel =>
            Categories.IsEmpty ? [(channel, null)] : Categories.Select(category => (channel, (string?)category))
        );

    private static DateOnly? FirstDay((Channel Channel, string? Category) part, IReadOnlyList<Record> counted) =>
        counted.FirstOrDefault(record => record.Kind == part.Channel.Of && Shows(record, part.Category))?.On;

    private IEnumerable<DateOnly?> ChannelDays(IReadOnlyList<Record> counted) =>
        Parts().GroupBy(part => part.Channel, part => FirstDay(part, counted)).Select(days => days.Max());

    private static bool Shows(Record record, string? category) =>
        category is null || (record.Field("categories") is { } shown && Condition.Says(shown, category));

    private bool Counts(Record record, string laneName, DayRange lane, HashSet<string> days, Question question)
    {
        if (!lane.Contains(record.On))
        {
            return false;
        }

        // July's sheet corrected on October's day is July's.
        if (record.Case is { } other && other != laneName && days.Contains(other))
        {
            question.Why?.PassOver(record, $"是{Words.Lane(other)}那一期的", laneName);
            return false;
        }

        if (Categories.IsEmpty || Categories.Any(category => Shows(record, category)))
        {
            return true;
        }

        question.Why?.PassOver(record, $"没有{Words.List(Categories)}中的任何一类");
        return false;
    }
}
