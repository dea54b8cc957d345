using System.Collections.Immutable;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.Readings;
using Cunju.Core.TaskLists;

namespace Cunju.App.Readings;

/// <summary>An effect with all it was found from.</summary>
internal sealed record Foreseen(string Asked, TaskList Now, Register Register, RecordBook Records, Effect Effect);

/// <summary>先看影响: what an answer would change today, found by judging the whole district twice.</summary>
public static class Foresight
{
    /// <summary>The effect of saying something more.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="db">Where the records are read.</param>
    /// <param name="register">The units.</param>
    /// <param name="edition">The edition spoken of.</param>
    /// <param name="said">What would have been said then.</param>
    /// <param name="today">Today; an edition of another year is judged on its own nearest day.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<Effect> Of(
        Cell cell,
        CunjuDb db,
        Register register,
        ListReading edition,
        Standing said,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var name = edition.List.Edition;
        var day = DayOf(edition, cell.Standing, said, today);
        var now = cell.EditionOn(name, day)!;
        var records = await cell.AllRecords(db, now, cancel);
        // The one who signs has just looked, and holds up all other writers: as long as neither the records nor the register have moved on, it is still the same.
        var asked = $"{name} {day:yyyy-MM-dd} {said.InForceFrom(name, null):yyyy-MM-dd} {CellJson.Write(said.To(name, null))}";
        if (
            cell.Foreseen is { } kept
            && kept.Asked == asked
            && ReferenceEquals(kept.Now, now)
            && ReferenceEquals(kept.Register, register)
            && ReferenceEquals(kept.Records, records)
        )
        {
            return kept.Effect;
        }

        // An answer may move days and with them what the list looks at; each is judged on what it sees itself.
        var then = said.Read(edition, day, null);
        var effect = Effect.Between(Boards(now, records), Boards(then, await cell.AllRecords(db, then, cancel))) with { Day = day };
        cell.Foreseen = new(asked, now, register, records, effect);
        return effect;

        IEnumerable<Scoreboard> Boards(TaskList list, RecordBook book) =>
            register.All.Select(unit => Evaluator.Evaluate(list, register, unit, book, new(day, null, cell.Since)));
    }

    /// <summary>The day on which an effect is judged: today; of an edition of another year its nearest day. An edition that begins later changes nothing today, and neither
    /// does taking it back or putting it off; what changes is seen on the first day on which it would have begun.</summary>
    private static DateOnly DayOf(ListReading edition, Standing now, Standing said, DateOnly today)
    {
        var days = edition.List.InForce;
        var day =
            today < days.First ? days.First
            : today > days.Last ? days.Last
            : today;
        var (holds, would) = (now.InForceFrom(edition.List.Edition, null), said.InForceFrom(edition.List.Edition, null));
        var from = holds < would || would is null ? holds : would;
        return from > day && from <= days.Last ? from.Value : day;
    }

    /// <summary>What would have been said with one answer more; null option = withdrawn.</summary>
    public static Standing With(
        this Standing standing,
        string edition,
        string reading,
        string? option,
        ImmutableArray<string> names,
        DateOnly on
    )
    {
        GivenAnswer given = new(on, option, names, "", 0, 0);
        var known = standing.Answers.FirstOrDefault(answer => answer.Edition == edition && answer.Reading == reading);
        return standing with
        {
            Answers = known is null
                ? standing.Answers.Add(
                    new()
                    {
                        Edition = edition,
                        Reading = reading,
                        Given = [given],
                    }
                )
                : standing.Answers.Replace(known, known with { Given = known.Given.Add(given) }),
        };
    }

    /// <summary>What would have been said with one edition more in force; null = withdrawn.</summary>
    public static Standing With(this Standing standing, string edition, DateOnly? from, DateOnly on)
    {
        GivenForce given = new(on, from, "", 0, 0);
        var known = standing.Issues.FirstOrDefault(issue => issue.Edition == edition);
        return standing with
        {
            Issues = known is null
                ? standing.Issues.Add(new() { Edition = edition, Given = [given] })
                : standing.Issues.Replace(known, known with { Given = known.Given.Add(given) }),
        };
    }
}
