using System.Collections.Immutable;
using Cunju.Core.Assemblies;
using Cunju.Core.Places;

namespace Cunju.App.Demo;

/// <summary>一次会: one meeting with its notice, its minutes and its signatures, as three scenes of one matter.</summary>
public sealed record Gathering(Stage Stage, Draw Draw, DateOnly Day, params MeetingType[] Types)
{
    /// <summary>What was on the agenda.</summary>
    public required IReadOnlyList<AgendaRow> Agenda { get; init; }

    /// <summary>What was said.</summary>
    public required string Minutes { get; init; }

    /// <summary>The subjects as the notice names them; the agenda's words when empty.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>提前几天通知; null = nobody was told in writing, the meeting is entered after it was held.</summary>
    public int? Notice { get; init; }

    /// <summary>How people are counted, where the law asks.</summary>
    public CountingMode? Mode { get; init; }

    /// <summary>应到.</summary>
    public int? Eligible { get; init; }

    /// <summary>实到.</summary>
    public required int Present { get; init; }

    /// <summary>Who looked on.</summary>
    public ImmutableArray<Observer> Observers { get; init; } = [];

    /// <summary>The seat that calls and writes down.</summary>
    public Seat By { get; init; } = Seat.Clerk;

    /// <summary>How many days after the meeting it is entered; 0 = the same day.</summary>
    public int EnteredAfter { get; init; }

    /// <summary>The matter, for whoever answers it.</summary>
    public Matter Matter { get; } = new(Meetings.Procedure, Stage.Unit.Id);

    /// <summary>The scenes.</summary>
    public IEnumerable<Scene> Scenes()
    {
        // Nobody sends a notice out on a Sunday: the eve of the last day for it.
        var told = Notice is { } days ? Stage.List.Calendar.OnOrBefore(Day.AddDays(-days)) : (DateOnly?)null;
        var place = Draw.Pick(Places());
        var start = new TimeOnly(Draw.Pick<int>([9, 9, 10, 14, 14, 15, 19]), Draw.Pick<int>([0, 30]));
        if (told is { } noticeDay)
        {
            yield return new(
                noticeDay,
                By,
                Matter,
                new AnnounceMeeting
                {
                    Types = [.. Types],
                    Day = Day,
                    Start = start,
                    Place = place,
                    Topics = string.Join('\n', Subjects.Count > 0 ? Subjects : Agenda.Select(row => row.Motion!)),
                }
            );
        }

        var entered = EnteredAfter == 0 ? Day : Stage.After(Day, EnteredAfter);
        var held = told is null ? (HeldAct)new RecordMeeting() : new HoldMeeting();
        yield return new(
            entered,
            By,
            Matter,
            held with
            {
                Types = [.. Types],
                Day = Day,
                Start = start,
                Place = place,
                Mode = Mode,
                Eligible = Eligible,
                Present = Present,
                Women = Present > 12 && Draw.Percent(60) ? Present * Draw.Between(34, 52) / 100 : null,
                Observers = Observers,
                Agenda = [.. Agenda],
                Minutes = Minutes,
                Chair = Names.Of(Stage, By == Seat.Supervisor ? Seat.Supervisor : Seat.Chair),
                Recorder = By == Seat.Supervisor ? null : Names.Of(Stage, Seat.Clerk),
            }
        );
        yield return new(Stage.After(entered, Draw.Between(0, 3)), By, Matter, new SignMinutes());
    }

    /// <summary>How many came, out of so many: lawful and human, never everybody.</summary>
    public static int Came(Draw draw, int eligible, int leastPercent) =>
        Math.Min(eligible, (eligible * draw.Between(leastPercent, Math.Min(97, leastPercent + 22)) / 100) + 1);

    /// <summary>A decision with its votes: mostly agreed by all, sometimes with a few against.</summary>
    public static AgendaRow Decided(Draw draw, AgendaKind kind, string motion, int present)
    {
        if (draw.Percent(55))
        {
            return new()
            {
                Kind = kind,
                Motion = motion,
                Vote = VoteMethod.Unanimous,
            };
        }

        var against = draw.Between(0, Math.Max(1, present / 12));
        var abstain = draw.Between(0, Math.Max(1, present / 15));
        return new()
        {
            Kind = kind,
            Motion = motion,
            Vote = draw.Percent(25) ? VoteMethod.Ballot : VoteMethod.ShowOfHands,
            For = present - against - abstain,
            Against = against,
            Abstain = abstain,
        };
    }

    /// <summary>Something heard or talked about, without a vote.</summary>
    public static AgendaRow Heard(AgendaKind kind, string motion) =>
        new()
        {
            Kind = kind,
            Motion = motion,
            Vote = VoteMethod.NoVote,
        };

    private string[] Places() =>
        Stage.KindOn(Day) == UnitKind.Village
            ? ["村便民服务中心会议室", "村委会院坝", "村小学旧教室", "村会议室", "党群服务站"]
            : ["社区会议室", "居民议事厅", "社区服务中心二楼", "小区活动室", "党群服务中心"];
}

/// <summary>称呼: people of the story are visibly invented: a family name and 某.</summary>
public static class Names
{
    private static readonly string[] Families =
    [
        "林",
        "赵",
        "王",
        "陈",
        "刘",
        "杨",
        "周",
        "吴",
        "徐",
        "孙",
        "胡",
        "朱",
        "高",
        "何",
        "郭",
        "马",
        "罗",
        "梁",
        "宋",
        "郑",
        "谢",
        "韩",
        "唐",
        "冯",
        "于",
        "董",
        "萧",
        "程",
        "曹",
        "袁",
        "邓",
        "许",
        "傅",
        "沈",
        "曾",
        "彭",
        "吕",
        "苏",
        "卢",
        "蒋",
    ];

    /// <summary>The person of the seat-th office of a unit; no two of a unit share a name.</summary>
    public static string Of(Stage stage, int place)
    {
        var first = new Draw(stage.Seed, stage.Unit.Id, "names").Between(0, Families.Length - 1);
        // A step that shares no factor with the number of families meets each of them once.
        return Families[(first + (place * 7)) % Families.Length] + (place % 3 == 1 ? "某某" : "某");
    }

    /// <summary>The person of a seat.</summary>
    public static string Of(Stage stage, Seat seat) => Of(stage, (int)seat);
}
