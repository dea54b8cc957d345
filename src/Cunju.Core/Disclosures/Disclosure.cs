using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>一期公开: one period's disclosure of a unit, from the first draft to the archive. Corrections are further editions of the same period; what hung before stays readable.</summary>
public sealed record Disclosure : Case
{
    /// <summary>Where it stands.</summary>
    public DisclosureState State { get; init; }

    /// <summary>The period's name in the list (<see cref="DisclosurePeriod.Name"/>).</summary>
    public string Period { get; init; } = "";

    /// <summary>版次, from 1.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The text as it stands; published or not.</summary>
    public AsideRef? Content { get; init; }

    /// <summary>The chain of this edition, step by step, so far.</summary>
    public ReviewChain Chain { get; init; } = new();

    /// <summary>Every putting-up, oldest first.</summary>
    public ImmutableArray<Showing> Shown { get; init; } = [];

    /// <summary>Digests of scans of the signed and sealed sheets.</summary>
    public ImmutableArray<string> Scans { get; init; } = [];

    /// <summary>The day it was archived; null before.</summary>
    public DateOnly? ArchivedOn { get; init; }

    /// <summary>Why this edition corrects the one before; null for the first.</summary>
    public CorrectionReason? Corrects { get; init; }

    /// <summary>原来的一版, while another one corrects it: what the case goes back to when the correction is given up. Null when nothing is being corrected.</summary>
    public EditionBefore? Before { get; init; }

    /// <summary>What anybody reads now; null while nothing was ever put up.</summary>
    public Showing? Latest => Shown.IsEmpty ? null : Shown[^1];

    /// <summary>停止显示，待更正: whether what was put up last is shown no more and nobody has begun to correct it, so that a store can look up what waits, however old it is.</summary>
    public bool MustCorrect
    {
        get => !IsCorrecting && Latest is { Withheld: true };
        // A store hands it back; it follows from the rest all the same.
        private init => _ = value;
    }

    /// <summary>更正中: whether another edition is on its way while the old one is what was put up.</summary>
    public bool IsCorrecting => Before is not null;

    /// <summary>上一稿: the text that was seen before the present one: of the round it was changed after, or of the edition it corrects. Null when it is the first.</summary>
    public AsideRef? TextBefore => DraftBefore() ?? Before?.Content;

    /// <summary>本版上一稿: the text that was handed in before the present one, in the review of this edition; null when this is the first.</summary>
    public AsideRef? DraftBefore() => EarlierRounds().LastOrDefault(round => round.Revised)?.Text;

    /// <summary>本版前几轮: the rounds of this edition's own review before the one that runs. The chain also carries those of the editions before it.</summary>
    public IEnumerable<ReviewRound> EarlierRounds() =>
        Before is { Chain: var old } ? Chain.Earlier.Skip(old.Earlier.Length + (old.ObjectedOn is null ? 0 : 1)) : Chain.Earlier;

    /// <summary>Whether that sheet hangs on the board.</summary>
    public bool Hangs(DisclosureSheet sheet) => Latest?.Sheets.FirstOrDefault(hung => hung.Sheet == sheet) is { Until: null };
}

/// <summary>Where a disclosure stands.</summary>
public enum DisclosureState
{
    /// <summary>拟定中.</summary>
    Drafting,

    /// <summary>监委会审查中.</summary>
    UnderReview,

    /// <summary>监委会有意见，待修改或答复.</summary>
    Objected,

    /// <summary>对答复仍有异议，待镇街调查答复.</summary>
    Escalated,

    /// <summary>审查通过，待联席会确定.</summary>
    Reviewed,

    /// <summary>方案已确定，待公布.</summary>
    Settled,

    /// <summary>公布中.</summary>
    OnDisplay,

    /// <summary>提前撤下，须重新公布.</summary>
    MustRepublish,

    /// <summary>公布期满，已撤下.</summary>
    Displayed,

    /// <summary>已作废: a draft that came to nothing.</summary>
    Dropped,
}

/// <summary>被更正的一版: what was written, reviewed and filed of the edition that is being corrected.</summary>
/// <param name="Content">Its text.</param>
/// <param name="Chain">Its chain.</param>
/// <param name="Corrects">Why it corrected the one before it; null for the first.</param>
/// <param name="ArchivedOn">The day it was archived; null when it was not.</param>
/// <param name="On">更正开始之日.</param>
public sealed record EditionBefore(AsideRef Content, ReviewChain Chain, CorrectionReason? Corrects, DateOnly? ArchivedOn, DateOnly On);

/// <summary>审签: who said what to one edition, and when.</summary>
public sealed record ReviewChain
{
    /// <summary>前几轮意见和答复, oldest first: what was said before the round that runs now.</summary>
    public ImmutableArray<ReviewRound> Earlier { get; init; } = [];

    /// <summary>送审日.</summary>
    public DateOnly? SubmittedOn { get; init; }

    /// <summary>The text as it was handed in.</summary>
    public AsideRef? Text { get; init; }

    /// <summary>监委会提出意见之日.</summary>
    public DateOnly? ObjectedOn { get; init; }

    /// <summary>The supervisors' opinion.</summary>
    public AsideRef? Opinion { get; init; }

    /// <summary>两委答复之日.</summary>
    public DateOnly? RepliedOn { get; init; }

    /// <summary>The committees' answer to it.</summary>
    public AsideRef? Reply { get; init; }

    /// <summary>提请镇街调查之日.</summary>
    public DateOnly? EscalatedOn { get; init; }

    /// <summary>镇街答复之日.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>The township's answer.</summary>
    public AsideRef? Answer { get; init; }

    /// <summary>代表会议决定之日.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>What the residents or their representatives decided; null where they were not asked.</summary>
    public AssemblyDecision? Decision { get; init; }

    /// <summary>The number of the meeting that decided it, in the unit's meetings.</summary>
    public string? Assembly { get; init; }

    /// <summary>Which item of its agenda, from 1; null where only the meeting was said.</summary>
    public int? Item { get; init; }

    /// <summary>放弃了的更正稿里会上决定要改的: a correction that is given up takes its review along, but not what the residents decided about its words.</summary>
    public ImmutableArray<RejectedText> Abandoned { get; init; } = [];

    /// <summary>监委会审查通过之日, or the day on which the residents decided that the text stands.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>联席会确定之日.</summary>
    public DateOnly? SettledOn { get; init; }

    /// <summary>The number of the joint meeting that settled it, in the unit's meetings.</summary>
    public string? Meeting { get; init; }

    /// <summary>Everything that was said in it, round by round.</summary>
    public IEnumerable<AsideRef> Words() =>
        Earlier.SelectMany(round => new[] { round.Opinion, round.Reply, round.Answer }).Concat([Opinion, Reply, Answer]).OfType<AsideRef>();

    /// <summary>The last day on which anything was said or done in the round that runs; null before the first.</summary>
    public DateOnly? LastSaid() => new[] { SubmittedOn, ObjectedOn, RepliedOn, EscalatedOn, AnsweredOn, DecidedOn }.Max();

    /// <summary>会上决定要改的: the texts the residents decided must change, whenever that was, and the day on which they did.</summary>
    public IEnumerable<RejectedText> Rejected() =>
        Earlier
            .Select(round => (round.Decision, round.DecidedOn, round.Text))
            .Append((Decision, DecidedOn, Text))
            .Where(round => round is { Decision: AssemblyDecision.MustChange, DecidedOn: not null, Text: not null })
            .Select(round => new RejectedText(round.DecidedOn!.Value, round.Text!))
            .Concat(Abandoned);

    /// <summary>同一件事提请一次: whether the township answered about this text; returned again without a change, it is still the same thing.</summary>
    public bool WasAnswered() =>
        AnsweredOn is not null || Earlier.Reverse().TakeWhile(round => !round.Revised).Any(round => round.Answer is not null);

    /// <summary>Whether the supervisors may call the township in now: after a reply, and once about the same text.</summary>
    public bool MayEscalate() => RepliedOn is not null && !WasAnswered();

    /// <summary>Whether the residents or their representatives may decide now: they do when the supervisors still object to a reply.</summary>
    public bool MayDecide() => RepliedOn is not null;
}

/// <summary>一轮意见: what the supervisors objected to, and what came of it.</summary>
/// <param name="ObjectedOn">监委会提出意见之日.</param>
/// <param name="Opinion">The supervisors' opinion.</param>
/// <param name="RepliedOn">两委答复之日; null when they changed the text instead.</param>
/// <param name="Reply">The committees' answer.</param>
/// <param name="EscalatedOn">提请镇街调查之日; null when it was not asked.</param>
/// <param name="AnsweredOn">镇街答复之日.</param>
/// <param name="Answer">The township's answer.</param>
/// <param name="Revised">Whether the text was changed after it: what follows is about another text.</param>
/// <param name="Text">The text it was about.</param>
public sealed record ReviewRound(
    DateOnly ObjectedOn,
    AsideRef Opinion,
    DateOnly? RepliedOn,
    AsideRef? Reply,
    DateOnly? EscalatedOn,
    DateOnly? AnsweredOn,
    AsideRef? Answer,
    bool Revised,
    AsideRef? Text
)
{
    /// <summary>代表会议决定之日; null when it was not asked.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>What it decided.</summary>
    public AssemblyDecision? Decision { get; init; }

    /// <summary>The number of the meeting that decided it.</summary>
    public string? Assembly { get; init; }

    /// <summary>Which item of its agenda, from 1; null where only the meeting was said.</summary>
    public int? Item { get; init; }
}

/// <summary>会上决定要改的稿子.</summary>
/// <param name="On">The day of the meeting.</param>
/// <param name="Text">The text they decided must change.</param>
public sealed record RejectedText(DateOnly On, AsideRef Text);

/// <summary>代表会议的决定, where the supervisors still object to the committees' reply.</summary>
public enum AssemblyDecision
{
    /// <summary>维持原方案: the text stands, and the review of it is over.</summary>
    Stands,

    /// <summary>须修改: it goes back to the draft and is reviewed again.</summary>
    MustChange,
}

/// <summary>一次上栏: what was put up, where, when, signed by how many, and when each sheet came down.</summary>
/// <param name="Edition">版次.</param>
/// <param name="On">上栏日.</param>
/// <param name="Online">The day it stood on this platform.</param>
/// <param name="Content">The text.</param>
/// <param name="Digest">SHA-256 of the text, that anybody can make again.</param>
/// <param name="Signed">How many supervisors signed the sheet.</param>
/// <param name="Sheets">The sheets that were put up.</param>
/// <param name="Withheld">Whether its text is not shown any more, because it said of a person what must not be public; its day stays.</param>
/// <param name="WithheldOn">The day from which it is not shown; null while it is.</param>
/// <param name="Corrects">Why it corrected the edition before; null for the first.</param>
public sealed record Showing(
    int Edition,
    DateOnly On,
    DateOnly Online,
    AsideRef Content,
    string Digest,
    int Signed,
    ImmutableArray<HungSheet> Sheets,
    bool Withheld = false,
    DateOnly? WithheldOn = null,
    CorrectionReason? Corrects = null
);

/// <summary>一张公示单.</summary>
/// <param name="Sheet">Which.</param>
/// <param name="KeptUntil">The last day it must hang.</param>
/// <param name="Until">The last day it hung; null while it hangs.</param>
/// <param name="Early">Why it came down before its day; null when it did not.</param>
public sealed record HungSheet(DisclosureSheet Sheet, DateOnly KeptUntil, DateOnly? Until = null, EarlyReason? Early = null);

/// <summary>提前撤下的原因: codes, no words about people.</summary>
public enum EarlyReason
{
    /// <summary>风吹雨淋损毁.</summary>
    Weather,

    /// <summary>被人撕毁、覆盖.</summary>
    Torn,

    /// <summary>公开栏维修、迁移.</summary>
    Moved,

    /// <summary>误撤.</summary>
    Mistake,

    /// <summary>含有不该公开的个人信息: it came down to spare somebody; the text goes offline with it, and a corrected one follows.</summary>
    Privacy,
}

/// <summary>更正的原因.</summary>
public enum CorrectionReason
{
    /// <summary>自查发现有误.</summary>
    FoundOurselves,

    /// <summary>村（居）民提出异议，确有错误.</summary>
    Residents,

    /// <summary>镇街审查责令更正.</summary>
    Township,

    /// <summary>含有不该公开的个人信息: the editions before are not shown any more.</summary>
    Privacy,
}
