using System.Globalization;
using System.Text.RegularExpressions;
using Cunju.Core.Calendars;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>The turns of phrase all explanations share.</summary>
internal static partial class Words
{
    /// <summary>The note on a duty whose edition nobody has issued yet.</summary>
    public const string Carried = "沿用草案";

    /// <summary>The note on a lane that closed before the unit began to use the system.</summary>
    public const string BeforeFirstDay = "启用前";

    /// <summary>The note on a report that was approved and says that nothing is done yet: nobody sent it back, and still it is no fulfilment.</summary>
    public const string ReportedUndone = "自评为未落实";

    /// <summary>A lane's name as people say it: 2023年第1季度, 2023年上半年, 2023年1月15日, or the case as it is written.</summary>
    public static string Lane(string name)
    {
        if (DateOnly.TryParseExact(name, "yyyy-MM-dd", out var day))
        {
            return ChinaTime.Say(day);
        }

        return PeriodName().Match(name) is not { Success: true } period
            ? name
            : $"{period.Groups["year"].Value}年"
                + (
                    period.Groups["quarter"] is { Success: true } quarter ? $"第{quarter.Value}季度"
                    : period.Groups["half"] is { Success: true } half
                        ? half.Value == "1" ? "上半年"
                            : "下半年"
                    : period.Groups["month"] is { Success: true } month ? $"{int.Parse(month.Value, CultureInfo.InvariantCulture)}月"
                    : ""
                );
    }

    /// <summary>What people call a field of that kind of record.</summary>
    public static string Field(TaskList list, string kind, string field) =>
        list.Kinds.TryGetValue(kind, out var known) && known.Fields.FirstOrDefault(candidate => candidate.Name == field) is { } found
            ? found.Title
            : field;

    /// <summary>A value as people say it: 是 and 否 for truth values, 空 for none, otherwise the list's title for it or the value itself.</summary>
    public static string Value(TaskList list, string? value) =>
        value switch
        {
            null or "" => "空",
            "true" => "是",
            "false" => "否",
            _ => list.Titles.GetValueOrDefault(value, value),
        };

    /// <summary>A value of a field of that kind of record as people say it: the list's own label for it where the field has one.</summary>
    public static string Value(TaskList list, string kind, string field, string? value) =>
        value is not null
        && list.Kinds.TryGetValue(kind, out var known)
        && known.Fields.FirstOrDefault(candidate => candidate.Name == field)?.Labels.GetValueOrDefault(value) is { } label
            ? label
            : Value(list, value);

    /// <summary>Why a record does not count that says something else than it must.</summary>
    public static string Denies(TaskList list, Ledger.Record record, Condition condition) =>
        $"「{Field(list, record.Kind, condition.Field)}」应为{Value(list, record.Kind, condition.Field, condition.Value)}，记的是{Value(list, record.Kind, condition.Field, record.Field(condition.Field)?.Text)}";

    /// <summary>甲、乙、丙.</summary>
    public static string List(IEnumerable<string> words) => string.Join('、', words);

    [GeneratedRegex(@"^(?<year>\d{4})(Q(?<quarter>[1-4])|H(?<half>[12])|-(?<month>\d{2}))?$")]
    private static partial Regex PeriodName();
}
