using System.CommandLine;
using Cunju.App;
using Cunju.App.Registry;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.Places;
using Cunju.Core.Registry;

namespace Cunju.Cli;

/// <summary>建区: what <c>init</c> does, and <c>serve --practice</c> the first time: the empty cell, then the district's units.</summary>
internal static class Founding
{
    public static Option<bool> Practice() => new("--practice") { Description = "演示用：数据不是真的，日期可以往后调 / For practice" };

    public static Option<DateOnly?> Today() => Day("--today", "演示的今天 / Today of a practice cell");

    public static Option<DateOnly?> Since() => Day("--since", "启用日：此前的事项不计 / First day of use");

    /// <summary>Makes the cell and brings in the units.</summary>
    public static async Task<Cell> Make(
        CellStore store,
        DataFolder rules,
        bool practice,
        DateOnly? today,
        DateOnly? since,
        TextWriter output,
        CancellationToken cancel
    )
    {
        if (today is not null && !practice)
        {
            throw new FaultyInputException("--today 只能和 --practice 一起用：真实数据的日期就是今天。");
        }

        var rows = await RowsOf(store.District, rules, cancel);
        var now = TimeProvider.System.GetUtcNow();
        var day = today ?? ChinaTime.Day(now);
        // A cadre who tries it out sees a whole year; a real district starts with the day it starts.
        var first = since ?? (practice ? new DateOnly(day.Year, 1, 1) : day);
        var ahead = today is null ? TimeSpan.Zero : ChinaTime.StartOf(day).AddHours(9) - now;
        await store.Create(practice, first, cancel, ahead);
        var cell = await store.Open(rules, TimeProvider.System, cancel);
        await Enrol(cell, rows, cancel);
        var kinds = rows.CountBy(row => row.Kind).ToDictionary();
        output.WriteLine(
            $"建好了：{store.Place}（{(practice ? "演示" : "正式")}，启用日 {first:yyyy-MM-dd}）。"
                + $"{kinds.GetValueOrDefault(UnitKind.Township)} 个镇街，{kinds.GetValueOrDefault(UnitKind.Village)} 个村，{kinds.GetValueOrDefault(UnitKind.Community)} 个社区。"
        );
        return cell;
    }

    /// <summary>Completes a cell whose making was interrupted between its tables and its register; does nothing to any other.</summary>
    public static async Task Finish(Cell cell, DataFolder rules, TextWriter output, CancellationToken cancel)
    {
        await using var db = cell.Open();
        if ((await cell.Register(db, cancel)).All.Length > 1)
        {
            return;
        }

        await Enrol(cell, await RowsOf(cell.District, rules, cancel), cancel);
        output.WriteLine("上次建库没有做完，已补上单位名册。");
    }

    /// <summary>The district's places as its register file has them.</summary>
    public static async Task<PlaceRow[]> RowsOf(string district, DataFolder rules, CancellationToken cancel)
    {
        var file = Path.Combine(rules.Path, "places", $"{district}.tsv");
        if (!File.Exists(file))
        {
            throw new FaultyInputException($"没有 {district} 的单位名册（{file}）。请先把名册放在那里，第一列是区划代码。");
        }

        try
        {
            return [.. DivisionFiles.FromTsv(await File.ReadAllTextAsync(file, cancel), file)];
        }
        catch (FormatException fault)
        {
            throw new FaultyInputException(fault.Message);
        }
    }

    private static async Task Enrol(Cell cell, PlaceRow[] rows, CancellationToken cancel)
    {
        var imported = await new Desk(cell).Act(
            PlaceProcedure.Table,
            cell.District,
            null,
            new ImportPlaces { Rows = [.. rows] },
            new("operator", cell.District, [PlaceProcedure.Keep.Id]),
            Luggage.None,
            cancel
        );
        if (!imported.IsDone)
        {
            throw new FaultyInputException(string.Join('\n', imported.Refusals.Select(refusal => refusal.Reason)));
        }
    }

    private static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "日期",
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", out var day))
                {
                    return day;
                }

                result.AddError($"{name} 应为日期，写的是「{result.Tokens[0].Value}」；按 2023-10-12 的样子写");
                return null;
            },
        };
}
