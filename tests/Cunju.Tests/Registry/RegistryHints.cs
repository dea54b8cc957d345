using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Registry;
using Cunju.Tests.Procedures;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Registry;

/// <summary>A district of a few places, begun from nothing, and the figures of one unit.</summary>
internal static class RegistryHints
{
    private static readonly string[] Townships = ["500112901", "500112902", "500112903"];

    private static readonly string[] Villages =
    [
        .. Townships.SelectMany(township => new[] { $"{township}001", $"{township}201", $"{township}202" }),
    ];

    public static readonly Hint Places = new Hint
    {
        Units = [TestCell.District],
        Clear = db => db.Set<PlaceRegister>().ExecuteDeleteAsync(),
    }
        .On<ImportPlaces>((scene, act) => act with { Rows = [Bureau, .. Townships.Take(2).Select(Row), .. Villages.Take(5).Select(Row)] })
        .On<UpdatePlaces>(
            (scene, act) =>
                act with
                {
                    From = scene.Chance.Before(scene.Day, 30),
                    Rows = [.. Renamed(scene.Chance, Townships, 1), .. Renamed(scene.Chance, Villages, 2)],
                    Gone = scene.Chance.OneIn(2) ? [] : [scene.Chance.One(Villages)],
                }
        )
        .On<AddPlace>(
            (scene, act) =>
            {
                var row = Row(scene.Chance.One([.. Townships, .. Villages]));
                return act with
                {
                    Code = row.Code,
                    Kind = row.Kind,
                    Name = row.Name,
                    Parent = row.Parent!,
                    From = scene.Chance.Before(scene.Day, 30),
                };
            }
        )
        .On<ChangeKind>((scene, act) => act with { Code = scene.Chance.One(Villages), Kind = UnitKind.Community, From = scene.Day })
        .On<RenamePlace>((scene, act) => act with { Code = Any(scene), Name = scene.Chance.Words("新村"), From = scene.Day })
        .On<MovePlace>(
            (scene, act) => act with { Code = scene.Chance.One(Villages), Parent = scene.Chance.One(Townships), From = scene.Day }
        )
        .On<MergePlaces>(
            (scene, act) =>
                act with
                {
                    Codes = scene.Chance.Some(Villages, 2),
                    Into = scene.Chance.OneIn(4) ? Any(scene) : scene.Chance.One(Villages),
                    From = scene.Day,
                }
        )
        .On<ClosePlace>((scene, act) => act with { Code = Any(scene), LastDay = scene.Chance.Before(scene.Day, 60) })
        .On<CorrectPlace>(
            (scene, act) =>
                act with
                {
                    Code = Any(scene),
                    Kind = scene.Chance.OneIn(3) ? UnitKind.Other : null,
                    Parent = scene.Chance.OneIn(3) ? scene.Chance.One(Townships) : null,
                    Alias = scene.Chance.OneIn(2) ? Any(scene) : null,
                }
        )
        .Holds<PlaceRegister>(
            (before, after) =>
            {
                Assert.Equal(
                    after.Rows.Select(row => row.Code).Order(StringComparer.Ordinal).Distinct(),
                    after.Rows.Select(row => row.Code)
                );
                // The whole program reads it so; a code two places claim would stop it.
                var register = new Register(after.Rows.Select(row => row.ToUnit([])));
                Assert.All(after.Rows, row => Assert.Same(register.Find(row.Code), register.All.Single(unit => unit.Id == row.Code)));
                Assert.All(
                    after.Rows,
                    row =>
                    {
                        Assert.True(row.To is null || row.From is null || row.From <= row.To, $"{row.Code} ends before it begins");
                        Assert.All(row.Parents, parent => Assert.NotNull(after.Find(parent.Value)));
                        Assert.All(
                            row.Kinds,
                            kind =>
                                Assert.Equal(
                                    kind.Value is UnitKind.Bureau ? 6
                                        : kind.Value is UnitKind.Township ? 9
                                        : 12,
                                    row.Code.Length
                                )
                        );
                        Assert.All(row.Names, name => Assert.False(string.IsNullOrWhiteSpace(name.Value)));
                    }
                );
                Assert.True(before is null || before.Rows.All(row => after.Find(row.Code) is not null), "A place was deleted");
            }
        );

    public static readonly Hint Profile = new Hint { Units = [TestCell.Village, TestCell.Community, TestCell.Township] }
        .On<StartProfile>(
            (scene, act) =>
            {
                var (item, value) = Figure(scene.Chance);
                return act with { Item = item, Value = value, From = scene.Chance.Before(scene.Day, 900) };
            }
        )
        .On<SetProfileValue>(
            (scene, act) =>
            {
                var (item, value) = Figure(scene.Chance);
                return act with { Item = item, Value = value, From = scene.Chance.Before(scene.Day, 900) };
            }
        )
        .Holds<UnitProfile>(
            (before, after) =>
            {
                Assert.Equal(before?.Entries ?? [], after.Entries.Take(before?.Entries.Length ?? 0));
                Assert.Equal((before?.Entries.Length ?? 0) + 1, after.Entries.Length);
                Assert.All(after.Entries, entry => Assert.Equal(entry.Value, ProfileKey.Find(entry.Key)!.Normal(entry.Value)));
            }
        );

    private static PlaceRow Bureau =>
        new()
        {
            Code = TestCell.District,
            Kind = UnitKind.Bureau,
            Name = "区民政局",
        };

    private static PlaceRow Row(string code) =>
        new()
        {
            Code = code,
            Kind = PlaceRow.KindOf(code),
            Name = $"{code}号",
            Parent = code[..(code.Length == 9 ? 6 : 9)],
        };

    private static ImmutableArray<PlaceRow> Renamed(Chance chance, string[] codes, int most) =>
        [.. chance.Some(codes, most).Select(code => Row(code) with { Name = chance.Words("改名") })];

    private static string Any(Scene scene) => scene.Chance.One([.. Villages, .. Townships, TestCell.District, "500112901999"]);

    private static (string Item, string Value) Figure(Chance chance)
    {
        var item = chance.One(ProfileKey.All);
        return (
            item.Key,
            item.Kind switch
            {
                ProfileValueKind.Number => $"{chance.Number(0, 900)}",
                ProfileValueKind.Day => "2026年1月31日",
                ProfileValueKind.Phone => chance.One("023-67810000", "12345", ""),
                ProfileValueKind.Truth => chance.One("是", "否", ""),
            }
        );
    }
}
