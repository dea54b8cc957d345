using Cunju.Core.Places;

namespace Cunju.App.Shell;

/// <summary>还不在名册: a unit asked about as known on a day on which nobody had entered it yet.</summary>
public sealed record NotKnown(Unit Unit, TwoDays Days)
{
    /// <summary>Says so, with the days to be changed.</summary>
    public static IResult Page(Visit visit, Unit unit, TwoDays days) =>
        Show.Page<NotKnownPage, NotKnown>(visit, unit.ShortNameOn(visit.Today), new(unit, days), StatusCodes.Status404NotFound);
}
