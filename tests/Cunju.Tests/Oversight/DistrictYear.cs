using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Storage;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Tests.Oversight;

/// <summary>Records of three quarters for the units of some townships, the same every time: most things done, some late, some missing, some only noted.</summary>
internal static class DistrictYear
{
    private static readonly string[] Subjects = ["党务", "政务", "服务", "财务"];

    /// <summary>Puts the records where the Desk would have put them; who did what is not what these tests are about.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="townships">Ids of the townships; none = the whole district.</param>
    public static async Task Fill(TestCell cell, params string[] townships)
    {
        await using var db = cell.Cell.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var register = await cell.Cell.Register(db, CancellationToken.None);
        foreach (
            var unit in register.All.Where(unit =>
                townships.Length == 0 || townships.Any(id => unit.Id.StartsWith(id, StringComparison.Ordinal))
            )
        )
        {
            var rows = Of(unit).ToArray();
            db.Records.AddRange(rows);
            if (rows.Length > 0)
            {
                // Whoever keeps the records at hand looks at the chains to see that there are more.
                db.Heads.Add(new() { Organisation = unit.Id, Seq = rows.Length });
            }
        }

#pragma warning disable RS0030 // Only the Desk writes; a fixture prepares.
        await db.SaveChangesAsync();
#pragma warning restore RS0030
    }

    private static IEnumerable<RecordRow> Of(Unit unit)
    {
        var seq = 0;
        var luck = int.Parse(unit.Id.AsSpan(Math.Max(0, unit.Id.Length - 6)), CultureInfo.InvariantCulture);
        if (unit.Id.Length == 9)
        {
            yield return Row("rules.nominated", "2023-09-25");
            yield return Row("case.submitted", luck % 4 == 0 ? "2023-09-02" : "2023-08-29");
            yield break;
        }

        if (unit.Id.Length < 12)
        {
            yield break;
        }

        foreach (var day in new[] { "2023-02-08", "2023-03-14", "2023-05-09", "2023-06-20", "2023-08-11", "2023-09-12" })
        {
            if (++luck % 7 == 0)
            {
                continue;
            }

            var meeting = Row("meeting.consultation", day);
            yield return meeting;
            yield return Row("record.book-entry", day, of: meeting.Id, fields: [("book", ["book.consult"])]);
        }

        foreach (var day in new[] { "2023-01-15", "2023-04-15", "2023-07-15" })
        {
            // 2023 年的 15 日都是周末：有的单位到下一个工作日才公开。
            var shown =
                ++luck % 5 == 0
                    ? DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : day;
            yield return Row("open.posted", shown, fields: [("categories", Subjects)]);
            yield return Row("open.cloud", shown, fields: [("categories", Subjects)]);
        }

        for (var month = 1; month <= 9; month++)
        {
            yield return Row("open.finance", $"2023-{month:00}-20", noted: ++luck % 3 == 0);
        }

        var assembly = Row("meeting.assembly", "2023-03-18");
        yield return assembly;
        yield return Row(
            "record.book-entry",
            "2023-03-20",
            of: assembly.Id,
            fields: [("book", [unit.KindOn(new(2023, 3, 18)) == UnitKind.Village ? "book.village" : "book.community"])]
        );
        if (luck % 2 == 0)
        {
            yield return Row("self.report", "2023-10-10", fields: [("obligation", ["service.all-posts"]), ("rating", ["已落实"])]);
        }

        RecordRow Row(string kind, string on, string? of = null, (string Name, string[] Values)[]? fields = null, bool noted = false) =>
            Made(unit.Id, ++seq, kind, on) with
            {
                Of = of,
                Fields = CellJson.Write((fields ?? []).ToDictionary(field => field.Name, field => FieldValue.Of(field.Values))),
                Source = noted ? RecordSource.WorkRecord : RecordSource.Procedure,
            };
    }

    /// <summary>Puts a few records of one unit where the Desk would have put them.</summary>
    /// <returns>Their ids, which are the names of the lanes they start.</returns>
    public static async Task<string[]> Put(TestCell cell, string unit, params (string Kind, string On)[] records)
    {
        await using var db = cell.Cell.Open();
        RecordRow[] rows = [.. records.Select((record, at) => Made(unit, 900_000 + at, record.Kind, record.On))];
        db.Records.AddRange(rows);
        if (await db.Heads.FindAsync(unit) is { } head)
        {
            head.Seq += rows.Length;
        }
        else
        {
            db.Heads.Add(new() { Organisation = unit, Seq = rows.Length });
        }

#pragma warning disable RS0030 // Only the Desk writes; a fixture prepares.
        await db.SaveChangesAsync();
#pragma warning restore RS0030
        return [.. rows.Select(row => row.Id)];
    }

    private static RecordRow Made(string unit, int seq, string kind, string on) =>
        new()
        {
            Id = $"{unit}-{seq:000000}",
            Unit = unit,
            Kind = kind,
            On = DateOnly.Parse(on, CultureInfo.InvariantCulture),
            Entered = DateOnly.Parse(on, CultureInfo.InvariantCulture),
            Fields = CellJson.Write(new Dictionary<string, FieldValue>()),
            Evidence = CellJson.Write(ImmutableArray.Create("minutes")),
            Source = RecordSource.Procedure,
            CaseUnit = unit,
            CaseProcedure = "work-records",
            CaseNumber = $"2023-{seq:000}",
            CaseVersion = 1,
        };
}
