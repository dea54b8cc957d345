using Cunju.Core.Assemblies;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Assemblies;

public sealed class BoundsTests
{
    /// <summary>Found by the walk: the guards that reckon must bear what the guard of numbers refuses.</summary>
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(1_000_001)]
    [InlineData(-1)]
    public void A_number_beyond_all_people_is_refused_and_breaks_nothing(int number)
    {
        var act = Representatives() with { Types = [MeetingType.ResidentsAssembly], Mode = CountingMode.Persons };
        IsRefused("meetings.number", "AwayUnreached", act with { AwayUnreached = number, AwayUnable = number, Incapable = number });
        IsRefused("meetings.number", "Eligible", act with { Eligible = number, AwayUnreached = 1 });
        IsRefused("meetings.number", "Present", act with { Present = number });
        IsRefused(
            "meetings.number",
            "Agenda[0].For",
            act with
            {
                Agenda =
                [
                    new()
                    {
                        Motion = "路灯",
                        For = number,
                        Against = number,
                    },
                ],
            }
        );
    }
}
