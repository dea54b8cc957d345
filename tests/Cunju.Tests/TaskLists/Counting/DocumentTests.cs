using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

public sealed class DocumentTests
{
    private static readonly Scene Catalogue = Scene.Of(
        """
        - { id: d, shape: document, bearer: [village], of: consult.catalogue, due: { by: '03-31' }, requires: { based-on-district-guide: true },
            items: { field: topics, min: 4, max: 6, over-max: accepted-with-note } }
        """
    );

    private static readonly Scene Lists = Scene.Of(
        "- { id: d, shape: document, bearer: [village], of: lists.state, items: { field: list, values-from: vocabulary.four-lists }, due: { by: '12-31' } }"
    );

    [Theory]
    [InlineData("2023-03-31", "met")]
    [InlineData("2023-04-01", "met-late")]
    [InlineData("2022-12-31", "overdue")]
    public void By_the_day_is_met_and_after_it_met_late_and_last_years_is_none(string day, string status) =>
        Assert.Equal(status, Catalogue.With($"consult.catalogue {day} topics=4 based-on-district-guide=true").Status("2023-05-01"));

    [Fact]
    public void Below_the_minimum_or_without_the_guide_it_does_not_count()
    {
        var scene = Catalogue.With(
            "consult.catalogue 2023-02-01 topics=3 based-on-district-guide=true",
            "consult.catalogue 2023-02-02 topics=5"
        );
        Assert.Equal("overdue", scene.Status("2023-04-01"));
        Assert.Equal(
            ["只有3条，少于4条", "「based-on-district-guide」应为是，记的是空"],
            scene.Why("2023-04-01").Uncounted.Select(each => each.Remarks[0])
        );
    }

    [Fact]
    public void Above_the_soft_maximum_it_counts_with_a_note()
    {
        var lane = Catalogue.With("consult.catalogue 2023-02-01 topics=7 based-on-district-guide=是").Lane("2023-04-01");
        Assert.Equal("met", lane.Status.Code());
        Assert.Contains("条数超过上限，仅作提示", lane.Notes);
    }

    [Fact]
    public void A_clause_of_any_year_counts_where_once_is_enough()
    {
        var scene = Scene.Of("- { id: d, shape: document, bearer: [village], of: charter.clause, present: once, due: { by: '12-31' } }");
        Assert.Equal("met", scene.With("charter.clause 2019-03-01").Status("2023-01-01"));
        Assert.Equal("met-late", scene.With("charter.clause 2024-01-03").Status("2024-02-01"));
    }

    [Fact]
    public void The_four_lists_are_counted_one_by_one()
    {
        var three = Lists.With(
            "lists.state 2023-02-01 list=自治清单",
            "lists.state 2023-02-01 list=协助清单",
            "lists.state 2023-02-02 list=负面清单",
            "lists.state 2023-02-03 list=负面清单"
        );
        Assert.Equal((3, 4), (three.Lane("2023-03-01").Have, three.Lane("2023-03-01").Need));
        Assert.Equal("还差证明清单，2023年12月31日前", three.Why("2023-03-01").Missing);
        Assert.Equal("met", three.With("lists.state 2023-12-31 list=证明清单").Status("2023-12-31"));
    }

    [Fact]
    public void A_village_needs_its_own_variant_and_silence_is_taken_as_such()
    {
        var scene = Scene.Of(
            "- { id: d, shape: document, bearer: [village], of: rules.revised, variant: { village: 村规民约, community: 居民公约 }, due: { by: '12-31' } }"
        );
        Assert.Equal("due", scene.With("rules.revised 2023-02-01 kind=居民公约").Status("2023-03-01"));
        Assert.Equal("met", scene.With("rules.revised 2023-02-01 kind=村规民约 changed=false").Status("2023-03-01"));
        Assert.Equal("met", scene.With("rules.revised 2023-02-01").Status("2023-03-01"));
    }
}
