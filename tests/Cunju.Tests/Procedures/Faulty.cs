using Cunju.Core.Ledger;
using Cunju.Core.Procedures;

namespace Cunju.Tests.Procedures;

/// <summary>留言 with one thing wrong: what the walk is for, and the proof that it looks.</summary>
internal static class Faulty
{
    private static int tossed;

    public static IProcedure Of(string fault)
    {
        var table = new Procedure<Note, NoteState, NoteFact>(
            "notes",
            "留言",
            "测试",
            note => note.State,
            (note, fact) =>
                fact switch
                {
                    NoteWritten written => new() { Topic = written.Topic },
                    NoteReplied => note! with { Replies = note.Replies + 1 },
                    _ => note! with { State = fault.StartsWith("a case", StringComparison.Ordinal) ? NoteState.Open : NoteState.Closed },
                }
        ).State(NoteState.Open, "未结").State(NoteState.Closed, "已结").Opens<WriteNote>("写留言", [NoteState.Open], Notes.Write, (act, at) => Written(fault, act, at), (act, _) => Guard(fault, act)).Step<ReplyToNote>("回复", [NoteState.Open], [NoteState.Open], Notes.Reply, Reach.Below, (_, _, _) => new NoteReplied()).Step<CloseNote>("结束", [NoteState.Open], [NoteState.Closed], Notes.Write, (_, _, at) => new NoteClosed(at.Day), (_, _, _) => fault == "a step nobody can take" ? new("notes.never", "谁也不能结束。") : null).Counts((note, fact, at, _) => Records(fault, fact, at), "note.written");
        return fault == "a table that lets anybody in" ? new Open(table) : table;
    }

    private static Refusal? Guard(string fault, WriteNote act) =>
        fault == "a guard that throws" && act.Topic.Length > 0 ? throw new OverflowException()
        : act.Topic.Length > 0 ? null
        : new("notes.topic", "请写留言。");

    private static NoteWritten Written(string fault, WriteNote act, Occasion at)
    {
        var words = at.Aside("words", act.Topic);
        return new(
            fault switch
            {
                "words of people in the fact" => act.Topic,
                "a decision that is not the same twice" => $"{++tossed}",
                _ => "留言",
            },
            words.Reference
        )
        {
            Asides = [words],
        };
    }

    private static IEnumerable<NewRecord> Records(string fault, NoteFact fact, Tallying at) =>
        (fault, fact) switch
        {
            ("a record of no declared kind", NoteWritten) => [new("note.page", at.Day)],
            ("a record of tomorrow", NoteWritten) => [new("note.written", at.Day.AddDays(1))],
            _ => [],
        };

    /// <summary>The same table, decided for an administrator whoever asks.</summary>
    private sealed class Open(IProcedure table) : IProcedure
    {
        public string Name => table.Name;
        public string Title => table.Title;
        public string Source => table.Source;
        public Type CaseType => table.CaseType;
        public Type FactType => table.FactType;
        public IReadOnlyList<(string Name, string Title)> States => table.States;
        public IReadOnlyList<Step> Steps => table.Steps;
        public IReadOnlyList<Type> Needs => table.Needs;
        public IReadOnlyList<string> Kinds => table.Kinds;
        public bool ChangesRegister => table.ChangesRegister;

        public string StateOf(Case @case) => table.StateOf(@case);

        public Outcome<Decision> Decide(Case? @case, Act act, Occasion occasion) =>
            table.Decide(@case, act, occasion with { Actor = occasion.Actor with { Permissions = [Notes.Write.Id, Notes.Reply.Id] } });

        public Case After(Case? before, Fact fact, string unit, string number) => table.After(before, fact, unit, number);

        public IEnumerable<NewRecord> RecordsOf(Case after, Fact fact, Tallying at, IReadOnlyList<Record> own) =>
            table.RecordsOf(after, fact, at, own);
    }
}
