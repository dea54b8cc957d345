using System.Collections.Immutable;
using Cunju.Core.Calendars;

namespace Cunju.Core.Places;

/// <summary>单位: one village, community, township or bureau over time. It keeps its first code as its id for ever.</summary>
public sealed record Unit
{
    /// <summary>区划代码: twelve digits for a village or community, nine for a township, six for the bureau.</summary>
    public required string Id { get; init; }

    /// <summary>The kind in force by date; 村改居 changes it in mid-year.</summary>
    public required Timeline<UnitKind> Kinds { get; init; }

    /// <summary>The register's full name by date (五星路社区居民委员会).</summary>
    public required Timeline<string> Names { get; init; }

    /// <summary>The id of the unit above, by date; none for the bureau.</summary>
    public Timeline<string> Parents { get; init; } = Timeline<string>.Empty;

    /// <summary>The first day of its existence; null = before all records.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of its existence; null = still existing.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The ids of the units it was made from (合并、拆分、更名).</summary>
    public ImmutableArray<string> Succeeds { get; init; } = [];

    /// <summary>Other codes of the same place, by which it is found too.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>概况: dated values a list or the law may ask of a unit, by key (<c>small-population</c>, <c>adults</c>, <c>households</c>, <c>representatives</c>,
    /// <c>committee-term-end</c> …). A key that is absent is unknown, which is never the same as no.</summary>
    public ImmutableDictionary<string, Timeline<string>> Profile { get; init; } = ImmutableDictionary<string, Timeline<string>>.Empty;

    /// <summary>Whether the unit exists on that day.</summary>
    public bool ExistsOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    /// <summary>The kind in force on that day; before the first known day the first kind is taken.</summary>
    public UnitKind KindOn(DateOnly day) =>
        Kinds.TryAt(day, out var kind) ? kind
        : Kinds.Entries.Length > 0 ? Kinds.Entries[0].Value
        : UnitKind.Other;

    /// <summary>The full name in force on that day; before the first known day the first name is taken.</summary>
    public string NameOn(DateOnly day) =>
        Names.TryAt(day, out var name) ? name
        : Names.Entries.Length > 0 ? Names.Entries[0].Value
        : Id;

    /// <summary>简称: the name as people say it, without 居民委员会, 村民委员会, 居委会 or 村委会.</summary>
    public string ShortNameOn(DateOnly day) => ShortName(NameOn(day));

    /// <summary>The id of the unit above on that day; null for the bureau.</summary>
    public string? ParentOn(DateOnly day) =>
        Parents.TryAt(day, out var parent) ? parent
        : Parents.Entries.Length > 0 ? Parents.Entries[0].Value
        : null;

    /// <summary>What the profile says on that day; null = unknown.</summary>
    public string? ProfileOn(string key, DateOnly day) =>
        Profile.TryGetValue(key, out var line) && line.TryAt(day, out var value) && value.Length > 0 ? value : null;

    /// <summary>The name as people say it: the register's name less the organ's name.</summary>
    public static string ShortName(string name)
    {
        foreach (var organ in (ReadOnlySpan<string>)["居民委员会", "村民委员会", "居委会", "村委会"])
        {
            if (name.EndsWith(organ, StringComparison.Ordinal) && name.Length > organ.Length)
            {
                return name[..^organ.Length];
            }
        }

        return name;
    }
}
