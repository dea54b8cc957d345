using System.Collections.Immutable;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists;

/// <summary>The two times of a question: what happened up to <paramref name="AsOf"/>, as far as it was known on <paramref name="KnownAt"/>.</summary>
/// <param name="AsOf">截至日: records of later days are unseen.</param>
/// <param name="KnownAt">知悉日: records entered after this day are unseen; null = everything known today.</param>
/// <param name="Since">启用日: lanes that closed before it are 不适用 until a record falls in them; null = none.</param>
public sealed record Occurrence(DateOnly AsOf, DateOnly? KnownAt = null, DateOnly? Since = null);

/// <summary>完成情况: every lane of every obligation of one unit, in the order of the list, then due day, then lane name.</summary>
public sealed record Scoreboard(TaskList List, Unit Unit, Occurrence At, ImmutableArray<Lane> Lanes)
{
    /// <summary>The lanes of one obligation.</summary>
    public IEnumerable<Lane> Of(string obligation) => Lanes.Where(lane => lane.Obligation.Id == obligation);

    /// <summary>The lanes of one measure.</summary>
    public IEnumerable<Lane> Of(Measure measure) => Lanes.Where(lane => lane.Obligation.Measure == measure.Number);

    /// <summary>归并: one status for several lanes (<c>counting.md</c> §3). Breached, overdue and returned win in that order; else any undetermined; else the
    /// worst by order; not-applicable is ignored, and is the answer only when nothing else is there.</summary>
    public static Status RollUp(IEnumerable<Status> statuses)
    {
        var seen = statuses.ToHashSet();
        foreach (var winner in (ReadOnlySpan<Status>)[Status.Breached, Status.Overdue, Status.Returned, Status.Undetermined])
        {
            if (seen.Contains(winner))
            {
                return winner;
            }
        }

        return seen.Count == 0 ? Status.NotApplicable : seen.Max();
    }
}

/// <summary>栏: one obligation of one unit in one period, day or case.</summary>
public sealed record Lane
{
    /// <summary>The obligation.</summary>
    public required Obligation Obligation { get; init; }

    /// <summary>The lane's name: <c>2023Q1</c>, <c>2023-01-15</c>, a case, a trigger's id …</summary>
    public required string Name { get; init; }

    /// <summary>What can be said of it.</summary>
    public required Status Status { get; init; }

    /// <summary>已计.</summary>
    public int Have { get; init; }

    /// <summary>应计.</summary>
    public int Need { get; init; }

    /// <summary>The first day on which something can be done for it; null = the first day of the year.</summary>
    public DateOnly? Opens { get; init; }

    /// <summary>The last day in time; null when there is none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>How many days before <see cref="Due"/> it is 临期; null where no day waits for anybody: there is no last day, or nothing is to be done for it
    /// (what hangs has only to hang on).</summary>
    public int? Lead { get; init; }

    /// <summary>Ids of the records that counted, by day and id.</summary>
    public ImmutableArray<string> Records { get; init; } = [];

    /// <summary>Remarks that never change the status: 补录, 佐证不全, 通知不足 …</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>How far the answer can be trusted without looking.</summary>
    public Grade Grade { get; init; }

    /// <summary>不可补正: whatever is done now does not mend it, also where a carried edition does not show it red; nothing else it softens is 进行中.</summary>
    public bool IsPastMending => Status == Status.Breached || (Status == Status.OnTrack && Notes.Contains(Shapes.Words.Carried));

    /// <summary>已完成, in time or late; a state that holds is met as long as it does.</summary>
    public bool IsMet => Status is Status.Met or Status.MetLate || (Status == Status.OnTrack && Need > 0 && Have >= Need && !IsPastMending);

    /// <summary>Whether there is nothing left to do for it: it is met, waits for others' review, or is past mending. What is 不适用 is none of these; there the question
    /// does not arise.</summary>
    public bool IsSettled => IsMet || IsPastMending || Status == Status.InReview;
}

/// <summary>三级来源: always shown apart and never added up.</summary>
public enum Grade
{
    /// <summary>程序产生.</summary>
    Procedure,

    /// <summary>工作纪实(自记): at least one counted record was only noted.</summary>
    SelfRecorded,

    /// <summary>自评: a qualitative measure, reported by the unit and reviewed.</summary>
    SelfReported,
}

/// <summary>为什么: everything behind the lanes of one obligation, in the order a person asks for it.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Obligation">Which.</param>
/// <param name="At">As of and as known when.</param>
/// <param name="Lanes">One part for each lane.</param>
/// <param name="Sentences">The list's sentences behind it.</param>
/// <param name="Parameters">Every number and day used, with where it comes from.</param>
/// <param name="Readings">The open readings it depends on, with the answer taken.</param>
public sealed record Explanation(
    Unit Unit,
    Obligation Obligation,
    Occurrence At,
    ImmutableArray<LaneExplanation> Lanes,
    ImmutableArray<Sentence> Sentences,
    ImmutableArray<ParameterUse> Parameters,
    ImmutableArray<Reading> Readings
);

/// <summary>Why one lane stands where it stands.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Sentence">One Chinese sentence that says the status and its reason.</param>
/// <param name="Counted">Records that counted, each with its remarks.</param>
/// <param name="Uncounted">Records that one might expect to count and that did not, each with the reason. What people look for most.</param>
/// <param name="Missing">还差什么; null when nothing is.</param>
/// <param name="Next">下一步: what happens or is to be done next, and on which day; null when nothing is.</param>
public sealed record LaneExplanation(
    Lane Lane,
    string Sentence,
    ImmutableArray<RecordRemark> Counted,
    ImmutableArray<RecordRemark> Uncounted,
    string? Missing,
    string? Next
)
{
    /// <summary>Remarks on the lane itself; those on one of its records stand with the record.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A record and what is to be said of it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Remarks">补录,晚N日 · 佐证不全:缺… · why it did not count.</param>
public sealed record RecordRemark(Ledger.Record Record, ImmutableArray<string> Remarks)
{
    /// <summary>What stands instead of a corrected record; null when it was not corrected.</summary>
    public Ledger.Record? Instead { get; init; }

    /// <summary>补录,晚N日, whether it counted or not; null where it is not worth a word.</summary>
    public string? Late { get; init; } = Ledger.LateEntry.Say(Record);

    /// <summary>The remarks but 补录, which has its own place beside the record.</summary>
    public IEnumerable<string> Spoken => Remarks.Where(remark => remark != Late);
}

/// <summary>A number or day that was used, in force on the lane's last day.</summary>
/// <param name="Name">The parameter's name or what it is; Chinese.</param>
/// <param name="Value">Its value.</param>
/// <param name="Origin">清单第N项 and the sentence, a reading (A04), or an article of law.</param>
public sealed record ParameterUse(string Name, string Value, string Origin);
