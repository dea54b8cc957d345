using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;

namespace Cunju.Core.WorkRecords;

/// <summary>工作纪实: note, correct, take back. Until an institution has its procedure, its work is counted by these notes, and always shown as 自记.</summary>
public static class WorkRecordProcedure
{
    /// <summary>登记本单位的工作.</summary>
    public static readonly Permission Record = new("work-records.record", "登记工作纪实");

    /// <summary>登记监督委员会的工作; who holds it notes nothing else.</summary>
    public static readonly Permission Supervise = new("work-records.supervise", "登记监督工作纪实");

    /// <summary>The table.</summary>
    public static readonly Procedure<WorkRecord, WorkRecordState, WorkRecordFact> Table = new Procedure<
        WorkRecord,
        WorkRecordState,
        WorkRecordFact
    >("work-records", "工作纪实", "当年的重点任务清单", record => record.State, After)
        .State(WorkRecordState.Recorded, "已登记")
        .State(WorkRecordState.Retracted, "已撤回")
        .Knows<NotingKnowledge>()
        .Counts(Tally, "fact.corrected", "fact.retracted")
        .Opens<RecordWork>(
            "登记",
            [WorkRecordState.Recorded],
            Record,
            (act, occasion) => Note(act, act.Kind!, occasion.Day, occasion),
            KindIsOurs,
            NoProcedureMakesIt,
            SupervisorsNoteSupervision
        )
        .Checks<RecordWork>((_, act, occasion) => Faults(act.Kind!, act, occasion))
        .Step<CorrectWork>(
            "更正",
            [WorkRecordState.Recorded],
            [WorkRecordState.Recorded],
            Record,
            (record, act, occasion) => Corrected(Note(act, record.Kind, record.EnteredOn, occasion)),
            OnlyItsOwnCorrect
        )
        .Checks<CorrectWork>((record, act, occasion) => Faults(record!.Kind, act, occasion))
        .Step<RetractWork>(
            "撤回",
            [WorkRecordState.Recorded],
            [WorkRecordState.Retracted],
            Record,
            (_, act, _) => new WorkRetracted(act.Reason!.Value),
            AReasonIsGiven,
            OnlyItsOwnRetract
        );

    private static Refusal? KindIsOurs(RecordWork act, Occasion occasion) =>
        act.Kind is null ? new("work-records.kind", "请选择要登记什么。", Field: nameof(act.Kind))
        : Vocabulary.Of(Words(occasion).List, occasion.Unit, occasion.Day).Any(kind => kind.Id == act.Kind) ? null
        : new("work-records.kind", "清单没有要求本单位做这件事，不用登记。", Words(occasion).List.Source, nameof(act.Kind));

    /// <summary>What answers a mere note can only be noted itself; everything else that a procedure makes is made there.</summary>
    private static Refusal? NoProcedureMakesIt(RecordWork act, Occasion occasion) =>
        act.Kind is { } kind
        && Words(occasion).Elsewhere.TryGetValue(kind, out var institution)
        && Words(occasion).Answered is not { Source: RecordSource.WorkRecord }
            ? new(
                "work-records.elsewhere",
                $"这类记录由「{institution}」办理时自动产生，请到「{institution}」办理，不用另外登记。",
                Field: nameof(act.Kind)
            )
            : null;

    private static Refusal? SupervisorsNoteSupervision(RecordWork act, Occasion occasion) => ByItsOwn(act.Kind, occasion);

    private static Refusal? OnlyItsOwnCorrect(WorkRecord record, CorrectWork act, Occasion occasion) => ByItsOwn(record.Kind, occasion);

    private static Refusal? OnlyItsOwnRetract(WorkRecord record, RetractWork act, Occasion occasion) => ByItsOwn(record.Kind, occasion);

    private static Refusal? AReasonIsGiven(WorkRecord record, RetractWork act, Occasion occasion) =>
        act.Reason is null ? new("work-records.reason", "请选择撤回的理由。", Field: nameof(act.Reason)) : null;

    private static Refusal? ByItsOwn(string? kind, Occasion occasion)
    {
        return (kind is not null && Vocabulary.IsSupervision(kind), occasion.Actor.Permissions.Contains(Supervise.Id)) switch
        {
            (true, false) => Not("监督工作由村（居）务监督委员会成员登记，其他人不能代登记。"),
            (false, true) => Not("监督委员会成员只登记监督工作，其余由两委登记。"),
            _ => null,
        };

        Refusal Not(string why) =>
            new(
                "work-records.supervision",
                occasion.Unit.KindOn(occasion.Day).In(why),
                Words(occasion).List.SourceOf(Vocabulary.IsSupervision),
                nameof(RecordWork.Kind)
            );
    }

    private static IEnumerable<Refusal> Faults(string kindId, NotingAct act, Occasion occasion)
    {
        var words = Words(occasion);
        var kind = words.List.Kinds[kindId];
        if (act.On is not { } day)
        {
            yield return new("work-records.day", "请填写是哪一天的事。", Field: nameof(act.On));
        }
        else if (day > occasion.Day)
        {
            yield return new("work-records.future", "还没有发生的事不能登记，请核对日期。", Field: nameof(act.On));
        }

        if (act.CaseName is null && Vocabulary.NeedsCase(words.List, kindId))
        {
            yield return new(
                "work-records.case",
                $"请写明是哪一件（{kind.CaseWord}），环节要归到同一件里才能计数。",
                Field: nameof(act.CaseName)
            );
        }

        if (act.CaseName is { } name && PersonalNumbers.AreIn(name))
        {
            yield return new(
                "work-records.personal",
                "事项名称要长期保存，不能删除，请不要写身份证号、手机号、银行卡号，也不写个人姓名；要说明的写在「说明」里。",
                Field: nameof(act.CaseName)
            );
        }

        if (Vocabulary.AnswerOf(kind) is { } answer)
        {
            if (act.Of is null && answer.Required)
            {
                yield return new("work-records.of", $"请选择「{answer.Title}」。", Field: nameof(act.Of));
            }
            else if (act.Of is not null && !IsAnswer(answer, words))
            {
                yield return new("work-records.of", $"「{answer.Title}」选的那条记录不存在，或者不能这样答复。", Field: nameof(act.Of));
            }
            else if (words.Answered is { } answered && act.On < answered.On)
            {
                yield return new("work-records.before", "日期早于它所针对的那条记录，请核对。", Field: nameof(act.On));
            }
        }

        foreach (var fault in TypedFields.Faults(kind, act))
        {
            yield return fault;
        }

        foreach (var unknown in act.Evidence.Where(evidence => !words.List.Titles.ContainsKey(evidence)))
        {
            yield return new("work-records.evidence", $"没有「{unknown}」这种佐证。", Field: nameof(act.Evidence));
        }
    }

    private static bool IsAnswer(RecordField answer, NotingKnowledge words) =>
        words.Answered is { } answered && words.AnsweredIsNear && Vocabulary.TargetsOf(answer).Contains(answered.Kind);

    private static WorkRecorded Note(NotingAct act, string kindId, DateOnly entered, Occasion occasion)
    {
        var kind = Words(occasion).List.Kinds[kindId];
        var asides = TypedFields.Texts(kind, act).Select(text => occasion.Aside(text.Name, text.Text)).ToImmutableArray();
        return new()
        {
            Kind = kindId,
            On = act.On!.Value,
            EnteredOn = entered,
            CaseName = act.CaseName,
            Of = Vocabulary.AnswerOf(kind) is null ? null : act.Of,
            Fields = TypedFields.Values(kind, act),
            Evidence = act.Evidence,
            Words = asides.ToImmutableSortedDictionary(aside => aside.Topic, aside => aside.Reference, StringComparer.Ordinal),
            Files = act.Files,
            Asides = asides,
        };
    }

    private static WorkCorrected Corrected(WorkNoted noted) =>
        new()
        {
            Kind = noted.Kind,
            On = noted.On,
            EnteredOn = noted.EnteredOn,
            CaseName = noted.CaseName,
            Of = noted.Of,
            Fields = noted.Fields,
            Evidence = noted.Evidence,
            Words = noted.Words,
            Files = noted.Files,
            Asides = noted.Asides,
        };

    private static WorkRecord After(WorkRecord? before, WorkRecordFact fact) =>
        fact switch
        {
            WorkNoted noted => (before ?? new()) with
            {
                State = WorkRecordState.Recorded,
                Kind = noted.Kind,
                On = noted.On,
                EnteredOn = noted.EnteredOn,
                CaseName = noted.CaseName,
                Of = noted.Of,
                Fields = noted.Fields.ToImmutableDictionary(),
                Evidence = noted.Evidence,
                Words = noted.Words.ToImmutableDictionary(),
                Files = [.. (before?.Files ?? []).Union(noted.Files)],
                Corrections = before is null ? 0 : before.Corrections + 1,
            },
            WorkRetracted retracted => before! with { State = WorkRecordState.Retracted, Retracted = retracted.Reason },
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };

    /// <summary>A note makes its record; a correction also closes the one before and names what stands instead; taking back only closes.</summary>
    private static IEnumerable<NewRecord> Tally(WorkRecord after, WorkRecordFact fact, Tallying at, IReadOnlyList<Record> own)
    {
        var standing = own.LastOrDefault(record => record.Kind == after.Kind);
        if (fact is WorkNoted noted)
        {
            yield return new(noted.Kind, noted.On)
            {
                Case = noted.CaseName,
                Of = noted.Of,
                Fields = noted.Fields.ToImmutableDictionary(),
                Evidence = noted.Evidence,
                Source = RecordSource.WorkRecord,
            };
            if (standing is not null)
            {
                yield return new("fact.corrected", at.Day)
                {
                    Of = standing.Id,
                    SiblingFields = ImmutableDictionary<string, int>.Empty.Add("by", 0),
                    Source = RecordSource.WorkRecord,
                };
            }
        }
        else if (fact is WorkRetracted && standing is not null)
        {
            yield return new("fact.retracted", at.Day) { Of = standing.Id, Source = RecordSource.WorkRecord };
        }
    }

    private static NotingKnowledge Words(Occasion occasion) => occasion.Known.Get<NotingKnowledge>();
}
