using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;

namespace Cunju.Core.Filings;

/// <summary>报镇街备案.</summary>
public sealed record FilePaper : Act
{
    /// <summary>The procedure the paper comes from.</summary>
    [Ask("哪一类材料")]
    public string? Procedure { get; init; }

    /// <summary>Its number in the unit.</summary>
    [Ask("哪一份")]
    public string? Number { get; init; }
}

/// <summary>更正后重新报送: after an order, after it was found in order, or while the edition before still waits, which nobody has to examine then.</summary>
public sealed record FileAgain : Act;

/// <summary>审查: what the township says to a paper that was filed.</summary>
public sealed record ExaminePaper : Act
{
    /// <summary>What is decided.</summary>
    [Ask("审查结论")]
    public ExaminationOutcome? Outcome { get; init; }

    /// <summary>The words; needed for a correction.</summary>
    [Ask("审查意见", Long = true, Hint = "责令更正的，写明哪里不合规定、依据哪一条；镇街不代改内容")]
    public string? Opinion { get; init; }

    /// <summary>The last day to correct it.</summary>
    [Ask("更正的期限", Hint = "责令更正的填写")]
    public DateOnly? CorrectBy { get; init; }
}

/// <summary>What happened to a filing.</summary>
public abstract record FilingFact : Fact;

/// <summary>已报送: the paper lies with the township.</summary>
/// <param name="Paper">What.</param>
/// <param name="Edition">版次.</param>
/// <param name="Digest">SHA-256 of its text.</param>
/// <param name="On">The day.</param>
public sealed record PaperFiled(FiledPaper Paper, int Edition, string Digest, DateOnly On) : FilingFact;

/// <summary>更正后已重新报送.</summary>
/// <param name="Edition">版次.</param>
/// <param name="Digest">SHA-256 of its text.</param>
/// <param name="On">The day.</param>
public sealed record PaperFiledAgain(int Edition, string Digest, DateOnly On) : FilingFact;

/// <summary>镇街已审查.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="Opinion">The words.</param>
/// <param name="CorrectBy">The last day to correct it.</param>
/// <param name="On">The day.</param>
public sealed record PaperExamined(ExaminationOutcome Outcome, AsideRef? Opinion, DateOnly? CorrectBy, DateOnly On) : FilingFact;

/// <summary>What must be known of the paper before it is filed.</summary>
/// <param name="Paper">What it is; null when there is no such paper, or it may not be filed yet.</param>
/// <param name="Edition">Its published edition.</param>
/// <param name="Digest">SHA-256 of the published text.</param>
/// <param name="Since">The day it was published; nothing is filed before.</param>
/// <param name="Filed">The number of the filing it has already; null when it has none.</param>
/// <param name="ReadFrom">The first edition that can be read; those before it are shown no more.</param>
public sealed record PaperAtHand(FiledPaper? Paper, int Edition, string Digest, DateOnly Since, string? Filed, int ReadFrom = 1)
{
    /// <summary>看不到: whether what lies with the township can be read by nobody outside the unit, because it was withheld.</summary>
    public bool Hides(Filing filing) => Paper is null || filing.Latest.Edition < ReadFrom;
}

/// <summary>备案与审查, shared by all institutions whose papers go to the township. The township may find a paper in order or order a correction by law; it cannot touch it.</summary>
public static class FilingProcedure
{
    private const int LongestOpinion = 4_000;
    private const string Source = "当年的重点任务清单（报镇街备案）；《重庆市实施〈村民委员会组织法〉办法》第三十一条";

    /// <summary>报镇街备案.</summary>
    public static readonly Permission File = new("filings.file", "报镇街备案");

    /// <summary>审查备案材料.</summary>
    public static readonly Permission Examine = new("filings.examine", "审查备案材料");

    /// <summary>The table.</summary>
    public static readonly Procedure<Filing, FilingState, FilingFact> Table = new Procedure<Filing, FilingState, FilingFact>(
        "filings",
        "备案与审查",
        Source,
        filing => filing.State,
        After
    )
        .State(FilingState.Filed, "待镇街审查")
        .State(FilingState.InOrder, "审查合规，已备案")
        .State(FilingState.CorrectionOrdered, "责令更正")
        .Knows<PaperAtHand>()
        .Counts(Tally, "open.step", "review.made", "fact.corrected")
        .Opens<FilePaper>(
            "报镇街备案",
            [FilingState.Filed],
            File,
            (_, occasion) => new PaperFiled(Known(occasion).Paper!, Known(occasion).Edition, Known(occasion).Digest, occasion.Day),
            PaperIsThere,
            NotFiledBefore,
            NotBeforeItWasPublished
        )
        .Step<FileAgain>(
            "更正后重新报送",
            [FilingState.Filed, FilingState.CorrectionOrdered, FilingState.InOrder],
            [FilingState.Filed],
            File,
            (_, _, occasion) => new PaperFiledAgain(Known(occasion).Edition, Known(occasion).Digest, occasion.Day),
            NewEditionIsOut,
            NotBeforeTheRoundBefore
        )
        .Step<ExaminePaper>(
            "提交审查结论",
            [FilingState.Filed],
            [FilingState.InOrder, FilingState.CorrectionOrdered],
            Examine,
            Reach.Below,
            Examined,
            NotBeforeItWasFiled
        )
        .Checks<ExaminePaper>((filing, act, occasion) => Reasoned(filing!, act, occasion));

    private static PaperAtHand Known(Occasion occasion) => occasion.Known.Get<PaperAtHand>();

    private static Refusal? PaperIsThere(FilePaper act, Occasion occasion) =>
        Known(occasion).Paper is null
            ? new(
                "filings.paper",
                "没有这份材料，或者还没有公布，不能报备案。请从那份材料的页面上点「报镇街备案」。",
                Source,
                nameof(act.Number)
            )
            : null;

    private static Refusal? NotFiledBefore(FilePaper act, Occasion occasion) =>
        Known(occasion).Filed is { } number
            ? new(
                "filings.again",
                $"这份材料已经报过备案（第{number}号），不用再报；更正以后请在那份备案里重新报送。",
                Field: nameof(act.Number)
            )
            : null;

    /// <summary>Days are of the clock alone here; only a clock that was set back offends.</summary>
    private static Refusal? NotBefore(DateOnly earlier, Occasion occasion, string what) =>
        occasion.Day < earlier
            ? new("filings.order", $"{ChinaTime.Say(earlier)}才{what}，这一步不能在那以前；请看看系统的日期对不对。", Source)
            : null;

    private static Refusal? NotBeforeItWasPublished(FilePaper act, Occasion occasion) =>
        Known(occasion).Paper is null ? null : NotBefore(Known(occasion).Since, occasion, "公布");

    private static Refusal? NotBeforeTheRoundBefore(Filing filing, FileAgain act, Occasion occasion) =>
        filing.Latest.ExaminedOn is { } examined
            ? NotBefore(examined, occasion, "审查")
            : NotBefore(filing.Latest.FiledOn, occasion, "报送");

    private static Refusal? NotBeforeItWasFiled(Filing filing, ExaminePaper act, Occasion occasion) =>
        NotBefore(filing.Latest.FiledOn, occasion, "报送");

    private static Refusal? NewEditionIsOut(Filing filing, FileAgain act, Occasion occasion) =>
        Known(occasion).Paper is not null && Known(occasion).Edition > filing.Latest.Edition
            ? null
            : new("filings.edition", "更正后的一版还没有公布。请先更正、审查、公布，再重新报送。", Source);

    private static IEnumerable<Refusal> Reasoned(Filing filing, ExaminePaper act, Occasion occasion)
    {
        if (act.Outcome is null)
        {
            yield return new("filings.outcome", "请选择审查结论。", Field: nameof(act.Outcome));
        }

        if (act.Outcome == ExaminationOutcome.InOrder && Known(occasion).Hides(filing))
        {
            yield return new(
                "filings.hidden",
                $"报来的第{filing.Latest.Edition}版已经停止显示，看不到内容，不能审查为合规。请等更正后的一版重新报送，再审那一版；村（社区）迟迟不更正的，可以责令更正。",
                Source,
                nameof(act.Outcome)
            );
        }

        if (act.Opinion?.Length > LongestOpinion)
        {
            yield return new("filings.long", $"太长了，最多{LongestOpinion}字。", Field: nameof(act.Opinion));
        }

        if (act.Outcome != ExaminationOutcome.CorrectionOrdered)
        {
            yield break;
        }

        if (act.Opinion is null)
        {
            yield return new("filings.opinion", "责令更正的，请写明哪里不合规定、依据哪一条。", Source, nameof(act.Opinion));
        }

        if (act.CorrectBy is not { } by || by <= occasion.Day)
        {
            yield return new("filings.term", "请写明更正的期限，在今天以后。", Field: nameof(act.CorrectBy));
        }
    }

    private static PaperExamined Examined(Filing filing, ExaminePaper act, Occasion occasion)
    {
        var opinion = act.Opinion is { } words ? occasion.Aside("opinion", words) : null;
        return new(
            act.Outcome!.Value,
            opinion?.Reference,
            act.Outcome == ExaminationOutcome.CorrectionOrdered ? act.CorrectBy : null,
            occasion.Day
        )
        {
            Asides = opinion is null ? [] : [opinion],
        };
    }

    private static Filing After(Filing? before, FilingFact fact) =>
        fact switch
        {
            PaperFiled filed => new() { Paper = filed.Paper, Rounds = [new(filed.Edition, filed.Digest, filed.On)] },
            PaperFiledAgain again => before! with
            {
                State = FilingState.Filed,
                Rounds = before.Rounds.Add(new(again.Edition, again.Digest, again.On)),
            },
            PaperExamined examined => before! with
            {
                State = examined.Outcome == ExaminationOutcome.InOrder ? FilingState.InOrder : FilingState.CorrectionOrdered,
                Rounds = before.Rounds.SetItem(
                    before.Rounds.Length - 1,
                    before.Latest with
                    {
                        ExaminedOn = examined.On,
                        Outcome = examined.Outcome,
                        Opinion = examined.Opinion,
                        CorrectBy = examined.CorrectBy,
                    }
                ),
            },
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };

    /// <summary>Each handing-in is the unit's record, each examination the township's own, and answers the latest of them. A handing-in that was replaced while it
    /// waited is corrected to the one that replaced it: the township owes one examination, of the text that hangs, in its days from that day on.</summary>
    private static IEnumerable<NewRecord> Tally(Filing after, FilingFact fact, Tallying at, IReadOnlyList<Record> own)
    {
        if (!after.Paper.Counts)
        {
            yield break;
        }

        if (fact is PaperFiled or PaperFiledAgain)
        {
            yield return new(after.Paper.Kind, after.Latest.FiledOn)
            {
                Case = after.Paper.Lane,
                Fields = after.Paper.Fields.ToImmutableDictionary(field => field.Key, field => FieldValue.Of(field.Value)),
                Evidence = ["receipt"],
            };
            if (
                after.Rounds.Length > 1
                && after.Rounds[^2].ExaminedOn is null
                && own.LastOrDefault(record => record.Kind == after.Paper.Kind) is { } replaced
            )
            {
                yield return new("fact.corrected", at.Day)
                {
                    Of = replaced.Id,
                    SiblingFields = ImmutableDictionary<string, int>.Empty.Add("by", 0),
                };
            }
        }
        else if (fact is PaperExamined examined && own.LastOrDefault(record => record.Kind == after.Paper.Kind) is { } filed)
        {
            yield return new("review.made", examined.On)
            {
                Of = filed.Id,
                Fields = ImmutableDictionary<string, FieldValue>.Empty.Add("outcome", FieldValue.Of(examined.Outcome.Code())),
            };
        }
    }

    /// <summary>逾期未更正: whether the term of an order has passed.</summary>
    public static bool IsOverdue(Filing filing, DateOnly today) =>
        filing.State == FilingState.CorrectionOrdered && today > filing.Latest.CorrectBy;

    /// <summary>One line on where it stands, with the day that matters.</summary>
    public static string Say(Filing filing, DateOnly today) =>
        filing.State switch
        {
            FilingState.Filed => $"{ChinaTime.Say(filing.Latest.FiledOn)}报送，待镇街审查",
            FilingState.InOrder => $"{ChinaTime.Say(filing.Latest.ExaminedOn!.Value)}审查合规，已备案",
            FilingState.CorrectionOrdered => string.Create(
                CultureInfo.InvariantCulture,
                $"责令更正，期限{ChinaTime.Say(filing.Latest.CorrectBy!.Value)}{(IsOverdue(filing, today) ? "，已逾期" : "")}"
            ),
        };
}
