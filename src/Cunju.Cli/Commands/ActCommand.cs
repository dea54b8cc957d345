using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Cunju.App;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju act --as ACCOUNT UNIT PROCEDURE [NUMBER] VERB Field=value…</c>: the same acts as the buttons, through the same rules.</summary>
internal static class ActCommand
{
    public static Command Build()
    {
        var store = new StoreOptions();
        var account = new Option<string>("--as")
        {
            Description = "以谁的账号办理 / The account that acts",
            HelpName = "账号",
            Required = true,
        };
        var from = new Option<string?>("--from")
        {
            Description = "从文件逐行读取要办的事，- 为标准输入 / Read acts from a file, one a line",
            HelpName = "文件",
        };
        var words = new Argument<string[]>("WORDS")
        {
            Description = "单位 程序 [编号] 动作 字段=值…；字段=@文件 附上文件 / UNIT PROCEDURE [NUMBER] VERB Field=value…",
            HelpName = "单位 程序 动作 字段=值",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("act", "办理一件事，规则与网页相同 / Carry out an act under the same rules as the pages")
        {
            account,
            from,
            words,
        };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var cell = await store.Open(parsed, cancel);
                var desk = new Desk(cell);
                var console = parsed.InvocationConfiguration;
                if (parsed.GetValue(from) is not { } file)
                {
                    return await Once(cell, desk, parsed.GetValue(account)!, parsed.GetValue(words)!, console, cancel);
                }

                var code = CommandLine.Sound;
                using var reader = file == "-" ? Console.In : File.OpenText(file);
                while (await reader.ReadLineAsync(cancel) is { } line)
                {
                    var asked = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line).ToArray();
                    if (asked.Length > 0 && await Once(cell, desk, parsed.GetValue(account)!, asked, console, cancel) != CommandLine.Sound)
                    {
                        code = CommandLine.Faulty;
                    }
                }

                return code;
            }
        );
        return command;
    }

    private static async Task<int> Once(
        Cell cell,
        Desk desk,
        string account,
        string[] words,
        InvocationConfiguration console,
        CancellationToken cancel
    )
    {
        await using var db = cell.Open();
        var register = await cell.Register(db, cancel);
        var numbered = words.Length > 2 && words[2].Length > 5 && words[2][4] == '-' && words[2][..4].All(char.IsAsciiDigit);
        if (words.Length < (numbered ? 4 : 3))
        {
            throw new FaultyInputException("要写：单位 程序 [编号] 动作 字段=值…，例如 石岩村 meetings record-meeting On=2023-10-08。");
        }

        // Looked up for each act: an office may have ended since the one before.
        var person = await Persons.ByLogin(cell, db, account, cancel);
        var unit = Lookup.Unit(register, words[0], cell.Today);
        var procedure = Lookup.Procedure(words[1]);
        if (procedure == AccountProcedure.Table)
        {
            // An account is more than its facts: link, password and sessions are made by the pages.
            throw new FaultyInputException("账号要在网页上开通、停用和恢复，命令行不办。");
        }

        var number = numbered ? words[2] : null;
        var step = Lookup.Step(procedure, words[numbered ? 3 : 2]);
        var (values, blobs) = await Values(step, words[(numbered ? 4 : 3)..], unit.Id, cancel);
        if (!values.ContainsKey(nameof(Act.Key)))
        {
            // Whoever types a command twice means it twice.
            values = values.Add(nameof(Act.Key), [Guid.CreateVersion7().ToString("N")]);
        }

        if (number is not null && !values.ContainsKey(nameof(Act.Seen)))
        {
            var seen = await Lookup
                .Cases(db, procedure)
                .Where(@case => @case.Unit == unit.Id && @case.Number == number)
                .Select(@case => @case.Version)
                .SingleOrDefaultAsync(cancel);
            values = values.Add(nameof(Act.Seen), [seen.ToString(CultureInfo.InvariantCulture)]);
        }

        var (act, problems) = ActReader.Read(step.Act, values);
        if (act is null)
        {
            foreach (var problem in problems)
            {
                console.Error.WriteLine(problem.Text);
            }

            return CommandLine.Faulty;
        }

        var outcome = await desk.Act(procedure, unit.Id, number, act, person, new(blobs), cancel);
        if (outcome.IsDone)
        {
            console.Output.WriteLine($"已办理 {outcome.Value.Key}{(outcome.Value.Case is { } after ? $" 第 {after.Version} 版" : "")}");
            // Whoever reads this may act on it: it is said at once, not when a buffer is full.
            await console.Output.FlushAsync(cancel);
            return CommandLine.Sound;
        }

        foreach (var refusal in outcome.Refusals)
        {
            console.Error.WriteLine(
                refusal.IsHidden
                    ? "没有这件事，或这个账号不能办。"
                    : $"{refusal.Reason}{(refusal.Source is { } source ? $"（{source}）" : "")} [{refusal.Code}]"
            );
        }

        return CommandLine.Faulty;
    }

    private static async Task<(ImmutableDictionary<string, ImmutableArray<string>> Values, ImmutableArray<Blob> Blobs)> Values(
        Step step,
        string[] words,
        string unit,
        CancellationToken cancel
    )
    {
        var fields = ActReader.Asked(step.Act).Select(property => property.Name).Append(nameof(Act.Key)).Append(nameof(Act.Seen)).ToArray();
        var values = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        var blobs = ImmutableArray.CreateBuilder<Blob>();
        foreach (var word in words)
        {
            var (name, value) = word.IndexOf('=') is var at and > 0
                ? (word[..at], word[(at + 1)..])
                : throw new FaultyInputException($"「{word}」要写成 字段=值。");
            if (!fields.Contains(name.Split('[', '.')[0]))
            {
                throw Lookup.Unknown("字段", name, fields);
            }

            if (value.StartsWith('@'))
            {
                var (bytes, type) = Uploads.Clean(await File.ReadAllBytesAsync(value[1..], cancel));
                if (bytes is null || bytes.Length > Uploads.Largest)
                {
                    throw new FaultyInputException($"{value[1..]} 不是 jpg、png 图片或 PDF，或者超过 10 MB。");
                }

                value = Convert.ToHexStringLower(SHA256.HashData(bytes));
                blobs.Add(
                    new()
                    {
                        Digest = value,
                        Unit = unit,
                        MediaType = type,
                        Bytes = bytes,
                    }
                );
            }

            values = values.SetItem(name, values.TryGetValue(name, out var before) ? before.Add(value) : [value]);
        }

        return (values, blobs.ToImmutable());
    }
}
