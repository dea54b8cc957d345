using System.Collections.Immutable;
using System.Globalization;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;

namespace Cunju.Core.WorkRecords;

/// <summary>Reads what was typed into the fields of a record kind, as the list says they are.</summary>
internal static class TypedFields
{
    /// <summary>The values the counting reads: every field but texts. What is malformed is left out; <see cref="Faults"/> names it.</summary>
    public static ImmutableSortedDictionary<string, FieldValue> Values(RecordKind kind, NotingAct act) =>
        Vocabulary
            .AskedOf(kind)
            .Where(field => field.Type != "text")
            .Select(field => (field.Name, Value: Read(field, Typed(act, field)).Value))
            .Where(field => field.Value is not null)
            .ToImmutableSortedDictionary(field => field.Name, field => field.Value!.Value, StringComparer.Ordinal);

    /// <summary>The texts, by field.</summary>
    public static IEnumerable<(string Name, string Text)> Texts(RecordKind kind, NotingAct act)
    {
        foreach (var field in Vocabulary.AskedOf(kind).Where(field => field.Type == "text"))
        {
            if (Typed(act, field) is [var text, ..])
            {
                yield return (field.Name, text);
            }
        }

        if (act.Note is { Length: > 0 } note)
        {
            yield return ("note", note);
        }
    }

    /// <summary>Everything wrong with the fields, each at its place in the form.</summary>
    public static IEnumerable<Refusal> Faults(RecordKind kind, NotingAct act)
    {
        foreach (var (place, field) in Vocabulary.AskedOf(kind).Index())
        {
            var typed = Typed(act, field);
            var fault = typed.IsEmpty
                ? field.Required
                    ? $"请填写「{field.Title}」，没有它这条记录不能计数。"
                    : null
                : Read(field, typed).Value is null
                    ? $"「{field.Title}」{Read(field, typed).Wanted}，您写的是「{string.Join('、', typed)}」。"
                    : Vocabulary.IsOpen(field) && typed.Any(PersonalNumbers.AreIn)
                        ? $"「{field.Title}」要长期保存，不能删除，请不要写身份证号、手机号、银行卡号，也不写个人姓名。"
                        : null;
            if (fault is not null)
            {
                yield return new("work-records.field", fault, Field: $"Fields[{place}].Values");
            }
        }
    }

    private static ImmutableArray<string> Typed(NotingAct act, RecordField field) =>
        [
            .. act
                .Fields.Where(typed => typed.Name == field.Name)
                .SelectMany(typed => typed.Values)
                .Select(text => text.Trim())
                .Where(text => text.Length > 0),
        ];

    private static (FieldValue? Value, string Wanted) Read(RecordField field, ImmutableArray<string> typed)
    {
        if (typed.IsEmpty)
        {
            return (null, "");
        }

        var text = HalfWidth.Of(typed[0]);
        return field.Type switch
        {
            "int" => (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? FieldValue.Of(number) : null,
                "要填整数"
            ),
            "boolean" => (text is "true" or "false" ? FieldValue.Of(text == "true") : null, "要选是或否"),
            "date" => (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? FieldValue.Of(day) : null, "要填日期，如 2023-10-08"),
            "month" => (DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", out _) ? FieldValue.Of(text) : null, "要填月份，如 2023-10"),
            "enum" => (field.Values.IsEmpty || field.Values.Contains(typed[0]) ? FieldValue.Of(typed[0]) : null, "没有这个选项"),
            "set" => (
                field.Values.IsEmpty || typed.All(item => field.Values.Contains(item)) ? FieldValue.Of(typed.Distinct()) : null,
                "没有这个选项"
            ),
            _ => (FieldValue.Of(typed[0]), ""),
        };
    }
}
