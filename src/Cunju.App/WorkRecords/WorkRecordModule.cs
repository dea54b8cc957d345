using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.WorkRecords;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.WorkRecords;

/// <summary>工作纪实.</summary>
public sealed class WorkRecordModule : IModule
{
    private const string Self = "work-records";

    /// <inheritdoc/>
    public string Name => "WorkRecords";

    /// <inheritdoc/>
    public string Title => "工作纪实";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [WorkRecordProcedure.Table];

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = [WorkRecordProcedure.Supervise];

    /// <inheritdoc/>
    public IReadOnlyList<Starter> Starters { get; } =
    [
        new([], "登记", WorkRecordProcedure.Table, typeof(RecordWork), next => WorkForm.Presets(next))
        {
            LabelWhenLate = "补登",
            KeepsToItsOwn = (next, permissions) =>
                Vocabulary.IsSupervision(next.Kind) == permissions.Contains(WorkRecordProcedure.Supervise.Id),
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        ImmutableDictionary<Type, Loader>.Empty.Add(typeof(NotingKnowledge), Knowledge);

    /// <summary>Kinds of records that procedures make, each with its institution.</summary>
    public static ImmutableDictionary<string, string> Elsewhere =>
        Modules
            .All.SelectMany(module => module.Procedures)
            .Where(procedure => procedure.Name != Self)
            .SelectMany(procedure => procedure.Kinds.Select(kind => (kind, procedure.Title)))
            .GroupBy(made => made.kind)
            .ToImmutableDictionary(made => made.Key, made => made.First().Title);

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        [($"/{home.Id}/{Self}", visit.Text("menu-work-records"))];

    /// <inheritdoc/>
    public void Tables(ModelBuilder model)
    {
        var records = model.Cases<WorkRecord>("work_records");
        records.Property(record => record.State).HasConversion<string>();
        records.Property(record => record.Retracted).HasConversion<string>();
        records.Property(record => record.Fields).AsJson();
        records.Property(record => record.Words).AsJson();
        records.Property(record => record.Evidence).AsJson();
        records.Property(record => record.Files).AsJson();
    }

    /// <inheritdoc/>
    public void Pages(Pages pages) => WorkRecordPages.Map(pages);

    private static async Task<object> Knowledge(Loading loading, CancellationToken cancel)
    {
        var of = loading.Act is NotingAct { Of: { } named } ? named : null;
        var row = of is null ? null : await loading.Db.Records.AsNoTracking().FirstOrDefaultAsync(row => row.Id == of, cancel);
        var maker = row is null ? null : loading.Register.Find(row.Unit);
        return new NotingKnowledge(
            loading.List,
            Elsewhere,
            row?.ToRecord(),
            maker is not null && (maker.Id == loading.Unit.Id || maker.ParentOn(loading.Day) == loading.Unit.Id)
        );
    }
}
