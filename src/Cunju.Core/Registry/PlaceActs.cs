using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Registry;

/// <summary>An act that holds from, or until, a day. The day must be said: a form that was left empty is no day in the year 1.</summary>
public interface IDatedAct
{
    /// <summary>The day; null when nothing was said.</summary>
    DateOnly? Day { get; }
}

/// <summary>An act about one place that is in the register already.</summary>
public interface IAboutPlace
{
    /// <summary>Its code.</summary>
    string Code { get; }

    /// <summary>The day the act speaks of; null when it speaks of none.</summary>
    DateOnly? Day { get; }
}

/// <summary>导入名册: brings the places of a district from a division file for the first time.</summary>
public sealed record ImportPlaces : Act
{
    /// <summary>The bureau, its townships and their villages and communities.</summary>
    [Ask("名册")]
    public ImmutableArray<PlaceRow> Rows { get; init; } = [];
}

/// <summary>更新名册: brings the differences of a newer division file.</summary>
public sealed record UpdatePlaces : Act, IDatedAct
{
    /// <summary>The day from which they hold.</summary>
    [Ask("从哪天起")]
    public DateOnly? From { get; init; }

    /// <summary>Places that are new or have another name, kind or township.</summary>
    [Ask("新增或变动")]
    public ImmutableArray<PlaceRow> Rows { get; init; } = [];

    /// <summary>Codes of places that are no more.</summary>
    [Ask("撤销")]
    public ImmutableArray<string> Gone { get; init; } = [];

    DateOnly? IDatedAct.Day => From;
}

/// <summary>新设单位: a place that was not there before.</summary>
public sealed record AddPlace : Act, IDatedAct
{
    /// <summary>Its code.</summary>
    [Ask("区划代码", Hint = "镇街 9 位，村（居）12 位")]
    public string Code { get; init; } = "";

    /// <summary>Its kind.</summary>
    [Ask("类别")]
    public UnitKind Kind { get; init; }

    /// <summary>The full name.</summary>
    [Ask("全称", Hint = "如：双桐路社区居民委员会")]
    public string Name { get; init; } = "";

    /// <summary>The code above.</summary>
    [Ask("上级单位代码")]
    public string Parent { get; init; } = "";

    /// <summary>Its first day.</summary>
    [Ask("从哪天起")]
    public DateOnly? From { get; init; }

    /// <summary>The codes it was made from.</summary>
    [Ask("由哪些单位而来")]
    public ImmutableArray<string> Succeeds { get; init; } = [];

    DateOnly? IDatedAct.Day => From;
}

/// <summary>村改居: the kind changes on a day; which law binds the unit changes with it.</summary>
public sealed record ChangeKind : Act, IAboutPlace, IDatedAct
{
    /// <summary>The place.</summary>
    [Ask("区划代码")]
    public string Code { get; init; } = "";

    /// <summary>What it is from then on.</summary>
    [Ask("改为")]
    public UnitKind Kind { get; init; }

    /// <summary>The day.</summary>
    [Ask("从哪天起")]
    public DateOnly? From { get; init; }

    DateOnly? IAboutPlace.Day => From;

    DateOnly? IDatedAct.Day => From;
}

/// <summary>更名: the name changes on a day.</summary>
public sealed record RenamePlace : Act, IAboutPlace, IDatedAct
{
    /// <summary>The place.</summary>
    [Ask("区划代码")]
    public string Code { get; init; } = "";

    /// <summary>Its full name from then on.</summary>
    [Ask("新的全称")]
    public string Name { get; init; } = "";

    /// <summary>The day.</summary>
    [Ask("从哪天起")]
    public DateOnly? From { get; init; }

    DateOnly? IAboutPlace.Day => From;

    DateOnly? IDatedAct.Day => From;
}

/// <summary>划转: the unit above changes on a day.</summary>
public sealed record MovePlace : Act, IAboutPlace, IDatedAct
{
    /// <summary>The place.</summary>
    [Ask("区划代码")]
    public string Code { get; init; } = "";

    /// <summary>The code of the township from then on.</summary>
    [Ask("划入镇街的代码")]
    public string Parent { get; init; } = "";

    /// <summary>The day.</summary>
    [Ask("从哪天起")]
    public DateOnly? From { get; init; }

    DateOnly? IAboutPlace.Day => From;

    DateOnly? IDatedAct.Day => From;
}

/// <summary>合并: places end and another one goes on for them.</summary>
public sealed record MergePlaces : Act, IDatedAct
{
    /// <summary>The places that end on the eve of the day.</summary>
    [Ask("并入的单位代码")]
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>The place that goes on; it must be in the register already.</summary>
    [Ask("并入哪个单位")]
    public string Into { get; init; } = "";

    /// <summary>The day.</summary>
    [Ask("从哪天起")]
    public DateOnly? From { get; init; }

    DateOnly? IDatedAct.Day => From;
}

/// <summary>撤销: the place has a last day.</summary>
public sealed record ClosePlace : Act, IAboutPlace, IDatedAct
{
    /// <summary>The place.</summary>
    [Ask("区划代码")]
    public string Code { get; init; } = "";

    /// <summary>The last day of its existence.</summary>
    [Ask("最后一天")]
    public DateOnly? LastDay { get; init; }

    DateOnly? IAboutPlace.Day => LastDay;

    DateOnly? IDatedAct.Day => LastDay;
}

/// <summary>更正: the register was wrong about a place as it stands; nothing changed in the world.</summary>
public sealed record CorrectPlace : Act, IAboutPlace
{
    /// <summary>The place.</summary>
    [Ask("区划代码")]
    public string Code { get; init; } = "";

    /// <summary>The right full name; null when it was right.</summary>
    [Ask("正确的全称")]
    public string? Name { get; init; }

    /// <summary>The right kind; null when it was right.</summary>
    [Ask("正确的类别")]
    public UnitKind? Kind { get; init; }

    /// <summary>The right code above; null when it was right.</summary>
    [Ask("正确的上级代码")]
    public string? Parent { get; init; }

    /// <summary>Another code by which it is known; null when there is none to add.</summary>
    [Ask("另一个代码")]
    public string? Alias { get; init; }

    DateOnly? IAboutPlace.Day => null;
}

/// <summary>What happened to the register. Names of places are public and may stand in the journal.</summary>
public abstract record PlaceFact : Fact;

/// <summary>The first import.</summary>
public sealed record PlacesImported(ImmutableArray<PlaceRow> Rows) : PlaceFact;

/// <summary>The differences of a newer file.</summary>
public sealed record PlacesUpdated(DateOnly From, ImmutableArray<PlaceRow> Rows, ImmutableArray<string> Gone) : PlaceFact;

/// <summary>A new place.</summary>
public sealed record PlaceAdded(PlaceRow Row, DateOnly From, ImmutableArray<string> Succeeds) : PlaceFact;

/// <summary>Another kind.</summary>
public sealed record KindChanged(string Code, UnitKind Kind, DateOnly From) : PlaceFact;

/// <summary>Another name.</summary>
public sealed record PlaceRenamed(string Code, string Name, DateOnly From) : PlaceFact;

/// <summary>Another township.</summary>
public sealed record PlaceMoved(string Code, string Parent, DateOnly From) : PlaceFact;

/// <summary>Several places go on as one.</summary>
public sealed record PlacesMerged(ImmutableArray<string> Codes, string Into, DateOnly From) : PlaceFact;

/// <summary>A place ended.</summary>
public sealed record PlaceClosed(string Code, DateOnly LastDay) : PlaceFact;

/// <summary>The register was wrong.</summary>
public sealed record PlaceCorrected(string Code, string? Name, UnitKind? Kind, string? Parent, string? Alias) : PlaceFact;
