using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Filings;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Filings;

/// <summary>备案与审查, shared by every institution whose papers go to the township.</summary>
public sealed class FilingModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Filings";

    /// <inheritdoc/>
    public string Title => "备案与审查";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [FilingProcedure.Table];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        ImmutableDictionary<Type, Loader>.Empty.Add(
            typeof(PaperAtHand),
            async (loading, cancel) =>
            {
                var (procedure, number) = (loading.Act, loading.Case) switch
                {
                    (FilePaper act, _) => (act.Procedure, act.Number),
                    (_, Filing filing) => (filing.Paper.Procedure, filing.Paper.Number),
                    _ => (null, null),
                };
                PaperAtHand none = new(null, 0, "", DateOnly.MinValue, null);
                if (procedure is null || number is null)
                {
                    return none;
                }

                var about = Filing.AboutOf(procedure, number);
                var filed = await loading
                    .Db.Set<Filing>()
                    .Where(other => other.Unit == loading.Unit.Id && other.About == about)
                    .Select(other => other.Number)
                    .FirstOrDefaultAsync(cancel);
                return await Modules.PaperOf(loading.Db, new(loading.Unit.Id, procedure, number), cancel) is { } paper
                    ? paper with
                    {
                        Filed = filed,
                    }
                    : none;
            }
        );

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        home.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community or UnitKind.Township
            ? [($"/{home.Id}/filings", visit.Text("menu-filings"))]
            : [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Awaiting>> Inbox(Visit visit, Unit unit) => FilingPages.Inbox(visit, unit);

    /// <inheritdoc/>
    public void Tables(ModelBuilder model)
    {
        var filing = model.Cases<Filing>("filings");
        filing.Property(kept => kept.State).HasConversion<string>();
        filing.Property(kept => kept.Paper).AsJson();
        filing.Property(kept => kept.Rounds).AsJson();
        filing.Ignore(kept => kept.Latest);
        filing.Property(kept => kept.About);
        filing.HasIndex(kept => kept.State);
        filing.HasIndex(kept => new { kept.Unit, kept.About }).IsUnique();
    }

    /// <inheritdoc/>
    public void Pages(Pages pages) => FilingPages.Map(pages);
}
