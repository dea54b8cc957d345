using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Shell;

/// <summary>一次访问: who looks, at which unit, on which day, and the open data to answer from. One per request.</summary>
public sealed class Visit
{
    private Visit(HttpContext http, Cell cell, CunjuDb db, Register register, People.SignedIn? signedIn, Unit? unit)
    {
        Http = http;
        Cell = cell;
        Db = db;
        Register = register;
        SignedIn = signedIn;
        Unit = unit;
        Today = cell.Today;
    }

    /// <summary>The request.</summary>
    public HttpContext Http { get; }

    /// <summary>The cell.</summary>
    public Cell Cell { get; }

    /// <summary>The data; nothing read through it is tracked.</summary>
    public CunjuDb Db { get; }

    /// <summary>All units of the district.</summary>
    public Register Register { get; }

    /// <summary>All units as they were known on that day; as they are known now when none is named.</summary>
    public async Task<Register> RegisterAt(DateOnly? knownAt) =>
        knownAt is { } day && day < Today ? await Cell.RegisterAsKnown(Db, day, Cancel) : Register;

    /// <summary>The person signed in; null for everybody else.</summary>
    public People.SignedIn? SignedIn { get; }

    /// <summary>For whom the person acts; null when nobody is signed in.</summary>
    public Actor? Actor => SignedIn?.Actor;

    /// <summary>The organisation the person acts for; null when nobody is signed in.</summary>
    public Unit? Home => Actor is { } actor ? Register.Find(actor.Organisation) : null;

    /// <summary>The unit the address names; null where it names none.</summary>
    public Unit? Unit { get; }

    /// <summary>Today in China by the cell's clock.</summary>
    public DateOnly Today { get; }

    /// <summary>The language of the chrome: <c>zh</c> or <c>en</c>.</summary>
    public string Language => LanguageOf(Http);

    /// <summary>The language of the chrome as a page declares it. What officials wrote stays Chinese, and says so.</summary>
    public string Tongue => Language == "en" ? "en" : "zh-CN";

    /// <summary>Text size: empty, <c>elder</c> (22) or <c>huge</c> (30).</summary>
    public string Mode => Http.Request.Cookies["mode"] is "elder" or "huge" ? Http.Request.Cookies["mode"]! : "";

    /// <summary>Aborts with the request.</summary>
    public CancellationToken Cancel => Http.RequestAborted;

    /// <summary>A year from the address; null when it is absent or none.</summary>
    public int? YearAsked(string name) =>
        int.TryParse(Http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and < 2100
            ? year
            : null;

    /// <summary>The years of numbers of cases, the latest first; a number begins with its year.</summary>
    public async Task<ImmutableArray<int>> YearsOf(IQueryable<string> numbers) =>
        [
            .. (await numbers.Select(number => number.Substring(0, 4)).Distinct().ToListAsync(Cancel))
                .Select(year => int.Parse(year, CultureInfo.InvariantCulture))
                .OrderDescending(),
        ];

    /// <summary>The language somebody chose, also where there is no visit to ask.</summary>
    public static string LanguageOf(HttpContext http) => http.Request.Cookies["lang"] == "en" ? "en" : "zh";

    /// <summary>The chrome's word for a key of <c>Texts.tsv</c>.</summary>
    public string Text(string key) => Texts.Of(key, Language);

    /// <summary>Whether the person may take that step on a case of that unit today, as far as permission and reach go.</summary>
    public bool May(Step step, Unit unit) => Actor?.May(step.Permission, step.Reach, unit, Today) == true;

    /// <summary>Whether the unit's inner pages are the person's to see: one's own unit, or one below.</summary>
    public bool Sees(Unit unit) =>
        Actor is { } actor
        && (actor.Reaches(Reach.Own, unit, Today) || actor.Reaches(Reach.Below, unit, Today) || actor.Reaches(Reach.District, unit, Today));

    /// <summary>The same, but nobody asks who it is: a page for everybody is shown to everybody alike, also to those who are signed in.</summary>
    public static Task<Visit?> OfAnybody(HttpContext http, string? unit) =>
        Begin(http, unit, (_, _) => Task.FromResult<People.SignedIn?>(null));

    /// <summary>Opens the data and looks up who and where; null when the address names a unit that does not exist.</summary>
    public static Task<Visit?> Begin(HttpContext http, string? unit) => Begin(http, unit, (cell, db) => People.SignedIn.Of(http, cell, db));

    /// <summary>The same for somebody known by something else than a cookie: the holder of a program's key or of a secret link.</summary>
    public static async Task<Visit?> Begin(HttpContext http, string? unit, Func<Cell, CunjuDb, Task<People.SignedIn?>> who)
    {
        var cell = http.RequestServices.GetRequiredService<Cell>();
        var db = cell.Open();
        db.ChangeTracker.QueryTrackingBehavior = Microsoft.EntityFrameworkCore.QueryTrackingBehavior.NoTracking;
        http.Response.RegisterForDisposeAsync(db);
        var register = await cell.Register(db, http.RequestAborted);
        var found = unit is null ? null : register.Find(unit);
        if (unit is not null && found is null)
        {
            return null;
        }

        return new(http, cell, db, register, await who(cell, db), found);
    }
}
