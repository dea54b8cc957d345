using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;
using Xunit;

namespace Cunju.Tests.TaskLists.Data;

public sealed partial class UnitEditionTests
{
    private static TaskList List => TestCell.Data.Lists.First(list => list.Year == 2023);

    [Theory]
    [InlineData("村（居）民代表会议", "村民代表会议", "居民代表会议")]
    [InlineData("村（居）民（代表）会议决议", "村民（代表）会议决议", "居民（代表）会议决议")]
    [InlineData("村（居）务监督委员会", "村务监督委员会", "居务监督委员会")]
    [InlineData("村(居)委会", "村委会", "居委会")]
    [InlineData("村（居）干部是否照单履责", "村干部是否照单履责", "社区干部是否照单履责")]
    [InlineData("村（社区）党组织，各村（居）", "村党组织，各村", "社区党组织，各社区")]
    [InlineData("村民小组、居民公约", "村民小组、居民公约", "村民小组、居民公约")]
    public void A_word_for_both_is_said_as_each_of_them_says_it(string both, string village, string community)
    {
        Assert.Equal(village, UnitKind.Village.In(both));
        Assert.Equal(community, UnitKind.Community.In(both));
        Assert.Equal(both, UnitKind.Township.In(both));
        Assert.Equal(both, UnitKind.Bureau.In(both));
    }

    [Theory]
    [InlineData(UnitKind.Village)]
    [InlineData(UnitKind.Community)]
    public void Nothing_of_the_list_is_left_in_words_for_both_and_what_it_quotes_stays_verbatim(UnitKind kind)
    {
        Assert.Contains(WordsOf(List), word => ForBoth().IsMatch(word));
        var its = List.For(kind);
        Assert.DoesNotContain(WordsOf(its), word => ForBoth().IsMatch(word));
        Assert.Equal(List.Sentences, its.Sentences);
        Assert.Equal(List.Readings, its.Readings);
        Assert.Equal((List.Title, List.Parameters), (its.Title, its.Parameters));
    }

    [Fact]
    public void Said_otherwise_it_counts_alike()
    {
        var world = List;
        var unit = new Unit
        {
            Id = TestCell.Village,
            Kinds = Core.Calendars.Timeline<UnitKind>.Always(UnitKind.Village),
            Names = Core.Calendars.Timeline<string>.Always("石岩村村民委员会"),
        };
        RecordBook book = new([
            new()
            {
                Id = "a",
                Unit = unit.Id,
                Kind = "decision.step",
                On = new(2023, 2, 1),
                Case = "甲",
                Fields = new Dictionary<string, FieldValue> { ["step"] = FieldValue.Of("resolve") }.ToImmutableDictionary(),
            },
        ]);
        Occurrence at = new(new(2023, 10, 12));
        Assert.Equal(Printed(world), Printed(world.For(UnitKind.Village)));

        IEnumerable<string> Printed(TaskList list) =>
            Evaluator
                .Evaluate(list, new([unit]), unit, book, at)
                .Lanes.Select(lane => $"{lane.Obligation.Id} {lane.Name} {lane.Status} {lane.Have}/{lane.Need} {lane.Due}");
    }

    [Fact]
    public void Every_edition_names_itself_and_finds_its_own_items()
    {
        Assert.Equal(
            [
                "《健全党组织领导的基层群众自治机制2023年重点任务清单》第21项",
                "《健全党组织领导的基层群众自治机制2026年重点任务清单》第21项",
            ],
            TestCell.Data.Lists.Select(list => list.SourceOf(kind => kind == "supervision.action"))
        );
        Assert.Equal(List.Source, List.SourceOf(_ => false));
    }

    /// <summary>Rules take the names of lists and the numbers of items from the list of the day.</summary>
    [Fact]
    public void No_code_names_an_edition_of_the_list_or_the_number_of_an_item()
    {
        var named =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where Edition().IsMatch(line) && !line.TrimStart().StartsWith("///", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(named);
    }

    private static IEnumerable<string> WordsOf(TaskList list) =>
        list
            .Tasks.SelectMany(task => task.Measures.Select(measure => measure.Title).Prepend(task.Title))
            .Concat(
                list.Obligations.SelectMany(obligation =>
                    ShapeWords(obligation.Shape).Append(obligation.Title).Append(obligation.Actor ?? "")
                )
            )
            .Concat(list.Titles.Values)
            .Concat(
                list.Kinds.Values.SelectMany(kind =>
                    kind.Fields.SelectMany(field => field.Labels.Values.Append(field.Title)).Append(kind.Title).Append(kind.CaseWord ?? "")
                )
            );

    private static IEnumerable<string> ShapeWords(Shape shape) =>
        shape switch
        {
            Procedure procedure => procedure.Steps.Select(step => step.Title),
            Chain chain => chain.Steps.Select(step => step.Title),
            Dates dates => dates.Channels.Select(channel => channel.Title),
            Attest attest => attest.Rubric,
            _ => [],
        };

    [GeneratedRegex("村[（(](居|社区)[）)]")]
    private static partial Regex ForBoth();

    [GeneratedRegex("清单》?第\\d|20\\d\\d年重点任务清单")]
    private static partial Regex Edition();
}
