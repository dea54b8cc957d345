using System.CommandLine;
using Cunju.App;
using Cunju.App.Storage;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju backup FILE</c>: a verified copy of everything in one file, while others go on working.</summary>
internal static class BackupCommand
{
    public static Command Build()
    {
        var store = new StoreOptions();
        var file = new Argument<string>("FILE")
        {
            Description = "备份文件，不能已经存在 / The file, which must not exist",
            HelpName = "文件",
        };
        var command = new Command("backup", "备份：全部数据的一份核验过的副本 / A verified copy of everything") { file };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var cell = await store.Open(parsed, cancel);
                var path = parsed.GetValue(file)!;
                var audited = await Backup.Write(cell, path, [.. Modules.All.SelectMany(module => module.Procedures)], cancel);
                parsed.InvocationConfiguration.Output.WriteLine($"已备份到 {path}。恢复时把它放进数据文件夹，改名为 {cell.District}.db。");
                return VerifyCommand.Report(audited, parsed.InvocationConfiguration);
            }
        );
        return command;
    }
}
