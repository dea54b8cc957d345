using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Voices;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Voices;

/// <summary>村（居）民意见.</summary>
public sealed class VoiceModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Voices";

    /// <inheritdoc/>
    public string Title => "村（居）民意见";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [VoiceProcedure.Table];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        ImmutableDictionary<Type, Loader>.Empty.Add(typeof(VoiceKnowledge), async (loading, cancel) => await Known(loading, cancel));

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        home.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community or UnitKind.Township && VoicePages.IsListedFor(visit, home)
            ? [($"/{home.Id}/voices", visit.Text("menu-voices"))]
            : [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Awaiting>> Inbox(Visit visit, Unit unit) => VoicePages.Inbox(visit, unit);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenAnswer>> OpenAnswers(Visit visit, CaseKey key) => SayPages.OpenAnswers(visit, key);

    /// <inheritdoc/>
    public bool MaySee(Visit visit, Unit unit, Case @case) =>
        visit.Actor is { } actor && ((Voice)@case).IsOpenTo(unit, actor.Organisation, visit.Today);

    /// <inheritdoc/>
    public void Tables(ModelBuilder model)
    {
        var voice = model.Cases<Voice>("voices");
        voice.Property(kept => kept.State).HasConversion<string>();
        voice.Property(kept => kept.Kind).HasConversion<string>();
        voice.Property(kept => kept.Text).AsJson();
        voice.Property(kept => kept.Name).AsJson();
        voice.Property(kept => kept.Assisted).AsJson();
        voice.Property(kept => kept.Answer).AsJson();
        voice.Property(kept => kept.Appeal).AsJson();
        voice.Ignore(kept => kept.Due);
        voice.HasIndex(kept => kept.State);
        voice.HasIndex(kept => kept.Receipt).IsUnique();
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services) => services.AddSingleton<SayFence>();

    /// <inheritdoc/>
    public void Pages(Pages pages)
    {
        SayPages.Map(pages.Routes);
        VoicePages.Map(pages);
    }

    private static async Task<VoiceKnowledge> Known(Loading loading, CancellationToken cancel)
    {
        var voice = loading.Case as Voice;
        var raising = loading.Act as RaisingAct;
        var place = (voice?.Place ?? raising?.Place) is { } id ? loading.Register.Find(id) : null;
        var about = voice?.About ?? raising?.About;
        return new(
            place,
            place is null || about is null
                ? null
                : (await Modules.PutUpOf(loading.Db, new(place.Id, VoiceProcedure.Disclosures, about), cancel))?.Edition,
            raising?.Receipt is { } receipt && await loading.Db.Set<Voice>().AnyAsync(kept => kept.Receipt == receipt, cancel),
            voice?.Name is { } name
                ? (await loading.Db.Asides.AsNoTracking().FirstOrDefaultAsync(row => row.Id == name.Id, cancel))?.Text
                : null
        );
    }
}
