using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Documents;
using Cunju.Core.Filings;
using Cunju.Core.Places;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>公示单: what hangs on the board.</summary>
/// <param name="Paper">Everything on it.</param>
/// <param name="Body">How many of its parts are what is disclosed; the rest is the foot, which is never torn apart.</param>
public sealed record Poster(Document Paper, int Body);

/// <summary>What only the day and the house know of a sheet.</summary>
/// <param name="On">公布日.</param>
/// <param name="Until">至少保留到, for each sheet.</param>
/// <param name="Phone">意见电话; null when none is known.</param>
/// <param name="AnswerDays">In how many days an opinion is answered.</param>
/// <param name="IsDraft">Whether it may be proofread only, not hung: it has no place to sign then.</param>
/// <param name="HasCode">Whether a code to scan stands on it.</param>
public sealed record PosterDays(
    DateOnly On,
    ImmutableArray<(DisclosureSheet Sheet, DateOnly Until)> Until,
    string? Phone,
    int AnswerDays,
    bool IsDraft,
    bool HasCode
);

/// <summary>公开的文书: the sheet for the board, and the sheet on which those who have a say in it sign.</summary>
public static class DisclosurePapers
{
    /// <summary>How an opinion is given: what stands on the sheet, and nothing that does not.</summary>
    private static string Ways(PosterDays days) =>
        (days.Phone is not null, days.HasCode) switch
        {
            (true, true) => "当面、打电话或者扫码",
            (true, false) => "当面或者打电话",
            (false, true) => "当面或者扫码",
            _ => "当面",
        };

    /// <summary>公示单.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="disclosure">The disclosure.</param>
    /// <param name="subjects">What stands on it, in order.</param>
    /// <param name="content">The words.</param>
    /// <param name="days">What only the day knows.</param>
    public static Poster Poster(
        Unit unit,
        Disclosure disclosure,
        IEnumerable<DisclosureSubject> subjects,
        DisclosureContent content,
        PosterDays days
    )
    {
        ImmutableArray<Part> body =
        [
            .. subjects.SelectMany(subject => (IEnumerable<Part>)[new Heading(subject.Title()), .. DisclosureParts.Of(content, subject)]),
        ];
        var until = string.Join("；", days.Until.Select(sheet => $"{sheet.Sheet.Title()} {ChinaTime.Say(sheet.Until)}"));
        ImmutableArray<Part> foot =
        [
            new FieldList([
                new("公布日", ChinaTime.Say(days.On)),
                .. until.Length > 0 ? [new("保留到", until)] : (IEnumerable<Entry>)[],
                .. days.Phone is { } phone ? [new("意见电话", phone)] : (IEnumerable<Entry>)[],
            ]),
            new Paragraph(
                $"内容摘要 {DisclosureContent.Digest(content.ToText())[..32]}　对内容、时间、形式有意见的，可以{Ways(days)}提出，{days.AnswerDays}日内答复。",
                Plain: true
            ),
            .. days.IsDraft
                ? []
                : (IEnumerable<Part>)
                    [
                        new Signatures(["监委会成员签字", "监委会成员签字", "监委会成员签字"]),
                        new Seals([$"{Organ(unit, days.On)}（印章）", "监委会（印章）"]),
                    ],
        ];
        return new(
            new(
                $"{unit.ShortNameOn(days.On)}{Affairs(unit, days.On)}公开",
                $"{DisclosureWords.Title(disclosure.Period)}{EditionOf(disclosure)}　编号 {disclosure.Number}",
                "公示单 2023-1",
                [.. body, .. foot]
            ),
            body.Length
        );
    }

    /// <summary>审签单: how it came about, step by step, with room for those who sign.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="disclosure">The disclosure.</param>
    /// <param name="content">The words.</param>
    /// <param name="said">Opinions and answers by the ids of their asides.</param>
    /// <param name="filing">Its filing; null before.</param>
    /// <param name="today">The day it is printed.</param>
    public static Document ReviewSheet(
        Unit unit,
        Disclosure disclosure,
        DisclosureContent content,
        IReadOnlyDictionary<string, string> said,
        Filing? filing,
        DateOnly today
    )
    {
        var chain = disclosure.Chain;
        var shown = disclosure.Shown.LastOrDefault(showing => showing.Edition == disclosure.Edition);
        var filed = filing?.Rounds.LastOrDefault(round => round.Edition == disclosure.Edition);
        var subjects = content.Texts.Keys.Select(subject => subject.Title()).ToList();
        if (content.Books.Length > 0)
        {
            subjects.Add("账表");
        }

        var parts = ImmutableArray.CreateBuilder<Part>();
        parts.Add(
            new FieldList([
                new("公开期次", $"{DisclosureWords.Title(disclosure.Period)}（第{disclosure.Edition}版）"),
                new("公开内容", string.Join("、", subjects)),
                .. disclosure.Corrects is { } corrects ? [new("更正原因", corrects.Title())] : (IEnumerable<Entry>)[],
                new("内容摘要", DisclosureContent.Digest(content.ToText())[..32]),
            ])
        );
        parts.Add(
            new Table(
                [("环节", 5), ("日期", 7), ("情况", 7), ("签字", 6)],
                [
                    ["拟定送审", Day(chain.SubmittedOn), "", ""],
                    ["监委会审查", Day(chain.ReviewedOn), Reviewed(chain, unit.KindOn(today)), ""],
                    ["联席会确定", Day(chain.SettledOn), chain.Meeting is { } meeting ? $"会议 {meeting}" : "", ""],
                    ["上栏公布", Day(shown?.On), shown is null ? "" : $"监委会{shown.Signed}人签字", ""],
                    ["存档", Day(disclosure.ArchivedOn), "", ""],
                    ["镇街备案", Day(filed?.FiledOn), filed is null ? "" : $"备案 {filing!.Number}", ""],
                ],
                Tall: true
            )
        );
        foreach (var round in chain.Earlier)
        {
            Say("监委会意见", round.ObjectedOn, round.Opinion);
            Say("两委答复", round.RepliedOn, round.Reply);
            Say("镇街答复", round.AnsweredOn, round.Answer);
            Decided(round.DecidedOn, round.Decision, round.Assembly, round.Item);
        }

        Say("监委会意见", chain.ObjectedOn, chain.Opinion);
        Say("两委答复", chain.RepliedOn, chain.Reply);
        Say("镇街答复", chain.AnsweredOn, chain.Answer);
        Decided(chain.DecidedOn, chain.Decision, chain.Assembly, chain.Item);
        parts.Add(new Seals([$"{Organ(unit, today)}（印章）", "监委会（印章）"]));
        return new(
            $"{unit.ShortNameOn(today)}{Affairs(unit, today)}公开审签单",
            $"公开 {disclosure.Number}",
            "审签单 2023-1",
            parts.ToImmutable()
        );

        void Say(string who, DateOnly? on, AsideRef? text)
        {
            if (text is not null)
            {
                parts.Add(new Heading($"{who}（{Day(on)}）", 2));
                parts.AddRange(
                    said.GetValueOrDefault(text.Id, "（文字已按规定删除）")
                        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Select(line => new Paragraph(line))
                );
            }
        }

        void Decided(DateOnly? on, AssemblyDecision? decision, string? meeting, int? item)
        {
            if (decision is { } decided)
            {
                parts.Add(new Heading($"{unit.KindOn(today).In(Assembly)}决定（{Day(on)}）", 2));
                parts.Add(new Paragraph($"{decided.Title()}（{DisclosureWords.Vote(meeting, item)}）。"));
            }
        }
    }

    private const string Assembly = "村（居）民会议或者代表会议";

    private static string Reviewed(ReviewChain chain, UnitKind kind) =>
        chain.ReviewedOn is null
            ? chain.EscalatedOn is not null
                ? "提请镇街调查"
                : chain.ObjectedOn is not null
                    ? "提出意见，见下"
                    : ""
            : chain.DecidedOn is not null
                ? $"提出意见，{kind.In(Assembly)}决定"
                : chain.ObjectedOn is null
                    ? "审查通过"
                    : "提出意见，答复后通过";

    private static string Day(DateOnly? day) => day is { } on ? ChinaTime.Say(on) : "";

    private static string EditionOf(Disclosure disclosure) => disclosure.Edition > 1 ? $"　第{disclosure.Edition}版（更正）" : "";

    private static string Affairs(Unit unit, DateOnly day) => unit.KindOn(day).In("村（居）务");

    private static string Organ(Unit unit, DateOnly day) => unit.KindOn(day).In("村（居）委会");
}
