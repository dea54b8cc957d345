using System.CommandLine;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju migrate</c>: brings the tables up to the program.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        var store = new StoreOptions();
        var command = new Command("migrate", "把数据的结构更新到这个版本 / Bring the tables up to this version");
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var place = await store.Find(parsed, cancel);
                var applied = await place.Migrate(cancel);
                parsed.InvocationConfiguration.Output.WriteLine(
                    applied.Count == 0 ? $"{place.Place} 已是最新结构。" : $"{place.Place} 已更新：{string.Join('、', applied)}。"
                );
                return CommandLine.Sound;
            }
        );
        return command;
    }
}
