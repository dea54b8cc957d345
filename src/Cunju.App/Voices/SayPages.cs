using System.Collections.Immutable;
using System.Security.Cryptography;
using Cunju.App.People;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Voices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Voices;

/// <summary>The form in which anybody says something.</summary>
/// <param name="Unit">The village or community.</param>
/// <param name="About">The disclosure's number; null for nothing in particular.</param>
/// <param name="Title">What that disclosure is called.</param>
/// <param name="Above">镇街.</param>
/// <param name="Phone">The office telephone, for who would rather speak.</param>
/// <param name="Form">What was typed.</param>
public sealed record SayForm(Unit Unit, string? About, string? Title, Unit? Above, string? Phone, FormState Form);

/// <summary>回执: shown once.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Place">Where it was raised.</param>
/// <param name="To">Who answers it.</param>
/// <param name="Code">The code.</param>
/// <param name="Source">The article the term rests on.</param>
/// <param name="Link">Where the answer is read.</param>
public sealed record Receipt(Voice Voice, Unit Place, Unit To, string Code, string? Source, string Link);

/// <summary>What the holder of a receipt reads.</summary>
/// <param name="Voice">The voice.</param>
/// <param name="Place">Where it was raised.</param>
/// <param name="To">Who answers it.</param>
/// <param name="Above">The township one may turn to.</param>
/// <param name="Code">The code, for the next form; it never stands in an address.</param>
/// <param name="Said">Words by the aside's id.</param>
/// <param name="MayAppeal">Whether one may turn to the township today.</param>
/// <param name="Form">What was typed.</param>
public sealed record Followed(
    Voice Voice,
    Unit Place,
    Unit To,
    Unit? Above,
    string Code,
    ImmutableDictionary<string, string> Said,
    bool MayAppeal,
    FormState Form
);

/// <summary>有话要说: residents say something and follow it, without an account. No address, no cookie and no name that was not given is kept.</summary>
public static class SayPages
{
    private const int ShortestMark = 24;
    private static readonly Procedure<Voice, VoiceState, VoiceFact> Table = VoiceProcedure.Table;
    private static readonly Problem TooMany = new(null, "一小时里从这个网络交得太多了，请过一会儿再交。您填写的内容还在。");

    /// <summary>Hangs the pages.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string say = "/{unit:regex(^[0-9]{{6,12}}$)}/say";
        routes.Get(say, (HttpContext http, string unit) => Say(http, unit));
        routes.Post(say, (HttpContext http, string unit) => Raise(http, unit));
        routes.Get("/say/follow", Follow);
        routes.Post("/say/follow", Find);
        routes.Post("/say/appeal", Appeal);
    }

    /// <summary>Answers that everybody may read below what they are about, oldest first.</summary>
    public static async Task<IReadOnlyList<OpenAnswer>> OpenAnswers(Visit visit, CaseKey key)
    {
        if (key.Procedure != VoiceProcedure.Disclosures)
        {
            return [];
        }

        var answered = await visit
            .Db.Set<Voice>()
            .Where(voice => voice.Unit == key.Unit && voice.About == key.Number && !voice.ConcernsCadres)
            .OrderBy(voice => voice.Number)
            .ToListAsync(visit.Cancel);
        Voice[] open = [.. answered.Where(voice => voice.Answer?.Gist is not null)];
        var said = await VoicePages.Words(visit, [.. open.SelectMany(voice => new[] { voice.Answer!.Text, voice.Answer.Gist! })]);
        return
        [
            // What was erased is not shown as erased: nobody has to know that there was something.
            .. from voice in open
            let answer = voice.Answer!
            where said.ContainsKey(answer.Gist!.Id) && said.ContainsKey(answer.Text.Id)
            select new OpenAnswer(voice.Edition, voice.RaisedOn, said[answer.Gist!.Id], said[answer.Text.Id], answer.On, answer.Corrected),
        ];
    }

    /// <summary>A receipt that can be shown.</summary>
    public static Receipt ReceiptOf(Visit visit, Voice voice, string code)
    {
        var place = visit.Register.Find(voice.Place)!;
        var rule = VoiceProcedure.AnswerRule(
            visit.Cell.Law,
            place.KindOn(voice.RaisedOn),
            voice.Kind,
            voice.ConcernsCadres,
            voice.RaisedOn
        );
        return new(voice, place, visit.Register.Find(voice.Unit)!, code, rule?.Source, BaseAddress.Link(visit.Http, "/say/follow"));
    }

    /// <summary>The random mark of a form that was sent out; a fresh one when it has none that could keep a secret.</summary>
    public static string MarkOf(FormState form) =>
        form[nameof(Act.Key)] is { Length: >= ShortestMark } mark ? mark : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static async Task<IResult> Say(HttpContext http, string unit)
    {
        if (await At(http, unit) is not var (visit, place))
        {
            return Pages.NotFound();
        }

        if (place.Id != unit)
        {
            return Results.Redirect($"/{place.Id}/say{http.Request.QueryString}", permanent: true);
        }

        var about = http.Request.Query["about"].ToString() is { Length: > 0 } number ? number : null;
        return await FormPage(visit, place, about, FormState.Empty("say"), 200) ?? Pages.NotFound();
    }

    private static async Task<IResult> Raise(HttpContext http, string unit)
    {
        if (await At(http, unit) is not var (visit, place) || place.Id != unit)
        {
            return Pages.NotFound();
        }

        var (form, _, genuine) = await Posted.Read(http, "say");
        var about = form[nameof(RaisingAct.About)] is { Length: > 0 } number ? number : null;
        if (!genuine || !Fence(http).Passes(http))
        {
            var early = form with { Problems = [genuine ? TooMany : Posted.TooOld] };
            return await FormPage(visit, place, about, early, genuine ? 429 : 400) ?? Pages.NotFound();
        }

        var mark = MarkOf(form);
        var (typed, problems) = ActReader.Read(typeof(RaiseVoice), form.Values);
        if (typed is not RaiseVoice act)
        {
            return await FormPage(visit, place, about, form with { Problems = problems }, 400) ?? Pages.NotFound();
        }

        // What concerns cadres goes past the village: the case, its number and its line of the journal are the township's from the first moment.
        var to = act.ConcernsCadres == true ? place.ParentOn(visit.Today)! : place.Id;
        var code = ReceiptCode.Of(mark);
        var outcome = await http
            .RequestServices.GetRequiredService<Desk>()
            .Act(
                Table,
                to,
                null,
                act with
                {
                    Place = place.Id,
                    Receipt = ReceiptCode.Digest(code),
                    Key = mark,
                },
                Resident(visit, to),
                Luggage.None,
                visit.Cancel
            );
        if (!outcome.IsDone)
        {
            return await FormPage(visit, place, about, form with { Problems = [.. outcome.Refusals.Select(Problem.Of)] }, 422)
                ?? Pages.NotFound();
        }

        var given = outcome.Value.Key.Number;
        var voice = await visit.Db.Set<Voice>().SingleAsync(kept => kept.Unit == to && kept.Number == given, visit.Cancel);
        // Not a redirect: the code must never stand in an address.
        return Show.Open<ReceiptPage, Receipt>(visit, "收到了", ReceiptOf(visit, voice, code));
    }

    private static async Task<IResult> Follow(HttpContext http) =>
        await Visit.OfAnybody(http, null) is { } visit ? FollowForm(visit, FormState.Empty("follow"), 200) : Pages.NotFound();

    private static async Task<IResult> Find(HttpContext http)
    {
        var visit = (await Visit.OfAnybody(http, null))!;
        var (form, _, genuine) = await Posted.Read(http, "follow");
        return await Held(visit, form, genuine) is var (voice, refused)
            ? refused ?? await FollowedPage(visit, voice!, form["Code"], FormState.Empty("appeal"), 200)
            : Pages.NotFound();
    }

    private static async Task<IResult> Appeal(HttpContext http)
    {
        var visit = (await Visit.OfAnybody(http, null))!;
        var (form, _, genuine) = await Posted.Read(http, "appeal");
        var (voice, refused) = await Held(visit, form, genuine);
        if (refused is not null)
        {
            return refused;
        }

        var code = form["Code"];
        var (typed, problems) = ActReader.Read(typeof(AppealVoice), form.Values);
        if (typed is not AppealVoice act)
        {
            return await FollowedPage(visit, voice!, code, form with { Problems = problems }, 400);
        }

        var outcome = await http
            .RequestServices.GetRequiredService<Desk>()
            .Act(Table, voice!.Unit, voice.Number, act, Resident(visit, voice.Unit), Luggage.None, visit.Cancel);
        if (!outcome.IsDone)
        {
            return await FollowedPage(visit, voice, code, form with { Problems = [.. outcome.Refusals.Select(Problem.Of)] }, 422);
        }

        var now = await visit.Db.Set<Voice>().SingleAsync(kept => kept.Unit == voice.Unit && kept.Number == voice.Number, visit.Cancel);
        return await FollowedPage(visit, now, code, FormState.Empty("appeal"), 200);
    }

    /// <summary>The voice a code is for, or the page that says why there is none.</summary>
    private static async Task<(Voice? Voice, IResult? Refused)> Held(Visit visit, FormState form, bool genuine)
    {
        if (!genuine || !Fence(visit.Http).Passes(visit.Http))
        {
            return (null, FollowForm(visit, form with { Problems = [genuine ? TooMany : Posted.TooOld] }, genuine ? 429 : 400));
        }

        var voice = ReceiptCode.Digest(form["Code"]) is { } digest
            ? await visit.Db.Set<Voice>().FirstOrDefaultAsync(kept => kept.Receipt == digest, visit.Cancel)
            : null;
        return voice is null
            ? (
                null,
                FollowForm(
                    visit,
                    form with
                    {
                        Problems = [new("Code", "没有这个回执码。请对照回执再看一遍：16位字母和数字，没有0和1，也没有字母I和O。")],
                    },
                    422
                )
            )
            : (voice, null);
    }

    private static async Task<IResult?> FormPage(Visit visit, Unit place, string? about, FormState form, int status)
    {
        string? title = null;
        if (about is not null)
        {
            title = (await Modules.PutUpOf(visit.Db, new(place.Id, VoiceProcedure.Disclosures, about), visit.Cancel))?.Title;
            if (title is null && status == 200)
            {
                return null;
            }
        }

        var page = Show.Open<SayPage, SayForm>(
            visit,
            $"有话要说 · {place.ShortNameOn(visit.Today)}",
            new(
                place,
                about,
                title,
                place.ParentOn(visit.Today) is { } parent ? visit.Register.Find(parent) : null,
                place.ProfileOn(Core.Registry.ProfileKey.OfficePhone, visit.Today),
                form
            )
        );
        page.StatusCode = status;
        return page;
    }

    private static RazorComponentResult FollowForm(Visit visit, FormState form, int status)
    {
        var page = Show.Open<FollowPage, FormState>(visit, "看答复", form);
        page.StatusCode = status;
        return page;
    }

    private static async Task<IResult> FollowedPage(Visit visit, Voice voice, string code, FormState form, int status)
    {
        var place = visit.Register.Find(voice.Place)!;
        var may = !voice.ConcernsCadres && voice.State is VoiceState.Raised or VoiceState.Answered;
        var page = Show.Open<FollowedPage, Followed>(
            visit,
            "看答复",
            new(
                voice,
                place,
                visit.Register.Find(voice.Unit)!,
                place.ParentOn(visit.Today) is { } parent ? visit.Register.Find(parent) : null,
                code,
                await VoicePages.Words(visit, [voice.Text, voice.Answer?.Text, voice.Appeal?.Text, voice.Appeal?.Answer]),
                may,
                form
            )
        );
        page.StatusCode = status;
        return page;
    }

    private static async Task<(Visit Visit, Unit Place)?> At(HttpContext http, string unit) =>
        await Visit.OfAnybody(http, unit) is { Unit: { } place } visit
        && place.ExistsOn(visit.Today)
        && place.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community
            ? (visit, place)
            : null;

    /// <summary>Anybody: one word for all, so that the journal says that a resident did it and nothing about which.</summary>
    private static Actor Resident(Visit visit, string organisation) =>
        new(OfficeBook.Resident, organisation, visit.Cell.Data.Offices.PermissionsOf([OfficeBook.Resident]));

    private static SayFence Fence(HttpContext http) => http.RequestServices.GetRequiredService<SayFence>();
}
