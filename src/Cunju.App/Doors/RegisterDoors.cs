using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Doors;

/// <summary>What anybody may read: the units and the list.</summary>
public static class RegisterDoors
{
    private const int Most = 1000;

    /// <summary>Adds the doors.</summary>
    public static void Map(Doors doors)
    {
        doors.Open<ImmutableArray<UnitView>>(
            "units",
            "找单位：名称、代码或镇街的一部分；不写就是全部",
            visit =>
            {
                var query = visit.Http.Request.Query["q"].ToString().Trim();
                var found = query.Length == 0 ? visit.Register.All : visit.Register.Search(query, visit.Today);
                return Answer<ImmutableArray<UnitView>>([
                    .. found.Where(unit => unit.ExistsOn(visit.Today)).Take(Most).Select(unit => UnitView.Of(unit, visit.Today)),
                ]);
            },
            new QueryWord("q", "要找的字")
        );
        doors.Open<UnitView>("", "一个单位", (visit, unit) => Task.FromResult<UnitView?>(UnitView.Of(unit, visit.Today)));
        doors.Open<ListView>(
            "list",
            "当日生效的重点任务清单",
            visit => Task.FromResult<ListView?>(ListView.Of(visit.Cell.ListOn(TwoDays.Asked(visit).AsOf))),
            QueryWord.AsOf
        );
    }

    private static Task<TView> Answer<TView>(TView view) => Task.FromResult(view);
}

/// <summary>单位.</summary>
/// <param name="Code">Its address for ever.</param>
/// <param name="Name">The registered name.</param>
/// <param name="ShortName">The name people use.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parent">The township's or bureau's code.</param>
public sealed record UnitView(string Code, string Name, string ShortName, UnitKind Kind, string? Parent)
{
    /// <summary>As of a day.</summary>
    public static UnitView Of(Unit unit, DateOnly day) =>
        new(unit.Id, unit.NameOn(day), unit.ShortNameOn(day), unit.KindOn(day), unit.ParentOn(day));
}

/// <summary>重点任务清单.</summary>
public sealed record ListView(
    string Id,
    string Edition,
    string Version,
    EditionStatus Status,
    string Title,
    string Issuer,
    DateOnly From,
    DateOnly To,
    ImmutableArray<MeasureView> Measures
)
{
    /// <summary>The list as programs read it.</summary>
    public static ListView Of(TaskList list) =>
        new(
            list.Id,
            list.Edition,
            list.Version,
            list.Status,
            list.Title,
            list.Issuer,
            list.InForce.First,
            list.InForce.Last,
            [
                .. from task in list.Tasks
                from measure in task.Measures
                select new MeasureView(
                    measure.Number,
                    measure.Title,
                    task.Title,
                    [
                        .. list
                            .Obligations.Where(obligation => obligation.Measure == measure.Number)
                            .Select(obligation => new ObligationView(
                                obligation.Id,
                                obligation.Title,
                                obligation.Shape.Title,
                                obligation.Modality,
                                obligation.Bearers,
                                obligation.Named,
                                obligation.Actor,
                                [
                                    .. obligation
                                        .Cite.Select(id => list.Sentences.GetValueOrDefault(id))
                                        .OfType<Sentence>()
                                        .Select(sentence => sentence.Text),
                                ]
                            )),
                    ]
                ),
            ]
        );
}

/// <summary>具体措施.</summary>
public sealed record MeasureView(int Number, string Title, string Task, ImmutableArray<ObligationView> Obligations);

/// <summary>可考核事项.</summary>
public sealed record ObligationView(
    string Id,
    string Title,
    string Shape,
    Modality Modality,
    ImmutableArray<UnitKind> Bearers,
    ImmutableArray<string> Named,
    string? Actor,
    ImmutableArray<string> Sentences
);
