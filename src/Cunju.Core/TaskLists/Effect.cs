using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists;

/// <summary>影响: what becomes of the lanes of some units when the list is read otherwise. Shown before an answer is given, and kept with it.</summary>
/// <param name="Changes">Every lane that stands elsewhere afterwards, by unit, then in the order of the list.</param>
public sealed record Effect(ImmutableArray<LaneChange> Changes)
{
    /// <summary>The day on which both were judged; null when nothing was.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>How many units are concerned.</summary>
    public int Units => Changes.Select(change => change.Unit.Id).Distinct(StringComparer.Ordinal).Count();

    /// <summary>How many lanes.</summary>
    public int Lanes => Changes.Length;

    /// <summary>How many lanes would stand worse than they do.</summary>
    public int Worse => Changes.Count(change => change.Turn > 0);

    /// <summary>How many would stand better.</summary>
    public int Better => Changes.Count(change => change.Turn < 0);

    /// <summary>A digest of every single change, so that two effects of equal size are not taken for each other.</summary>
    public string Digest
    {
        get
        {
            var text = new StringBuilder();
            foreach (var change in Changes)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{change.Unit.Id}\n{change.Obligation.Id}\n{change.Name}\n{Said(change.Before)}\n{Said(change.After)}\n"
                );
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

            // What a change consists of, as Between compares it.
            static string Said(Lane? lane) =>
                lane is null
                    ? ""
                    : string.Create(CultureInfo.InvariantCulture, $"{lane.Status.Code()} {lane.Due:yyyy-MM-dd} {lane.Have}/{lane.Need}");
        }
    }

    /// <summary>Compares the boards of the same units, given in the same order.</summary>
    public static Effect Between(IEnumerable<Scoreboard> before, IEnumerable<Scoreboard> after) =>
        new([.. before.Zip(after).SelectMany(pair => Between(pair.First, pair.Second))]);

    private static IEnumerable<LaneChange> Between(Scoreboard before, Scoreboard after)
    {
        var old = before.Lanes.ToDictionary(lane => (lane.Obligation.Id, lane.Name));
        foreach (var lane in after.Lanes)
        {
            _ = old.Remove((lane.Obligation.Id, lane.Name), out var was);
            if (was is null || was.Status != lane.Status || was.Due != lane.Due || was.Have != lane.Have || was.Need != lane.Need)
            {
                yield return new(after.Unit, lane.Obligation, was, lane);
            }
        }

        foreach (var gone in before.Lanes.Where(lane => old.ContainsKey((lane.Obligation.Id, lane.Name))))
        {
            yield return new(before.Unit, gone.Obligation, gone, null);
        }
    }
}

/// <summary>一项变化: one lane of one unit before and after.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Obligation">Of which obligation.</param>
/// <param name="Before">Null when the lane is new.</param>
/// <param name="After">Null when the lane is no more.</param>
public sealed record LaneChange(Unit Unit, Obligation Obligation, Lane? Before, Lane? After)
{
    /// <summary>The lane's name.</summary>
    public string Name => (After ?? Before)!.Name;

    /// <summary>Whether the status itself changes, and not only the day or the need.</summary>
    public bool OfStatus => Before?.Status != After?.Status;

    /// <summary>For the worse (more than 0), for the better (less), or neither: what was in order no longer is, what was late is no longer, and the like.</summary>
    public int Turn => Trouble(After?.Status).CompareTo(Trouble(Before?.Status));

    private static int Trouble(Status? status) =>
        status switch
        {
            Status.Met => 0,
            Status.MetLate or Status.Undetermined => 2,
            Status.Returned => 3,
            Status.Overdue => 4,
            Status.Breached => 5,
            _ => 1,
        };
}
