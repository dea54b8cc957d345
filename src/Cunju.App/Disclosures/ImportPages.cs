using System.Collections.Immutable;
using Cunju.App.People;
using Cunju.App.Shell;
using Cunju.App.TaskLists;
using Cunju.Core.Disclosures;
using Cunju.Core.Places;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cunju.App.Disclosures;

/// <summary>A sheet that was sent, what was read of it, and what is wrong in it.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Disclosure">The draft it is for.</param>
/// <param name="Period">Which period.</param>
/// <param name="File">The file's name; null before one was sent.</param>
/// <param name="Book">The books; null when they could not be read, or do not add up.</param>
/// <param name="Faults">What must be mended, and what is worth knowing, each with its cell.</param>
/// <param name="Pasted">The books as text; empty when there are none.</param>
/// <param name="Content">The draft as it stands; what is not the books stays.</param>
public sealed record BooksImport(
    Unit Unit,
    Disclosure Disclosure,
    DisclosurePeriod Period,
    string? File,
    FinanceBook? Book,
    ImmutableArray<SheetFault> Faults,
    string Pasted,
    DisclosureContent Content
);

/// <summary>导入账表: send the month's sheet, see what was read and what does not add up, cell by cell, then take it into the draft. Nothing is kept in between.</summary>
public static class ImportPages
{
    /// <summary>The page of a disclosure on which they are imported.</summary>
    public const string Page = "books";

    private const string Path = $"disclosures/{{number}}/{Page}";

    /// <summary>Hangs them.</summary>
    public static void Map(Pages pages)
    {
        pages.Unit(
            Path,
            async (visit, unit) => await Begun(visit, unit) is { } import ? Shown(visit, import, 200) : (IResult)Pages.NotFound()
        );
        pages.Routes.Post($"/{{unit:regex(^[0-9]{{{{6,12}}}}$)}}/{Path}", (HttpContext http, string unit) => Read(http, unit));
    }

    private static async Task<IResult> Read(HttpContext http, string place)
    {
        if (await Visit.Begin(http, place) is not { Unit: { } unit, Actor: not null } visit || await Begun(visit, unit) is not { } import)
        {
            return Pages.NotFound();
        }

        var (_, files, genuine) = await Posted.Read(http, "import");
        if (!genuine)
        {
            return Refused("页面放得太久，已经过期，请再选一次文件。");
        }

        if (files is not [{ Length: > 0 } file])
        {
            return Refused("请选一个表格文件（xlsx、xls 或 csv）。");
        }

        if (file.Length > Uploads.Largest)
        {
            return Refused($"「{file.FileName}」超过 10 MB。请删去图片和用不到的工作表再传。");
        }

        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, visit.Cancel);
        var read = ExcelFile.Read(memory.ToArray(), file.FileName);
        if (!read.IsDone)
        {
            return Refused(string.Concat(read.Refusals.Select(refusal => refusal.Reason)));
        }

        var phones = DisclosureModule.OfficePhones(unit, await Holders.Of(visit.Db, unit.Id, visit.Cancel), visit.Cell.Data, visit.Today);
        var reading = FinanceReader.Read(read.Value.Grids, import.Period.Books);
        ImmutableArray<SheetFault> faults =
        [
            .. reading.Faults,
            .. Masking.Check(read.Value.Grids, visit.Today, phones),
            .. read.Value.Notes,
        ];
        var sound = reading.Book is not null && !faults.Any(fault => fault.IsFatal);
        var pasted = sound ? reading.Book!.ToText() : "";
        var doubts = await DisclosurePages.DoubtsOf(visit, unit, import.Period, pasted);
        return Shown(
            visit,
            import with
            {
                File = file.FileName,
                Book = reading.Book,
                Faults =
                [
                    .. faults.OrderByDescending(fault => fault.IsFatal),
                    .. doubts.Select(doubt => new SheetFault("", "", doubt, IsFatal: false)),
                ],
                Pasted = pasted,
            },
            sound ? 200 : 422
        );

        RazorComponentResult Refused(string why) => Shown(visit, import with { File = "", Faults = [new("", "", why)] }, 400);
    }

    private static RazorComponentResult Shown(Visit visit, BooksImport import, int status) =>
        Show.Page<BooksPage, BooksImport>(visit, $"导入{import.Period.Books.Month}月账表", import, status);

    /// <summary>The draft the address names, when this person may write in it.</summary>
    private static async Task<BooksImport?> Begun(Visit visit, Unit unit)
    {
        if (
            await DisclosurePages.Named(visit, unit) is not { State: DisclosureState.Drafting } disclosure
            || !visit.May(DisclosurePages.StepOf<SaveDraft>(), unit)
        )
        {
            return null;
        }

        var list = visit.Cell.ListFor(unit, DisclosurePeriod.YearOf(disclosure.Period)!.Value);
        var text = await DisclosurePages.TextOf(visit.Db, disclosure.Content, visit.Cancel) ?? "";
        return DisclosurePeriod.Find(list, unit.KindOn(visit.Today), disclosure.Period) is { } period
            ? new(unit, disclosure, period, null, null, [], "", DisclosureContent.Read(text))
            : null;
    }
}
