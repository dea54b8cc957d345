using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Cunju.Cli;

/// <summary>Help in both languages, Chinese first: every description is written as 中文 / English.</summary>
internal sealed class BilingualHelp : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return CommandLine.Sound;
    }

    public static void Write(Command command, TextWriter output)
    {
        output.WriteLine(command.Description);
        output.WriteLine();
        var arguments = string.Concat(command.Arguments.Select(argument => $" {Placeholder(argument)}"));
        var rest = command.Subcommands.Count > 0 ? " 命令" : "";
        output.WriteLine($"用法 / Usage:  {CommandLine.Name(command)}{rest}{arguments}{(command.Options.Count > 0 ? " [选项]" : "")}");
        Section(output, "命令 / Commands", command.Subcommands.Select(sub => (sub.Name, sub.Description)));
        Section(output, "参数 / Arguments", command.Arguments.Select(argument => (Placeholder(argument), argument.Description)));
        var options = command.Options.Concat(
            command.Parents.OfType<RootCommand>().SelectMany(root => root.Options).Where(option => option is HelpOption)
        );
        Section(
            output,
            "选项 / Options",
            options.Select(option =>
                (
                    option.Name + (option.ValueType == typeof(bool) || option is HelpOption or VersionOption ? "" : $" {option.HelpName}"),
                    option.Description + (option.Required ? "（必填 / required）" : "")
                )
            )!
        );
    }

    private static string Placeholder(Argument argument) =>
        (argument.HelpName ?? argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");

    private static void Section(TextWriter output, string title, IEnumerable<(string Name, string? Description)> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        var width = all.Max(line => TextTable.Width(line.Name)) + 3;
        foreach (var (name, description) in all)
        {
            output.WriteLine($"  {TextTable.Pad(name, width)}{description}");
        }
    }
}
