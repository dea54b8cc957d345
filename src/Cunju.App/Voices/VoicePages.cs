using System.Collections.Immutable;
using Cunju.App.People;
using Cunju.App.Shell;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Voices;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Voices;

/// <summary>The voices of a unit, or what lies with a township: what waits first.</summary>
/// <param name="Unit">Whose list.</param>
/// <param name="Rows">Each with the place it is about, and whether the person may read its words.</param>
/// <param name="MayRecord">Whether the person may enter one for somebody.</param>
/// <param name="AreMore">Whether there are older ones that were answered and are not listed.</param>
/// <param name="Year">The year asked for, all of which is listed; null for the latest.</param>
/// <param name="Years">The years one may ask for; empty where everything is listed.</param>
public sealed record VoiceList(
    Unit Unit,
    ImmutableArray<(Voice Voice, Unit Place, bool IsOpen)> Rows,
    bool MayRecord,
    bool AreMore,
    int? Year,
    ImmutableArray<int> Years
);

/// <summary>One voice.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Voice">The voice.</param>
/// <param name="Place">The village or community it is about.</param>
/// <param name="Title">What the disclosure is called it is about.</param>
/// <param name="Said">Words by the aside's id.</param>
/// <param name="By">Who entered it for somebody (文书); null when the resident did.</param>
/// <param name="Source">The article of the term that runs or ran last.</param>
/// <param name="Steps">What the person may do.</param>
/// <param name="IsTownship">Whether the person is of the township, which alone reads what was said to it.</param>
/// <param name="MayCorrect">Whether an edition after the one complained of is out.</param>
/// <param name="Form">What was typed.</param>
public sealed record VoiceView(
    Unit Unit,
    Voice Voice,
    Unit Place,
    string? Title,
    ImmutableDictionary<string, string> Said,
    string? By,
    string? Source,
    ImmutableArray<Step> Steps,
    bool IsTownship,
    bool MayCorrect,
    FormState Form
);

/// <summary>The form in which somebody in office enters what a resident says.</summary>
/// <param name="Unit">At which unit.</param>
/// <param name="Places">The villages and communities it may be about.</param>
/// <param name="IsTownship">Whether it is the township, which takes what concerns cadres, and nothing else.</param>
/// <param name="Form">What was typed.</param>
public sealed record RecordForm(Unit Unit, ImmutableArray<Unit> Places, bool IsTownship, FormState Form)
{
    /// <summary>The row of the table.</summary>
    public Step Step => VoicePages.Recording;

    /// <summary>Where it is posted.</summary>
    public string Action => $"/{Unit.Id}/{VoiceProcedure.Table.Name}/new/{Step.Verb}";
}

/// <summary>意见的办理: the pages of those who answer.</summary>
public static class VoicePages
{
    /// <summary>How many of those that were answered one page lists; what waits is listed to the last.</summary>
    public const int MostAnswered = 100;

    private static readonly Procedure<Voice, VoiceState, VoiceFact> Table = VoiceProcedure.Table;
    private static readonly Step Answering = StepOf<AnswerVoice>();
    private static readonly Step AnsweringAppeal = StepOf<AnswerAppeal>();

    /// <summary>代录.</summary>
    public static readonly Step Recording = StepOf<RecordVoice>();

    /// <summary>Hangs them.</summary>
    public static void Map(Pages pages)
    {
        var path = $"{Table.Name}/new/{Recording.Verb}";
        pages.Index(Table, Index);
        pages.Case<Voice>(Table, Case);
        pages.Unit(
            path,
            (visit, unit) =>
                Task.FromResult<IResult>(
                    visit.May(Recording, unit) ? RecordPage(visit, unit, FormState.Empty(Recording.Verb), 200) : Pages.NotFound()
                )
        );
        pages.Routes.Post($"/{{unit:regex(^[0-9]{{{{6,12}}}}$)}}/{path}", (HttpContext http, string unit) => Enter(http, unit));
    }

    /// <summary>Whether there is a list for the person at that unit: one's own, and a township's villages'. What was said to the township is nobody else's.</summary>
    public static bool IsListedFor(Visit visit, Unit unit) =>
        visit.Actor is { } actor
        && (
            unit.Id == actor.Organisation
            || (unit.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community && unit.ParentOn(visit.Today) == actor.Organisation)
        );

    /// <summary>What waits for an answer here: the unit's own, and for a township what residents turned to it with; the oldest first.</summary>
    public static async Task<IReadOnlyList<Awaiting>> Inbox(Visit visit, Unit unit)
    {
        var isTownship = unit.KindOn(visit.Today) == UnitKind.Township;
        if (!visit.May(Answering, unit))
        {
            return [];
        }

        string[] below = isTownship ? [.. visit.Register.Under(unit.Id, visit.Today).Select(place => place.Id)] : [];
        var found = await visit
            .Db.Set<Voice>()
            .Where(voice =>
                (voice.Unit == unit.Id && (voice.State == VoiceState.Raised || voice.State == VoiceState.Appealed))
                || (voice.State == VoiceState.Appealed && below.Contains(voice.Unit))
            )
            .ToListAsync(visit.Cancel);
        return
        [
            .. from voice in found
            let isOwn = voice.Unit == unit.Id
            where isOwn ? voice.IsOwed() : visit.May(AnsweringAppeal, visit.Register.Find(voice.Unit)!)
            let since = isOwn ? voice.RaisedOn : voice.Appeal!.On
            orderby since, voice.Unit
            select new Awaiting(
                $"/{voice.Unit}/{Table.Name}/{voice.Number}",
                visit.Register.Find(voice.Place)!,
                !isOwn ? $"{(voice.Answer is null ? "居民" : "居民不满意答复，")}向镇街反映{Clock(voice.Due, visit.Today)}"
                    : voice.ConcernsCadres ? $"涉及村（社区）干部的意见，等镇街答复{Clock(voice.DueOn, visit.Today)}"
                    : $"意见（{voice.Kind.Title()}），{(voice.Appeal is null ? "" : "居民已向镇街反映，本单位仍要答复；")}等答复{Clock(voice.DueOn, visit.Today)}",
                since
            ),
        ];
    }

    /// <summary>The texts that are still there, by the aside's id.</summary>
    public static async Task<ImmutableDictionary<string, string>> Words(Visit visit, AsideRef?[] asides)
    {
        string[] wanted = [.. asides.OfType<AsideRef>().Select(aside => aside.Id)];
        return wanted.Length == 0
            ? ImmutableDictionary<string, string>.Empty
            : (
                await visit
                    .Db.Asides.AsNoTracking()
                    .Where(row => wanted.Contains(row.Id))
                    .ToDictionaryAsync(row => row.Id, row => row.Text, visit.Cancel)
            ).ToImmutableDictionary();
    }

    /// <summary>The state in Chinese, from the table.</summary>
    public static string StateWord(VoiceState state) => Table.States.First(known => known.Name == state.ToString()).Title;

    /// <summary>The colour of a voice: late is red, open is blue, answered is green.</summary>
    public static string Tone(Voice voice, DateOnly today) =>
        voice.Due < today || (voice.IsOwed() && voice.DueOn < today) ? "bad"
        : voice.State is VoiceState.Raised or VoiceState.Appealed ? "wait"
        : "ok";

    /// <summary>The terms that run, of whom and how long still; who turned to the township without waiting has two.</summary>
    public static string Terms(Voice voice, Unit place, DateOnly today) =>
        voice.Due is not { } due ? ""
        : voice.Appeal is not null && voice.IsOwed() && voice.DueOn is { } own
            ? $"镇街{VoiceWords.Left(due, today)}，{place.ShortNameOn(today)}{VoiceWords.Left(own, today)}"
        : VoiceWords.Left(due, today);

    private static string Clock(DateOnly? due, DateOnly today) => due is { } day ? $"，{VoiceWords.Left(day, today)}" : "";

    private static Step StepOf<TAct>()
        where TAct : Act => Table.Steps.Single(step => step.Act == typeof(TAct));

    private static async Task<IResult> Index(Visit visit, Unit unit)
    {
        if (!IsListedFor(visit, unit))
        {
            return Pages.NotFound();
        }

        var isTownship = unit.KindOn(visit.Today) == UnitKind.Township;
        string[] below = isTownship ? [.. visit.Register.Under(unit.Id, visit.Today).Select(place => place.Id)] : [];
        var year = visit.YearAsked("year");
        var prefix = year is { } asked ? $"{asked}-" : "";
        var all = visit.Db.Set<Voice>().Where(voice => voice.Unit == unit.Id || below.Contains(voice.Unit));
        var ofYear = all.Where(voice => voice.Number.StartsWith(prefix));
        var waiting = await ofYear
            .Where(voice => voice.State == VoiceState.Raised || voice.State == VoiceState.Appealed)
            .OrderBy(voice => voice.RaisedOn)
            .ThenBy(voice => voice.Unit)
            .ThenBy(voice => voice.Number)
            .ToListAsync(visit.Cancel);
        var answered = await ofYear
            .Where(voice => voice.State == VoiceState.Answered || voice.State == VoiceState.Done)
            .OrderByDescending(voice => voice.RaisedOn)
            .ThenBy(voice => voice.Unit)
            .ThenByDescending(voice => voice.Number)
            .Take(year is null ? MostAnswered + 1 : int.MaxValue)
            .ToListAsync(visit.Cancel);
        var areMore = year is null && answered.Count > MostAnswered;
        var rows = waiting
            .Concat(areMore ? answered.Take(MostAnswered) : answered)
            .Select(voice =>
                (
                    voice,
                    visit.Register.Find(voice.Place)!,
                    voice.IsOpenTo(visit.Register.Find(voice.Unit)!, visit.Actor!.Organisation, visit.Today)
                )
            );
        return Show.Page<VoiceIndex, VoiceList>(
            visit,
            $"意见 · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                [.. rows],
                visit.May(Recording, unit),
                areMore,
                year,
                areMore || year is not null ? await visit.YearsOf(all.Select(voice => voice.Number)) : []
            )
        );
    }

    private static async Task<IResult> Case(Visit visit, Unit unit, Voice voice, FormState? form)
    {
        var organisation = visit.Actor!.Organisation;
        var place = visit.Register.Find(voice.Place)!;
        var isTownship = place.ParentOn(visit.Today) == organisation;
        var shown = voice.About is { } about
            ? await Modules.PutUpOf(visit.Db, new(place.Id, VoiceProcedure.Disclosures, about), visit.Cancel)
            : null;
        var kind = place.KindOn(voice.RaisedOn);
        var rule = voice.Appeal is { } appeal
            ? VoiceProcedure.AppealRule(visit.Cell.Law, kind, voice.Kind, appeal.On)
            : VoiceProcedure.AnswerRule(visit.Cell.Law, kind, voice.Kind, voice.ConcernsCadres, voice.RaisedOn);
        return Show.Page<VoicePage, VoiceView>(
            visit,
            $"意见 {voice.Number} · {unit.ShortNameOn(visit.Today)}",
            new(
                unit,
                voice,
                place,
                shown?.Title,
                await Words(
                    visit,
                    // What was said to the township is not loaded for anybody else.
                    [
                        voice.Text,
                        voice.Name,
                        voice.Answer?.Text,
                        voice.Answer?.Gist,
                        isTownship ? voice.Appeal?.Text : null,
                        voice.Appeal?.Answer,
                    ]
                ),
                voice.Assisted is { } assisted ? await OfficeOf(visit, unit, assisted.By, voice.RaisedOn) : null,
                rule?.Source,
                [
                    .. Table.Steps.Where(step =>
                        !step.Opens
                        && step.From.Contains(voice.State.ToString())
                        && visit.May(step, unit)
                        && (step.Act != typeof(AnswerVoice) || voice.IsOwed())
                        && (step.Act != typeof(UnpublishAnswer) || voice.Answer?.Gist is not null)
                    ),
                ],
                isTownship,
                shown?.Edition > voice.Edition,
                form ?? FormState.Empty("")
            )
        );
    }

    /// <summary>The office of the account that entered it, as it was on that day.</summary>
    private static async Task<string> OfficeOf(Visit visit, Unit unit, string entered, DateOnly day)
    {
        var held = await (
            from account in visit.Db.Set<Account>()
            where account.Unit == unit.Id && account.Id == entered
            from tenure in visit.Db.Set<Tenure>()
            where tenure.Unit == account.Unit && tenure.Person == account.Person
            select tenure
        ).ToListAsync(visit.Cancel);
        var offices = held.Where(tenure => tenure.InForceOn(day)).Select(tenure => tenure.Office).ToHashSet(StringComparer.Ordinal);
        return visit.Cell.Data.Offices.All.FirstOrDefault(office => offices.Contains(office.Id))?.TitleIn(unit.KindOn(day)) ?? "工作人员";
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult RecordPage(Visit visit, Unit unit, FormState form, int status)
    {
        var isTownship = unit.KindOn(visit.Today) == UnitKind.Township;
        ImmutableArray<Unit> places = isTownship
            ?
            [
                .. visit
                    .Register.Under(unit.Id, visit.Today)
                    .Where(place => place.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community),
            ]
            : [unit];
        return Show.Page<RecordVoicePage, RecordForm>(visit, "代录意见", new(unit, places, isTownship, form), status);
    }

    /// <summary>Like every other act of the table, but the answer is the receipt: its code is told once and stands in no address.</summary>
    private static async Task<IResult> Enter(HttpContext http, string unit)
    {
        if (await Visit.Begin(http, unit) is not { Unit: { } place } visit)
        {
            return Pages.NotFound();
        }

        if (visit.Actor is not { } actor)
        {
            return Results.Redirect($"/sign-in?next={Uri.EscapeDataString(http.Request.Path)}");
        }

        if (!visit.May(Recording, place))
        {
            return Pages.NotFound();
        }

        var (form, _, genuine) = await Posted.Read(http, Recording.Verb);
        var (typed, problems) = ActReader.Read(typeof(RecordVoice), form.Values);
        if (!genuine || typed is not RecordVoice act)
        {
            return RecordPage(visit, place, form with { Problems = genuine ? problems : [Posted.TooOld] }, 400);
        }

        var mark = SayPages.MarkOf(form);
        var code = ReceiptCode.Of(mark);
        var outcome = await http
            .RequestServices.GetRequiredService<Desk>()
            .Act(Table, place.Id, null, act with { Receipt = ReceiptCode.Digest(code), Key = mark }, actor, Luggage.None, visit.Cancel);
        if (!outcome.IsDone)
        {
            return outcome.Refusals.Any(refusal => refusal.IsHidden)
                ? Pages.NotFound()
                : RecordPage(visit, place, form with { Problems = [.. outcome.Refusals.Select(Problem.Of)] }, 422);
        }

        var number = outcome.Value.Key.Number;
        var voice = await visit.Db.Set<Voice>().SingleAsync(kept => kept.Unit == place.Id && kept.Number == number, visit.Cancel);
        return Show.Page<ReceiptSlipPage, Receipt>(visit, "回执", SayPages.ReceiptOf(visit, voice, code));
    }
}
