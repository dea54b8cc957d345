using System.CommandLine;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju init</c>: makes a district's data, with its units, once.</summary>
internal static class InitCommand
{
    public static Command Build()
    {
        var store = new StoreOptions();
        var (practice, today, since) = (Founding.Practice(), Founding.Today(), Founding.Since());
        var command = new Command("init", "新建一个区县的数据 / Make the data of a district") { practice, today, since };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var district = store.District(parsed) ?? throw new FaultyInputException("请写明区县：--district 500112。");
                await Founding.Make(
                    store.At(parsed, district),
                    store.Rules(parsed),
                    parsed.GetValue(practice),
                    parsed.GetValue(today),
                    parsed.GetValue(since),
                    parsed.InvocationConfiguration.Output,
                    cancel
                );
                return CommandLine.Sound;
            }
        );
        return command;
    }
}
