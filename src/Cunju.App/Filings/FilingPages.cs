using System.Collections.Immutable;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.Core.Documents;
using Cunju.Core.Filings;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Filings;

/// <summary>The filings of a unit, or of all units of a township: what waits first.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Rows">Each with the unit that filed it.</param>
/// <param name="AreMore">Whether there are older ones in order that are not listed.</param>
/// <param name="Year">The year asked for, all of which is listed; null for the latest.</param>
/// <param name="Years">The years one may ask for; empty where everything is listed.</param>
public sealed record FilingList(
    Unit Unit,
    ImmutableArray<(Filing Filing, Unit Of)> Rows,
    bool AreMore,
    int? Year,
    ImmutableArray<int> Years
);

/// <summary>One filing.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Filing">The filing.</param>
/// <param name="Opinions">The township's words by the aside's id.</param>
/// <param name="Steps">What the person may do.</param>
/// <param name="Newer">The edition that was published after the one that lies with the township; null when none was.</param>
/// <param name="IsHidden">Whether what lies with the township was withheld, so that nobody outside the unit can read it.</param>
/// <param name="Own">Whether it is the unit's own person who looks.</param>
/// <param name="Form">What was typed.</param>
public sealed record FilingView(
    Unit Unit,
    Filing Filing,
    ImmutableDictionary<string, string> Opinions,
    ImmutableArray<Step> Steps,
    int? Newer,
    bool IsHidden,
    bool Own,
    FormState Form
);

/// <summary>备案的页面.</summary>
public static class FilingPages
{
    /// <summary>How many of those in order one page lists; what waits is listed to the last.</summary>
    public const int MostInOrder = 100;

    /// <summary>What stands where words were erased.</summary>
    public const string Erased = "（文字已按规定删除）";

    private static readonly Procedure<Filing, FilingState, FilingFact> Table = FilingProcedure.Table;
    private static readonly Step Filer = Table.Steps.First(step => step.Act == typeof(FilePaper));
    private static readonly Step Examiner = Table.Steps.First(step => step.Act == typeof(ExaminePaper));

    /// <summary>Hangs them.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(Table, Index);
        pages.Opening<FilePaper>(Table, Opening);
        pages.Case<Filing>(Table, Case);
        pages.Unit($"{Table.Name}/{{number}}/cover", (visit, unit) => Paper(visit, unit, CoverOf));
        pages.Unit($"{Table.Name}/{{number}}/cover.docx", (visit, unit) => File(visit, unit, CoverOf, "备案报送函"));
        pages.Unit($"{Table.Name}/{{number}}/receipt", (visit, unit) => Paper(visit, unit, ReceiptOf));
        pages.Unit($"{Table.Name}/{{number}}/receipt.docx", (visit, unit) => File(visit, unit, ReceiptOf, "备案回执"));
    }

    /// <summary>The step of filing, when the person may take it at that unit.</summary>
    public static Step? Filing(Visit visit, Unit unit) => visit.May(Filer, unit) ? Filer : null;

    /// <summary>The filing of a case; null when it has none.</summary>
    public static async Task<Filing?> Of(Visit visit, CaseKey key)
    {
        var about = Core.Filings.Filing.AboutOf(key.Procedure, key.Number);
        return await visit.Db.Set<Filing>().FirstOrDefaultAsync(filing => filing.Unit == key.Unit && filing.About == about, visit.Cancel);
    }

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
        // An order is the unit's to obey; once its term has passed the township is told too.
        var waits = found
            .Where(filing => filing.State == FilingState.Filed ? isTownship : !isTownship || FilingProcedure.IsOverdue(filing, visit.Today))
            .ToList();
        var papers = await Modules.PapersOf(
            visit.Db,
            [.. waits.Where(filing => filing.State == FilingState.Filed).Select(KeyOf)],
            visit.Cancel
        );
        return
        [
            .. waits
                .Select(filing => new Awaiting(
                    $"/{filing.Unit}/filings/{filing.Number}",
                    below[filing.Unit],
                    $"{filing.Paper.Title}：{What(filing)}",
                    filing.Latest.ExaminedOn ?? filing.Latest.FiledOn
                ))
                .OrderBy(waiting => waiting.Since)
                .ThenBy(waiting => waiting.Unit.Id, StringComparer.Ordinal),
        ];

        string What(Filing filing) =>
            filing.State != FilingState.Filed ? FilingProcedure.Say(filing, visit.Today)
            : Hides(papers.GetValueOrDefault(KeyOf(filing)), filing) ? "报来的已停止显示，等更正后重新报送"
            : "等审查";
    }

    private static CaseKey KeyOf(Filing filing) => new(filing.Unit, filing.Paper.Procedure, filing.Paper.Number);

    private static Task<PaperAtHand?> PaperOf(Visit visit, Filing filing) => Modules.PaperOf(visit.Db, KeyOf(filing), visit.Cancel);

    /// <summary>A paper that is not at hand any more hides what was filed of it, too.</summary>
    private static bool Hides(PaperAtHand? paper, Filing filing) => paper?.Hides(filing) ?? true;

    private static async Task<IResult> Index(Visit visit, Unit unit)
    {
        var places = (unit.KindOn(visit.Today) == UnitKind.Township ? visit.Register.Under(unit.Id, visit.Today) : [unit]).ToDictionary(
            place => place.Id
        );
        string[] codes = [.. places.Keys];
        var year = visit.YearAsked("year");
        var prefix = year is { } asked ? $"{asked}-" : "";
        var all = visit.Db.Set<Filing>().Where(filing => codes.Contains(filing.Unit));
        var ofYear = all.Where(filing => filing.Number.StartsWith(prefix));
        var found = await ofYear.Where(filing => filing.State != FilingState.InOrder).ToListAsync(visit.Cancel);
        var inOrder = await ofYear
            .Where(filing => filing.State == FilingState.InOrder)
            .OrderByDescending(filing => filing.Number)
            .ThenBy(filing => filing.Unit)
            .Take(year is null ? MostInOrder + 1 : int.MaxValue)
            .ToListAsync(visit.Cancel);
        var areMore = year is null && inOrder.Count > MostInOrder;
        return Show.Page<FilingIndex, FilingList>(
            visit,
            $"备案 · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                [
                    .. Latest(found)
                        .Concat(Latest(areMore ? inOrder.Take(MostInOrder) : inOrder))
                        .Select(filing => (filing, places[filing.Unit])),
                ],
                areMore,
                year,
                areMore || year is not null ? await visit.YearsOf(all.Select(filing => filing.Number)) : []
            )
        );
    }

    private static IEnumerable<Filing> Latest(IEnumerable<Filing> filings) =>
        filings.OrderByDescending(filing => filing.Latest.FiledOn).ThenBy(filing => filing.Unit, StringComparer.Ordinal);

    /// <summary>Nothing is filed from a blank form: the button stands on the paper itself.</summary>
    private static Task<IResult> Opening(Visit visit, Unit unit, FormState form) =>
        Task.FromResult<IResult>(Show.Page<FilePaperPage, FormState>(visit, "报镇街备案", form));

    private static async Task<IResult> Case(Visit visit, Unit unit, Filing filing, FormState? form)
    {
        string[] wanted = [.. filing.Rounds.Select(round => round.Opinion?.Id).OfType<string>()];
        var opinions = await visit
            .Db.Asides.Where(row => wanted.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Text, visit.Cancel);
        var paper = await PaperOf(visit, filing);
        var newer = paper?.Edition > filing.Latest.Edition ? paper.Edition : (int?)null;
        return Show.Page<FilingPage, FilingView>(
            visit,
            $"备案 {filing.Number} · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                filing,
                opinions.ToImmutableDictionary(),
                [
                    .. Table.Steps.Where(step =>
                        !step.Opens
                        && step.From.Contains(filing.State.ToString())
                        && visit.May(step, unit)
                        // What waits is not to be handed in again but for a newer edition.
                        && (step.Act != typeof(FileAgain) || filing.State != FilingState.Filed || newer is not null)
                    ),
                ],
                newer,
                Hides(paper, filing),
                visit.Actor!.Organisation == unit.Id,
                form ?? FormState.Empty("")
            )
        );
    }

    private static async Task<IResult> Paper(Visit visit, Unit unit, Func<Visit, Unit, Filing, Task<Document?>> write) =>
        await Written(visit, unit, write) is { } written
            ? Papers.Page(visit, written.Document, $"/{unit.Id}/{Table.Name}/{written.Filing.Number}", AddressOf(visit, written.Filing))
            : Pages.NotFound();

    private static async Task<IResult> File(Visit visit, Unit unit, Func<Visit, Unit, Filing, Task<Document?>> write, string name) =>
        await Written(visit, unit, write) is { } written
            ? Papers.File(written.Document, AddressOf(visit, written.Filing), $"{name} {written.Filing.Number}")
            : Pages.NotFound();

    /// <summary>A paper of a filing, for whoever may see the filing; null when there is none.</summary>
    private static async Task<(Document Document, Filing Filing)?> Written(
        Visit visit,
        Unit unit,
        Func<Visit, Unit, Filing, Task<Document?>> write
    )
    {
        var number = (string)visit.Http.Request.RouteValues["number"]!;
        return
            await visit.Db.Set<Filing>().FirstOrDefaultAsync(kept => kept.Unit == unit.Id && kept.Number == number, visit.Cancel)
                is { } filing
            && Modules.MaySee(visit, unit, Table, filing)
            && await write(visit, unit, await Printed(visit, filing)) is { } document
            ? (document with { Practice = visit.Cell.Practice }, filing)
            : null;
    }

    /// <summary>A paper that is printed outside the unit says no digest of what was withheld: the words cut out of it could be guessed from it.</summary>
    private static async Task<Filing> Printed(Visit visit, Filing filing) =>
        visit.Actor!.Organisation != filing.Unit && Hides(await PaperOf(visit, filing), filing)
            ? filing with
            {
                Rounds = filing.Rounds.SetItem(filing.Rounds.Length - 1, filing.Latest with { Digest = "已停止显示，不再列出" }),
            }
            : filing;

    private static Task<Document?> CoverOf(Visit visit, Unit unit, Filing filing) =>
        Task.FromResult(
            TownshipOf(visit, unit, filing) is { } township
                ? FilingPapers.Cover(unit, township, filing, unit.ProfileOn(Core.Registry.ProfileKey.OfficePhone, visit.Today))
                : null
        );

    private static async Task<Document?> ReceiptOf(Visit visit, Unit unit, Filing filing)
    {
        var opinion = filing.Latest.Opinion is { } said
            ? (await visit.Db.Asides.FirstOrDefaultAsync(row => row.Id == said.Id, visit.Cancel))?.Text ?? Erased
            : null;
        return TownshipOf(visit, unit, filing) is { } township ? FilingPapers.Receipt(unit, township, filing, opinion) : null;
    }

    /// <summary>Whose inbox it came to.</summary>
    private static Unit? TownshipOf(Visit visit, Unit unit, Filing filing) =>
        unit.ParentOn(filing.Latest.FiledOn) is { } above ? visit.Register.Find(above) : null;

    private static string? AddressOf(Visit visit, Filing filing) =>
        BaseAddress.Of(visit.Http)?.At($"/{filing.Unit}/{Table.Name}/{filing.Number}");
}
