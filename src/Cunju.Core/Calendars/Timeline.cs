using System.Collections.Immutable;

namespace Cunju.Core.Calendars;

/// <summary>A value that changes on known days: each entry is in force from its day until the eve of the next one.</summary>
/// <remarks>Kinds, names and parents of units, profile values and the parameters of a list are all of this form, so that a question
/// about 2023 is answered with what was true in 2023.</remarks>
/// <typeparam name="T">What changes.</typeparam>
public sealed class Timeline<T>
{
    /// <summary>A timeline on which nothing was ever said.</summary>
    public static readonly Timeline<T> Empty = new([]);

    /// <summary>Orders the entries by day; of two entries of one day the later one in the sequence is kept.</summary>
    public Timeline(IEnumerable<(DateOnly From, T Value)> entries) =>
        Entries = [.. entries.GroupBy(entry => entry.From).OrderBy(group => group.Key).Select(group => group.Last())];

    /// <summary>The entries, earliest first.</summary>
    public ImmutableArray<(DateOnly From, T Value)> Entries { get; }

    /// <summary>One value for ever.</summary>
    public static Timeline<T> Always(T value) => new([(DateOnly.MinValue, value)]);

    /// <summary>The entry in force on that day; false when none was.</summary>
    public bool TryAt(DateOnly day, out T value)
    {
        for (var i = Entries.Length - 1; i >= 0; i--)
        {
            if (Entries[i].From <= day)
            {
                value = Entries[i].Value;
                return true;
            }
        }

        value = default!;
        return false;
    }

    /// <summary>The value in force on that day; <paramref name="otherwise"/> when none was.</summary>
    public T At(DateOnly day, T otherwise) => TryAt(day, out var value) ? value : otherwise;

    /// <summary>The same timeline with one more entry.</summary>
    public Timeline<T> With(DateOnly from, T value) => new(Entries.Append((from, value)));
}
