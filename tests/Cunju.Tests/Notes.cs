using System.Collections.Immutable;
using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cunju.Tests;

/// <summary>留言: an institution of the tests' own, with everything the Desk must bear (an opening, a step from above, records, texts about people), so that
/// the Desk's tests do not change when a law does.</summary>
public sealed record Note : Case
{
    public NoteState State { get; init; }
    public string Topic { get; init; } = "";
    public int Replies { get; init; }
}

public enum NoteState
{
    Open,
    Closed,
}

public sealed record WriteNote : Act
{
    public string Topic { get; init; } = "";
    public string? Words { get; init; }

    [Files]
    public ImmutableArray<string> Files { get; init; } = [];

    public ImmutableArray<Leaf> Leaves { get; init; } = [];
}

/// <summary>A row of an act and a part of a fact, to see that files are found wherever they stand.</summary>
public sealed record Leaf
{
    [Files]
    public ImmutableArray<string> Pictures { get; init; } = [];
}

public sealed record ReplyToNote : Act;

public sealed record CloseNote : Act;

public abstract record NoteFact : Fact;

public sealed record NoteWritten(string Topic, AsideRef? Words) : NoteFact
{
    [Files]
    public ImmutableArray<string> Files { get; init; } = [];

    public ImmutableArray<Leaf> Leaves { get; init; } = [];
}

public sealed record NoteReplied : NoteFact;

public sealed record NoteClosed(DateOnly On) : NoteFact;

public static class Notes
{
    public static readonly Permission Write = new("notes.write", "写留言");
    public static readonly Permission Reply = new("notes.reply", "回复留言");

    public static readonly Procedure<Note, NoteState, NoteFact> Table = new Procedure<Note, NoteState, NoteFact>(
        "notes",
        "留言",
        "测试",
        note => note.State,
        After
    )
        .State(NoteState.Open, "未结")
        .State(NoteState.Closed, "已结")
        .Opens<WriteNote>("写留言", [NoteState.Open], Write, Written, TopicIsGiven)
        .Step<ReplyToNote>("回复", [NoteState.Open], [NoteState.Open], Reply, Reach.Below, (_, _, _) => new NoteReplied())
        .Step<CloseNote>("结束", [NoteState.Open], [NoteState.Closed], Write, (_, _, at) => new NoteClosed(at.Day))
        .Counts(Tally, "note.written", "note.page", "note.replied");

    /// <summary>Everything a cell with notes holds.</summary>
    public static ImmutableArray<IProcedure> Procedures { get; } = [.. Modules.All.SelectMany(module => module.Procedures), Table];

    /// <summary>Opens a cell whose model has the notes' table too; makes the table the first time.</summary>
    public static async Task<Cell> Open(CellStore store, TimeProvider clock)
    {
        await using (var db = Connect(store))
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE IF NOT EXISTS notes ("Unit" text NOT NULL, "Number" text NOT NULL, "Version" integer NOT NULL, "State" text NOT NULL,
                    "Topic" text NOT NULL, "Replies" integer NOT NULL, PRIMARY KEY ("Unit", "Number"))
                """
            );
        }

        return (await Cell.TryOpen(() => Connect(store), TestCell.Data, clock, CancellationToken.None))!;
    }

    private static CunjuDb Connect(CellStore store)
    {
        using var plain = store.Connect();
        var options = plain.GetService<IDbContextOptions>();
        return options is DbContextOptions<SqliteDb> sqlite
            ? new SqliteDb(new DbContextOptionsBuilder<SqliteDb>(sqlite).ReplaceService<IModelCustomizer, Tables>().Options)
            : new PostgresDb(
                new DbContextOptionsBuilder<PostgresDb>((DbContextOptions<PostgresDb>)options)
                    .ReplaceService<IModelCustomizer, Tables>()
                    .Options
            );
    }

    private static NoteWritten Written(WriteNote act, Occasion at)
    {
        var words = act.Words is null ? null : at.Aside("words", act.Words);
        return new(act.Topic, words?.Reference)
        {
            Files = act.Files,
            Leaves = act.Leaves,
            Asides = words is null ? [] : [words],
        };
    }

    private static Refusal? TopicIsGiven(WriteNote act, Occasion at) =>
        act.Topic.Length > 0 ? null : new("notes.topic", "请写留言。", null, nameof(act.Topic));

    private static Note After(Note? note, NoteFact fact) =>
        fact switch
        {
            NoteWritten written => new() { Topic = written.Topic },
            NoteReplied => note! with { Replies = note.Replies + 1 },
            NoteClosed => note! with { State = NoteState.Closed },
            _ => throw new ArgumentOutOfRangeException(nameof(fact)),
        };

    private static IEnumerable<NewRecord> Tally(Note note, NoteFact fact, Tallying at, IReadOnlyList<Record> own) =>
        fact switch
        {
            NoteWritten written =>
            [
                new("note.written", at.Day)
                {
                    Case = note.Number,
                    Fields = ImmutableDictionary<string, FieldValue>
                        .Empty.Add("topic", FieldValue.Of(written.Topic))
                        .Add("private", FieldValue.Of(written.Words is not null)),
                },
                new("note.page", at.Day) { OfSibling = 0 },
            ],
            NoteReplied => [new("note.replied", at.Day) { Of = own[0].Id }],
            _ => [],
        };

    private sealed class Tables(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Cases<Note>("notes").Property(note => note.State).HasConversion<string>();
        }
    }
}
