using CsCheck;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

using Record = Cunju.Core.Ledger.Record;

/// <summary>A few shapes judged a second time, as plainly and slowly as possible and sharing no code with the evaluator: walk the days, look at everything.</summary>
public sealed class OracleTests
{
    private static readonly DateOnly NewYear = new(2023, 1, 1);

    private static readonly Gen<(Scene Scene, DateOnly AsOf)> Cases = Gen.Select(Any.List, Any.Records, Any.Day)
        .Select(
            (list, records, asOf) =>
                (
                    new Scene(
                        list,
                        [
                            Scene.Place(Scene.VillageId, UnitKind.Village, "玉峰山村村民委员会", Scene.TownshipId),
                            Scene.Place(Scene.TownshipId, UnitKind.Township, "回兴街道", Scene.BureauId),
                        ],
                        [.. records]
                    ),
                    asOf
                )
        );

    [Fact]
    public void Windows_on_display_agree_with_a_walk_through_the_days() =>
        Cases.Sample(
            (scene, asOf) =>
            {
                var days = ((Core.TaskLists.Shapes.DisplayWindow)scene.List.Find("kept")!.Shape).AtLeast.Literal[0];
                foreach (var lane in Lanes(scene, asOf, "kept").Where(lane => lane.Name != "2023"))
                {
                    var posting = scene.Records.Single(record => record.Id == lane.Name);
                    if (lane.Status == Status.NotApplicable)
                    {
                        Assert.Contains(Live(scene, asOf), record => record.Of == posting.Id && record.Kind == "open.posted");
                        continue;
                    }

                    var hung = 0;
                    var needed = int.Parse(days);
                    var taken = posting.Field("until")?.Day;
                    var wasTaken = false;
                    for (var day = posting.On.AddDays(1); day <= asOf && hung < needed && !wasTaken; day = day.AddDays(1))
                    {
                        wasTaken = day > taken;
                        hung += wasTaken ? 0 : 1;
                    }

                    var expected =
                        wasTaken && hung < needed ? Status.Breached
                        : asOf > posting.On.AddDays(needed) ? Status.Met
                        : Status.OnTrack;
                    // Put up with a day of taking down that was past already: it never hung.
                    Assert.Equal(taken < posting.On && asOf > taken && needed >= 0 ? Status.Breached : expected, lane.Status);
                }
            },
            iter: 400
        );

    [Fact]
    public void Deadlines_agree_with_a_walk_through_the_days() =>
        Cases.Sample(
            (scene, asOf) =>
            {
                var lane = Lanes(scene, asOf, "deadline").Single();
                var most = int.Parse(((Core.TaskLists.Shapes.Deadline)lane.Obligation.Shape).AtMost!.Literal[0]);
                var submitted = Live(scene, asOf).Where(record => record.Kind == "case.submitted" && record.On.Year == 2023).ToList();
                DateOnly? reached = null;
                for (var day = NewYear; day.Year == 2023 && reached is null; day = day.AddDays(1))
                {
                    reached = submitted.Exists(record => record.On == day) ? day : null;
                }

                var left = new DateOnly(2023, 8, 30).DayNumber - asOf.DayNumber;
                var expected =
                    submitted.Count > most ? Status.Returned
                    : reached is { } on
                        ? on > new DateOnly(2023, 8, 30) ? Status.MetLate
                            : Status.Met
                    : asOf < NewYear ? Status.OnTrack
                    : left < 0 ? Status.Overdue
                    : left > 14 ? Status.Due
                    : Status.AtRisk;
                Assert.Equal((expected, submitted.Count), (lane.Status, lane.Have));
            },
            iter: 400
        );

    [Fact]
    public void Self_reports_agree_with_a_second_reading() =>
        Cases.Sample(
            (scene, asOf) =>
            {
                var live = Live(scene, asOf).OrderBy(record => record.On).ThenBy(record => record.Id, StringComparer.Ordinal).ToList();
                var lane = Lanes(scene, asOf, "attest").Single();
                var report = live.LastOrDefault(record =>
                    record.Kind == "self.report"
                    && record.Unit == Scene.VillageId
                    && record.Field("obligation")?.Text == "attest"
                    && record.On >= NewYear
                    && (record.Field("year") is { } year ? year.Text == "2023" : record.On.Year == 2023)
                );
                var review = live.LastOrDefault(record =>
                    record.Kind == "review.made" && record.Of == report?.Id && record.Unit == Scene.TownshipId && record.On >= report?.On
                );
                var left = new DateOnly(2023, 12, 10).DayNumber - asOf.DayNumber;
                var expected = report is null
                    ? asOf < NewYear
                        ? Status.OnTrack
                        : left < 0
                            ? Status.Overdue
                            : left > 14
                                ? Status.Due
                                : Status.AtRisk
                    : review?.Field("outcome")?.Text switch
                    {
                        "approved" when report.Field("rating")?.Text == "未落实" => Status.Returned,
                        "approved" => report.On > new DateOnly(2023, 12, 10) ? Status.MetLate : Status.Met,
                        "returned" => Status.Returned,
                        "rejected" => Status.Overdue,
                        _ => Status.InReview,
                    };
                Assert.Equal(expected, lane.Status);
            },
            iter: 2000
        );

    [Fact]
    public void Procedures_agree_with_a_replay_day_by_day() =>
        Cases.Sample(
            (scene, asOf) =>
            {
                string[] order = ["propose", "consult", "review"];
                foreach (var lane in Lanes(scene, asOf, "decision").Where(lane => lane.Name != "2023"))
                {
                    HashSet<string> done = [];
                    var broken = false;
                    foreach (
                        var day in Live(scene, asOf)
                            .Where(record =>
                                record.Kind == "decision.step" && record.Case == lane.Name && record.Field("step") is { Text: not "?" }
                            )
                            .GroupBy(record => record.On)
                            .OrderBy(day => day.Key)
                    )
                    {
                        foreach (var record in day)
                        {
                            done.Add(record.Field("step")!.Value.Text);
                            if (record.Field("step")!.Value.Text == "consult" && record.Field("merged")?.Text == "true")
                            {
                                done.Add("propose");
                            }
                        }

                        broken |= day.Any(record =>
                            Array.IndexOf(order, record.Field("step")!.Value.Text) is var at && at > 0 && !done.Contains(order[at - 1])
                        );
                    }

                    var expected =
                        broken ? Status.Breached
                        : done.Count == 3 ? Status.Met
                        : Status.OnTrack;
                    Assert.Equal((expected, done.Count), (lane.Status, lane.Have));
                }
            },
            iter: 400
        );

    /// <summary>What the village is judged on: it happened, it is its own or answers its own, and nothing that stands takes it back.</summary>
    private static List<Record> Live(Scene scene, DateOnly asOf)
    {
        bool IsTakenBack(Record record) =>
            scene.Records.Any(other =>
                other.Kind is "fact.retracted" or "fact.corrected"
                && other.Of == record.Id
                && other.Unit == record.Unit
                && !IsTakenBack(other)
            );
        bool IsItsOwn(Record record) => record.Unit == Scene.VillageId;

        var standing = scene.Records.Where(record => record.On <= asOf && !IsTakenBack(record)).ToList();
        return [.. standing.Where(record => IsItsOwn(record) || standing.Exists(own => IsItsOwn(own) && own.Id == record.Of))];
    }

    private static IEnumerable<Lane> Lanes(Scene scene, DateOnly asOf, string obligation) =>
        Evaluator.Evaluate(scene.List, scene.Register, scene.Units[0], new(scene.Records), new(asOf)).Of(obligation);
}
