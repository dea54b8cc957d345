using System.Collections.Immutable;
using Cunju.App.Boards;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.App.TaskLists;
using Cunju.Core.Filings;
using Cunju.Core.Laws;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App;

/// <summary>What the rest of the program may know about an institution.</summary>
public interface IModule
{
    /// <summary>The folder's name, the same in Core, App and Tests.</summary>
    string Name { get; }

    /// <summary>官方名称.</summary>
    string Title { get; }

    /// <summary>Its procedures; permissions, acts and facts follow from them.</summary>
    IReadOnlyList<IProcedure> Procedures { get; }

    /// <summary>Permissions that no step asks for (to see a page); those of the steps need not be named.</summary>
    IReadOnlyList<Permission> Permissions => [];

    /// <summary>How the things are loaded that its procedures declared with <c>Knows</c>.</summary>
    IReadOnlyDictionary<Type, Loader> Loaders => ImmutableDictionary<Type, Loader>.Empty;

    /// <summary>Its entries in the main menu of a person whose home is that unit: address and title.</summary>
    IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) => [];

    /// <summary>How it begins what makes records of its kinds; the buttons of the desk follow from it.</summary>
    IReadOnlyList<Starter> Starters => [];

    /// <summary>等我办的: what waits for the person at that unit's desk from other units, oldest first.</summary>
    Task<IReadOnlyList<Awaiting>> Inbox(Visit visit, Unit unit) => Task.FromResult<IReadOnlyList<Awaiting>>([]);

    /// <summary>没有成为记录的: what was done for an obligation and made no record, with the reason (a meeting that was not quorate); by day.
    /// Asked as of and as known on the two days of the question, like the board beside it.</summary>
    Task<IReadOnlyList<CameToNothing>> CameToNothing(Question asked, Obligation obligation) =>
        Task.FromResult<IReadOnlyList<CameToNothing>>([]);

    /// <summary>公开的: what of that year, and of what is still to come, anybody may read at that unit, by its own pure rule; the latest first.</summary>
    Task<IReadOnlyList<OpenMatter>> OpenIn(Visit visit, Unit unit, int year) => Task.FromResult<IReadOnlyList<OpenMatter>>([]);

    /// <summary>What anybody may read of one case of its procedures; null when nothing, or when it is not its case.</summary>
    Task<OpenMatter?> OpenAt(Visit visit, CaseKey key) => Task.FromResult<OpenMatter?>(null);

    /// <summary>两委联席会: the joint meetings of a unit that were held and quorate since a day; others rest their decisions on them.</summary>
    Task<IReadOnlyList<HeldMeeting>> JointMeetings(CunjuDb db, string unit, DateOnly since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<HeldMeeting>>([]);

    /// <summary>村（居）民会议、代表会议的表决: what those of a unit voted on, at meetings that were held and quorate since a day; what they decided binds others.</summary>
    Task<IReadOnlyList<HeldVote>> Assemblies(CunjuDb db, string unit, DateOnly since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<HeldVote>>([]);

    /// <summary>可报备案的材料: the papers of cases as they may be filed with the township today, in one go; none for a case that is not its own, or whose paper is not ready.</summary>
    Task<IReadOnlyDictionary<CaseKey, PaperAtHand>> PapersOf(CunjuDb db, IReadOnlySet<CaseKey> keys, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<CaseKey, PaperAtHand>>(ImmutableDictionary<CaseKey, PaperAtHand>.Empty);

    /// <summary>公布过的: what of that case was put up for everybody, whether or not its words are still shown; null when it is not its case, or nothing was.</summary>
    Task<PutUp?> PutUpOf(CunjuDb db, CaseKey key, CancellationToken cancel) => Task.FromResult<PutUp?>(null);

    /// <summary>公开的答复: what was asked about that case and answered for everybody to read, oldest first.</summary>
    Task<IReadOnlyList<OpenAnswer>> OpenAnswers(Visit visit, CaseKey key) => Task.FromResult<IReadOnlyList<OpenAnswer>>([]);

    /// <summary>公开栏: what stands on the unit's board for everybody, the latest first.</summary>
    Task<IReadOnlyList<OpenNotice>> OnBoard(Visit visit, Unit unit) => Task.FromResult<IReadOnlyList<OpenNotice>>([]);

    /// <summary>Whether the person may know of that case at all, beyond seeing the unit; pages, doors and files ask alike. Asked for cases of its own tables only.</summary>
    bool MaySee(Visit visit, Unit unit, Case @case) => true;

    /// <summary>作废: what an account was handed beside its password (keys, secret addresses) ends with it, in the same transaction.</summary>
    Task Void(CunjuDb db, string account, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Its tables.</summary>
    void Tables(ModelBuilder model);

    /// <summary>What it needs of the host; rarely anything.</summary>
    void Services(IServiceCollection services) { }

    /// <summary>Its pages. The routes of the acts come from the table of steps.</summary>
    void Pages(Pages pages);

    /// <summary>What programs may read of it; the acts come from the table of steps here too.</summary>
    void Doors(Doors.Doors doors) { }
}

/// <summary>One thing that waits for somebody.</summary>
/// <param name="Address">Its page.</param>
/// <param name="Unit">Whose it is.</param>
/// <param name="Title">What it is.</param>
/// <param name="Since">The day from which it waits.</param>
public sealed record Awaiting(string Address, Unit Unit, string Title, DateOnly Since);

/// <summary>公布过的: what anybody may ask about.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Edition">The edition that was put up last.</param>
public sealed record PutUp(string Title, int Edition);

/// <summary>A meeting that was held.</summary>
/// <param name="Number">Its number in the unit.</param>
/// <param name="Day">When.</param>
public sealed record HeldMeeting(string Number, DateOnly Day);

/// <summary>Something a meeting voted on.</summary>
/// <param name="Meeting">The meeting's number in the unit.</param>
/// <param name="Item">Which item of its agenda, from 1.</param>
/// <param name="Day">When.</param>
/// <param name="Motion">What it was.</param>
/// <param name="Passed">Whether it was carried.</param>
public sealed record HeldVote(string Meeting, int Item, DateOnly Day, string Motion, bool Passed);

/// <summary>One thing on the public board.</summary>
/// <param name="Address">Its page for everybody.</param>
/// <param name="Title">What it is.</param>
/// <param name="Remark">Until when it hangs, or that it was corrected.</param>
public sealed record OpenNotice(string Address, string Title, string Remark);

/// <summary>An answer everybody may read.</summary>
/// <param name="Edition">版次 of what it is about, as it hung when it was asked.</param>
/// <param name="RaisedOn">The day it was asked.</param>
/// <param name="Gist">What was asked, in words for everybody.</param>
/// <param name="Text">The answer.</param>
/// <param name="On">The day of it.</param>
/// <param name="Corrected">The edition that puts right what was wrong; null when nothing was.</param>
public sealed record OpenAnswer(int Edition, DateOnly RaisedOn, string Gist, string Text, DateOnly On, int? Corrected);

/// <summary>Something that was tried and does not count.</summary>
/// <param name="Day">When.</param>
/// <param name="Address">Its page.</param>
/// <param name="Title">What it was.</param>
/// <param name="Why">Why it does not count.</param>
public sealed record CameToNothing(DateOnly Day, string Address, string Title, string Why);

/// <summary>Loads one thing a procedure must be told.</summary>
public delegate Task<object> Loader(Loading loading, CancellationToken cancel);

/// <summary>What a loader may look at: the same transaction the act is decided in.</summary>
public sealed record Loading(Cell Cell, CunjuDb Db, Register Register, Unit Unit, Actor Actor, Case? Case, Act Act, DateOnly Day)
{
    /// <summary>Lists, laws, offices and words.</summary>
    public DataFolder Data => Cell.Data;

    /// <summary>The laws.</summary>
    public LawBook Law => Cell.Law;

    /// <summary>The list of the day, in the words of the unit.</summary>
    public TaskList List => Cell.ListFor(Unit, Day);
}

/// <summary>The institutions, listed by hand.</summary>
public static class Modules
{
    /// <summary>All of them. Adding one is one line here.</summary>
    public static readonly ImmutableArray<IModule> All =
    [
        new Registry.RegistryModule(),
        new People.PeopleModule(),
        new Assemblies.AssembliesModule(),
        new Boards.BoardModule(),
        new Oversight.OversightModule(),
        new Readings.ReadingModule(),
        new Disclosures.DisclosureModule(),
        new Filings.FilingModule(),
        new Voices.VoiceModule(),
        new WorkRecords.WorkRecordModule(),
        new Attestations.AttestationModule(),
        new Portal.PortalModule(),
        new Feeds.FeedsModule(),
        new Doors.DoorsModule(),
    ];

    private static readonly Lazy<ImmutableDictionary<string, IProcedure>> Procedures = new(() =>
        All.SelectMany(module => module.Procedures).ToImmutableDictionary(procedure => procedure.Name)
    );

    private static readonly Lazy<ImmutableDictionary<Type, Loader>> Loaders = new(() =>
        All.SelectMany(module => module.Loaders).ToImmutableDictionary()
    );

    private static readonly Lazy<ImmutableDictionary<(string, string), Type>> Facts = new(() =>
        All.SelectMany(module => module.Procedures)
            .SelectMany(procedure => FactsOf(procedure).Select(type => KeyValuePair.Create((procedure.Name, type.Name), type)))
            .ToImmutableDictionary()
    );

    /// <summary>The procedure of that name; null when there is none.</summary>
    public static IProcedure? Procedure(string name) => Procedures.Value.GetValueOrDefault(name);

    /// <summary>How to begin what makes a record of that kind: the institution that names the kind, else the notes that take every kind.</summary>
    public static Starter StarterOf(string kind) =>
        All.SelectMany(module => module.Starters).FirstOrDefault(starter => starter.Kinds.Contains(kind))
        ?? All.SelectMany(module => module.Starters).First(starter => starter.Kinds.IsEmpty);

    /// <summary>等我办的: what waits for the person here, whichever institution it is of, oldest first; only at the person's own desk.</summary>
    public static async Task<ImmutableArray<Awaiting>> Inbox(Visit visit, Unit unit)
    {
        if (visit.Actor?.Organisation != unit.Id)
        {
            return [];
        }

        var waiting = new List<Awaiting>();
        foreach (var module in All)
        {
            waiting.AddRange(await module.Inbox(visit, unit));
        }

        return [.. waiting.OrderBy(item => item.Since).ThenBy(item => item.Unit.Id, StringComparer.Ordinal)];
    }

    /// <summary>The paper of a case as it is published today, whichever institution it is of; null when there is none.</summary>
    public static async Task<PaperAtHand?> PaperOf(CunjuDb db, CaseKey key, CancellationToken cancel) =>
        (await PapersOf(db, [key], cancel)).GetValueOrDefault(key);

    /// <summary>The papers of many cases; the store is asked as often as for one.</summary>
    public static async Task<IReadOnlyDictionary<CaseKey, PaperAtHand>> PapersOf(
        CunjuDb db,
        ImmutableHashSet<CaseKey> keys,
        CancellationToken cancel
    )
    {
        var papers = new Dictionary<CaseKey, PaperAtHand>();
        foreach (var module in All)
        {
            foreach (var (key, paper) in await module.PapersOf(db, keys, cancel))
            {
                papers.Add(key, paper);
            }
        }

        return papers;
    }

    /// <summary>公布过的, whichever institution it is of; null when there is none.</summary>
    public static async Task<PutUp?> PutUpOf(CunjuDb db, CaseKey key, CancellationToken cancel)
    {
        foreach (var module in All)
        {
            if (await module.PutUpOf(db, key, cancel) is { } shown)
            {
                return shown;
            }
        }

        return null;
    }

    /// <summary>公开的答复, whichever institution keeps them.</summary>
    public static async Task<ImmutableArray<OpenAnswer>> OpenAnswers(Visit visit, CaseKey key)
    {
        var all = new List<OpenAnswer>();
        foreach (var module in All)
        {
            all.AddRange(await module.OpenAnswers(visit, key));
        }

        return [.. all];
    }

    /// <summary>可见: the one rule on whether a person may know of a case, whichever way it is asked for.</summary>
    public static bool MaySee(Visit visit, Unit unit, IProcedure procedure, Case @case) =>
        All.First(module => module.Procedures.Contains(procedure)).MaySee(visit, unit, @case);

    /// <summary>How that type is loaded.</summary>
    public static Loader LoaderOf(Type type) => Loaders.Value[type];

    /// <summary>The facts a procedure can make.</summary>
    public static IEnumerable<Type> FactsOf(IProcedure procedure) =>
        procedure.FactType.Assembly.GetTypes().Where(type => type.IsSubclassOf(procedure.FactType) && !type.IsAbstract);

    /// <summary>The fact's type by its name in the journal; null when no such fact is known.</summary>
    public static Type? FactType(string procedure, string fact) => Facts.Value.GetValueOrDefault((procedure, fact));
}
