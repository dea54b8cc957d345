using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Cunju.App.TaskLists;
using Cunju.Core.DataFiles;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.Cli;

/// <summary>What <c>evaluate</c> and <c>explain</c> are asked about: a list, units, records and the two times.</summary>
internal sealed record Case(TaskList List, Register Register, RecordBook Records, Occurrence At)
{
    private readonly Dictionary<UnitKind, TaskList> spoken = [];

    /// <summary>The list in the words of the unit: a village's or a community's.</summary>
    public TaskList ListFor(Unit unit)
    {
        var kind = unit.KindOn(At.AsOf);
        return spoken.TryGetValue(kind, out var list) ? list : spoken[kind] = List.For(kind);
    }

    /// <summary>The unit with that code, or whose short or full name it is.</summary>
    public Unit Unit(string text)
    {
        if (Register.Find(text) is { } unit)
        {
            return unit;
        }

        var found = Register.Search(text, At.AsOf).ToArray();
        var exact = found.Where(each => each.NameOn(At.AsOf) == text || each.ShortNameOn(At.AsOf) == text).ToArray();
        return (exact.Length, found.Length) switch
        {
            (1, _) => exact[0],
            (0, 1) => found[0],
            (0, 0) => throw new FaultyInputException($"名册里没有单位「{text}」"),
            _ => throw new FaultyInputException(
                $"「{text}」不止一个单位：{string.Join('、', found.Take(8).Select(each => $"{each.ShortNameOn(At.AsOf)} {each.Id}"))}；请写代码"
            ),
        };
    }
}

/// <summary>The options that make a <see cref="Case"/>.</summary>
internal sealed class CaseOptions
{
    public Option<string> List { get; } = Path("--list", "清单文件 / Task list (YAML)");

    public Option<string> Units { get; } = Path("--units", "单位名册 / Register of units (TSV)");

    public Option<string> Records { get; } =
        Path("--records", "记录文件；种类、栏目、簿册编号见 cunju list show --kinds / Records (NDJSON)");

    public Option<DateOnly?> AsOf { get; } = Day("--as-of", "截至日：此后发生的不计 / As of this day", required: true);

    public Option<DateOnly?> KnownAt { get; } = Day("--known-at", "知悉日：此后录入的不计 / As known on this day");

    public Option<DateOnly?> Since { get; } = Day("--since", "启用日：此前结束的不适用 / First day of use");

    public Option<string?> Unit { get; } = new("--unit") { Description = "单位的代码或名称 / Unit, by code or name", HelpName = "代码" };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[List, Units, Records, AsOf, KnownAt, Since, Unit])
        {
            command.Add(option);
        }
    }

    /// <summary>Opens the files; every fault of all three is said before the command gives up.</summary>
    public Case Read(ParseResult parsed)
    {
        var (listPath, unitsPath, recordsPath) = (parsed.GetValue(List)!, parsed.GetValue(Units)!, parsed.GetValue(Records)!);
        var unitFindings = new Findings(unitsPath);
        var register = UnitFile.Read(File.ReadAllText(unitsPath), unitFindings);
        var list = TaskListFile.Read(listPath, [register], prove: false);
        var recordFindings = new Findings(recordsPath);
        var recordText = File.ReadAllText(recordsPath);
        var records =
            list.Reading is { } reading && unitFindings.None
                ? RecordFile.Read(recordText, reading.List.Kinds, register, recordFindings)
                : null;
        ImmutableArray<Finding> all = [.. unitFindings.All, .. list.Findings, .. recordFindings.All];
        if (!all.IsEmpty || records is null)
        {
            throw new FaultyInputException(string.Join(Environment.NewLine, all.Select(finding => finding.ToString())));
        }

        return new(
            list.Reading!.List,
            register,
            records,
            new(parsed.GetValue(AsOf)!.Value, parsed.GetValue(KnownAt), parsed.GetValue(Since))
        );
    }

    private static Option<string> Path(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "文件",
            Required = true,
        };

    private static Option<DateOnly?> Day(string name, string description, bool required = false) =>
        new(name)
        {
            Description = description,
            HelpName = "日期",
            Required = required,
            CustomParser = result => ParseDay(name, result),
        };

    private static DateOnly? ParseDay(string name, ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        result.AddError($"{name} 应为日期，写的是「{result.Tokens[0].Value}」；按 2023-12-31 的样子写");
        return null;
    }
}
