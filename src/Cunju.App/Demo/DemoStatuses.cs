using System.Collections.Immutable;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Demo;

/// <summary>一览: how the made year stands by obligation, counted in units; so that whoever changes the story sees what became of it.</summary>
public static class DemoStatuses
{
    /// <summary>For each obligation of the list, how many organisations stand where; those it does not concern are left out.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="whose">Which organisations.</param>
    /// <param name="cancel">Stops.</param>
    public static async Task<ImmutableArray<(Obligation Obligation, ImmutableSortedDictionary<Status, int> Counts)>> Of(
        Cell cell,
        Func<Unit, bool> whose,
        CancellationToken cancel
    )
    {
        await using var db = cell.Open();
        var register = await cell.Register(db, cancel);
        var list = cell.ListOn(cell.Today);
        var counted = list.Obligations.ToDictionary(obligation => obligation.Id, _ => ImmutableSortedDictionary<Status, int>.Empty);
        foreach (var unit in register.All.Where(unit => unit.ExistsOn(cell.Today) && whose(unit)))
        {
            var book = await Cell.RecordsFor(db, register, unit, list, cancel);
            var board = Evaluator.Evaluate(list, register, unit, book, new(cell.Today, null, cell.Since));
            foreach (var lanes in board.Lanes.GroupBy(lane => lane.Obligation.Id))
            {
                var status = Scoreboard.RollUp(lanes.Select(lane => lane.Status));
                if (status != Status.NotApplicable)
                {
                    counted[lanes.Key] = counted[lanes.Key].SetItem(status, counted[lanes.Key].GetValueOrDefault(status) + 1);
                }
            }
        }

        return [.. list.Obligations.Select(obligation => (obligation, counted[obligation.Id]))];
    }
}
