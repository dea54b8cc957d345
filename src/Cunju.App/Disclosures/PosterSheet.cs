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
/// <param name="Rows">行高: <c>wide</c>, <c>normal</c> or <c>close</c>.</param>
/// <param name="Fits">Whether it stays on one sheet, as far as can be reckoned from the words: signatures, seals and code beside what they stand for.</param>
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
    string Rows,
    bool Fits
)
{
    /// <summary>Whether the text is not settled yet: such a sheet may be proofread, not hung.</summary>
    public bool Draft => IsDraft(Disclosure) && Disclosure.Latest is not { Withheld: false };

    /// <summary>版次 of what is printed: until a correction is settled, that of the sheet that hangs.</summary>
    public int Edition => IsDraft(Disclosure) && Disclosure.Latest is { Withheld: false } hangs ? hangs.Edition : Disclosure.Edition;

    /// <summary>Whether what is written now has not been settled.</summary>
    public static bool IsDraft(Disclosure disclosure) =>
        disclosure.State < DisclosureState.Settled || disclosure.State == DisclosureState.Dropped;

    /// <summary>SHA-256 of the words, as the page for everybody shows it.</summary>
    public string Digest => DisclosureContent.Digest(Content.ToText());

    /// <summary>The sheet as it was asked for.</summary>
    public static PosterSheet Of(Visit visit, Unit unit, Disclosure disclosure, DisclosurePeriod? period, DisclosureContent content)
    {
        var kind = unit.KindOn(visit.Today);
        var query = visit.Http.Request.Query;
        var large = query["size"] != "a4";
        // Unless somebody chose, the largest letters with which everything stays on one sheet.
        var rows = RowHeights.Contains(query["rows"].ToString())
            ? query["rows"].ToString()
            : RowHeights.FirstOrDefault(height => Fit(content, large, height)) ?? RowHeights[^1];
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
            large,
            rows,
            Fit(content, large, rows)
        );
    }

    private static readonly string[] RowHeights = ["wide", "normal", "close"];

    /// <summary>Reckons the height of the words in millimetres against what head and foot leave of a sheet; the numbers are those of <c>paper.css</c>.</summary>
    private static bool Fit(DisclosureContent content, bool large, string rows)
    {
        const double Point = 25.4 / 72;
        var letter =
            Point
            * (
                (large, rows) switch
                {
                    (true, "wide") => 22,
                    (true, "normal") => 18,
                    (true, _) => 14,
                    (_, "wide") => 18,
                    (_, "normal") => 15,
                    _ => 12,
                }
            );
        var width = large ? 183.0 : 178.0;
        var room = large ? 2 * 150.0 : 150.0;
        var used = content.Texts.Count * (letter * 2.2 + 7);
        foreach (var passage in content.Texts.Values.Append(content.Books).SelectMany(Passages.Of))
        {
            used += passage.Text is { } text
                ? Lines(text, width / letter) * letter * 1.6 + 2
                : passage.Rows.Sum(row =>
                    row.Max(cell => Lines(cell, width / row.Length / (letter * 0.86) - 1)) * letter * 0.86 * 1.35 + 2.2
                ) + 4;
        }

        return used <= room;

        static int Lines(string text, double letters) =>
            Math.Max(1, (int)Math.Ceiling(text.Sum(letter => letter < 0x2E80 ? 0.56 : 1) / Math.Max(letters, 1)));
    }

    private static DateOnly Later(DateOnly? opens, DateOnly today) => opens is { } day && day > today ? day : today;
}
