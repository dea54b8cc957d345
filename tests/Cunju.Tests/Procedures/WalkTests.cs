using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Xunit;

namespace Cunju.Tests.Procedures;

/// <summary>Every institution of <see cref="Modules.All"/> is walked, also the one that was added this morning.</summary>
public sealed class WalkTests(Ground ground) : IClassFixture<Ground>
{
    public static TheoryData<string> Institutions => [.. TestCell.Institutions.Select(procedure => procedure.Name)];

    [Theory]
    [MemberData(nameof(Institutions))]
    public Task No_order_of_acts_breaks_the_table_the_facts_or_the_records(string procedure) =>
        new Walk(ground.For(Hints.Of(procedure)), Modules.Procedure(procedure)!, Hints.Of(procedure)).Go();

    [Fact]
    public Task An_institution_without_a_hint_is_walked_all_the_same() => new Walk(ground.Cell.Cell, Notes.Table, new()).Go();

    [Fact]
    public void Every_hint_is_for_an_institution_that_is_there() =>
        Assert.Empty(Hints.All.Keys.Except(TestCell.Institutions.Select(procedure => procedure.Name)));

    [Fact]
    public void Every_kind_a_table_declares_is_a_word_of_the_list() =>
        Assert.Empty(
            TestCell
                .Institutions.SelectMany(procedure => procedure.Kinds)
                .Where(kind => !kind.StartsWith("fact.", StringComparison.Ordinal))
                .Except(TestCell.Data.Lists.SelectMany(list => list.Kinds.Keys))
        );

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_walk_sees(string fault, string words)
    {
        var broken = await Assert.ThrowsAnyAsync<Exception>(() => new Walk(ground.Cell.Cell, Faulty.Of(fault), new(), most: 10).Go());
        Assert.Contains(words, broken.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Faults =>
        new()
        {
            { "a case that goes where the table does not say", "which the table does not say" },
            { "a step nobody can take", "close-note from Open" },
            { "a guard that throws", "OverflowException" },
            { "a record of no declared kind", "no kind the procedure declares" },
            { "a record of tomorrow", "happens in the future" },
            { "a decision that is not the same twice", "Assert.Equal" },
            { "words of people in the fact", "Words that can be erased stand in the fact" },
            { "a table that lets anybody in", "Done without the permission" },
        };
}

/// <summary>渝北区 with a few people in office, on which the walks begin; and a small one.</summary>
public sealed class Ground : IAsyncLifetime
{
    private TestCell few = null!;

    public TestCell Cell { get; private set; } = null!;

    internal Cell For(Hint hint) => (hint.IsOfFewUnits ? few : Cell).Cell;

    public async ValueTask InitializeAsync()
    {
        few = await TestCell.Create("2023-03-01", few: true);
        Cell = await TestCell.Create("2023-03-01", notes: true);
        foreach (var unit in new[] { TestCell.Village, TestCell.Community })
        {
            foreach (var office in new[] { "committee-chair", "clerk", "supervision-chair" })
            {
                var act = new AppointToOffice
                {
                    Office = office,
                    Name = "林某",
                    From = new(2021, 3, 1),
                };
                await Cell.Does(Cell.Everyone(unit), TenureProcedure.Table, unit, null, act);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cell.DisposeAsync();
        await few.DisposeAsync();
    }
}
