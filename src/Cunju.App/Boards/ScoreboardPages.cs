using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Boards;

/// <summary>All obligations of a unit, by task and measure.</summary>
/// <param name="Only">The status whose obligations alone are shown; null = all.</param>
public sealed record BoardModel(
    Question Asked,
    TwoDays Days,
    ImmutableArray<BoardTask> Tasks,
    ImmutableArray<(Status Status, int Count)> Totals,
    Status? Only
);

/// <summary>A task with its measures.</summary>
public sealed record BoardTask(KeyTask Task, ImmutableArray<(Measure Measure, Status Status, ImmutableArray<BoardRow> Rows)> Measures);

/// <summary>One obligation with its lanes.</summary>
public sealed record BoardRow(Obligation Obligation, Status Status, ImmutableArray<Lane> Lanes);

/// <summary>Why an obligation stands where it stands.</summary>
/// <param name="Walk">The list somebody above is going through; null when nobody is.</param>
public sealed record WhyModel(
    Question Asked,
    TwoDays Days,
    Walk? Walk,
    Explanation Explanation,
    string? Lane,
    Measure Measure,
    ImmutableArray<CameToNothing> Nothing
);

/// <summary>完成情况, and the reasons behind every status.</summary>
public static class ScoreboardPages
{
    /// <summary>All 52 obligations; those of other kinds of units are left out, since nothing can be said of them here.</summary>
    public static async Task<IResult> Board(Visit visit, Unit unit)
    {
        var days = TwoDays.Asked(visit);
        if (await Question.Ask(visit, unit, days) is not { } asked)
        {
            return NotKnown.Page(visit, unit, days);
        }

        var word = visit.Http.Request.Query["status"].ToString();
        var only = Statuses.Parse(word);
        if (only is null && word.Length > 0)
        {
            return Pages.NotFound();
        }

        var tasks = asked.List.Tasks.Select(task => new BoardTask(
            task,
            [
                .. task.Measures.Select(measure =>
                {
                    var rows = asked
                        .Board.Of(measure)
                        .GroupBy(lane => lane.Obligation)
                        .Select(lanes => new BoardRow(lanes.Key, Scoreboard.RollUp(lanes.Select(lane => lane.Status)), [.. lanes]))
                        .ToImmutableArray();
                    return (
                        measure,
                        Scoreboard.RollUp(rows.Select(row => row.Status)),
                        only is null ? rows : [.. rows.Where(row => row.Status == only)]
                    );
                }),
            ]
        ));
        var totals = asked
            .Board.Lanes.GroupBy(lane => lane.Obligation.Id)
            .Select(lanes => Scoreboard.RollUp(lanes.Select(lane => lane.Status)))
            .GroupBy(status => status)
            .OrderByDescending(status => status.Key)
            .Select(status => (status.Key, status.Count()));
        return Show.Page<ScoreboardPage, BoardModel>(
            visit,
            $"完成情况 · {unit.ShortNameOn(visit.Today)}",
            new(asked, days, [.. tasks], [.. totals], only),
            days.Status
        );
    }

    /// <summary>为什么.</summary>
    public static async Task<IResult> Explanation(Visit visit, Unit unit)
    {
        var days = TwoDays.Asked(visit);
        if (await Question.Ask(visit, unit, days) is not { } asked)
        {
            return NotKnown.Page(visit, unit, days);
        }

        if (asked.List.Find((string?)visit.Http.GetRouteValue("obligation") ?? "") is not { } obligation)
        {
            return Pages.NotFound();
        }

        var lane = visit.Http.Request.Query["lane"].ToString();
        var nothing = new List<CameToNothing>();
        foreach (var module in Modules.All)
        {
            nothing.AddRange(await module.CameToNothing(asked, obligation));
        }

        return Show.Page<WhyPage, WhyModel>(
            visit,
            $"为什么：{obligation.Title} · {unit.ShortNameOn(visit.Today)}",
            new(
                asked,
                days,
                Walk.From(visit),
                asked.Explain(obligation),
                lane.Length == 0 ? null : lane,
                asked.List.MeasureOf(obligation),
                [.. nothing]
            ),
            days.Status
        );
    }
}
