using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Oversight;

/// <summary>A row of figures: what it is about, the counts, and which lanes are behind them.</summary>
/// <param name="Title">What.</param>
/// <param name="Totals">The counts.</param>
/// <param name="Behind">The address of the list behind a count.</param>
public sealed record FigureRow(string Title, Totals Totals, Func<Figure, string> Behind);

/// <summary>Something late: the oldest lane of one obligation of one unit.</summary>
/// <param name="More">How many further lanes of the same obligation are late too.</param>
public sealed record LateItem(Unit Unit, Lane Lane, int More, string Why);

/// <summary>总览 of a township or of the district.</summary>
/// <param name="Task">The task whose measures are spread out; null = all tasks (a township's first view).</param>
public sealed record OversightModel(
    Overview Overview,
    Totals Totals,
    ImmutableArray<FigureRow> Modalities,
    ImmutableArray<(KeyTask Task, ImmutableArray<FigureRow> Rows)> Measures,
    KeyTask? Task,
    ImmutableArray<LateItem> Late,
    int LateMore,
    ImmutableArray<Awaiting> Inbox,
    DueCalendar Calendar
);

/// <summary>The lanes behind a count.</summary>
public sealed record LanesModel(
    Overview Overview,
    ImmutableArray<string> Conditions,
    int Count,
    ImmutableArray<(Unit Unit, Lane Lane, string? Why)> Rows,
    int Page,
    int Pages
);

/// <summary>镇街与区级总览.</summary>
public static class OversightPages
{
    private const int LateShown = 30;
    private const int PerPage = 100;

    /// <summary>The township's page or the district's.</summary>
    public static async Task<IResult> Board(Visit visit, Unit unit)
    {
        if (await Overview.Ask(visit, unit) is not { } overview)
        {
            return Pages.NotFound();
        }

        var asked = visit.Http.Request.Query["task"].ToString();
        var task = overview.List.Tasks.FirstOrDefault(candidate => candidate.Id == asked);
        var lanes = overview.Boards.SelectMany(board => board.Lanes).ToArray();
        // Only a township is shown unit by unit what is late; the district sees counts and goes down from there.
        var late = overview.IsDistrict
            ? []
            : overview
                .Boards.SelectMany(board =>
                    board
                        .Lanes.Where(lane => Totals.Has(Figure.Late, lane))
                        .GroupBy(lane => lane.Obligation.Id)
                        .Select(group => (board.Unit, Lane: group.First(), More: group.Count() - 1))
                )
                .ToArray();
        var model = new OversightModel(
            overview,
            new(lanes),
            [
                .. Enum.GetValues<Modality>()
                    .Select(modality => new FigureRow(
                        Overview.Title(modality),
                        new(lanes.Where(lane => lane.Obligation.Modality == modality)),
                        figure => overview.Behind(figure, modality: modality)
                    ))
                    .Where(row => !row.Totals.IsEmpty),
            ],
            MeasureRows(overview, lanes),
            task ?? (overview.IsDistrict ? overview.List.Tasks[0] : null),
            [
                .. late.Take(LateShown)
                    .Select(item => new LateItem(item.Unit, item.Lane, item.More, Sentence(overview.Why(item.Unit, item.Lane)))),
            ],
            Math.Max(0, late.Length - LateShown),
            await Modules.Inbox(visit, unit),
            DueCalendar.Of(overview)
        );
        var title = $"{(overview.IsDistrict ? "全区" : unit.ShortNameOn(visit.Today))} · {overview.List.Year}年总览";
        return overview.IsDistrict
            ? Show.Page<DistrictPage, OversightModel>(visit, title, model)
            : Show.Page<TownshipPage, OversightModel>(visit, title, model);
    }

    /// <summary>Which lanes a count is made of, each with the way to its records.</summary>
    public static async Task<IResult> Lanes(Visit visit, Unit unit)
    {
        if (await Overview.Ask(visit, unit) is not { } overview)
        {
            return Pages.NotFound();
        }

        var filter = LaneFilter.From(visit, overview);
        var found = overview
            .Parts.Where(part => filter.Part is null || part.Unit.Id == filter.Part.Id)
            .SelectMany(part => part.Boards)
            .SelectMany(board => board.Lanes.Where(filter.Has).Select(lane => (board.Unit, Lane: lane)))
            .ToArray();
        var pages = Math.Max(1, (found.Length + PerPage - 1) / PerPage);
        var page = int.TryParse(visit.Http.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, pages)
            : 1;
        return Show.Page<LanesPage, LanesModel>(
            visit,
            $"{filter.Title} · {unit.ShortNameOn(visit.Today)}",
            new(
                overview,
                [.. filter.Conditions(overview)],
                found.Length,
                [
                    .. found
                        .Skip((page - 1) * PerPage)
                        .Take(PerPage)
                        .Select(item => (item.Unit, item.Lane, (string?)Sentence(overview.Why(item.Unit, item.Lane)))),
                ],
                page,
                pages
            )
        );
    }

    /// <summary>The board as a workbook, with what its columns mean.</summary>
    public static async Task<IResult> Export(Visit visit, Unit unit) =>
        await Overview.Ask(visit, unit) is { } overview
            ? Results.File(
                BoardWorkbook.Of(overview),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                BoardWorkbook.NameOf(overview)
            )
            : Pages.NotFound();

    private static ImmutableArray<(KeyTask, ImmutableArray<FigureRow>)> MeasureRows(Overview overview, Lane[] lanes)
    {
        var byMeasure = lanes.ToLookup(lane => lane.Obligation.Measure);
        return
        [
            .. overview.List.Tasks.Select(task =>
                (
                    task,
                    task.Measures.Select(measure => new FigureRow(
                            $"{measure.Number} {measure.Title}",
                            new(byMeasure[measure.Number]),
                            figure => overview.Behind(figure, measure: measure.Number)
                        ))
                        .Where(row => !row.Totals.IsEmpty)
                        .ToImmutableArray()
                )
            ),
        ];
    }

    /// <summary>The reason without the status, which stands beside it as a mark.</summary>
    private static string Sentence(LaneExplanation why) =>
        why.Sentence[(why.Sentence.IndexOf('：', StringComparison.Ordinal) + 1)..].TrimEnd('。');
}
