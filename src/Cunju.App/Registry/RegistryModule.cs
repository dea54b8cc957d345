using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Registry;

/// <summary>单位名册与概况.</summary>
public sealed class RegistryModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Registry";

    /// <inheritdoc/>
    public string Title => "单位名册";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [PlaceProcedure.Table, ProfileProcedure.Table];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        new Dictionary<Type, Loader>
        {
            [typeof(Register)] = (loading, _) => Task.FromResult<object>(loading.Register),
            [typeof(ProfileIsThere)] = async (loading, cancel) =>
                new ProfileIsThere(await loading.Db.Set<UnitProfile>().AnyAsync(profile => profile.Unit == loading.Unit.Id, cancel)),
        }.ToImmutableDictionary();

    /// <inheritdoc/>
    public void Tables(ModelBuilder model)
    {
        var register = model.Cases<PlaceRegister>("places");
        register.Property(kept => kept.Rows).AsJson();
        var profile = model.Cases<UnitProfile>("profiles");
        profile.Property(kept => kept.Entries).AsJson();
        profile.Ignore(kept => kept.Lines);
    }

    /// <inheritdoc/>
    public void Pages(Pages pages) => ProfilePages.Map(pages);
}
