using Cunju.App.Storage;
using Cunju.Core.Assemblies;
using Cunju.Core.Attestations;
using Cunju.Core.Places;
using Cunju.Core.Portal;
using Cunju.Core.TaskLists;
using Cunju.Core.WorkRecords;
using Xunit;

namespace Cunju.Tests.Portal;

/// <summary>今年的事: the sentences, from a real store.</summary>
public sealed class OpenYearTests
{
    [Fact]
    public async Task A_count_says_how_many_how_many_are_missing_and_until_when()
    {
        await using var cell = await TestCell.Create();
        foreach (var day in new[] { "2023-02-10", "2023-05-10", "2023-09-10" })
        {
            await Meets(cell, TestCell.Village, day, MeetingType.RepresentativesAssembly);
        }

        var year = await Year(cell, TestCell.Village);
        Assert.Equal("今年已开村民代表会议3次，应开4次。还差1次，12月31日前。", year["representatives.yearly"].Sentence);
        Assert.Equal("每年至少召开4次村民代表会议", year["representatives.yearly"].Title);
        Assert.Equal(
            "第4季度已开协商会议0次，应开2次。还差2次，12月31日前。第1季度少2次，第2季度少2次，第3季度少2次。",
            year["consult.quarterly"].Sentence
        );
        Assert.Equal("今年应办1次，11月15日起办。", year["appraisal.yearly"].Sentence);
        await Meets(cell, TestCell.Village, "2023-10-10", MeetingType.RepresentativesAssembly);
        year = await Year(cell, TestCell.Village);
        Assert.Equal("今年已开村民代表会议4次，应开4次。", year["representatives.yearly"].Sentence);
        Assert.Equal(Status.Met, year["representatives.yearly"].Status);
    }

    [Fact]
    public async Task A_community_is_told_of_what_it_owes_in_its_own_words()
    {
        await using var cell = await TestCell.Create();
        var year = await Year(cell, TestCell.Community);
        Assert.DoesNotContain("representatives.yearly", year.Keys);
        Assert.Equal("每年至少召开1次居民会议", year["assembly.yearly"].Title);
        Assert.Equal("年内复审居民公约，需要时修订", year["rules.reviewed"].Title);
        Assert.All(year.Values, duty => Assert.DoesNotContain("（居）", duty.Title + duty.Sentence));
    }

    [Fact]
    public async Task What_people_typed_into_records_and_names_of_cases_is_in_no_sentence()
    {
        await using var cell = await TestCell.Create();
        var keeper = cell.As(TestCell.Village, WorkRecordProcedure.Record);
        await Note("decision.step", "林某家的危房", ("step", "consult"));
        await Note("subcommittee.report", null, ("content", "林某反映的事"), ("major", "true"));
        var year = await Year(cell, TestCell.Village);
        var said = string.Concat(year.Values.Select(duty => duty.Title + duty.Sentence));
        Assert.DoesNotContain("林某", said);
        Assert.StartsWith("到现在一共1件：", year["decision.four-two"].Sentence);
        Assert.StartsWith("到现在一共1件：", year["subcommittees.major-matter"].Sentence);
        Assert.Equal(Grade.SelfRecorded, year["decision.four-two"].Grade);
        // Four characters are still no year.
        await Note("decision.step", "道路硬化", ("step", "propose"));
        Assert.StartsWith("到现在一共2件：", (await Year(cell, TestCell.Village))["decision.four-two"].Sentence);

        async Task Note(string kind, string? name, params (string Name, string Value)[] fields) =>
            await cell.Does(
                keeper,
                WorkRecordProcedure.Table,
                TestCell.Village,
                null,
                new RecordWork
                {
                    Kind = kind,
                    On = new(2023, 10, 8),
                    CaseName = name,
                    Fields = [.. fields.Select(field => new TypedField { Name = field.Name, Values = [field.Value] })],
                }
            );
    }

    [Theory]
    [InlineData(Rating.Done, ReviewOutcome.Rejected, "上级审查没有通过，要办实了重新报。")]
    [InlineData(Rating.NotDone, ReviewOutcome.Approved, "自己评的是还没有落实。")]
    [InlineData(Rating.Done, ReviewOutcome.Returned, "上级审查后退了回来，要补正。")]
    [InlineData(Rating.NotDone, ReviewOutcome.Returned, "上级审查后退了回来，要补正。")]
    [InlineData(Rating.Done, ReviewOutcome.Approved, "自己评过了，上级审查通过。")]
    public async Task Of_a_report_it_is_told_what_became_of_it(Rating rating, ReviewOutcome outcome, string sentence)
    {
        const string Measure = "party.leads-self-government";
        await using var cell = await TestCell.Create();
        Assert.EndsWith("前要办好。", (await Year(cell, TestCell.Village))[Measure].Sentence);
        var report = new ReportOnObligation
        {
            Obligation = Measure,
            Rating = rating,
            Text = "支部研究过两次。",
            Answers = [new() { Said = rating }],
        };
        var key = (await cell.Does(cell.Office(TestCell.Village, "clerk"), AttestationProcedure.Table, TestCell.Village, null, report)).Key;
        var review = new ReviewReport
        {
            Outcome = outcome,
            Opinion = "看了记录。",
            Seen = 1,
        };
        await cell.Does(
            cell.Office(TestCell.Township, "township-officer"),
            AttestationProcedure.Table,
            TestCell.Village,
            key.Number,
            review
        );
        Assert.Equal(sentence, (await Year(cell, TestCell.Village))[Measure].Sentence);
    }

    [Fact]
    public void Every_status_and_shape_of_the_list_makes_a_whole_sentence()
    {
        foreach (var kind in new[] { UnitKind.Village, UnitKind.Community })
        {
            foreach (var obligation in TestCell.Data.Lists[0].Obligations)
            {
                foreach (var status in Enum.GetValues<Status>().Where(status => status != Status.NotApplicable))
                {
                    foreach (var name in new[] { "2023", "2023Q4", "2023H1", "2023-05", "2023-10-15", "a-case" })
                    {
                        Lane lane = new()
                        {
                            Obligation = obligation,
                            Name = name,
                            Status = status,
                            Need = 2,
                            Due = new(2023, 12, 31),
                            Opens = new(2023, 1, 1),
                        };
                        var unit = kind == UnitKind.Village ? Assemblies.MeetingScene.Village : Assemblies.MeetingScene.Community;
                        var duty = Assert.Single(OpenYear.Of(new(TestCell.Data.Lists[0], unit, new(new(2023, 10, 12)), [lane])));
                        Assert.EndsWith("。", duty.Sentence);
                        Assert.DoesNotContain("a-case", duty.Sentence);
                        Assert.DoesNotContain("：。", duty.Sentence);
                    }
                }
            }
        }
    }

    private static async Task Meets(TestCell cell, string unit, string day, MeetingType type) =>
        await cell.Does(
            cell.Office(unit, "clerk"),
            Meetings.Procedure,
            unit,
            null,
            PortalScene.Held(day, type, new AgendaRow { Motion = "路灯" })
        );

    private static async Task<Dictionary<string, OpenDuty>> Year(TestCell cell, string id)
    {
        await using var db = cell.Cell.Open();
        var register = await cell.Cell.Register(db, default);
        var unit = register.Find(id)!;
        var book = await Cell.RecordsFor(db, register, unit, default);
        var today = cell.Cell.Today;
        var board = Evaluator.Evaluate(cell.Cell.ListOn(today), register, unit, book, new(today, null, cell.Cell.Since));
        return OpenYear.Of(board).ToDictionary(duty => duty.Obligation.Id);
    }
}
