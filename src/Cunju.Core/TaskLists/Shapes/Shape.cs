using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.TaskLists;

/// <summary>形式: how an obligation is counted. Ten shapes make a closed vocabulary; everything about a shape (how it is read, judged and said) stands in its
/// one file beside this one, so that a new one is an addition there and nowhere else.</summary>
public abstract record Shape
{
    /// <summary>What people call it (次数, 固定日 …).</summary>
    public abstract string Title { get; }

    /// <summary>The kinds of records it looks at; nothing else can change its answer.</summary>
    public abstract ImmutableArray<string> Kinds { get; }

    /// <summary>The kinds the unit that owes it makes itself: not the triggers of the units below, and for <c>attest</c> the work a report speaks of.</summary>
    public virtual ImmutableArray<string> OwnKinds => Kinds;

    /// <summary>The kinds of proof its steps or channels name.</summary>
    public virtual IEnumerable<string> Proofs => [];

    /// <summary>Whether its lanes begin with records of one's own (跟进、展示期) rather than with the calendar of the list.</summary>
    public virtual bool StartsFromRecords => false;

    /// <summary>Whether so many of so many is what people want to see of it.</summary>
    public virtual bool IsCounted => false;

    /// <summary>What a duty is while it has no lane: no trigger and no case. 不适用 unless the list says <c>no-cases: on-track</c>.</summary>
    public virtual Status WithoutLanes => Status.NotApplicable;

    /// <summary>What the answers rest on when nothing was merely noted: a procedure, or for <c>attest</c> the unit's own word.</summary>
    public virtual Grade Grade => Grade.Procedure;

    /// <summary>Which records of its <see cref="Kinds"/> it looks at, beyond those that answer them: most look at the list's year alone. Nobody may leave it out: what a
    /// shape does not say here is not read for it.</summary>
    internal abstract Sight LooksAt(TaskList list);

    /// <summary>The lanes of one unit and what can be said of each. Pure; the order does not matter.</summary>
    internal abstract IEnumerable<Verdict> Judge(Question question);

    /// <summary>How many days before its last day a lane is 临期 (<c>counting.md</c> §3: the list's lead; follow-ups have less); null when nothing is to be done for it.</summary>
    internal virtual int? LeadOf(Verdict verdict, TaskList list) => list.LeadDays;

    /// <summary>Why a lane stands where it stands, in plain Chinese, without the final 。</summary>
    internal abstract string Say(Verdict verdict, Question question);

    /// <summary>还差什么, without the day; null when nothing is missing.</summary>
    internal virtual string? Missing(Verdict verdict) => verdict.Have < verdict.Need ? $"还差{verdict.Need - verdict.Have}项" : null;

    /// <summary>下一笔: the record that would bring a lane forward; null when no record would.</summary>
    internal abstract NextRecord? Wants(Lane lane, Wanting at);

    /// <summary>The numbers and days it used for the year, each with what it is.</summary>
    internal virtual IEnumerable<(string What, Setting Value)> Settings(TaskList list) => [];

    /// <summary>The same shape with every word people read in it said otherwise; what records are compared with stays.</summary>
    internal virtual Shape Reworded(Func<string, string> words) => this;

    /// <summary>Whether a record of its kinds can be meant for this obligation at all; others are not worth a word in an explanation.</summary>
    internal virtual bool IsMeant(Record record, Question question) => true;

    /// <summary>The proof that should be at hand for one counted record.</summary>
    internal virtual EvidenceDemand Proof(Record record, Obligation obligation) => obligation.Evidence;
}
