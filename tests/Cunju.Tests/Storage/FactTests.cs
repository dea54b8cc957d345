using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Schema;
using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Procedures;
using Xunit;

namespace Cunju.Tests.Storage;

/// <summary>Facts are kept for ever: what was written in one year is read in every later one.</summary>
public sealed class FactTests
{
    private static readonly (IProcedure Procedure, Type Fact)[] Facts =
    [
        .. TestCell
            .Institutions.SelectMany(procedure => Modules.FactsOf(procedure).Select(fact => (procedure, fact)))
            .OrderBy(pair => $"{pair.procedure.Name}/{pair.fact.Name}", StringComparer.Ordinal),
    ];

    [Fact]
    public void The_form_of_every_fact_is_the_approved_one() =>
        Approved.Is(
            "facts.txt",
            string.Join(
                "\n",
                Facts.Select(pair =>
                    $"{pair.Procedure.Name}/{pair.Fact.Name} {CellJson.Options.GetJsonSchemaAsNode(pair.Fact).ToJsonString(CellJson.Options)}"
                )
            )
        );

    [Fact]
    public void Every_fact_is_read_as_it_was_written()
    {
        Assert.NotEmpty(Facts);
        Assert.All(
            Facts,
            pair =>
            {
                var fact = Sample(pair.Fact);
                var written = CellJson.Write(fact);
                Assert.Same(pair.Fact, Modules.FactType(pair.Procedure.Name, pair.Fact.Name));
                Assert.Equal(written, CellJson.Write(JsonSerializer.Deserialize(written, pair.Fact, CellJson.Options)!));
                // Everything a fact says is written: nothing hides behind a name that JSON leaves out.
                Assert.All(
                    Said(pair.Fact),
                    property => Assert.Contains($"\"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\":", written)
                );
            }
        );
    }

    private static IEnumerable<PropertyInfo> Said(Type fact) =>
        fact.GetProperties().Where(property => property.CanWrite && property.Name != nameof(Fact.Asides));

    /// <summary>A value in which nothing is empty.</summary>
    private static object Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return "字“引号”";
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(type.GetEnumValues().Length - 1)!;
        }

        object? simple =
            type == typeof(int) ? 7
            : type == typeof(long) ? 7L
            : type == typeof(bool) ? true
            : type == typeof(DateOnly) ? new DateOnly(2023, 10, 12)
            : type == typeof(TimeOnly) ? new TimeOnly(14, 30)
            : type == typeof(DateTime) ? new DateTime(2023, 10, 12, 1, 2, 3, DateTimeKind.Utc)
            : type == typeof(Cunju.Core.Ledger.FieldValue) ? Cunju.Core.Ledger.FieldValue.Of(["党务", "政务"])
            : null;
        if (simple is not null)
        {
            return simple;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var element = type.GetGenericArguments()[0];
            var items = Array.CreateInstance(element, 1);
            items.SetValue(Sample(element), 0);
            return JsonSerializer.Deserialize(JsonSerializer.Serialize(items, CellJson.Options), type, CellJson.Options)!;
        }

        if (type.IsGenericType && type.GetGenericArguments() is [var key, _] && key == typeof(string))
        {
            var pair = new Dictionary<string, object> { ["key"] = Sample(type.GetGenericArguments()[1]) };
            return JsonSerializer.Deserialize(JsonSerializer.Serialize(pair, CellJson.Options), type, CellJson.Options)!;
        }

        var constructor = type.GetConstructors().OrderByDescending(each => each.GetParameters().Length).First();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
        foreach (var property in Said(type).Where(property => property.SetMethod!.IsPublic))
        {
            property.SetValue(made, Sample(property.PropertyType));
        }

        return made;
    }
}
