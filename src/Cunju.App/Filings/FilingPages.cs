using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.Filings;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Filings;

/// <summary>The filings of a unit, or of all units of a township: what waits first.</summary>
public sealed record FilingList(Unit Unit, ImmutableArray<(Filing Filing, Unit Of)> Rows);

/// <summary>One filing.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Filing">The filing.</param>
/// <param name="Opinions">The township's words by the aside's id.</param>
/// <param name="Steps">What the person may do.</param>
/// <param name="Form">What was typed.</param>
public sealed record FilingView(
    Unit Unit,
    Filing Filing,
    ImmutableDictionary<string, string> Opinions,
    ImmutableArray<Step> Steps,
    FormState Form
);

/// <summary>备案的页面.</summary>
public static class FilingPages
{
    private const int Most = 200;
    private static readonly Procedure<Filing, FilingState, FilingFact> Table = FilingProcedure.Table;
    private static readonly Step Filer = Table.Steps.First(step => step.Act == typeof(FilePaper));
    private static readonly Step Examiner = Table.Steps.First(step => step.Act == typeof(ExaminePaper));

    /// <summary>Hangs them.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(Table, Index);
        pages.Opening<FilePaper>(Table, Opening);
        pages.Case<Filing>(Table, Case);
    }

    /// <summary>The step of filing, when the person may take it at that unit.</summary>
    public static Step? Filing(Visit visit, Unit unit) => visit.May(Filer, unit) ? Filer : null;

    /// <summary>The filing of a case; null when it has none.</summary>
    public static async Task<Filing?> Of(Visit visit, CaseKey key) =>
        (await visit.Db.Set<Filing>().Where(filing => filing.Unit == key.Unit).ToListAsync(visit.Cancel)).FirstOrDefault(filing =>
            filing.Paper.Procedure == key.Procedure && filing.Paper.Number == key.Number
        );

    /// <summary>What waits: for a township what was filed, for a unit what it must correct.</summary>
    public static async Task<IReadOnlyList<Awaiting>> Inbox(Visit visit, Unit unit)
    {
        var isTownship = unit.KindOn(visit.Today) == UnitKind.Township;
        var below = isTownship
            ? visit.Register.Under(unit.Id, visit.Today).ToDictionary(place => place.Id)
            : new Dictionary<string, Unit> { [unit.Id] = unit };
        if (below.Count == 0 || !visit.May(isTownship ? Examiner : Filer, below.Values.First()))
        {
            return [];
        }

        string[] codes = [.. below.Keys];
        var found = await visit
            .Db.Set<Filing>()
            .Where(filing => filing.State != FilingState.InOrder && codes.Contains(filing.Unit))
            .ToListAsync(visit.Cancel);
        return
        [
            .. found
                // An order is the unit's to obey; once its term has passed the township is told too.
                .Where(filing =>
                    filing.State == FilingState.Filed ? isTownship : !isTownship || FilingProcedure.IsOverdue(filing, visit.Today)
                )
                .Select(filing => new Awaiting(
                    $"/{filing.Unit}/filings/{filing.Number}",
                    below[filing.Unit],
                    $"{filing.Paper.Title}：{(filing.State == FilingState.Filed ? "等审查" : FilingProcedure.Say(filing, visit.Today))}",
                    filing.Latest.ExaminedOn ?? filing.Latest.FiledOn
                ))
                .OrderBy(waiting => waiting.Since)
                .ThenBy(waiting => waiting.Unit.Id, StringComparer.Ordinal),
        ];
    }

    private static async Task<IResult> Index(Visit visit, Unit unit)
    {
        var places = (unit.KindOn(visit.Today) == UnitKind.Township ? visit.Register.Under(unit.Id, visit.Today) : [unit]).ToDictionary(
            place => place.Id
        );
        string[] codes = [.. places.Keys];
        var found = await visit
            .Db.Set<Filing>()
            .Where(filing => codes.Contains(filing.Unit))
            .OrderBy(filing => filing.State == FilingState.InOrder)
            .ThenByDescending(filing => filing.Number)
            .ThenBy(filing => filing.Unit)
            .Take(Most)
            .ToListAsync(visit.Cancel);
        return Show.Page<FilingIndex, FilingList>(
            visit,
            $"备案 · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                [
                    .. found
                        .OrderBy(filing => filing.State == FilingState.InOrder)
                        .ThenByDescending(filing => filing.Latest.FiledOn)
                        .Select(filing => (filing, places[filing.Unit])),
                ]
            )
        );
    }

    /// <summary>Nothing is filed from a blank form: the button stands on the paper itself.</summary>
    private static Task<IResult> Opening(Visit visit, Unit unit, FormState form) =>
        Task.FromResult<IResult>(Show.Page<FilePaperPage, FormState>(visit, "报镇街备案", form));

    private static async Task<IResult> Case(Visit visit, Unit unit, Filing filing, FormState? form)
    {
        string[] wanted = [.. filing.Rounds.Select(round => round.Opinion?.Id).OfType<string>()];
        var opinions = await visit
            .Db.Asides.Where(row => wanted.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Text, visit.Cancel);
        return Show.Page<FilingPage, FilingView>(
            visit,
            $"备案 {filing.Number} · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                filing,
                opinions.ToImmutableDictionary(),
                [.. Table.Steps.Where(step => !step.Opens && step.From.Contains(filing.State.ToString()) && visit.May(step, unit))],
                form ?? FormState.Empty("")
            )
        );
    }
}
