using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Cunju.Core.WorkRecords;
using Cunju.Tests.Procedures;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Vocabulary = Cunju.Core.WorkRecords.Vocabulary;

namespace Cunju.Tests.WorkRecords;

/// <summary>A note with the fields its kind asks for, and the record it answers where it answers one.</summary>
internal static class WorkRecordHint
{
    public static readonly Hint Hint = new Hint()
        .On<RecordWork>(
            (scene, act) =>
            {
                var kinds = Vocabulary.Of(scene.Cell.ListOn(scene.Day), scene.Unit, scene.Day);
                return scene.Chance.Any(kinds) is { } kind ? (RecordWork)Noted(scene, kind, act with { Kind = kind.Id }) : act;
            }
        )
        .On<CorrectWork>((scene, act) => (CorrectWork)Noted(scene, scene.Cell.ListOn(scene.Day).Kinds[((WorkRecord)scene.Case!).Kind], act))
        .Holds<WorkRecord>(
            (before, after) =>
            {
                Assert.Equal(after.State == WorkRecordState.Retracted, after.Retracted is not null);
                Assert.True(before is null || (before.Kind == after.Kind && before.EnteredOn == after.EnteredOn));
                Assert.Equal(after.Version - 1, after.Corrections + (after.Retracted is null ? 0 : 1));
                Assert.True(after.On <= after.EnteredOn || after.Corrections > 0);
                Assert.Subset(after.Files.ToHashSet(), (before?.Files ?? []).ToHashSet());
                // What the journal keeps for ever points at nobody.
                Assert.False(PersonalNumbers.AreIn(after.CaseName ?? ""));
            }
        );

    private static NotingAct Noted(Scene scene, RecordKind kind, NotingAct act)
    {
        var chance = scene.Chance;
        var targets = Vocabulary.AnswerOf(kind) is { } answer ? Vocabulary.TargetsOf(answer) : [];
        string[] answerable =
        [
            .. scene
                .Db.Records.Where(row => row.Unit == scene.Unit.Id && targets.AsEnumerable().Contains(row.Kind))
                .OrderBy(row => row.Id)
                .Select(row => row.Id),
        ];
        return act with
        {
            On = chance.Before(scene.Day, 20),
            CaseName = chance.OneIn(4) ? null : chance.Words(),
            Of = chance.Any(answerable),
            Evidence = chance.OneIn(2) ? [] : [.. scene.Cell.ListOn(scene.Day).Titles.Keys.Order().Take(1)],
            Note = chance.Words("有人说"),
            Fields =
            [
                .. Vocabulary
                    .AskedOf(kind)
                    .Where(field => field.Required || chance.OneIn(2))
                    .Select(field => new TypedField { Name = field.Name, Values = [Typed(chance, field)] }),
            ],
        };
    }

    private static string Typed(Chance chance, RecordField field) =>
        field.Type switch
        {
            "int" => $"{chance.Number(0, 40)}",
            "boolean" => chance.One("true", "false"),
            "date" => "2026-01-31",
            "month" => "2023-05",
            _ => field.Values.IsEmpty ? chance.Words("内容") : chance.One(field.Values),
        };
}
