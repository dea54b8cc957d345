using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.App.TaskLists;
using Cunju.Core.Attestations;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;
using Attest = Cunju.Core.TaskLists.Shapes.Attest;

namespace Cunju.App.Attestations;

/// <summary>自评与审查.</summary>
public sealed class AttestationModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Attestations";

    /// <inheritdoc/>
    public string Title => "自评与审查";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [AttestationProcedure.Table];

    /// <inheritdoc/>
    public IReadOnlyList<Starter> Starters { get; } =
    [
        new(
            ["self.report"],
            "写自评",
            AttestationProcedure.Table,
            typeof(ReportOnObligation),
            next =>
                next.Fields.Select(field =>
                    (
                        field.Key == Attest.YearField ? nameof(ReportOnObligation.Year) : nameof(ReportOnObligation.Obligation),
                        field.Value.Text
                    )
                )
        )
        {
            OncePerLane = true,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        ImmutableDictionary<Type, Loader>.Empty.Add(
            typeof(ReportingKnowledge),
            async (loading, cancel) =>
            {
                // A report may be made up, and is corrected, under the list of its own year.
                var year = (loading.Case as Attestation)?.Year ?? (loading.Act as ReportOnObligation)?.Year;
                var list = year is { } its ? loading.Cell.ListFor(loading.Unit, its) : loading.List;
                var reported = await loading
                    .Db.Set<Attestation>()
                    .AsNoTracking()
                    .Where(attestation => attestation.Unit == loading.Unit.Id && attestation.Year == list.Year)
                    .Select(attestation => attestation.Obligation)
                    .ToListAsync(cancel);
                return new ReportingKnowledge(list, [.. reported]);
            }
        );

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        [($"/{home.Id}/attestations", visit.Text("menu-attestations"))];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Awaiting>> Inbox(Visit visit, Unit unit) => AttestationPages.Inbox(visit, unit);

    /// <inheritdoc/>
    public void Tables(ModelBuilder model)
    {
        var attestations = model.Cases<Attestation>("attestations");
        attestations.Property(attestation => attestation.State).HasConversion<string>();
        attestations.Property(attestation => attestation.Rating).HasConversion<string>();
        attestations.Property(attestation => attestation.Outcome).HasConversion<string>();
        attestations.Property(attestation => attestation.Answers).AsJson();
        attestations.Property(attestation => attestation.Text).AsJson();
        attestations.Property(attestation => attestation.Opinion).AsJson();
        attestations.Property(attestation => attestation.Evidence).AsJson();
        attestations.Property(attestation => attestation.Files).AsJson();
        attestations.HasIndex(attestation => attestation.State);
    }

    /// <inheritdoc/>
    public void Pages(Pages pages) => AttestationPages.Map(pages);
}
