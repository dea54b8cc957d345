namespace Cunju.Core.TaskLists;

/// <summary>统计数: a count of lanes that oversight shows. Every one can be asked of a lane, so that the list behind a count is the count.</summary>
public enum Figure
{
    /// <summary>应办: what the list itself sets down for the year and can be counted; not what only a record of one's own has started, and no self-reports.</summary>
    Expected,

    /// <summary>完成（程序产生）.</summary>
    ByProcedure,

    /// <summary>其中按期.</summary>
    ByProcedureInTime,

    /// <summary>完成（自记）.</summary>
    SelfRecorded,

    /// <summary>其中按期.</summary>
    SelfRecordedInTime,

    /// <summary>应报自评.</summary>
    Reports,

    /// <summary>自评通过.</summary>
    Approved,

    /// <summary>其中按期.</summary>
    ApprovedInTime,

    /// <summary>自评待审查.</summary>
    InReview,

    /// <summary>逾期未办（含退回和不可补正）, whatever started it.</summary>
    Late,

    /// <summary>待确认.</summary>
    Unclear,
}

/// <summary>汇总: counts and nothing else. The three grades stand apart and are never added up, and there is no rate to sort by.</summary>
public sealed class Totals
{
    private static readonly Figure[] Figures = Enum.GetValues<Figure>();

    private readonly int[] counts = new int[Figures.Length];

    /// <summary>Counts lanes.</summary>
    public Totals(IEnumerable<Lane> lanes)
    {
        foreach (var lane in lanes)
        {
            foreach (var figure in Figures)
            {
                counts[(int)figure] += Has(figure, lane) ? 1 : 0;
            }
        }
    }

    /// <summary>How many.</summary>
    public int this[Figure figure] => counts[(int)figure];

    /// <summary>Whether there is anything to show.</summary>
    public bool IsEmpty => Array.TrueForAll(counts, count => count == 0);

    /// <summary>Whether a lane is one of those a figure counts.</summary>
    public static bool Has(Figure figure, Lane lane) =>
        figure switch
        {
            Figure.Expected => IsOwed(lane) && lane.Grade != Grade.SelfReported,
            Figure.ByProcedure => IsOwed(lane) && lane.IsMet && lane.Grade == Grade.Procedure,
            Figure.ByProcedureInTime => Has(Figure.ByProcedure, lane) && lane.Status != Status.MetLate,
            Figure.SelfRecorded => IsOwed(lane) && lane.IsMet && lane.Grade == Grade.SelfRecorded,
            Figure.SelfRecordedInTime => Has(Figure.SelfRecorded, lane) && lane.Status != Status.MetLate,
            Figure.Reports => IsOwed(lane) && lane.Grade == Grade.SelfReported,
            Figure.Approved => Has(Figure.Reports, lane) && lane.IsMet,
            Figure.ApprovedInTime => Has(Figure.Approved, lane) && lane.Status != Status.MetLate,
            Figure.InReview => lane.Status == Status.InReview,
            Figure.Late => lane.Status is Status.Overdue or Status.Breached or Status.Returned,
            Figure.Unclear => lane.Status == Status.Undetermined,
        };

    private static bool IsOwed(Lane lane) =>
        lane.Status != Status.NotApplicable && lane.Need > 0 && !lane.Obligation.Shape.StartsFromRecords;
}

/// <summary>The fixed words of the figures.</summary>
public static class Figures
{
    /// <summary>The name in addresses (<c>by-procedure</c>).</summary>
    public static string Code(this Figure figure) =>
        figure switch
        {
            Figure.Expected => "expected",
            Figure.ByProcedure => "by-procedure",
            Figure.ByProcedureInTime => "by-procedure-in-time",
            Figure.SelfRecorded => "self-recorded",
            Figure.SelfRecordedInTime => "self-recorded-in-time",
            Figure.Reports => "reports",
            Figure.Approved => "approved",
            Figure.ApprovedInTime => "approved-in-time",
            Figure.InReview => "in-review",
            Figure.Late => "late",
            Figure.Unclear => "unclear",
        };

    /// <summary>What people read.</summary>
    public static string Title(this Figure figure) =>
        figure switch
        {
            Figure.Expected => "应办",
            Figure.ByProcedure => "完成（程序产生）",
            Figure.ByProcedureInTime => "按期完成（程序产生）",
            Figure.SelfRecorded => "完成（自记）",
            Figure.SelfRecordedInTime => "按期完成（自记）",
            Figure.Reports => "应报自评",
            Figure.Approved => "自评通过",
            Figure.ApprovedInTime => "按期报送并通过",
            Figure.InReview => "自评待审查",
            Figure.Late => "逾期未办",
            Figure.Unclear => "待确认",
        };

    /// <summary>What is counted, in one sentence.</summary>
    public static string Meaning(this Figure figure) =>
        figure switch
        {
            Figure.Expected => "清单定下的期次（一个单位、一个事项、一期为一项），不含自评，不含由本单位的记录引起的跟进事项，不适用的不计",
            Figure.ByProcedure => "应办的项中已完成，且全部由办事程序产生的记录支持",
            Figure.ByProcedureInTime => "其中在期限内完成的；按发生日认定，补录不算逾期",
            Figure.SelfRecorded => "应办的项中已完成，但计入的记录中有工作纪实（自记）",
            Figure.SelfRecordedInTime => "其中在期限内完成的；按发生日认定，补录不算逾期",
            Figure.Reports => "需要自评的定性事项，一个单位一个事项为一项",
            Figure.Approved => "自评已由上一级审查通过",
            Figure.ApprovedInTime => "其中在期限内报送的",
            Figure.InReview => "已报送自评，等上一级审查",
            Figure.Late => "过了期限还没有办、被退回补正、或不可补正的项；含跟进事项",
            Figure.Unclear => "清单的读法没有明确，或单位概况没有填，暂不下结论",
        };

    /// <summary>The figure of that name; null when there is none.</summary>
    public static Figure? Parse(string? code) =>
        Enum.GetValues<Figure>().Cast<Figure?>().FirstOrDefault(figure => figure!.Value.Code() == code);
}
