using System.Security.Cryptography;
using System.Text;
using Cunju.App.TaskLists;
using Cunju.Core.Calendars;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Data;

/// <summary>The district's list itself: complete, true to its source, and what its own tests say.</summary>
public sealed class Yubei2023Tests
{
    private static readonly TaskListFile File2023 = TaskListFile.Read(ListFiles.List2023, [], prove: true);

    private static TaskList List => File2023.Reading!.List;

    [Fact]
    public void The_list_is_sound_and_its_own_tests_come_out()
    {
        Assert.Empty(File2023.Findings);
        Assert.True(File2023.Reading!.Situations.Length >= 30);
    }

    [Fact]
    public void It_has_eight_tasks_twenty_five_measures_and_fifty_two_obligations()
    {
        Assert.Equal(8, List.Tasks.Length);
        Assert.Equal(Enumerable.Range(1, 25), List.Tasks.SelectMany(task => task.Measures).Select(measure => measure.Number));
        Assert.Equal(52, List.Obligations.Length);
        Assert.All(List.Obligations, obligation => Assert.NotEmpty(obligation.Cite));
    }

    [Fact]
    public void Every_sentence_stands_in_the_source_but_for_the_listed_emendations()
    {
        var source = File.ReadAllText(Path.Combine(ListFiles.Root, "data", "tasklists", "yubei-2023.source.txt"));
        Assert.Equal(
            "75412cf892344857ee76b37fdaceaed38c472498a0d0c6b790845496ac3c965b",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)))
        );
        // Read again here in another way than the reader does, so that both must be wrong together to agree.
        foreach (var sentence in List.Sentences.Values)
        {
            var raw = source[sentence.From..sentence.To];
            for (var page = 1; page < 8; page++)
            {
                raw = raw.Replace($"\n{page}、", "", StringComparison.Ordinal);
            }

            raw = raw.Replace("39人", "3-9人", StringComparison.Ordinal)
                .Replace("耍指导", "要指导", StringComparison.Ordinal)
                .Replace("一一", "——", StringComparison.Ordinal);
            Assert.Equal(raw, sentence.Text);
        }

        Assert.Equal(41, List.Sentences.Count);
    }

    [Theory]
    [InlineData("回兴街道", null, "500112004")]
    [InlineData("统景镇", null, "500112133")]
    [InlineData("双桐路社区", "回兴街道", "500112004018")]
    [InlineData("玉峰山村", "王家街道", "500112018202")]
    [InlineData("民秀路社区", "双凤桥街道", "500112017015")]
    [InlineData("湖滨西路社区", "宝圣湖街道", "500112020008")]
    [InlineData("龙盛社区", "龙塔街道", "500112013011")]
    public void Named_units_are_found_inside_their_township(string name, string? township, string code)
    {
        var findings = new Findings(ListFiles.Units);
        var register = UnitFile.Read(File.ReadAllText(ListFiles.Units), findings);
        Assert.True(findings.None);
        Assert.Equal(code, register.Named(name, township, new(2023, 6, 30))?.Id);
        Assert.Contains(List.Obligations, obligation => obligation.Named.Contains(code));
    }

    [Fact]
    public void The_register_has_412_units_in_30_townships_under_one_bureau()
    {
        var register = UnitFile.Read(File.ReadAllText(ListFiles.Units), new("u"));
        var day = new DateOnly(2023, 6, 30);
        Assert.Equal(173, register.All.Count(unit => unit.KindOn(day) == UnitKind.Village));
        Assert.Equal(239, register.All.Count(unit => unit.KindOn(day) == UnitKind.Community));
        Assert.Equal(30, register.Under("500112", day).Count());
        Assert.Equal("500112", Assert.Single(register.All, unit => unit.KindOn(day) == UnitKind.Bureau).Id);
    }

    [Fact]
    public void The_four_lists_are_settled_and_who_else_runs_a_street_is_open()
    {
        Assert.Contains("自治清单23项", List.Readings["A15"].SettledBy, StringComparison.Ordinal);
        Assert.Equal(
            ["自治清单", "协助清单", "负面清单", "证明清单"],
            List.Kinds["lists.state"].Fields.First(field => field.Name == "list").Values
        );
        Assert.Null(List.Readings["A27"].SettledBy);
        Assert.Equal("all-thirty", List.Readings["A27"].Takes);
        Assert.Equal("undetermined", List.Readings["A25"].Takes);
    }

    [Fact]
    public void Every_kind_and_field_has_a_chinese_title_and_every_choice_its_words()
    {
        foreach (var kind in List.Kinds.Values)
        {
            Assert.True(IsChinese(kind.Title), kind.Id);
            foreach (var field in kind.Fields)
            {
                Assert.True(IsChinese(field.Title), $"{kind.Id}.{field.Name}");
                Assert.All(
                    field.Values,
                    value => Assert.True(IsChinese(field.Labels.GetValueOrDefault(value, value)), $"{kind.Id}.{field.Name}: {value}")
                );
            }
        }
    }

    [Fact]
    public void A_form_can_say_everything_an_obligation_looks_at()
    {
        // Steps, stages and schemes are words of the shapes; a form that does not offer one of them could never make the record count.
        foreach (var obligation in List.Obligations)
        {
            foreach (var kind in obligation.Shape.Kinds)
            {
                Assert.True(List.Kinds.ContainsKey(kind), $"{obligation.Id}: {kind}");
            }
        }

        string[] Choices(string kind, string field) => [.. List.Kinds[kind].Fields.First(each => each.Name == field).Values];
        Assert.Equal(["propose", "consult", "review", "resolve", "publish", "result"], Choices("decision.step", "step"));
        Assert.Equal(["draft", "check", "decide", "publish", "archive", "file"], Choices("open.step", "step"));
        Assert.Equal(["收集意见", "提出建议", "监督落实", "通报反馈"], Choices("supervision.action", "procedure"));
        Assert.Equal(4, Choices("record.book-entry", "book").Length);
    }

    [Theory]
    [InlineData(2023, "2023-01-15", "2023-01-16")]
    [InlineData(2023, "2023-04-15", "2023-04-17")]
    [InlineData(2023, "2023-07-15", "2023-07-17")]
    [InlineData(2023, "2023-10-15", "2023-10-16")]
    [InlineData(2024, "2024-02-15", "2024-02-18")]
    [InlineData(2025, "2025-10-05", "2025-10-09")]
    public void The_calendar_moves_a_day_as_the_state_council_said(int year, string day, string workday)
    {
        var path = Path.Combine(ListFiles.Root, "data", "calendars", $"{year}.yaml");
        var findings = new Findings(path);
        var calendar = CalendarFile.Read(YamlFile.Read(File.ReadAllText(path), findings)!, findings);
        Assert.Empty(findings.All);
        Assert.Equal(DateOnly.Parse(workday), calendar.OnOrAfter(DateOnly.Parse(day)));
    }

    private static bool IsChinese(string text) => text.Any(letter => letter is >= '\u4e00' and <= '\u9fff');
}
