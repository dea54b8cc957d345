using System.CommandLine;
using Cunju.App;
using Cunju.App.Storage;
using Cunju.App.Watching;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju serve</c>: the web application on 127.0.0.1. It makes nothing unless told that it is for practice.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var store = new StoreOptions();
        var port = new Option<int>("--port")
        {
            Description = "端口 / Port",
            HelpName = "端口",
            DefaultValueFactory = _ => 8080,
        };
        var baseUrl = new Option<string>("--base-url")
        {
            Description = "对外的网址，印在纸上的二维码用 / Public address, for the codes on papers",
            HelpName = "网址",
        };
        var log = new Option<string>("--log")
        {
            Description = "日志：quiet 只记差错，text 或 json 每个请求一行 / What is logged: faults only, or a line a request",
            HelpName = "quiet|text|json",
            DefaultValueFactory = _ => "quiet",
        };
        log.AcceptOnlyFromAmong("quiet", "text", "json");
        var (practice, today, since) = (Founding.Practice(), Founding.Today(), Founding.Since());
        var command = new Command("serve", "打开网页 / Serve the pages") { port, baseUrl, log, practice, today, since };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var output = parsed.InvocationConfiguration.Output;
                var rules = Task.Run(() => store.Rules(parsed), cancel);
                var cell = await Opened(
                    parsed,
                    store,
                    rules,
                    parsed.GetValue(practice),
                    parsed.GetValue(today),
                    parsed.GetValue(since),
                    cancel
                );
                await using (var db = cell.Open())
                {
                    await App.Shell.KeptFiles.Sweep(cell, db, cancel);
                }

                await using var app = Composition.Build(
                    cell,
                    parsed.GetValue(port),
                    Address(parsed.GetValue(baseUrl)),
                    Enum.Parse<LogForm>(parsed.GetValue(log)!, ignoreCase: true)
                );
                try
                {
                    await app.StartAsync(cancel);
                }
                catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
                {
                    throw new FaultyInputException(
                        $"端口 {parsed.GetValue(port)} 已经有程序在用，请换一个：--port {parsed.GetValue(port) + 1}。"
                    );
                }

                var address = app.Urls.First().Replace("localhost", "127.0.0.1");
                output.WriteLine(
                    $"村居已打开：{address}/  （{(cell.Practice ? $"演示，今天是 {cell.Today:yyyy-MM-dd}；" : "")}按 Ctrl+C 停止）"
                );
                if (await Persons.FirstLink(cell, cancel) is { } link)
                {
                    output.WriteLine(
                        $"第一次使用，请用这个一次性链接设置区级管理员（账号：管理员）的密码，七天内有效：\n  {address}{link}"
                    );
                }

                await output.FlushAsync(cancel);
                // The process is told to stop by the signal the host listens to, or by the command line.
                await Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.WaitForShutdownAsync(app, cancel);
                return CommandLine.Sound;
            }
        );
        return command;
    }

    private static string? Address(string? typed) =>
        typed is null ? null
        : Uri.TryCreate(typed, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") ? typed.TrimEnd('/')
        : throw new FaultyInputException($"--base-url 要写网址，如 https://cunju.example.cn，您写的是「{typed}」。");

    private static async Task<Cell> Opened(
        ParseResult parsed,
        StoreOptions store,
        Task<DataFolder> rules,
        bool practice,
        DateOnly? today,
        DateOnly? since,
        CancellationToken cancel
    )
    {
        if (practice && store.District(parsed) is { } district && store.At(parsed, district) is var place && !await place.Exists(cancel))
        {
            return await Founding.Make(place, await rules, practice, today, since, parsed.InvocationConfiguration.Output, cancel);
        }

        var cell = await (await store.Find(parsed, cancel)).Open(rules, TimeProvider.System, cancel);
        if (practice && !cell.Practice)
        {
            throw new FaultyInputException("这里是正式数据，不能当演示用。演示请另用一个文件夹：--data 文件夹。");
        }

        await Founding.Finish(cell, cell.Data, parsed.InvocationConfiguration.Output, cancel);
        if (today is { } day && !await cell.SetClock(day, cancel))
        {
            if (!cell.Practice)
            {
                throw new FaultyInputException("正式数据的日期就是今天，不能用 --today。");
            }

            // The same command a day later is no mistake: the clock has moved on by itself and stays where it is.
            parsed.InvocationConfiguration.Output.WriteLine($"演示的日期已经走到 {cell.Today:yyyy-MM-dd}，只往前走，不往回拨。");
        }

        return cell;
    }
}
