using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Tests.Assemblies;
using Xunit;

namespace Cunju.Tests.Procedures;

/// <summary>One act asked of one table, without tables and pages: for what a guard says.</summary>
internal sealed record Asking(IProcedure Table, Unit Unit, DateOnly Day, Known Known)
{
    /// <summary>Permissions beside those of the table.</summary>
    public Permission[] Also { get; init; } = [];

    /// <summary>Who acts.</summary>
    public string Account { get; init; } = "account";

    /// <summary>Asks with every permission the table knows, as the organisation the step is for.</summary>
    public Outcome<Decision> Ask(Act act, Case? @case = null)
    {
        var step = Table.Steps.Single(step => step.Act == act.GetType());
        var organisation = step.Reach switch
        {
            Reach.Own => Unit.Id,
            Reach.Below => Unit.ParentOn(Day)!,
            Reach.District => TestCell.District,
        };
        var ids = 0;
        return Table.Decide(
            @case,
            act,
            new(
                new(
                    Account,
                    organisation,
                    [.. Table.Steps.Select(each => each.Permission).Concat(Also).Select(permission => permission.Id)]
                ),
                Unit,
                Day,
                ChinaTime.StartOf(Day).AddHours(9),
                MeetingScene.Law,
                Known,
                () => $"id-{++ids}"
            )
        );
    }

    public TCase Done<TCase>(Act act, Case? @case = null)
        where TCase : Case
    {
        var outcome = Ask(act, @case);
        Assert.True(outcome.IsDone, string.Join('\n', outcome.Refusals));
        return (TCase)outcome.Value.After;
    }

    /// <summary>The one refusal, in Chinese and at the field it is about.</summary>
    public void Refuses(string code, string? field, Act act, Case? @case = null)
    {
        var refusal = Assert.Single(Ask(act, @case).Refusals);
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.EndsWith("。", refusal.Reason, StringComparison.Ordinal);
    }
}
