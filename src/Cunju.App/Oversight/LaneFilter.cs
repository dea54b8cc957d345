using System.Globalization;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Oversight;

/// <summary>Which lanes are asked for, as the address says it; what it does not know it leaves out.</summary>
/// <param name="Figure">The count they are behind; null = all.</param>
/// <param name="Part">One unit or township of the region.</param>
/// <param name="Measure">One measure.</param>
/// <param name="Modality">One modality.</param>
/// <param name="Obligation">One obligation.</param>
/// <param name="Due">One last day.</param>
public sealed record LaneFilter(Figure? Figure, Unit? Part, Measure? Measure, Modality? Modality, Obligation? Obligation, DateOnly? Due)
{
    /// <summary>What the list is called.</summary>
    public string Title => Figure?.Title() ?? "逐项";

    /// <summary>Reads the address.</summary>
    public static LaneFilter From(Visit visit, Overview overview)
    {
        var query = visit.Http.Request.Query;
        return new(
            Figures.Parse(query["figure"]),
            overview.Parts.FirstOrDefault(part => part.Unit.Id == query["part"])?.Unit,
            int.TryParse(query["measure"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? overview.List.Tasks.SelectMany(task => task.Measures).FirstOrDefault(measure => measure.Number == number)
                : null,
            Enum.GetValues<Modality>()
                .Cast<Modality?>()
                .FirstOrDefault(modality => string.Equals(modality.ToString(), query["modality"], StringComparison.OrdinalIgnoreCase)),
            overview.List.Find(query["obligation"].ToString()),
            visit.DayAsked("due")
        );
    }

    /// <summary>Whether a lane is one of them.</summary>
    public bool Has(Lane lane) =>
        lane.Status != Status.NotApplicable
        && (Figure is not { } figure || Totals.Has(figure, lane))
        && (Measure is null || lane.Obligation.Measure == Measure.Number)
        && (Modality is null || lane.Obligation.Modality == Modality)
        && (Obligation is null || lane.Obligation.Id == Obligation.Id)
        && (Due is null || lane.Due == Due);

    /// <summary>The address of it: what <see cref="From"/> reads.</summary>
    public IEnumerable<(string Name, string? Value)> Words =>
        new[]
        {
            ("figure", Figure?.Code()),
            ("part", Part?.Id),
            ("measure", Measure?.Number.ToString(CultureInfo.InvariantCulture)),
            ("modality", Modality?.ToString().ToLowerInvariant()),
            ("obligation", Obligation?.Id),
            ("due", Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        }.Where(pair => pair.Item2 is not null);

    /// <summary>The lanes of it, in the order of the codes.</summary>
    public (Unit Unit, Lane Lane)[] In(Overview overview) =>
        [
            .. overview
                .Parts.Where(part => Part is null || part.Unit.Id == Part.Id)
                .SelectMany(part => part.Boards)
                .SelectMany(board => board.Lanes.Where(Has).Select(lane => (board.Unit, lane))),
        ];

    /// <summary>What was asked for, in words.</summary>
    public IEnumerable<string> Conditions(Overview overview)
    {
        if (Figure is { } figure)
        {
            yield return $"{figure.Title()}：{figure.Meaning()}";
        }

        if (Part is not null)
        {
            yield return overview.NameOf(Part);
        }

        if (Measure is not null)
        {
            yield return $"清单第{Measure.Number}项　{Measure.Title}";
        }

        if (Modality is { } modality)
        {
            yield return $"约束力：{Overview.Title(modality)}";
        }

        if (Obligation is not null)
        {
            yield return Obligation.Title;
        }

        if (Due is { } due)
        {
            yield return $"{Shell.Words.Day(due)}到期";
        }
    }
}
