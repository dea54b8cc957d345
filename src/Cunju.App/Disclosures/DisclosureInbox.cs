using Cunju.App.Shell;
using Cunju.Core.Disclosures;
using Cunju.Core.Places;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Disclosures;

/// <summary>等我办的: what of the disclosures waits for the person who looks: the supervisors' review, the committees' answer, the day itself, the township's answer, and what was
/// withheld until it is put right, however long ago its term ended. What hangs longer than it must owes nobody anything: the law sets how long at least, so coming down is told and never asked for.</summary>
public static class DisclosureInbox
{
    /// <summary>What waits here, oldest first.</summary>
    public static async Task<IReadOnlyList<Awaiting>> Of(Visit visit, Unit unit)
    {
        var own = unit.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community;
        if (!own && unit.KindOn(visit.Today) != UnitKind.Township)
        {
            return [];
        }

        string[] units = own ? [unit.Id] : [.. visit.Register.Under(unit.Id, visit.Today).Select(below => below.Id)];
        DisclosureState[] states = own
            ?
            [
                DisclosureState.UnderReview,
                DisclosureState.Objected,
                DisclosureState.Reviewed,
                DisclosureState.Settled,
                DisclosureState.MustRepublish,
            ]
            : [DisclosureState.Escalated];
        var found = await visit
            .Db.Set<Disclosure>()
            .AsNoTracking()
            .Where(disclosure =>
                units.Contains(disclosure.Unit)
                && (
                    states.Contains(disclosure.State)
                    || (
                        own
                        && (
                            // What hangs and is archived waits for nobody, and years of it are not read to find that out.
                            (disclosure.State == DisclosureState.OnDisplay && disclosure.ArchivedOn == null)
                            || (disclosure.State == DisclosureState.Drafting && disclosure.Before != null)
                            || disclosure.MustCorrect
                        )
                    )
                )
            )
            .ToListAsync(visit.Cancel);
        return
        [
            .. from disclosure in found
            let place = visit.Register.Find(disclosure.Unit)!
            let waiting = Waits(visit, place, disclosure)
            where waiting is not null
            orderby waiting.Value.Since, disclosure.Unit
            select new Awaiting(
                $"/{disclosure.Unit}/disclosures/{disclosure.Number}",
                place,
                $"{DisclosureWords.Title(disclosure.Period)}：{waiting.Value.What}",
                waiting.Value.Since
            ),
        ];
    }

    private static (string What, DateOnly Since)? Waits(Visit visit, Unit unit, Disclosure disclosure)
    {
        var chain = disclosure.Chain;
        return disclosure.State switch
        {
            DisclosureState.Drafting when disclosure.Before is { } before && May<SubmitForReview>() => (
                disclosure.Latest is { Withheld: true } exposed && exposed.Sheets.Any(hung => hung.Until is null)
                    ? "栏上的含有不该公开的个人信息，请马上撤下、更正"
                    : "更正稿还没有送审",
                before.On
            ),
            DisclosureState.UnderReview when May<PassReview>() => (
                chain.RepliedOn is null ? "等监委会审查" : "两委已答复，等监委会审查",
                chain.AnsweredOn ?? chain.RepliedOn ?? chain.SubmittedOn!.Value
            ),
            DisclosureState.Objected when May<ReplyToObjection>() => ("监委会有意见，等修改或答复", chain.ObjectedOn!.Value),
            DisclosureState.Escalated when May<AnswerObjection>() => ("监委会提请调查，等镇街答复", chain.EscalatedOn!.Value),
            DisclosureState.Reviewed when May<SettlePlan>() => ("审查通过，等联席会确定", chain.ReviewedOn!.Value),
            DisclosureState.Settled when May<Publish>() => ("方案已定，等签字盖章、公布", chain.SettledOn!.Value),
            _ when disclosure.MustCorrect && May<CorrectDisclosure>() => (
                disclosure.Latest!.Sheets.Any(hung => hung.Until is null)
                    ? "网上已停止显示，请撤下栏上的、登记，再更正"
                    : "网上已停止显示，请更正",
                disclosure.Latest.WithheldOn!.Value
            ),
            DisclosureState.OnDisplay when disclosure.ArchivedOn is null && May<ArchiveDisclosure>() => (
                disclosure.Scans.IsEmpty ? "已公布，等传签字盖章的扫描件、存档" : "已公布，等存档",
                disclosure.Latest!.On
            ),
            DisclosureState.MustRepublish when May<Publish>() => ("提前撤下了，须重新公布", Gone(disclosure)),
            _ => null,
        };

        bool May<TAct>() => visit.May(DisclosureProcedure.Table.Steps.First(step => step.Act == typeof(TAct)), unit);
    }

    private static DateOnly Gone(Disclosure disclosure) =>
        disclosure.Latest!.Sheets.Where(sheet => sheet.Early is not null).Max(sheet => sheet.Until!.Value);
}
