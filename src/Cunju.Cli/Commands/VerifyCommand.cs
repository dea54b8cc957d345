using System.CommandLine;
using Cunju.App;
using Cunju.App.Storage;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju verify</c>: makes everything again from the journal and names each place where the tables differ.</summary>
internal static class VerifyCommand
{
    public static Command Build()
    {
        var store = new StoreOptions();
        var rebuild = new Option<bool>("--rebuild")
        {
            Description = "按日志重做全部记录，再核验 / Make the records again from the journal",
        };
        var command = new Command("verify", "核验：数据与日志逐条对得上 / Verify that the data follow from the journal") { rebuild };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var cell = await store.Open(parsed, cancel);
                var procedures = Modules.All.SelectMany(module => module.Procedures).ToArray();
                if (parsed.GetValue(rebuild))
                {
                    var rebuilt = await Audit.Rebuild(cell, procedures, cancel);
                    parsed.InvocationConfiguration.Output.WriteLine(
                        rebuilt.IsClean ? $"重做了 {rebuilt.Records} 条记录。" : "日志或事项有差错，记录没有重做："
                    );
                }

                return Report(await Audit.Verify(cell, procedures, cancel), parsed.InvocationConfiguration);
            }
        );
        return command;
    }

    /// <summary>What was looked at on the output, what was found on the error output.</summary>
    public static int Report(Audited audited, InvocationConfiguration console)
    {
        foreach (var difference in audited.Differences)
        {
            console.Error.WriteLine($"{difference.Place}：{difference.What}");
        }

        console.Output.WriteLine(
            $"{(audited.IsClean ? "核验无误" : $"有 {audited.Differences.Length} 处差错")}：{audited.Chains} 条链，{audited.Lines} 条日志，{audited.Cases} 件事项，"
                + $"{audited.Records} 条记录，{audited.Files} 个文件{(audited.Unused > 0 ? $"（其中 {audited.Unused} 个没有事项用到）" : "")}；依法删去的文字 {audited.Erased} 处。"
        );
        return audited.IsClean ? CommandLine.Sound : CommandLine.Faulty;
    }
}
