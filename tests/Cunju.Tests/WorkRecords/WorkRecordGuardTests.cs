using System.Collections.Immutable;
using Cunju.App.WorkRecords;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Cunju.Core.WorkRecords;
using Cunju.Tests.Assemblies;
using Cunju.Tests.Procedures;
using Xunit;
using Record = Cunju.Core.Ledger.Record;

namespace Cunju.Tests.WorkRecords;

/// <summary>Each guard of the notes, and each kind of field a list can ask for. Each was broken once and its test seen to fail.</summary>
public sealed class WorkRecordGuardTests
{
    private static readonly DateOnly Today = new(2023, 10, 12);

    private static readonly TaskList List = TestCell.Data.Lists.First(list => list.InForce.Contains(Today));

    private static readonly RecordWork Step = new()
    {
        Kind = "decision.step",
        On = new(2023, 10, 8),
        CaseName = "通村路硬化",
        Fields = [Field("step", "propose")],
    };

    private static readonly RecordWork Catalogue = new() { Kind = "consult.catalogue", On = new(2023, 3, 20) };

    [Fact]
    public void What_is_noted_is_what_the_list_asks_of_the_unit()
    {
        Village().Refuses("work-records.kind", "Kind", Step with { Kind = null });
        Village().Refuses("work-records.kind", "Kind", Step with { Kind = "no.such-kind" });
        // A nomination of conventions is the township's to make.
        Village().Refuses("work-records.kind", "Kind", Step with { Kind = "rules.nominated" });
    }

    [Fact]
    public void What_a_meeting_makes_is_not_noted_beside_it()
    {
        Village().Refuses("work-records.elsewhere", "Kind", Catalogue with { Kind = "meeting.representatives" });
        // The book entry of a mere note has nobody else to make it.
        var entry = Catalogue with
        {
            Kind = "record.book-entry",
            Of = "n",
            On = new(2023, 10, 9),
            Fields = [Field("book", "book.village")],
        };
        Village(Note("supervision.action") with { Source = RecordSource.Procedure }).Refuses("work-records.elsewhere", "Kind", entry);
        Village(Note("supervision.action")).Done<WorkRecord>(entry);
    }

    [Fact]
    public void Supervision_is_noted_by_those_who_supervise_and_nothing_else_is()
    {
        var supervision = Catalogue with { Kind = "supervision.action" };
        Village().Refuses("work-records.supervision", "Kind", supervision);
        var supervisors = Village() with { Also = [WorkRecordProcedure.Supervise] };
        supervisors.Refuses("work-records.supervision", "Kind", Step);
        var noted = Village().Done<WorkRecord>(Step);
        supervisors.Refuses("work-records.supervision", "Kind", new RetractWork { Reason = RetractionReason.Mistake }, noted);
        supervisors.Refuses("work-records.supervision", "Kind", AsCorrection(Step), noted);
    }

    [Fact]
    public void The_day_is_said_and_has_come()
    {
        Village().Refuses("work-records.day", "On", Step with { On = null });
        Village().Refuses("work-records.future", "On", Step with { On = Today.AddDays(1) });
        Village().Done<WorkRecord>(Step with { On = Today });
    }

    [Fact]
    public void Steps_of_one_matter_name_it_and_no_person()
    {
        Village().Refuses("work-records.case", "CaseName", Step with { CaseName = null });
        Village().Refuses("work-records.personal", "CaseName", Step with { CaseName = "张三 13883901234" });
    }

    [Fact]
    public void An_answer_answers_something_that_is_there_near_and_earlier()
    {
        var feedback = Answering();
        Village().Refuses("work-records.of", "Of", feedback with { Of = "gone" });
        Village(Note("decision.step")).Refuses("work-records.of", "Of", feedback);
        Village(Note(Target(feedback)), near: false).Refuses("work-records.of", "Of", feedback);
        Village(Note(Target(feedback)) with { On = Today }).Refuses("work-records.before", "On", feedback);
        Village(Note(Target(feedback))).Done<WorkRecord>(feedback);
    }

    [Fact]
    public void Taking_back_needs_a_reason_and_happens_once()
    {
        var noted = Village().Done<WorkRecord>(Step);
        Village().Refuses("work-records.reason", "Reason", new RetractWork(), noted);
        var gone = Village().Done<WorkRecord>(new RetractWork { Reason = RetractionReason.Twice }, noted);
        Village().Refuses("procedure.state", null, new RetractWork { Reason = RetractionReason.Twice }, gone);
        Village().Refuses("procedure.state", null, AsCorrection(Step), gone);
    }

    [Fact]
    public void Proof_is_of_a_kind_the_list_knows() =>
        Village().Refuses("work-records.evidence", "Evidence", Step with { Evidence = ["minutes", "selfie"] });

    [Theory]
    [InlineData("int", "12", "12")]
    [InlineData("int", "１２", "12")]
    [InlineData("int", "-1", null)]
    [InlineData("int", "五条", null)]
    [InlineData("int", "99999999999", null)]
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", "对", null)]
    [InlineData("date", "2023-02-28", "2023-02-28")]
    [InlineData("date", "2023-02-30", null)]
    [InlineData("month", "2023-05", "2023-05")]
    [InlineData("month", "2023-13", null)]
    [InlineData("enum", "甲", "甲")]
    [InlineData("enum", "丙", null)]
    [InlineData("set", "甲、乙、甲", "甲、乙")]
    [InlineData("set", "甲、丙", null)]
    [InlineData("ref unit", "500112129", "500112129")]
    [InlineData("ref unit", "13883901234", null)]
    [InlineData("ref unit", "６２２８４８００５６３３５６２１０３１", null)]
    public void A_field_is_read_as_the_list_says(string type, string typed, string? read)
    {
        ImmutableArray<string> values = type is "enum" or "set" ? ["甲", "乙"] : [];
        var (asking, act) = Asked(new("f", "这一栏", type, values), typed.Split('、'));
        if (read is null)
        {
            asking.Refuses("work-records.field", "Fields[0].Values", act);
        }
        else
        {
            Assert.Equal(read, asking.Done<WorkRecord>(act).Fields["f"].Text);
        }
    }

    [Fact]
    public void A_field_without_which_nothing_counts_is_asked_for()
    {
        var (asking, act) = Asked(new("f", "这一栏", "int", []) { Required = true }, "　");
        asking.Refuses("work-records.field", "Fields[0].Values", act);
        (asking, act) = Asked(new("f", "这一栏", "int", []));
        Assert.Empty(asking.Done<WorkRecord>(act).Fields);
    }

    [Fact]
    public void A_text_may_name_people_and_stands_beside_the_journal_only()
    {
        var (asking, act) = Asked(new("f", "这一栏", "text", []), "张三 13883901234");
        var fact = Assert.IsType<WorkRecorded>(asking.Ask(act with { Note = "李四说" }).Value!.Fact);
        Assert.Empty(fact.Fields);
        Assert.Equal(["f", "note"], fact.Words.Keys);
        Assert.Equal(["张三 13883901234", "李四说"], fact.Asides.Select(aside => aside.Text));
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        var refusals = Village().Ask(Step with { On = null, CaseName = null, Fields = [], Evidence = ["selfie"] }).Refusals;
        Assert.Equal(
            ["work-records.day", "work-records.case", "work-records.field", "work-records.evidence"],
            refusals.Select(refusal => refusal.Code)
        );
    }

    /// <summary>The list as it is, with one field for the kind instead of its own.</summary>
    private static (Asking Asking, RecordWork Act) Asked(RecordField field, params string[] typed)
    {
        var kind = List.Kinds["decision.step"] with { Fields = [field] };
        return (Village(list: List with { Kinds = List.Kinds.SetItem(kind.Id, kind) }), Step with { Fields = [Field("f", typed)] });
    }

    private static Asking Village(Record? answered = null, bool near = true, TaskList? list = null) =>
        new(
            WorkRecordProcedure.Table,
            MeetingScene.Village,
            Today,
            new Known().With(typeof(NotingKnowledge), new NotingKnowledge(list ?? List, WorkRecordModule.Elsewhere, answered, near))
        );

    /// <summary>A kind a village notes itself and that must answer another one.</summary>
    private static RecordWork Answering()
    {
        var kind = Vocabulary
            .Of(List, MeetingScene.Village, Today)
            .First(kind =>
                Vocabulary.AnswerOf(kind) is { Required: true }
                && !Vocabulary.IsSupervision(kind.Id)
                && !WorkRecordModule.Elsewhere.ContainsKey(kind.Id)
                && Vocabulary.AskedOf(kind).All(field => !field.Required)
                && !Vocabulary.NeedsCase(List, kind.Id)
            );
        return new()
        {
            Kind = kind.Id,
            On = new(2023, 10, 9),
            Of = "n",
        };
    }

    private static string Target(RecordWork act) => Vocabulary.TargetsOf(Vocabulary.AnswerOf(List.Kinds[act.Kind!])!)[0];

    private static Record Note(string kind) =>
        new()
        {
            Id = "n",
            Unit = TestCell.Village,
            Kind = kind,
            On = new(2023, 10, 8),
            Source = RecordSource.WorkRecord,
        };

    private static CorrectWork AsCorrection(RecordWork act) =>
        new()
        {
            On = act.On,
            CaseName = act.CaseName,
            Fields = act.Fields,
        };

    private static TypedField Field(string name, params string[] values) => new() { Name = name, Values = [.. values] };
}
