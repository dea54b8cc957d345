using System.Collections.Immutable;
using System.Diagnostics;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.App.TaskLists;
using Cunju.App.Watching;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;

namespace Cunju.App.Boards;

/// <summary>One unit's board as of two days, with what the pages need to name, explain and start things.</summary>
public sealed class Question
{
    private readonly Judgement judgement;
    private readonly Dictionary<string, RecordRow> made;

    private Question(
        Visit visit,
        Register register,
        Unit unit,
        Occurrence at,
        TaskList list,
        RecordBook book,
        Dictionary<string, RecordRow> made
    )
    {
        (Visit, Unit, At, List, Book, this.made) = (visit, unit, at, list, book, made);
        var began = Stopwatch.GetTimestamp();
        judgement = new(list, register, unit, book, at);
        Meters.Evaluated(Stopwatch.GetElapsedTime(began));
    }

    public Visit Visit { get; }

    public Unit Unit { get; }

    public Occurrence At { get; }

    public TaskList List { get; }

    public RecordBook Book { get; }

    public Scoreboard Board => judgement.Board;

    /// <summary>Whether the question is about now, so that buttons make sense.</summary>
    public bool IsNow => At.AsOf == Visit.Today && At.KnownAt is null;

    /// <summary>About now.</summary>
    public static Task<Question> Ask(Visit visit, Unit unit) => Ask(visit, visit.Register, unit, visit.Today, null);

    /// <summary>About two days; null where, as known then, the unit did not stand in the register.</summary>
    public static async Task<Question?> Ask(Visit visit, Unit unit, TwoDays days)
    {
        var register = await visit.RegisterAt(days.KnownAt);
        return register.Find(unit.Id) is { } known ? await Ask(visit, register, known, days.AsOf, days.KnownAt) : null;
    }

    /// <summary>Reads the records once and judges. The list is read in the words of the unit as it was known then.</summary>
    private static async Task<Question> Ask(Visit visit, Register register, Unit unit, DateOnly asOf, DateOnly? knownAt)
    {
        var list = visit.Cell.ListFor(unit, asOf, knownAt);
        var rows = await Cell.RowsFor(visit.Db, register, unit, list, visit.Cancel);
        return new(
            visit,
            register,
            unit,
            new(asOf, knownAt, visit.Cell.Since),
            list,
            new(rows.ToRecords()),
            rows.ToDictionary(row => row.Id, StringComparer.Ordinal)
        );
    }

    /// <summary>The page of the case that made a record; null when it is not among the unit's.</summary>
    public string? CaseOf(string record) =>
        made.TryGetValue(record, out var row) && (row.Unit == Unit.Id || row.CaseUnit == Unit.Id) ? AddressOf(row) : null;

    /// <summary>Why a lane stands where it stands.</summary>
    public LaneExplanation Why(Lane lane) => Explain(lane.Obligation).Lanes.First(explanation => explanation.Lane.Name == lane.Name);

    /// <summary>Why an obligation stands where it stands.</summary>
    public Explanation Explain(Obligation obligation) => judgement.Explain(obligation);

    /// <summary>The same in half a sentence, without the status and the final 。</summary>
    public string ReasonOf(Lane lane) => judgement.ReasonOf(lane);

    /// <summary>The one button that starts what a lane lacks; null when nothing can be started, or not by this person.</summary>
    public Start? StartOf(Lane lane)
    {
        if (!IsNow || lane.IsSettled)
        {
            return null;
        }

        if (new Wanting(List, Unit, Book, Visit.Today).For(lane) is not { } next)
        {
            return null;
        }

        var starter = Modules.StarterOf(next.Kind);
        // What no institution begins, and a case's own record asks for, is the next step of that case: the township examines what was filed where it was filed.
        if (starter.Kinds.IsEmpty && next.Of is { } asked && made.TryGetValue(asked, out var row) && IsMadeIn(row, next.Kind) is { } owner)
        {
            // Whoever owes it for another unit's case takes the steps of those above.
            return owner.Steps.Any(step =>
                !step.Opens
                && (row.CaseUnit == Unit.Id || step.Reach != Reach.Own)
                && Visit.May(step, Visit.Register.Find(row.CaseUnit) ?? Unit)
            )
                ? new(AddressOf(row), "去办理")
                : null;
        }

        if (Visit.Actor is not { } actor || !Visit.May(starter.Step, Unit) || !starter.MayBegin(next, actor.Permissions))
        {
            return null;
        }

        if (starter.OncePerLane && lane.Records.Select(CaseOf).OfType<string>().FirstOrDefault() is { } running)
        {
            return new(running, "去补正");
        }

        var late = lane.Status == Status.Overdue && lane.Due < Visit.Today;
        return new(starter.Address(Unit, next), late && starter.LabelWhenLate is { } label ? label : starter.Label);
    }

    /// <summary>An address that keeps the two days of the question.</summary>
    public string Address(string path, params ReadOnlySpan<(string Name, string? Value)> query) => TwoDays.Address(Visit, At, path, query);

    private static string AddressOf(RecordRow row) => $"/{row.CaseUnit}/{row.CaseProcedure}/{row.CaseNumber}";

    /// <summary>The procedure whose case made the record, when it makes such records as well; a mere note is answered by a note.</summary>
    private static IProcedure? IsMadeIn(RecordRow row, string kind) =>
        row.Source != RecordSource.WorkRecord && Modules.Procedure(row.CaseProcedure) is { } procedure && procedure.Kinds.Contains(kind)
            ? procedure
            : null;
}

/// <summary>A button: where it leads and what it says.</summary>
public sealed record Start(string Address, string Label);
