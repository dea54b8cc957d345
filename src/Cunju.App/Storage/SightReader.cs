using System.Collections.Immutable;
using System.Globalization;
using System.Text;
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
    public static Task<List<RecordRow>> Read(CunjuDb db, Sight sight, IReadOnlyCollection<string>? units, CancellationToken cancel)
    {
        var parameters = new List<object>();
        var whose = units is null ? "" : $"\"Unit\" IN ({All(units)}) AND ";
        var (first, last) = (One(sight.Days.First), One(sight.Days.Last));
        var sql = new StringBuilder("WITH RECURSIVE own AS (");
        // One search of an index each: as alternatives of one search the engines would read all years of the unit.
        Add($"\"On\" BETWEEN {first} AND {last}");
        if (!sight.Earlier.IsEmpty)
        {
            sql.Append(" UNION ALL ");
            Add($"\"Kind\" IN ({All(sight.Earlier)}) AND \"On\" < {first}");
        }

        if (!sight.Later.IsEmpty)
        {
            sql.Append(" UNION ALL ");
            Add($"\"Kind\" IN ({All(sight.Later)}) AND \"On\" > {last}");
        }

        if (!sight.Cases.IsEmpty)
        {
            sql.Append(" UNION ALL ");
            Add($"\"Case\" IN ({All(sight.Cases)}) AND \"Kind\" IN ({All(sight.WholeCases)})");
        }

        sql.Append("), seen(\"Id\") AS (SELECT \"Id\" FROM own");
        if (!sight.WholeCases.IsEmpty)
        {
            sql.Append(
                CultureInfo.InvariantCulture,
                $"""
                 UNION SELECT step."Id" FROM own JOIN records step ON step."Case" = own."Case" AND step."Kind" = own."Kind" AND step."Unit" = own."Unit"
                 WHERE own."Case" IS NOT NULL AND own."Kind" IN ({All(sight.WholeCases)})
                """
            );
        }

        sql.Append(
            """
             UNION SELECT answer."Id" FROM seen JOIN records answer ON answer."Of" = seen."Id")
            SELECT records.* FROM seen JOIN records ON records."Id" = seen."Id"
            """
        );
#pragma warning disable EF1003 // The text holds places of parameters only; every word of a list and every day is a parameter.
        return db.Records.FromSqlRaw(sql.ToString(), [.. parameters]).AsNoTracking().ToListAsync(cancel);
#pragma warning restore EF1003

        void Add(string condition) =>
            sql.Append(CultureInfo.InvariantCulture, $"SELECT \"Id\", \"Unit\", \"Kind\", \"Case\" FROM records WHERE {whose}{condition}");

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
