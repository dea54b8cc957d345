using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.Disclosures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Disclosures;

/// <summary>签字盖章件: a scan of a signed and sealed sheet, as everybody may know of it.</summary>
/// <param name="Digest">SHA-256 of the file that was handed in.</param>
/// <param name="On">The day it came.</param>
/// <param name="Editions">The editions it came with.</param>
/// <param name="HasCopy">Whether the page shows its reduced copy.</param>
public sealed record SignedSheet(string Digest, DateOnly On, ImmutableArray<int> Editions, bool HasCopy = false);

/// <summary>Which scan belongs to which edition, and which of them everybody may see reduced: the case keeps their digests, the journal knows when each came.</summary>
public static class SignedSheets
{
    /// <summary>How many copies one page shows; of more the digests do.</summary>
    private const int MostCopies = 6;

    /// <summary>The scans of an edition, in the order they came.</summary>
    public static async Task<ImmutableArray<SignedSheet>> Of(Visit visit, Disclosure disclosure, int edition) =>
        [
            .. (await All(visit, disclosure))
                .Where(sheet => sheet.Editions.Contains(edition))
                .Select((sheet, at) => sheet with { HasCopy = at < MostCopies && IsShown(disclosure, sheet) }),
        ];

    /// <summary>The scans that may be seen by those outside at all, the originals by those who examine and the copies by everybody.</summary>
    public static async Task<ImmutableArray<string>> Shown(Visit visit, Disclosure disclosure) =>
        [.. (await All(visit, disclosure)).Where(sheet => IsShown(disclosure, sheet)).Select(sheet => sheet.Digest)];

    /// <summary>A scan of an edition that said of a person what must not be public is shown no more, not even so small.</summary>
    private static bool IsShown(Disclosure disclosure, SignedSheet sheet) =>
        disclosure.Shown.All(showing => !showing.Withheld || !sheet.Editions.Contains(showing.Edition));

    private static async Task<ImmutableArray<SignedSheet>> All(Visit visit, Disclosure disclosure)
    {
        if (disclosure.Scans.IsEmpty)
        {
            return [];
        }

        var lines = await visit
            .Db.Journal.AsNoTracking()
            .Where(line =>
                line.Unit == disclosure.Unit
                && line.Procedure == DisclosureProcedure.Table.Name
                && line.Number == disclosure.Number
                && (line.Fact == nameof(DisclosurePublished) || line.Fact == nameof(SheetsScanned))
            )
            .OrderBy(line => line.Version)
            .Select(line => new
            {
                line.Fact,
                line.Moment,
                line.Payload,
            })
            .ToListAsync(visit.Cancel);
        var sheets = new List<SignedSheet>();
        var latest = 0;
        foreach (var line in lines)
        {
            var published = line.Fact == nameof(DisclosurePublished) ? CellJson.Read<DisclosurePublished>(line.Payload) : null;
            var scanned = published is null ? CellJson.Read<SheetsScanned>(line.Payload) : null;
            latest = published?.Showing.Edition ?? latest;
            var edition = scanned?.Edition ?? latest;
            foreach (var digest in published?.Scans ?? scanned!.Scans)
            {
                var known = sheets.FindIndex(sheet => sheet.Digest == digest);
                if (known < 0)
                {
                    sheets.Add(new(digest, ChinaTime.Day(line.Moment), [edition]));
                }
                else if (!sheets[known].Editions.Contains(edition))
                {
                    sheets[known] = sheets[known] with { Editions = sheets[known].Editions.Add(edition) };
                }
            }
        }

        return [.. sheets];
    }
}
