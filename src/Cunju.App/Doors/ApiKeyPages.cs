using System.Collections.Immutable;
using Cunju.App.People;
using Cunju.App.Shell;
using Cunju.Core.People;
using Cunju.Core.Places;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Doors;

/// <summary>程序钥匙: the page on which a person makes keys and takes them back; a key is shown once.</summary>
public static class ApiKeyPages
{
    private const string Path = "/{unit:regex(^[0-9]{{6,12}}$)}/keys";

    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Unit(
            "keys",
            async (visit, unit) =>
                visit.Actor!.Organisation == unit.Id ? Page(visit, await Own(visit, unit, FormState.Empty("make"))) : Pages.NotFound()
        );
        pages.Routes.Post(Path + "/make", (HttpContext http, string unit) => Post(http, unit, Make));
        pages.Routes.Post(
            Path + "/{id}/revoke",
            (HttpContext http, string unit, string id) => Post(http, unit, (visit, own) => Revoke(visit, own, id))
        );
    }

    private static RazorComponentResult Page(Visit visit, OwnKeys own, int status = 200) =>
        Show.Page<ApiKeysPage, OwnKeys>(visit, "程序钥匙", own, status);

    private static async Task<OwnKeys> Own(Visit visit, Unit unit, FormState form) =>
        new(unit, await ApiKey.Of(visit.Db, visit.Actor!.Account, visit.Cancel), form);

    private static async Task<IResult> Post(HttpContext http, string unitId, Func<Visit, OwnKeys, Task<IResult>> then)
    {
        if (await Visit.Begin(http, unitId) is not { Unit: { } unit } visit)
        {
            return Pages.NotFound();
        }

        if (visit.Actor is not { } actor)
        {
            return Results.Redirect($"/sign-in?next={Uri.EscapeDataString($"/{unit.Id}/keys")}");
        }

        if (actor.Organisation != unit.Id)
        {
            return Pages.NotFound();
        }

        var (form, _, genuine) = await Posted.Read(http, "make");
        var own = await Own(visit, unit, form);
        return genuine ? await then(visit, own) : Page(visit, own with { Form = form with { Problems = [Posted.TooOld] } }, 400);
    }

    private static async Task<IResult> Make(Visit visit, OwnKeys own)
    {
        var title = own.Form["Title"].Trim();
        Problem? problem =
            title.Length == 0 ? new("Title", "请写明给哪个软件用，以后好认。")
            : title.Length > ApiKey.LongestTitle ? new("Title", $"太长了，最多 {ApiKey.LongestTitle} 个字。")
            : own.Keys.Length >= ApiKey.Most ? new(null, $"最多 {ApiKey.Most} 把，请先停用不用的。")
            : null;
        if (problem is not null)
        {
            return Page(visit, own with { Form = own.Form with { Problems = [problem] } }, 422);
        }

        var account = await visit
            .Db.Set<Account>()
            .FirstAsync(row => row.Unit == own.Unit.Id && row.Id == visit.Actor!.Account, visit.Cancel);
        var key = await ApiKey.Make(visit.Db, account, title, visit.Today, visit.Cancel);
        return Show.Page<ApiKeySlipPage, ApiKeySlip>(visit, "程序钥匙", new(own.Unit, title, key));
    }

    private static async Task<IResult> Revoke(Visit visit, OwnKeys own, string id)
    {
        await ApiKey.Revoke(visit.Db, visit.Actor!.Account, id, visit.Cancel);
        return JustDone.Redirect(visit.Http, $"/{own.Unit.Id}/keys", "停用程序钥匙");
    }
}

/// <summary>A person's own keys.</summary>
public sealed record OwnKeys(Unit Unit, ImmutableArray<ApiKey> Keys, FormState Form);

/// <summary>The key, shown once.</summary>
public sealed record ApiKeySlip(Unit Unit, string Title, string Key);
