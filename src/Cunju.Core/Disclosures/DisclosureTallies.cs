using System.Collections.Immutable;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>What a disclosure counts for: the steps of a quarter's first edition, each putting-up, and what is known later of how long it hung.</summary>
internal static class DisclosureTallies
{
    public static IEnumerable<NewRecord> Of(Disclosure after, DisclosureFact fact, Tallying at, IReadOnlyList<Record> own) =>
        fact switch
        {
            SubmittedForReview submitted => Step(after, own, "draft", submitted.On, "document"),
            ReviewPassed passed => Step(after, own, "check", passed.On, "sheet"),
            PlanSettled settled => Step(after, own, "decide", settled.On, "minutes"),
            DraftReopened or DraftDropped => TakenBack(after, own, at.Day),
            DisclosurePublished published => Put(after, published, at.Day, own)
                .Concat(Step(after, own, "publish", published.Showing.On, Sheet(published.Scans))),
            SheetsScanned scanned => Proved(after, scanned, at.Day, own),
            SheetsDown down => Came(down, at.Day, own),
            DisclosureArchived archived => Step(after, own, "archive", archived.On, "document"),
            _ => [],
        };

    /// <summary>环节: each once, for the quarter's day. Monthly finance has no chain of its own in the list (待明确事项 A22), and a correction is not a second course:
    /// of it only what the first edition left open counts.</summary>
    private static IEnumerable<NewRecord> Step(
        Disclosure after,
        IReadOnlyList<Record> own,
        string step,
        DateOnly on,
        params ImmutableArray<string> evidence
    )
    {
        if (IsQuarter(after) && !Standing(own).Any(record => IsStep(record, step)))
        {
            yield return new(DisclosureKinds.Step, on)
            {
                Case = after.Period,
                Fields = ImmutableDictionary<string, FieldValue>.Empty.Add("step", FieldValue.Of(step)),
                Evidence = evidence,
            };
        }
    }

    /// <summary>What was handed in, reviewed and settled is not what will hang: it is all done again, or not at all. What once hung keeps its course.</summary>
    private static IEnumerable<NewRecord> TakenBack(Disclosure after, IReadOnlyList<Record> own, DateOnly day) =>
        after.Shown.IsEmpty ? Standing(own).Select(record => new NewRecord("fact.retracted", day) { Of = record.Id }) : [];

    /// <summary>审签单: proof that it was signed and sealed is the scan alone; nobody's tick is.</summary>
    private static ImmutableArray<string> Sheet(ImmutableArray<string> scans) => scans.IsEmpty ? [] : ["sheet"];

    /// <summary>The scan came later: the same putting-up, now with its proof.</summary>
    private static IEnumerable<NewRecord> Proved(Disclosure after, SheetsScanned scanned, DateOnly day, IReadOnlyList<Record> own)
    {
        var edition = scanned.Edition ?? after.Latest!.Edition;
        var days = after.Shown.Where(showing => showing.Edition == edition).Select(showing => showing.On).ToHashSet();
        var place = 0;
        foreach (
            var bare in Standing(own)
                .Where(record => !record.Evidence.Contains("sheet") && days.Contains(record.On))
                .Where(record => record.Kind is DisclosureKinds.Posted or DisclosureKinds.Finance || IsStep(record, "publish"))
        )
        {
            yield return new(bare.Kind, bare.On)
            {
                Case = bare.Case,
                Of = bare.Of,
                Fields = bare.Fields,
                Evidence = [.. bare.Evidence, "sheet"],
            };
            yield return Corrected(bare, day, place);
            place += 2;
        }
    }

    /// <summary>What stands instead of a record: the one at that place among those made with it.</summary>
    private static NewRecord Corrected(Record record, DateOnly day, int place) =>
        new("fact.corrected", day) { Of = record.Id, SiblingFields = ImmutableDictionary<string, int>.Empty.Add("by", place) };

    private static IEnumerable<NewRecord> Put(Disclosure after, DisclosurePublished published, DateOnly day, IReadOnlyList<Record> own)
    {
        var showing = published.Showing;
        // What is put up again after an early end starts its own time; what corrects an edition names what it stands for.
        var corrects = after.Edition > 1 && after.Shown.Length > 1 && after.Shown[^2].Edition < after.Edition;
        foreach (var hung in showing.Sheets.Where(hung => IsNew(after, hung)))
        {
            var kind = hung.Sheet == DisclosureSheet.Quarter ? DisclosureKinds.Posted : DisclosureKinds.Finance;
            var fields = ImmutableDictionary<string, FieldValue>.Empty;
            yield return new(kind, showing.On)
            {
                Case = after.Period,
                Of = corrects ? Standing(own).LastOrDefault(record => record.Kind == kind)?.Id : null,
                Fields =
                    hung.Sheet == DisclosureSheet.Quarter
                        ? fields.Add("categories", Everything)
                        : fields.Add("month", FieldValue.Of(BooksOf(after.Period))),
                Evidence = Sheet(published.Scans),
            };
        }

        var isAgain = after.Shown.Length > 1 && after.Shown[^2].Edition == showing.Edition;
        if (IsQuarter(after) && !isAgain)
        {
            yield return new(DisclosureKinds.Cloud, day)
            {
                Case = after.Period,
                Fields = ImmutableDictionary<string, FieldValue>.Empty.Add("categories", Everything),
                Evidence = ["screenshot"],
            };
        }
    }

    /// <summary>The same posting, now with its last day.</summary>
    private static IEnumerable<NewRecord> Came(SheetsDown down, DateOnly day, IReadOnlyList<Record> own)
    {
        var place = 0;
        foreach (var sheet in down.Sheets)
        {
            var kind = sheet == DisclosureSheet.Quarter ? DisclosureKinds.Posted : DisclosureKinds.Finance;
            if (Standing(own).LastOrDefault(record => record.Kind == kind) is not { } posted)
            {
                continue;
            }

            yield return new(kind, posted.On)
            {
                Case = posted.Case,
                Of = posted.Of,
                Fields = posted.Fields.SetItem("until", FieldValue.Of(down.Until)),
                Evidence = posted.Evidence,
            };
            yield return Corrected(posted, day, place);
            place += 2;
        }
    }

    private static FieldValue Everything => FieldValue.Of(Enum.GetValues<DisclosureSubject>().Select(subject => subject.Title()));

    private static bool IsQuarter(Disclosure disclosure) => disclosure.Period.Length > 7;

    private static bool IsStep(Record record, string step) => record.Kind == DisclosureKinds.Step && record.Field("step")?.Text == step;

    private static bool IsNew(Disclosure after, HungSheet hung) =>
        after.Shown.Length < 2
        || after.Shown[^2].Edition < after.Edition
        || !after.Shown[^2].Sheets.Any(old => old.Sheet == hung.Sheet && old.Early is null);

    private static IEnumerable<Record> Standing(IReadOnlyList<Record> own)
    {
        var gone = own.Where(record => record.Kind is "fact.corrected" or "fact.retracted").Select(record => record.Of).ToHashSet();
        return own.Where(record => record.Kind is not ("fact.corrected" or "fact.retracted") && !gone.Contains(record.Id));
    }

    private static string BooksOf(string period) =>
        new DateOnly(
            int.Parse(period[..4], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(period[5..7], System.Globalization.CultureInfo.InvariantCulture),
            1
        )
            .AddMonths(-1)
            .ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
