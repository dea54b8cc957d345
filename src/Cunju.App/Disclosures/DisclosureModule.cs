using System.Collections.Immutable;
using Cunju.App.People;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.App.TaskLists;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Disclosures;

/// <summary>村（居）务公开.</summary>
public sealed class DisclosureModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Disclosures";

    /// <inheritdoc/>
    public string Title => "村（居）务公开";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [DisclosureProcedure.Table];

    /// <summary>Whatever a disclosure makes begins with its draft; a period that has one leads to it.</summary>
    public IReadOnlyList<Starter> Starters { get; } =
    [
        new(
            [DisclosureKinds.Step, DisclosureKinds.Posted, DisclosureKinds.Cloud, DisclosureKinds.Finance],
            "办这期公开",
            DisclosureProcedure.Table,
            typeof(DraftDisclosure),
            next => next.Case is { } period ? [(nameof(DraftDisclosure.Period), period)] : []
        ),
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        ImmutableDictionary<Type, Loader>.Empty.Add(typeof(DisclosureKnowledge), Known);

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        home.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community
            ? [($"/{home.Id}/disclosures", visit.Text("menu-disclosures"))]
            : [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Awaiting>> Inbox(Visit visit, Unit unit) => DisclosureInbox.Of(visit, unit);

    /// <inheritdoc/>
    public bool MaySee(Visit visit, Unit unit, Case @case) => DisclosurePages.IsOpen(visit, unit, (Disclosure)@case);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<CaseKey, PaperAtHand>> PapersOf(CunjuDb db, IReadOnlySet<CaseKey> keys, CancellationToken cancel)
    {
        var papers = new Dictionary<CaseKey, PaperAtHand>();
        CaseKey[] own = [.. keys.Where(key => key.Procedure == DisclosureProcedure.Table.Name)];
        if (own.Length == 0)
        {
            return papers;
        }

        // Units share their numbers, so that a few more may come than were asked for; the store finds all of them by its index.
        string[] units = [.. own.Select(key => key.Unit).Distinct()];
        string[] numbers = [.. own.Select(key => key.Number).Distinct()];
        var found = await db.Set<Disclosure>()
            .AsNoTracking()
            .Where(kept => units.Contains(kept.Unit) && numbers.Contains(kept.Number))
            .ToListAsync(cancel);
        foreach (var disclosure in found)
        {
            CaseKey key = new(disclosure.Unit, DisclosureProcedure.Table.Name, disclosure.Number);
            if (keys.Contains(key) && PaperOf(disclosure, key) is { } paper)
            {
                papers.Add(key, paper);
            }
        }

        return papers;
    }

    private static PaperAtHand? PaperOf(Disclosure disclosure, CaseKey key)
    {
        if (disclosure.Latest is not { Withheld: false } latest)
        {
            return null;
        }

        // Monthly finance is filed like the rest; the list counts the quarters' chain alone (待明确事项 A22).
        var counts = disclosure.Period.Length > 7;
        FiledPaper paper = new(
            key.Procedure,
            key.Number,
            DisclosureWords.Title(disclosure.Period),
            counts ? DisclosureKinds.Step : "",
            counts ? disclosure.Period : null,
            ImmutableSortedDictionary<string, string>.Empty.Add("step", "file")
        );
        // What was withheld took those before it along.
        var withheld = disclosure.Shown.LastOrDefault(showing => showing.Withheld)?.Edition ?? 0;
        return new(paper, latest.Edition, latest.Digest, latest.On, null, withheld + 1);
    }

    /// <inheritdoc/>
    public async Task<PutUp?> PutUpOf(CunjuDb db, CaseKey key, CancellationToken cancel) =>
        key.Procedure == DisclosureProcedure.Table.Name
        && await db.Set<Disclosure>().AsNoTracking().FirstOrDefaultAsync(kept => kept.Unit == key.Unit && kept.Number == key.Number, cancel)
            is { } disclosure
        && OpenEditions.Find(disclosure, null) is { } open
            ? new(DisclosureWords.Title(disclosure.Period), open.Showing.Edition)
            : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenNotice>> OnBoard(Visit visit, Unit unit) => OpenDisclosures.OnBoard(visit, unit);

    /// <inheritdoc/>
    public void Tables(ModelBuilder model)
    {
        var disclosure = model.Cases<Disclosure>("disclosures");
        disclosure.Property(kept => kept.State).HasConversion<string>();
        disclosure.Property(kept => kept.Corrects).HasConversion<string>();
        disclosure.Property(kept => kept.Content).AsJson();
        disclosure.Property(kept => kept.Chain).AsJson();
        disclosure.Property(kept => kept.Shown).AsJson();
        disclosure.Property(kept => kept.Scans).AsJson();
        disclosure.Property(kept => kept.Before).AsJson();
        disclosure.Property(kept => kept.MustCorrect);
        disclosure.HasIndex(kept => kept.State);
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services) => services.AddSingleton<ScanCopies>();

    /// <inheritdoc/>
    public void Pages(Pages pages)
    {
        DisclosurePages.Map(pages);
        OpenDisclosures.Map(pages);
    }

    private static async Task<object> Known(Loading loading, CancellationToken cancel)
    {
        var disclosure = loading.Case as Disclosure;
        var period = disclosure?.Period ?? (loading.Act as DraftDisclosure)?.Period;
        var list = DisclosurePeriod.YearOf(period) is { } year ? loading.Cell.ListFor(loading.Unit, year) : loading.List;
        // Only who begins one must know whether it was begun before.
        var taken =
            disclosure is null && period is not null
                ? await loading
                    .Db.Set<Disclosure>()
                    .Where(other => other.Unit == loading.Unit.Id && other.Period == period && other.State != DisclosureState.Dropped)
                    .Select(other => other.Period)
                    .ToListAsync(cancel)
                : [];
        var holders = await Holders.Of(loading.Db, loading.Unit.Id, cancel);
        var chain = disclosure?.Chain;
        // A text that was changed may be changed back to what was handed in.
        var handedIn = loading.Act is SaveDraft && chain?.Text != disclosure?.Content ? chain?.Text : null;

        return new DisclosureKnowledge(
            list,
            [.. taken],
            DisclosureContent.Read(await DisclosurePages.TextOf(loading.Db, disclosure?.Content, cancel) ?? ""),
            holders.Count(holder =>
                holder.Tenure.InForceOn(loading.Day)
                && loading.Data.Offices.PermissionsOf([holder.Tenure.Office]).Contains(DisclosureProcedure.Review.Id)
            ),
            loading.Act is SettlePlan && chain?.ReviewedOn is { } reviewed
                ? await Meetings(loading.Db, loading.Unit.Id, reviewed.AddMonths(-1), cancel)
                : [],
            OfficePhones(loading.Unit, holders, loading.Data, loading.Day)
        )
        {
            Assemblies =
                loading.Act is DecideObjection && chain?.RepliedOn is { } replied
                    ? await Assemblies(loading.Db, loading.Unit.Id, replied.AddMonths(-1), cancel)
                    : [],
            Rejected =
                loading.Act is SubmitForReview && chain is not null
                    ? await DisclosurePages.TextsOf(loading.Db, chain.Rejected().Select(rejected => rejected.Text), cancel)
                    : ImmutableDictionary<string, string>.Empty,
            HandedIn = await DisclosurePages.TextOf(loading.Db, handedIn, cancel) is { } text ? DisclosureContent.Read(text) : null,
        };
    }

    /// <summary>Telephones that stand on the public board anyway.</summary>
    internal static ImmutableHashSet<string> OfficePhones(
        Unit unit,
        ImmutableArray<Core.People.Holder> holders,
        Storage.DataFolder data,
        DateOnly day
    ) =>
        [
            .. Core
                .People.OpenOfficers.Of(data.Offices, unit.KindOn(day), holders, day)
                .Select(officer => officer.Phone)
                .Append(unit.ProfileOn(Core.Registry.ProfileKey.OfficePhone, day))
                .OfType<string>()
                .Select(phone => string.Concat(phone.Where(char.IsAsciiDigit)))
                .Where(phone => phone.Length > 0),
        ];

    /// <summary>The joint meetings, whichever institution keeps them, the latest first.</summary>
    internal static async Task<ImmutableArray<RecordedMeeting>> Meetings(
        CunjuDb db,
        string unit,
        DateOnly since,
        CancellationToken cancel
    ) =>
        [
            .. from meeting in await All(module => module.JointMeetings(db, unit, since, cancel))
            select new RecordedMeeting(meeting.Number, meeting.Day),
        ];

    /// <summary>What the residents and their representatives voted on, likewise.</summary>
    internal static async Task<ImmutableArray<RecordedVote>> Assemblies(
        CunjuDb db,
        string unit,
        DateOnly since,
        CancellationToken cancel
    ) =>
        [
            .. from vote in await All(module => module.Assemblies(db, unit, since, cancel))
            select new RecordedVote(vote.Meeting, vote.Item, vote.Day, vote.Motion, vote.Passed),
        ];

    private static async Task<List<THeld>> All<THeld>(Func<IModule, Task<IReadOnlyList<THeld>>> of)
    {
        var held = new List<THeld>();
        foreach (var module in Modules.All)
        {
            held.AddRange(await of(module));
        }

        return held;
    }
}
