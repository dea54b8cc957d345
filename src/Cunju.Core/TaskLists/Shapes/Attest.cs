using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>自评: a qualitative measure; the unit reports, the office above reviews. The platform never judges quality and never scores.</summary>
public sealed record Attest : Shape
{
    private const string Report = "self.report";
    private const string Review = "review.made";

    /// <summary>The field of a report that names the year it is about.</summary>
    public const string YearField = "year";

    /// <summary>The last day for the report.</summary>
    public required Setting By { get; init; }

    /// <summary>How many days the reviewer should take; shown as the next step, never a status.</summary>
    public required Setting ReviewWithin { get; init; }

    /// <summary>The reviewer's checklist, one line for each limb of the sentence.</summary>
    public ImmutableArray<string> Rubric { get; init; } = [];

    /// <summary>Kinds of records worth laying beside the report.</summary>
    public ImmutableArray<string> CorroboratedBy { get; init; } = [];

    /// <inheritdoc/>
    public override string Title => "自评";

    /// <inheritdoc/>
    public override ImmutableArray<string> Kinds => [Report, Review];

    /// <inheritdoc/>
    public override ImmutableArray<string> OwnKinds => CorroboratedBy;

    /// <inheritdoc/>
    public override Grade Grade => Grade.SelfReported;

    internal override IEnumerable<(string What, Setting Value)> Settings(TaskList list) => [("自评截止日", By), ("审查日数", ReviewWithin)];

    /// <summary><c>by</c> (else the list's parameter <c>attest-by</c>) · <c>review: { within-days }</c> (else <c>review-within-days</c>) · <c>rubric</c> ·
    /// <c>corroborated-by-facts</c>.</summary>
    public static Attest Read(MapReader map, ShapeContext context)
    {
        map.Ignore("corroborated-by");
        var review = map.Map("review");
        review?.Ignore("by");
        Attest attest = new()
        {
            By = context.Day(map, "by") ?? Default("attest-by", "12-31"),
            ReviewWithin = (review is null ? null : context.Number(review, "within-days")) ?? Default("review-within-days", "15"),
            Rubric = [.. map.Texts("rubric").Select(line => line.Text)],
            CorroboratedBy = map.Has("corroborated-by-facts") ? context.KindsOf(map, "corroborated-by-facts") : [],
        };
        review?.Done();
        return attest;

        Setting Default(string parameter, string otherwise) =>
            context.Parameters.ContainsKey(parameter) ? new([], parameter) : new([otherwise], null);
    }

    internal override Shape Reworded(Func<string, string> words) => this with { Rubric = [.. Rubric.Select(words)] };

    /// <summary>Once the year is over the report must name it, or it would be about the new one.</summary>
    internal override NextRecord Wants(Lane lane, Wanting at)
    {
        var next = new NextRecord(Report).With("obligation", FieldValue.Of(lane.Obligation.Id));
        return at.Day.Year == at.List.Year ? next : next.With(YearField, FieldValue.Of(at.List.Year));
    }

    /// <summary>A report that names the year may come after it; its reviews come with it.</summary>
    internal override Sight LooksAt(TaskList list) => Sight.OfYear(list.Year) with { Later = [Report] };

    internal override IEnumerable<Verdict> Judge(Question question)
    {
        var due = By.Days(question.List, question.Year.Last)[0];
        if (!question.OwesBy(due))
        {
            return [Verdict.NotOwed(question.YearLane)];
        }

        var reports = question
            .Records([Report])
            .Where(record => record.Unit == question.Unit.Id && IsMeant(record, question) && IsOfTheYear(record, question))
            .ToList();
        foreach (var earlier in reports.SkipLast(1))
        {
            question.Why?.PassOver(earlier, "之后另有新的自评报告");
        }

        var report = reports.LastOrDefault();
        var review = report is null
            ? null
            : question.Docket.Answers(report, Review).LastOrDefault(answer => MayReview(answer, report, question));
        var saysUndone = Outcome(review) == "approved" && report?.Field("rating")?.Text == "未落实";
        var (status, because) = (report, Outcome(review)) switch
        {
            (null, _) => (question.Waiting(due), $"应在{ChinaTime.Say(due)}前自评，尚未报送"),
            ({ }, null) => (Status.InReview, $"{ChinaTime.Say(report.On)}已报送自评，等待审查"),
            ({ }, "returned") => (Status.Returned, $"{ChinaTime.Say(review!.On)}审查退回，补正后重新报送"),
            ({ }, "rejected") => (Status.Overdue, $"{ChinaTime.Say(review!.On)}审查未通过，须落实后重新报送"),
            ({ }, _) when saysUndone => (Status.Returned, $"{Words.ReportedUndone}，落实后重新报送"),
            ({ }, _) => (question.Done(report.On, due), $"{ChinaTime.Say(report.On)}报送自评，{ChinaTime.Say(review!.On)}审查通过"),
        };
        return
        [
            new(question.YearLane, status)
            {
                Have = status is Status.Met or Status.MetLate ? 1 : 0,
                Need = 1,
                Due = due,
                Days = question.Year,
                Counted = [.. new[] { report, review }.OfType<Record>()],
                Notes = saysUndone ? [Words.ReportedUndone] : [],
                Because = because,
            },
        ];
    }

    internal override string Say(Verdict verdict, Question question) => verdict.Because!;

    internal override string? Missing(Verdict verdict) =>
        verdict.Status switch
        {
            Status.InReview => "还差审查意见",
            Status.Met or Status.MetLate => null,
            Status.Returned or Status.Overdue when verdict.Counted.Count > 0 => "还差补正后的自评报告",
            _ => "还差自评报告",
        };

    /// <summary>Proof belongs to the report; a review needs none.</summary>
    internal override EvidenceDemand Proof(Record record, Obligation obligation) =>
        record.Kind == Report ? obligation.Evidence : EvidenceDemand.None;

    /// <summary>An outcome nobody knows is no decision.</summary>
    private static string? Outcome(Record? review) =>
        review?.Field("outcome")?.Text is "approved" or "returned" or "rejected" ? review.Field("outcome")?.Text : null;

    /// <summary>A report names its obligation; a review is of such a report.</summary>
    internal override bool IsMeant(Record record, Question question) =>
        record.Kind == Review
            ? question.Docket.Find(record.Of) is { Kind: Report } report && IsMeant(report, question)
            : record.Field("obligation")?.Text == question.Obligation.Id;

    /// <summary>A report is about the year it names, and where it names none about the year of its day. So a report of January on the year before comes late
    /// instead of counting for the new year; before its year has begun nobody can report on it.</summary>
    private static bool IsOfTheYear(Record report, Question question)
    {
        var year = report.Field(YearField)?.Text;
        if ((year ?? $"{report.On.Year:0000}") != question.YearLane)
        {
            if (year is not null)
            {
                question.Why?.PassOver(report, $"报的是{year}年度");
            }

            return false;
        }

        if (report.On < question.Year.First)
        {
            question.Why?.PassOver(report, $"{year}年度还没有开始");
            return false;
        }

        return true;
    }

    private static bool MayReview(Record review, Record report, Question question)
    {
        if (review.Unit == report.Unit)
        {
            question.Why?.PassOver(review, "本单位不能审查自己的自评");
            return false;
        }

        // A neighbour says nothing to it: the township's word counts for its villages, the bureau's for its townships (counting.md §1).
        if (review.Unit != question.Unit.ParentOn(review.On))
        {
            question.Why?.PassOver(review, "不是上一级的审查");
            return false;
        }

        if (review.On < report.On)
        {
            question.Why?.PassOver(review, "早于它所审查的报告");
            return false;
        }

        return true;
    }
}
