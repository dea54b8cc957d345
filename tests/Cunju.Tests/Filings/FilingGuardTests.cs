using System.Collections.Immutable;
using Cunju.Core.Documents;
using Cunju.Core.Filings;
using Cunju.Core.Procedures;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Filings;

/// <summary>Each guard and the check of filings. Each was broken once and its test seen to fail.</summary>
public sealed class FilingGuardTests
{
    private static readonly FiledPaper Paper = new(
        "disclosures",
        "2023-004",
        "2023年10月15日四类公开",
        "open.step",
        "2023-10-15",
        ImmutableSortedDictionary<string, string>.Empty.Add("step", "file")
    );

    private static readonly PaperAtHand AtHand = new(Paper, 1, "digest", new(2023, 10, 15), null);

    private static readonly FilePaper File = new() { Procedure = Paper.Procedure, Number = Paper.Number };

    private static readonly ExaminePaper Order = new()
    {
        Outcome = ExaminationOutcome.CorrectionOrdered,
        Opinion = "缺公益岗位的工资。",
        CorrectBy = new(2023, 10, 30),
    };

    [Fact]
    public void Only_a_paper_that_is_there_is_filed() => On(18, AtHand with { Paper = null }).Refuses("filings.paper", "Number", File);

    [Fact]
    public void A_paper_is_filed_once() => On(18, AtHand with { Filed = "2023-001" }).Refuses("filings.again", "Number", File);

    [Fact]
    public void Nothing_is_filed_before_it_was_published_nor_examined_before_it_was_filed()
    {
        On(14).Refuses("filings.order", null, File);
        On(15).Done<Filing>(File);
        On(17).Refuses("filings.order", null, new ExaminePaper { Outcome = ExaminationOutcome.InOrder }, Filed());
        On(19, AtHand with { Edition = 2 }).Refuses("filings.order", null, new FileAgain(), Ordered());
    }

    [Fact]
    public void An_examination_has_an_outcome()
    {
        On(20).Refuses("filings.outcome", "Outcome", new ExaminePaper { Opinion = "好。" }, Filed());
        Assert.Equal(FilingState.InOrder, On(20).Done<Filing>(new ExaminePaper { Outcome = ExaminationOutcome.InOrder }, Filed()).State);
    }

    [Fact]
    public void An_order_to_correct_says_what_and_until_when()
    {
        On(20).Refuses("filings.opinion", "Opinion", Order with { Opinion = null }, Filed());
        On(20).Refuses("filings.long", "Opinion", Order with { Opinion = new('长', 4_001) }, Filed());
        On(20).Refuses("filings.term", "CorrectBy", Order with { CorrectBy = null }, Filed());
        On(20).Refuses("filings.term", "CorrectBy", Order with { CorrectBy = new(2023, 10, 20) }, Filed());
        Assert.Equal(2, On(20).Ask(Order with { Opinion = null, CorrectBy = null }, Filed()).Refusals.Count);
        Assert.False(FilingProcedure.IsOverdue(Ordered(), new(2023, 10, 30)));
        Assert.True(FilingProcedure.IsOverdue(Ordered(), new(2023, 10, 31)));
    }

    [Fact]
    public void Filed_again_is_only_a_newer_edition()
    {
        On(25).Refuses("filings.edition", null, new FileAgain(), Ordered());
        On(25, AtHand with { Paper = null }).Refuses("filings.edition", null, new FileAgain(), Ordered());
        var again = On(25, AtHand with { Edition = 2, Digest = "second" }).Done<Filing>(new FileAgain(), Ordered());
        Assert.Equal((FilingState.Filed, 2, "second"), (again.State, again.Latest.Edition, again.Latest.Digest));
        Assert.Equal(ExaminationOutcome.CorrectionOrdered, again.Rounds[0].Outcome);
    }

    [Fact]
    public void What_is_examined_is_not_examined_again()
    {
        On(21).Refuses("procedure.state", null, Order, Ordered());
        On(21).Refuses("filings.edition", null, new FileAgain(), Filed());
    }

    [Fact]
    public void A_newer_edition_replaces_the_one_that_still_waits()
    {
        var newer = AtHand with { Edition = 2, Digest = "second" };
        var again = On(25, newer).Done<Filing>(new FileAgain(), Filed());
        Assert.Equal((FilingState.Filed, 2, "second"), (again.State, again.Latest.Edition, again.Latest.Digest));
        Assert.Equal((2, null), (again.ReplacedBy(again.Rounds[0]), again.ReplacedBy(again.Latest)));
        On(17, newer).Refuses("filings.order", null, new FileAgain(), Filed());
        var examined = On(26).Done<Filing>(new ExaminePaper { Outcome = ExaminationOutcome.InOrder }, again);
        Assert.Equal((null, ExaminationOutcome.InOrder), (examined.Rounds[0].Outcome, examined.Latest.Outcome));
        // What was examined was not replaced, whatever came after.
        var corrected = On(25, newer).Done<Filing>(new FileAgain(), Ordered());
        Assert.Null(corrected.ReplacedBy(corrected.Rounds[0]));
        var papers = string.Join(
            ' ',
            FilingPapers
                .Receipt(MeetingScene.Village, MeetingScene.Village, examined, null)
                .Parts.OfType<Table>()
                .SelectMany(table => table.Rows)
                .SelectMany(row => row)
        );
        Assert.Contains("未审查 已由第2版替换", papers, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_can_read_is_not_found_in_order()
    {
        ExaminePaper inOrder = new() { Outcome = ExaminationOutcome.InOrder };
        foreach (var hidden in new[] { AtHand with { Paper = null }, AtHand with { Edition = 2, ReadFrom = 2 } })
        {
            On(20, hidden).Refuses("filings.hidden", "Outcome", inOrder, Filed());
            Assert.Equal(FilingState.CorrectionOrdered, On(20, hidden).Done<Filing>(Order, Filed()).State);
        }

        Assert.Equal(FilingState.InOrder, On(20, AtHand with { Edition = 2 }).Done<Filing>(inOrder, Filed()).State);
    }

    [Fact]
    public void The_unit_does_not_examine_itself_and_another_township_sees_nothing()
    {
        foreach (var organisation in new[] { TestCell.Village, TestCell.OtherVillage, "500112004", TestCell.District })
        {
            var outcome = FilingProcedure.Table.Decide(
                Filed(),
                Order,
                new(
                    new("account", organisation, [FilingProcedure.File.Id, FilingProcedure.Examine.Id]),
                    MeetingScene.Village,
                    new(2023, 10, 20),
                    default,
                    MeetingScene.Law,
                    On(20).Known,
                    () => "id"
                )
            );
            Assert.True(Assert.Single(outcome.Refusals).IsHidden, organisation);
        }
    }

    private static Filing Filed() => On(18).Done<Filing>(File);

    private static Filing Ordered() => On(20).Done<Filing>(Order, Filed());

    private static Asking On(int day, PaperAtHand? known = null) =>
        new(FilingProcedure.Table, MeetingScene.Village, new(2023, 10, day), new Known().With(typeof(PaperAtHand), known ?? AtHand));
}
