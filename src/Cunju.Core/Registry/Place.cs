using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Registry;

/// <summary>生效值: a value and the day from which it is true; the first of a place is true since before all records (<see cref="DateOnly.MinValue"/>).</summary>
public sealed record Dated<T>(DateOnly From, T Value);

/// <summary>名册一行: one place as the register keeps it, with everything that was ever said about it.</summary>
public sealed record Place
{
    /// <summary>区划代码: the first code it had; for ever its id.</summary>
    public required string Code { get; init; }

    /// <summary>The kinds by day.</summary>
    public required ImmutableArray<Dated<UnitKind>> Kinds { get; init; }

    /// <summary>The full names by day.</summary>
    public required ImmutableArray<Dated<string>> Names { get; init; }

    /// <summary>The units above by day; empty for the bureau.</summary>
    public ImmutableArray<Dated<string>> Parents { get; init; } = [];

    /// <summary>The first day; null = before all records.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day; null while it exists.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The codes of the places it was made from.</summary>
    public ImmutableArray<string> Succeeds { get; init; } = [];

    /// <summary>Other codes by which it is found.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The unit the rest of the program knows, with what its profile says.</summary>
    public Unit ToUnit(ImmutableDictionary<string, Timeline<string>> profile) =>
        new()
        {
            Id = Code,
            Kinds = new(Kinds.Select(entry => (entry.From, entry.Value))),
            Names = new(Names.Select(entry => (entry.From, entry.Value))),
            Parents = new(Parents.Select(entry => (entry.From, entry.Value))),
            From = From,
            To = To,
            Succeeds = Succeeds,
            Aliases = Aliases,
            Profile = profile,
        };
}

/// <summary>导入行: one place as a division file gives it, before it has a history.</summary>
public sealed record PlaceRow
{
    /// <summary>Six, nine or twelve digits.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its kind.</summary>
    public UnitKind Kind { get; init; }

    /// <summary>The full name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The code above; null for the bureau.</summary>
    public string? Parent { get; init; }

    /// <summary>The kind the statistical code itself tells: tenth digit 0–1 community, 2–3 village, 4–5 other.</summary>
    public static UnitKind KindOf(string code) =>
        code.Length switch
        {
            6 => UnitKind.Bureau,
            9 => UnitKind.Township,
            _ => code[9] switch
            {
                '0' or '1' => UnitKind.Community,
                '2' or '3' => UnitKind.Village,
                _ => UnitKind.Other,
            },
        };
}

/// <summary>单位名册卷: the register of one district as the one case of its bureau.</summary>
public sealed record PlaceRegister : Case
{
    /// <summary>Every place that ever was, in the order of the codes.</summary>
    public ImmutableArray<Place> Rows { get; init; } = [];

    /// <summary>The place of that code; null when there is none.</summary>
    public Place? Find(string code) => Rows.FirstOrDefault(row => row.Code == code);
}

/// <summary>The states of the register: it is kept, for ever.</summary>
public enum PlaceRegisterState
{
    /// <summary>在册.</summary>
    Kept,
}
