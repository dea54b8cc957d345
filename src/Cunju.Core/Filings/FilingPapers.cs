using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Documents;
using Cunju.Core.Places;

namespace Cunju.Core.Filings;

/// <summary>备案的文书: the letter a paper goes to the township with, and the receipt it comes back with.</summary>
public static class FilingPapers
{
    /// <summary>报送函（备案封面）: of the latest handing-in.</summary>
    /// <param name="unit">Who hands it in.</param>
    /// <param name="township">To whom.</param>
    /// <param name="filing">The filing.</param>
    /// <param name="phone">The unit's telephone; null when none is known.</param>
    public static Document Cover(Unit unit, Unit township, Filing filing, string? phone)
    {
        var round = filing.Latest;
        var again = filing.Rounds.Length > 1 ? $"（第{filing.Rounds.Length}次报送，更正后重新报送）" : "";
        return new(
            $"{unit.NameOn(round.FiledOn)}备案报送函",
            filing.Receipt(),
            "备案报送函 2023-1",
            [
                new Paragraph($"{township.NameOn(round.FiledOn)}：", Plain: true),
                new Paragraph($"现将《{filing.Paper.Title}》报送备案{again}，请予审查。所报内容与公布的一致，可以按内容摘要核对。"),
                new FieldList([
                    new("材料", filing.Paper.Title),
                    new("版次", $"第{round.Edition}版"),
                    new("报送日", ChinaTime.Say(round.FiledOn)),
                    new("回执编号", filing.Receipt()),
                    new("内容摘要", round.Digest),
                ]),
                new Paragraph("附件：签字、盖章后的原件（复印件或者扫描件）一份。"),
                .. phone is null ? [] : (IEnumerable<Part>)[new Paragraph($"联系电话：{phone}")],
                new Paragraph(unit.NameOn(round.FiledOn), ToTheRight: true),
                new Paragraph(ChinaTime.Say(round.FiledOn), ToTheRight: true),
            ]
        );
    }

    /// <summary>备案回执: that it came, what came of it, and every handing-in before.</summary>
    /// <param name="unit">Who handed it in.</param>
    /// <param name="township">Who received it.</param>
    /// <param name="filing">The filing.</param>
    /// <param name="opinion">The township's words to the latest handing-in; null when it said none.</param>
    public static Document Receipt(Unit unit, Unit township, Filing filing, string? opinion)
    {
        var round = filing.Latest;
        var parts = ImmutableArray.CreateBuilder<Part>();
        parts.Add(new Paragraph($"{unit.NameOn(round.FiledOn)}：", Plain: true));
        parts.Add(
            new Paragraph(
                round.ExaminedOn is null
                    ? $"{ChinaTime.Say(round.FiledOn)}报送的材料已由平台登记，待{township.ShortNameOn(round.FiledOn)}审查。"
                    : $"{ChinaTime.Say(round.FiledOn)}报送的材料已经收到，登记如下。"
            )
        );
        parts.Add(
            new FieldList([
                new("回执编号", filing.Receipt()),
                new("材料", $"{filing.Paper.Title}（第{round.Edition}版）"),
                new("报送日", ChinaTime.Say(round.FiledOn)),
                new("内容摘要", round.Digest),
                new("审查结论", round.Outcome is { } outcome ? Concluded(round, outcome) : "待审查；审查在公布之后，结论另行告知"),
            ])
        );
        parts.AddRange(
            (opinion ?? "")
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select((line, at) => new Paragraph(at == 0 ? $"审查意见：{line}" : line))
        );
        if (filing.Rounds.Length > 1)
        {
            parts.Add(
                new Table(
                    [("次", 2), ("报送日", 6), ("版次", 3), ("审查日", 6), ("结论", 5)],
                    [
                        .. filing.Rounds.Select(
                            (past, at) =>
                                (ImmutableArray<string>)
                                    [
                                        $"{at + 1}",
                                        ChinaTime.Say(past.FiledOn),
                                        $"第{past.Edition}版",
                                        past.ExaminedOn is { } day ? ChinaTime.Say(day)
                                        : filing.ReplacedBy(past) is null ? "待审查"
                                        : "未审查",
                                        past.Outcome?.Title() ?? (filing.ReplacedBy(past) is { } edition ? $"已由第{edition}版替换" : ""),
                                    ]
                        ),
                    ]
                )
            );
        }

        // It speaks in the township's name once the township has looked at it, and not before.
        if (round.ExaminedOn is { } examined)
        {
            parts.Add(new Paragraph(township.NameOn(examined), ToTheRight: true));
            parts.Add(new Paragraph(ChinaTime.Say(examined), ToTheRight: true));
            parts.Add(new Signatures(["经办人（签字）"]));
        }

        return new($"{township.NameOn(round.FiledOn)}备案回执", filing.Receipt(), "备案回执 2023-1", parts.ToImmutable());
    }

    private static string Concluded(FilingRound round, ExaminationOutcome outcome) =>
        ChinaTime.Say(round.ExaminedOn!.Value)
        + outcome switch
        {
            ExaminationOutcome.InOrder => "审查，合规，予以备案",
            ExaminationOutcome.CorrectionOrdered =>
                $"审查，责令更正，期限{ChinaTime.Say(round.CorrectBy!.Value)}；更正后重新公布、重新报送",
        };
}
