using System.Collections.Immutable;
using Cunju.App.Boards;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Assemblies;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Assemblies;

/// <summary>会议.</summary>
public sealed class AssembliesModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Assemblies";

    /// <inheritdoc/>
    public string Title => "会议";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [Meetings.Procedure];

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = [Meetings.Supervision];

    /// <summary>Every kind a meeting makes begins with the same form; the type, or the type whose book it is, is ticked.</summary>
    public IReadOnlyList<Starter> Starters { get; } =
    [
        new(
            [.. Meetings.Procedure.Kinds.Where(kind => !kind.StartsWith("fact.", StringComparison.Ordinal))],
            "记一次会议",
            Meetings.Procedure,
            typeof(RecordMeeting),
            Presets
        )
        {
            KeepsToItsOwn = (next, permissions) =>
                permissions.Contains(TypeOf(next) == MeetingType.SupervisionMeeting ? Meetings.Supervision.Id : Meetings.Keep.Id),
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        new Dictionary<Type, Loader> { [typeof(ResolutionsGiven)] = Given }.ToImmutableDictionary();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CameToNothing>> CameToNothing(Question asked, Obligation obligation)
    {
        var types = MeetingTypes
            .All.Where(type => type.Kind is { } kind && obligation.Shape.Kinds.Contains(kind))
            .Select(type => type.Type)
            .ToHashSet();
        if (types.Count == 0)
        {
            return [];
        }

        return
        [
            .. from meeting in await Sittings.NotQuorate(asked)
            let meant = meeting.Types.Where(types.Contains).ToArray()
            where meant.Length > 0
            select new CameToNothing(
                meeting.Day,
                $"/{meeting.Unit}/meetings/{meeting.Number}",
                meant.Titles(asked.Unit.KindOn(meeting.Day)),
                $"{Lacking(asked.Visit, meeting, meant)}，流会，不计入"
            ),
        ];
    }

    /// <summary>Why it is none; how many came is the unit's own to read.</summary>
    private static string Lacking(Visit visit, Meeting meeting, MeetingType[] meant) =>
        MeetingPages.IsOpen(visit, meeting)
        && meeting.Proceedings is { } held
        && held.Quorum.FirstOrDefault(judged => !judged.IsValid && meant.Contains(judged.Type)) is { } judged
            ? judged.InWords(MeetingPapers.ModeOf(held, judged.Type))
            : "到会不足法定人数";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenMatter>> OpenIn(Visit visit, Unit unit, int year)
    {
        var first = new DateOnly(year, 1, 1);
        var last = year == visit.Today.Year ? DateOnly.MaxValue : new DateOnly(year, 12, 31);
        var kept = await visit
            .Db.Set<Meeting>()
            .Where(meeting => meeting.Unit == unit.Id && meeting.Day >= first && meeting.Day <= last)
            .OrderByDescending(meeting => meeting.Day)
            .ThenByDescending(meeting => meeting.Number)
            .ToListAsync(visit.Cancel);
        return await Read(visit, kept);
    }

    /// <inheritdoc/>
    public async Task<OpenMatter?> OpenAt(Visit visit, CaseKey key) =>
        key.Procedure != Meetings.Procedure.Name
            ? null
            : (
                await Read(
                    visit,
                    await visit
                        .Db.Set<Meeting>()
                        .Where(meeting => meeting.Unit == key.Unit && meeting.Number == key.Number)
                        .ToListAsync(visit.Cancel)
                )
            ).SingleOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HeldMeeting>> JointMeetings(CunjuDb db, string unit, DateOnly since, CancellationToken cancel) =>
        [
            .. from meeting in await Held(db, unit, since, cancel)
            where meeting.Proceedings?.ValidTypes.Contains(MeetingType.JointMeeting) == true
            select new HeldMeeting(meeting.Number, meeting.Day),
        ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HeldVote>> Assemblies(CunjuDb db, string unit, DateOnly since, CancellationToken cancel)
    {
        // Which bodies decided an item are those that were quorate; what was only talked about decided nothing.
        var voted = (
            from meeting in await Held(db, unit, since, cancel)
            from item in (meeting.Proceedings?.Agenda ?? []).Index()
            where
                item.Item.Result != VoteResult.NoVote
                && item.Item.Bodies.Any(body => body is MeetingType.ResidentsAssembly or MeetingType.RepresentativesAssembly)
            select (Meeting: meeting, Number: item.Index + 1, item.Item)
        ).ToArray();
        if (voted.Length == 0)
        {
            return [];
        }

        string[] wanted = [.. voted.Select(vote => vote.Item.Motion.Id)];
        MeetingTexts texts = new(
            await db.Asides.AsNoTracking().Where(row => wanted.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Text, cancel)
        );
        return
        [
            .. voted.Select(vote => new HeldVote(
                vote.Meeting.Number,
                vote.Number,
                vote.Meeting.Day,
                texts.Of(vote.Item.Motion)!,
                vote.Item.Result == VoteResult.Passed
            )),
        ];
    }

    /// <summary>The meetings of a unit that were held and quorate since a day, the latest first.</summary>
    private static Task<List<Meeting>> Held(CunjuDb db, string unit, DateOnly since, CancellationToken cancel) =>
        db.Set<Meeting>()
            .AsNoTracking()
            .Where(meeting =>
                meeting.Unit == unit && meeting.Day >= since && (meeting.State == MeetingState.Held || meeting.State == MeetingState.Signed)
            )
            .OrderByDescending(meeting => meeting.Day)
            .ThenByDescending(meeting => meeting.Number)
            .ToListAsync(cancel);

    /// <summary>What is open of them; of the texts only those that may be read are fetched.</summary>
    private static async Task<IReadOnlyList<OpenMatter>> Read(Visit visit, List<Meeting> meetings)
    {
        string[] wanted = [.. meetings.SelectMany(meeting => OpenMeetings.Texts(meeting, visit.Today)).Select(text => text.Id)];
        MeetingTexts texts = new(
            await visit.Db.Asides.Where(row => wanted.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Text, visit.Cancel)
        );
        return [.. meetings.Select(meeting => OpenMeetings.Read(meeting, texts, visit.Today)).OfType<OpenMatter>()];
    }

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home)
    {
        if (home.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community)
        {
            yield return ($"/{home.Id}/meetings", visit.Text("menu-meetings"));
        }
    }

    /// <inheritdoc/>
    public void Tables(ModelBuilder model)
    {
        var meeting = model.Cases<Meeting>("meetings");
        meeting.Property(kept => kept.State).HasConversion<string>();
        meeting.Property(kept => kept.Types).AsJson();
        meeting.Property(kept => kept.Notice).AsJson();
        meeting.Property(kept => kept.Proceedings).AsJson();
        meeting.Property(kept => kept.Resolutions).AsJson();
        meeting.Property(kept => kept.Scans).AsJson();
        meeting.Property(kept => kept.NumbersGiven).AsJson();
        meeting.HasIndex(kept => new { kept.Unit, kept.Day });
    }

    /// <inheritdoc/>
    public void Pages(Pages pages) => MeetingPages.Map(pages);

    /// <inheritdoc/>
    public void Doors(Doors.Doors doors) =>
        doors.Open<ImmutableArray<MeetingView>>("meetings", "公开的会议和决议", MeetingDoors.Public, MeetingDoors.Year);

    /// <summary>The highest number of the meeting's year among all that the unit ever gave.</summary>
    private static async Task<object> Given(Loading loading, CancellationToken cancel)
    {
        if (loading.Case is not Meeting meeting)
        {
            return new ResolutionsGiven(0);
        }

        var given = await loading
            .Db.Set<Meeting>()
            .AsNoTracking()
            .Where(other => other.Unit == meeting.Unit)
            .Select(other => other.NumbersGiven)
            .ToListAsync(cancel);
        return new ResolutionsGiven(
            given
                .SelectMany(numbers => numbers)
                .Where(number => number.Year == meeting.Day.Year)
                .Select(number => number.Number)
                .DefaultIfEmpty(0)
                .Max()
        );
    }

    /// <summary>The type that makes such a record, or whose book it stands in; null when several do.</summary>
    private static MeetingType? TypeOf(NextRecord next) =>
        MeetingTypes
            .All.FirstOrDefault(type =>
                type.Kind == next.Kind || (type.Book is { } book && next.Fields.TryGetValue("book", out var wanted) && wanted.Text == book)
            )
            ?.Type;

    private static IEnumerable<(string Field, string Value)> Presets(NextRecord next)
    {
        var agenda = next.Kind switch
        {
            "promise.made" => AgendaKind.Pledge,
            "appraisal.held" => AgendaKind.Appraisal,
            _ => (AgendaKind?)null,
        };
        if ((agenda is null ? TypeOf(next) : MeetingType.RepresentativesAssembly) is { } known)
        {
            yield return (nameof(RecordMeeting.Types), known.ToString());
        }

        if (agenda is { } item)
        {
            yield return ("Agenda[0].Kind", item.ToString());
        }
    }
}
