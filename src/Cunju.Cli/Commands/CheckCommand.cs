using System.CommandLine;
using Cunju.App.TaskLists;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju check FILE…</c>: reads lists, says every fault with its place, and runs the situations they bring along.</summary>
internal static class CheckCommand
{
    public static Command Build()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "清单文件 / Task list files (YAML)",
            HelpName = "文件",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("check", "检查清单文件，并运行其中的测试 / Check task lists and run the tests they bring along")
        {
            files,
        };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string[] files, InvocationConfiguration console)
    {
        var code = CommandLine.Sound;
        foreach (var file in files)
        {
            var read = TaskListFile.Read(file, [], prove: true);
            foreach (var finding in read.Findings)
            {
                console.Error.WriteLine(finding);
            }

            if (!read.IsSound)
            {
                console.Error.WriteLine($"{file}：{read.Findings.Length}处问题");
                code = CommandLine.Faulty;
                continue;
            }

            var list = read.Reading!.List;
            console.Output.WriteLine(
                $"{file}：可用。{list.Title}，{list.Tasks.Length}个任务、{list.Tasks.Sum(task => task.Measures.Length)}项措施、"
                    + $"{list.Obligations.Length}个事项、{list.Sentences.Count}句原文、{list.Readings.Values.Count(reading => reading.SettledBy is null)}处待明确；"
                    + $"{read.Reading.Situations.Length}个测试通过"
            );
        }

        return code;
    }
}
