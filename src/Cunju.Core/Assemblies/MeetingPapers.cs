using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Calendars;
using Cunju.Core.Documents;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Assemblies;

/// <summary>会议的文字: what is kept of a meeting beside the journal.</summary>
/// <param name="kept">The texts that are still there, by the ids of their <see cref="Aside"/>s.</param>
public sealed class MeetingTexts(IReadOnlyDictionary<string, string> kept)
{
    /// <summary>What stands where a text was erased at somebody's request.</summary>
    public const string Erased = "（已依申请删除）";

    /// <summary>The text; null where nothing was said, <see cref="Erased"/> where it has been erased.</summary>
    public string? Of(AsideRef? text) => text is null ? null : kept.GetValueOrDefault(text.Id, Erased);

    /// <summary>Everything a meeting may have said beside the journal.</summary>
    public static IEnumerable<AsideRef> Named(Meeting meeting) =>
        new[]
        {
            meeting.Proceedings?.Place,
            meeting.Proceedings?.Minutes,
            meeting.Proceedings?.Chair,
            meeting.Proceedings?.Recorder,
            meeting.Notice?.Place,
        }
            .OfType<AsideRef>()
            .Concat(meeting.Proceedings?.Agenda.Select(item => item.Motion) ?? [])
            .Concat(meeting.Notice?.Topics ?? []);
}

/// <summary>会议的文书: notice, sign-in sheet and minutes.</summary>
public static class MeetingPapers
{
    private static readonly string[] Numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    private static readonly string[] WeekDays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

    /// <summary>会议记录: what is asked of every meeting stands in one table, so that one topic and its signatures are on one sheet.</summary>
    public static Document Minutes(Unit unit, Meeting meeting, MeetingTexts texts)
    {
        var held = meeting.Proceedings!;
        var parts = ImmutableArray.CreateBuilder<Part>();
        parts.Add(new FieldList(FieldsOf(meeting, held, texts)));
        parts.Add(new Heading("一、议题和结果"));
        foreach (var (at, item) in held.Agenda.Index())
        {
            var resolution = meeting.Resolutions.FirstOrDefault(resolution => resolution.Item == at);
            parts.Add(new Heading($"（{Numeral(at)}）{texts.Of(item.Motion)}", 2));
            parts.Add(new Paragraph(ResultOf(item, resolution)));
        }

        if (texts.Of(held.Minutes) is { } minutes)
        {
            parts.Add(new Heading("二、会议记录"));
            parts.AddRange(
                minutes
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => new Paragraph(line))
            );
        }

        parts.Add(new Paragraph("以上记录经主持人、记录人核对无误。"));
        parts.Add(new Signatures(["主持人（签字）", "记录人（签字）", "日期"]));
        return new($"{unit.NameOn(meeting.Day)}会议记录", $"会议 {meeting.Number}", "会议记录 2023-2", parts.ToImmutable());
    }

    /// <summary>会议通知.</summary>
    public static Document Notice(Unit unit, Meeting meeting, MeetingTexts texts)
    {
        var notice = meeting.Notice!;
        var parts = ImmutableArray.CreateBuilder<Part>();
        parts.Add(new Paragraph(Called(notice), Plain: true));
        parts.Add(new Paragraph($"定于{When(notice.Day, notice.Start)}召开{notice.Types.Titles(notice.Kind)}，请准时参加。"));
        parts.Add(new Heading("一、地点"));
        parts.Add(new Paragraph(texts.Of(notice.Place) ?? "另行告知"));
        parts.Add(new Heading("二、议题"));
        parts.AddRange(notice.Topics.Select((topic, at) => new Paragraph($"{at + 1}．{texts.Of(topic)}")));
        parts.Add(new Paragraph(unit.KindOn(notice.NoticeOn).In("不能到会的，请提前告诉小组长或者村（居）委会。")));
        parts.Add(new Paragraph(unit.NameOn(notice.NoticeOn), ToTheRight: true));
        parts.Add(new Paragraph(ChinaTime.Say(notice.NoticeOn), ToTheRight: true));
        return new("会议通知", $"会议 {meeting.Number}", "会议通知 2023-1", parts.ToImmutable());
    }

    /// <summary>The notice in a few lines, to paste into the village group or to read over the loudspeaker.</summary>
    public static string NoticeToPaste(Unit unit, Announcement notice, MeetingTexts texts) =>
        $"【会议通知】{unit.ShortNameOn(notice.Day)}定于{When(notice.Day, notice.Start)}"
        + $"{(texts.Of(notice.Place) is { } place ? $"在{place}" : "")}召开{notice.Types.Titles(notice.Kind)}，议题："
        + $"{string.Join("；", notice.Topics.Select((topic, at) => $"{at + 1}．{texts.Of(topic)}"))}。请准时参加，不能到会的请提前告知。";

    /// <summary>签到册: blank lines to sign on. Pages are full, so that no sheet is half used and none is missing.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="meeting">The meeting, announced or held.</param>
    /// <param name="texts">Where it is.</param>
    /// <param name="lines">How many people may come.</param>
    public static Document SignIn(Unit unit, Meeting meeting, MeetingTexts texts, int lines)
    {
        var kind = meeting.Notice?.Kind ?? meeting.Proceedings!.Kind;
        var rows = RowsThatFit(lines);
        ImmutableArray<ImmutableArray<string>> cells =
        [
            .. Enumerable
                .Range(1, rows)
                .Select(row =>
                    (ImmutableArray<string>)
                        [
                            (2 * row - 1).ToString(CultureInfo.InvariantCulture),
                            "",
                            "",
                            (2 * row).ToString(CultureInfo.InvariantCulture),
                            "",
                            "",
                        ]
                ),
        ];
        return new(
            $"{unit.NameOn(meeting.Day)}\n{meeting.Types.Titles(kind)}签到册",
            $"会议 {meeting.Number}",
            "签到册 2023-1",
            [
                new Paragraph(
                    $"日期：{ChinaTime.Say(meeting.Day)}　地点：{texts.Of(meeting.Notice?.Place ?? meeting.Proceedings?.Place) ?? "＿＿＿＿＿＿＿＿"}",
                    Plain: true
                ),
                new Table([("序号", 2), ("签名", 5), ("小组（户）", 4), ("序号", 2), ("签名", 5), ("小组（户）", 4)], cells),
            ]
        );
    }

    /// <summary>Rows of two people each: the first sheet has room for 15, each further one for 19 with the line that proves it; the last is filled up.</summary>
    public static int RowsThatFit(int people)
    {
        const int first = 15;
        const int further = 19;
        var rows = (Math.Clamp(people, 1, 2000) + 1) / 2;
        return rows <= first ? first : first + (rows - first + further - 1) / further * further;
    }

    /// <summary>What came of an item, in one sentence.</summary>
    public static string ResultOf(AgendaItem item, Resolution? resolution)
    {
        if (item.Result == VoteResult.NoVote)
        {
            return "未作表决。";
        }

        var rule = item.Custom ? $"法律没有规定门槛，按惯例须 {item.Least} 票" : $"须 {item.Least} 票（{item.Source}）";
        var number = resolution is null ? "" : $"，决议{resolution}";
        return $"{item.Vote.Title()}：赞成 {item.For}，反对 {item.Against}，弃权 {item.Abstain}；{rule}，{(item.Result == VoteResult.Passed ? "通过" : "未通过")}{number}。";
    }

    /// <summary>2023年10月8日（星期日）14:30.</summary>
    public static string When(DateOnly day, TimeOnly? start) =>
        $"{ChinaTime.Say(day)}（{WeekDays[(int)day.DayOfWeek]}）{start?.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>The way of counting that type was counted in; only the assembly and the groups have a choice.</summary>
    public static CountingMode? ModeOf(Proceedings held, MeetingType type) =>
        type is MeetingType.ResidentsAssembly or MeetingType.GroupMeeting ? held.Mode : null;

    private static ImmutableArray<Entry> FieldsOf(Meeting meeting, Proceedings held, MeetingTexts texts)
    {
        var measure = held.Mode.Measure();
        var fields = ImmutableArray.CreateBuilder<Entry>();
        fields.Add(new("会议类型", held.Types.Titles(held.Kind) + (meeting.State == MeetingState.NotQuorate ? "（流会，座谈）" : "")));
        fields.Add(new("时间", When(held.Day, held.Start)));
        fields.Add(new("地点", texts.Of(held.Place) ?? ""));
        fields.Add(new("主持人", texts.Of(held.Chair) ?? ""));
        fields.Add(new("记录人", texts.Of(held.Recorder) ?? "", Beside: true));
        fields.Add(
            new(
                "到会",
                $"{(held.Eligible is { } eligible ? $"应到 {eligible} {measure}，" : "")}实到 {held.Present} {measure}"
                    + (held.Women is { } women ? $"，其中妇女 {women} 人" : "")
            )
        );
        if (held.Observers.Length > 0)
        {
            fields.Add(new("列席", string.Join('、', held.Observers.Select(observer => observer.Title()))));
        }

        fields.Add(new("法定人数", string.Concat(held.Quorum.Select(judged => JudgedIn(held, judged)))));
        if (held.Excluded.Total > 0)
        {
            fields.Add(
                new(
                    "不计入总数",
                    $"{held.Excluded.Total} 人：外出且联系不上 {held.Excluded.Unreached} 人，联系后不能回村 {held.Excluded.Unable} 人，"
                        + $"发病期或者无法表达意志 {held.Excluded.Incapable} 人"
                )
            );
        }

        return fields.ToImmutable();
    }

    /// <summary>Whether enough came, and were told in time, for one type of meeting; with the articles.</summary>
    private static string JudgedIn(Proceedings held, QuorumJudgement judged) =>
        $"{judged.Type.Title(held.Kind)}：{judged.InWords(ModeOf(held, judged.Type))}"
        + (judged.Source is { } law ? $"（{law}）。" : "（无法定门槛）。")
        + (
            judged.NoticeNeeded is { } needed
                ? $"通知不足：应提前 {needed} 日通知，实际提前 {held.NoticeDays} 日（{judged.NoticeSource}）。"
                    + (judged.UrgentAllowed ? QuorumJudgement.Urgent : "")
                : ""
        );

    private static string Called(Announcement notice) =>
        notice.Types[0] switch
        {
            MeetingType.ResidentsAssembly => notice.Kind == UnitKind.Village ? "各位村民：" : "各位居民：",
            MeetingType.RepresentativesAssembly => notice.Kind == UnitKind.Village ? "各位村民代表：" : "各位居民代表：",
            MeetingType.PartyMembersMeeting => "全体党员：",
            _ => "各位参会人员：",
        };

    private static string Numeral(int at) => at < Numerals.Length ? Numerals[at] : (at + 1).ToString(CultureInfo.InvariantCulture);
}
