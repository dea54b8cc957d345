using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Readings;
using Cunju.Core.TaskLists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cunju.App.Readings;

/// <summary>One open reading as the list of them shows it.</summary>
/// <param name="Reading">The question with the answer that is taken now.</param>
/// <param name="Obligations">What depends on it.</param>
/// <param name="Sentences">The words of the source.</param>
/// <param name="Given">What was said to it; null when nothing was.</param>
public sealed record ReadingRow(
    Reading Reading,
    ImmutableArray<Obligation> Obligations,
    ImmutableArray<Sentence> Sentences,
    ReadingAnswer? Given
);

/// <summary>待明确事项 of one edition.</summary>
public sealed record ReadingList(TaskList List, ImmutableArray<TaskList> Editions, ImmutableArray<ReadingRow> Rows, bool MayAnswer);

/// <summary>One reading being answered: what can be said, what it would change, and then the button.</summary>
/// <param name="Option">The answer whose effect is shown; null before one is chosen, and for a withdrawal.</param>
/// <param name="Withdrawing">Whether the effect shown is that of a withdrawal.</param>
/// <param name="Effect">What would change; null before something is chosen.</param>
/// <param name="Townships">Those that can be named.</param>
public sealed record ReadingForm(
    TaskList List,
    ReadingRow Row,
    FormState Form,
    ReadingOption? Option,
    bool Withdrawing,
    Effect? Effect,
    ImmutableArray<Unit> Townships,
    bool MayAnswer
)
{
    /// <summary>What was named, in the order of the form, without empty lines.</summary>
    public ImmutableArray<string> Names => NamesOf(Form);

    /// <summary>The names that stand in a form.</summary>
    public static ImmutableArray<string> NamesOf(FormState form) =>
        form.Values.TryGetValue(nameof(AnsweringAct.Names), out var names)
            ? [.. names.Select(name => name.Trim()).Where(name => name.Length > 0)]
            : [];
}

/// <summary>待明确事项: the questions the list leaves open, and the issuer's answers.</summary>
public static class ReadingPages
{
    private static readonly Procedure<ReadingAnswer, ReadingState, ReadingFact> Table = ReadingProcedure.Table;

    /// <summary>The rows of the table the pages show as buttons.</summary>
    public static readonly Step Answering = Row<AnswerReading>(),
        Changing = Row<ChangeAnswer>(),
        Withdrawing = Row<WithdrawAnswer>();

    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(Table, Index);
        pages.Opening<AnswerReading>(Table, Opening);
        pages.Case<ReadingAnswer>(Table, Case);
    }

    private static Task<IResult> Index(Visit visit, Unit unit)
    {
        if (unit.KindOn(visit.Today) != UnitKind.Bureau)
        {
            return Task.FromResult(Pages.NotFound());
        }

        var asked = visit.Http.Request.Query["edition"].ToString();
        if ((asked.Length == 0 ? visit.Cell.ListOn(visit.Today) : visit.Cell.EditionOn(asked, visit.Today)) is not { } list)
        {
            return Task.FromResult(Pages.NotFound());
        }

        return Task.FromResult<IResult>(
            Show.Page<ReadingIndex, ReadingList>(
                visit,
                "待明确事项",
                new(
                    list,
                    visit.Cell.Data.Lists,
                    [.. list.Readings.Keys.Order(StringComparer.Ordinal).Select(reading => RowOf(visit, list, reading))],
                    visit.May(Answering, unit)
                )
            )
        );
    }

    private static async Task<IResult> Opening(Visit visit, Unit unit, FormState form)
    {
        var list = visit.Cell.EditionOn(form[nameof(AnswerReading.Edition)], visit.Today);
        var reading = form[nameof(AnswerReading.Reading)];
        if (list is null || !list.Readings.ContainsKey(reading))
        {
            return form.Problems.IsEmpty ? Results.Redirect($"/{unit.Id}/{Table.Name}") : await Index(visit, unit);
        }

        var row = RowOf(visit, list, reading);
        return row.Given is { } given
            ? Results.Redirect($"/{unit.Id}/{Table.Name}/{given.Number}")
            : await Form(visit, unit, list, row, form, withdrawing: false);
    }

    private static async Task<IResult> Case(Visit visit, Unit unit, ReadingAnswer answer, FormState? form)
    {
        if (visit.Cell.EditionOn(answer.Edition, visit.Today) is not { } list || !list.Readings.ContainsKey(answer.Reading))
        {
            return Pages.NotFound();
        }

        var query = visit.Http.Request.Query;
        form ??= new("", query.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.OfType<string>().ToImmutableArray()), []);
        var withdrawing = form.Verb == Withdrawing.Verb || query.ContainsKey("withdraw");
        return await Form(visit, unit, list, RowOf(visit, list, answer.Reading), form, withdrawing);
    }

    private static async Task<RazorComponentResult> Form(
        Visit visit,
        Unit unit,
        TaskList list,
        ReadingRow row,
        FormState form,
        bool withdrawing
    )
    {
        var option = withdrawing ? null : row.Reading.Option(form[nameof(AnsweringAct.Option)]);
        var names = option?.Asks is null ? [] : ReadingForm.NamesOf(form);
        // What was typed into the fields of another answer is not what this one names.
        form = form.With(nameof(AnsweringAct.Names), [.. names]);
        var enough = option is { IsWritten: true } && (option.Asks is not { } asks || names.Length >= (asks.Exactly ?? 1));
        Effect? effect = null;
        if (enough || withdrawing)
        {
            var edition = visit.Cell.Data.Editions.First(candidate => candidate.List.Edition == list.Edition);
            var said = visit.Cell.Standing.With(list.Edition, row.Reading.Id, option?.Id, names, visit.Today);
            effect = await Foresight.Of(visit.Cell, visit.Db, visit.Register, edition, said, visit.Today, visit.Cancel);
        }

        return Show.Page<ReadingPage, ReadingForm>(
            visit,
            $"{row.Reading.Id} {row.Reading.About}",
            new(
                list,
                row,
                form,
                option,
                withdrawing,
                effect,
                [.. visit.Register.Under(unit.Id, visit.Today).Where(below => below.KindOn(visit.Today) == UnitKind.Township)],
                visit.May(Answering, unit)
            )
        );
    }

    private static ReadingRow RowOf(Visit visit, TaskList list, string reading)
    {
        var depending = list.DependingOn(reading).ToImmutableArray();
        return new(
            list.Readings[reading],
            depending,
            [.. depending.SelectMany(obligation => obligation.Cite).Distinct().Select(id => list.Sentences[id])],
            visit.Cell.Standing.Answers.FirstOrDefault(answer => answer.Edition == list.Edition && answer.Reading == reading)
        );
    }

    private static Step Row<TAct>() => Table.Steps.Single(step => step.Act == typeof(TAct));
}
