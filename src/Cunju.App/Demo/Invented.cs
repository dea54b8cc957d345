using System.Collections.Immutable;
using Cunju.Core.Places;
using Cunju.Core.Registry;

namespace Cunju.App.Demo;

/// <summary>示范镇: the township that is not there. Whatever goes wrong in the story goes wrong here, so that no real place is told ill of.</summary>
public static class Invented
{
    /// <summary>示范镇.</summary>
    public const string Township = "500112990";

    /// <summary>示范路社区.</summary>
    public const string ShowRoad = "500112990001";

    /// <summary>样例社区.</summary>
    public const string Example = "500112990002";

    /// <summary>示范村.</summary>
    public const string Show = "500112990201";

    /// <summary>演示村, a community from July.</summary>
    public const string Turning = "500112990202";

    /// <summary>样本村, into which another goes.</summary>
    public const string Receiving = "500112990203";

    /// <summary>试讲村.</summary>
    public const string Rehearsing = "500112990204";

    /// <summary>练习村, which ends with August.</summary>
    public const string Ending = "500112990205";

    /// <summary>模拟村.</summary>
    public const string Mock = "500112990206";

    /// <summary>The day from which 演示村 is a community.</summary>
    public static readonly DateOnly Turns = new(Stage.Year, 7, 1);

    /// <summary>The first day without 练习村.</summary>
    public static readonly DateOnly Merges = new(Stage.Year, 9, 1);

    /// <summary>Its rows for the register.</summary>
    public static readonly ImmutableArray<PlaceRow> Rows =
    [
        Row(Township, UnitKind.Township, "示范镇", "500112"),
        Row(ShowRoad, UnitKind.Community, "示范路社区居民委员会", Township),
        Row(Example, UnitKind.Community, "样例社区居民委员会", Township),
        Row(Show, UnitKind.Village, "示范村村民委员会", Township),
        Row(Turning, UnitKind.Village, "演示村村民委员会", Township),
        Row(Receiving, UnitKind.Village, "样本村村民委员会", Township),
        Row(Rehearsing, UnitKind.Village, "试讲村村民委员会", Township),
        Row(Ending, UnitKind.Village, "练习村村民委员会", Township),
        Row(Mock, UnitKind.Village, "模拟村村民委员会", Township),
    ];

    /// <summary>What changes in the register during the year, written down by the bureau when the decision arrives.</summary>
    public static IEnumerable<Scene> Changes(Matter register)
    {
        var decided = new DateOnly(Stage.Year, 6, 20);
        yield return new(
            decided,
            Seat.Administrator,
            register,
            new ChangeKind
            {
                Code = Turning,
                Kind = UnitKind.Community,
                From = Turns,
            }
        );
        yield return new(
            decided,
            Seat.Administrator,
            register,
            new RenamePlace
            {
                Code = Turning,
                Name = "演示社区居民委员会",
                From = Turns,
            }
        );
        yield return new(
            new(Stage.Year, 8, 22),
            Seat.Administrator,
            register,
            new MergePlaces
            {
                Codes = [Ending],
                Into = Receiving,
                From = Merges,
            }
        );
    }

    /// <summary>The last day of a unit that ends during the year; null for every other.</summary>
    public static DateOnly? LastDayOf(string unit) => unit == Ending ? Merges.AddDays(-1) : null;

    /// <summary>The kind of the unit whose kind changes; null for every other.</summary>
    public static UnitKind? KindOf(string unit, DateOnly day) =>
        unit != Turning ? null
        : day < Turns ? UnitKind.Village
        : UnitKind.Community;

    private static PlaceRow Row(string code, UnitKind kind, string name, string parent) =>
        new()
        {
            Code = code,
            Kind = kind,
            Name = name,
            Parent = parent,
        };
}
