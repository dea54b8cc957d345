using System.CommandLine;
using Cunju.App.TaskLists;
using Cunju.Core.TaskLists;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju list show|carry</c>: look at a list, or make the next year's edition of it.</summary>
internal static class ListCommand
{
    public static Command Build() => new("list", "查看清单，或沿用到下一年 / Show a list, or carry it to another year") { Show(), Carry() };

    private static Command Show()
    {
        var file = new Argument<string>("FILE") { Description = "清单文件 / Task list", HelpName = "文件" };
        var readings = new Option<bool>("--readings") { Description = "只列待明确事项 / Only the open readings" };
        var kinds = new Option<bool>("--kinds")
        {
            Description = "只列记录种类、栏目和可填的编号 / Only the kinds of records, their fields and ids",
        };
        var command = new Command("show", "列出任务、措施、事项 / Show tasks, measures and obligations") { file, readings, kinds };
        command.SetAction(parsed =>
        {
            var list = Sound(parsed.GetValue(file)!);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(kinds))
            {
                WriteKinds(output, list);
                return CommandLine.Sound;
            }

            if (!parsed.GetValue(readings))
            {
                Write(output, list);
            }

            WriteReadings(output, list);
            return CommandLine.Sound;
        });
        return command;
    }

    private static Command Carry()
    {
        var from = new Option<string>("--from")
        {
            Description = "沿用哪一版清单 / The edition to carry",
            HelpName = "文件",
            Required = true,
        };
        var to = new Option<int>("--to")
        {
            Description = "到哪一年 / The year to carry it to",
            HelpName = "年",
            Required = true,
        };
        var changes = new Option<string?>("--changes")
        {
            Description = "法规变化（默认 data/tasklists/carry.yaml）/ Changes of law",
            HelpName = "文件",
        };
        var target = new Option<string?>("-o") { Description = "写入文件；不写则输出 / Write to this file", HelpName = "文件" };
        var command = new Command("carry", "做出下一年的沿用草案：日期顺推，引用保留 / Make the next edition, marked as carried")
        {
            from,
            to,
            changes,
            target,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(from)!;
            _ = Sound(path);
            var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "carry.yaml");
            var own = Path.Combine(AppContext.BaseDirectory, "data", "tasklists", "carry.yaml");
            var law = parsed.GetValue(changes) ?? (File.Exists(beside) ? beside : own);
            var carried = Edition.Carry(path, File.ReadAllText(path), parsed.GetValue(to), law, File.ReadAllText(law));
            foreach (var finding in carried.Findings)
            {
                parsed.InvocationConfiguration.Error.WriteLine(finding);
            }

            if (carried.Text is null)
            {
                return CommandLine.Faulty;
            }

            if (parsed.GetValue(target) is { } into)
            {
                File.WriteAllText(into, carried.Text);
            }
            else
            {
                parsed.InvocationConfiguration.Output.Write(carried.Text);
            }

            return CommandLine.Sound;
        });
        return command;
    }

    private static TaskList Sound(string path)
    {
        var file = TaskListFile.Read(path, [], prove: false);
        return file.IsSound
            ? file.Reading!.List
            : throw new FaultyInputException(string.Join(Environment.NewLine, file.Findings.Select(finding => finding.ToString())));
    }

    private static void Write(TextWriter output, TaskList list)
    {
        output.WriteLine(
            $"{list.Title}（{list.TerritoryName}，{list.Edition}版{(list.CarriedFrom is { } from ? $"，沿用{from}版，草案" : "")}）"
        );
        foreach (var task in list.Tasks)
        {
            output.WriteLine();
            output.WriteLine($"任务{task.Number}  {task.Title}");
            foreach (var measure in task.Measures)
            {
                output.WriteLine($"  {measure.Number}. {measure.Title}");
                foreach (var obligation in list.Obligations.Where(each => each.Measure == measure.Number))
                {
                    output.WriteLine(
                        $"     {TextTable.Pad(obligation.Id, 30)} {TextTable.Pad(obligation.Shape.Title, 8)} {obligation.Title}"
                    );
                }
            }
        }

        output.WriteLine();
    }

    /// <summary>What a record file may say: the words of <c>facts:</c>, as whoever writes one looks them up.</summary>
    private static void WriteKinds(TextWriter output, TaskList list)
    {
        foreach (var kind in list.Kinds.Values.OrderBy(kind => kind.Id, StringComparer.Ordinal))
        {
            output.WriteLine($"{TextTable.Pad(kind.Id, 26)} {kind.Title}");
            foreach (var field in kind.Fields)
            {
                var values = field.Values.Select(value => field.Labels.TryGetValue(value, out var label) ? $"{value} {label}" : value);
                output.WriteLine(
                    $"  {TextTable.Pad(field.Name, 24)} {field.Title}（{field.Type}{(field.Required ? "，必填" : "")}）{string.Join('、', values)}".TrimEnd()
                );
            }
        }
    }

    private static void WriteReadings(TextWriter output, TaskList list)
    {
        foreach (var reading in list.Readings.Values.OrderBy(reading => reading.Id, StringComparer.Ordinal))
        {
            output.WriteLine($"{reading.Id}  {reading.About}：{reading.Question}");
            output.WriteLine(
                $"     {(reading.SettledBy is { } source ? $"已明确：{source}" : $"待明确，{(reading.Taken is { } taken ? $"暂取「{taken.Title}」" : "不取任何答案")}")}"
            );
        }
    }
}
