using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Cunju.Core.WorkRecords;

namespace Cunju.App.WorkRecords;

/// <summary>算到哪一期: where the day of a note will put it, found by judging the list with the note as if it were there. Nothing is guessed from names of lanes.</summary>
public sealed class LaneOf
{
    /// <summary>The field of the form that says which lane led to it, as <c>obligation@lane</c>.</summary>
    public const string Field = "For";

    private const string Trial = "trial";
    private readonly Visit visit;
    private readonly Unit unit;
    private readonly TaskList list;
    private readonly RecordBook book;
    private readonly RecordKind kind;
    private readonly NextRecord? next;
    private readonly Dictionary<DateOnly, ImmutableArray<Lane>> found = [];

    private LaneOf(Visit visit, Unit unit, TaskList list, RecordBook book, RecordKind kind, Lane? wanted)
    {
        (this.visit, this.unit, this.list, this.book, this.kind, Wanted) = (visit, unit, list, book, kind, wanted);
        next = wanted is null ? null : new Wanting(list, unit, book, visit.Today).For(wanted);
    }

    /// <summary>The lane that led here; null when the person chose the kind from the list.</summary>
    public Lane? Wanted { get; }

    /// <summary>Reads the records and finds the lane the form names.</summary>
    public static async Task<LaneOf> Ask(Visit visit, Unit unit, FormState form, RecordKind kind)
    {
        var list = visit.Cell.ListOn(visit.Today);
        var book = await Cell.RecordsFor(visit.Db, visit.Register, unit, list, visit.Cancel);
        var wanted = Evaluator
            .Concerning(kind.Id, list, visit.Register, unit, book, new(visit.Today, null, visit.Cell.Since))
            .FirstOrDefault(lane => $"{lane.Obligation.Id}@{lane.Name}" == form[Field]);
        return new(visit, unit, list, book, kind, wanted);
    }

    /// <summary>The form with today where today belongs to the wanted lane, and with the month whose books that lane shows. A past lane's day is the person's to say.</summary>
    public FormState Preset(FormState form)
    {
        if (Wanted is not { } lane)
        {
            return form;
        }

        if (form[nameof(NotingAct.On)].Length == 0 && form.Problems.IsEmpty && CountsOn(visit.Today) && !(lane.Due < visit.Today))
        {
            form = form.With(nameof(NotingAct.On), $"{visit.Today:yyyy-MM-dd}");
        }

        // What is posted in a month are the books of the month before it: those of the month itself are not closed.
        if (
            Vocabulary.AskedOf(kind).Index().FirstOrDefault(asked => asked.Item.Type == "month") is { Item: not null } month
            && form[WorkForm.Input(month.Index)].Length == 0
            && form.Problems.IsEmpty
            && DateOnly.TryParseExact($"{lane.Name}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        )
        {
            form = form.With(WorkForm.Input(month.Index), $"{first.AddMonths(-1):yyyy-MM}");
        }

        return form;
    }

    /// <summary>What is to be known before a day is chosen; null when no lane led here.</summary>
    public string? Range
    {
        get
        {
            if (Wanted is not { } lane)
            {
                return null;
            }

            var days = (lane.Opens, lane.Due) switch
            {
                ({ } opens, { } due) when opens == due => Words.Day(due, visit.Today),
                ({ } opens, { } due) => $"{Words.Day(opens, visit.Today)}到{Words.Day(due, visit.Today)}",
                (null, { } due) => $"{Words.Day(due, visit.Today)}以前",
                ({ } opens, null) => $"{Words.Day(opens, visit.Today)}以后",
                _ => null,
            };
            if (days is null || (lane.Opens is { } from && !CountsOn(from)) && !(lane.Due is { } last && CountsOn(last)))
            {
                return $"这次登记是为了「{Name(lane)}」。";
            }

            var late = lane.Due is { } end && end < visit.Today && CountsOn(end.AddDays(1)) ? "；过了这些天才办的也算，标为逾期完成" : "";
            return $"{days}之间办的，算「{Name(lane)}」{late}。";
        }
    }

    /// <summary>Where the day in the form will put the note; null while no day, or one that has not come, stands there.</summary>
    public (string Text, bool Elsewhere)? Says(FormState form)
    {
        if (
            !DateOnly.TryParseExact(
                form[nameof(NotingAct.On)],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            || day > visit.Today
        )
        {
            return null;
        }

        var lanes = LanesOn(day);
        var said = Words.Day(day, visit.Today);
        if (lanes.IsEmpty)
        {
            return Wanted is null ? null : ($"{said}的，不会算到「{Name(Wanted)}」。登记了也留着，只是不计入。", true);
        }

        var into = $"{said}的，会算到{string.Join("、", lanes.Take(3).Select(lane => $"「{Name(lane)}」"))}";
        return Wanted is not { } wanted || lanes.Any(lane => Same(lane, wanted))
            ? ($"{into}。", false)
            : ($"{into}，不算「{Name(wanted)}」。", true);
    }

    private bool CountsOn(DateOnly day) => day <= visit.Today && Wanted is { } wanted && LanesOn(day).Any(lane => Same(lane, wanted));

    /// <summary>A form asks of the same day several times; each is tried once.</summary>
    private ImmutableArray<Lane> LanesOn(DateOnly day) => found.TryGetValue(day, out var lanes) ? lanes : found[day] = Try(day);

    private ImmutableArray<Lane> Try(DateOnly day)
    {
        Record trial = new()
        {
            Id = Trial,
            Unit = unit.Id,
            Kind = kind.Id,
            On = day,
            EnteredOn = visit.Today,
            Case = next?.Case,
            Of = next?.Of,
            Fields = next?.Fields ?? ImmutableDictionary<string, FieldValue>.Empty,
            Source = RecordSource.WorkRecord,
        };
        var lanes = Evaluator.Concerning(
            kind.Id,
            list,
            visit.Register,
            unit,
            new(book.All.Append(trial)),
            new(visit.Today, null, visit.Cell.Since)
        );
        // A lane that the note itself would open is what it asks for, not what it counts for.
        return [.. lanes.Where(lane => lane.Name != Trial && lane.Records.Contains(Trial))];
    }

    private string Name(Lane lane) => $"{Words.Lane(lane.Name, book, list)} · {lane.Obligation.Title}";

    private static bool Same(Lane one, Lane other) => one.Obligation.Id == other.Obligation.Id && one.Name == other.Name;
}
