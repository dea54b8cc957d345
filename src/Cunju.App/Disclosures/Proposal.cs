using Cunju.App.Shell;
using Cunju.Core.Disclosures;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.App.Disclosures;

/// <summary>代拟: what the program knows already is in the draft before anybody types: what was decided in public since the last period, and where the list of things owed stands.</summary>
public static class Proposal
{
    /// <summary>The draft of a period.</summary>
    public static async Task<DisclosureContent> Of(Visit visit, Unit unit, DisclosurePeriod period)
    {
        if (!period.IsQuarter)
        {
            return DisclosureContent.Empty;
        }

        var from = new DateOnly(period.Opens.Year, period.Opens.Month, 1).AddMonths(-3);
        var matters = new List<OpenMatter>();
        foreach (var module in Modules.All)
        {
            matters.AddRange(await module.OpenIn(visit, unit, from.Year));
            if (period.Opens.Year != from.Year)
            {
                matters.AddRange(await module.OpenIn(visit, unit, period.Opens.Year));
            }
        }

        var decided = matters
            .Where(matter => !matter.IsAhead && matter.Day >= from && matter.Day < period.Opens)
            .DistinctBy(matter => (matter.Procedure, matter.Number))
            .OrderBy(matter => matter.Day)
            .ToArray();
        var services = string.Join("\n\n", decided.Select(Said));
        return DisclosureContent.Of([(DisclosureSubject.Services, services)], null);
    }

    private static string Said(OpenMatter matter) =>
        $"{matter.When}{matter.Title}："
        + string.Join(
            "；",
            matter.Points.Select(point => point.Outcome is { } outcome ? $"{point.Text}（{outcome.TrimEnd('。')}）" : point.Text)
        )
        + "。";
}
