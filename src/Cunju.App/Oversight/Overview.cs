using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Oversight;

/// <summary>The boards of everything below a township or of a district as of two days: the records are read once and every unit is judged once.</summary>
public sealed class Overview
{
    private readonly Dictionary<string, Judgement> judged = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Unit, string Obligation), Explanation> explained = [];

    private Overview(Visit visit, Register register, Unit region, TwoDays days, Occurrence at, TaskList list, RecordBook book)
    {
        (Visit, Register, Region, Days, At, List, Book) = (visit, register, region, days, at, list, book);
        Parts = IsDistrict
            ? visit.Http.RequestServices.GetRequiredService<JudgedDistricts>().Of(list, register, book, at, JudgeDistrict)
            : [.. Below.Prepend(region).Select(unit => new Part(unit, [JudgementOf(unit).Board]))];
    }

    /// <summary>One row: a unit of the township, or a township of the district with its units; first the region's own duties.</summary>
    public sealed record Part(Unit Unit, ImmutableArray<Scoreboard> Boards)
    {
        /// <summary>All lanes of it.</summary>
        public IEnumerable<Lane> Lanes => Boards.SelectMany(board => board.Lanes);
    }

    public Visit Visit { get; }

    /// <summary>The units as they were known on the day that is asked about.</summary>
    public Register Register { get; }

    /// <summary>The township, or the bureau for the district.</summary>
    public Unit Region { get; }

    /// <summary>The two days as they were asked for.</summary>
    public TwoDays Days { get; }

    public Occurrence At { get; }

    public TaskList List { get; }

    public RecordBook Book { get; }

    /// <summary>In the order of the codes; the region itself first.</summary>
    public ImmutableArray<Part> Parts { get; }

    /// <summary>Whether it is the whole district.</summary>
    public bool IsDistrict => Region.KindOn(At.AsOf) == UnitKind.Bureau;

    /// <summary>Whether the question is about now.</summary>
    public bool IsNow => At.AsOf == Visit.Today && At.KnownAt is null;

    /// <summary>All boards in the order of the codes.</summary>
    public IEnumerable<Scoreboard> Boards => Parts.SelectMany(part => part.Boards);

    /// <summary>Reads the records in one query and judges everything; null where, as known then, the region did not stand in the register.</summary>
    public static async Task<Overview?> Ask(Visit visit, Unit region, TwoDays days)
    {
        var (asOf, knownAt) = (days.AsOf, days.KnownAt);
        var list = visit.Cell.ListOn(asOf, knownAt);
        var register = await visit.RegisterAt(knownAt);
        if (register.Find(region.Id) is not { } known)
        {
            return null;
        }

        region = known;
        var book =
            region.KindOn(visit.Today) == UnitKind.Bureau
                ? await visit.Cell.AllRecords(visit.Db, list, visit.Cancel)
                : await Cell.RecordsFor(visit.Db, register, region, list, visit.Cancel);
        return new(visit, register, region, days, new(asOf, knownAt, visit.Cell.Since), list, book);
    }

    /// <summary>Why a lane stands where it stands.</summary>
    public LaneExplanation Why(Unit unit, Lane lane)
    {
        if (!explained.TryGetValue((unit.Id, lane.Obligation.Id), out var explanation))
        {
            explanation = JudgementOf(unit).Explain(lane.Obligation);
            explained[(unit.Id, lane.Obligation.Id)] = explanation;
        }

        return explanation.Lanes.First(candidate => candidate.Lane.Name == lane.Name);
    }

    /// <summary>An address that keeps the two days of the question.</summary>
    public string Address(string path, params ReadOnlySpan<(string Name, string? Value)> query) => TwoDays.Address(Visit, At, path, query);

    /// <summary>The list behind a count.</summary>
    public string Behind(LaneFilter filter) => Address($"/{Region.Id}/oversight/lanes", [.. filter.Words]);

    /// <summary>A unit's page about one lane, as one of those a list is made of.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="among">What the list was asked for.</param>
    /// <param name="at">Its place in the list, from 1.</param>
    /// <param name="of">How long the list is.</param>
    public string WhyPage(Unit unit, Lane lane, LaneFilter among, int at, int of) =>
        Address(
            $"/{unit.Id}/scoreboard/{lane.Obligation.Id}",
            [("lane", lane.Name), .. new Walk(Region.Id, [.. among.Words], at, of, "").Words]
        );

    /// <summary>As people say it: the township before the unit where there are several.</summary>
    public string NameOf(Unit unit)
    {
        var name = unit.ShortNameOn(At.AsOf);
        return IsDistrict && unit.KindOn(At.AsOf) != UnitKind.Township && unit.ParentOn(At.AsOf) is { } parent
            ? $"{Register.Find(parent)?.ShortNameOn(At.AsOf)} · {name}"
            : name;
    }

    /// <summary>约束力.</summary>
    public static string Title(Modality modality) =>
        modality switch
        {
            Modality.Must => "应当",
            Modality.Should => "一般应",
            Modality.May => "可以",
            Modality.Encouraged => "鼓励",
        };

    private IEnumerable<Unit> Below => Register.Under(Region.Id, At.AsOf).Where(unit => unit.KindOn(At.AsOf) != UnitKind.Other);

    /// <summary>Hundreds of units that have nothing to do with each other: every core takes its share. Next to nothing of them is explained.</summary>
    private ImmutableArray<Part> JudgeDistrict()
    {
        return
        [
            new(Region, [Judge(Region)]),
            .. Below
                .AsParallel()
                .AsOrdered()
                .Select(unit => new Part(unit, [Judge(unit), .. Register.Under(unit.Id, At.AsOf).Select(Judge)])),
        ];

        Scoreboard Judge(Unit unit) => Evaluator.Evaluate(List, Register, unit, Book, At);
    }

    /// <summary>Of a township's few units much is explained, so each is judged with an ear for the reasons at once.</summary>
    private Judgement JudgementOf(Unit unit) =>
        judged.TryGetValue(unit.Id, out var known) ? known : judged[unit.Id] = new(List, Register, unit, Book, At);
}
