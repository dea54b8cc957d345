using Cunju.Core.Ledger;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>Listens while a shape judges and remembers which records it passed over and why. Judging is the same with and without a listener.</summary>
internal sealed class Reasons
{
    private readonly List<(string? Lane, Record Record, string Reason)> passedOver = [];

    /// <summary>In the order of the judging; a lane of null means: whichever lane its day falls in.</summary>
    public IReadOnlyList<(string? Lane, Record Record, string Reason)> PassedOver => passedOver;

    public void PassOver(Record record, string reason, string? lane = null) => passedOver.Add((lane, record, reason));
}
