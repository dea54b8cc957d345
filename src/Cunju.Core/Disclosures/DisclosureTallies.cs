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
            ReviewPassed passed => Step(after, own, "check", passed.On),
            ObjectionDecided { Decision: AssemblyDecision.Stands } decided => Step(after, own, "check", decided.On),
            PlanSettled settled => Step(after, own, "decide", settled.On, "minutes"),
            DraftReopened or DraftDropped => TakenBack(after, own, at.Day),
            DisclosurePublished published => Published(after, published, at.Day, own),
            SheetsScanned scanned => Proved(after, scanned.Edition ?? after.Latest!.Edition, at.Day, own),
            SheetsDown down => Came(after, down, at.Day, own),
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

    /// <summary>审签单: proof that it was signed and sealed is the scan alone; nobody's tick is, nor the button of who reviewed.</summary>
    private static ImmutableArray<string> Sheet(ImmutableArray<string> scans) => scans.IsEmpty ? [] : [Signed];

    private static List<NewRecord> Published(Disclosure after, DisclosurePublished published, DateOnly day, IReadOnlyList<Record> own)
    {
        List<NewRecord> made =
        [
            .. Put(after, published, day, own),
            .. Step(after, own, "publish", published.Showing.On, Sheet(published.Scans)),
        ];
        // Who reviewed it signed the sheet that comes along.
        if (!published.Scans.IsEmpty)
        {
            ProveSteps(made, after, published.Showing.Edition, day, own, "check");
        }

        return made;
    }

    /// <summary>The scan came later: the same putting-up of that edition, now with its proof. What stood for it stands for what is written instead.</summary>
    private static List<NewRecord> Proved(Disclosure after, int edition, DateOnly day, IReadOnlyList<Record> own)
    {
        var made = new List<NewRecord>();
        ProveSteps(made, after, edition, day, own, "check", "publish");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var posting in Postings(after, own))
        {
            var old = posting.Record;
            int? moved = old.Of is { } of && places.TryGetValue(of, out var place) ? place : null;
            var proves = posting.Edition == edition && IsBare(old);
            if (proves || moved is not null)
            {
                places[old.Id] = Instead(
                    made,
                    old,
                    Again(old) with
                    {
                        OfSibling = moved,
                        Evidence = proves ? [.. old.Evidence, Signed] : old.Evidence,
                    },
                    day
                );
            }
        }

        return made;
    }

    /// <summary>The course is that of the quarter's first edition, and so is the sheet that proves its steps.</summary>
    private static void ProveSteps(
        List<NewRecord> made,
        Disclosure after,
        int edition,
        DateOnly day,
        IReadOnlyList<Record> own,
        params ReadOnlySpan<string> steps
    )
    {
        if (edition != after.Shown[0].Edition)
        {
            return;
        }

        foreach (var step in steps)
        {
            if (Standing(own).FirstOrDefault(record => IsStep(record, step) && IsBare(record)) is { } bare)
            {
                Instead(made, bare, Again(bare) with { Evidence = [.. bare.Evidence, Signed] }, day);
            }
        }
    }

    /// <summary>The same record once more, to be written with what is known now.</summary>
    private static NewRecord Again(Record record) =>
        new(record.Kind, record.On)
        {
            Case = record.Case,
            Of = record.Of,
            Fields = record.Fields,
            Evidence = record.Evidence,
        };

    /// <summary>What stands instead of a record, and that it does; its place among those made with it.</summary>
    private static int Instead(List<NewRecord> made, Record old, NewRecord now, DateOnly day)
    {
        var place = made.Count;
        made.Add(now);
        made.Add(new("fact.corrected", day) { Of = old.Id, SiblingFields = ImmutableDictionary<string, int>.Empty.Add("by", place) });
        return place;
    }

    private static IEnumerable<NewRecord> Put(Disclosure after, DisclosurePublished published, DateOnly day, IReadOnlyList<Record> own)
    {
        var showing = published.Showing;
        // What is put up again after an early end starts its own time; what corrects an edition names what it stands for.
        var corrects = after.Edition > 1 && after.Shown.Length > 1 && after.Shown[^2].Edition < after.Edition;
        foreach (var hung in showing.Sheets.Where(hung => IsNew(after.Shown, after.Shown.Length - 1, hung.Sheet)))
        {
            var fields = ImmutableDictionary<string, FieldValue>.Empty;
            yield return new(KindOf(hung.Sheet), showing.On)
            {
                Case = after.Period,
                Of = corrects ? Postings(after, own).LastOrDefault(posting => posting.Sheet == hung.Sheet)?.Record.Id : null,
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

    /// <summary>The same posting, now with its last day: of what comes down, the one that was put up last.</summary>
    private static List<NewRecord> Came(Disclosure after, SheetsDown down, DateOnly day, IReadOnlyList<Record> own)
    {
        var made = new List<NewRecord>();
        foreach (var sheet in down.Sheets)
        {
            if (Postings(after, own).LastOrDefault(posting => posting.Sheet == sheet) is { Record: var posted })
            {
                Instead(made, posted, Again(posted) with { Fields = posted.Fields.SetItem("until", FieldValue.Of(down.Until)) }, day);
            }
        }

        return made;
    }

    /// <summary>Every sheet that was put up, each kind oldest first. A record is written anew with each scan and each last day, so its place among the others says nothing:
    /// which putting-up it is of, the first that was written of it says.</summary>
    private static IEnumerable<Posting> Postings(Disclosure after, IReadOnlyList<Record> own)
    {
        var instead = own.Where(record => record.Kind == "fact.corrected")
            .ToDictionary(record => record.Of!, record => record.Field("by")!.Value.Text!, StringComparer.Ordinal);
        var anew = instead.Values.ToHashSet(StringComparer.Ordinal);
        return from sheet in Enum.GetValues<DisclosureSheet>()
            let editions = after.Shown.Index().Where(shown => IsNew(after.Shown, shown.Index, sheet)).Select(shown => shown.Item.Edition)
            let first = own.Where(record => record.Kind == KindOf(sheet) && !anew.Contains(record.Id))
            from pair in editions.Zip(first)
            select new Posting(sheet, pair.First, Now(pair.Second));

        Record Now(Record record)
        {
            while (instead.TryGetValue(record.Id, out var by))
            {
                record = own.First(other => other.Id == by);
            }

            return record;
        }
    }

    /// <summary>One sheet of one putting-up.</summary>
    /// <param name="Sheet">Which.</param>
    /// <param name="Edition">版次.</param>
    /// <param name="Record">What stands for it now.</param>
    private sealed record Posting(DisclosureSheet Sheet, int Edition, Record Record);

    private const string Signed = "sheet";

    private static bool IsBare(Record record) => !record.Evidence.Contains(Signed);

    private static string KindOf(DisclosureSheet sheet) =>
        sheet == DisclosureSheet.Quarter ? DisclosureKinds.Posted : DisclosureKinds.Finance;

    private static FieldValue Everything => FieldValue.Of(Enum.GetValues<DisclosureSubject>().Select(subject => subject.Title()));

    private static bool IsQuarter(Disclosure disclosure) => disclosure.Period.Length > 7;

    private static bool IsStep(Record record, string step) => record.Kind == DisclosureKinds.Step && record.Field("step")?.Text == step;

    /// <summary>Whether that putting-up hung the sheet up itself, and did not find it hanging still.</summary>
    private static bool IsNew(ImmutableArray<Showing> shown, int at, DisclosureSheet sheet) =>
        shown[at].Sheets.Any(hung => hung.Sheet == sheet)
        && (
            at == 0
            || shown[at - 1].Edition < shown[at].Edition
            || !shown[at - 1].Sheets.Any(old => old.Sheet == sheet && old.Early is null)
        );

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
