using System.Collections.Immutable;
using Cunju.App.Boards;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Doors;

/// <summary>完成情况、为什么、日历: the counting, for those whose unit it is or who are above it.</summary>
public static class BoardDoors
{
    /// <summary>Adds the doors.</summary>
    public static void Map(Doors doors)
    {
        doors.Inner<BoardView>("scoreboard", "完成情况：清单每一栏的状态", Board, QueryWord.AsOf, QueryWord.KnownAt);
        doors.Inner<WhyView>(
            "scoreboard/{obligation}",
            "为什么：计入和没有计入的记录、还差什么、依据",
            Why,
            QueryWord.AsOf,
            QueryWord.KnownAt
        );
        doors.Inner<ImmutableArray<LaneView>>("calendar", "日历：有最后一日的各栏，按日子排", Calendar);
    }

    private static Task<Question?> Ask(Visit visit, Unit unit) => Question.Ask(visit, unit, TwoDays.Asked(visit));

    private static async Task<BoardView?> Board(Visit visit, Unit unit)
    {
        if (await Ask(visit, unit) is not { } asked)
        {
            return null;
        }

        return new(
            unit.Id,
            asked.At.AsOf,
            asked.At.KnownAt,
            asked.List.Id,
            asked.List.Edition,
            visit.Cell.Practice,
            [.. asked.Board.Lanes.Select(LaneView.Of)]
        );
    }

    private static async Task<WhyView?> Why(Visit visit, Unit unit)
    {
        if (
            await Ask(visit, unit) is not { } asked
            || asked.List.Find((string?)visit.Http.GetRouteValue("obligation") ?? "") is not { } obligation
        )
        {
            return null;
        }

        var why = asked.Explain(obligation);
        return new(
            unit.Id,
            obligation.Id,
            obligation.Title,
            asked.At.AsOf,
            asked.At.KnownAt,
            [
                .. why.Lanes.Select(lane => new LaneWhyView(
                    LaneView.Of(lane.Lane),
                    lane.Sentence,
                    lane.Missing,
                    lane.Next,
                    [.. lane.Counted.Select(RemarkView.Of)],
                    [.. lane.Uncounted.Select(RemarkView.Of)]
                )),
            ],
            [.. why.Sentences.Select(sentence => sentence.Text)],
            why.Parameters
        );
    }

    private static async Task<ImmutableArray<LaneView>> Calendar(Visit visit, Unit unit)
    {
        var asked = await Question.Ask(visit, unit);
        return
        [
            .. asked
                .Board.Lanes.Where(lane => lane is { Due: not null, Status: not Status.NotApplicable })
                .OrderBy(lane => lane.Due)
                .Select(LaneView.Of),
        ];
    }
}

/// <summary>A unit's board as of two days.</summary>
/// <param name="Practice">演示: nothing in it is a real record.</param>
public sealed record BoardView(
    string Unit,
    DateOnly AsOf,
    DateOnly? KnownAt,
    string List,
    string Edition,
    bool Practice,
    ImmutableArray<LaneView> Lanes
);

/// <summary>栏.</summary>
/// <param name="Status">The code (<c>met-late</c>).</param>
/// <param name="StatusTitle">What people read.</param>
/// <param name="Grade">What the answer rests on; never added up.</param>
public sealed record LaneView(
    string Obligation,
    int Measure,
    string Title,
    string Lane,
    string Status,
    string StatusTitle,
    int Have,
    int Need,
    DateOnly? Opens,
    DateOnly? Due,
    Grade Grade,
    ImmutableArray<string> Records,
    ImmutableArray<string> Notes
)
{
    /// <summary>The lane as programs read it.</summary>
    public static LaneView Of(Lane lane) =>
        new(
            lane.Obligation.Id,
            lane.Obligation.Measure,
            lane.Obligation.Title,
            lane.Name,
            lane.Status.Code(),
            lane.Status.Title(),
            lane.Have,
            lane.Need,
            lane.Opens,
            lane.Due,
            lane.Grade,
            lane.Records,
            lane.Notes
        );
}

/// <summary>为什么.</summary>
public sealed record WhyView(
    string Unit,
    string Obligation,
    string Title,
    DateOnly AsOf,
    DateOnly? KnownAt,
    ImmutableArray<LaneWhyView> Lanes,
    ImmutableArray<string> Sentences,
    ImmutableArray<ParameterUse> Parameters
);

/// <summary>Why one lane stands where it stands.</summary>
public sealed record LaneWhyView(
    LaneView Lane,
    string Sentence,
    string? Missing,
    string? Next,
    ImmutableArray<RemarkView> Counted,
    ImmutableArray<RemarkView> Uncounted
);

/// <summary>A record and what is to be said of it.</summary>
public sealed record RemarkView(string Record, string Kind, DateOnly On, ImmutableArray<string> Remarks)
{
    /// <summary>The remark as programs read it.</summary>
    public static RemarkView Of(RecordRemark remark) => new(remark.Record.Id, remark.Record.Kind, remark.Record.On, remark.Remarks);
}
