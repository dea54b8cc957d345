using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Cunju.Core.DataFiles;
using Cunju.Core.Procedures;

namespace Cunju.App.Shell;

/// <summary>Makes an act from named texts: a posted form, or <c>Field=value</c> words of the command line. Every malformed field is named with what to write.</summary>
public static class ActReader
{
    /// <summary>The act, or the problems. Property names are field names; lists of records are <c>Agenda[0].Motion</c>.</summary>
    public static (Act? Act, ImmutableArray<Problem> Problems) Read(Type type, IReadOnlyDictionary<string, ImmutableArray<string>> values)
    {
        var problems = new List<Problem>();
        var act = (Act)Record(type, "", values, problems);
        return (problems.Count == 0 ? act : null, [.. problems]);
    }

    /// <summary>The properties of an act or of a row in it that a person fills in, in the order of the form.</summary>
    public static IEnumerable<PropertyInfo> Asked(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.DeclaringType != typeof(Act));

    /// <summary>What a property is called on the form.</summary>
    public static string Label(PropertyInfo property) => property.GetCustomAttribute<AskAttribute>()?.Label ?? property.Name;

    /// <summary>The fields with which an act can be asked again: the inverse of <see cref="Read"/>.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> Fields(object act, string prefix = "")
    {
        var fields = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        foreach (var property in Asked(act.GetType()))
        {
            var value = property.GetValue(act);
            if (value is null || value is ICollection { Count: 0 })
            {
                continue;
            }

            var element = Element(property.PropertyType);
            if (element is null)
            {
                fields[prefix + property.Name] = [Text(value)];
            }
            else if (IsScalar(element))
            {
                fields[prefix + property.Name] = [.. ((IEnumerable)value).Cast<object>().Select(Text)];
            }
            else
            {
                foreach (var (at, row) in ((IEnumerable)value).Cast<object>().Index())
                {
                    fields.AddRange(Fields(row, $"{prefix}{property.Name}[{at}]."));
                }
            }
        }

        return fields.ToImmutable();
    }

    private static object Record(
        Type type,
        string prefix,
        IReadOnlyDictionary<string, ImmutableArray<string>> values,
        List<Problem> problems
    )
    {
        var made = Activator.CreateInstance(type)!;
        var properties = type.IsSubclassOf(typeof(Act)) ? Asked(type).Concat(typeof(Act).GetProperties()) : Asked(type);
        foreach (var property in properties)
        {
            var name = prefix + property.Name;
            if (Element(property.PropertyType) is not { } element)
            {
                if (values.TryGetValue(name, out var typed) && typed.Length > 0 && typed[0].Trim() is { Length: > 0 } text)
                {
                    Put(property, made, Scalar(property.PropertyType, text, name, Label(property), problems));
                }

                continue;
            }

            var rows = IsScalar(element) ? Scalars(element, name, property, values, problems) : Rows(element, name, values, problems);
            Put(property, made, ToImmutableArray(element, rows));
        }

        return made;
    }

    private static void Put(PropertyInfo property, object made, object? value)
    {
        if (value is not null)
        {
            property.SetValue(made, value);
        }
    }

    private static List<object> Scalars(
        Type element,
        string name,
        PropertyInfo property,
        IReadOnlyDictionary<string, ImmutableArray<string>> values,
        List<Problem> problems
    ) =>
        values.TryGetValue(name, out var typed)
            ?
            [
                .. typed
                    .Select(text => text.Trim())
                    .Where(text => text.Length > 0)
                    .Select(text => Scalar(element, text, name, Label(property), problems))
                    .OfType<object>(),
            ]
            : [];

    /// <summary>Rows in which nothing was typed are left out, so that a form can offer empty ones.</summary>
    private static List<object> Rows(
        Type element,
        string name,
        IReadOnlyDictionary<string, ImmutableArray<string>> values,
        List<Problem> problems
    )
    {
        var rows = new List<object>();
        var numbers = values
            .Where(value => value.Value.Any(text => text.Trim().Length > 0))
            .Select(value => RowName.Of(value.Key, name))
            .OfType<int>()
            .Distinct()
            .Order();
        foreach (var number in numbers)
        {
            rows.Add(Record(element, $"{name}[{number}].", values, problems));
        }

        return rows;
    }

    private static object? Scalar(Type type, string text, string name, string label, List<Problem> problems)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return text.Replace("\r\n", "\n", StringComparison.Ordinal);
        }

        if (type == typeof(int))
        {
            if (int.TryParse(HalfWidth.Of(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            problems.Add(new(name, $"「{label}」要填数字，您写的是「{text}」。"));
            return null;
        }

        if (type == typeof(DateOnly))
        {
            if (
                DateOnly.TryParseExact(
                    text,
                    ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
            {
                return day;
            }

            problems.Add(new(name, $"「{label}」要填日期，如 2023-10-08，您写的是「{text}」。"));
            return null;
        }

        if (type == typeof(TimeOnly))
        {
            if (TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time))
            {
                return time;
            }

            problems.Add(new(name, $"「{label}」要填时间，如 14:30，您写的是「{text}」。"));
            return null;
        }

        if (type == typeof(bool))
        {
            return text is "true" or "on" or "是";
        }

        if (type.IsEnum && Enum.TryParse(type, text, out var member) && Enum.IsDefined(type, member))
        {
            return member;
        }

        problems.Add(new(name, $"「{label}」没有「{text}」这个选项，请重新选择。"));
        return null;
    }

    private static bool IsScalar(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { } bare
        && (bare.IsPrimitive || bare.IsEnum || bare == typeof(string) || bare == typeof(DateOnly) || bare == typeof(TimeOnly));

    private static Type? Element(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GetGenericArguments()[0] : null;

    private static object ToImmutableArray(Type element, List<object> items)
    {
        var array = Array.CreateInstance(element, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            array.SetValue(items[i], i);
        }

        return typeof(ImmutableArray)
            .GetMethods()
            .First(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(element)
            .Invoke(null, [array])!;
    }

    private static string Text(object value) =>
        value switch
        {
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
