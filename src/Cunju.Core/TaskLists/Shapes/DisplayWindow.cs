using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>公示时限: what was put up stays up (公开栏内容保留10日以上). The form of <see cref="FollowUp"/> that asks for no answer.</summary>
/// <remarks>The day of putting up is not counted: 15 January + 10 days = up to and including 25 January. The number in force on the day it was put up decides.</remarks>
public sealed record DisplayWindow : Shape
{
    /// <summary>What is put up.</summary>
    public required Trigger When { get; init; }

    /// <summary>The field with the last day on display; absent = still up.</summary>
    public required string Until { get; init; }

    /// <summary>How many days or months.</summary>
    public required Setting AtLeast { get; init; }

    /// <summary>Whether <see cref="AtLeast"/> counts months: to the corresponding day, or the month's last.</summary>
    public bool InMonths { get; init; }

    /// <inheritdoc/>
    public override string Title => "公示时限";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => When.Kinds;

    /// <inheritdoc/>
    public override bool StartsFromRecords => true;

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list) => [(InMonths ? "至少月数" : "至少日数", AtLeast)];

    /// <summary><c>keeps: { field, at-least-days | at-least-months }</c>; the day of putting up is never counted; and, said aloud, <c>breach: taken-down-early</c>.</summary>
    internal static DisplayWindow Read(MapReader map, ShapeContext context, Trigger trigger)
    {
        map.Says("breach", "taken-down-early");
        var keeps = map.Map("keeps")!;
        _ = keeps.Word("from", new Dictionary<string, bool> { ["day-after"] = true }, true);
        var months = keeps.Has("at-least-months");
        DisplayWindow window = new()
        {
            When = trigger,
            Until = keeps.OptionalText("field") ?? "until",
            InMonths = months,
            AtLeast = context.Number(keeps, months ? "at-least-months" : "at-least-days") ?? Setting.Of(0),
        };
        if (!months)
        {
            _ = keeps.Required("at-least-days");
        }

        keeps.Done();
        return window;
    }

    /// <summary>What hangs has only to hang on; where nothing hangs yet, something must be put up first.</summary>
    internal override NextRecord? Wants(Lane lane, Wanting at) => at.Book.Find(lane.Name) is null ? new(When.Kinds[0]) : null;

    /// <summary>What was put up in the year; how long it hung is said in the same record, and what replaced it is an answer to it.</summary>
    internal override Sight LooksAt(TaskList list) => Sight.OfYear(list.Year);

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        var postings = When.In(question).ToList();
        foreach (var posting in postings)
        {
            var due = LastDay(posting.On, question.List);
            var until = posting.Field(Until)?.Day;
            if (postings.Find(other => Replaces(other, posting, until, due)) is { } correction)
            {
                yield return new(posting.Id, Status.NotApplicable)
                {
                    Because = $"{ChinaTime.Say(correction.On)}更正后重新张贴，时限从新的一份起算",
                };
                continue;
            }

            var takenDown = until < due && question.AsOf > until;
            var again = takenDown ? postings.Find(other => IsAgain(other, posting, until!.Value, due)) : null;
            var status =
                takenDown ? Status.Breached
                : question.AsOf <= due ? Status.OnTrack
                : Status.Met;
            yield return new(posting.Id, status)
            {
                Have = status == Status.Met ? 1 : 0,
                Need = 1,
                Opens = posting.On,
                Due = due,
                Counted = [posting],
                Notes = again is null ? [] : ["已重新公布"],
                Because = takenDown
                    ? $"应保留到{ChinaTime.Say(due)}，{ChinaTime.Say(until!.Value)}后即撤下"
                        + (again is null ? "" : $"，{ChinaTime.Say(again.On)}已重新公布")
                    : null,
            };
        }
    }

    /// <summary>Time alone runs it out; nobody has to be reminded.</summary>
    internal override int? LeadOf(Verdict verdict, TaskList list) => null;

    internal override string Say(Verdict verdict, Question question) =>
        verdict.Status == Status.Met
            ? $"{ChinaTime.Say(verdict.Opens!.Value)}公布，已保留到{ChinaTime.Say(verdict.Due!.Value)}"
            : $"{ChinaTime.Say(verdict.Opens!.Value)}公布，应保留到{ChinaTime.Say(verdict.Due!.Value)}";

    internal override string? Missing(Verdict verdict) => null;

    /// <summary>应保留到: the last day that what was put up on that day must stay up.</summary>
    public DateOnly LastDay(DateOnly on, TaskList list)
    {
        var least = AtLeast.Number(list, on);
        return InMonths ? on.AddMonths(least) : on.AddDays(least);
    }

    /// <summary>A correction of the same period put up on the day the old one came down (or while it is not known to have come down) is not taking down.</summary>
    private static bool Replaces(Record other, Record posting, DateOnly? until, DateOnly due) =>
        other.Of == posting.Id && other.On >= posting.On && other.On <= due && (until is null || other.On == until);

    private static bool IsAgain(Record other, Record posting, DateOnly until, DateOnly due) =>
        other.Id != posting.Id
        && other.On >= until
        && (
            other.Of == posting.Id
            || (other.Case is not null && other.Case == posting.Case)
            || (other.Kind == posting.Kind && other.On <= due)
        );
}
