using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists.Shapes;

namespace Cunju.Core.TaskLists;

/// <summary>认定: one unit judged once, with an ear for what is passed over, so that its board and every explanation come from the same judging. It says what
/// <see cref="Evaluator"/> and <see cref="Explainer"/> say; a page that explains much asks here.</summary>
public sealed class Judgement
{
    private readonly Dictionary<string, (Question Question, List<(Lane Lane, Verdict Verdict)> Lanes)> judged;

    /// <summary>Judges every obligation of the list for one unit.</summary>
    public Judgement(TaskList list, Register register, Unit unit, RecordBook records, Occurrence at)
    {
        Docket docket = new(register, unit, records, at);
        judged = list
            .Obligations.Select(obligation => new Question(list, obligation, unit, docket, at, new Reasons()))
            .ToDictionary(
                question => question.Obligation.Id,
                question => (question, Evaluator.Concerns(question.Obligation, unit) ? Evaluator.Judge(question).ToList() : []),
                StringComparer.Ordinal
            );
        Board = new(
            list,
            unit,
            at,
            [.. list.Obligations.SelectMany(obligation => judged[obligation.Id].Lanes).Select(judged => judged.Lane)]
        );
    }

    /// <summary>Every lane.</summary>
    public Scoreboard Board { get; }

    /// <summary>Everything behind the lanes of one obligation.</summary>
    public Explanation Explain(Obligation obligation) => Explainer.Explain(judged[obligation.Id].Question, judged[obligation.Id].Lanes);

    /// <summary>Why one lane of the board stands where it stands: the reason alone, without the status and the final 。</summary>
    public string ReasonOf(Lane lane)
    {
        var (question, lanes) = judged[lane.Obligation.Id];
        return Explainer.Reason(lane, lanes.First(other => other.Lane.Name == lane.Name).Verdict, question);
    }
}
