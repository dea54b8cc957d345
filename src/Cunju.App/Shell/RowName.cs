using System.Globalization;

namespace Cunju.App.Shell;

/// <summary>Which row of a list a field belongs to: <c>Agenda[2].Motion</c> is of the third. The names come from outside, so what is no row of a form is of no row at all.</summary>
public static class RowName
{
    /// <summary>How many rows of one list a form can have; a meeting with more items is two meetings.</summary>
    public const int Most = 40;

    /// <summary>The row from 0 to 39; null when the field is not of that list or the number is none a form would send.</summary>
    public static int? Of(string field, string list)
    {
        if (!field.StartsWith(list, StringComparison.Ordinal) || field.Length <= list.Length || field[list.Length] != '[')
        {
            return null;
        }

        var rest = field.AsSpan(list.Length + 1);
        var end = rest.IndexOf("].", StringComparison.Ordinal);
        // One spelling for one row: 「+2」, 「02」 and full-width digits are not what the forms write.
        return
            end is 1 or 2
            && (end == 1 || rest[0] != '0')
            && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && row < Most
            ? row
            : null;
    }
}
