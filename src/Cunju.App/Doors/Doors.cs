using System.Text.Json;
using Cunju.App.Shell;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Readings;
using Microsoft.AspNetCore.Http.Metadata;

namespace Cunju.App.Doors;

/// <summary>Where modules hang what programs may read; the acts come from the table of steps, exactly as the forms do.</summary>
/// <remarks><c>POST /api/{unit}/{procedure}/new/{verb}</c> starts a case, <c>POST /api/{unit}/{procedure}/{number}/{verb}</c> takes a step. Fences, jurisdiction,
/// permissions and the double-tap rule are those of the pages; a key stands in the place of the cookie and of the form's mark.</remarks>
public sealed class Doors(IEndpointRouteBuilder routes)
{
    private const string Unit = "/api/{unit:regex(^[0-9]{{6,12}}$)}";
    private const string Number = "{number:regex(^[0-9]{{4}}-[0-9]{{3,}}$)}";
    private const int ShortestMark = 16;
    private const int LongestMark = 200;

    /// <summary>Something of the whole district for anybody: <c>GET /api/{path}</c>.</summary>
    public void Open<TView>(string path, string summary, Func<Visit, Task<TView?>> read, params QueryWord[] words)
        where TView : notnull =>
        Describe<TView>(
            routes.Get($"/api/{path}", ((HttpContext http) => Get(http, null, words, false, (visit, _) => read(visit)))),
            summary,
            words
        );

    /// <summary>Something of a unit for anybody: <c>GET /api/{unit}/{path}</c>; the unit itself when the path is empty.</summary>
    public void Open<TView>(string path, string summary, Func<Visit, Unit, Task<TView?>> read, params QueryWord[] words)
        where TView : notnull =>
        Describe<TView>(
            routes.Get(
                path.Length == 0 ? Unit : $"{Unit}/{path}",
                (HttpContext http, string unit) => Get(http, unit, words, false, (visit, place) => read(visit, place!))
            ),
            summary,
            words
        );

    /// <summary>Something of a unit for those whose inner pages it is.</summary>
    public void Inner<TView>(string path, string summary, Func<Visit, Unit, Task<TView?>> read, params QueryWord[] words)
        where TView : notnull =>
        Describe<TView>(
                routes.Get(
                    $"{Unit}/{path}",
                    (HttpContext http, string unit) => Get(http, unit, words, true, (visit, place) => read(visit, place!))
                ),
                summary,
                words
            )
            .ProducesProblem(401)
            .WithMetadata(NeedsKey.Instance);

    /// <summary>Whether programs may do its steps. Not those of accounts: a password is nothing for a program. And not the issuer's: who signs them has looked at what they
    /// change, and only a page shows that.</summary>
    public static bool HasDoors(IProcedure procedure) =>
        procedure != AccountProcedure.Table && !procedure.Steps.Any(step => step.Act.IsAssignableTo(typeof(IssuersAct)));

    /// <summary>The steps of a procedure, and where a case stands, so that a program knows what to say it has seen.</summary>
    public void Steps(IProcedure procedure)
    {
        if (!HasDoors(procedure))
        {
            return;
        }

        Describe<CaseView>(
                routes.Get(
                    $"{Unit}/{procedure.Name}/{Number}",
                    (HttpContext http, string unit, string number) =>
                        Get(http, unit, [], true, (visit, place) => CaseAt(visit, place!, procedure, number))
                ),
                $"{procedure.Title}：办到哪一步",
                []
            )
            .ProducesProblem(401)
            .WithMetadata(NeedsKey.Instance)
            .WithTags(procedure.Title);
        foreach (var step in procedure.Steps)
        {
            var route = step.Opens
                ? routes.Post(
                    $"{Unit}/{procedure.Name}/new/{step.Verb}",
                    (HttpContext http, string unit) => Post(http, procedure, step, unit, null)
                )
                : routes.Post(
                    $"{Unit}/{procedure.Name}/{Number}/{step.Verb}",
                    (HttpContext http, string unit, string number) => Post(http, procedure, step, unit, number)
                );
            route
                .WithTags(procedure.Title)
                .WithSummary($"{procedure.Title}：{step.Label}")
                .WithMetadata(NeedsKey.Instance, step, new Asked(step.Act))
                .Produces<DoneView>(step.Opens ? 201 : 200)
                .Produces<HttpValidationProblemDetails>(400, "application/problem+json")
                .ProducesProblem(401)
                .ProducesProblem(404)
                .Produces<RefusedProblem>(422, "application/problem+json")
                .DisableAntiforgery();
        }
    }

    private static RouteHandlerBuilder Describe<TView>(RouteHandlerBuilder route, string summary, QueryWord[] words) =>
        route.WithSummary(summary).WithTags("查询").WithMetadata([.. words]).Produces<TView>().ProducesProblem(400).ProducesProblem(404);

    private static Task<Visit?> Begin(HttpContext http, string? unit) =>
        Visit.Begin(http, unit, (cell, db) => ApiKey.Holder(http, cell, db));

    private static async Task<IResult> Get<TView>(
        HttpContext http,
        string? unit,
        QueryWord[] words,
        bool inner,
        Func<Visit, Unit?, Task<TView?>> read
    )
        where TView : notnull
    {
        if (await Begin(http, unit) is not { } visit)
        {
            return DoorAnswers.NotFound();
        }

        if (visit.Unit is { } place && place.Id != unit)
        {
            return Results.Redirect(
                http.Request.Path.Value!.Replace($"/{unit}", $"/{place.Id}", StringComparison.Ordinal) + http.Request.QueryString,
                permanent: true
            );
        }

        if (inner)
        {
            if (visit.Actor is null)
            {
                return DoorAnswers.NoKey(http);
            }

            if (!visit.Sees(visit.Unit!))
            {
                return DoorAnswers.NotFound();
            }
        }

        if (words.Select(word => word.Fault(visit)).OfType<Problem>().ToArray() is { Length: > 0 } faults)
        {
            return DoorAnswers.Malformed(faults);
        }

        if (await read(visit, visit.Unit) is not { } view)
        {
            return DoorAnswers.NotFound();
        }

        // Only who is answered has looked.
        if (inner)
        {
            await People.Looks.Note(visit, visit.Unit!, http.Request.Path.Value!.Split('/').ElementAtOrDefault(3));
        }

        return Results.Ok(view);
    }

    private static async Task<CaseView?> CaseAt(Visit visit, Unit unit, IProcedure procedure, string number)
    {
        if (
            await visit.Db.FindAsync(procedure.CaseType, [unit.Id, number], visit.Cancel) is not Case @case
            || !Modules.MaySee(visit, unit, procedure, @case)
        )
        {
            return null;
        }

        var state = procedure.StateOf(@case);
        return new(
            unit.Id,
            procedure.Name,
            number,
            @case.Version,
            state,
            procedure.States.First(named => named.Name == state).Title,
            [
                .. procedure
                    .Steps.Where(step => step.From.Contains(state) && visit.May(step, unit))
                    .Select(step => new StepView(step.Verb, step.Label)),
            ]
        );
    }

    private static async Task<IResult> Post(HttpContext http, IProcedure procedure, Step step, string unit, string? number)
    {
        if (await Begin(http, unit) is not { Unit: { } place } visit)
        {
            return DoorAnswers.NotFound();
        }

        if (visit.Actor is not { } actor)
        {
            return DoorAnswers.NoKey(http);
        }

        if (!visit.May(step, place))
        {
            return DoorAnswers.NotFound();
        }

        if (
            http.Request.Headers["Idempotency-Key"] is not [{ Length: >= ShortestMark and <= LongestMark } mark]
            || !mark.All(letter => letter is > ' ' and <= '~')
        )
        {
            return DoorAnswers.Malformed([
                new(
                    "Idempotency-Key",
                    $"请在 Idempotency-Key 头里写一个随机的标记（{ShortestMark} 到 {LongestMark} 个字符），重发时用同一个，就只办一次。"
                ),
            ]);
        }

        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(http.Request.Body, new() { MaxDepth = 8 }, visit.Cancel);
        }
        catch (JsonException)
        {
            return DoorAnswers.Malformed([new(null, "正文不是 JSON。")]);
        }

        using (body)
        {
            var (values, blobs, problems) = DoorReader.Read(step, body.RootElement, place.Id);
            var (act, faults) = ActReader.Read(step.Act, values.SetItem(nameof(Act.Key), [mark]));
            if (act is null || problems.Length > 0)
            {
                return DoorAnswers.Malformed(problems.Concat(faults));
            }

            var outcome = await http
                .RequestServices.GetRequiredService<Desk>()
                .Act(procedure, place.Id, number, act, actor, new(blobs), visit.Cancel);
            return !outcome.IsDone
                ? outcome.Refusals.Any(refusal => refusal.IsHidden)
                    ? DoorAnswers.NotFound()
                    : DoorAnswers.Refused(outcome.Refusals)
                : await CaseAt(visit, place, procedure, outcome.Value.Key.Number) is not { } now
                    ? DoorAnswers.NotFound()
                    : step.Opens
                        ? Results.Created($"/api{outcome.Value.Key}", new DoneView(now, outcome.Value.Again))
                        : Results.Ok(new DoneView(now, outcome.Value.Again));
        }
    }
}

/// <summary>Where a case stands.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Procedure">The table's name.</param>
/// <param name="Number">Its number in the unit.</param>
/// <param name="Version">What a next act says it has seen (<c>seen</c>).</param>
/// <param name="State">The state's name.</param>
/// <param name="StateTitle">What people call it.</param>
/// <param name="Open">The steps the holder of the key may take now.</param>
public sealed record CaseView(
    string Unit,
    string Procedure,
    string Number,
    int Version,
    string State,
    string StateTitle,
    System.Collections.Immutable.ImmutableArray<StepView> Open
);

/// <summary>A step: the verb in the address, and its words.</summary>
public sealed record StepView(string Verb, string Label);

/// <summary>What an act came to.</summary>
/// <param name="Case">The case after it.</param>
/// <param name="Again">Whether the very same had been done before and nothing was done now.</param>
public sealed record DoneView(CaseView Case, bool Again);

/// <summary>Marks what needs a key.</summary>
public sealed class NeedsKey
{
    /// <summary>The mark.</summary>
    public static readonly NeedsKey Instance = new();

    private NeedsKey() { }
}

/// <summary>Says which act the body is, for the description; it is read by <see cref="DoorReader"/>, whatever its content type is called.</summary>
public sealed record Asked(Type RequestType) : IAcceptsMetadata
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ContentTypes { get; } = ["application/json"];

    /// <inheritdoc/>
    public bool IsOptional => false;
}
