using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Readings;
using Cunju.Core.TaskLists;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Procedures;
using Xunit;

namespace Cunju.Tests.Readings;

/// <summary>Each guard of answers and editions. Each was broken once and its test seen to fail.</summary>
public sealed class IssuersGuardTests
{
    private const string Sides = "list-from-city-handbook";
    private const string Without = "without-directly-administered";

    private static readonly Unit Bureau = MeetingScene.Village with
    {
        Id = TestCell.District,
        Kinds = Timeline<UnitKind>.Always(UnitKind.Bureau),
    };

    private static readonly Unit Township = MeetingScene.Village with
    {
        Id = TestCell.Township,
        Kinds = Timeline<UnitKind>.Always(UnitKind.Township),
    };

    private static readonly TaskList Issued = TestCell.Data.Lists.Single(list => list.Edition == "2023");

    private static readonly TaskList Carried = TestCell.Data.Lists.Single(list => list.Edition == "2026");

    private static readonly Effect Nothing = new([]);

    private static readonly AnswerReading Answer = new()
    {
        Edition = "2023",
        Reading = "A03",
        Option = "next-workday",
        By = IssuersHint.Paper,
        Shown = Nothing.Digest,
    };

    private static readonly PutInForce Force = new()
    {
        Edition = "2026",
        From = new(2026, 4, 1),
        By = IssuersHint.Paper,
        Shown = Nothing.Digest,
    };

    private static readonly ChangeAnswer Change = new()
    {
        Option = "previous-workday",
        By = IssuersHint.Paper,
        Shown = Nothing.Digest,
    };

    private static readonly PutInForceAgain Again = new()
    {
        From = new(2026, 5, 1),
        By = IssuersHint.Paper,
        Shown = Nothing.Digest,
    };

    private static readonly WithdrawAnswer NoAnswer = new() { By = IssuersHint.Paper, Shown = Nothing.Digest };
    private static readonly WithdrawEdition NoEdition = new() { By = IssuersHint.Paper, Shown = Nothing.Digest };

    private static readonly ReadingAnswer Answered = Readings().Done<ReadingAnswer>(Answer);
    private static readonly EditionIssue InForce = Editions().Done<EditionIssue>(Force);

    [Fact]
    public void Only_the_bureau_speaks_for_the_list()
    {
        Assert.True(Assert.Single((Readings() with { Unit = Township }).Ask(Answer).Refusals).IsHidden);
        Assert.True(Assert.Single((Editions() with { Unit = Township }).Ask(Force).Refusals).IsHidden);
    }

    [Fact]
    public void Only_what_stands_in_a_list_that_is_there_is_answered()
    {
        Readings().Refuses("readings.unknown", "Reading", Answer with { Reading = "A99" });
        Readings().Refuses("readings.unknown", "Reading", Answer with { Reading = null });
        Readings(list: null).Refuses("readings.unknown", "Reading", Answer);
    }

    [Fact]
    public void What_was_answered_is_changed_and_not_answered_again() =>
        (Readings() with { Known = Known(Issued, "A03") }).Refuses("readings.again", null, Answer);

    [Fact]
    public void An_answer_is_one_of_those_the_list_offers_and_can_count()
    {
        Readings().Refuses("readings.option", "Option", Answer with { Option = null });
        Readings().Refuses("readings.option", "Option", Answer with { Option = "whenever" });
        Readings().Refuses("readings.option", "Option", Change with { Option = "jan-31" }, Answered);
        Readings().Refuses("readings.unwritten", "Option", Answer with { Reading = "A08", Option = "score" });
    }

    [Theory]
    [InlineData("A03", "next-workday", "周末")]
    [InlineData("A25", Sides, "")]
    [InlineData("A25", Sides, "一 二 三 四 五 六")]
    [InlineData("A25", Sides, "一 二 三 四 五 六 六")]
    [InlineData("A25", Sides, "一 二 三 四 五 六 七 八")]
    [InlineData("A27", Without, "")]
    [InlineData("A27", Without, TestCell.Village)]
    [InlineData("A27", Without, TestCell.Township + " 500112999")]
    public void An_answer_names_what_it_asks_for_and_nothing_else(string reading, string option, string names) =>
        Readings().Refuses("readings.names", "Names", Naming(reading, option, names));

    [Fact]
    public void Names_are_as_short_and_as_few_as_names_are()
    {
        var seven = "一 二 三 四 五 六 ";
        Readings().Done<ReadingAnswer>(Naming("A25", Sides, seven + new string('七', ReadingProcedure.LongestName)));
        Readings().Refuses("readings.names", "Names", Naming("A25", Sides, seven + new string('七', ReadingProcedure.LongestName + 1)));
        var many = string.Join(' ', Enumerable.Repeat(TestCell.Township, ReadingProcedure.MostNames));
        Readings().Done<ReadingAnswer>(Naming("A27", Without, many));
        Readings().Refuses("readings.names", "Names", Naming("A27", Without, $"{many} {TestCell.Township}"));
    }

    [Fact]
    public void What_an_answer_asks_for_can_be_named()
    {
        Readings().Done<ReadingAnswer>(Naming("A25", Sides, "一 二 三 四 五 六 七"));
        Readings().Done<ReadingAnswer>(Naming("A27", Without, TestCell.Township));
    }

    [Fact]
    public void The_same_answer_is_not_given_twice_but_given_again_after_it_was_withdrawn()
    {
        Readings().Refuses("readings.same", "Option", Change with { Option = Answer.Option }, Answered);
        var withdrawn = Readings().Done<ReadingAnswer>(NoAnswer, Answered);
        Assert.Equal(Answer.Option, Readings().Done<ReadingAnswer>(Change with { Option = Answer.Option }, withdrawn).Given[^1].Option);
        var seven = Naming("A25", Sides, "一 二 三 四 五 六 七");
        var named = Readings().Done<ReadingAnswer>(seven);
        var same = Change with { Option = Sides, Names = [.. seven.Names] };
        Readings().Refuses("readings.same", "Option", same, named);
        Readings().Done<ReadingAnswer>(same with { Names = [.. seven.Names[..6], "八"] }, named);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("文")]
    [InlineData(81)]
    public void Every_word_of_the_issuer_rests_on_a_paper(object? by)
    {
        var paper = by is int length ? new string('文', length) : (string?)by;
        Readings().Refuses("readings.paper", "By", Answer with { By = paper });
        Readings().Refuses("readings.paper", "By", Change with { By = paper }, Answered);
        Readings().Refuses("readings.paper", "By", NoAnswer with { By = paper }, Answered);
        Editions().Refuses("readings.paper", "By", Force with { By = paper });
        Editions().Refuses("readings.paper", "By", Again with { By = paper }, InForce);
        Editions().Refuses("readings.paper", "By", NoEdition with { By = paper }, InForce);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Nothing_is_signed_whose_effect_was_not_the_one_shown(int units, int lanes)
    {
        Readings().Refuses("readings.effect", null, Answer with { Units = units, Lanes = lanes });
        Readings().Refuses("readings.effect", null, Change with { Units = units, Lanes = lanes }, Answered);
        Readings().Refuses("readings.effect", null, NoAnswer with { Units = units, Lanes = lanes }, Answered);
        Editions().Refuses("readings.effect", null, Force with { Units = units, Lanes = lanes });
        Editions().Refuses("readings.effect", null, Again with { Units = units, Lanes = lanes }, InForce);
        Editions().Refuses("readings.effect", null, NoEdition with { Units = units, Lanes = lanes }, InForce);
    }

    [Fact]
    public void As_many_changes_as_were_shown_but_others_are_not_signed_either()
    {
        Lane before = new()
        {
            Obligation = Issued.Find("open.quarterly")!,
            Name = "2023-01-15",
            Status = Status.MetLate,
            Have = 4,
            Need = 4,
            Due = new(2023, 1, 15),
        };
        var after = before with { Status = Status.Met, Due = new(2023, 1, 16) };
        var happens = Effect(Township, before, after);
        var asking = Readings() with
        {
            Known = new Known().With(typeof(IssuersKnowledge), new IssuersKnowledge(Issued, [], new([Bureau, Township]), happens)),
        };
        var act = Answer with { Units = 1, Lanes = 1 };
        asking.Done<ReadingAnswer>(act with { Shown = happens.Digest });
        foreach (
            var shown in new[]
            {
                Nothing,
                Effect(Bureau, before, after),
                Effect(Township, before with { Name = "2023-04-15" }, after with { Name = "2023-04-15" }),
                Effect(
                    Township,
                    before with
                    {
                        Obligation = Issued.Find("open.procedure")!,
                    },
                    after with
                    {
                        Obligation = Issued.Find("open.procedure")!,
                    }
                ),
                Effect(Township, before with { Status = Status.Overdue }, after),
                Effect(Township, before with { Have = 3 }, after),
                Effect(Township, before, after with { Status = Status.MetLate }),
                Effect(Township, before, after with { Due = new(2023, 1, 17) }),
                Effect(Township, before, after with { Need = 5 }),
                Effect(Township, null, after),
                Effect(Township, before, null),
            }
        )
        {
            asking.Refuses("readings.effect", null, act with { Shown = shown.Digest });
        }

        asking.Refuses("readings.effect", null, act with { Shown = null });

        static Effect Effect(Unit unit, Lane? before, Lane? after) => new([new(unit, (after ?? before)!.Obligation, before, after)]);
    }

    [Fact]
    public void Only_an_edition_that_was_carried_over_is_put_in_force_and_only_once()
    {
        (Editions() with { Known = Known(null) }).Refuses("editions.unknown", "Edition", Force with { Edition = "1999" });
        (Editions() with { Known = Known(Issued) }).Refuses(
            "editions.settled",
            null,
            Force with
            {
                Edition = "2023",
                From = new(2023, 4, 1),
            }
        );
        (Editions() with { Known = Known(Carried, "2026") }).Refuses("editions.again", null, Force);
        // Put in force already, so it is no draft any more: still the reason is that it was said before.
        var inForce = Carried with
        {
            Status = EditionStatus.InForce,
        };
        (Editions() with { Known = Known(inForce, "2026") }).Refuses("editions.again", null, Force);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-12-31")]
    [InlineData("2027-01-01")]
    public void An_edition_is_in_force_from_a_day_of_its_own_year(string? day)
    {
        DateOnly? from = day is null ? null : DateOnly.Parse(day);
        Editions().Refuses("editions.day", "From", Force with { From = from });
        Editions().Refuses("editions.day", "From", Again with { From = from }, InForce);
    }

    [Fact]
    public void The_first_and_the_last_day_of_the_year_will_do()
    {
        Editions().Done<EditionIssue>(Force with { From = new(2026, 1, 1) });
        Editions().Done<EditionIssue>(Force with { From = new(2026, 12, 31) });
    }

    [Fact]
    public void The_same_day_is_not_said_twice_but_said_again_after_it_was_withdrawn()
    {
        Editions().Refuses("editions.same", "From", Again with { From = Force.From }, InForce);
        var withdrawn = Editions().Done<EditionIssue>(NoEdition, InForce);
        Assert.Equal(Force.From, Editions().Done<EditionIssue>(Again with { From = Force.From }, withdrawn).Given[^1].From);
    }

    private static AnswerReading Naming(string reading, string option, string names) =>
        Answer with
        {
            Reading = reading,
            Option = option,
            Names = [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };

    private static Asking Readings() => Readings(Issued);

    private static Asking Readings(TaskList? list) => new(ReadingProcedure.Table, Bureau, new(2023, 10, 12), Known(list));

    private static Asking Editions() => new(EditionProcedure.Table, Bureau, new(2026, 4, 20), Known(Carried));

    /// <summary>Where nothing would change today.</summary>
    private static Known Known(TaskList? list, params ImmutableArray<string> taken) =>
        new Known().With(
            typeof(IssuersKnowledge),
            new IssuersKnowledge(list, [.. taken], new([Bureau, Township, MeetingScene.Village]), Nothing)
        );
}
