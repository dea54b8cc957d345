using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cunju.App.Portal;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.Core.Disclosures;
using Cunju.Core.Places;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Disclosures;

/// <summary>What hangs and what hung, of a year.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Year">The year of the periods.</param>
/// <param name="Shown">Every disclosure that was ever put up, the latest period first.</param>
/// <param name="Share">The page's address, and the words that go with it.</param>
public sealed record DisclosureBoard(Unit Unit, int Year, ImmutableArray<Disclosure> Shown, Share Share);

/// <summary>One disclosure as everybody reads it.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Disclosure">The disclosure.</param>
/// <param name="Showing">The putting-up that is read: the latest, or an earlier edition that was asked for.</param>
/// <param name="Content">Its words.</param>
/// <param name="NamesShort">Whether people in its lists are named by the family name alone, because the display's term is over.</param>
/// <param name="Changes">What changed against the edition before, part by part; empty for the first.</param>
/// <param name="Phone">意见电话.</param>
/// <param name="Answers">What was asked about it and answered for everybody.</param>
/// <param name="Scans">The signed and sealed sheets that were scanned.</param>
/// <param name="Share">The page's address, and the words that go with it.</param>
public sealed record OpenDisclosure(
    Unit Unit,
    Disclosure Disclosure,
    Showing Showing,
    DisclosureContent Content,
    bool NamesShort,
    ImmutableArray<PartChange> Changes,
    string? Phone,
    ImmutableArray<OpenAnswer> Answers,
    ImmutableArray<SignedSheet> Scans,
    Share Share
);

/// <summary>公开栏: what residents read of disclosures, without sign-in; drafts, opinions and scans are not in it, of scans only their digests and reduced copies.</summary>
public static class OpenDisclosures
{
    private const int OnFront = 3;
    private const int MostOfAYear = 60;

    /// <summary>What stands in the place of a copy that cannot be made. It is a drawing, so the reader's own letters write it.</summary>
    private static readonly byte[] NoCopy = Encoding.UTF8.GetBytes(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 142 200" width="142" height="200">
          <rect width="142" height="200" fill="#f2f2f2"/>
          <text x="71" y="106" font-size="18" text-anchor="middle" fill="#555">没有缩略图</text>
        </svg>
        """
    );

    /// <summary>Hangs the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Open("disclosures", (visit, unit) => Board(visit, unit, visit.Today.Year));
        pages.Open(
            "disclosures/of/{year:int:range(2000,2100)}",
            (visit, unit) => Board(visit, unit, int.Parse((string)visit.Http.Request.RouteValues["year"]!, CultureInfo.InvariantCulture))
        );
        pages.Open("disclosures/{number:regex(^[0-9]{{4}}-[0-9]{{3,}}$)}", (visit, unit) => One(visit, unit, null));
        pages.Open(
            "disclosures/{number:regex(^[0-9]{{4}}-[0-9]{{3,}}$)}/{edition:int:range(1,99)}",
            (visit, unit) => One(visit, unit, int.Parse((string)visit.Http.Request.RouteValues["edition"]!, CultureInfo.InvariantCulture))
        );
        BoardFeed.Map(pages);
        OpenData.Map(pages);
        pages.Routes.Get(
            "/{unit:regex(^[0-9]{{6,12}}$)}/open/disclosures/{number:regex(^[0-9]{{4}}-[0-9]{{3,}}$)}/text",
            (HttpContext http, string unit, string number) => Plain(http, unit, number)
        );
        pages.Routes.Get(
            "/{unit:regex(^[0-9]{{6,12}}$)}/open/disclosures/{number:regex(^[0-9]{{4}}-[0-9]{{3,}}$)}/scans/{digest:regex(^[0-9a-f]{{64}}$)}",
            (HttpContext http, string unit, string number, string digest) => Copy(http, unit, number, digest)
        );
    }

    /// <summary>What stands on the unit's front page.</summary>
    public static async Task<IReadOnlyList<OpenNotice>> OnBoard(Visit visit, Unit unit) =>
        [
            .. (await Shown(visit, unit, null, OnFront * 2))
                .Take(OnFront)
                .Select(disclosure => new OpenNotice(
                    $"/{unit.Id}/open/disclosures/{disclosure.Number}",
                    DisclosureWords.Title(disclosure.Period),
                    disclosure.Latest is { Edition: > 1, Withheld: false } latest
                        ? $"第{latest.Edition}版，已更正"
                        : Remark(disclosure, visit.Today)
                )),
        ];

    /// <summary>Whether and until when it hangs.</summary>
    public static string Remark(Disclosure disclosure, DateOnly today) =>
        disclosure.Latest!.Withheld ? $"含有不该公开的个人信息，{(disclosure.IsCorrecting ? "正在更正" : "已停止显示")}"
        : disclosure.Latest.Sheets.Any(sheet => sheet.Early is not null) ? "提前撤下了，待重新公布"
        : disclosure.Latest.Sheets.Where(sheet => sheet.Until is null).Select(sheet => (DateOnly?)sheet.KeptUntil).Max() is { } until
            ? until >= today ? $"公布中，到{Words.Day(until, today)}"
                : "公布期已满，还在栏上"
        : "公布期已满";

    /// <summary>Whether a unit has a board of its own.</summary>
    public static bool HasBoard(Unit unit, DateOnly today) => unit.KindOn(today) is UnitKind.Village or UnitKind.Community;

    /// <summary>What there is of a period: all four subjects of a quarter, finance alone of another month.</summary>
    public static ImmutableArray<DisclosureSubject> SubjectsOf(Disclosure disclosure) =>
        disclosure.Period.Length > 7 ? [.. Enum.GetValues<DisclosureSubject>()] : [DisclosureSubject.Finance];

    /// <summary>What anybody may know of: of a year, or the newest, the latest period first.</summary>
    public static async Task<List<Disclosure>> Shown(Visit visit, Unit unit, int? year, int most = MostOfAYear)
    {
        var prefix = year is { } of ? $"{of}-" : "";
        var found = await visit
            .Db.Set<Disclosure>()
            .Where(kept => kept.Unit == unit.Id && kept.Period.StartsWith(prefix))
            // Drafts, however many, do not push out of the page what was put up.
            .Where(kept =>
                kept.Before != null
                || kept.State == DisclosureState.OnDisplay
                || kept.State == DisclosureState.MustRepublish
                || kept.State == DisclosureState.Displayed
            )
            .OrderByDescending(kept => kept.Period)
            .Take(most)
            .ToListAsync(visit.Cancel);
        return [.. found.Where(kept => !OpenEditions.Of(kept).IsEmpty)];
    }

    private static async Task<IResult> Board(Visit visit, Unit unit, int year)
    {
        if (!HasBoard(unit, visit.Today))
        {
            return Pages.NotFound();
        }

        var link = BaseAddress.Link(visit.Http, $"/{unit.Id}/open/disclosures");
        var name = unit.ShortNameOn(visit.Today);
        return Show.Open<DisclosureBoardPage, DisclosureBoard>(
            visit,
            $"{year}年公开 · {name}",
            new(
                unit,
                year,
                [.. await Shown(visit, unit, year)],
                new(link, $"【{name}】党务、政务、服务、财务都在这里公开，点开就能看：{link}")
            )
        );
    }

    private static async Task<IResult> One(Visit visit, Unit unit, int? edition)
    {
        if (
            await DisclosurePages.Named(visit, unit) is not { } disclosure
            || OpenEditions.Find(disclosure, edition) is not { Showing: var showing } open
        )
        {
            return Pages.NotFound();
        }

        var whole = await DisclosurePages.TextOf(visit.Db, open.Text, visit.Cancel) ?? "";
        var old = await DisclosurePages.TextOf(visit.Db, open.TextBefore, visit.Cancel);
        var text = open.Read(whole, visit.Today);
        var link = BaseAddress.Link(visit.Http, $"/{unit.Id}/open/disclosures/{disclosure.Number}");
        var title = DisclosureWords.Title(disclosure.Period);
        return Show.Open<OpenDisclosurePage, OpenDisclosure>(
            visit,
            $"{title} · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                disclosure,
                showing,
                DisclosureContent.Read(text),
                text != whole,
                old is null ? [] : open.Changes(old, whole, visit.Today),
                unit.ProfileOn(Core.Registry.ProfileKey.OfficePhone, visit.Today),
                [
                    // What is withheld may be said again in an answer about it.
                    .. (await Modules.OpenAnswers(visit, new(unit.Id, DisclosureProcedure.Table.Name, disclosure.Number))).Where(answer =>
                        OpenEditions.Find(disclosure, answer.Edition)?.Text is not null
                    ),
                ],
                await SignedSheets.Of(visit, disclosure, showing.Edition),
                new(link, $"【{unit.ShortNameOn(visit.Today)}】{title}，{Remark(disclosure, visit.Today)}，点开就能看：{link}")
            )
        );
    }

    /// <summary>The very text the digest is made of, byte for byte, so that anybody can make the digest again; none when names in it may be read in full no longer, for
    /// another text would seem to be a forged one.</summary>
    private static async Task<IResult> Plain(HttpContext http, string unit, string number)
    {
        if (
            await Visit.OfAnybody(http, unit) is not { Unit: { } place } visit
            || await visit.Db.Set<Disclosure>().FirstOrDefaultAsync(kept => kept.Unit == place.Id && kept.Number == number, visit.Cancel)
                is not { } disclosure
            || OpenEditions.Find(disclosure, null) is not { } open
            || await DisclosurePages.TextOf(visit.Db, open.Text, visit.Cancel) is not { } text
            || !open.IsWhole(text, visit.Today)
        )
        {
            return Pages.NotFound();
        }

        // It may have to vanish one day: nobody between here and the reader keeps it.
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"公开 {number}.txt");
    }

    /// <summary>The reduced copy of a scan; the original is nobody's but the unit's and of the township that examines it. A copy may have to go one day, so browsers ask each time.</summary>
    private static async Task<IResult> Copy(HttpContext http, string unit, string number, string digest)
    {
        if (
            await Visit.OfAnybody(http, unit) is not { Unit: { } place } visit
            || await visit.Db.Set<Disclosure>().FirstOrDefaultAsync(kept => kept.Unit == place.Id && kept.Number == number, visit.Cancel)
                is not { } disclosure
            || !(await SignedSheets.Shown(visit, disclosure)).Contains(digest)
        )
        {
            return Pages.NotFound();
        }

        var copy = await http.RequestServices.GetRequiredService<ScanCopies>().Of(visit.Db, disclosure.Unit, digest, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(
            copy ?? NoCopy,
            copy is null ? "image/svg+xml" : "image/png",
            entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(copy ?? NoCopy))[..32]}\"")
        );
    }
}
