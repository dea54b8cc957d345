using System.Collections.Immutable;
using System.Globalization;

namespace Cunju.Core.Ledger;

/// <summary>What a record says in one field: one text, or a set of texts (党务、政务 …). Numbers, days and truth values are kept as their canonical text,
/// so that a file, a form and a database all compare alike.</summary>
public readonly record struct FieldValue
{
    private readonly ImmutableArray<string> items;

    private FieldValue(ImmutableArray<string> items) => this.items = items;

    /// <summary>The items; a single value has one.</summary>
    public ImmutableArray<string> Items => items.IsDefault ? [] : items;

    /// <summary>The value as text; several items are joined with 、.</summary>
    public string Text => string.Join('、', Items);

    /// <summary>The value as a whole number; null when it is none.</summary>
    public int? Number =>
        Items.Length == 1 && int.TryParse(Items[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The value as a day (<c>yyyy-MM-dd</c>); null when it is none.</summary>
    public DateOnly? Day => Items.Length == 1 && DateOnly.TryParseExact(Items[0], "yyyy-MM-dd", out var day) ? day : null;

    /// <summary>The value as yes or no; null when it is neither.</summary>
    public bool? Truth =>
        Items.Length == 1
            ? Items[0] switch
            {
                "true" or "是" => true,
                "false" or "否" => false,
                _ => null,
            }
            : null;

    /// <summary>One text.</summary>
    public static FieldValue Of(string text) => new([text]);

    /// <summary>One number.</summary>
    public static FieldValue Of(int number) => new([number.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Yes or no.</summary>
    public static FieldValue Of(bool truth) => new([truth ? "true" : "false"]);

    /// <summary>One day.</summary>
    public static FieldValue Of(DateOnly day) => new([day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);

    /// <summary>A set of texts.</summary>
    public static FieldValue Of(IEnumerable<string> set) => new([.. set]);

    /// <summary>Two values are equal when they hold the same items in the same order.</summary>
    public bool Equals(FieldValue other) => Items.SequenceEqual(other.Items, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Items.Aggregate(0, (hash, item) => HashCode.Combine(hash, StringComparer.Ordinal.GetHashCode(item)));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
