using Cunju.Core.Disclosures;
using Cunju.Core.Procedures;

namespace Cunju.App.Disclosures;

/// <summary>眼下能办的: the table says which steps a state allows; what hangs and what was said say which of them make sense, and which stand open on the page.</summary>
internal static class DisclosureOffers
{
    /// <summary>Whether the step makes sense for what there is. The table's own conditions refuse it all the same.</summary>
    public static bool IsPossible(Step step, Disclosure it) =>
        step.Act.Name switch
        {
            // It has the form of its own above.
            nameof(SaveDraft) => false,
            nameof(DropDraft) => it.Latest is null,
            nameof(GiveUpCorrection) => it is { IsCorrecting: true, Latest.Withheld: false },
            nameof(EscalateObjection) => it.Chain.MayEscalate(),
            nameof(DecideObjection) => it.Chain.MayDecide(),
            nameof(Publish) => it is not { State: DisclosureState.MustRepublish, Latest.Withheld: true },
            nameof(ScanBack) => it.Latest is not null,
            nameof(TakeDown) or nameof(ReportGone) => it.Latest is { } latest && latest.Sheets.Any(hung => hung.Until is null),
            nameof(WithholdDisclosure) => it.Latest is { Withheld: false },
            nameof(ArchiveDisclosure) => it.Latest is not null && (it.Before?.ArchivedOn ?? it.ArchivedOn) is null,
            _ => true,
        };

    /// <summary>Whether it waits behind its button: what the state waits for stands open, what is seldom done does not.</summary>
    /// <param name="step">The step.</param>
    /// <param name="it">The disclosure.</param>
    /// <param name="today">Today.</param>
    /// <param name="isOrdered">Whether the township ordered what is up now to be corrected.</param>
    public static bool IsRare(Step step, Disclosure it, DateOnly today, bool isOrdered) =>
        step.Act.Name switch
        {
            nameof(DropDraft)
            or nameof(GiveUpCorrection)
            or nameof(WithholdDisclosure)
            or nameof(ReopenDraft)
            or nameof(ReportGone)
            or nameof(EscalateObjection)
            or nameof(DecideObjection) => true,
            nameof(CorrectDisclosure) => !isOrdered,
            nameof(ReviseDraft) => it.State == DisclosureState.Escalated,
            nameof(ScanBack) => it.IsCorrecting || !it.Scans.IsEmpty,
            nameof(TakeDown) => it.IsCorrecting || !it.Latest!.Sheets.Any(hung => hung.Until is null && hung.KeptUntil <= today),
            // Archived with its scan, or on the day after at the latest.
            nameof(ArchiveDisclosure) => it.IsCorrecting || (it.Scans.IsEmpty && today <= it.Latest!.On),
            _ => false,
        };
}
