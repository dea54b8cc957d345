using System.Collections.Immutable;
using Cunju.Core.Places;

namespace Cunju.Core.Registry;

/// <summary>变动预览: what a division file would change in the register.</summary>
/// <param name="New">Places the register does not have.</param>
/// <param name="Changed">Places with another name, kind or township, as the file has them.</param>
/// <param name="Gone">Places the file no longer has.</param>
/// <param name="Same">How many are as they were.</param>
public sealed record PlaceChanges(ImmutableArray<PlaceRow> New, ImmutableArray<PlaceRow> Changed, ImmutableArray<Unit> Gone, int Same)
{
    /// <summary>Whether the register already says what the file says.</summary>
    public bool None => New.IsEmpty && Changed.IsEmpty && Gone.IsEmpty;

    /// <summary>Compares a file's rows with the register as it stands on that day.</summary>
    /// <remarks>A kind the district itself has decided (村改居, 其他) differs from the code's tenth digit for good: the file never takes it back.</remarks>
    public static PlaceChanges Between(Register register, IReadOnlyCollection<PlaceRow> rows, DateOnly day)
    {
        var codes = rows.Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        var fresh = ImmutableArray.CreateBuilder<PlaceRow>();
        var changed = ImmutableArray.CreateBuilder<PlaceRow>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.OrderBy(row => row.Code, StringComparer.Ordinal))
        {
            if (register.Find(row.Code) is not { } unit)
            {
                fresh.Add(row);
                continue;
            }

            met.Add(unit.Id);
            var kept = row with { Kind = unit.KindOn(day), Code = unit.Id };
            if (!unit.ExistsOn(day) || unit.NameOn(day) != row.Name || unit.ParentOn(day) != row.Parent)
            {
                changed.Add(kept);
            }
        }

        return new(
            fresh.ToImmutable(),
            changed.ToImmutable(),
            [
                .. register.All.Where(unit =>
                    unit.ExistsOn(day) && !met.Contains(unit.Id) && !codes.Contains(unit.Id) && unit.KindOn(day) != UnitKind.Bureau
                ),
            ],
            met.Count - changed.Count
        );
    }
}
