using System.Collections.Immutable;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.App.Shell;

/// <summary>Where modules hang their pages. The routes of acts come from the table of steps; a module says only how the form and the case look.</summary>
/// <remarks><c>GET /{unit}/{procedure}/new/{verb}</c> and <c>POST</c> there start a case; <c>POST /{unit}/{procedure}/{number}/{verb}</c> takes a step and comes
/// back to <c>GET /{unit}/{procedure}/{number}</c>. A refusal shows the same page again with the reason (422); a malformed field likewise (400).</remarks>
public sealed class Pages(IEndpointRouteBuilder routes)
{
    /// <summary>For routes of a module's own.</summary>
    public IEndpointRouteBuilder Routes { get; } = routes;

    /// <summary>A page at a unit's address, for people whose inner pages it is: <c>GET /{unit}/{path}</c>.</summary>
    public void Unit(string path, Func<Visit, Unit, Task<IResult>> page) =>
        Routes.Get($"/{{unit:regex(^[0-9]{{{{6,12}}}}$)}}/{path}", (HttpContext http, string unit) => AtUnit(http, unit, page));

    /// <summary>A page for anyone, without sign-in.</summary>
    public void Public(string path, Func<Visit, Task<IResult>> page) =>
        Routes.Get(path, async (HttpContext http) => await Visit.Begin(http, null) is { } visit ? await page(visit) : NotFound());

    /// <summary>A page at a unit's address for everybody, without sign-in and without a word about who looks: <c>GET /{unit}/open/{path}</c>. It is kept until
    /// something happens that could change it.</summary>
    public void Open(string path, Func<Visit, Unit, Task<IResult>> page) =>
        Routes.Get(
            $"/{{unit:regex(^[0-9]{{{{6,12}}}}$)}}/open/{path}",
            (HttpContext http, string unit) => Portal.OpenPages.At(http, unit, page)
        );

    /// <summary>The list of a procedure's cases in a unit.</summary>
    public void Index(IProcedure procedure, Func<Visit, Unit, Task<IResult>> page) => Unit(procedure.Name, page);

    /// <summary>The form of an act that starts a case. The state holds what was typed, or what the address presets (<c>?Field=value</c>).</summary>
    public void Opening<TAct>(IProcedure procedure, Func<Visit, Unit, FormState, Task<IResult>> page)
        where TAct : Act
    {
        var step = procedure.Steps.Single(candidate => candidate.Act == typeof(TAct));
        var path = $"/{{unit:regex(^[0-9]{{{{6,12}}}}$)}}/{procedure.Name}/new/{step.Verb}";
        Routes.Get(
            path,
            (HttpContext http, string unit) =>
                AtUnit(
                    http,
                    unit,
                    (visit, place) =>
                        visit.May(step, place)
                            ? page(
                                visit,
                                place,
                                new(
                                    step.Verb,
                                    http.Request.Query.ToImmutableDictionary(
                                        pair => pair.Key,
                                        pair => pair.Value.OfType<string>().ToImmutableArray()
                                    ),
                                    []
                                )
                            )
                            : Task.FromResult(NotFound())
                )
        );
        Routes.Post(
            path,
            (HttpContext http, string unit) => Post(http, procedure, step, unit, null, (visit, place, form) => page(visit, place, form))
        );
    }

    /// <summary>The page of one case, with the buttons and forms of the steps that are open to the person. The form state is null unless a step was refused.</summary>
    public void Case<TCase>(IProcedure procedure, Func<Visit, Unit, TCase, FormState?, Task<IResult>> page)
        where TCase : Case
    {
        var path = $"/{{unit:regex(^[0-9]{{{{6,12}}}}$)}}/{procedure.Name}/{{number:regex(^[0-9]{{{{4}}}}-[0-9]{{{{3,}}}}$)}}";
        Routes.Get(
            path,
            (HttpContext http, string unit, string number) => AtUnit(http, unit, (visit, place) => AtCase(visit, place, number, null))
        );
        foreach (var step in procedure.Steps.Where(step => !step.Opens))
        {
            Routes.Post(
                $"{path}/{step.Verb}",
                (HttpContext http, string unit, string number) =>
                    Post(http, procedure, step, unit, number, (visit, place, form) => AtCase(visit, place, number, form))
            );
        }

        async Task<IResult> AtCase(Visit visit, Unit place, string number, FormState? form) =>
            await visit.Db.FindAsync<TCase>([place.Id, number], visit.Cancel) is { } found && Modules.MaySee(visit, place, procedure, found)
                ? await page(visit, place, found, form)
                : NotFound();
    }

    /// <summary>The answer to everything that is not there or not yours.</summary>
    public static IResult NotFound() => Results.NotFound();

    private static async Task<IResult> AtUnit(HttpContext http, string unit, Func<Visit, Unit, Task<IResult>> page)
    {
        if (await Visit.Begin(http, unit) is not { Unit: { } place } visit)
        {
            return NotFound();
        }

        if (place.Id != unit)
        {
            // An old code of the same place: its address is for ever.
            return Results.Redirect(
                http.Request.Path.Value!.Replace($"/{unit}", $"/{place.Id}", StringComparison.Ordinal) + http.Request.QueryString,
                permanent: true
            );
        }

        if (visit.Actor is null)
        {
            return Results.Redirect($"/sign-in?next={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
        }

        if (!visit.Sees(place))
        {
            return NotFound();
        }

        var shown = await page(visit, place);
        // Who was shown nothing (no page, or its head alone) has not looked; a day that cannot be meant (400) is said beside today's board.
        if (shown is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status404NotFound } && HttpMethods.IsGet(http.Request.Method))
        {
            await People.Looks.Note(visit, place);
        }

        return shown;
    }

    private static async Task<IResult> Post(
        HttpContext http,
        IProcedure procedure,
        Step step,
        string unit,
        string? number,
        Func<Visit, Unit, FormState, Task<IResult>> again
    )
    {
        if (await Visit.Begin(http, unit) is not { Unit: { } place } visit)
        {
            return NotFound();
        }

        if (visit.Actor is not { } actor)
        {
            return Results.Redirect($"/sign-in?next={Uri.EscapeDataString(http.Request.Path)}");
        }

        if (!visit.May(step, place))
        {
            return NotFound();
        }

        var (typed, files, genuine) = await People.Posted.Read(http, step.Verb);
        var kept = await KeptFiles.Named(visit.Db, actor.Account, place.Id, typed, visit.Cancel);
        var uploaded = await Uploads.Read(files, place.Id, visit.Cancel);
        typed = uploaded.Into(typed);
        if (!genuine)
        {
            return await Again(400, [People.Posted.TooOld]);
        }

        var (act, problems) = ActReader.Read(step.Act, typed.Values);
        if (act is null || uploaded.Faults.Length > 0)
        {
            return await Again(400, [.. problems, .. uploaded.Faults]);
        }

        // A field that is not marked as one for files would take the digest for a text, and the file itself would be lost.
        var taken = Attachments.In(act).Select(file => file.Digest).ToHashSet(StringComparer.Ordinal);
        if (uploaded.Named.FirstOrDefault(field => !taken.IsSupersetOf(field.Value)) is { Key: { } other })
        {
            return await Again(400, [new(other, "这一栏不收附件。")]);
        }

        var outcome = await http
            .RequestServices.GetRequiredService<Desk>()
            .Act(
                procedure,
                place.Id,
                number,
                act,
                actor,
                new(
                    [.. uploaded.Blobs, .. kept.Select(file => file.ToBlob())],
                    kept.IsEmpty ? null : (db, _) => KeptFiles.Forget(db, actor.Account, kept, visit.Cancel)
                ),
                visit.Cancel
            );
        if (!outcome.IsDone)
        {
            return outcome.Refusals.Any(refusal => refusal.IsHidden)
                ? NotFound()
                : await Again(422, [.. outcome.Refusals.Select(Problem.Of)]);
        }

        var written = outcome.Value.Key;
        var leads = Onward.Of(written, typed[Onward.Field]);
        return JustDone.Redirect(
            http,
            leads,
            place.KindOn(visit.Today).In(step.Label),
            outcome.Value.Again,
            onward: leads != written.ToString()
        );

        async Task<IResult> Again(int status, ImmutableArray<Problem> found)
        {
            var (received, tooMuch) = await KeptFiles.Keep(visit.Cell, visit.Db, actor.Account, uploaded, kept, visit.Cancel);
            http.Response.StatusCode = status;
            return new WithStatus(await again(visit, place, typed with { Problems = [.. found, .. tooMuch], Received = received }), status);
        }
    }

    /// <summary>A page under another status than its own 200.</summary>
    private sealed class WithStatus(IResult page, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (page is Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult component)
            {
                component.StatusCode = status;
            }

            return page.ExecuteAsync(httpContext);
        }
    }
}
