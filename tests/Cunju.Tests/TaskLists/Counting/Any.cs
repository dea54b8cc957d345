using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.Tests.TaskLists.Counting;

using Record = Cunju.Core.Ledger.Record;

/// <summary>Random lists with all ten shapes and both forms of the follow-up, random units and random records that mostly have to do with them.</summary>
internal static class Any
{
    private const string Bearers = "bearer: [village, township]";

    /// <summary>Every obligation of the lists below, so that records can name one.</summary>
    private static readonly string[] Ids = ["count", "attest"];

    public static readonly Gen<DateOnly> Day = Gen.Int[-40, 420].Select(days => new DateOnly(2023, 1, 1).AddDays(days));

    private static readonly (string Kind, (string Field, string[] Values)[] Fields)[] Kinds =
    [
        ("meeting.consultation", []),
        ("meeting.consultation", []),
        ("meeting.assembly", []),
        ("record.book-entry", [("book", ["book.village", "book.supervision"])]),
        ("supervision.action", [("procedure", ["收集意见", "提出建议", "别的"])]),
        ("open.posted", [("categories", ["党务", "财务", "党务,财务"]), ("until", ["2023-01-18", "2023-02-28", "2023-07-01"])]),
        ("open.cloud", [("categories", ["党务", "财务", "党务,财务"])]),
        ("case.submitted", []),
        ("decision.step", [("step", ["propose", "consult", "review", "?"]), ("merged", ["true", "false"])]),
        ("open.step", [("step", ["draft", "publish", "file"])]),
        ("promise.made", []),
        ("promise.posted", []),
        (
            "subcommittee.composition",
            [("committee", ["人民调解委员会", "治安保卫委员会"]), ("members", ["2", "5"]), ("term-until", ["2026-01-31"])]
        ),
        ("consult.catalogue", [("topics", ["3", "5", "7"])]),
        ("lists.state", [("list", ["自治清单", "协助清单", "负面清单", "证明清单"])]),
        ("appraisal.held", []),
        ("appraisal.published", []),
        ("self.report", [("obligation", Ids), ("rating", ["已落实", "未落实"]), ("year", ["2022", "2023", "2024"])]),
        ("review.made", [("outcome", ["approved", "returned", "rejected"])]),
        ("pilot.milestone", [("stage", ["plan", "accepted"])]),
        ("pilot.guidance", []),
        ("fact.retracted", []),
        ("fact.corrected", []),
    ];

    /// <summary>A record without its id and links; the day, how many days later it was entered, and dice for the rest.</summary>
    private static readonly Gen<Record> Loose =
        from number in Gen.Int[0, Kinds.Length - 1]
        let kind = Kinds[number]
        from day in Day
        from lag in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 60]))
        from dice in Gen.Int[0, 1000].Array[6]
        select new Record
        {
            Id = "",
            Unit = dice[0] < 850 ? Scene.VillageId : Scene.TownshipId,
            Kind = kind.Kind,
            On = day,
            EnteredOn = lag == 0 ? null : day.AddDays(lag),
            Case = new[] { "甲", "乙", "2023-01-15", "2023-07-15", null }[dice[1] % 5],
            Of = $"{dice[2]}",
            Source = dice[3] % 4 == 0 ? RecordSource.WorkRecord : RecordSource.Procedure,
            Evidence = dice[4] % 2 == 0 ? ["minutes"] : [],
            Fields = kind
                .Fields.Where((_, i) => (dice[5] >> i) % 8 != 0)
                .ToImmutableDictionary(
                    field => field.Field,
                    (field) => FieldValue.Of(field.Values[dice[5] % field.Values.Length].Split(','))
                ),
        };

    /// <summary>Records with ids, of which about half answer another one.</summary>
    public static readonly Gen<Record[]> Records = Loose.Array[0, 60].Select(Linked);

    public static readonly Gen<TaskList> List = Gen.Int[0, 4].Array[8].Select(Written);

    public static readonly Gen<Unit> Village = Gen.Int[-60, 400]
        .Array[3]
        .Select(days =>
        {
            var unit = Scene.Place(Scene.VillageId, UnitKind.Village, "玉峰山村村民委员会", Scene.TownshipId);
            var day = new DateOnly(2023, 1, 1).AddDays(days[0]);
            return (days[1] % 5) switch
            {
                0 => unit with { From = day },
                1 => unit with { To = day },
                2 => unit with { Kinds = unit.Kinds.With(day, UnitKind.Community) },
                3 => unit with { Profile = unit.Profile.Add("committee-term-end", Timeline<string>.Always("2026-01-31")) },
                _ => unit,
            };
        });

    /// <summary>Everything at once: a list, a village and records.</summary>
    public static readonly Gen<Scene> Scene_ =
        from list in List
        from village in Village
        from records in Records
        select new Scene(list, [village, Scene.Place(Scene.TownshipId, UnitKind.Township, "回兴街道", Scene.BureauId)], [.. records]);

    /// <summary>A record answers an earlier one of the file, so that there are no rings.</summary>
    private static Record[] Linked(Record[] loose) =>
        [
            .. loose.Select(
                (record, i) => record with { Id = $"r{i:000}", Of = Dice(record) % 2 == 0 && i > 0 ? $"r{Dice(record) / 2 % i:000}" : null }
            ),
        ];

    private static int Dice(Record record) => int.Parse(record.Of!, CultureInfo.InvariantCulture);

    private static TaskList Written(int[] n) =>
        Scene.ListOf(
            $$"""
            - { id: count, shape: count, {{Bearers}}, of: [meeting.consultation, meeting.assembly], every: {{new[] { "year", "half", "quarter", "month", "year" }[
                n[0]
            ]}}, at-least: {{n[1]}} }
            - { id: each, shape: count, {{Bearers}}, of: [supervision.action], every: year, at-least: {{n[2]}}, of-each: { field: procedure, values: [收集意见, 提出建议] } }
            - { id: unknown, shape: count, {{Bearers}}, of: [supervision.action], every: year, at-least: 1, of-each: { field: content, values: null, expects: {{n[3] + 1}} } }
            - { id: window, shape: count, {{Bearers}}, of: [appraisal.held], every: year, at-least: 1, window: { from: '11-15', to: '12-31' } }
            - { id: dates, shape: dates, {{Bearers}}, dates: ['01-15', '07-15'], tolerance-days: {{n[3]}}, holiday: {{new[]
            {
                "as-written",
                "next-workday",
                "previous-workday",
            }[n[4] % 3]}}, channels: [{ of: open.posted }, { of: open.cloud }], categories: [党务, 财务], same-day: true }
            - { id: deadline, shape: deadline, {{Bearers}}, of: case.submitted, at-least: 1, at-most: {{n[5] + 1}}, by: '08-30' }
            - { id: decision, shape: procedure, {{Bearers}}, of: decision.step, may-merge: [[propose, consult]], steps: [{ id: propose }, { id: consult }, { id: review }] }
            - { id: open, shape: procedure, {{Bearers}}, of: open.step, cases-from: [dates], no-cases: on-track, steps: [{ id: draft }, { id: publish, same-day-as: dates }, { id: file }] }
            - { id: chain, shape: chain, {{Bearers}}, steps: [{ id: a, of: promise.made }, { id: b, of: promise.posted }], due: { by: '02-28' } }
            - { id: set, shape: state, {{Bearers}}, of: subcommittee.composition, key: committee, required: [人民调解委员会, 治安保卫委员会], each: { members: { min: 3 } } }
            - { id: term, shape: state, {{Bearers}}, of: subcommittee.composition, key: committee, each: { term-until: { equals: committee-term-end, except: [人民调解委员会] } } }
            - { id: any, shape: state, {{Bearers}}, of: subcommittee.composition, key: committee, any-of: [治安保卫委员会], at-least: 1, due: { by: '11-30' } }
            - { id: document, shape: document, {{Bearers}}, of: consult.catalogue, items: { field: topics, min: 4, max: 6 }, due: { by: '03-31' } }
            - { id: lists, shape: document, {{Bearers}}, of: lists.state, items: { field: list, values-from: four-lists }, due: { by: '12-31' } }
            - { id: book, shape: follow-up, {{Bearers}}, trigger: [meeting.assembly], then: record.book-entry, within-days: {{n[6] * 9}}, book: { village: book.village } }
            - { id: published, shape: follow-up, {{Bearers}}, trigger: [appraisal.held], then: appraisal.published, link: case, within-days: 15 }
            - { id: review, shape: follow-up, bearer: [township], trigger: [open.step], trigger-when: { step: file }, trigger-in: subordinate-units, then: review.made, within-days: 15 }
            - { id: kept, shape: follow-up, {{Bearers}}, trigger: [open.posted], keeps: { field: until, at-least-days: {{n[7] * 5}} } }
            - { id: attest, shape: attest, {{Bearers}}, by: '12-10' }
            - { id: pilot, shape: pilot, {{Bearers}}, milestones: [plan, accepted], due: { by: '06-30' } }
            - { id: guidance, shape: pilot, {{Bearers}}, guidance: { of: pilot.guidance, every: quarter, at-least: 1 } }
            """
        );
}
