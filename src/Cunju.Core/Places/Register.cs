using System.Collections.Immutable;

namespace Cunju.Core.Places;

/// <summary>单位名册: all units of one district, always in the order of their codes.</summary>
public sealed class Register
{
    private readonly ImmutableDictionary<string, Unit> byCode;

    /// <summary>Builds the register; a code that two units claim is the fault of the caller.</summary>
    public Register(IEnumerable<Unit> units)
    {
        All = [.. units.OrderBy(unit => unit.Id, StringComparer.Ordinal)];
        byCode = All.SelectMany(unit => unit.Aliases.Append(unit.Id).Select(code => KeyValuePair.Create(code, unit)))
            .ToImmutableDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every unit, in the order of the codes. Nothing is ever ranked.</summary>
    public ImmutableArray<Unit> All { get; }

    /// <summary>The unit with that code, its id or an alias; null when there is none.</summary>
    public Unit? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The units directly under another on that day, in the order of the codes.</summary>
    public IEnumerable<Unit> Under(string parent, DateOnly day) => All.Where(unit => unit.ExistsOn(day) && unit.ParentOn(day) == parent);

    /// <summary>The units whose full name, short name or code contains the text.</summary>
    public IEnumerable<Unit> Search(string text, DateOnly day) =>
        All.Where(unit =>
            unit.NameOn(day).Contains(text, StringComparison.Ordinal)
            || unit.Id.StartsWith(text, StringComparison.Ordinal)
            || unit.Aliases.Any(alias => alias.StartsWith(text, StringComparison.Ordinal))
        );

    /// <summary>The unit of that short or full name inside the township of that name; null when the pair resolves to none or to several.</summary>
    public Unit? Named(string name, string? township, DateOnly day)
    {
        var found = All.Where(unit => unit.NameOn(day) == name || unit.ShortNameOn(day) == name)
            .Where(unit => township is null || (unit.ParentOn(day) is { } parent && Find(parent)?.NameOn(day) == township))
            .Take(2)
            .ToArray();
        return found.Length == 1 ? found[0] : null;
    }
}
