using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Readings;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Readings;

/// <summary>待明确事项与清单生效: the issuer's own words about its lists.</summary>
public sealed class ReadingModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Readings";

    /// <inheritdoc/>
    public string Title => "待明确事项";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures { get; } = [ReadingProcedure.Table, EditionProcedure.Table];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Type, Loader> Loaders { get; } =
        ImmutableDictionary<Type, Loader>.Empty.Add(
            typeof(IssuersKnowledge),
            async (loading, cancel) =>
            {
                var standing = await ReadingTables.Read(loading.Db, cancel);
                var (edition, said) = Said(loading, standing);
                var written = loading.Data.Editions.FirstOrDefault(candidate => candidate.List.Edition == edition);
                ImmutableHashSet<string> taken =
                [
                    .. standing.Answers.Where(answer => answer.Edition == edition).Select(answer => answer.Reading),
                    .. standing.Issues.Select(issue => issue.Edition),
                ];
                return new IssuersKnowledge(
                    loading.Cell.EditionOn(edition, loading.Day),
                    taken,
                    loading.Register,
                    written is null
                        ? new([])
                        : await Foresight.Of(loading.Cell, loading.Db, loading.Register, written, said, loading.Day, cancel)
                );
            }
        );

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        home.KindOn(visit.Today) == UnitKind.Bureau
            ? [($"/{home.Id}/readings", visit.Text("menu-readings")), ($"/{home.Id}/editions", visit.Text("menu-editions"))]
            : [];

    /// <inheritdoc/>
    public void Tables(ModelBuilder model) => ReadingTables.Map(model);

    /// <inheritdoc/>
    public void Pages(Pages pages)
    {
        ReadingPages.Map(pages);
        EditionPages.Map(pages);
    }

    /// <summary>The edition an act speaks of, and what would have been said with it.</summary>
    private static (string? Edition, Standing Said) Said(Loading loading, Standing standing)
    {
        var day = loading.Day;
        return (loading.Act, loading.Case) switch
        {
            (AnswerReading { Edition: { } edition, Reading: { } reading } act, _) => (
                edition,
                standing.With(edition, reading, act.Option, act.Names, day)
            ),
            (AnsweringAct act, ReadingAnswer answer) => (
                answer.Edition,
                standing.With(answer.Edition, answer.Reading, act.Option, act.Names, day)
            ),
            (WithdrawAnswer, ReadingAnswer answer) => (answer.Edition, standing.With(answer.Edition, answer.Reading, null, [], day)),
            (PutInForce { Edition: { } edition } act, _) => (edition, standing.With(edition, act.From, day)),
            (PutInForceAgain act, EditionIssue issue) => (issue.Edition, standing.With(issue.Edition, act.From, day)),
            (WithdrawEdition, EditionIssue issue) => (issue.Edition, standing.With(issue.Edition, null, day)),
            _ => (null, standing),
        };
    }
}
