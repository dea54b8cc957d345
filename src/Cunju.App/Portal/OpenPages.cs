using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.People;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Portal;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;
using Cunju.Core.TaskLists;

namespace Cunju.App.Portal;

/// <summary>公开栏的网页: find your village, and read what is open there. <c>/500112004018</c> is its address for ever.</summary>
public static class OpenPages
{
    private const string Place = "/{unit:regex(^[0-9]{{6,12}}$)}";
    private const int Newest = 4;
    private const int MostFound = 60;

    /// <summary>The first year that has an address; below it no link leads.</summary>
    public const int FirstYear = 2000;

    /// <summary>Adds the pages.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/", Home);
        routes.Get(Place, (HttpContext http, string unit) => At(http, unit, Board));
        routes.Get(
            Place + "/officers",
            (HttpContext _, string unit) => Task.FromResult(Results.Redirect($"/{unit}", permanent: true)) // where they stood before
        );
        routes.Get(Place + "/open/year", (HttpContext http, string unit) => At(http, unit, Year));
        routes.Get(
            Place + "/open/year/{obligation}",
            (HttpContext http, string unit, string obligation) => At(http, unit, (visit, place) => Duty(visit, place, obligation))
        );
        routes.Get(
            $"{Place}/open/decisions/{{year:int:range({FirstYear},2100)}}",
            (HttpContext http, string unit, string year) =>
                At(http, unit, (visit, place) => Decisions(visit, place, int.Parse(year, CultureInfo.InvariantCulture)))
        );
        routes.Get(
            Place + "/open/{procedure}/{number:regex(^[0-9]{{4}}-[0-9]{{3,}}$)}",
            (HttpContext http, string unit, string procedure, string number) =>
                At(http, unit, (visit, place) => Matter(visit, place, new(place.Id, procedure, number)))
        );
    }

    /// <summary>首页: who is signed in goes to where the day's work is, or finds places to work at; everybody else finds a village.</summary>
    private static async Task<IResult> Home(HttpContext http)
    {
        var query = http.Request.Query["q"].ToString().Trim();
        var visit = (await Visit.Begin(http, null))!;
        if (visit.Actor is not null)
        {
            return query.Length == 0
                ? Results.LocalRedirect(Menu.HomeOf(visit.Home!, visit.Today))
                : Show.Page<FoundPage, Found>(visit, $"找「{query}」", new(query, Search(visit, query)));
        }

        var townships = visit.Register.Under(visit.Cell.District, visit.Today).ToImmutableArray();
        if (query.Length > 0)
        {
            return Show.Open<HomePage, Front>(visit, $"找「{query}」", new(query, Search(visit, query), townships));
        }

        return await Shelf(http)
            .Answer(visit, () => Task.FromResult<IResult>(Show.Open<HomePage, Front>(visit, "找我的村", new("", [], townships))));
    }

    private static ImmutableArray<Unit> Search(Visit visit, string query) =>
        [
            .. visit
                .Register.Search(query, visit.Today)
                .Where(unit => unit.ExistsOn(visit.Today) && unit.KindOn(visit.Today) != UnitKind.Bureau)
                .Take(MostFound),
        ];

    /// <summary>A page at a unit's address for everybody; an old code of the place leads to the address it keeps.</summary>
    internal static async Task<IResult> At(HttpContext http, string unit, Func<Visit, Unit, Task<IResult>> page)
    {
        if (await Visit.OfAnybody(http, unit) is not { Unit: { } place } visit)
        {
            return Pages.NotFound();
        }

        return place.Id == unit
            ? await Shelf(http).Answer(visit, () => page(visit, place))
            : Results.Redirect(http.Request.Path.Value!.Replace($"/{unit}", $"/{place.Id}", StringComparison.Ordinal), permanent: true);
    }

    private static async Task<IResult> Board(Visit visit, Unit unit)
    {
        var today = visit.Today;
        var kind = unit.KindOn(today);
        var officers = OpenOfficers.Of(visit.Cell.Data.Offices, kind, await Holders.Of(visit.Db, unit.Id, visit.Cancel), today);
        var phone = unit.ProfileOn(ProfileKey.OfficePhone, today);
        var title = unit.ShortNameOn(today);
        var link = BaseAddress.Link(visit.Http, $"/{unit.Id}");
        if (kind is UnitKind.Township or UnitKind.Bureau)
        {
            ImmutableArray<Unit> below = [.. visit.Register.Under(unit.Id, today).Where(other => other.KindOn(today) != UnitKind.Other)];
            var words = $"【{title}】所属的村和社区公开栏：{link}";
            return Show.Open<AbovePage, AboveBoard>(visit, title, new(unit, phone, officers, below, new(link, words)));
        }

        var matters = await Matters(visit, unit, today.Year);
        if (matters.Count(matter => !matter.IsAhead) < Newest)
        {
            matters = [.. matters, .. await Matters(visit, unit, today.Year - 1)];
        }

        var (board, _) = await Judge(visit, unit);
        var what = $"【{title}公开栏】谁在任、要开什么会、定了什么事、今年的事办得怎样，点开就能看，不用登录：{link}";
        return Show.Open<PlacePage, PlaceBoard>(
            visit,
            $"{title}公开栏",
            new(
                unit,
                phone,
                officers,
                [.. await Notices(visit, unit)],
                [.. matters.Where(matter => matter.IsAhead).Reverse()],
                [.. matters.Where(matter => !matter.IsAhead).Take(Newest)],
                board.List,
                [.. OpenYear.Of(board)],
                [.. visit.Register.All.Where(other => other.Succeeds.Contains(unit.Id))],
                new(link, what)
            )
        );
    }

    private static async Task<IResult> Year(Visit visit, Unit unit)
    {
        var (board, _) = await Judge(visit, unit);
        var duties = OpenYear.Of(board).ToLookup(duty => duty.Obligation.Measure);
        var tasks = board.List.Tasks.Select(task => (task, task.Measures.SelectMany(measure => duties[measure.Number]).ToImmutableArray()));
        return Show.Open<YearPage, YearBoard>(
            visit,
            $"{board.List.Year}年的事 · {unit.ShortNameOn(visit.Today)}",
            new(unit, board.List, [.. tasks.Where(task => !task.Item2.IsEmpty)])
        );
    }

    private static async Task<IResult> Duty(Visit visit, Unit unit, string id)
    {
        var (board, book) = await Judge(visit, unit);
        if (OpenYear.Of(board).FirstOrDefault(candidate => candidate.Obligation.Id == id) is not { } duty)
        {
            return Pages.NotFound();
        }

        return Show.Open<DutyPage, DutyBoard>(
            visit,
            $"{duty.Title} · {unit.ShortNameOn(visit.Today)}",
            new(unit, board.List, duty, Explainer.Explain(board.List, visit.Register, unit, book, board.At, duty.Obligation))
        );
    }

    private static async Task<IResult> Decisions(Visit visit, Unit unit, int year) =>
        Show.Open<DecisionsPage, DecisionsBoard>(
            visit,
            $"{year}年定下的事 · {unit.ShortNameOn(visit.Today)}",
            new(unit, year, [.. (await Matters(visit, unit, year)).Where(matter => !matter.IsAhead)])
        );

    private static async Task<IResult> Matter(Visit visit, Unit unit, CaseKey key)
    {
        foreach (var module in Modules.All)
        {
            if (await module.OpenAt(visit, key) is { } matter)
            {
                // Not as somebody typed it: the page is kept for everybody, in capitals or not.
                var link = BaseAddress.Link(visit.Http, $"/{key.Unit}/open/{key.Procedure}/{key.Number}");
                return Show.Open<MatterPage, MatterBoard>(
                    visit,
                    $"{matter.Title} · {unit.ShortNameOn(visit.Today)}",
                    new(unit, matter, new(link, Told(visit, unit, matter, link)))
                );
            }
        }

        return Pages.NotFound();
    }

    /// <summary>The matter in a few lines, for the village group or the loudspeaker.</summary>
    private static string Told(Visit visit, Unit unit, OpenMatter matter, string link)
    {
        var points = string.Concat(
            matter.Points.Select((point, at) => $"\n{at + 1}．{point.Text}{(point.Outcome is { } outcome ? $"：{outcome}" : "")}")
        );
        var place = matter.Place is { } where ? $"，在{where}" : "";
        return $"【{unit.ShortNameOn(visit.Today)}】{matter.When}{place}{(matter.IsAhead ? "开" : "开了")}{matter.Title}。{points}\n{link}";
    }

    private static async Task<List<OpenNotice>> Notices(Visit visit, Unit unit)
    {
        var all = new List<OpenNotice>();
        foreach (var module in Modules.All)
        {
            all.AddRange(await module.OnBoard(visit, unit));
        }

        return all;
    }

    private static async Task<ImmutableArray<OpenMatter>> Matters(Visit visit, Unit unit, int year)
    {
        var all = new List<OpenMatter>();
        foreach (var module in Modules.All)
        {
            all.AddRange(await module.OpenIn(visit, unit, year));
        }

        return [.. all.OrderByDescending(matter => matter.Day)];
    }

    private static async Task<(Scoreboard Board, RecordBook Book)> Judge(Visit visit, Unit unit)
    {
        var list = visit.Cell.ListOn(visit.Today);
        var book = await Cell.RecordsFor(visit.Db, visit.Register, unit, list, visit.Cancel);
        return (Evaluator.Evaluate(list, visit.Register, unit, book, new(visit.Today, null, visit.Cell.Since)), book);
    }

    private static Shelf Shelf(HttpContext http) => http.RequestServices.GetRequiredService<Shelf>();

    /// <summary>A telephone as phones dial it.</summary>
    public static string Dial(string phone) => $"tel:{string.Concat(phone.Where(char.IsAsciiDigit))}";

    /// <summary>What the organ is called by people: 村委会, 居委会, or the name itself.</summary>
    public static string Organ(Unit unit, DateOnly today) =>
        unit.KindOn(today) switch
        {
            UnitKind.Village => "村委会",
            UnitKind.Community => "居委会",
            _ => unit.ShortNameOn(today),
        };

    /// <summary>A number of the year as it stands in an address.</summary>
    public static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}

/// <summary>转给别人看: an address and the words that go with it.</summary>
public sealed record Share(string Link, string Words);

/// <summary>The front page: what was looked for, what was found, and the townships; in the order of the codes.</summary>
public sealed record Front(string Query, ImmutableArray<Unit> Found, ImmutableArray<Unit> Townships);

/// <summary>What somebody who is signed in looked for.</summary>
public sealed record Found(string Query, ImmutableArray<Unit> Units);

/// <summary>The board of a village or community.</summary>
public sealed record PlaceBoard(
    Unit Unit,
    string? Phone,
    ImmutableArray<OpenOfficer> Officers,
    ImmutableArray<OpenNotice> Notices,
    ImmutableArray<OpenMatter> Ahead,
    ImmutableArray<OpenMatter> Decided,
    TaskList List,
    ImmutableArray<OpenDuty> Duties,
    ImmutableArray<Unit> Successors,
    Share Share
);

/// <summary>The board of a township or of the district.</summary>
public sealed record AboveBoard(Unit Unit, string? Phone, ImmutableArray<OpenOfficer> Officers, ImmutableArray<Unit> Below, Share Share);

/// <summary>All that a unit owes this year.</summary>
public sealed record YearBoard(Unit Unit, TaskList List, ImmutableArray<(KeyTask Task, ImmutableArray<OpenDuty> Duties)> Tasks);

/// <summary>One thing of the year and why it stands so.</summary>
public sealed record DutyBoard(Unit Unit, TaskList List, OpenDuty Duty, Explanation Why);

/// <summary>What was decided in a year.</summary>
public sealed record DecisionsBoard(Unit Unit, int Year, ImmutableArray<OpenMatter> Matters);

/// <summary>One matter.</summary>
public sealed record MatterBoard(Unit Unit, OpenMatter Matter, Share Share);
