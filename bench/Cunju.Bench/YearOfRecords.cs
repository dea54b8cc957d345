using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Bench;

/// <summary>A full year of records of one unit, as many and of such kinds as the list of 2023 asks; deterministic, a little human (some late, some entered late,
/// some missing). About 200 records a village, so that what is measured is what a district would see in December.</summary>
public static class YearOfRecords
{
    private static readonly string[] Subjects = ["党务", "政务", "服务", "财务"];
    private static readonly string[] Steps = ["draft", "check", "decide", "publish", "archive", "file"];
    private static readonly string[] Decision = ["propose", "consult", "review", "resolve", "publish", "result"];

    /// <summary>The records, in the order they were made.</summary>
    public static IEnumerable<Record> Of(Unit unit, int year)
    {
        var kind = unit.KindOn(new(year, 1, 1));
        var draw = new Random(
            int.Parse(unit.Id.AsSpan(Math.Max(0, unit.Id.Length - 9)), System.Globalization.CultureInfo.InvariantCulture)
        );
        var seq = 0;
        return kind is UnitKind.Village or UnitKind.Community ? Unit()
            : kind == UnitKind.Township ? Township()
            : [];

        IEnumerable<Record> Unit()
        {
            var village = kind == UnitKind.Village;
            var book = village ? "book.village" : "book.community";
            var assembly = New("meeting.assembly", Day(3, 10));
            yield return assembly;
            yield return Entry(assembly, book);
            for (var quarter = 0; quarter < 4; quarter++)
            {
                var month = 1 + (3 * quarter);
                if (village)
                {
                    var representatives = New("meeting.representatives", Day(month + 1, 8));
                    yield return representatives;
                    yield return Entry(representatives, book);
                }

                for (var meeting = 0; meeting < (draw.Next(20) == 0 ? 1 : 2); meeting++)
                {
                    var consultation = New("meeting.consultation", Day(month + meeting, 20));
                    yield return consultation;
                    yield return Entry(consultation, "book.consult");
                }

                var name = $"{year}-{month:00}-15";
                foreach (var (at, step) in Steps.Index())
                {
                    yield return New(
                        "open.step",
                        Day(
                            month,
                            at < 3 ? 3 + (4 * at)
                                : at == 3 ? 15
                                : 15 + (2 * at)
                        )
                    ) with
                    {
                        Case = name,
                        Fields = Fields(("step", step)),
                    };
                }

                yield return New("open.posted", Day(month, 15)) with
                {
                    Fields = Fields(("categories", Subjects), ("until", Day(month + 1, 2))),
                };
                yield return New("open.cloud", Day(month, draw.Next(30) == 0 ? 17 : 15)) with
                {
                    Fields = Fields(("categories", Subjects)),
                };
                foreach (var procedure in (string[])["收集意见", "提出建议", "监督落实", "通报反馈"])
                {
                    var action = New("supervision.action", Day(month + 1, 12)) with { Fields = Fields(("procedure", procedure)) };
                    yield return action;
                    yield return Entry(action, "book.supervision");
                }
            }

            for (var month = 1; month <= 12; month++)
            {
                yield return New("open.finance", Day(month, 15)) with
                {
                    Fields = Fields(("until", Day(month, 15).AddMonths(1).AddDays(3))),
                };
                yield return New("meeting.supervision", Day(month, 25));
                yield return New("subcommittee.report", Day(month, 18)) with
                {
                    Fields = Fields(("major", "false")),
                };
                yield return New("subcommittee.activity", Day(month, 22));
                yield return New("triage.applied", Day(month, 6));
                yield return New("window.one-stop", Day(month, 28));
            }

            foreach (var (at, step) in Decision.Index())
            {
                yield return New("decision.step", Day(4 + at, 9)) with
                {
                    Case = "道路硬化",
                    Fields = Fields(("step", step)),
                };
            }

            yield return New("promise.made", Day(2, 8)) with
            {
                Case = $"{year}",
            };
            yield return New("promise.posted", Day(2, 10)) with
            {
                Case = $"{year}",
            };
            yield return New("promise.filed", Day(2, 12)) with
            {
                Case = $"{year}",
            };
            yield return New("appraisal.held", Day(12, 5)) with
            {
                Case = $"{year}",
            };
            yield return New("appraisal.published", Day(12, 10)) with
            {
                Case = $"{year}",
            };
            foreach (
                var committee in (string[])
                    ["人民调解委员会", "治安保卫委员会", "公共卫生委员会", village ? "妇女和儿童工作委员会" : "环境和物业管理委员会"]
            )
            {
                yield return New("subcommittee.composition", new(year - 1, 6, 1)) with
                {
                    Fields = Fields(("committee", committee), ("director", "1"), ("members", "5"), ("term-until", "2026-06-01")),
                };
            }

            foreach (var list in (string[])["自治清单", "协助清单", "负面清单", "证明清单"])
            {
                yield return New("lists.state", Day(5, 4)) with
                {
                    Fields = Fields(("list", list)),
                };
            }

            foreach (var system in (string[])["定期收集意见制度", "例会制度", "报告制度", "工作纪实制度"])
            {
                yield return New("supervision.system", Day(3, 3)) with
                {
                    Fields = Fields(("system", system)),
                };
            }

            yield return New("charter.clause", new(year - 1, 9, 1));
            yield return New("venture.project", Day(6, 6));
            yield return New("rules.revised", Day(7, 7)) with
            {
                Fields = Fields(("kind", village ? "村规民约" : "居民公约"), ("changed", "false")),
            };
            yield return New("rules.incentive", Day(3, 1)) with
            {
                Fields = Fields(("scheme", "积分制")),
            };
            yield return New("consult.catalogue", Day(3, 20)) with
            {
                Fields = Fields(("topics", "5"), ("based-on-district-guide", "true")),
            };
            yield return New("consult.plan", Day(3, 21)) with
            {
                Fields = Fields(("topics", "4")),
            };
        }

        IEnumerable<Record> Township()
        {
            yield return New("rules.nominated", Day(9, 20));
            yield return New("rules.nominated", Day(9, 21));
            yield return New("case.submitted", Day(8, 20));
            for (var month = 1; month <= 12; month++)
            {
                yield return New("consult.led", Day(month, 14));
            }
        }

        // About one record in seven is entered up to three weeks late.
        Record New(string recordKind, DateOnly on) =>
            new()
            {
                Id = $"{unit.Id}-{++seq:000000}",
                Unit = unit.Id,
                Kind = recordKind,
                On = on,
                EnteredOn = draw.Next(7) == 0 ? on.AddDays(draw.Next(1, 21)) : on,
                Evidence = ["minutes", "document"],
            };

        Record Entry(Record of, string book) =>
            New("record.book-entry", of.On) with
            {
                Of = of.Id,
                EnteredOn = of.EnteredOn,
                Fields = Fields(("book", book)),
            };

        DateOnly Day(int month, int day) => new(month > 12 ? year + 1 : year, month > 12 ? month - 12 : month, day);
    }

    private static ImmutableDictionary<string, FieldValue> Fields(params (string Name, object Value)[] fields) =>
        fields.ToImmutableDictionary(
            field => field.Name,
            field =>
                field.Value switch
                {
                    string[] set => FieldValue.Of(set),
                    DateOnly day => FieldValue.Of(day),
                    var text => FieldValue.Of((string)text),
                }
        );
}
