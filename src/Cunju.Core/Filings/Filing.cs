using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Filings;

/// <summary>备案: one paper of a unit handed to the township, with its receipt, and what the township said to it. The township examines; it changes nothing.</summary>
public sealed record Filing : Case
{
    /// <summary>Where it stands.</summary>
    public FilingState State { get; init; }

    /// <summary>What was handed in, and from which institution.</summary>
    public FiledPaper Paper { get; init; } = FiledPaper.None;

    /// <summary>Which case of the unit it is a paper of, in one word (disclosures/2023-004), so that a store can look it up: a paper is filed once.</summary>
    public string About
    {
        get => AboutOf(Paper.Procedure, Paper.Number);
        // A store hands it back; it follows from the paper all the same.
        private init => _ = value;
    }

    /// <summary>Each handing-in and what came of it, oldest first.</summary>
    public ImmutableArray<FilingRound> Rounds { get; init; } = [];

    /// <summary>The latest round.</summary>
    public FilingRound Latest => Rounds[^1];

    /// <summary>由哪一版替换: the edition that was handed in while that round still waited, so that nobody examines it any more; null when none was.</summary>
    public int? ReplacedBy(FilingRound round) =>
        round.ExaminedOn is null && Rounds.IndexOf(round) + 1 is > 0 and var next && next < Rounds.Length ? Rounds[next].Edition : null;

    /// <summary>The word of <see cref="About"/>.</summary>
    public static string AboutOf(string procedure, string number) => $"{procedure}/{number}";
}

/// <summary>报送的材料.</summary>
/// <param name="Procedure">The procedure it comes from, as in addresses.</param>
/// <param name="Number">The case's number in the unit.</param>
/// <param name="Title">What it is, without names of people.</param>
/// <param name="Kind">The kind of record that says it was filed.</param>
/// <param name="Lane">The case's name for the counting; null when the kind has none, or when this paper is not counted.</param>
/// <param name="Fields">What that record says.</param>
public sealed record FiledPaper(
    string Procedure,
    string Number,
    string Title,
    string Kind,
    string? Lane,
    ImmutableSortedDictionary<string, string> Fields
)
{
    /// <summary>Nothing.</summary>
    public static readonly FiledPaper None = new("", "", "", "", null, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Whether a record is made of it.</summary>
    public bool Counts => Kind.Length > 0;
}

/// <summary>一次报送: one handing-in and what came of it.</summary>
/// <param name="Edition">版次 of the paper.</param>
/// <param name="Digest">SHA-256 of its text, as it was published.</param>
/// <param name="FiledOn">报送日.</param>
/// <param name="ExaminedOn">审查日; null before, and for good when a later edition was handed in first (<see cref="Filing.ReplacedBy"/>).</param>
/// <param name="Outcome">What the township decided; null before.</param>
/// <param name="Opinion">Its words.</param>
/// <param name="CorrectBy">The last day to correct it; null when nothing is to be corrected.</param>
public sealed record FilingRound(
    int Edition,
    string Digest,
    DateOnly FiledOn,
    DateOnly? ExaminedOn = null,
    ExaminationOutcome? Outcome = null,
    AsideRef? Opinion = null,
    DateOnly? CorrectBy = null
);

/// <summary>Where a filing stands.</summary>
public enum FilingState
{
    /// <summary>待镇街审查.</summary>
    Filed,

    /// <summary>审查合规，已备案.</summary>
    InOrder,

    /// <summary>责令更正.</summary>
    CorrectionOrdered,
}

/// <summary>审查结论: what the township decided.</summary>
public enum ExaminationOutcome
{
    /// <summary>合规.</summary>
    InOrder,

    /// <summary>责令更正.</summary>
    CorrectionOrdered,
}

/// <summary>The fixed words.</summary>
public static class FilingWords
{
    /// <summary>What people read.</summary>
    public static string Title(this ExaminationOutcome outcome) =>
        outcome switch
        {
            ExaminationOutcome.InOrder => "合规",
            ExaminationOutcome.CorrectionOrdered => "责令更正",
        };

    /// <summary>What the record says; the list knows these words.</summary>
    public static string Code(this ExaminationOutcome outcome) =>
        outcome switch
        {
            ExaminationOutcome.InOrder => "approved",
            ExaminationOutcome.CorrectionOrdered => "returned",
        };

    /// <summary>回执编号: the unit's code and the filing's number.</summary>
    public static string Receipt(this Filing filing) => $"备{filing.Unit}-{filing.Number}";
}
