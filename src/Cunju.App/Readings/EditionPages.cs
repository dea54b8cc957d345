using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Readings;
using Cunju.Core.TaskLists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cunju.App.Readings;

/// <summary>An edition and what was said about it.</summary>
public sealed record EditionRow(TaskList Written, TaskList Now, EditionIssue? Issue);

/// <summary>The editions.</summary>
public sealed record EditionList(ImmutableArray<EditionRow> Rows, bool MayIssue);

/// <summary>An edition being put in force: the day, what it would change, and then the button.</summary>
/// <param name="From">The day whose effect is shown; null before one is given, and for a withdrawal.</param>
/// <param name="Withdrawing">Whether the effect shown is that of a withdrawal.</param>
/// <param name="Effect">What would change; null before a day is given.</param>
public sealed record EditionForm(EditionRow Row, FormState Form, DateOnly? From, bool Withdrawing, Effect? Effect, bool MayIssue);

/// <summary>清单生效: from a draft carried over to an edition in force.</summary>
public static class EditionPages
{
    private static readonly Procedure<EditionIssue, EditionIssueState, EditionFact> Table = EditionProcedure.Table;

    /// <summary>The rows of the table the pages show as buttons.</summary>
    public static readonly Step Issuing = Row<PutInForce>(),
        Again = Row<PutInForceAgain>(),
        Withdrawing = Row<WithdrawEdition>();

    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(Table, Index);
        pages.Opening<PutInForce>(Table, Opening);
        pages.Case<EditionIssue>(Table, Case);
    }

    private static Task<IResult> Index(Visit visit, Unit unit) =>
        Task.FromResult(
            unit.KindOn(visit.Today) != UnitKind.Bureau
                ? Pages.NotFound()
                : Show.Page<EditionIndex, EditionList>(
                    visit,
                    "清单",
                    new([.. visit.Cell.Data.Lists.Select(list => RowOf(visit, list.Edition)!)], visit.May(Issuing, unit))
                )
        );

    private static async Task<IResult> Opening(Visit visit, Unit unit, FormState form) =>
        RowOf(visit, form[nameof(PutInForce.Edition)]) switch
        {
            null => Results.Redirect($"/{unit.Id}/{Table.Name}"),
            { Issue: { } issue } => Results.Redirect($"/{unit.Id}/{Table.Name}/{issue.Number}"),
            { Written.Status: not EditionStatus.Carried } => Results.Redirect($"/{unit.Id}/{Table.Name}"),
            var row => await Form(visit, unit, row, form, withdrawing: false),
        };

    private static async Task<IResult> Case(Visit visit, Unit unit, EditionIssue issue, FormState? form)
    {
        if (RowOf(visit, issue.Edition) is not { } row)
        {
            return Pages.NotFound();
        }

        var query = visit.Http.Request.Query;
        form ??= new("", query.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.OfType<string>().ToImmutableArray()), []);
        return await Form(visit, unit, row, form, form.Verb == Withdrawing.Verb || query.ContainsKey("withdraw"));
    }

    private static async Task<RazorComponentResult> Form(Visit visit, Unit unit, EditionRow row, FormState form, bool withdrawing)
    {
        DateOnly? from =
            !withdrawing
            && DateOnly.TryParseExact(
                form[nameof(PutInForce.From)],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            && row.Written.InForce.Contains(day)
                ? day
                : null;
        Effect? effect = null;
        if (from is not null || withdrawing)
        {
            var edition = visit.Cell.Data.Editions.First(candidate => candidate.List.Edition == row.Written.Edition);
            var said = visit.Cell.Standing.With(row.Written.Edition, from, visit.Today);
            effect = await Foresight.Of(visit.Cell, visit.Db, visit.Register, edition, said, visit.Today, visit.Cancel);
        }

        return Show.Page<EditionPage, EditionForm>(
            visit,
            $"{row.Written.Year}年清单",
            new(row, form, from, withdrawing, effect, visit.May(Issuing, unit))
        );
    }

    private static EditionRow? RowOf(Visit visit, string edition) =>
        visit.Cell.EditionOn(edition, visit.Today) is { } now
            ? new(
                visit.Cell.Data.Lists.First(list => list.Edition == edition),
                now,
                visit.Cell.Standing.Issues.FirstOrDefault(issue => issue.Edition == edition)
            )
            : null;

    private static Step Row<TAct>() => Table.Steps.Single(step => step.Act == typeof(TAct));
}
