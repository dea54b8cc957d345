using Cunju.App.Printing;
using Cunju.App.Shell;
using Cunju.App.TaskLists;
using Cunju.Core.Disclosures;
using Cunju.Core.Places;

namespace Cunju.App.Disclosures;

/// <summary>公示单的纸: its size and how large the letters are; the numbers are those of <c>paper.css</c>.</summary>
/// <param name="Large">A3 on its side rather than A4.</param>
/// <param name="Rows">行高: <c>wide</c>, <c>normal</c> or <c>close</c>.</param>
public sealed record BoardSheet(bool Large, string Rows)
{
    /// <summary>The heights there are, the largest first.</summary>
    public static readonly string[] RowHeights = ["wide", "normal", "close"];

    /// <summary>Everything a little closer, so that a quarter with its books stays on one sheet.</summary>
    public bool IsClose => Rows == "close";

    /// <summary>The size of the letters in points.</summary>
    public double Letters =>
        (Large, Rows) switch
        {
            (true, "wide") => 22,
            (true, "normal") => 18,
            (true, _) => 13,
            (_, "wide") => 18,
            (_, "normal") => 15,
            _ => 11,
        };

    /// <summary>The size of the title in points.</summary>
    public double TitleLetters =>
        (Large, IsClose) switch
        {
            (true, false) => 40,
            (true, true) => 32,
            (false, false) => 30,
            (false, true) => 26,
        };

    /// <summary>The height of a line of words, in letters.</summary>
    public double LineHeight => IsClose ? 1.35 : 1.6;

    /// <summary>Whether everything stays on one sheet, reckoned in millimetres from the words and the measures of <c>paper.css</c>.</summary>
    public bool Holds(Poster poster)
    {
        const double Point = 25.4 / 72;
        var letter = Letters * Point;
        var width = Large ? 183.0 : 178.0;
        var (gap, tight) = IsClose ? (0.6, 1.25) : (1, 1.35);
        var foot = poster.Paper.Parts[poster.Body..];
        var isSigned = foot.OfType<Core.Documents.Signatures>().Any();
        var head =
            (IsClose ? 9 : 14)
            + (TitleLetters * 1.2 + Letters * LineHeight + (poster.Paper.Practice ? 12 * LineHeight : 0)) * Point
            + (isSigned ? 0 : 18);
        var bottom =
            14
            + foot.OfType<Core.Documents.FieldList>().Sum(list => list.Fields.Length) * (IsClose ? 5.8 : 6.9)
            + (Large ? 1 : 2) * (IsClose ? 4.8 : 5.6)
            + (
                isSigned
                    ? Large
                        ? 36
                        : 49
                    : 0
            );
        var room = (Large ? 2 : 1) * ((Large ? 273 : 269) - head - bottom);
        // The first heading stands at the top and needs nothing above it.
        return poster.Paper.Parts[..poster.Body].Sum(Height) - 5 * gap <= room;

        double Height(Core.Documents.Part part) =>
            part switch
            {
                Core.Documents.Heading { Level: 1 } => letter * 1.25 * LineHeight + 9 * gap,
                Core.Documents.Heading => letter * LineHeight + 4 * gap,
                Core.Documents.Paragraph said => Lines(said.Text, width / letter) * letter * LineHeight + 2 * gap,
                Core.Documents.FieldList list => list.Fields.Length * (letter * LineHeight + 0.25) + 2,
                Core.Documents.Table table => table
                    .Rows.Prepend([.. table.Columns.Select(column => column.Title)])
                    .Sum(row => row.Select((cell, at) => Lines(cell, Letter(table, at))).Max() * letter * 0.86 * tight + 2.3) + 4,
                _ => 0,
            };

        // How many letters of a table stand side by side in one of its columns.
        double Letter(Core.Documents.Table table, int at) =>
            width * table.Columns[at].Share / table.Columns.Sum(column => column.Share) / (letter * 0.86) - 1;

        static int Lines(string text, double letters) =>
            Math.Max(1, (int)Math.Ceiling(text.Sum(letter => letter < 0x2E80 ? 0.56 : 1) / Math.Max(letters, 1)));
    }
}

/// <summary>公示单: what is printed large for the board, with room for signatures and two seals.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Number">The disclosure's number in the unit.</param>
/// <param name="Poster">What stands on it.</param>
/// <param name="Size">The sheet it is printed on.</param>
/// <param name="Draft">Whether the text is not settled yet: such a sheet may be proofread, not hung.</param>
/// <param name="Address">What the code leads to; null when the program does not know its own address.</param>
public sealed record PosterSheet(Unit Unit, string Number, Poster Poster, BoardSheet Size, bool Draft, string? Address)
{
    /// <summary>What stands across a sheet that may not be hung.</summary>
    public const string DraftWords = "草稿　还没有审查、确定，不得张贴";

    /// <summary>Whether it stays on one sheet, as far as can be reckoned from the words.</summary>
    public bool Fits => Size.Holds(Poster);

    /// <summary>Whether what is written now has not been settled.</summary>
    public static bool IsDraft(Disclosure disclosure) =>
        disclosure.State < DisclosureState.Settled || disclosure.State == DisclosureState.Dropped;

    /// <summary>What is printed: until a correction is settled, the sheet that hangs; what says too much of somebody never again, so its correction is a draft like a first one.</summary>
    public static (Showing? Hangs, bool Draft) Printed(Disclosure disclosure) =>
        disclosure is { IsCorrecting: false, Latest.Withheld: true } ? (null, true)
        : !IsDraft(disclosure) ? (null, false)
        : disclosure.Latest is { Withheld: false } hangs ? (hangs, false)
        : (null, true);

    /// <summary>The sheet as it was asked for.</summary>
    public static PosterSheet Of(Visit visit, Unit unit, Disclosure disclosure, DisclosurePeriod? period, DisclosureContent content)
    {
        var kind = unit.KindOn(visit.Today);
        var list = visit.Cell.ListFor(unit, DisclosurePeriod.YearOf(disclosure.Period)!.Value);
        var (printed, draft) = Printed(disclosure);
        var hangs = printed ?? (disclosure.State is DisclosureState.OnDisplay or DisclosureState.Displayed ? disclosure.Latest : null);
        var on = hangs?.On ?? Later(period?.Opens, visit.Today);
        var poster = DisclosurePapers.Poster(
            unit,
            disclosure with
            {
                Edition = printed?.Edition ?? disclosure.Edition,
            },
            period?.Subjects ?? [.. content.Texts.Keys],
            content,
            new(
                on,
                hangs is not null
                    ? [.. hangs.Sheets.Select(hung => (hung.Sheet, hung.KeptUntil))]
                    :
                    [
                        .. (period?.Sheets ?? []).Select(sheet =>
                            (sheet, DisclosurePeriod.KeptUntil(sheet, on, kind, list, visit.Cell.Law))
                        ),
                    ],
                unit.ProfileOn(Core.Registry.ProfileKey.OfficePhone, visit.Today),
                DisclosureLaw.Days(visit.Cell.Law, DisclosureLaw.Answer, kind, visit.Today),
                draft,
                !draft && BaseAddress.Of(visit.Http) is not null
            )
        );
        poster = poster with { Paper = poster.Paper with { Practice = visit.Cell.Practice } };
        return new(
            unit,
            disclosure.Number,
            poster,
            Asked(visit, poster),
            draft,
            BaseAddress.Of(visit.Http)?.At($"/{unit.Id}/open/disclosures/{disclosure.Number}")
        );
    }

    /// <summary>Unless somebody chose, the largest letters with which everything stays on one sheet.</summary>
    private static BoardSheet Asked(Visit visit, Poster poster)
    {
        var query = visit.Http.Request.Query;
        var large = query["size"] != "a4";
        var sizes = BoardSheet.RowHeights.Select(height => new BoardSheet(large, height)).ToArray();
        return sizes.FirstOrDefault(size => size.Rows == query["rows"]) ?? sizes.FirstOrDefault(size => size.Holds(poster)) ?? sizes[^1];
    }

    private static DateOnly Later(DateOnly? opens, DateOnly today) => opens is { } day && day > today ? day : today;
}
