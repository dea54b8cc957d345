using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>案卷: the records one unit is judged on, as seen on two days: its own, those that answer one of its own, and — asked for separately — those of the
/// units under it. Built once per unit and shared by all obligations.</summary>
internal sealed class Docket
{
    private const string Retraction = "fact.retracted";
    private const string Correction = "fact.corrected";

    private readonly Register register;
    private readonly Unit unit;
    private readonly RecordBook book;
    private readonly Occurrence at;
    private readonly Dictionary<string, List<Record>> seen = new(StringComparer.Ordinal);

    public Docket(Register register, Unit unit, RecordBook book, Occurrence at)
    {
        (this.register, this.unit, this.book, this.at) = (register, unit, book, at);
        var own = book.Of(unit.Id).Where(Sees).ToList();
        foreach (var record in own.Concat(own.SelectMany(AnswersOfOthers).Where(Sees)))
        {
            if (!seen.TryGetValue(record.Kind, out var sameKind))
            {
                seen[record.Kind] = sameKind = [];
            }

            sameKind.Add(record);
        }

        foreach (var sameKind in seen.Values)
        {
            sameKind.Sort(ByDayThenId);
        }
    }

    public static int ByDayThenId(Record one, Record other) =>
        one.On != other.On ? one.On.CompareTo(other.On) : string.CompareOrdinal(one.Id, other.Id);

    /// <summary>What is seen of that kind, by day and id.</summary>
    public IReadOnlyList<Record> Of(string kind) => seen.TryGetValue(kind, out var records) ? records : [];

    /// <summary>The record of that id, seen or not; null when there is none.</summary>
    public Record? Find(string? id) => id is null ? null : book.Find(id);

    /// <summary>What is seen of that kind and answers that record: by anyone when the record is the unit's own, else only what the unit itself answered.</summary>
    public IEnumerable<Record> Answers(Record to, string kind) =>
        book.Answering(to.Id)
            .Where(answer => answer.Kind == kind && (to.Unit == unit.Id || answer.Unit == unit.Id) && Sees(answer))
            .OrderBy(answer => answer.On)
            .ThenBy(answer => answer.Id, StringComparer.Ordinal);

    /// <summary>What is seen of that kind in the units that were under this one on the record's own day.</summary>
    public IEnumerable<Record> Below(string kind) =>
        register
            .All.Where(other => other.Id != unit.Id && WasEverBelow(other))
            .SelectMany(other => book.Of(other.Id).Where(record => record.Kind == kind && IsBelow(other, record.On)))
            .Where(Sees);

    /// <summary>Everything of those kinds the unit might point to, seen or not, by day and id.</summary>
    public IEnumerable<Record> Candidates(IEnumerable<string> kinds)
    {
        var wanted = kinds.ToHashSet(StringComparer.Ordinal);
        return book.Of(unit.Id)
            .Concat(book.Of(unit.Id).SelectMany(AnswersOfOthers))
            .Where(record => wanted.Contains(record.Kind))
            .OrderBy(record => record.On)
            .ThenBy(record => record.Id, StringComparer.Ordinal);
    }

    /// <summary>Why a record is not seen, in Chinese; null when it is.</summary>
    public string? WhyUnseen(Record record)
    {
        if (record.On > at.AsOf)
        {
            return $"发生在{ChinaTime.Say(record.On)}，晚于截至日{ChinaTime.Say(at.AsOf)}";
        }

        if (record.KnownFrom > at.KnownAt)
        {
            return $"{ChinaTime.Say(record.KnownFrom)}才登记，{ChinaTime.Say(at.KnownAt.Value)}时尚不知悉";
        }

        return Closing(record, []) switch
        {
            null => null,
            { Kind: Correction } closing =>
                $"已于{ChinaTime.Say(closing.KnownFrom)}{(InsteadOf(record) is { } now && Completes(now, record) ? "补全" : "更正")}",
            var closing => $"已于{ChinaTime.Say(closing.KnownFrom)}撤回",
        };
    }

    /// <summary>What stands instead of a corrected record; null when nothing does.</summary>
    public Record? InsteadOf(Record record) => Closing(record, []) is { Kind: Correction } closing ? Find(closing.Field("by")?.Text) : null;

    /// <summary>Whether a record only says more than the one it stands for: a proof that came later, the day something was taken down.</summary>
    private static bool Completes(Record now, Record old) =>
        (now.Kind, now.On, now.Case, now.Of) == (old.Kind, old.On, old.Case, old.Of)
        && old.Fields.All(field => now.Field(field.Key)?.Text == field.Value.Text)
        && old.Evidence.All(now.Evidence.Contains);

    private IEnumerable<Record> AnswersOfOthers(Record own) => book.Answering(own.Id).Where(answer => answer.Unit != unit.Id);

    private bool Sees(Record record) => record.On <= at.AsOf && IsKnown(record) && Closing(record, []) is null;

    private bool IsKnown(Record record) => at.KnownAt is not { } knownAt || record.KnownFrom <= knownAt;

    /// <summary>What closes a record: a retraction or correction that is known and not itself closed. Closing is a matter of knowing, not of happening, so the
    /// day a retraction was entered decides and 截至日 does not: “as of May, as known today” leaves out what was retracted in June. Whoever said a thing takes it back:
    /// a township does not undo a village's meeting, nor a village what the township returned.</summary>
    /// <remarks>Retractions that name each other in a ring all close; <paramref name="asking"/> ends the walk.</remarks>
    private Record? Closing(Record record, HashSet<string> asking)
    {
        foreach (var answer in book.Answering(record.Id))
        {
            if (answer.Kind is Retraction or Correction && answer.Unit == record.Unit && IsKnown(answer) && !asking.Contains(answer.Id))
            {
                if (Closing(answer, [.. asking, record.Id]) is null)
                {
                    return answer;
                }
            }
        }

        return null;
    }

    /// <summary>Looks at the few units before it looks at their many records: in the book of a whole district most have nothing to do with this one.</summary>
    private bool WasEverBelow(Unit other, int steps = 0) =>
        steps < 4
        && other.Parents.Entries.Any(parent =>
            parent.Value == unit.Id || (register.Find(parent.Value) is { } above && WasEverBelow(above, steps + 1))
        );

    private bool IsBelow(Unit other, DateOnly day)
    {
        var parent = other.ParentOn(day);
        for (var steps = 0; parent is not null && steps < 4; steps++)
        {
            if (parent == unit.Id)
            {
                return true;
            }

            parent = register.Find(parent)?.ParentOn(day);
        }

        return false;
    }
}
