using Cunju.Core.Places;

namespace Cunju.App.Demo;

/// <summary>家底: how many people there are. Invented, of the size such places have.</summary>
/// <param name="Households">户数.</param>
/// <param name="Adults">十八周岁以上.</param>
/// <param name="Representatives">村（居）民代表.</param>
/// <param name="PartyMembers">党员.</param>
/// <param name="Groups">小组.</param>
/// <param name="ElectedOn">The day the present committee was elected.</param>
public sealed record Figures(int Households, int Adults, int Representatives, int PartyMembers, int Groups, DateOnly ElectedOn)
{
    /// <summary>村（居）委会成员.</summary>
    public const int Committee = 5;

    /// <summary>代表会议组成人员.</summary>
    public int AssemblyMembers => Representatives + Committee;

    /// <summary>The last day of the committee's five years.</summary>
    public DateOnly TermUntil => ElectedOn.AddYears(5);

    /// <summary>Those of a unit.</summary>
    public static Figures Of(Unit unit, string seed)
    {
        var draw = new Draw(seed, unit.Id, "figures");
        var village = unit.KindOn(new(Stage.Year, 1, 1)) == UnitKind.Village;
        var households = village ? draw.Between(320, 1380) : draw.Between(1450, 6200);
        return new(
            households,
            (households * draw.Between(205, 240)) / 100,
            village ? Math.Max(25, households / draw.Between(13, 15)) : draw.Between(45, 90),
            village ? draw.Between(32, 88) : draw.Between(60, 280),
            village ? draw.Between(4, 12) : draw.Between(8, 26),
            new DateOnly(2020, 12, 5).AddDays(draw.Between(0, 60))
        );
    }
}
