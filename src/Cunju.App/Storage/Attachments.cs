using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Cunju.Core.Procedures;

namespace Cunju.App.Storage;

/// <summary>附件: finds the files an act or a fact names, wherever in it a property is marked with <see cref="FilesAttribute"/>.</summary>
public static class Attachments
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<PropertyInfo>> Parts = [];

    /// <summary>The digests and the properties they stand in.</summary>
    public static IEnumerable<(string Field, string Digest)> In(object said)
    {
        foreach (var part in Parts.GetOrAdd(said.GetType(), PartsOf))
        {
            if (part.GetValue(said) is not { } value)
            {
                continue;
            }

            foreach (
                var found in IsFiles(part) ? ((ImmutableArray<string>)value).Select(digest => (part.Name, digest))
                : value is IEnumerable rows ? rows.Cast<object>().Where(row => IsOurs(row.GetType())).SelectMany(In)
                : In(value)
            )
            {
                yield return found;
            }
        }
    }

    /// <summary>Whether a property holds digests of files.</summary>
    public static bool IsFiles(PropertyInfo property) => property.IsDefined(typeof(FilesAttribute));

    /// <summary>What of a type is worth looking into. What is computed says nothing that is not said already, and could go round in circles.</summary>
    private static ImmutableArray<PropertyInfo> PartsOf(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property =>
                    property.CanWrite && (IsFiles(property) || IsOurs(property.PropertyType) || HoldsOurs(property.PropertyType))
                ),
        ];

    private static bool HoldsOurs(Type type) => type.IsGenericType && type.GetGenericArguments().Any(IsOurs);

    private static bool IsOurs(Type type) => !type.IsEnum && type.Namespace?.StartsWith("Cunju.", StringComparison.Ordinal) == true;
}
