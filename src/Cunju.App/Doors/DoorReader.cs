using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Procedures;

namespace Cunju.App.Doors;

/// <summary>Makes of a JSON object the named texts that <see cref="ActReader"/> makes an act of, so that a program is told the same as a form, field by field.
/// A member nobody asks for is a mistake, not something to pass over. A file is a <c>data:</c> address in its list.</summary>
public static class DoorReader
{
    /// <summary>The fields of an act, the files among them, and what is wrong.</summary>
    public static (
        ImmutableDictionary<string, ImmutableArray<string>> Values,
        ImmutableArray<Blob> Blobs,
        ImmutableArray<Problem> Problems
    ) Read(Step step, JsonElement body, string unit)
    {
        var reading = new Reading(unit);
        if (body.ValueKind != JsonValueKind.Object)
        {
            reading.Problems.Add(new(null, "正文要是一个 JSON 对象。"));
        }
        else
        {
            try
            {
                reading.Members(step.Act, body, "", step.Opens ? [] : [typeof(Act).GetProperty(nameof(Act.Seen))!]);
            }
            catch (InvalidOperationException)
            {
                // Half a character (a lone surrogate) is JSON and yet no text.
                reading.Problems.Add(new(null, "正文里有不完整的字符。"));
            }
        }

        if (!step.Opens && reading.Problems.Count == 0 && !reading.Values.ContainsKey(nameof(Act.Seen)))
        {
            reading.Problems.Add(new(nameof(Act.Seen), "请写明看到的是第几版（seen），先读一次这件事就知道。"));
        }

        return (reading.Values.ToImmutable(), [.. reading.Blobs], [.. reading.Problems]);
    }

    /// <summary>A field's name as programs write it: <c>Agenda[0].For</c> → <c>agenda[0].for</c>.</summary>
    public static string Camel(string field) =>
        string.Join('.', field.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));

    private sealed class Reading(string unit)
    {
        public ImmutableDictionary<string, ImmutableArray<string>>.Builder Values { get; } =
            ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();

        public List<Blob> Blobs { get; } = [];

        public List<Problem> Problems { get; } = [];

        public void Members(Type type, JsonElement row, string prefix, params PropertyInfo[] more)
        {
            var asked = ActReader.Asked(type).Concat(more).ToDictionary(property => Camel(property.Name), StringComparer.Ordinal);
            foreach (var member in row.EnumerateObject())
            {
                if (asked.TryGetValue(member.Name, out var property))
                {
                    Member(prefix + property.Name, property, member.Value);
                }
                else
                {
                    Problems.Add(new(prefix + member.Name, $"没有「{member.Name}」这个字段。"));
                }
            }
        }

        private void Member(string name, PropertyInfo property, JsonElement value)
        {
            var (type, isFile) = (property.PropertyType, Attachments.IsFiles(property));
            if (value.ValueKind == JsonValueKind.Null)
            {
                return;
            }

            var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
            if (isList != (value.ValueKind == JsonValueKind.Array))
            {
                Problems.Add(new(name, isList ? "这里要写一个数组。" : "这里只写一个值。"));
                return;
            }

            if (!isList)
            {
                Scalar(name, value, isFile);
                return;
            }

            foreach (var (at, item) in value.EnumerateArray().Index())
            {
                if (item.ValueKind != JsonValueKind.Object)
                {
                    Scalar(name, item, isFile);
                }
                else if (at < RowName.Most)
                {
                    Members(type.GetGenericArguments()[0], item, $"{name}[{at}].");
                }
                else
                {
                    Problems.Add(new(name, $"最多 {RowName.Most} 项。"));
                    return;
                }
            }
        }

        private void Scalar(string name, JsonElement value, bool isFile)
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
            if (text is null)
            {
                Problems.Add(new(name, "这里只写一个值。"));
                return;
            }

            if (isFile && text.StartsWith("data:", StringComparison.Ordinal))
            {
                text = File(name, text);
            }

            if (text is not null)
            {
                Values[name] = Values.TryGetValue(name, out var before) ? before.Add(text) : [text];
            }
        }

        private string? File(string name, string address)
        {
            byte[]? bytes = null;
            var type = "";
            try
            {
                (bytes, type) = Uploads.Clean(Convert.FromBase64String(address[(address.IndexOf(',', StringComparison.Ordinal) + 1)..]));
            }
            catch (FormatException)
            {
                // Said below like any other file that is none.
            }

            if (bytes is null || bytes.Length > Uploads.Largest)
            {
                Problems.Add(new(name, "文件要是 jpg、png 图片或 PDF，最大 10 MB，写成 data:…;base64,…。"));
                return null;
            }

            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            Blobs.Add(
                new()
                {
                    Digest = digest,
                    Unit = unit,
                    MediaType = type,
                    Bytes = bytes,
                }
            );
            return digest;
        }
    }
}
