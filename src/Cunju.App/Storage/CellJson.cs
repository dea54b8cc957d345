using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Cunju.Core.Ledger;

namespace Cunju.App.Storage;

/// <summary>How facts and small lists are written down for decades: one form, Chinese readable, members in the order of their declaration, nothing that is null.</summary>
public static class CellJson
{
    /// <summary>The one form.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(), new FieldValueConverter() },
    };

    /// <summary>Writes a value by its run-time type.</summary>
    public static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);

    /// <summary>Reads a value.</summary>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    /// <summary>Reads a value of a type that is known only now.</summary>
    public static object Read(string text, Type type) => JsonSerializer.Deserialize(text, type, Options)!;

    private sealed class FieldValueConverter : JsonConverter<FieldValue>
    {
        public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.StartArray
                ? FieldValue.Of(JsonSerializer.Deserialize<string[]>(ref reader, options)!)
                : FieldValue.Of(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
        {
            if (value.Items.Length == 1)
            {
                writer.WriteStringValue(value.Items[0]);
                return;
            }

            writer.WriteStartArray();
            foreach (var item in value.Items)
            {
                writer.WriteStringValue(item);
            }

            writer.WriteEndArray();
        }
    }
}
