using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cunju.App.Oversight;

/// <summary>A row of figures: what it is about, the counts, and which lanes are behind them.</summary>
/// <param name="Title">What.</param>
/// <param name="Totals">The counts.</param>
/// <param name="Behind">The address of the list behind a count.</param>
public sealed record FigureRow(string Title, Totals Totals, Func<Figure, string> Behind);

/// <summary>Something late: the oldest lane of one obligation of one unit.</summary>
/// <param name="More">How many further lanes of the same obligation are late too.</param>
/// <param name="Address">Its page of reasons.</param>
public sealed record LateItem(Unit Unit, Lane Lane, int More, string Why, string Address);

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
    ImmutableArray<(Unit Unit, Lane Lane, string? Why, string Address)> Rows,
    int Page,
    int Pages
);

/// <summary>镇街与区级总览.</summary>
public static class OversightPages
{
    private const int LateShown = 30;

    /// <summary>The township's page or the district's.</summary>
    public static async Task<IResult> Board(Visit visit, Unit unit) =>
        await Overview.Ask(visit, unit) is { } overview ? await Board(visit, unit, overview) : Pages.NotFound();

    private static async Task<IResult> Board(Visit visit, Unit unit, Overview overview)
    {
        var asked = visit.Http.Request.Query["task"].ToString();
        var task = overview.List.Tasks.FirstOrDefault(candidate => candidate.Id == asked);
        var lanes = overview.Boards.SelectMany(board => board.Lanes).ToArray();
        // Only a township is shown unit by unit what is late; the district sees counts and goes down from there.
        var filter = new LaneFilter(Figure.Late, null, null, null, null, null);
        var each = overview.IsDistrict ? [] : filter.In(overview);
        var late = each.Index()
            .GroupBy(item => (item.Item.Unit.Id, item.Item.Lane.Obligation.Id))
            .Select(group => (group.First().Index, group.First().Item.Unit, group.First().Item.Lane, More: group.Count() - 1))
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
                    .Select(item => new LateItem(
                        item.Unit,
                        item.Lane,
                        item.More,
                        Sentence(overview.Why(item.Unit, item.Lane)),
                        overview.WhyPage(item.Unit, item.Lane, filter, item.Index + 1, each.Length)
                    )),
            ],
            Math.Max(0, late.Length - LateShown),
            // What waits, waits today; beside the board of another day it would be taken for that day's.
            overview.IsNow
                ? await Modules.Inbox(visit, unit)
                : [],
            DueCalendar.Of(overview)
        );
        var title = $"{(overview.IsDistrict ? "全区" : unit.ShortNameOn(visit.Today))} · {overview.List.Year}年总览";
        return overview.IsDistrict
            ? Show.Page<DistrictPage, OversightModel>(visit, title, model, overview.Days.Status)
            : Show.Page<TownshipPage, OversightModel>(visit, title, model, overview.Days.Status);
    }

    /// <summary>Which lanes a count is made of, each with the way to its records.</summary>
    public static Task<IResult> Lanes(Visit visit, Unit unit) => Answer(visit, unit, overview => Lanes(visit, unit, overview));

    private static RazorComponentResult Lanes(Visit visit, Unit unit, Overview overview)
    {
        var filter = LaneFilter.From(visit, overview);
        var found = filter.In(overview);
        var pages = Math.Max(1, (found.Length + Walk.PerPage - 1) / Walk.PerPage);
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
                        .Index()
                        .Skip((page - 1) * Walk.PerPage)
                        .Take(Walk.PerPage)
                        .Select(item =>
                            (
                                item.Item.Unit,
                                item.Item.Lane,
                                (string?)Sentence(overview.Why(item.Item.Unit, item.Item.Lane)),
                                overview.WhyPage(item.Item.Unit, item.Item.Lane, filter, item.Index + 1, found.Length)
                            )
                        ),
                ],
                page,
                pages
            )
        );
    }

    /// <summary>One of the lanes behind a count, by its place: leads to its reasons, from where the next is one step away. What has been done meanwhile makes the list
    /// shorter; then it is the last one.</summary>
    public static Task<IResult> Lane(Visit visit, Unit unit) =>
        Answer(
            visit,
            unit,
            overview =>
            {
                var filter = LaneFilter.From(visit, overview);
                var found = filter.In(overview);
                if (found.Length == 0)
                {
                    return Results.Redirect(overview.Address($"/{unit.Id}/oversight/lanes", [.. filter.Words]));
                }

                var at = Math.Clamp(int.Parse((string)visit.Http.GetRouteValue("at")!, CultureInfo.InvariantCulture), 1, found.Length);
                return Results.Redirect(overview.WhyPage(found[at - 1].Unit, found[at - 1].Lane, filter, at, found.Length));
            }
        );

    /// <summary>The board as a workbook, with what its columns mean.</summary>
    public static Task<IResult> Export(Visit visit, Unit unit) =>
        Answer(
            visit,
            unit,
            overview =>
                Results.File(
                    BoardWorkbook.Of(overview),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    BoardWorkbook.NameOf(overview)
                )
        );

    /// <summary>What stands behind the board, and the board itself where its days cannot be meant: there the days stand in their fields with what is wrong, and neither
    /// a list nor a file, which goes on to others without its address, says today's counts for another day.</summary>
    private static async Task<IResult> Answer(Visit visit, Unit unit, Func<Overview, IResult> page) =>
        await Overview.Ask(visit, unit) is not { } overview ? Pages.NotFound()
        : overview.Days.Status != StatusCodes.Status200OK ? await Board(visit, unit, overview)
        : page(overview);

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
