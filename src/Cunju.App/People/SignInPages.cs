using System.Globalization;
using Cunju.App.Shell;
using Cunju.Core.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

/// <summary>登录、激活、退出.</summary>
public static class SignInPages
{
    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Public("/sign-in", visit => Task.FromResult(visit.Actor is null ? SignIn(visit, FormState.Empty("sign-in")) : ToDesk(visit)));
        pages.Routes.Post("/sign-in", TrySignIn);
        pages.Public(
            "/sign-out",
            visit =>
                Task.FromResult<IResult>(
                    Show.Page<SignOutPage, SignOutForm>(visit, visit.Text("sign-out"), new(visit.SignedIn is not null))
                )
        );
        pages.Routes.Post("/sign-out", SignOut);
        pages.Routes.Get("/activate/{token}", (HttpContext http, string token) => Activation(http, token, false));
        pages.Routes.Post("/activate/{token}", (HttpContext http, string token) => Activation(http, token, true));
    }

    private static IResult ToDesk(Visit visit) =>
        Results.LocalRedirect(
            visit.Http.Request.Query["next"].ToString() is var next && Comfort.IsLocal(next) && next.Length > 1
                ? next
                : Menu.HomeOf(visit.Home!, visit.Today)
        );

    private static RazorComponentResult SignIn(Visit visit, FormState form, int status = 200) =>
        Show.Page<SignInPage, FormState>(visit, visit.Text("sign-in"), form, status);

    private static async Task<IResult> TrySignIn(HttpContext http)
    {
        if (await Visit.Begin(http, null) is not { } visit)
        {
            return Pages.NotFound();
        }

        var (form, _, genuine) = await Posted.Read(http, "sign-in");
        // What was typed comes back, but never a password.
        var kept = form with
        {
            Values = form.Values.Remove("Password"),
        };
        if (!genuine)
        {
            return SignIn(visit, kept with { Problems = [Posted.TooOld] }, 400);
        }

        var login = AccountProcedure.NormalLogin(form["Login"]);
        var (byLogin, byAddress) = (Attempts.Login(login), Attempts.Address(http));
        var wait =
            await Attempts.Begin(visit.Cell, visit.Db, byAddress, true, visit.Cancel)
            ?? await Attempts.Begin(visit.Cell, visit.Db, byLogin, false, visit.Cancel);
        if (wait is { } time)
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(time.TotalSeconds)}";
            return SignIn(
                visit,
                kept with
                {
                    Problems =
                    [
                        new(
                            null,
                            string.Format(CultureInfo.InvariantCulture, visit.Text("sign-in-wait"), Attempts.InWords(time, visit.Language))
                        ),
                    ],
                },
                429
            );
        }

        var credential = await visit.Db.Set<Credential>().AsNoTracking().FirstOrDefaultAsync(row => row.Login == login, visit.Cancel);
        if (!Secrets.IsRight(credential, form["Password"]))
        {
            return SignIn(visit, kept with { Problems = [new("Login", visit.Text("sign-in-wrong"))] }, 422);
        }

        await Attempts.Succeeded(visit.Db, byLogin, byAddress, visit.Cancel);
        if (await SignedIn.Of(visit.Cell, visit.Db, credential!.Unit, credential.Number, visit.Cancel) is null)
        {
            return SignIn(visit, kept with { Problems = [new(null, visit.Text("sign-in-idle"))] }, 422);
        }

        await Sessions.Begin(http, visit.Cell, visit.Db, credential, visit.Cancel);
        var account = await visit.Db.Set<Account>().FirstAsync(row => row.Id == credential.Account, visit.Cancel);
        if (Accounts.Told(account, visit.Cell.Now.UtcDateTime) is { } told)
        {
            return Show.Page<NoticePage, Notice>(visit, "有人为您重发过链接", new("有人为您重发过链接", told));
        }

        var next = form["Next"];
        return Results.LocalRedirect(
            Comfort.IsLocal(next) && next.Length > 1 ? next : Menu.HomeOf(visit.Register.Find(credential.Unit)!, visit.Today)
        );
    }

    private static async Task<IResult> SignOut(HttpContext http)
    {
        if (await Visit.Begin(http, null) is not { } visit)
        {
            return Pages.NotFound();
        }

        var (_, _, genuine) = await Posted.Read(http, "sign-out");
        if (genuine)
        {
            await Sessions.End(http, visit.Db, visit.Cancel);
            return Results.LocalRedirect("/");
        }

        return Results.LocalRedirect("/sign-out");
    }

    private static async Task<IResult> Activation(HttpContext http, string token, bool posted)
    {
        if (await Visit.Begin(http, null) is not { } visit)
        {
            return Pages.NotFound();
        }

        if (await Accounts.OfLink(visit.Cell, visit.Db, token, visit.Cancel) is not var (account, credential))
        {
            return Show.Page<NoticePage, Notice>(
                visit,
                visit.Text("link-gone"),
                new(visit.Text("link-gone"), visit.Text("link-gone-text")),
                410
            );
        }

        var unit = visit.Register.Find(account.Unit)!;
        IResult Again(FormState form, int status) =>
            Show.Page<ActivatePage, Activating>(
                visit,
                visit.Text("set-password"),
                new(form, credential.Login, unit.NameOn(visit.Today)),
                status
            );

        if (!posted)
        {
            return Again(FormState.Empty("activate"), 200);
        }

        var (form, _, genuine) = await Posted.Read(http, "activate");
        var empty = FormState.Empty("activate");
        var password = form["Password"];
        Problem? problem =
            !genuine ? Posted.TooOld
            : Secrets.Fault(password, credential.Login) is { } fault ? new("Password", fault)
            : password != form["Again"] ? new("Again", visit.Text("again-wrong"))
            : null;
        if (problem is not null)
        {
            return Again(empty with { Problems = [problem] }, genuine ? 422 : 400);
        }

        var outcome = await Accounts.Activate(visit.Cell, http.RequestServices.GetRequiredService<Desk>(), account, password, visit.Cancel);
        if (!outcome.IsDone)
        {
            return Again(empty with { Problems = [.. outcome.Refusals.Select(Problem.Of)] }, 422);
        }

        if (await SignedIn.Of(visit.Cell, visit.Db, account.Unit, account.Number, visit.Cancel) is null)
        {
            return Show.Page<NoticePage, Notice>(
                visit,
                visit.Text("password-done"),
                new(visit.Text("password-done"), visit.Text("password-done-text"))
            );
        }

        await Sessions.Begin(http, visit.Cell, visit.Db, credential, visit.Cancel);
        return Results.LocalRedirect(Menu.HomeOf(unit, visit.Today));
    }
}

/// <summary>The page of a one-time link.</summary>
public sealed record Activating(FormState Form, string Login, string Organisation);

/// <summary>The page that asks whether to leave.</summary>
public sealed record SignOutForm(bool SignedIn);
