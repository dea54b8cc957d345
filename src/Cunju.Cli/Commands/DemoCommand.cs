using System.CommandLine;
using Cunju.App.Demo;
using Cunju.App.Storage;
using Cunju.Core.TaskLists;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju demo</c>: makes the demo year once, and each time prints by which names to sign in.</summary>
internal static class DemoCommand
{
    private const string District = "500112";

    public static Command Build()
    {
        var store = new StoreOptions();
        var seed = new Option<int>("--seed")
        {
            Description = "种子：同一个种子做出同样的一年 / The same seed makes the same year",
            HelpName = "数",
            DefaultValueFactory = _ => 2023,
        };
        var townships = new Option<string[]>("--township")
        {
            Description = "只做这些镇街（九位代码，可以写几次）/ Only these townships",
            HelpName = "代码",
        };
        var table = new Option<bool>("--statuses")
        {
            Description = "列出真实的村（社区）和镇街各事项的状态 / Count the statuses of the real places",
        };
        var command = new Command("demo", "演示的一年：2023 年 1 月到 10 月 / A year to look at") { seed, townships, table };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var output = parsed.InvocationConfiguration.Output;
                var rules = store.Rules(parsed);
                if (store.At(parsed, store.District(parsed) ?? District) is not SqliteStore file || file.District != District)
                {
                    throw new FaultyInputException("演示的一年只做渝北区（500112），只用 SQLite。");
                }

                if (!await file.Exists(cancel))
                {
                    await Make(file, rules, parsed.GetValue(townships) ?? [], parsed.GetValue(seed), output, cancel);
                }

                var cell = await file.Open(rules, TimeProvider.System, cancel);
                if (!await DemoYear.IsIn(cell, cancel))
                {
                    throw new FaultyInputException($"{file.Place} 里是别的数据，不是演示的一年。请换一个文件夹：--data 文件夹。");
                }

                output.WriteLine($"演示的一年：今天是 {cell.Today:yyyy-MM-dd}。人和事都是编的，出岔子的都在「示范镇」。");
                output.WriteLine($"下面各账号和其余单位同类账号（单位名加职务）的密码都是 {DemoYear.Password}");
                TextTable.Write(
                    output,
                    ["单位", "身份", "登录名"],
                    [.. (await DemoYear.SignIns(cell, cancel)).Select(one => new[] { one.Place, one.Office, one.Login })]
                );
                if (parsed.GetValue(table))
                {
                    await Statuses(cell, output, cancel);
                }

                return CommandLine.Sound;
            }
        );
        return command;
    }

    private static async Task Statuses(Cell cell, TextWriter output, CancellationToken cancel)
    {
        var counted = await DemoStatuses.Of(cell, unit => !unit.Id.StartsWith(Invented.Township, StringComparison.Ordinal), cancel);
        var shown = counted.SelectMany(row => row.Counts.Keys).Distinct().Order().ToArray();
        TextTable.Write(
            output,
            ["事项", .. shown.Select(status => status.Title()), "说的是"],
            [
                .. counted.Select(row =>
                    (string[])
                        [
                            row.Obligation.Id,
                            .. shown.Select(status => row.Counts.TryGetValue(status, out var count) ? $"{count}" : ""),
                            row.Obligation.Title,
                        ]
                ),
            ]
        );
    }

    private static async Task Make(
        SqliteStore file,
        DataFolder rules,
        string[] townships,
        int seed,
        TextWriter output,
        CancellationToken cancel
    )
    {
        output.WriteLine("正在做演示的一年（几分钟，只做一次）…");
        await output.FlushAsync(cancel);
        var places = await Founding.RowsOf(District, rules, cancel);
        if (
            townships.FirstOrDefault(code => code != Invented.Township && !places.Any(row => row.Code == code && code.Length == 9)) is
            { } stranger
        )
        {
            throw new FaultyInputException($"名册里没有镇街「{stranger}」。");
        }

        var (made, audited) = await DemoFile.Make(
            file,
            rules,
            [.. places],
            [.. townships],
            seed,
            TimeProvider.System,
            progress =>
            {
                output.WriteLine(
                    $"  {(progress.Month is { } month ? $"{Stage.Year} 年 {month, 2} 月" : "班子和账号 ")}  累计办理 {progress.Acts, 7:N0} 件  用时 {progress.Time.TotalSeconds, 4:0} 秒"
                );
                output.Flush();
            },
            cancel
        );
        output.WriteLine(
            $"做好了：办理 {made.Acts:N0} 件，每秒 {made.Acts / made.Time.TotalSeconds:N0} 件；核验无误（{audited.Chains} 条链，{audited.Records:N0} 条记录）；"
                + $"文件 {new FileInfo(file.File).Length / 1048576.0:0} MB。"
        );
    }
}
