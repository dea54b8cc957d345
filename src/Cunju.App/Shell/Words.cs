using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.TaskLists;

namespace Cunju.App.Shell;

/// <summary>How days, records and fields are said on every page.</summary>
public static class Words
{
    /// <summary>10月8日, with the year when it is not this one.</summary>
    public static string Day(DateOnly day, DateOnly today) => day.Year == today.Year ? $"{day.Month}月{day.Day}日" : Day(day);

    /// <summary>2023年10月8日.</summary>
    public static string Day(DateOnly day) => ChinaTime.Say(day);

    /// <summary>今天, 3天后, 已过12天.</summary>
    public static string Distance(DateOnly day, DateOnly today) =>
        (day.DayNumber - today.DayNumber) switch
        {
            0 => "今天",
            1 => "明天",
            < 0 and var past => $"已过{-past}天",
            var ahead => $"{ahead}天后",
        };

    /// <summary>The lane's name as people say it: 第1季度, 上半年, 3月, 1月15日, the whole year, or the case as it is written.</summary>
    public static string Lane(string name, RecordBook book, TaskList list)
    {
        if (DateOnly.TryParseExact(name, "yyyy-MM-dd", out var day))
        {
            return $"{day.Month}月{day.Day}日";
        }

        if (book.Find(name) is { } trigger)
        {
            return $"{trigger.On.Month}月{trigger.On.Day}日{KindTitle(list, trigger.Kind)}";
        }

        return name switch
        {
            [_, _, _, _, ..] when !name[..4].All(char.IsAsciiDigit) => name,
            [_, _, _, _] => "全年",
            [_, _, _, _, 'Q', var quarter] => $"第{quarter}季度",
            [_, _, _, _, 'H', '1'] => "上半年",
            [_, _, _, _, 'H', '2'] => "下半年",
            [_, _, _, _, '-', var ten, var one] when char.IsDigit(ten) && char.IsDigit(one) => $"{$"{ten}{one}".TrimStart('0')}月",
            _ => name,
        };
    }

    /// <summary>The kind's title; where the list of that year has no such kind, the name of the procedure that makes it.</summary>
    public static string KindTitle(TaskList list, string kind) =>
        list.Kinds.TryGetValue(kind, out var known)
            ? known.Title
            : Modules.All.SelectMany(module => module.Procedures).FirstOrDefault(procedure => procedure.Kinds.Contains(kind))?.Title
                ?? "清单以外的记录";

    /// <summary>One line that tells a record from its neighbours: kind and what is said of it that people can read.</summary>
    public static string Title(TaskList list, Record record) =>
        Details(list, record) is { Length: > 0 } details ? $"{KindTitle(list, record.Kind)}（{details}）" : KindTitle(list, record.Kind);

    /// <summary>The values of a record that people can read, in the order of the list; not the ids.</summary>
    public static string Details(TaskList list, Record record) =>
        !list.Kinds.TryGetValue(record.Kind, out var kind)
            ? ""
            : string.Join(
                "，",
                kind.Fields.Where(field => record.Fields.ContainsKey(field.Name) && !field.Type.StartsWith("ref", StringComparison.Ordinal))
                    .Take(3)
                    .Select(field => Value(field, record.Fields[field.Name]))
            );

    /// <summary>A value as people read it.</summary>
    public static string Value(RecordField field, FieldValue value) =>
        field.Type switch
        {
            "boolean" => $"{field.Title}{(value.Truth == true ? "：是" : "：否")}",
            "int" => $"{field.Title}{value.Text}",
            "date" =>
                $"{field.Title.Split('（')[0]}{(DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", out var day) ? Day(day) : value.Text)}",
            _ => string.Join('、', value.Items.Select(item => field.Labels.GetValueOrDefault(item, item))),
        };

    /// <summary>三级来源.</summary>
    public static string Title(Grade grade) =>
        grade switch
        {
            Grade.Procedure => "程序产生",
            Grade.SelfRecorded => "自记",
            Grade.SelfReported => "自评",
        };

    /// <summary>The source of one record.</summary>
    public static string Source(Record record) =>
        record.Source == RecordSource.WorkRecord ? "自记"
        : record.Kind is "self.report" ? "自评"
        : "程序产生";

    /// <summary>The first limb of a sentence of the list, so that a line stays a line.</summary>
    public static string Short(string sentence, int most = 42) =>
        sentence.Length <= most ? sentence.TrimEnd('；', ';') : sentence[..most] + "…";
}
