using System.Collections.Immutable;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.App.TaskLists;
using Cunju.Core.Disclosures;
using Cunju.Core.Places;

namespace Cunju.App.Disclosures;

/// <summary>公示单: what is printed large for the board, with room for signatures and two seals.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Title">The title, as it stands on the sheet.</param>
/// <param name="Disclosure">The disclosure.</param>
/// <param name="Subjects">What stands on it, in order.</param>
/// <param name="Content">The words.</param>
/// <param name="On">公布日.</param>
/// <param name="Until">至少保留到, for each sheet.</param>
/// <param name="Phone">意见电话; null when none is known.</param>
/// <param name="Address">What the code leads to; null when the program does not know its own address.</param>
/// <param name="Large">A3 rather than A4.</param>
/// <param name="Rows">行高: 1 normal, 2 wide, 3 close.</param>
public sealed record PosterSheet(
    Unit Unit,
    string Title,
    Disclosure Disclosure,
    ImmutableArray<DisclosureSubject> Subjects,
    DisclosureContent Content,
    DateOnly On,
    ImmutableArray<(DisclosureSheet Sheet, DateOnly Until)> Until,
    string? Phone,
    string? Address,
    bool Large,
    string Rows
)
{
    /// <summary>SHA-256 of the words, as the page for everybody shows it.</summary>
    public string Digest => DisclosureContent.Digest(Content.ToText());

    /// <summary>The sheet as it was asked for.</summary>
    public static PosterSheet Of(Visit visit, Unit unit, Disclosure disclosure, DisclosurePeriod? period, DisclosureContent content)
    {
        var kind = unit.KindOn(visit.Today);
        var query = visit.Http.Request.Query;
        var on = disclosure.State is DisclosureState.OnDisplay or DisclosureState.Displayed
            ? disclosure.Latest!.On
            : Later(period?.Opens, visit.Today);
        var list = visit.Cell.ListFor(unit, DisclosurePeriod.YearOf(disclosure.Period)!.Value);
        return new(
            unit,
            $"{unit.ShortNameOn(visit.Today)}{(kind == UnitKind.Village ? "村务" : "居务")}公开",
            disclosure,
            period?.Subjects ?? [.. content.Texts.Keys],
            content,
            on,
            [.. (period?.Sheets ?? []).Select(sheet => (sheet, DisclosurePeriod.KeptUntil(sheet, on, kind, list, visit.Cell.Law)))],
            unit.ProfileOn(Core.Registry.ProfileKey.OfficePhone, visit.Today),
            BaseAddress.Of(visit.Http)?.At($"/{unit.Id}/open/disclosures/{disclosure.Number}"),
            query["size"] != "a4",
            query["rows"].ToString() is "wide" or "close" ? query["rows"].ToString() : "normal"
        );
    }

    private static DateOnly Later(DateOnly? opens, DateOnly today) => opens is { } day && day > today ? day : today;
}
