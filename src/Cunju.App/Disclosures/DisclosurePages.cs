using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.App.TaskLists;
using Cunju.Core.Calendars;
using Cunju.Core.Disclosures;
using Cunju.Core.Documents;
using Cunju.Core.Filings;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Disclosures;

/// <summary>The periods of a year, each with its case if it has one.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="List">The list of the year.</param>
/// <param name="Rows">Every period with its case.</param>
/// <param name="MayDraft">Whether the person may begin one.</param>
/// <param name="YearBefore">The year before, when it has a list of its own.</param>
public sealed record DisclosureYear(
    Unit Unit,
    TaskList List,
    ImmutableArray<(DisclosurePeriod Period, Disclosure? Disclosure)> Rows,
    bool MayDraft,
    int? YearBefore
);

/// <summary>The form of a draft.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Period">Which period.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Step">The step.</param>
/// <param name="Action">Where it is posted.</param>
/// <param name="Seen">The version shown.</param>
public sealed record DraftForm(Unit Unit, DisclosurePeriod Period, FormState Form, Step Step, string Action, int Seen);

/// <summary>One disclosure with everything a person may see and do.</summary>
public sealed record DisclosureView(
    Unit Unit,
    Disclosure Disclosure,
    DisclosurePeriod? Period,
    DisclosureContent Content,
    ImmutableArray<Refusal> Faults,
    ImmutableArray<string> Doubts,
    ImmutableArray<PartChange> Changes,
    ImmutableDictionary<string, string> Said,
    (DateOnly? Object, DateOnly? Reply, DateOnly? Inquiry) Clocks,
    ImmutableArray<Step> Steps,
    FormState Form,
    DraftForm? Draft,
    ImmutableArray<RecordedMeeting> Meetings,
    ImmutableArray<RecordedVote> Assemblies,
    int Supervisors,
    Filing? Filing,
    Step? Filer,
    ImmutableArray<string> Scans,
    bool Own
);

/// <summary>Pages of disclosures at the desk.</summary>
public static class DisclosurePages
{
    private static readonly Procedure<Disclosure, DisclosureState, DisclosureFact> Table = DisclosureProcedure.Table;

    /// <summary>Hangs them.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(Table, Index);
        pages.Opening<DraftDisclosure>(Table, Opening);
        pages.Case<Disclosure>(Table, Case);
        pages.Unit($"{Table.Name}/{{number}}/poster", Poster);
        pages.Unit($"{Table.Name}/{{number}}/poster.docx", PosterFile);
        pages.Unit($"{Table.Name}/{{number}}/review-sheet", ReviewSheet);
        pages.Unit($"{Table.Name}/{{number}}/review-sheet.docx", ReviewSheetFile);
        pages.Unit($"{Table.Name}/{{number}}/files/{{digest}}", File);
        ImportPages.Map(pages);
    }

    /// <summary>A step of the table.</summary>
    public static Step StepOf<TAct>()
        where TAct : Act => Table.Steps.First(step => step.Act == typeof(TAct));

    /// <summary>The text of an aside; null when there is none or it was erased.</summary>
    public static async Task<string?> TextOf(CunjuDb db, AsideRef? aside, CancellationToken cancel) =>
        aside is null ? null : (await db.Asides.AsNoTracking().FirstOrDefaultAsync(row => row.Id == aside.Id, cancel))?.Text;

    /// <summary>The texts that are still there, by the aside's id; nothing is asked where nothing is wanted.</summary>
    public static async Task<ImmutableDictionary<string, string>> TextsOf(
        CunjuDb db,
        IEnumerable<AsideRef> asides,
        CancellationToken cancel
    )
    {
        string[] wanted = [.. asides.Select(aside => aside.Id).Distinct()];
        return wanted.Length == 0
            ? ImmutableDictionary<string, string>.Empty
            : (
                await db
                    .Asides.AsNoTracking()
                    .Where(row => wanted.Contains(row.Id))
                    .ToDictionaryAsync(row => row.Id, row => row.Text, cancel)
            ).ToImmutableDictionary();
    }

    /// <summary>A disclosure of the unit by the number in the address.</summary>
    public static async Task<Disclosure?> Named(Visit visit, Unit unit)
    {
        var number = (string)visit.Http.Request.RouteValues["number"]!;
        return await visit.Db.Set<Disclosure>().FirstOrDefaultAsync(kept => kept.Unit == unit.Id && kept.Number == number, visit.Cancel);
    }

    /// <summary>Whether a person may see it: the unit always, those above what was put up, and the township what it was asked to look into.</summary>
    public static bool IsOpen(Visit visit, Unit unit, Disclosure disclosure) =>
        visit.Actor!.Organisation == unit.Id || disclosure.Latest is not null || WasAsked(visit, unit, disclosure);

    /// <summary>Whether the person's township was asked to look into what the supervisors and the committees disagree about.</summary>
    private static bool WasAsked(Visit visit, Unit unit, Disclosure disclosure) =>
        (disclosure.Chain.EscalatedOn is not null || disclosure.Chain.Earlier.Any(round => round.EscalatedOn is not null))
        && unit.ParentOn(visit.Today) == visit.Actor!.Organisation;

    private static async Task<IResult> Index(Visit visit, Unit unit)
    {
        var list = int.TryParse(visit.Http.Request.Query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? visit.Cell.ListFor(unit, year)
            : visit.Cell.ListFor(unit, visit.Today);
        var prefix = $"{list.Year}-";
        var made = await visit
            .Db.Set<Disclosure>()
            .Where(kept => kept.Unit == unit.Id && kept.Period.StartsWith(prefix) && kept.State != DisclosureState.Dropped)
            .ToListAsync(visit.Cancel);
        var rows = DisclosurePeriod
            .Of(list, unit.KindOn(visit.Today))
            .Select(period => (period, made.FirstOrDefault(kept => kept.Period == period.Name && IsOpen(visit, unit, kept))));
        return Show.Page<DisclosureIndex, DisclosureYear>(
            visit,
            $"{list.Year}年公开 · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                list,
                [.. rows],
                visit.May(StepOf<DraftDisclosure>(), unit),
                visit.Cell.ListFor(unit, list.Year - 1).Year is var before && before < list.Year ? before : null
            )
        );
    }

    private static async Task<IResult> Opening(Visit visit, Unit unit, FormState form)
    {
        var name = form[nameof(DraftDisclosure.Period)];
        var list = DisclosurePeriod.YearOf(name) is { } year ? visit.Cell.ListFor(unit, year) : visit.Cell.ListFor(unit, visit.Today);
        if (DisclosurePeriod.Taking(list, unit.KindOn(visit.Today), name) is not { } period)
        {
            return Results.Redirect($"/{unit.Id}/{Table.Name}");
        }

        if (HttpMethods.IsGet(visit.Http.Request.Method))
        {
            var running = await visit
                .Db.Set<Disclosure>()
                .FirstOrDefaultAsync(
                    kept => kept.Unit == unit.Id && kept.Period == period.Name && kept.State != DisclosureState.Dropped,
                    visit.Cancel
                );
            if (running is not null)
            {
                return Results.Redirect($"/{unit.Id}/{Table.Name}/{running.Number}");
            }

            form = Typed(form, await Proposal.Of(visit, unit, period));
        }

        return Show.Page<DraftPage, DraftForm>(
            visit,
            $"拟定{DisclosureWords.Title(period.Name)}",
            new(unit, period, form, StepOf<DraftDisclosure>(), $"/{unit.Id}/{Table.Name}/new/{StepOf<DraftDisclosure>().Verb}", 0)
        );
    }

    /// <summary>The form with a text in its fields.</summary>
    public static FormState Typed(FormState form, DisclosureContent content) =>
        form.With(nameof(DraftingAct.Party), content.TextOf(DisclosureSubject.Party))
            .With(nameof(DraftingAct.Affairs), content.TextOf(DisclosureSubject.Affairs))
            .With(nameof(DraftingAct.Services), content.TextOf(DisclosureSubject.Services))
            .With(nameof(DraftingAct.Finance), content.TextOf(DisclosureSubject.Finance))
            .With(nameof(DraftingAct.Books), content.Books);

    private static async Task<IResult> Case(Visit visit, Unit unit, Disclosure disclosure, FormState? form)
    {
        var own = visit.Actor!.Organisation == unit.Id;
        var list = visit.Cell.ListFor(unit, DisclosurePeriod.YearOf(disclosure.Period)!.Value);
        var kind = unit.KindOn(visit.Today);
        var period = DisclosurePeriod.Find(list, kind, disclosure.Period);
        // Those above read what hangs; a draft and what was said about it are the unit's own, and of the township that was asked.
        var inside = own || WasAsked(visit, unit, disclosure);
        var written = inside ? disclosure.Content : null;
        var hangs = disclosure.Latest is { Withheld: false } latest ? latest.Content : null;
        var chain = inside ? disclosure.Chain : disclosure.Chain with { Opinion = null, Reply = null, Answer = null, Earlier = [] };
        disclosure = disclosure with { Chain = chain };
        // What was written is looked at before it is put up, beside what it follows.
        var ahead =
            inside && disclosure.State is not (DisclosureState.OnDisplay or DisclosureState.MustRepublish or DisclosureState.Displayed);
        var old = ahead ? disclosure.TextBefore : null;
        var said = await TextsOf(visit.Db, chain.Words().Append(written).Append(hangs).Append(old).OfType<AsideRef>(), visit.Cancel);
        // What is withheld is the unit's alone, also when the township was asked about it once: by its words, wherever they stand.
        bool MayRead(AsideRef text) => own || DisclosureCheck.WithheldAs(disclosure, said.GetValueOrDefault(text.Id, "")) is null;
        var shown = written is not null && MayRead(written) ? written : hangs;
        var content = DisclosureContent.Read(shown is null ? "" : said.GetValueOrDefault(shown.Id, ""));
        ImmutableArray<Step> steps =
        [
            .. Table.Steps.Where(step => !step.Opens && step.From.Contains(disclosure.State.ToString()) && visit.May(step, unit)),
        ];
        var saving = StepOf<SaveDraft>();
        var draft =
            period is not null && steps.Contains(saving)
                ? new DraftForm(
                    unit,
                    period,
                    form?.Verb == saving.Verb ? form : Typed(FormState.Empty(saving.Verb), content),
                    saving,
                    $"/{unit.Id}/{Table.Name}/{disclosure.Number}/{saving.Verb}",
                    disclosure.Version
                )
                : null;
        var holders = await People.Holders.Of(visit.Db, unit.Id, visit.Cancel);
        var phones = DisclosureModule.OfficePhones(unit, holders, visit.Cell.Data, visit.Today);
        var filing = await Filings.FilingPages.Of(visit, new(unit.Id, Table.Name, disclosure.Number));
        return Show.Page<DisclosurePage, DisclosureView>(
            visit,
            $"{DisclosureWords.Title(disclosure.Period)} · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                disclosure,
                period,
                content,
                draft is null || period is null
                    ? []
                    :
                    [
                        .. DisclosureCheck.Faults(content, period, visit.Today, phones),
                        .. DisclosureCheck.SaidAgain(disclosure, content) is { } again ? [again] : (Refusal[])[],
                    ],
                ahead && period is not null ? await DoubtsOf(visit, unit, period, content.Books) : [],
                old is not null && shown == written && MayRead(old) && said.TryGetValue(old.Id, out var before)
                    ? DisclosureContent.Changes(before, content.ToText())
                    : [],
                said,
                DisclosureProcedure.Clocks(disclosure, kind, visit.Cell.Law),
                steps,
                form ?? FormState.Empty(""),
                draft,
                disclosure.State == DisclosureState.Reviewed
                    ? await DisclosureModule.Meetings(visit.Db, unit.Id, chain.ReviewedOn!.Value, visit.Cancel)
                    : [],
                own && steps.Contains(StepOf<DecideObjection>()) && chain.RepliedOn is { } replied
                    ? await DisclosureModule.Assemblies(visit.Db, unit.Id, chain.AnsweredOn ?? chain.EscalatedOn ?? replied, visit.Cancel)
                    : [],
                holders.Count(holder =>
                    holder.Tenure.InForceOn(visit.Today)
                    && visit.Cell.Data.Offices.PermissionsOf([holder.Tenure.Office]).Contains(DisclosureProcedure.Review.Id)
                ),
                filing,
                filing is null && disclosure.Latest is { Withheld: false } && own ? Filings.FilingPages.Filing(visit, unit) : null,
                await ScansFor(visit, unit, disclosure, filing is not null),
                own
            )
        );
    }

    /// <summary>请核对: what of the books should be looked at, beside those that were published the month before.</summary>
    public static async Task<ImmutableArray<string>> DoubtsOf(Visit visit, Unit unit, DisclosurePeriod period, string books)
    {
        var month = period.Books.AddMonths(-1);
        var name = DisclosurePeriod
            .Of(visit.Cell.ListFor(unit, month.AddMonths(1).Year), unit.KindOn(visit.Today))
            .FirstOrDefault(other => other.Books == month)
            ?.Name;
        var last =
            books.Length == 0 || name is null
                ? null
                : await visit
                    .Db.Set<Disclosure>()
                    .FirstOrDefaultAsync(
                        kept => kept.Unit == unit.Id && kept.Period == name && kept.State != DisclosureState.Dropped,
                        visit.Cancel
                    );
        // What was withheld says nothing to the township that was asked about another month.
        var kept = last?.Latest is { } latest && (!latest.Withheld || visit.Actor!.Organisation == unit.Id) ? latest.Content : null;
        var text = await TextOf(visit.Db, kept, visit.Cancel);
        return [.. DisclosureCheck.Doubts(books, text is null ? null : DisclosureCheck.BookIn(DisclosureContent.Read(text).Books))];
    }

    private static async Task<IResult> Poster(Visit visit, Unit unit) =>
        await SheetOf(visit, unit) is { } sheet
            ? Show.Paper<PosterPage, PosterSheet>(visit, $"公示单 {sheet.Poster.Paper.Number}", sheet)
            : Pages.NotFound();

    private static async Task<IResult> PosterFile(Visit visit, Unit unit) =>
        await SheetOf(visit, unit) is { } sheet
            ? Papers.File(
                PosterDocx.Write(sheet.Poster, sheet.Size, sheet.Draft ? PosterSheet.DraftWords : null, sheet.Address),
                $"公示单 {sheet.Number}"
            )
            : Pages.NotFound();

    /// <summary>The sheet for the board, which only the unit prints; null when there is none.</summary>
    private static async Task<PosterSheet?> SheetOf(Visit visit, Unit unit)
    {
        if (await Named(visit, unit) is not { } disclosure || visit.Actor!.Organisation != unit.Id)
        {
            return null;
        }

        var list = visit.Cell.ListFor(unit, DisclosurePeriod.YearOf(disclosure.Period)!.Value);
        var wanted = PosterSheet.Printed(disclosure).Hangs?.Content ?? disclosure.Content;
        var content = DisclosureContent.Read(await TextOf(visit.Db, wanted, visit.Cancel) ?? "");
        var period = DisclosurePeriod.Find(list, unit.KindOn(visit.Today), disclosure.Period);
        return PosterSheet.Of(visit, unit, disclosure, period, content);
    }

    private static async Task<IResult> ReviewSheet(Visit visit, Unit unit) =>
        await ReviewSheetOf(visit, unit) is { } written
            ? Papers.Page(visit, written.Sheet, $"/{unit.Id}/{Table.Name}/{written.Number}", written.Address)
            : Pages.NotFound();

    private static async Task<IResult> ReviewSheetFile(Visit visit, Unit unit) =>
        await ReviewSheetOf(visit, unit) is { } written
            ? Papers.File(written.Sheet, written.Address, $"审签单 {written.Number}")
            : Pages.NotFound();

    /// <summary>The sheet on which the reviewers sign, the unit's own; null when there is none.</summary>
    private static async Task<(Document Sheet, string Number, string? Address)?> ReviewSheetOf(Visit visit, Unit unit)
    {
        if (await Named(visit, unit) is not { Content: not null } disclosure || visit.Actor!.Organisation != unit.Id)
        {
            return null;
        }

        string[] wanted = [.. disclosure.Chain.Words().Append(disclosure.Content).Select(aside => aside.Id)];
        var said = await visit
            .Db.Asides.Where(row => wanted.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Text, visit.Cancel);
        var sheet = DisclosurePapers.ReviewSheet(
            unit,
            disclosure,
            DisclosureContent.Read(said.GetValueOrDefault(disclosure.Content.Id, "")),
            said,
            await Filings.FilingPages.Of(visit, new(unit.Id, Table.Name, disclosure.Number)),
            visit.Today
        );
        return (
            sheet with
            {
                Practice = visit.Cell.Practice,
            },
            disclosure.Number,
            // It is signed before anything is online and kept inside afterwards: the code leads to the unit's own page.
            BaseAddress.Of(visit.Http)?.At($"/{unit.Id}/{Table.Name}/{disclosure.Number}")
        );
    }

    private static async Task<IResult> File(Visit visit, Unit unit)
    {
        var digest = (string)visit.Http.Request.RouteValues["digest"]!;
        return
            await Named(visit, unit) is { } disclosure
            && disclosure.Scans.Contains(digest)
            && (
                await ScansFor(
                    visit,
                    unit,
                    disclosure,
                    await Filings.FilingPages.Of(visit, new(unit.Id, Table.Name, disclosure.Number)) is not null
                )
            ).Contains(digest)
            ? await StoredFiles.Answer(visit, unit, digest)
            : Pages.NotFound();
    }

    /// <summary>Which scans the person may open. They show signatures and seals: the unit and the township that examines what was filed, nobody else.</summary>
    private static async Task<ImmutableArray<string>> ScansFor(Visit visit, Unit unit, Disclosure disclosure, bool isFiled) =>
        visit.Actor!.Organisation == unit.Id ? disclosure.Scans
        : isFiled && unit.ParentOn(visit.Today) == visit.Actor.Organisation ? await SignedSheets.Shown(visit, disclosure)
        : [];

    /// <summary>A day as forms write it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The state in Chinese, from the table; what has hung long enough and still hangs is called what residents read of it.</summary>
    public static string StateWord(Disclosure disclosure, DateOnly today) =>
        disclosure is { State: DisclosureState.OnDisplay, Latest: { } latest }
        && latest.Sheets.All(hung => hung.Until is not null || hung.KeptUntil < today)
            ? "公布期已满，还在栏上"
            : Table.States.First(known => known.Name == disclosure.State.ToString()).Title;

    /// <summary>One line on what the board shows: until when it hangs.</summary>
    public static string Hanging(Showing showing, DateOnly today) =>
        string.Join(
            "；",
            showing.Sheets.Select(sheet =>
                sheet.Early is not null ? $"{sheet.Sheet.Title()}{ChinaTime.Say(sheet.Until!.Value)}提前撤下"
                : sheet.Until is { } until ? $"{sheet.Sheet.Title()}已于{ChinaTime.Say(until)}撤下"
                : $"{sheet.Sheet.Title()}至少公布到{ChinaTime.Say(sheet.KeptUntil)}"
            )
        );
}
