using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.Attestations;

/// <summary>What must be known before a report: the list, and what was reported already.</summary>
/// <param name="List">The list of the year the report is about.</param>
/// <param name="Reported">Obligations of that year that already have an attestation of the unit.</param>
public sealed record ReportingKnowledge(TaskList List, ImmutableHashSet<string> Reported);

/// <summary>自评与审查: the unit reports on a qualitative measure, the office above approves, returns or rejects; never the unit itself, never a score.</summary>
public static class AttestationProcedure
{
    /// <summary>报送自评.</summary>
    public static readonly Permission Report = new("attestations.report", "报送自评");

    /// <summary>审查下级的自评.</summary>
    public static readonly Permission Review = new("attestations.review", "审查自评");

    /// <summary>The table.</summary>
    public static readonly Procedure<Attestation, AttestationState, AttestationFact> Table = new Procedure<
        Attestation,
        AttestationState,
        AttestationFact
    >("attestations", "自评与审查", "当年的重点任务清单（定性措施的自评和审查）", attestation => attestation.State, After)
        .State(AttestationState.UnderReview, "待审查")
        .State(AttestationState.Returned, "退回补正")
        .State(AttestationState.Approved, "审查通过")
        .State(AttestationState.Rejected, "不予通过")
        .Knows<ReportingKnowledge>()
        .Counts(Tally, "self.report", "review.made")
        .Opens<ReportOnObligation>(
            "报送自评",
            [AttestationState.UnderReview],
            Report,
            (act, occasion) => Reported(act, act.Obligation!, occasion),
            YearHasItsList,
            IsOwedAndQualitative,
            NotReportedBefore
        )
        .Checks<ReportOnObligation>((_, act, _) => Complete(act))
        .Step<ReviseReport>(
            "重新报送",
            [AttestationState.Returned, AttestationState.Rejected, AttestationState.Approved],
            [AttestationState.UnderReview],
            Report,
            (attestation, act, occasion) => Reported(act, attestation.Obligation, occasion),
            OnlyWhatIsNotDoneYet
        )
        .Checks<ReviseReport>((_, act, _) => Complete(act))
        .Step<ReviewReport>(
            "提交审查意见",
            [AttestationState.UnderReview],
            [AttestationState.Approved, AttestationState.Returned, AttestationState.Rejected],
            Review,
            Reach.Below,
            Reviewed
        )
        .Checks<ReviewReport>((_, act, _) => Reasoned(act));

    /// <summary>The qualitative obligations a unit owes, in the order of the list.</summary>
    public static IEnumerable<Obligation> OwedBy(TaskList list, Places.Unit unit, DateOnly day) =>
        list.Obligations.Where(obligation =>
            obligation.Shape is Attest
            && (obligation.Named.IsEmpty ? obligation.Bearers.Contains(unit.KindOn(day)) : obligation.Named.Contains(unit.Id))
        );

    private static Refusal? YearHasItsList(ReportOnObligation act, Occasion occasion) =>
        (act.Year is { } year && year != Known(occasion).List.Year) || Known(occasion).List.InForce.First > occasion.Day
            ? new("attestations.year", "这一年度没有清单，或者还没有开始，不能自评。", Field: nameof(act.Year))
            : null;

    private static Refusal? IsOwedAndQualitative(ReportOnObligation act, Occasion occasion)
    {
        var list = Known(occasion).List;
        // A year that is over was owed by what the unit was then.
        var day = list.InForce.Last < occasion.Day ? list.InForce.Last : occasion.Day;
        return OwedBy(list, occasion.Unit, day).Any(obligation => obligation.Id == act.Obligation)
            ? null
            : new(
                "attestations.obligation",
                "这一项不需要本单位自评，请从完成情况里选择要自评的事项。",
                list.Source,
                nameof(act.Obligation)
            );
    }

    private static Refusal? NotReportedBefore(ReportOnObligation act, Occasion occasion) =>
        act.Obligation is { } obligation && Known(occasion).Reported.Contains(obligation)
            ? new("attestations.again", "这一项这一年度已经报送过自评；被退回的，请打开原来那份重新报送。", Field: nameof(act.Obligation))
            : null;

    private static Refusal? OnlyWhatIsNotDoneYet(Attestation attestation, ReviseReport act, Occasion occasion) =>
        attestation.State == AttestationState.Approved && attestation.Rating == Rating.Done
            ? new("attestations.settled", "审查已经通过，不用再报。")
            : null;

    private static IEnumerable<Refusal> Complete(ReportingAct act)
    {
        if (act.Rating is null)
        {
            yield return new("attestations.rating", "请选择总的落实情况。", Field: nameof(act.Rating));
        }

        if (act.Text is null)
        {
            yield return new("attestations.text", "请写几句话：做了什么、还差什么。审查的人只看得到您写的。", Field: nameof(act.Text));
        }
    }

    private static IEnumerable<Refusal> Reasoned(ReviewReport act)
    {
        if (act.Outcome is null)
        {
            yield return new("attestations.outcome", "请选择审查结论。", Field: nameof(act.Outcome));
        }
        else if (act.Outcome != ReviewOutcome.Approved && act.Opinion is null)
        {
            yield return new(
                "attestations.opinion",
                "退回或不通过的，请写明要补什么，村（社区）才知道怎么办。",
                Field: nameof(act.Opinion)
            );
        }
    }

    private static ObligationReported Reported(ReportingAct act, string obligation, Occasion occasion)
    {
        var list = Known(occasion).List;
        var rubric = list.Find(obligation)?.Shape is Attest attest ? attest.Rubric.Length : 0;
        var text = occasion.Aside("text", act.Text!);
        return new()
        {
            Obligation = obligation,
            Year = list.Year,
            Rating = act.Rating!.Value,
            Answers = [.. Enumerable.Range(0, rubric).Select(line => act.Answers.FirstOrDefault(answer => answer.Line == line)?.Said)],
            Text = text.Reference,
            Evidence = act.Evidence,
            Files = act.Files,
            On = occasion.Day,
            Asides = [text],
        };
    }

    private static ReportReviewed Reviewed(Attestation attestation, ReviewReport act, Occasion occasion)
    {
        var opinion = act.Opinion is { } words ? occasion.Aside("opinion", words) : null;
        return new(act.Outcome!.Value, opinion?.Reference, occasion.Actor.Organisation, occasion.Day)
        {
            Asides = opinion is null ? [] : [opinion],
        };
    }

    private static Attestation After(Attestation? before, AttestationFact fact) =>
        fact switch
        {
            ObligationReported report => (before ?? new()) with
            {
                State = AttestationState.UnderReview,
                Obligation = report.Obligation,
                Year = report.Year,
                Rating = report.Rating,
                Answers = report.Answers,
                Text = report.Text,
                Evidence = report.Evidence,
                Files = [.. (before?.Files ?? []).Union(report.Files)],
                ReportedOn = report.On,
            },
            ReportReviewed review => before! with
            {
                State = review.Outcome switch
                {
                    ReviewOutcome.Approved => AttestationState.Approved,
                    ReviewOutcome.Returned => AttestationState.Returned,
                    ReviewOutcome.Rejected => AttestationState.Rejected,
                },
                Outcome = review.Outcome,
                Opinion = review.Opinion,
                Reviewer = review.Reviewer,
                ReviewedOn = review.On,
            },
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };

    /// <summary>A report is the unit's record; a review is the reviewer's own record, and answers the latest report.</summary>
    private static IEnumerable<NewRecord> Tally(Attestation after, AttestationFact fact, Tallying at, IReadOnlyList<Record> own) =>
        fact switch
        {
            ObligationReported report =>
            [
                new("self.report", report.On)
                {
                    Fields = Fields([
                        ("obligation", report.Obligation),
                        ("rating", report.Rating.Title()),
                        // Within its year a report need not name it.
                        .. report.On.Year == report.Year ? [] : new[] { (Attest.YearField, $"{report.Year:0000}") },
                    ]),
                    Evidence = report.Evidence,
                },
            ],
            ReportReviewed review when own.LastOrDefault(record => record.Kind == "self.report") is { } report =>
            [
                new("review.made", review.On) { Of = report.Id, Fields = Fields(("outcome", review.Outcome.Code())) },
            ],
            _ => [],
        };

    private static ImmutableDictionary<string, FieldValue> Fields(params (string Name, string Text)[] fields) =>
        fields.ToImmutableDictionary(field => field.Name, field => FieldValue.Of(field.Text));

    private static ReportingKnowledge Known(Occasion occasion) => occasion.Known.Get<ReportingKnowledge>();
}
