using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

/// <summary>账号: who can sign in for a unit; opening, helping, suspending. A link is shown once, to be given by hand.</summary>
public static class AccountPages
{
    private const string Path = "/{unit:regex(^[0-9]{{6,12}}$)}/accounts";

    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Unit("accounts", async (visit, unit) => Sees(visit, unit) ? await Page(visit, unit, FormState.Empty("")) : Pages.NotFound());
        foreach (var step in AccountProcedure.Table.Steps.Where(step => step.Act != typeof(ActivateAccount)))
        {
            _ = step.Opens
                ? pages.Routes.Post($"{Path}/new/{step.Verb}", (HttpContext http, string unit) => Post(http, step, unit, null))
                : pages.Routes.Post(
                    $"{Path}/{{number}}/{step.Verb}",
                    (HttpContext http, string unit, string number) => Post(http, step, unit, number)
                );
        }
    }

    /// <summary>Whether the person has anything to do with the accounts of that unit.</summary>
    public static bool Sees(Visit visit, Unit unit) =>
        AccountProcedure.Table.Steps.Any(step => step.Act != typeof(ActivateAccount) && visit.May(step, unit));

    private static async Task<IResult> Page(Visit visit, Unit unit, FormState form, int status = 200) =>
        Show.Page<AccountsPage, UnitAccess>(visit, "账号", await Read(visit, unit, form), status);

    private static async Task<UnitAccess> Read(Visit visit, Unit unit, FormState form)
    {
        var logins = await visit
            .Db.Set<Credential>()
            .Where(row => row.Unit == unit.Id)
            .ToDictionaryAsync(row => row.Account, row => row.Login, visit.Cancel);
        var accounts = await visit
            .Db.Set<Account>()
            .Where(account => account.Unit == unit.Id)
            .OrderBy(account => account.Number)
            .ToListAsync(visit.Cancel);
        return new(
            new(unit, visit.Cell.Data.Offices, await Holders.Of(visit.Db, unit.Id, visit.Cancel)),
            [.. accounts.Select(account => (account, logins.GetValueOrDefault(account.Id, "（已删除）")))],
            form
        );
    }

    private static async Task<IResult> Post(HttpContext http, Step step, string unitId, string? number)
    {
        if (await Visit.Begin(http, unitId) is not { Unit: { } unit } visit)
        {
            return Pages.NotFound();
        }

        if (visit.Actor is not { } actor)
        {
            return Results.Redirect($"/sign-in?next={Uri.EscapeDataString($"/{unit.Id}/accounts")}");
        }

        var account = number is null
            ? null
            : await visit.Db.Set<Account>().FirstOrDefaultAsync(row => row.Unit == unit.Id && row.Number == number, visit.Cancel);
        if (!visit.May(step, unit) || account is null != step.Opens)
        {
            return Pages.NotFound();
        }

        var (form, _, genuine) = await Posted.Read(http, step.Verb);
        if (!genuine)
        {
            return await Page(visit, unit, form with { Problems = [Posted.TooOld] }, 400);
        }

        var (act, problems) = ActReader.Read(step.Act, form.Values);
        if (act is null)
        {
            return await Page(visit, unit, form with { Problems = problems }, 400);
        }

        var desk = http.RequestServices.GetRequiredService<Desk>();
        var (outcome, token) = act switch
        {
            IInvitation => await Accounts.Invite(desk, unit.Id, act, actor, visit.Cancel),
            SuspendAccount suspend => (await Accounts.Suspend(desk, account!, suspend, actor, visit.Cancel), null),
            _ => await Accounts.Relink(desk, account!, act, actor, visit.Cancel),
        };
        if (!outcome.IsDone)
        {
            return outcome.Refusals.Any(refusal => refusal.IsHidden)
                ? Pages.NotFound()
                : await Page(visit, unit, form with { Problems = [.. outcome.Refusals.Select(Problem.Of)] }, 422);
        }

        if (token is null)
        {
            return JustDone.Redirect(http, $"/{unit.Id}/accounts", step.Label, outcome.Value.Again);
        }

        if (outcome.Value.Again)
        {
            return await Page(
                visit,
                unit,
                form with
                {
                    Problems = [new(null, "这一步刚才已经办好。链接只显示一次；没有抄下的话，请重发一个。")],
                },
                422
            );
        }

        var made = (Account)outcome.Value.Case!;
        var access = await Read(visit, unit, FormState.Empty(""));
        return Show.Page<LinkSlipPage, LinkSlip>(
            visit,
            "一次性链接",
            new(
                unit,
                access.Roster.Holders.Last(holder => holder.Tenure.Person == made.Person).Name,
                access.All.First(pair => pair.Account.Id == made.Id).Login,
                Printing.BaseAddress.Link(http, $"/activate/{token}"),
                made.LinkUntil
            )
        );
    }
}

/// <summary>The accounts of a unit.</summary>
public sealed record UnitAccess(Roster Roster, ImmutableArray<(Account Account, string Login)> All, FormState Form);

/// <summary>What is handed to the holder of a new account.</summary>
public sealed record LinkSlip(Unit Unit, string Name, string Login, string Link, DateTime Until);
