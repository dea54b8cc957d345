using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists;

/// <summary>重点任务清单: what a district asks of its villages, communities and townships in one year, as data with the sentence behind every demand.</summary>
public sealed record TaskList
{
    /// <summary>Stable over the years (<c>cn.chongqing.yubei.jczz</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The edition's name, usually its year.</summary>
    public required string Edition { get; init; }

    /// <summary>语义版本: major = a demand changed its meaning, minor = one was added, patch = wording.</summary>
    public required string Version { get; init; }

    /// <summary>Whether and how the issuer stands behind it.</summary>
    public required EditionStatus Status { get; init; }

    /// <summary>The official title.</summary>
    public required string Title { get; init; }

    /// <summary>The six-digit code of the district it is for.</summary>
    public required string Territory { get; init; }

    /// <summary>The territory's name.</summary>
    public required string TerritoryName { get; init; }

    /// <summary>Who issued it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The days it is in force; its lanes are those of the first day's year.</summary>
    public required DayRange InForce { get; init; }

    /// <summary>The edition it was carried from, when its issuer has not issued it yet (沿用草案).</summary>
    public string? CarriedFrom { get; init; }

    /// <summary>重点任务, in the list's order.</summary>
    public required ImmutableArray<KeyTask> Tasks { get; init; }

    /// <summary>All obligations in the list's order.</summary>
    public required ImmutableArray<Obligation> Obligations { get; init; }

    /// <summary>Dated numbers and days the obligations refer to by <c>$name</c>.</summary>
    public required ImmutableDictionary<string, Parameter> Parameters { get; init; }

    /// <summary>The source's sentences by id.</summary>
    public required ImmutableDictionary<string, Sentence> Sentences { get; init; }

    /// <summary>待明确事项: where the text leaves a choice open, and the reading taken.</summary>
    public required ImmutableDictionary<string, Reading> Readings { get; init; }

    /// <summary>不计入: ids of the townships that are not judged by it, with everything under them; empty unless the issuer has said so.</summary>
    public ImmutableHashSet<string> Outside { get; init; } = [];

    /// <summary>Kinds of records an obligation may count.</summary>
    public required ImmutableDictionary<string, RecordKind> Kinds { get; init; }

    /// <summary>Titles of evidence kinds and books by id, for notes and forms.</summary>
    public required ImmutableDictionary<string, string> Titles { get; init; }

    /// <summary>Holidays and workdays of the year.</summary>
    public required WorkCalendar Calendar { get; init; }

    /// <summary>How many days before its day something is 临期 rather than 待办; 14 unless the list says otherwise.</summary>
    public required int LeadDays { get; init; }

    /// <summary>The year of its lanes.</summary>
    public int Year => InForce.First.Year;

    /// <summary>佐证: every kind of proof it asks for anywhere.</summary>
    public ImmutableHashSet<string> Proofs =>
        [
            .. Obligations.SelectMany(obligation =>
                obligation.Evidence.AllOf.Concat(obligation.Evidence.AnyOf).Concat(obligation.Shape.Proofs)
            ),
        ];

    /// <summary>视野: which records it looks at, over all its obligations.</summary>
    public Sight LooksAt => Obligations.Aggregate(Sight.OfYear(Year), (sight, obligation) => sight.And(obligation.Shape.LooksAt(this)));

    /// <summary>The obligation of that id; null when there is none.</summary>
    public Obligation? Find(string obligation) => Obligations.FirstOrDefault(candidate => candidate.Id == obligation);

    /// <summary>《清单》: how a rule names this edition as its source.</summary>
    public string Source => $"《{Title}》";

    /// <summary>《清单》第N项: the item under which records of such kinds are first counted, as the source of a rule; the list alone when none is.</summary>
    public string SourceOf(Func<string, bool> kind) =>
        Obligations.FirstOrDefault(obligation => obligation.Shape.Kinds.Any(kind)) is { } obligation
            ? $"{Source}第{obligation.Measure}项"
            : Source;

    /// <summary>The obligations that depend on an open reading, themselves or by a number or day they use, in the list's order.</summary>
    public IEnumerable<Obligation> DependingOn(string reading) =>
        Obligations.Where(obligation =>
            obligation.Reads.Contains(reading)
            || obligation.Shape.Settings(this).Any(use => use.Value.Parameter is { } name && Parameters[name].Reads.Contains(reading))
        );

    /// <summary>Whether the unit, or the township above it on that day, is one of those not judged by the list.</summary>
    public bool LeavesOut(Unit unit, DateOnly day) =>
        !Outside.IsEmpty && (Outside.Contains(unit.Id) || (unit.ParentOn(day) is { } parent && Outside.Contains(parent)));

    /// <summary>The measure an obligation belongs to.</summary>
    public Measure MeasureOf(Obligation obligation) =>
        Tasks.SelectMany(task => task.Measures).First(measure => measure.Number == obligation.Measure);
}

/// <summary>Where an edition stands.</summary>
public enum EditionStatus
{
    /// <summary>草案.</summary>
    Draft,

    /// <summary>沿用草案: carried from the year before and not issued; shows no red.</summary>
    Carried,

    /// <summary>生效.</summary>
    InForce,

    /// <summary>已被替代.</summary>
    Superseded,
}

/// <summary>重点任务: one of the list's main tasks.</summary>
public sealed record KeyTask(string Id, int Number, string Title, ImmutableArray<Measure> Measures);

/// <summary>具体措施: one numbered measure of the list.</summary>
/// <param name="Id">Its id in the file (<c>M03</c>).</param>
/// <param name="Number">The list's own number.</param>
/// <param name="Title">Short title.</param>
/// <param name="Nature">Whether it can be counted.</param>
/// <param name="Cite">Ids of its sentences.</param>
/// <param name="Obligations">Ids of its obligations in order.</param>
public sealed record Measure(
    string Id,
    int Number,
    string Title,
    string Nature,
    ImmutableArray<string> Cite,
    ImmutableArray<string> Obligations
);

/// <summary>约束力: how strongly the sentence binds. Never changes a status; totals keep them apart.</summary>
public enum Modality
{
    /// <summary>应当.</summary>
    Must,

    /// <summary>一般应.</summary>
    Should,

    /// <summary>可以.</summary>
    May,

    /// <summary>鼓励.</summary>
    Encouraged,
}

/// <summary>可考核事项: one atomic duty of a measure.</summary>
public sealed record Obligation
{
    /// <summary>A dotted id with meaning that survives renumbering (<c>consult.quarterly</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The number of the measure it belongs to.</summary>
    public required int Measure { get; init; }

    /// <summary>What is owed, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>How it is counted.</summary>
    public required Shape Shape { get; init; }

    /// <summary>The kinds of units that owe it; empty when units are named.</summary>
    public ImmutableArray<UnitKind> Bearers { get; init; } = [];

    /// <summary>The ids of the units named; empty when kinds are.</summary>
    public ImmutableArray<string> Named { get; init; } = [];

    /// <summary>How strongly it binds.</summary>
    public Modality Modality { get; init; }

    /// <summary>Who acts for the unit, in official words; null = the unit.</summary>
    public string? Actor { get; init; }

    /// <summary>Ids of the sentences it rests on; never empty.</summary>
    public required ImmutableArray<string> Cite { get; init; }

    /// <summary>Ids of the open readings it depends on.</summary>
    public ImmutableArray<string> Reads { get; init; } = [];

    /// <summary>What should be at hand as proof; what is missing is a note and never changes a status.</summary>
    public EvidenceDemand Evidence { get; init; } = EvidenceDemand.None;

    /// <summary>Line of the file where it begins, for messages.</summary>
    public int Line { get; init; }
}

/// <summary>佐证: the kinds of evidence a list names. All of <paramref name="AllOf"/>, and at least <paramref name="Min"/> of <paramref name="AnyOf"/>.</summary>
public sealed record EvidenceDemand(ImmutableArray<string> AllOf, ImmutableArray<string> AnyOf, int Min)
{
    /// <summary>No proof is named.</summary>
    public static readonly EvidenceDemand None = new([], [], 0);
}

/// <summary>参数: a number or day that may change from a day on, with its source; <c>what if</c> changes these first.</summary>
/// <param name="Name">The name without the dollar sign.</param>
/// <param name="Values">The value by day of effect; several texts for a list of days.</param>
/// <param name="Unit">次, 日, 人 …; null for days.</param>
/// <param name="Cite">Ids of the sentences that set it.</param>
/// <param name="Reads">The reading that set it where the text is silent.</param>
/// <param name="Source">A source outside the list (an article of law), as text.</param>
public sealed record Parameter(
    string Name,
    Timeline<ImmutableArray<string>> Values,
    string? Unit,
    ImmutableArray<string> Cite,
    ImmutableArray<string> Reads,
    string? Source
);

/// <summary>原文句: a sentence of the source, as read, with its place in the raw text (code points, half-open).</summary>
public sealed record Sentence(string Id, int From, int To, string Text);

/// <summary>待明确事项: a question to the issuer, the possible answers, and the one taken.</summary>
/// <param name="Id">A01 …</param>
/// <param name="About">The words in question.</param>
/// <param name="Question">What the issuer is asked.</param>
/// <param name="Options">The possible answers.</param>
/// <param name="Takes">The answer taken until then; <c>undetermined</c> means that no answer is taken.</param>
/// <param name="Effect">What it changes.</param>
/// <param name="SettledBy">The publication that settles it; null while it is open.</param>
public sealed record Reading(
    string Id,
    string About,
    string Question,
    ImmutableArray<ReadingOption> Options,
    string Takes,
    string? Effect,
    string? SettledBy
)
{
    /// <summary>Whether nobody has said yet what is meant.</summary>
    public bool IsOpen => SettledBy is null;

    /// <summary>The answer the list counts by meanwhile; null when it takes none, and what depends on it is 待确认.</summary>
    public ReadingOption? Taken => Option(Takes);

    /// <summary>The answer of that name; null when there is none.</summary>
    public ReadingOption? Option(string id) => Options.FirstOrDefault(option => option.Id == id);
}

/// <summary>读法: one possible answer to an open reading.</summary>
/// <param name="Id">The word in the file (<c>next-workday</c>).</param>
/// <param name="Title">What people read.</param>
/// <param name="IsWritten">Whether the list says what follows from it, so that the counting can take it.</param>
/// <param name="Asks">What else the answer must name; null when the choice says it all.</param>
public sealed record ReadingOption(string Id, string Title, bool IsWritten, AnswerNames? Asks);

/// <summary>点名: what an answer must name beside the choice.</summary>
/// <param name="Townships">Whether townships are named (by their ids) rather than things (by their words).</param>
/// <param name="Exactly">How many; null = one or more.</param>
public sealed record AnswerNames(bool Townships, int? Exactly);

/// <summary>答复: what the issuer said to an open reading.</summary>
/// <param name="Option">The id of the answer.</param>
/// <param name="Names">What it names, where the answer asks for names.</param>
/// <param name="By">The paper that says so, as people cite it.</param>
public sealed record Answer(string Option, ImmutableArray<string> Names, string By);

/// <summary>记录种类: a kind of record the list may count.</summary>
/// <param name="Id"><c>meeting.assembly</c> …</param>
/// <param name="Title">What people read.</param>
/// <param name="CaseWord">The word for the case it belongs to; null when it belongs to none.</param>
/// <param name="Key">The field by which the latest one replaces earlier ones; null when none does.</param>
/// <param name="Fields">Its fields in order.</param>
public sealed record RecordKind(string Id, string Title, string? CaseWord, string? Key, ImmutableArray<RecordField> Fields);

/// <summary>A field of a record kind.</summary>
/// <param name="Name">The name in records.</param>
/// <param name="Title">What people read.</param>
/// <param name="Type"><c>text</c>, <c>int</c>, <c>boolean</c>, <c>date</c>, <c>month</c>, <c>enum</c>, <c>set</c> or <c>ref …</c>.</param>
/// <param name="Values">The possible values of an enum or set; empty when any text will do.</param>
public sealed record RecordField(string Name, string Title, string Type, ImmutableArray<string> Values)
{
    /// <summary>What people read for each value that is not itself readable (<c>propose</c> → 党组织提议); empty when the values speak for themselves.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether a record without it counts for nothing.</summary>
    public bool Required { get; init; }
}
