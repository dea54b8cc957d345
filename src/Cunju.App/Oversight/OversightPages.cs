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
/// <param name="All">How many lanes of the same obligation are late.</param>
/// <param name="Behind">The list of those.</param>
/// <param name="Address">Its page of reasons.</param>
public sealed record LateItem(Unit Unit, Lane Lane, int All, string Behind, string Why, string Address);

/// <summary>总览 of a township or of the district.</summary>
/// <param name="IsLateCut">Whether more is late than is shown.</param>
/// <param name="Task">The task whose measures are spread out; null = all tasks (a township's first view).</param>
public sealed record OversightModel(
    Overview Overview,
    Totals Totals,
    ImmutableArray<FigureRow> Modalities,
    ImmutableArray<(KeyTask Task, ImmutableArray<FigureRow> Rows)> Measures,
    KeyTask? Task,
    ImmutableArray<LateItem> Late,
    bool IsLateCut,
    ImmutableArray<Awaiting> Inbox,
    DueCalendar Calendar
);

/// <summary>The lanes behind a count.</summary>
/// <param name="Faults">What is wrong with the address; then nothing is listed.</param>
public sealed record LanesModel(
    Overview Overview,
    ImmutableArray<Problem> Faults,
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
    public static Task<IResult> Board(Visit visit, Unit unit) => Asked(visit, unit, overview => Board(visit, unit, overview));

    private static async Task<IResult> Board(Visit visit, Unit unit, Overview overview)
    {
        var asked = visit.Http.Request.Query["task"].ToString();
        var task = overview.List.Tasks.FirstOrDefault(candidate => candidate.Id == asked);
        if (task is null && asked.Length > 0)
        {
            return Pages.NotFound();
        }

        var lanes = overview.Boards.SelectMany(board => board.Lanes).ToArray();
        // Only a township is shown unit by unit what is late; the district sees counts and goes down from there.
        LaneFilter filter = new() { Figure = Figure.Late };
        var each = overview.IsDistrict ? [] : filter.In(overview);
        var late = each.Index()
            .GroupBy(item => (item.Item.Unit.Id, item.Item.Lane.Obligation.Id))
            .Select(group => (group.First().Index, group.First().Item.Unit, group.First().Item.Lane, All: group.Count()))
            .ToArray();
        var model = new OversightModel(
            overview,
            new(lanes),
            [
                .. Enum.GetValues<Modality>()
                    .Select(modality => new FigureRow(
                        Overview.Title(modality),
                        new(lanes.Where(lane => lane.Obligation.Modality == modality)),
                        figure => overview.Behind(new() { Figure = figure, Modality = modality })
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
                        item.All,
                        overview.Behind(filter with { Part = item.Unit, Obligation = item.Lane.Obligation }),
                        Sentence(overview.Why(item.Unit, item.Lane)),
                        overview.WhyPage(item.Unit, item.Lane, filter, item.Index + 1, each.Length)
                    )),
            ],
            late.Length > LateShown,
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
    public static Task<IResult> Lanes(Visit visit, Unit unit) =>
        Listed(visit, unit, (overview, filter) => Lanes(visit, unit, overview, filter));

    private static RazorComponentResult Lanes(Visit visit, Unit unit, Overview overview, LaneFilter filter)
    {
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
                [],
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

    /// <summary>The one before or after a lane among those behind a count: leads to its reasons. The lane is named, not its place: what has been done meanwhile makes the
    /// list shorter, and nothing may be passed over for that. At the end it is the list.</summary>
    public static Task<IResult> Beside(Visit visit, Unit unit) =>
        Listed(
            visit,
            unit,
            (overview, filter) =>
            {
                var isAfter = (string?)visit.Http.GetRouteValue("way") == Walk.AfterWay;
                var key = visit.Http.Request.Query[Walk.KeyName].ToString();
                var all = overview.Parts.SelectMany(part =>
                    part.Boards.SelectMany(board =>
                        board.Lanes.Select(lane => (board.Unit, Lane: lane, IsIn: filter.Has(part) && filter.Has(lane)))
                    )
                );
                var found = new List<(Unit Unit, Lane Lane)>();
                // How many of the list stand before the lane, and the place of the first one after it.
                int? before = null,
                    after = null;
                foreach (var (owner, lane, isIn) in all)
                {
                    if (Walk.KeyOf(owner, lane) == key)
                    {
                        (before, after) = (found.Count, found.Count + (isIn ? 1 : 0));
                    }

                    if (isIn)
                    {
                        found.Add((owner, lane));
                    }
                }

                // Where it is no more, the place it had says where to go on.
                if (
                    before is null
                    && int.TryParse(visit.Http.Request.Query["at"], NumberStyles.None, CultureInfo.InvariantCulture, out var had)
                )
                {
                    (before, after) = (had - 1, had - 1);
                }

                var at = isAfter ? after : before - 1;
                return at is { } place && place >= 0 && place < found.Count
                    ? Results.Redirect(overview.WhyPage(found[place].Unit, found[place].Lane, filter, place + 1, found.Count))
                    : Results.Redirect(overview.Behind(filter));
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
    private static Task<IResult> Answer(Visit visit, Unit unit, Func<Overview, IResult> page) =>
        Asked(
            visit,
            unit,
            async overview => overview.Days.Status != StatusCodes.Status200OK ? await Board(visit, unit, overview) : page(overview)
        );

    /// <summary>What stands behind a count; where its address names what is not there, that and no list.</summary>
    private static Task<IResult> Listed(Visit visit, Unit unit, Func<Overview, LaneFilter, IResult> page) =>
        Answer(
            visit,
            unit,
            overview =>
                LaneFilter.Read(visit.Http.Request.Query, overview) is var (filter, faults) && faults.IsEmpty
                    ? page(overview, filter)
                    : Show.Page<LanesPage, LanesModel>(
                        visit,
                        $"逐项 · {unit.ShortNameOn(visit.Today)}",
                        new(overview, faults, [], 0, [], 1, 1),
                        StatusCodes.Status400BadRequest
                    )
        );

    private static async Task<IResult> Asked(Visit visit, Unit unit, Func<Overview, Task<IResult>> page)
    {
        if (unit.KindOn(visit.Today) is not (UnitKind.Township or UnitKind.Bureau))
        {
            return Pages.NotFound();
        }

        var days = TwoDays.Asked(visit);
        return await Overview.Ask(visit, unit, days) is { } overview ? await page(overview) : NotKnown.Page(visit, unit, days);
    }

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
                            figure => overview.Behind(new() { Figure = figure, Measure = measure })
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
