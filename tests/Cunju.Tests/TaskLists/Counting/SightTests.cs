using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Counting;

using Record = Cunju.Core.Ledger.Record;

/// <summary>视野: a list judges the records in its sight as it judges all there are, for random records of several years. A shape that forgets to say where it looks
/// is found here.</summary>
public sealed class SightTests
{
    /// <summary>What the random lists of <see cref="Any"/> have not: texts that stand for ever, and fixed days whose lanes reach far out of the year.</summary>
    private static readonly TaskList Edges = Scene.ListOf(
        """
        - { id: clause, shape: document, bearer: [village, township], of: charter.clause, present: once, due: { by: '03-31' } }
        - { id: autumn, shape: dates, bearer: [village, township], dates: ['09-15'], channels: [{ of: open.posted }] }
        - { id: eve, shape: dates, bearer: [village, township], dates: ['01-01'], holiday: previous-workday, channels: [{ of: open.cloud }] }
        - { id: steps, shape: procedure, bearer: [village, township], of: open.step, cases-from: [autumn], steps: [{ id: draft }, { id: publish, same-day-as: autumn }] }
        """
    );

    private static readonly Gen<DateOnly> SomeDay = Gen.Int[-3 * 365, 3 * 365].Select(new DateOnly(2023, 7, 1).AddDays);

    /// <summary>The records of one year strewn over seven.</summary>
    private static readonly Gen<Record[]> Years =
        from records in Any.Records
        from years in Gen.Int[-3, 3].Array[60]
        from clause in Gen.Bool.Array[60]
        select records
            .Select(
                (record, i) =>
                    record with
                    {
                        Kind = clause[i] && record.Kind.StartsWith("promise.", StringComparison.Ordinal) ? "charter.clause" : record.Kind,
                        Case = record.Kind == "open.step" && clause[i] ? "2023-09-15" : record.Case,
                        On = record.On.AddYears(years[i]),
                        EnteredOn = record.EnteredOn?.AddYears(years[i]),
                    }
            )
            .ToArray();

    [Fact]
    public void What_is_in_sight_is_judged_as_everything_there_is() =>
        Gen.Select(Any.Scene_, Years, SomeDay, SomeDay, Gen.Bool)
            .Sample(
                (scene, records, asOf, knownAt, isEdge) =>
                    Same(isEdge ? Edges : scene.List, scene.Register, scene.Units, records, new(asOf, knownAt), explain: true),
                iter: 1500
            );

    [Fact]
    public void So_it_is_with_the_lists_that_were_issued()
    {
        var lists = DataFolder.Read(DataFolder.Shipped).Lists;
        foreach (var list in lists)
        {
            var (register, units) = District(list);
            var any = RecordsOf(list, units);
            Gen.Select(any, SomeDay, SomeDay)
                .Sample(
                    (records, asOf, knownAt) =>
                    {
                        var years = list.Year - 2023;
                        Same(list, register, units, records, new(asOf.AddYears(years), knownAt.AddYears(years)), explain: false);
                    },
                    iter: 120
                );
        }
    }

    [Fact]
    public void The_years_work_of_other_years_is_out_of_sight()
    {
        var sight = DataFolder.Read(DataFolder.Shipped).Lists.Single(list => list.Year == 2023).LooksAt;
        Record meeting = new()
        {
            Id = "a",
            Unit = Scene.VillageId,
            Kind = "meeting.consultation",
            On = new(2021, 5, 4),
        };
        Assert.False(sight.Holds(meeting));
        Assert.False(sight.Holds(meeting with { On = new(2025, 5, 4) }));
        Assert.True(sight.Holds(meeting with { On = new(2023, 5, 4) }));
        // A month before is still looked at, because somebody will ask why it does not count.
        Assert.True(sight.Holds(meeting with { On = new(2022, 12, 24) }));
        // What stands, stands from the day it was set up.
        Assert.True(sight.Holds(meeting with { Kind = "subcommittee.composition" }));
        Assert.Equal(
            ["charter.clause", "rules.incentive", "subcommittee.composition", "supervision.system"],
            sight.Earlier.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["appraisal.published", "charter.clause", "pilot.milestone", "self.report"],
            sight.Later.Order(StringComparer.Ordinal)
        );
    }

    private static void Same(
        TaskList list,
        Register register,
        IReadOnlyList<Unit> units,
        IReadOnlyList<Record> records,
        Occurrence at,
        bool explain
    )
    {
        var sight = list.LooksAt;
        var all = Kept(records, sight);
        var seen = sight.Of(all);
        foreach (var unit in units)
        {
            var whole = Evaluator.Evaluate(list, register, unit, all, at);
            Assert.Equal(whole.Lanes.Select(Print), Evaluator.Evaluate(list, register, unit, seen, at).Lanes.Select(Print));
            if (explain)
            {
                Judgement one = new(list, register, unit, all, at);
                Judgement other = new(list, register, unit, seen, at);
                foreach (var obligation in list.Obligations)
                {
                    Assert.Equal(one.Explain(obligation).Lanes.Select(Say), other.Explain(obligation).Lanes.Select(Say));
                }
            }
        }
    }

    /// <summary>What <see cref="Sight"/> says it leaves out is not asked of it: another unit's answer of this year to a record out of sight.</summary>
    private static RecordBook Kept(IReadOnlyList<Record> records, Sight sight)
    {
        // No list lets a step of a case answer anything: it is found by its case, not by what it would answer.
        Record[] told = [.. records.Select(record => sight.WholeCases.Contains(record.Kind) ? record with { Of = null } : record)];
        RecordBook all = new(told);
        var seen = sight.Of(all);
        return new(
            told.Select(record =>
                record.Of is { } of && all.Find(of) is { } answered && answered.Unit != record.Unit && seen.Find(of) is null
                    ? record with
                    {
                        Of = null,
                    }
                    : record
            )
        );
    }

    /// <summary>Random records of every kind of the list with every field it names, over seven years.</summary>
    private static Gen<Record[]> RecordsOf(TaskList list, IReadOnlyList<Unit> units)
    {
        RecordKind[] kinds = [.. list.Kinds.Values.OrderBy(kind => kind.Id, StringComparer.Ordinal)];
        string[] attested = [.. list.Obligations.Where(duty => duty.Shape.Kinds.Contains("self.report")).Select(duty => duty.Id)];
        string?[] cases = ["甲", "乙", $"{list.Year}-01-15", $"{list.Year}-10-15", null];
        return Gen.Int[0, 100_000]
            .Array[8]
            .Array[0, 250]
            .Select(rows =>
                rows.Select(
                        (dice, i) =>
                        {
                            var kind = kinds[dice[0] % kinds.Length];
                            var on = new DateOnly(list.Year - 3, 1, 1).AddDays(dice[1] % (7 * 365));
                            return new Record
                            {
                                Id = $"r{i:000}",
                                Unit = units[dice[2] % units.Count].Id,
                                Kind = kind.Id,
                                On = on,
                                EnteredOn = dice[3] % 3 == 0 ? on.AddDays(dice[3] % 500) : null,
                                Case = cases[dice[4] % cases.Length],
                                Of = dice[5] % 2 == 0 && i > 0 ? $"r{dice[5] / 2 % i:000}" : null,
                                Fields = kind
                                    .Fields.Where((_, n) => (dice[6] >> n) % 5 != 0)
                                    .ToImmutableDictionary(field => field.Name, field => ValueOf(field, dice[7], attested, list)),
                            };
                        }
                    )
                    .ToArray()
            );
    }

    private static FieldValue ValueOf(RecordField field, int dice, string[] attested, TaskList list) =>
        FieldValue.Of(
            field switch
            {
                { Name: "obligation" } => attested[dice % attested.Length],
                { Name: "year" } => (list.Year - 1 + dice % 3).ToString(CultureInfo.InvariantCulture),
                { Values.IsEmpty: false } => field.Values[dice % field.Values.Length],
                { Type: "int" } => (dice % 9).ToString(CultureInfo.InvariantCulture),
                { Type: "boolean" } => dice % 2 == 0 ? "true" : "false",
                { Type: "date" } => $"{new DateOnly(list.Year, 1, 1).AddDays(dice % 800 - 200):yyyy-MM-dd}",
                _ => "某",
            }
        );

    /// <summary>One unit of each kind, and all that the list names.</summary>
    private static (Register Register, IReadOnlyList<Unit> Units) District(TaskList list)
    {
        Unit[] few =
        [
            Scene.Place(Scene.VillageId, UnitKind.Village, "玉峰山村村民委员会", Scene.TownshipId),
            Scene.Place(Scene.CommunityId, UnitKind.Community, "五星路社区居民委员会", Scene.TownshipId),
            Scene.Place(Scene.TownshipId, UnitKind.Township, "回兴街道", Scene.BureauId),
            Scene.Place(Scene.BureauId, UnitKind.Bureau, "渝北区民政局", null),
        ];
        Unit[] units =
        [
            .. few,
            .. list
                .Obligations.SelectMany(duty => duty.Named)
                .Distinct()
                .Where(id => few.All(unit => unit.Id != id))
                .Select(id =>
                    id.Length == 12
                        ? Scene.Place(id, UnitKind.Community, $"{id}社区", Scene.TownshipId)
                        : Scene.Place(id, UnitKind.Township, $"{id}镇", Scene.BureauId)
                ),
        ];
        return (new(units), units);
    }

    private static string Say(LaneExplanation lane) =>
        $"{Print(lane.Lane)} {lane.Sentence} {lane.Missing} {lane.Next} {string.Join('；', lane.Notes)} {string.Join('；', lane.Counted.Select(remark => $"{remark.Record.Id} {string.Join('、', remark.Remarks)}"))}";

    private static string Print(Lane lane) =>
        $"{lane.Obligation.Id} {lane.Name} {lane.Status} {lane.Have}/{lane.Need} {lane.Opens} {lane.Due} [{string.Join(' ', lane.Records)}] [{string.Join(' ', lane.Notes)}] {lane.Grade}";
}
