using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Shell;

/// <summary>逐项看: somebody above goes through a list of lanes, one page of reasons after another. The address of the page says which list and how far, so that the
/// way back, the one before and the one after are links. The next is the next after this lane, not the next number: a list gets shorter while one goes through it.</summary>
/// <param name="Region">Whose list it is.</param>
/// <param name="Filter">What the list was asked for, as its own address says it.</param>
/// <param name="At">The place in the list, from 1.</param>
/// <param name="Of">How long the list was.</param>
/// <param name="Key">The lane one is at.</param>
public sealed record Walk(string Region, ImmutableArray<(string Name, string? Value)> Filter, int At, int Of, string Key)
{
    /// <summary>The word of the address that names a lane, and the last piece of those that lead on from it.</summary>
    public const string KeyName = "lane-key",
        BeforeWay = "before",
        AfterWay = "after";

    /// <summary>How many lines a page of the list has.</summary>
    public const int PerPage = 100;

    private static readonly ImmutableArray<string> Names =
    [
        "figure",
        "part",
        "task",
        "measure",
        "modality",
        "obligation",
        "status",
        "due",
        "open",
        "as-of",
        "known-at",
    ];

    /// <summary>What the page of reasons is told beside its own words.</summary>
    public IEnumerable<(string Name, string? Value)> Words =>
        Filter
            .Where(pair => !pair.Name.EndsWith("-of", StringComparison.Ordinal) && !pair.Name.EndsWith("-at", StringComparison.Ordinal))
            .Concat([("among", Region), ("at", Number(At)), ("of", Number(Of))]);

    /// <summary>The list, at the page where one was.</summary>
    public string Back => Address("", At > PerPage ? [("page", Number((At - 1) / PerPage + 1))] : []);

    /// <summary>The one before; null at the first.</summary>
    public string? Before => At > 1 ? Address($"/{BeforeWay}", (KeyName, Key), ("at", Number(At))) : null;

    /// <summary>The one after; null at the last.</summary>
    public string? After => At < Of ? Address($"/{AfterWay}", (KeyName, Key), ("at", Number(At))) : null;

    /// <summary>What names a lane among all of a region.</summary>
    public static string KeyOf(Unit unit, Lane lane) => $"{unit.Id}/{lane.Obligation.Id}/{lane.Name}";

    /// <summary>Reads the address; null when it names no list that is the person's to see.</summary>
    public static Walk? From(Visit visit)
    {
        var query = visit.Http.Request.Query;
        return
            visit.Register.Find(query["among"].ToString()) is { } region
            && region.KindOn(visit.Today) is UnitKind.Township or UnitKind.Bureau
            && visit.Sees(region)
            && int.TryParse(query["at"], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && int.TryParse(query["of"], NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && at > 0
            && at <= of
            ? new(
                region.Id,
                [.. Names.Select(name => (name, (string?)query[name].ToString())).Where(pair => pair.Item2!.Length > 0)],
                at,
                of,
                $"{visit.Unit?.Id}/{visit.Http.GetRouteValue("obligation")}/{query["lane"]}"
            )
            : null;
    }

    private string Address(string path, params (string Name, string? Value)[] more) =>
        $"/{Region}/oversight/lanes{path}"
        + QueryString.Create(Filter.Concat(more).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
