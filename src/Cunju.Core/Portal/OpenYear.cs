using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.Portal;

/// <summary>今年的一件事: one obligation of a unit as a neighbour would tell it.</summary>
/// <param name="Obligation">Which.</param>
/// <param name="Title">What is owed, in the words of a village or of a community.</param>
/// <param name="Status">All its lanes together.</param>
/// <param name="Sentence">How far it is, from counts and days alone.</param>
/// <param name="Grade">What the answer rests on; null while nothing was done.</param>
/// <param name="IsAhead">Whether nothing of it can be done yet.</param>
public sealed record OpenDuty(Obligation Obligation, string Title, Status Status, string Sentence, Grade? Grade, bool IsAhead)
{
    /// <summary>Whether it belongs on the first page: what is counted in meetings and times, what is near its day, and what is late.</summary>
    public bool Matters => Obligation.Shape.IsCounted || Status is Status.AtRisk or Status.Overdue or Status.Returned or Status.Breached;
}

/// <summary>今年的事: what a unit owes and has done this year, said so that everybody understands it.</summary>
/// <remarks>A sentence is made of the list's own words, counts and days, never of what somebody typed: the names of cases and the fields of records stay inside.</remarks>
public static class OpenYear
{
    /// <summary>Every obligation the unit has this year, in the order of the list.</summary>
    public static ImmutableArray<OpenDuty> Of(Scoreboard board) =>
        [
            .. board
                .Lanes.Where(lane => lane.Status != Status.NotApplicable)
                .GroupBy(lane => lane.Obligation)
                .Select(lanes => Duty(board, lanes.Key, [.. lanes])),
        ];

    /// <summary>The list's words for both kinds of units in the words of one: 村（居）民会议 is 村民会议 in a village and 居民会议 in a community.</summary>
    public static string Said(string text, UnitKind kind)
    {
        var village = kind == UnitKind.Village;
        return kind is not (UnitKind.Village or UnitKind.Community)
            ? text
            : text.Replace("村（居）", village ? "村" : "居", StringComparison.Ordinal)
                .Replace("村（社区）", village ? "村" : "社区", StringComparison.Ordinal)
                .Replace("村规民约（居民公约）", village ? "村规民约" : "居民公约", StringComparison.Ordinal)
                .Replace("村规民约、居民公约", village ? "村规民约" : "居民公约", StringComparison.Ordinal)
                .Replace("各村每年", "每年", StringComparison.Ordinal);
    }

    /// <summary>A lane as people say it: 第3季度, 上半年, 9月, 10月15日, 今年; a case is only 第几件, whatever it was called.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="at">Its place among its obligation's lanes, from 1.</param>
    public static string Period(Lane lane, int at) => PeriodOf(lane.Name) ?? $"第{at}件";

    /// <summary>还没到: whether the first day on which something can be done for it is still to come.</summary>
    public static bool IsAhead(Lane lane, DateOnly today) => lane.Status == Status.OnTrack && lane.Opens > today;

    private static OpenDuty Duty(Scoreboard board, Obligation obligation, ImmutableArray<Lane> lanes)
    {
        var kind = board.Unit.KindOn(board.At.AsOf);
        var today = board.At.AsOf;
        var sentence =
            obligation.Shape is Count count ? Counted(board, count, lanes, kind)
            : PeriodOf(lanes[0].Name) == "今年" ? Once(lanes[0], today)
            : Often(lanes, obligation.Shape is Dates ? "次" : "件", today);
        var done = lanes.Where(lane => lane.Have > 0).ToArray();
        return new(
            obligation,
            Said(obligation.Title, kind),
            Scoreboard.RollUp(lanes.Select(lane => lane.Status)),
            sentence,
            done.Length > 0 ? done.Max(lane => lane.Grade) : null,
            lanes.All(lane => IsAhead(lane, today))
        );
    }

    /// <summary>今年已开村民代表会议3次，应开4次。还差1次，12月31日前。</summary>
    private static string Counted(Scoreboard board, Count count, ImmutableArray<Lane> lanes, UnitKind kind)
    {
        var today = board.At.AsOf;
        var running = lanes.LastOrDefault(lane => (lane.Opens ?? lane.Due) <= today) ?? lanes[0];
        var meeting = count.Of is [var one] && one.StartsWith("meeting.", StringComparison.Ordinal);
        var verb = meeting ? "开" : "办";
        var what = meeting && board.List.Kinds.TryGetValue(count.Of[0], out var known) ? Said(known.Title, kind) : "";
        var unit = count.OfEach is null ? "次" : "项";
        var text = $"{PeriodOf(running.Name)}已{verb}{what}{running.Have}{unit}，应{verb}{running.Need}{unit}。";
        if (running.Opens > today)
        {
            text = $"{PeriodOf(running.Name)}应{verb}{what}{running.Need}{unit}，{Day(running.Opens.Value)}起办。";
        }
        else if (running.Status == Status.Undetermined)
        {
            // How far it is cannot be said before it is said how it is counted: 已办0项，应办7项 would read as a failure.
            text = running.Have > 0 ? text + Unsettled : Unsettled;
        }
        else if (running.Have < running.Need && running.Due is { } due)
        {
            text +=
                due < today
                    ? $"{Day(due)}已经过了，少{running.Need - running.Have}{unit}。"
                    : $"还差{running.Need - running.Have}{unit}，{Day(due)}前。";
        }

        var before = lanes.Where(lane => lane.Due < running.Opens).ToArray();
        var shortOf = before.Where(lane => lane.Have < lane.Need).ToArray();
        return shortOf switch
        {
            [] when before.Length == 0 => text,
            [] => $"{text}前面的都办够了。",
            { Length: <= 3 } =>
                $"{text}{string.Join("，", shortOf.Select(lane => $"{PeriodOf(lane.Name)}少{lane.Need - lane.Have}{unit}"))}。",
            _ => $"{text}前面有{shortOf.Length}期没有办够。",
        };
    }

    /// <summary>Something that is done once in the year, or holds.</summary>
    private static string Once(Lane lane, DateOnly today)
    {
        var (have, need) = (lane.Have, lane.Need);
        var far = need > 1 ? $"一共{need}样，做好了{have}样。" : "";
        var isAttested = lane.Obligation.Shape is Attest;
        return lane.Status switch
        {
            Status.Undetermined => far + Unsettled,
            Status.Met when isAttested => "自己评过了，上级审查通过。",
            Status.Met => "已经办好。",
            Status.MetLate => "办好了，比规定的日子晚。",
            _ when IsAhead(lane, today) => $"{Day(lane.Opens!.Value)}起办。",
            Status.OnTrack when need == 0 => "今年还没有碰到这样的事。",
            Status.OnTrack when lane.IsPastMending => NotAsWritten,
            Status.OnTrack => have >= need ? "现在是齐的，要一直保持。" : $"正在办。{far}",
            Status.InReview => "自己评过了，等上级审查。",
            Status.Returned when lane.Notes.Contains(Words.ReportedUndone) => "自己评的是还没有落实。",
            Status.Returned => "上级审查后退了回来，要补正。",
            Status.Breached => "没有按规定的先后办，再补也改不了。",
            // Reported and still overdue: those above said no, whatever the day.
            Status.Overdue when isAttested && !lane.Records.IsEmpty => "上级审查没有通过，要办实了重新报。",
            Status.Overdue when lane.Due < today => $"{far}过了{Day(lane.Due.Value)}，还没有办好。",
            Status.Overdue => $"{far}还不齐。",
            _ when lane.Due is { } due => $"{far}{(have == 0 ? "还没有办" : "还没有办完")}，{Day(due)}前要办好。",
            _ => $"{far}还没有办好。",
        };
    }

    /// <summary>Something that comes again: on fixed days, or whenever there is a case.</summary>
    private static string Often(ImmutableArray<Lane> lanes, string unit, DateOnly today)
    {
        var begun = lanes.Where(lane => !IsAhead(lane, today)).ToArray();
        var next = lanes.Except(begun).Select(lane => lane.Opens).Min();
        var coming = next is { } day ? $"下一{unit}在{Day(day)}。" : "";
        if (begun.Length == 0)
        {
            return coming;
        }

        string[] parts =
        [
            Part("办好", lane => lane.Status == Status.Met),
            Part("办好了但晚了", lane => lane.Status == Status.MetLate),
            Part(
                "正在办",
                lane => !lane.IsPastMending && lane.Status is (Status.OnTrack or Status.Due or Status.AtRisk or Status.InReview)
            ),
            Part("过了日子还没有办好", lane => lane.Status is Status.Overdue or Status.Returned),
            Part("没有按规定办、已经不能补", lane => lane.Status == Status.Breached),
            Part("和规定的不一样、先不下结论", lane => lane.IsPastMending && lane.Status != Status.Breached),
            Part("还说不准", lane => lane.Status == Status.Undetermined),
        ];
        return $"到现在一共{begun.Length}{unit}：{string.Join("，", parts.Where(part => part.Length > 0))}。{coming}";

        string Part(string words, Func<Lane, bool> such) => begun.Count(such) is > 0 and var number ? $"{words}{number}{unit}" : "";
    }

    /// <summary>沿用草案: what is past mending, and not said to be so as long as the year's own list is not issued.</summary>
    public const string NotAsWritten = "和规定的不一样。今年还是照去年的单子，先不下结论。";

    private const string Unsettled = "怎么算还没有定，先不下结论。";

    private static string? PeriodOf(string name) =>
        name switch
        {
            // What a person called a case is no period, also when it has four characters.
            [_, _, _, _, ..] when !name[..4].All(char.IsAsciiDigit) => null,
            [_, _, _, _] => "今年",
            [_, _, _, _, 'Q', var quarter] => $"第{quarter}季度",
            [_, _, _, _, 'H', var half] => half == '1' ? "上半年" : "下半年",
            _ when DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Day(day),
            _ when DateOnly.TryParseExact(name + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) =>
                $"{month.Month}月",
            _ => null,
        };

    private static string Day(DateOnly day) => $"{day.Month}月{day.Day}日";
}
