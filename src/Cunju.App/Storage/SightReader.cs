using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.Ledger;
using Cunju.Core.TaskLists;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Storage;

/// <summary>按视野取数: reads from a store what <see cref="Sight.Of"/> says is in sight, and nothing else, in one question, so that ten years cost no more than one.</summary>
public static class SightReader
{
    /// <summary>The rows in sight.</summary>
    /// <param name="db">Where they are.</param>
    /// <param name="sight">What the list looks at.</param>
    /// <param name="units">Whose records; what answers them comes along, whoever made it. Null = the whole district.</param>
    /// <param name="cancel">Stops.</param>
    public static async Task<List<RecordRow>> Read(CunjuDb db, Sight sight, IReadOnlyCollection<string>? units, CancellationToken cancel)
    {
        var parameters = new List<object>();
        var whose = units is null ? "" : $"\"Unit\" IN ({All(units)}) AND ";
        var (first, last, whole) = (One(sight.Days.First), One(sight.Days.Last), All(sight.WholeCases));
        // One search of an index each: as alternatives of one search the engines would read all years of the unit.
        var own = new List<string> { $"\"On\" BETWEEN {first} AND {last}" };
        if (!sight.Earlier.IsEmpty)
        {
            own.Add($"\"Kind\" IN ({All(sight.Earlier)}) AND \"On\" < {first}");
        }

        if (!sight.Later.IsEmpty)
        {
            own.Add($"\"Kind\" IN ({All(sight.Later)}) AND \"On\" > {last}");
        }

        if (!sight.Cases.IsEmpty)
        {
            own.Add($"\"Case\" IN ({All(sight.Cases)}) AND \"Kind\" IN ({whole}) AND \"On\" NOT BETWEEN {first} AND {last}");
        }

        // What lies further off is found from one's own records outwards; CROSS JOIN tells SQLite to keep to that order, or it would go through all years of a kind.
        var steps = sight.WholeCases.IsEmpty
            ? ""
            : $"""
                SELECT step."Id" FROM own CROSS JOIN records step
                WHERE step."Case" = own."Case" AND step."Kind" = own."Kind" AND step."Unit" = own."Unit"
                  AND own."Case" IS NOT NULL AND own."Kind" IN ({whole}) AND step."On" NOT BETWEEN {first} AND {last}
                UNION
                """;
        var others = units is null ? "" : $" OR answer.\"Unit\" NOT IN ({All(units)})";
        var sql = $"""
            WITH RECURSIVE own AS ({Each("\"Id\", \"Unit\", \"Kind\", \"Case\"")}),
            further("Id") AS (
            {steps}
            SELECT answer."Id" FROM own CROSS JOIN records answer
            WHERE answer."Of" = own."Id" AND (answer."On" NOT BETWEEN {first} AND {last}{others})
            UNION
            SELECT answer."Id" FROM further CROSS JOIN records answer WHERE answer."Of" = further."Id")
            {Each("*")}
            UNION ALL
            SELECT records.* FROM further CROSS JOIN records WHERE records."Id" = further."Id"
            """;
#pragma warning disable EF1002 // The text holds places of parameters only; every word of a list and every day is a parameter.
        var rows = await db.Records.FromSqlRaw(sql, [.. parameters]).AsNoTracking().ToListAsync(cancel);
#pragma warning restore EF1002
        return [.. rows.DistinctBy(row => row.Id, StringComparer.Ordinal)];

        string Each(string columns) =>
            string.Join(" UNION ALL ", own.Select(condition => $"SELECT {columns} FROM records WHERE {whose}{condition}"));

        string One(object value)
        {
            parameters.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"{{{parameters.Count - 1}}}");
        }

        string All(IEnumerable<string> values) => string.Join(", ", values.Select(One));
    }

    /// <summary>The rows as the counting sees them. Many say the same word for word (a step, a book), so what is said is read once.</summary>
    public static IEnumerable<Record> ToRecords(this IEnumerable<RecordRow> rows)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var fields = new Dictionary<string, ImmutableDictionary<string, FieldValue>>(StringComparer.Ordinal);
        var evidence = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            yield return new()
            {
                Id = row.Id,
                Unit = Once(words, row.Unit, word => word),
                Kind = Once(words, row.Kind, word => word),
                On = row.On,
                EnteredOn = row.Entered,
                Case = row.Case is { } name ? Once(words, name, word => word) : null,
                Of = row.Of,
                Fields = Once(fields, row.Fields, CellJson.Read<ImmutableDictionary<string, FieldValue>>),
                Evidence = Once(evidence, row.Evidence, CellJson.Read<ImmutableArray<string>>),
                Source = row.Source,
            };
        }

        static T Once<T>(Dictionary<string, T> known, string text, Func<string, T> read) =>
            known.TryGetValue(text, out var value) ? value : known[text] = read(text);
    }
}
