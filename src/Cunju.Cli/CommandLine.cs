using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Cunju.App.Storage;
using Cunju.Cli.Commands;

namespace Cunju.Cli;

/// <summary>命令行: the commands of the program, one file each in <c>Commands</c>; a new one is one line here.</summary>
public static class CommandLine
{
    /// <summary>Everything was in order.</summary>
    public const int Sound = 0;

    /// <summary>The input was faulty; what and where stands on the error output.</summary>
    public const int Faulty = 2;

    /// <summary>Somebody pressed Ctrl+C, as shells count it.</summary>
    public const int Stopped = 130;

    private static ImmutableArray<Command> Commands =>
        [
            InitCommand.Build(),
            ServeCommand.Build(),
            DemoCommand.Build(),
            ImportCommand.Build(),
            ActCommand.Build(),
            AccountCommand.Build(),
            ShowCommand.Build(),
            VerifyCommand.Build(),
            BackupCommand.Build(),
            MigrateCommand.Build(),
            CheckCommand.Build(),
            EvaluateCommand.Build(),
            ExplainCommand.Build(),
            ListCommand.Build(),
            DiagramCommand.Build(),
        ];

    /// <summary>Runs one command line. Never throws for anything a person can type or any file they can name.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("村居：村（社区）自治的公开办事平台 / Cunju: villages and communities govern themselves in the open");
        foreach (var command in Commands)
        {
            root.Add(command);
        }

        UseBilingualHelp(root);
        try
        {
            var parsed = root.Parse(args);
            // A word that only gathers others (`cunju`, `cunju list`) shows what it gathers.
            var gathers =
                parsed is { Action: null or ParseErrorAction, UnmatchedTokens.Count: 0, CommandResult.Command.Subcommands.Count: > 0 };
            var code =
                gathers ? Help(parsed.CommandResult.Command, output)
                : parsed.Errors.Count > 0 ? Complain(parsed, error)
                : parsed.Invoke(
                    new InvocationConfiguration
                    {
                        Output = output,
                        Error = error,
                        EnableDefaultExceptionHandler = false,
                    }
                );
            output.Flush();
            return code;
        }
        catch (FaultyInputException fault)
        {
            error.WriteLine(fault.Message);
            return Faulty;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("已停止。");
            return Stopped;
        }
        catch (CellException fault)
        {
            error.WriteLine(fault.Message);
            return Faulty;
        }
        catch (Exception fault) when (OfStore(fault) is { } words)
        {
            error.WriteLine(words);
            return Faulty;
        }
        catch (FileNotFoundException fault)
        {
            error.WriteLine($"找不到文件：{fault.FileName}");
            return Faulty;
        }
        catch (DirectoryNotFoundException fault)
        {
            error.WriteLine($"找不到文件夹：{fault.Message}");
            return Faulty;
        }
        catch (UnauthorizedAccessException fault)
        {
            error.WriteLine($"没有权限，或这是一个文件夹：{fault.Message}");
            return Faulty;
        }
        catch (IOException fault)
        {
            // Whoever read our output has gone (`| head`), or a disk is full.
            error.WriteLine($"输出中断：接收的一方已关闭，或磁盘已满（{fault.Message}）");
            return Faulty;
        }
    }

    /// <summary>What the engine says, however deep the frameworks have wrapped it; null when it is not about the engine.</summary>
    private static string? OfStore(Exception fault) =>
        fault switch
        {
            Npgsql.NpgsqlException postgres => $"PostgreSQL 没有应答或拒绝了：{postgres.Message}",
            Microsoft.Data.Sqlite.SqliteException sqlite => $"数据文件打不开或不能写：{sqlite.Message}",
            { InnerException: { } inner } => OfStore(inner),
            _ => null,
        };

    private static int Complain(ParseResult parsed, TextWriter error)
    {
        var missing = parsed
            .CommandResult.Command.Options.Where(option =>
                option.Required && parsed.GetResult(option) is null or { Tokens.Count: 0, Implicit: true }
            )
            .ToArray();
        foreach (var option in missing.Where(option => option.Required))
        {
            error.WriteLine($"缺少 {option.Name}：{option.Description}");
        }

        foreach (var token in parsed.UnmatchedTokens)
        {
            var known = parsed
                .CommandResult.Command.Options.Select(option => option.Name)
                .Concat(parsed.CommandResult.Command.Subcommands.Select(command => command.Name));
            var near = Core.DataFiles.Findings.Nearest(token, known);
            error.WriteLine($"不认识「{token}」{(near is null ? "" : $"；是否想写「{near}」？")} / Unrecognized: {token}");
        }

        if (missing.Length == 0 && parsed.UnmatchedTokens.Count == 0)
        {
            foreach (var fault in parsed.Errors)
            {
                error.WriteLine(Said(fault));
            }
        }

        error.WriteLine($"用法见：{Name(parsed.CommandResult.Command)} --help");
        return Faulty;
    }

    /// <summary>Our own checks speak Chinese already; what the parser says in English stands behind the same in Chinese.</summary>
    private static string Said(ParseError fault)
    {
        // Names of options and arguments are Chinese in the parser's sentences too; the brackets are ours alone.
        if (fault.Message.Contains('「'))
        {
            return $"参数有误：{fault.Message}";
        }

        var typed = string.Join(' ', fault.SymbolResult?.Tokens.Select(token => token.Value) ?? []);
        var chinese = fault.SymbolResult switch
        {
            OptionResult { Option: var option, Tokens.Count: 0 } => $"{option.Name} 后面缺少{option.HelpName ?? "内容"}",
            OptionResult { Option: var option, Tokens.Count: > 1 } => $"{option.Name} 只能写一次，写的是「{typed}」",
            OptionResult { Option: var option } =>
                $"{option.Name} 应为{(option.ValueType == typeof(int) ? "整数" : "别的写法")}，写的是「{typed}」",
            ArgumentResult { Argument: var argument, Tokens.Count: 0 } => $"缺少{argument.HelpName ?? argument.Name}",
            ArgumentResult { Argument: var argument } => $"{argument.HelpName ?? argument.Name}的写法不对，写的是「{typed}」",
            CommandResult { Command: var command }
                when command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0) is { } first =>
                $"缺少{first.HelpName ?? first.Name}",
            _ => "写法不对",
        };
        return $"参数有误：{chinese} / {fault.Message}";
    }

    private static int Help(Command command, TextWriter output)
    {
        BilingualHelp.Write(command, output);
        return Sound;
    }

    /// <summary>The words that lead to a command: <c>cunju list carry</c>.</summary>
    internal static string Name(Command command) =>
        command is RootCommand ? "cunju"
        : command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Name(parent)} {command.Name}"
        : command.Name;

    private static void UseBilingualHelp(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new BilingualHelp();
                help.Description = "显示用法 / Show help";
            }
            else if (option is VersionOption)
            {
                option.Description = "显示版本 / Show version";
            }
        }
    }
}

/// <summary>Something in the input that a person must mend; the message says what and where.</summary>
public sealed class FaultyInputException(string message) : Exception(message);
