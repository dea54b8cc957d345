using Cunju.Core.Assemblies;
using Cunju.Core.Procedures;
using Xunit;
using static Cunju.Tests.Assemblies.MeetingScene;

namespace Cunju.Tests.Procedures;

public sealed class ChecksTests
{
    private static readonly Procedure<Note, NoteState, NoteFact> Table = new Procedure<Note, NoteState, NoteFact>(
        "notes",
        "留言",
        "测试",
        note => note.State,
        (before, _) => before ?? new()
    )
        .State(NoteState.Open, "未结")
        .State(NoteState.Closed, "已结")
        .Opens<WriteNote>("写留言", [NoteState.Open], Notes.Write, (_, _) => new NoteReplied())
        .ChecksAll(NotOnThursdays)
        .Step<CloseNote>("结束", [NoteState.Open], [NoteState.Closed], Notes.Write, (_, _, at) => new NoteClosed(at.Day));

    private static IEnumerable<Refusal> NotOnThursdays(Note? note, Act act, Occasion at) =>
        at.Day.DayOfWeek == DayOfWeek.Thursday ? [new("notes.thursday", "星期四不办。")] : [];

    [Fact]
    public void What_all_acts_obey_binds_those_above_it_and_those_added_below_it()
    {
        Assert.All(Table.Steps, step => Assert.Equal([nameof(NotOnThursdays)], step.Guards));
        var thursday = new Asking(Table, Village, new(2023, 10, 12), new());
        thursday.Refuses("notes.thursday", null, new WriteNote());
        thursday.Refuses("notes.thursday", null, new CloseNote(), new Note());
        var friday = thursday with { Day = new(2023, 10, 13) };
        Assert.True(friday.Ask(new WriteNote()).IsDone);
        Assert.True(friday.Ask(new CloseNote(), new Note()).IsDone);
    }

    [Fact]
    public void Every_act_on_a_meeting_asks_whose_meeting_it_is() =>
        Assert.All(Meetings.Procedure.Steps, step => Assert.Contains("EachBodyKeepsItsOwn", step.Guards));
}
