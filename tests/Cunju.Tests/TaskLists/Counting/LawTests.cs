using CsCheck;
using Cunju.Core.Ledger;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

using Record = Cunju.Core.Ledger.Record;

/// <summary>The laws of counting.md §5, for random lists of all shapes, random units and random records.</summary>
public sealed class LawTests
{
    private const long Often = 400;

    [Fact]
    public void The_order_of_the_lines_never_matters() =>
        Gen.Select(Any.Scene_, Any.Day)
            .Sample(
                (scene, asOf) =>
                    Assert.Equal(
                        Printed(scene, scene.Records, asOf),
                        Printed(scene, [.. scene.Records.OrderByDescending(record => record.Id)], asOf)
                    ),
                iter: Often
            );

    [Fact]
    public void Adding_a_record_never_worsens_a_count_a_document_or_a_deadline_below_its_maximum() =>
        Gen.Select(Any.Scene_, Any.Records, Any.Day)
            .Sample(
                (scene, more, asOf) =>
                {
                    foreach (var record in more.Where(record => record.Kind is not ("fact.retracted" or "fact.corrected")).Take(5))
                    {
                        var before = Board(scene, scene.Records, asOf);
                        var after = Board(scene, [.. scene.Records, record with { Id = "added", Of = null }], asOf);
                        foreach (var (one, other) in before.Lanes.Where(IsMonotone).Zip(after.Lanes.Where(IsMonotone)))
                        {
                            Assert.Equal(one.Name, other.Name);
                            if (other.Status != Status.Returned)
                            {
                                Assert.True(other.Status <= one.Status, $"{one.Obligation.Id} {one.Name}: {one.Status} → {other.Status}");
                            }
                        }
                    }
                },
                iter: Often
            );

    [Fact]
    public void Adding_a_step_in_its_order_never_worsens_a_chain() =>
        Gen.Select(Any.Scene_, Any.Day.Where(day => day.Year == 2023), Any.Day)
            .Sample(
                (scene, day, asOf) =>
                {
                    Lane Chain(IEnumerable<Record> records) => Board(scene, records, asOf).Of("chain").Single();
                    var before = Chain(scene.Records);
                    Record step = new()
                    {
                        Id = "added",
                        Unit = Scene.VillageId,
                        Kind = "promise.made",
                        On = day,
                    };
                    var made = Chain([.. scene.Records, step]);
                    Assert.True(made.Status <= before.Status);
                    var posted = Chain([.. scene.Records, step, step with { Id = "then", Kind = "promise.posted", On = day.AddDays(3) }]);
                    Assert.True(posted.Status <= made.Status);
                },
                iter: Often
            );

    [Fact]
    public void Without_new_records_time_never_unmeets_and_never_unbreaches() =>
        Gen.Select(Any.Scene_, Any.Day, Gen.Int[0, 300])
            .Sample(
                (scene, asOf, days) =>
                {
                    var known = scene.Records.Where(record => record.On <= asOf).ToArray();
                    var later = Board(scene, known, asOf.AddDays(days)).Lanes;
                    var settled = Board(scene, known, asOf)
                        .Lanes.Where(lane => lane.Status is Status.Met or Status.MetLate or Status.Breached);
                    foreach (var lane in settled)
                    {
                        Assert.Equal(
                            lane.Status,
                            later.Single(other => (other.Obligation.Id, other.Name) == (lane.Obligation.Id, lane.Name)).Status
                        );
                    }
                },
                iter: Often
            );

    [Fact]
    public void Retracting_what_was_added_restores_what_was() =>
        Gen.Select(Any.Scene_, Any.Records.Where(records => records.Length > 0), Any.Day)
            .Sample(
                (scene, more, asOf) =>
                {
                    var added = more[0] with { Id = "added", EnteredOn = null, Of = scene.Records.IsEmpty ? null : scene.Records[^1].Id };
                    var retraction = added with { Id = "retraction", Kind = "fact.retracted", Of = "added" };
                    Assert.Equal(Printed(scene, scene.Records, asOf), Printed(scene, [.. scene.Records, added, retraction], asOf));
                },
                iter: Often
            );

    [Fact]
    public void As_of_a_day_known_on_that_day_is_what_the_board_showed_on_it() =>
        Gen.Select(Any.Scene_, Any.Day)
            .Sample(
                (scene, day) =>
                {
                    var then = scene.Records.Where(record => record.On <= day && record.KnownFrom <= day);
                    Assert.Equal(Printed(scene, then, day), Printed(scene, scene.Records, day, day));
                },
                iter: Often
            );

    [Fact]
    public void A_count_is_met_exactly_when_its_progress_is_full() =>
        Gen.Select(Any.Scene_, Any.Day)
            .Sample(
                (scene, asOf) =>
                {
                    var counts = Board(scene, scene.Records, asOf).Lanes.Where(lane => lane.Obligation.Shape is Count);
                    foreach (var lane in counts.Where(lane => lane.Status != Status.NotApplicable))
                    {
                        Assert.Equal(lane.Have >= lane.Need, lane.Status is Status.Met or Status.MetLate);
                        Assert.NotEqual(Status.MetLate, lane.Status);
                    }
                },
                iter: Often
            );

    [Fact]
    public void Undetermined_never_rolls_up_as_met() =>
        Gen.Enum<Status>()
            .Array[0, 6]
            .Sample(statuses =>
                Assert.False(Scoreboard.RollUp([.. statuses, Status.Undetermined]) is Status.Met or Status.MetLate or Status.NotApplicable)
            );

    [Fact]
    public void An_explanation_says_what_the_evaluation_says_and_accounts_for_every_record() =>
        Gen.Select(Any.Scene_, Any.Day, Any.Day, Gen.Bool)
            .Sample(
                (scene, asOf, knownAt, carried) =>
                {
                    var list = carried ? scene.List with { Status = EditionStatus.Carried } : scene.List;
                    Occurrence at = new(asOf, knownAt, knownAt.AddDays(-90));
                    RecordBook book = new(scene.Records);
                    foreach (var unit in scene.Units)
                    {
                        var board = Evaluator.Evaluate(list, scene.Register, unit, book, at);
                        Judgement once = new(list, scene.Register, unit, book, at);
                        Assert.Equal(board.Lanes.Select(Print), once.Board.Lanes.Select(Print));
                        foreach (var obligation in list.Obligations)
                        {
                            var explanation = Explainer.Explain(list, scene.Register, unit, book, at, obligation);
                            Assert.Equal(board.Of(obligation.Id).Select(Print), explanation.Lanes.Select(lane => Print(lane.Lane)));
                            Assert.Equal(explanation.Lanes.Select(Say), once.Explain(obligation).Lanes.Select(Say));
                            Assert.Equal(
                                explanation.Lanes.Select(lane => lane.Sentence),
                                once.Board.Of(obligation.Id).Select(lane => $"{lane.Status.Title()}：{once.ReasonOf(lane)}。")
                            );
                            Assert.All(
                                explanation.Lanes,
                                lane =>
                                    Assert.Equal(
                                        lane.Lane.Notes.ToHashSet(),
                                        lane.Notes.Concat(lane.Counted.SelectMany(remark => remark.Remarks)).ToHashSet()
                                    )
                            );
                            Assert.All(
                                explanation.Lanes,
                                lane =>
                                    Assert.Matches(
                                        "^(不适用|待确认|已完成|逾期完成|进行中|待办|临期|待审查|退回补正|逾期|不可补正)：.+。$",
                                        lane.Sentence
                                    )
                            );
                            var named = explanation
                                .Lanes.SelectMany(lane =>
                                    lane.Counted.Concat(lane.Uncounted).Select(remark => remark.Record.Id).Append(lane.Lane.Name)
                                )
                                .ToHashSet();
                            Assert.All(
                                scene.Records.Where(record =>
                                    record.Unit == unit.Id && obligation.Shape.Kinds.Contains(record.Kind) && IsMeantFor(obligation, record)
                                ),
                                record => Assert.Contains(record.Id, named)
                            );
                            Assert.All(explanation.Lanes.SelectMany(lane => lane.Uncounted), remark => Assert.NotEmpty(remark.Remarks));
                        }
                    }
                },
                iter: 150
            );

    private static string Say(LaneExplanation lane) =>
        string.Join(
            '\n',
            lane.Counted.Concat(lane.Uncounted)
                .Select(remark => $"{remark.Record.Id} {string.Join('；', remark.Remarks)} {remark.Instead?.Id}")
                .Prepend($"{Print(lane.Lane)} {lane.Sentence} {lane.Missing} {lane.Next} {string.Join('；', lane.Notes)}")
        );

    /// <summary>Reports about another duty, and reviews, are left out of an explanation of a self-report.</summary>
    private static bool IsMeantFor(Obligation obligation, Record record) =>
        obligation.Shape is not Attest || (record.Kind == "self.report" && record.Field("obligation")?.Text == obligation.Id);

    private static bool IsMonotone(Lane lane) => lane.Obligation.Shape is Count or Document or Deadline;

    private static Scoreboard Board(Scene scene, IEnumerable<Record> records, DateOnly asOf, DateOnly? knownAt = null) =>
        Evaluator.Evaluate(scene.List, scene.Register, scene.Units[0], new(records), new(asOf, knownAt));

    private static IEnumerable<string> Printed(Scene scene, IEnumerable<Record> records, DateOnly asOf, DateOnly? knownAt = null) =>
        scene.Units.SelectMany(unit =>
            Evaluator.Evaluate(scene.List, scene.Register, unit, new(records), new(asOf, knownAt)).Lanes.Select(Print)
        );

    private static string Print(Lane lane) =>
        $"{lane.Obligation.Id} {lane.Name} {lane.Status} {lane.Have}/{lane.Need} {lane.Opens} {lane.Due} [{string.Join(' ', lane.Records)}] [{string.Join(' ', lane.Notes)}] {lane.Grade}";
}
