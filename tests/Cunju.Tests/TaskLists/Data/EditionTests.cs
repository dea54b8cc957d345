using Cunju.App.TaskLists;
using Cunju.Core.Calendars;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Data;

/// <summary>The edition of 2026 is the one of 2023 with its days moved and the law of 2026 put in.</summary>
public sealed class EditionTests
{
    private static readonly string Law = Path.Combine(ListFiles.Root, "data", "tasklists", "carry.yaml");

    [Fact]
    public void Carrying_again_gives_the_same_bytes()
    {
        var (text, findings) = Edition.Carry(ListFiles.List2023, ListFiles.Text2023, 2026, Law, File.ReadAllText(Law));
        Assert.Empty(findings);
        Assert.Equal(File.ReadAllText(ListFiles.List2026), text);
    }

    [Fact]
    public void The_carried_edition_is_sound_and_cites_the_articles()
    {
        var file = TaskListFile.Read(ListFiles.List2026, [], prove: true);
        Assert.Empty(file.Findings);
        var list = file.Reading!.List;
        Assert.Equal(EditionStatus.Carried, list.Status);
        Assert.Equal("2023", list.CarriedFrom);
        Assert.Equal(DayRange.OfYear(2026), list.InForce);
        Assert.Equal(["15"], list.Parameters["open-window-days"].Values.At(new(2026, 6, 1), []));
        Assert.Contains("第三十五条", list.Parameters["open-window-days"].Source, StringComparison.Ordinal);
        Assert.Contains("第三十四条", list.Parameters["open-window-days"].Source, StringComparison.Ordinal);
        Assert.Contains("第三十条", list.Parameters["representatives-per-quarter"].Source, StringComparison.Ordinal);
        Assert.Contains("第二十八条", list.Parameters["representatives-per-half"].Source, StringComparison.Ordinal);
        Assert.Contains("第二十五条", list.Parameters["assembly-per-year"].Source, StringComparison.Ordinal);
        Assert.Equal(41, list.Sentences.Count);
    }

    /// <summary>What takes its cases from the days of another obligation moves with them: an answer that moves those days is a reason of its status too.</summary>
    [Fact]
    public void What_follows_the_days_of_publication_names_the_readings_that_move_them()
    {
        foreach (var list in TestCell.Data.Lists)
        {
            var chain = list.Obligations.Single(obligation =>
                obligation.Shape is Core.TaskLists.Shapes.Procedure { CasesFrom.IsEmpty: false }
            );
            var days = ((Core.TaskLists.Shapes.Procedure)chain.Shape).CasesFrom.SelectMany(id => list.Find(id)!.Reads).ToArray();
            Assert.NotEmpty(days);
            Assert.All(days, reading => Assert.Contains(chain, list.DependingOn(reading)));
        }
    }

    [Fact]
    public void Before_the_new_laws_only_the_days_move()
    {
        var (text, findings) = Edition.Carry(ListFiles.List2023, ListFiles.Text2023, 2024, Law, File.ReadAllText(Law));
        Assert.Empty(findings);
        var file = TaskListFile.Read(ListFiles.List2023, text!, [], prove: true);
        Assert.Empty(file.Findings);
        Assert.Equal(52, file.Reading!.List.Obligations.Length);
        Assert.Equal(["10"], file.Reading.List.Parameters["open-window-days"].Values.At(new(2024, 6, 1), []));
    }

    [Fact]
    public void A_change_within_the_old_year_goes_on_with_its_last_value()
    {
        var changed = ListFiles.Text2023.Replace(
            "consultations-per-quarter:  { values: { \"2023-01-01\": 2 }",
            "consultations-per-quarter:  { values: { \"2023-01-01\": 2, \"2023-07-01\": 3 }",
            StringComparison.Ordinal
        );
        Assert.NotEqual(ListFiles.Text2023, changed);
        var (text, _) = Edition.Carry(ListFiles.List2023, changed, 2024, Law, File.ReadAllText(Law));
        Assert.Contains("consultations-per-quarter:  { values: { \"2024-01-01\": 3 }", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_cannot_be_carried_backwards()
    {
        var (text, findings) = Edition.Carry(ListFiles.List2023, ListFiles.Text2023, 2023, Law, File.ReadAllText(Law));
        Assert.Null(text);
        Assert.Single(findings);
    }
}
