using System.Collections.Immutable;

namespace Cunju.Core.Disclosures;

/// <summary>What a disclosure is after each of its facts.</summary>
internal static class DisclosureHistory
{
    /// <summary>The case with one more fact.</summary>
    internal static Disclosure After(Disclosure? before, DisclosureFact fact) =>
        fact switch
        {
            DraftSaved saved => (before ?? new()) with { Period = saved.Period, Content = saved.Content },
            DraftDropped => before! with { State = DisclosureState.Dropped },
            SubmittedForReview submitted => before! with
            {
                State = DisclosureState.UnderReview,
                Chain = Next(before.Chain, before.Chain.Text != before.Content) with { SubmittedOn = submitted.On, Text = before.Content },
            },
            ReviewPassed passed => before! with { State = DisclosureState.Reviewed, Chain = before.Chain with { ReviewedOn = passed.On } },
            ObjectionRaised raised => before! with
            {
                State = DisclosureState.Objected,
                Chain = Next(before.Chain, revised: false) with
                {
                    SubmittedOn = before.Chain.SubmittedOn,
                    Text = before.Chain.Text,
                    ObjectedOn = raised.On,
                    Opinion = raised.Opinion,
                },
            },
            ObjectionAdopted or DraftReopened => before! with { State = DisclosureState.Drafting },
            ObjectionReplied replied => before! with
            {
                State = DisclosureState.UnderReview,
                Chain = before.Chain with { RepliedOn = replied.On, Reply = replied.Reply },
            },
            ObjectionEscalated escalated => before! with
            {
                State = DisclosureState.Escalated,
                Chain = before.Chain with { EscalatedOn = escalated.On },
            },
            ObjectionAnswered answered => before! with
            {
                State = DisclosureState.UnderReview,
                Chain = before.Chain with { AnsweredOn = answered.On, Answer = answered.Answer },
            },
            ObjectionDecided decided => before! with
            {
                State = decided.Decision == AssemblyDecision.Stands ? DisclosureState.Reviewed : DisclosureState.Drafting,
                Chain = before.Chain with
                {
                    DecidedOn = decided.On,
                    Decision = decided.Decision,
                    Assembly = decided.Meeting,
                    Item = decided.Item,
                    ReviewedOn = decided.Decision == AssemblyDecision.Stands ? decided.On : null,
                },
            },
            PlanSettled settled => before! with
            {
                State = DisclosureState.Settled,
                Chain = before.Chain with { SettledOn = settled.On, Meeting = settled.Meeting },
            },
            DisclosurePublished published => before! with
            {
                State = DisclosureState.OnDisplay,
                Shown =
                [
                    .. before.Corrects == CorrectionReason.Privacy
                        ? Withheld(Down(before, published.Showing.On), published.Showing.On)
                        : Down(before, published.Showing.On),
                    published.Showing with
                    {
                        Corrects = before.Corrects,
                    },
                ],
                Before = null,
                Scans = [.. before.Scans.Union(published.Scans)],
            },
            SheetsScanned scanned => before! with { Scans = [.. before.Scans.Union(scanned.Scans)] },
            SheetsDown down => Down(before!, down),
            DisclosureArchived archived when before!.Before is { } old => before with { Before = old with { ArchivedOn = archived.On } },
            DisclosureArchived archived => before! with { ArchivedOn = archived.On },
            DisclosureWithheld withheld => before! with { Shown = Withheld(before.Shown, withheld.On) },
            CorrectionBegun correction => before! with
            {
                State = DisclosureState.Drafting,
                Edition = before.Edition + 1,
                Corrects = correction.Reason,
                Chain = Next(before.Chain, revised: true),
                ArchivedOn = null,
                Before = new(before.Content!, before.Chain, before.Corrects, before.ArchivedOn, correction.On),
                // What says too much of somebody is not shown until it is put right, but at once not any more.
                Shown = correction.Reason == CorrectionReason.Privacy ? Withheld(before.Shown, correction.On) : before.Shown,
            },
            CorrectionGivenUp => Standing(
                before! with
                {
                    Edition = before.Latest!.Edition,
                    Content = before.Before!.Content,
                    Chain = Remembering(before.Before.Chain, before.Chain),
                    Corrects = before.Before.Corrects,
                    ArchivedOn = before.Before.ArchivedOn,
                    Before = null,
                }
            ),
            _ => throw new InvalidOperationException($"No such fact: {fact.GetType().Name}."),
        };

    private static Disclosure Down(Disclosure before, SheetsDown down)
    {
        var latest = before.Latest!;
        var sheets = latest.Sheets.Select(hung =>
            down.Sheets.Contains(hung.Sheet) ? hung with { Until = down.Until, Early = down.Early } : hung
        );
        var after = before with { Shown = before.Shown.SetItem(before.Shown.Length - 1, latest with { Sheets = [.. sheets] }) };
        after = down.Early == EarlyReason.Privacy ? after with { Shown = Withheld(after.Shown, down.On ?? down.Until) } : after;
        return before.IsCorrecting ? after : Standing(after);
    }

    /// <summary>Where a disclosure stands by what of it hangs.</summary>
    private static Disclosure Standing(Disclosure disclosure) =>
        disclosure with
        {
            State =
                disclosure.Latest!.Sheets.Any(hung => hung.Early is not null) ? DisclosureState.MustRepublish
                : disclosure.Latest.Sheets.Any(hung => hung.Until is null) ? DisclosureState.OnDisplay
                : DisclosureState.Displayed,
        };

    /// <summary>What is shown is shown no more, from that day on.</summary>
    private static ImmutableArray<Showing> Withheld(ImmutableArray<Showing> shown, DateOnly on) =>
        [.. shown.Select(showing => showing.Withheld ? showing : showing with { Withheld = true, WithheldOn = on })];

    /// <summary>A chain that begins anew: the round that ran goes to the earlier ones, so that nothing that was said is lost.</summary>
    private static ReviewChain Next(ReviewChain chain, bool revised) =>
        new()
        {
            Earlier = chain is { ObjectedOn: { } on, Opinion: { } opinion }
                ? chain.Earlier.Add(
                    new(on, opinion, chain.RepliedOn, chain.Reply, chain.EscalatedOn, chain.AnsweredOn, chain.Answer, revised, chain.Text)
                    {
                        DecidedOn = chain.DecidedOn,
                        Decision = chain.Decision,
                        Assembly = chain.Assembly,
                        Item = chain.Item,
                    }
                )
                : chain.Earlier,
            Abandoned = chain.Abandoned,
        };

    /// <summary>The chain of what stands, with what the residents rejected of the correction that is given up.</summary>
    private static ReviewChain Remembering(ReviewChain stands, ReviewChain given)
    {
        RejectedText[] more = [.. given.Rejected().Except(stands.Rejected())];
        return more.Length == 0 ? stands : stands with { Abandoned = [.. stands.Abandoned, .. more] };
    }

    /// <summary>What still hung is exchanged for what is put up now.</summary>
    private static ImmutableArray<Showing> Down(Disclosure before, DateOnly on) =>
        before.Latest is { } latest
            ? before.Shown.SetItem(
                before.Shown.Length - 1,
                latest with
                {
                    Sheets = [.. latest.Sheets.Select(hung => hung.Until is null ? hung with { Until = on } : hung)],
                }
            )
            : before.Shown;
}
