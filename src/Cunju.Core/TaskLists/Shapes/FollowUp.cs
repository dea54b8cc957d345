using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>跟进: after each trigger an answer within some days (会议后7日内登记工作簿；出缺后补充). The form without an answer, that something stays on display,
/// is <see cref="DisplayWindow"/>.</summary>
public sealed record FollowUp : Shape
{
    /// <summary>What starts a lane.</summary>
    public required Trigger When { get; init; }

    /// <summary>The kind of record that answers.</summary>
    public required string Then { get; init; }

    /// <summary>Whether the answer shares the trigger's case; otherwise it names the trigger's id.</summary>
    public bool ByCase { get; init; }

    /// <summary>How many days after the trigger's day the answer is in time.</summary>
    public required Setting Within { get; init; }

    /// <summary>The record book the answer must be in, by kind of unit; an answer that does not say is taken to be in the right one.</summary>
    public ByKind Book { get; init; } = ByKind.None;

    /// <inheritdoc/>
    public override string Title => "跟进";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => [.. When.Kinds, Then];

    /// <inheritdoc/>
    public override bool StartsFromRecords => true;

    /// <inheritdoc/>
    public override ImmutableArray<string> OwnKinds => When.Below ? [Then] : Kinds;

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list) => [("应在几日内", Within)];

    /// <summary><c>trigger</c> · <c>trigger-when: { field: value }</c> · <c>trigger-in: subordinate-units</c> · <c>then</c> · <c>link: of | case</c> ·
    /// <c>within-days</c> · <c>book</c> (one, or by kind of unit); or, for a display window, <c>keeps</c>.</summary>
    public static Shape Read(MapReader map, ShapeContext context)
    {
        var trigger = Trigger.Read(map, context);
        if (map.Has("keeps"))
        {
            return DisplayWindow.Read(map, context, trigger);
        }

        _ = map.Required("within-days");
        var book = ByKind.Read(map, "book");
        foreach (
            var unknown in book
                .ForKind.Values.SelectMany(words => words)
                .Concat(book.ForAll)
                .Where(word => !context.Books.ContainsKey(word))
        )
        {
            map.Findings.Unknown(map.Where("book"), $"{map.What}的簿册", unknown, context.Books.Keys.Order(StringComparer.Ordinal));
        }

        return new FollowUp
        {
            When = trigger,
            Then = context.Kind(map, "then"),
            ByCase = map.Word("link", new Dictionary<string, bool> { ["of"] = false, ["case"] = true }, false),
            Within = context.Number(map, "within-days") ?? Setting.Of(0),
            Book = book,
        };
    }

    /// <summary>The answer to the trigger whose lane it is; where nothing was triggered yet, the trigger itself if the unit makes it.</summary>
    internal override NextRecord? Wants(Lane lane, Wanting at)
    {
        if (at.Book.Find(lane.Name) is not { } trigger)
        {
            return When.Below ? null : When.Where.Aggregate(new NextRecord(When.Kinds[0]), With);
        }

        NextRecord next = new(Then) { Case = trigger.Case, Of = ByCase ? null : trigger.Id };
        return Book.For(at.Kind) is [var book, ..] ? next.With("book", FieldValue.Of(book)) : next;

        static NextRecord With(NextRecord next, Condition condition) => next.With(condition.Field, FieldValue.Of(condition.Value));
    }

    /// <summary>An answer that names its trigger comes with it; one that only shares its case is looked for as long as it may come.</summary>
    internal override Sight LooksAt(TaskList list) => Sight.OfYear(list.Year) with { Later = ByCase ? [Then] : [] };

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        foreach (var trigger in When.In(question))
        {
            var days = Within.Number(question.List, trigger.On);
            var due = trigger.On.AddDays(days);
            var answers = Answers(trigger, question).Where(answer => Counts(answer, trigger, question)).ToList();
            foreach (var later in answers.Skip(1))
            {
                question.Why?.PassOver(later, "已有更早的跟进", trigger.Id);
            }

            var status =
                answers.Count == 0 ? question.Waiting(due, trigger.On, Lead(days, question.List)) : question.Done(answers[0].On, due);
            yield return new(trigger.Id, status)
            {
                Have = answers.Count == 0 ? 0 : 1,
                Need = 1,
                Opens = trigger.On,
                Due = due,
                Counted = answers.Count == 0 ? [] : [answers[0]],
                Because =
                    answers.Count == 0
                        ? $"{ChinaTime.Say(trigger.On)}的{Named(trigger, question)}之后{days}日内应有{Named(Then, question)}，尚无"
                        : null,
            };
        }
    }

    /// <summary>A last third of the days, and never more than the list's lead: fourteen days before the end of seven there was nothing to follow yet.</summary>
    internal override int? LeadOf(Verdict verdict, TaskList list) =>
        Lead(verdict.Due!.Value.DayNumber - verdict.Opens!.Value.DayNumber, list);

    internal override string Say(Verdict verdict, Question question) =>
        $"应在{ChinaTime.Say(verdict.Due!.Value)}前跟进，已于{ChinaTime.Say(verdict.Counted[0].On)}{Named(Then, question)}";

    internal override string? Missing(Verdict verdict) => verdict.Have < verdict.Need ? "还差跟进记录" : null;

    private static int Lead(int days, TaskList list) => Math.Min(list.LeadDays, days / 3);

    private static string Named(string kind, Question question) =>
        question.List.Kinds.TryGetValue(kind, out var known) ? known.Title : kind;

    private static string Named(Record record, Question question) => Named(record.Kind, question);

    private IEnumerable<Record> Answers(Record trigger, Question question) =>
        ByCase ? question.Records([Then]).Where(answer => IsOfCase(answer, trigger, question)) : question.Docket.Answers(trigger, Then);

    /// <summary>What says no case follows nothing: two that are silent are not of one matter.</summary>
    private static bool IsOfCase(Record answer, Record trigger, Question question)
    {
        if (answer.Case is null)
        {
            question.Why?.PassOver(answer, "没有写明是哪一件", trigger.Id);
        }

        return answer.Case is not null && answer.Case == trigger.Case;
    }

    private bool Counts(Record answer, Record trigger, Question question)
    {
        if (answer.On < trigger.On)
        {
            question.Why?.PassOver(answer, $"在{ChinaTime.Say(trigger.On)}之前", trigger.Id);
            return false;
        }

        var books = Book.For(question.Unit.KindOn(trigger.On));
        if (!books.IsEmpty && !books.Any(book => new Condition("book", book).IsNotDeniedBy(answer)))
        {
            question.Why?.PassOver(
                answer,
                $"登记在另一本簿册，应为{Words.List(books.Select(book => question.List.Titles.GetValueOrDefault(book, book)))}",
                trigger.Id
            );
            return false;
        }

        return true;
    }
}

/// <summary>触发: the records that start a lane.</summary>
/// <param name="Kinds">Their kinds.</param>
/// <param name="Where">What they must say.</param>
/// <param name="Below">Whether they are records of the units under this one, rather than its own.</param>
public sealed record Trigger(ImmutableArray<string> Kinds, ImmutableArray<Condition> Where, bool Below)
{
    internal static Trigger Read(MapReader map, ShapeContext context) =>
        new(
            context.KindsOf(map, "trigger"),
            Condition.Read(map, "trigger-when"),
            map.Word("trigger-in", new Dictionary<string, bool> { ["own"] = false, ["subordinate-units"] = true }, false)
        );

    /// <summary>The triggers of the year that the unit had to answer, by day and id.</summary>
    internal IEnumerable<Record> In(Question question)
    {
        var seen = Below ? Kinds.SelectMany(question.Docket.Below) : question.Records(Kinds);
        foreach (var trigger in seen)
        {
            if (!question.Year.Contains(trigger.On))
            {
                continue;
            }

            if (Where.FirstOrDefault(condition => !condition.HoldsFor(trigger)) is { } failed)
            {
                question.Why?.PassOver(trigger, $"{Words.Denies(question.List, trigger, failed)}，无须跟进");
            }
            else if (question.Bears(trigger.On))
            {
                yield return trigger;
            }
        }
    }
}
