using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Cunju.App.Boards;
using Cunju.App.People;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Feeds;

/// <summary>The page on which a person keeps the addresses, the slip that shows one once, and the calendar behind it.</summary>
public static class FeedPages
{
    private const string Path = "/{unit:regex(^[0-9]{{6,12}}$)}/feeds";

    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Unit("feeds", async (visit, unit) => await Mine(visit, unit) is { } mine ? Page(visit, mine) : Pages.NotFound());
        pages.Routes.Post(Path + "/{scope}/renew", (HttpContext http, string unit, string scope) => Post(http, unit, scope, Renew));
        pages.Routes.Post(Path + "/{scope}/revoke", (HttpContext http, string unit, string scope) => Post(http, unit, scope, Revoke));
        pages.Routes.Get("/calendars/{token}.ics", Calendar);
    }

    private static RazorComponentResult Page(Visit visit, Mine mine, int status = 200) =>
        Show.Page<FeedsPage, Mine>(visit, "日历订阅", mine, status);

    /// <summary>The person's own feeds: those there are and those there could be. Nobody keeps another's, so at another unit there is no such page.</summary>
    private static async Task<Mine?> Mine(Visit visit, Unit unit)
    {
        if (visit.Actor is not { } actor || actor.Organisation != unit.Id)
        {
            return null;
        }

        var account = await visit.Db.Set<Account>().FirstAsync(row => row.Unit == unit.Id && row.Id == actor.Account, visit.Cancel);
        var made = await visit.Db.Set<Feed>().Where(feed => feed.Account == account.Id).ToDictionaryAsync(feed => feed.Scope, visit.Cancel);
        var held = await Held(visit.Db, account, visit.Today, visit.Cancel);
        var kind = unit.KindOn(visit.Today);
        return new(
            unit,
            account,
            [
                Offer(Feed.OfPerson, "我的", held.Count > 1 ? "我担任的各个职务能办的事，合在一起" : "我的职务能办的事"),
                .. visit
                    .Cell.Data.Offices.All.Where(office => held.Count > 1 && held.Contains(office.Id))
                    .Select(office => Offer(Feed.OfOffice + office.Id, office.TitleIn(kind), "这个职务能办的事")),
                Offer(Feed.OfUnit, unit.ShortNameOn(visit.Today), "本单位的全部事项"),
            ],
            FormState.Empty("feeds")
        );

        FeedOffer Offer(string scope, string title, string shows) => new(scope, title, shows, made.GetValueOrDefault(scope));
    }

    /// <summary>The offices the account's person holds on that day.</summary>
    private static async Task<IReadOnlyCollection<string>> Held(CunjuDb db, Account account, DateOnly today, CancellationToken cancel)
    {
        var tenures = await db.Set<Tenure>()
            .AsNoTracking()
            .Where(tenure => tenure.Unit == account.Unit && tenure.Person == account.Person)
            .ToListAsync(cancel);
        return tenures.Where(tenure => tenure.InForceOn(today)).Select(tenure => tenure.Office).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<IResult> Post(HttpContext http, string unitId, string scope, Func<Visit, Mine, FeedOffer, Task<IResult>> then)
    {
        if (await Visit.Begin(http, unitId) is not { Unit: { } unit } visit)
        {
            return Pages.NotFound();
        }

        if (visit.Actor is null)
        {
            return Results.Redirect($"/sign-in?next={Uri.EscapeDataString($"/{unit.Id}/feeds")}");
        }

        if (await Mine(visit, unit) is not { } mine || mine.Offers.FirstOrDefault(offer => offer.Scope == scope) is not { } offer)
        {
            return Pages.NotFound();
        }

        var (form, _, genuine) = await Posted.Read(http, "feeds");
        return genuine ? await then(visit, mine, offer) : Page(visit, mine with { Form = form with { Problems = [Posted.TooOld] } }, 400);
    }

    private static async Task<IResult> Renew(Visit visit, Mine mine, FeedOffer offer)
    {
        var token = await Feed.Renew(visit.Db, mine.Account, offer.Scope, visit.Today, visit.Cancel);
        return Show.Page<FeedSlipPage, FeedSlip>(
            visit,
            "日历地址",
            new(mine.Unit, offer, Printing.BaseAddress.Link(visit.Http, $"/calendars/{token}.ics"))
        );
    }

    private static async Task<IResult> Revoke(Visit visit, Mine mine, FeedOffer offer)
    {
        await Feed.Revoke(visit.Db, mine.Account.Id, offer.Scope, visit.Cancel);
        return JustDone.Redirect(visit.Http, $"/{mine.Unit.Id}/feeds", "停用日历地址");
    }

    /// <summary>The calendar itself. Unknown, taken back, account suspended, office over: all the same nothing.</summary>
    private static async Task<IResult> Calendar(HttpContext http, string token)
    {
        Feed? feed = null;
        var visit = await Visit.Begin(
            http,
            null,
            async (cell, db) =>
                (feed = await Feed.Find(db, token, http.RequestAborted)) is null
                    ? null
                    : await SignedIn.Of(cell, db, feed.Unit, feed.Number, http.RequestAborted)
        );
        if (feed is null || visit is not { Home: { } unit })
        {
            return Results.NotFound();
        }

        var account = await visit.Db.Set<Account>().FirstAsync(row => row.Id == feed.Account, visit.Cancel);
        var held = await Held(visit.Db, account, visit.Today, visit.Cancel);
        if (feed.Office is { } office && !held.Contains(office))
        {
            return Results.NotFound();
        }

        var book = visit.Cell.Data.Offices;
        var whose = feed.Office is { } one ? " · " + book.Find(one)!.TitleIn(unit.KindOn(visit.Today)) : "";
        // Office by office: two bodies of which each keeps to its own work do not become one because one person sits in both.
        var hats = (feed.Office is null ? held : [feed.Office]).Select(hat => book.PermissionsOf([hat])).ToArray();

        var asked = await Question.Ask(visit, unit);
        var text = DutyCalendar.Of(
            asked,
            $"村居{(visit.Cell.Practice ? "（演示）" : "")} · {unit.ShortNameOn(visit.Today)}{whose}",
            obligation => feed.Scope == Feed.OfUnit || hats.Any(hat => IsBegunBy(obligation, hat)),
            await visit.Cell.EnteredAbout(visit.Db, unit, visit.Cancel),
            path => Printing.BaseAddress.Link(http, path)
        );
        var bytes = Encoding.UTF8.GetBytes(text);
        // Phones ask every few hours; most of the time nothing has changed.
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(
            bytes,
            "text/calendar; charset=utf-8",
            entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"")
        );
    }

    /// <summary>Whether somebody with these permissions begins any of the work the obligation counts.</summary>
    private static bool IsBegunBy(Obligation obligation, ImmutableHashSet<string> permissions) =>
        obligation.Shape.OwnKinds.Any(kind => Modules.StarterOf(kind).MayBegin(new(kind), permissions));
}

/// <summary>A person's own feeds.</summary>
public sealed record Mine(Unit Unit, Account Account, ImmutableArray<FeedOffer> Offers, FormState Form);

/// <summary>One calendar there is or could be.</summary>
/// <param name="Scope">Its name in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Shows">What stands in it.</param>
/// <param name="Made">The feed; null when there is none.</param>
public sealed record FeedOffer(string Scope, string Title, string Shows, Feed? Made);

/// <summary>The address, shown once.</summary>
public sealed record FeedSlip(Unit Unit, FeedOffer Offer, string Link);
