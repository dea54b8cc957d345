using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Laws;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.Disclosures;

/// <summary>公开内容的四类.</summary>
public enum DisclosureSubject
{
    /// <summary>党务.</summary>
    Party,

    /// <summary>政务.</summary>
    Affairs,

    /// <summary>服务.</summary>
    Services,

    /// <summary>财务.</summary>
    Finance,
}

/// <summary>公示单: what hangs on the board and comes down in one piece. The four subjects of a quarter are one sheet to the counting; finance hangs longer and is one of its own.</summary>
public enum DisclosureSheet
{
    /// <summary>四类公开内容（季度）.</summary>
    Quarter,

    /// <summary>财务公开.</summary>
    Finance,
}

/// <summary>公开期次: one day or month on which the list wants something disclosed. A quarter's day takes that month's finance along, so that nothing is put up twice.</summary>
/// <param name="Name">What the list calls it: the written day of a quarter (<c>2023-10-15</c>), the month of another one (<c>2023-09</c>). It never moves.</param>
/// <param name="Opens">The first day on which it may be put up.</param>
/// <param name="Due">The last day in time.</param>
/// <param name="Books">The first day of the month whose books are published: the month before.</param>
/// <param name="Subjects">What must be in it.</param>
public sealed record DisclosurePeriod(string Name, DateOnly Opens, DateOnly Due, DateOnly Books, ImmutableArray<DisclosureSubject> Subjects)
{
    /// <summary>四类: whether all four subjects are published, and not finance alone.</summary>
    public bool IsQuarter => Subjects.Length > 1;

    /// <summary>The sheets it hangs up.</summary>
    public ImmutableArray<DisclosureSheet> Sheets =>
        IsQuarter ? [DisclosureSheet.Quarter, DisclosureSheet.Finance] : [DisclosureSheet.Finance];

    /// <summary>The periods of a list's year for a kind of unit, by day: its fixed days, and finance in every other month.</summary>
    public static ImmutableArray<DisclosurePeriod> Of(TaskList list, UnitKind kind)
    {
        var quarters = list
            .Obligations.Where(obligation => obligation.Bearers.Contains(kind))
            .Select(obligation => obligation.Shape)
            .OfType<Dates>()
            .Where(dates => dates.Kinds.Contains(DisclosureKinds.Posted))
            .SelectMany(dates => dates.DaysOf(list))
            .Select(day => new DisclosurePeriod(
                day.Name,
                day.Opens,
                day.Due,
                MonthBefore(Written(day.Name)),
                Enum.GetValues<DisclosureSubject>().ToImmutableArray()
            ))
            .ToList();
        var taken = quarters.Select(quarter => Written(quarter.Name).Month).ToHashSet();
        var months = list.Obligations.Any(obligation =>
            obligation.Bearers.Contains(kind) && obligation.Shape.Kinds.Contains(DisclosureKinds.Finance)
        )
            ? Enumerable
                .Range(1, 12)
                .Where(month => !taken.Contains(month))
                .Select(month => new DateOnly(list.Year, month, 1))
                .Select(first => new DisclosurePeriod(
                    first.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    first,
                    first.AddMonths(1).AddDays(-1),
                    MonthBefore(first),
                    [DisclosureSubject.Finance]
                ))
            : [];
        return [.. quarters.Concat(months).OrderBy(period => period.Opens)];
    }

    /// <summary>The period of that name; null when the list has none.</summary>
    public static DisclosurePeriod? Find(TaskList list, UnitKind kind, string? name) =>
        Of(list, kind).FirstOrDefault(period => period.Name == name);

    /// <summary>The period that publishes what is asked for by that name: itself, or the quarter that takes the month's finance along. Null when the list has neither.</summary>
    public static DisclosurePeriod? Taking(TaskList list, UnitKind kind, string? name) =>
        Find(list, kind, name)
        ?? (name?.Length == 7 ? Of(list, kind).FirstOrDefault(period => period.Name.StartsWith(name, StringComparison.Ordinal)) : null);

    /// <summary>The year a period's name speaks of; null when it is no such name.</summary>
    public static int? YearOf(string? name) =>
        name is { Length: 7 or 10 } && int.TryParse(name[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    /// <summary>应保留到: the last day a sheet put up on that day must still hang, by the list and by law, whichever is longer. The day of putting up is not counted.</summary>
    public static DateOnly KeptUntil(DisclosureSheet sheet, DateOnly on, UnitKind kind, TaskList list, LawBook law)
    {
        var trigger = sheet == DisclosureSheet.Quarter ? DisclosureKinds.Posted : DisclosureKinds.Finance;
        var byLaw = on.AddDays(DisclosureLaw.Days(law, DisclosureLaw.Display, kind, on));
        return list
            .Obligations.Where(obligation => obligation.Bearers.Contains(kind))
            .Select(obligation => obligation.Shape)
            .OfType<DisplayWindow>()
            .Where(window => window.When.Kinds.Contains(trigger))
            .Select(window => window.LastDay(on, list))
            .Append(byLaw)
            .Max();
    }

    private static DateOnly Written(string name) => DateOnly.ParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly MonthBefore(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(-1);
}

/// <summary>The kinds of records a disclosure makes, as the lists name them.</summary>
public static class DisclosureKinds
{
    /// <summary>公开栏公布.</summary>
    public const string Posted = "open.posted";

    /// <summary>云平台公开: the publication on this platform itself.</summary>
    public const string Cloud = "open.cloud";

    /// <summary>财务公开.</summary>
    public const string Finance = "open.finance";

    /// <summary>公开程序环节.</summary>
    public const string Step = "open.step";
}

/// <summary>The dated numbers of law about disclosure, from <c>data/law/disclosures.yaml</c>.</summary>
public static class DisclosureLaw
{
    /// <summary>公布时间: how long it hangs at least.</summary>
    public const string Display = "disclosure.display";

    /// <summary>监委会提出异议.</summary>
    public const string Objection = "disclosure.objection";

    /// <summary>两委答复异议.</summary>
    public const string Reply = "disclosure.reply";

    /// <summary>镇街调查答复.</summary>
    public const string Inquiry = "disclosure.inquiry";

    /// <summary>答复村（居）民的质疑.</summary>
    public const string Answer = "disclosure.answer";

    /// <summary>镇街答复村（居）民的反映.</summary>
    public const string Appeal = "disclosure.appeal";

    /// <summary>按月公布的，次月几日以前: the day of the month after, up to which what is published monthly is to be published. The list counts any day of that month (待明确事项 A21).</summary>
    public const string Monthly = "disclosure.monthly";

    /// <summary>A number of days; 0 where the law in force on that day says nothing.</summary>
    public static int Days(LawBook law, string rule, UnitKind kind, DateOnly on) =>
        law.Rule(rule, kind, on)?.Values.TryGetValue("days", out var days) == true ? int.Parse(days, CultureInfo.InvariantCulture) : 0;

    /// <summary>按规定, or 按区级约定 where no law binds that kind of unit and the district keeps to the same days.</summary>
    public static string Basis(LawBook law, string rule, UnitKind kind, DateOnly on) =>
        law.Rule(rule, kind, on)?.Source.StartsWith(Agreed, StringComparison.Ordinal) == true ? $"按{Agreed}" : "按规定";

    private const string Agreed = "区级约定";
}

/// <summary>The fixed words.</summary>
public static class DisclosureWords
{
    /// <summary>What people read, and what the records say: the list knows these words.</summary>
    public static string Title(this DisclosureSubject subject) =>
        subject switch
        {
            DisclosureSubject.Party => "党务",
            DisclosureSubject.Affairs => "政务",
            DisclosureSubject.Services => "服务",
            DisclosureSubject.Finance => "财务",
        };

    /// <summary>What people read.</summary>
    public static string Title(this DisclosureSheet sheet) =>
        sheet switch
        {
            DisclosureSheet.Quarter => "四类公开内容",
            DisclosureSheet.Finance => "财务公开",
        };

    /// <summary>What people read: 2023年10月15日四类公开, or 2023年9月财务公开（8月账）: the month in which it is put up, and whose books it shows.</summary>
    /// <param name="period">The period's name in the list.</param>
    public static string Title(string period)
    {
        var month = DateOnly.ParseExact(period[..7], "yyyy-MM", CultureInfo.InvariantCulture);
        return period.Length > 7
            ? $"{month.Year}年{month.Month}月{int.Parse(period[8..], CultureInfo.InvariantCulture)}日四类公开"
            : $"{month.Year}年{month.Month}月财务公开（{month.AddMonths(-1).Month}月账）";
    }

    /// <summary>What people read.</summary>
    public static string Title(this EarlyReason reason) =>
        reason switch
        {
            EarlyReason.Weather => "风吹雨淋损毁",
            EarlyReason.Torn => "被人撕毁、覆盖",
            EarlyReason.Moved => "公开栏维修、迁移",
            EarlyReason.Mistake => "误撤",
            EarlyReason.Privacy => "含有不该公开的个人信息",
        };

    /// <summary>会议 2023-012 第2项: what a decision rests on.</summary>
    /// <param name="meeting">The meeting's number among the unit's.</param>
    /// <param name="item">Which item of its agenda, from 1; null where only the meeting was said.</param>
    public static string Vote(string? meeting, int? item) => $"会议 {meeting}{(item is { } at ? $" 第{at}项" : "")}";

    /// <summary>What people read.</summary>
    public static string Title(this AssemblyDecision decision) =>
        decision switch
        {
            AssemblyDecision.Stands => "维持原方案",
            AssemblyDecision.MustChange => "要修改，改后重新审查",
        };

    /// <summary>What people read.</summary>
    public static string Title(this CorrectionReason reason) =>
        reason switch
        {
            CorrectionReason.FoundOurselves => "自查发现有误",
            CorrectionReason.Residents => "村（居）民提出异议，确有错误",
            CorrectionReason.Township => "镇街审查责令更正",
            CorrectionReason.Privacy => "含有不该公开的个人信息（原来的内容不再显示）",
        };
}
