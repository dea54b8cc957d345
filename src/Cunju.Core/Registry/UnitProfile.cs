using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Procedures;

namespace Cunju.Core.Registry;

/// <summary>概况项目: one thing that may be known about a unit.</summary>
/// <param name="Key">The name in lists and laws.</param>
/// <param name="Title">What people read.</param>
/// <param name="Kind">What its values look like.</param>
/// <param name="Why">What depends on it, in one sentence.</param>
/// <param name="Least">The smallest sensible number.</param>
/// <param name="Most">The largest sensible number.</param>
public sealed record ProfileKey(string Key, string Title, ProfileValueKind Kind, string Why, int Least = 0, int Most = 0)
{
    /// <summary>Everything the program asks of a unit, in the order of the page. <c>representatives</c> counts the elected 代表, <c>assembly-members</c> all who sit
    /// in the 代表会议 (代表 and committee members): the law's fractions are of the latter.</summary>
    public static readonly ImmutableArray<ProfileKey> All =
    [
        new("adults", "十八周岁以上村（居）民人数", ProfileValueKind.Number, "村（居）民会议的法定人数和联名提议以它为分母。", 1, 200_000),
        new("households", "户数", ProfileValueKind.Number, "以户代表开会时的法定人数以它为分母。", 1, 100_000),
        new("representatives", "村（居）民代表人数", ProfileValueKind.Number, "联名提议（三分之一、五分之一代表）以它为分母。", 1, 1_000),
        new(
            "assembly-members",
            "代表会议组成人员人数",
            ProfileValueKind.Number,
            "代表会议须有三分之二以上的组成人员参加；组成人员＝村（居）委会成员＋代表。",
            1,
            1_100
        ),
        new("party-members", "党员人数", ProfileValueKind.Number, "党员大会的应到人数。", 0, 20_000),
        new("groups", "村（居）民小组数", ProfileValueKind.Number, "小组会议按组记录。", 0, 500),
        new("committee-term-end", "本届村（居）委会任期届满日", ProfileValueKind.Day, "换届、补选的任期和监督委员会的任期随它。"),
        new(
            "small-population",
            "人口少，可以不设下属委员会",
            ProfileValueKind.Truth,
            "法律允许人口少的村（居）由委员分工负责，清单对下属委员会的要求随之不同。"
        ),
        new(
            "has-environment-committee-conditions",
            "有条件设环境和物业管理委员会",
            ProfileValueKind.Truth,
            "清单要求「有条件的」设立；是否有条件由本单位按实情填写。"
        ),
        new(
            "needs-women-children-committee",
            "有需求设妇女和儿童工作委员会",
            ProfileValueKind.Truth,
            "清单要求「有需求的」设立；是否有需求由本单位按实情填写。"
        ),
        new(OfficePhone, "办公电话", ProfileValueKind.Phone, "公开栏上人人看得到，点一下就能拨打；写座机，不写个人手机号。"),
    ];

    /// <summary>The key of the unit's own telephone, which is public.</summary>
    public const string OfficePhone = "office-phone";

    /// <summary>The item of that key; null when there is none.</summary>
    public static ProfileKey? Find(string key) => All.FirstOrDefault(item => item.Key == key);

    /// <summary>The value as it is stored; null when the text is not one: a whole number within the bounds, a day, or <c>true</c>/<c>false</c>. Empty text means 未知.</summary>
    public string? Normal(string text)
    {
        text = HalfWidth.Of(text).Trim();
        if (text.Length == 0)
        {
            return "";
        }

        return Kind switch
        {
            ProfileValueKind.Number => int.TryParse(text, out var number) && Least <= number && number <= Most ? $"{number}" : null,
            ProfileValueKind.Day => DateOnly.TryParseExact(
                text,
                ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"],
                out var day
            )
                ? day.ToString("yyyy-MM-dd")
                : null,
            ProfileValueKind.Truth => text switch
            {
                "true" or "是" or "有" => "true",
                "false" or "否" or "无" => "false",
                _ => null,
            },
            // The profile stands in the journal for ever, so a number that points at one person has no place in it.
            ProfileValueKind.Phone => text.Count(char.IsAsciiDigit) is >= 3 and <= 16
            && text.All(letter => char.IsAsciiDigit(letter) || letter is '-' or ' ')
            && !PersonalNumbers.AreIn(text)
                ? text
                : null,
        };
    }

    /// <summary>The stored value as people read it.</summary>
    public string Shown(string? value) =>
        (Kind, value) switch
        {
            (_, null or "") => "未知",
            (ProfileValueKind.Truth, "true") => "是",
            (ProfileValueKind.Truth, _) => "否",
            _ => value,
        };
}

/// <summary>What values of a profile item look like.</summary>
public enum ProfileValueKind
{
    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Day,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>A telephone of an office: digits, hyphens and spaces; no mobile number.</summary>
    Phone,
}

/// <summary>概况: what is known about one unit, by day.</summary>
public sealed record UnitProfile : Case
{
    /// <summary>Everything that was ever set, in the order it was set.</summary>
    public ImmutableArray<ProfileEntry> Entries { get; init; } = [];

    /// <summary>The timelines by key; of two entries for one day the later one in the order of setting is true.</summary>
    public ImmutableDictionary<string, Timeline<string>> Lines =>
        Entries
            .GroupBy(entry => entry.Key)
            .ToImmutableDictionary(group => group.Key, group => new Timeline<string>(group.Select(entry => (entry.From, entry.Value))));
}

/// <summary>One value of one item from a day on; an empty value says that it is unknown again.</summary>
public sealed record ProfileEntry(string Key, DateOnly From, string Value);

/// <summary>The states of a profile: it is kept.</summary>
public enum UnitProfileState
{
    /// <summary>在用.</summary>
    Kept,
}

/// <summary>The questions of both acts about a profile.</summary>
public interface IProfileValue
{
    /// <summary>The item.</summary>
    string Key { get; }

    /// <summary>The day from which it is true.</summary>
    DateOnly From { get; }

    /// <summary>The value as typed.</summary>
    string Value { get; }
}

/// <summary>建立概况: the first thing said about a unit.</summary>
public sealed record StartProfile : Act, IProfileValue
{
    /// <summary>The key of the item.</summary>
    [Ask("项目")]
    public string Item { get; init; } = "";

    /// <inheritdoc/>
    [Ask("从哪天起")]
    public DateOnly From { get; init; }

    /// <inheritdoc/>
    [Ask("是多少")]
    public string Value { get; init; } = "";

    string IProfileValue.Key => Item;
}

/// <summary>更新概况: one item has another value from a day on.</summary>
public sealed record SetProfileValue : Act, IProfileValue
{
    /// <summary>The key of the item.</summary>
    [Ask("项目")]
    public string Item { get; init; } = "";

    /// <inheritdoc/>
    [Ask("从哪天起")]
    public DateOnly From { get; init; }

    /// <inheritdoc/>
    [Ask("是多少")]
    public string Value { get; init; } = "";

    string IProfileValue.Key => Item;
}

/// <summary>What happened to a profile. Figures of a whole unit are no personal data.</summary>
public abstract record ProfileFact : Fact;

/// <summary>A value was set.</summary>
public sealed record ProfileValueSet(string Key, DateOnly From, string Value) : ProfileFact;

/// <summary>概况的维护: dated figures of one unit, set by the unit itself.</summary>
public static class ProfileProcedure
{
    /// <summary>May keep the unit's profile.</summary>
    public static readonly Permission Keep = new("profile.keep", "维护本单位概况");

    /// <summary>The table.</summary>
    public static readonly Procedure<UnitProfile, UnitProfileState, ProfileFact> Table = new Procedure<
        UnitProfile,
        UnitProfileState,
        ProfileFact
    >(
        "profile",
        "单位概况",
        "法定人数和清单条件所依据的基本情况",
        _ => UnitProfileState.Kept,
        (before, fact) =>
            fact is ProfileValueSet set
                ? (before ?? new()) with
                {
                    Entries = (before?.Entries ?? []).Add(new(set.Key, set.From, set.Value)),
                }
                : throw new InvalidOperationException(fact.GetType().Name)
    )
        .State(UnitProfileState.Kept, "在用")
        .Registers()
        .Knows<ProfileIsThere>()
        .Opens<StartProfile>(
            "建立概况",
            [UnitProfileState.Kept],
            Keep,
            (act, _) => Set(act),
            ItIsTheFirst,
            ItemIsKnown,
            ValueIsSensible,
            DayIsSensible
        )
        .Step<SetProfileValue>(
            "更新概况",
            [UnitProfileState.Kept],
            [UnitProfileState.Kept],
            Keep,
            (_, act, _) => Set(act),
            ItemOfProfileIsKnown,
            ValueOfProfileIsSensible,
            DayOfProfileIsSensible,
            SomethingChanges
        );

    private static ProfileValueSet Set(IProfileValue act) => new(act.Key, act.From, ProfileKey.Find(act.Key)!.Normal(act.Value)!);

    private static Refusal? ItIsTheFirst(StartProfile act, Occasion at) =>
        at.Known.Get<ProfileIsThere>().Value ? new("profile.started", "本单位已有概况，请回到概况页更新。") : null;

    private static Refusal? ItemIsKnown(IProfileValue act, Occasion at) =>
        ProfileKey.Find(act.Key) is null ? new("profile.item", "请选择一个项目。", null, nameof(SetProfileValue.Item)) : null;

    private static Refusal? ValueIsSensible(IProfileValue act, Occasion at) =>
        ProfileKey.Find(act.Key) is not { } item || item.Normal(act.Value) is not null
            ? null
            : new(
                "profile.value",
                item.Kind switch
                {
                    ProfileValueKind.Number => $"「{item.Title}」应为 {item.Least} 到 {item.Most} 的整数，您写的是「{act.Value}」。",
                    ProfileValueKind.Day => $"「{item.Title}」应为日期，如 2026-03-31，您写的是「{act.Value}」。",
                    ProfileValueKind.Truth => $"「{item.Title}」应为「是」或「否」，您写的是「{act.Value}」。",
                    ProfileValueKind.Phone =>
                        $"「{item.Title}」应为座机号，如 023-67810000。个人手机号请写在本人的任职里，经本人同意才公开。",
                },
                null,
                nameof(act.Value)
            );

    private static Refusal? DayIsSensible(IProfileValue act, Occasion at) =>
        act.From < new DateOnly(1990, 1, 1) || act.From > at.Day.AddYears(1)
            ? new("profile.day", "请写这个情况从哪天起是这样的（不早于 1990 年，不晚于一年以后）。", null, nameof(act.From))
            : null;

    private static Refusal? ItemOfProfileIsKnown(UnitProfile profile, IProfileValue act, Occasion at) => ItemIsKnown(act, at);

    private static Refusal? ValueOfProfileIsSensible(UnitProfile profile, IProfileValue act, Occasion at) => ValueIsSensible(act, at);

    private static Refusal? DayOfProfileIsSensible(UnitProfile profile, IProfileValue act, Occasion at) => DayIsSensible(act, at);

    private static Refusal? SomethingChanges(UnitProfile profile, IProfileValue act, Occasion at) =>
        ProfileKey.Find(act.Key)?.Normal(act.Value) is { } value
        && profile.Lines.TryGetValue(act.Key, out var line)
        && line.TryAt(act.From, out var now)
        && now == value
            ? new("profile.same", "这一天的值已经是这样，不必更新。", null, nameof(act.Value))
            : null;
}

/// <summary>Whether the unit has a profile already: there is one to a unit.</summary>
public sealed record ProfileIsThere(bool Value);
