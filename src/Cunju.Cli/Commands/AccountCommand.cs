using System.CommandLine;
using Cunju.App.People;
using Cunju.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Cunju.Cli.Commands;

/// <summary><c>cunju account link</c>: another one-time link, made at the machine, for the only holder of a unit's key who forgot the password.</summary>
internal static class AccountCommand
{
    public static Command Build() =>
        new("account", "账号：只有在服务器上才能办的事 / What can be done about accounts at the machine only") { Link() };

    private static Command Link()
    {
        var store = new StoreOptions();
        var unit = new Option<string>("--unit")
        {
            Description = "账号所属单位，代码或名称 / The unit, by code or name",
            HelpName = "单位",
            Required = true,
        };
        var account = new Option<string>("--account")
        {
            Description = "登录名 / The login name",
            HelpName = "账号",
            Required = true,
        };
        var baseUrl = new Option<string>("--base-url")
        {
            Description = "对外的网址 / Public address",
            HelpName = "网址",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        var command = new Command(
            "link",
            "重发一次性链接：原密码和登录立即作废，记入区级日志，本人下次登录会看到 / A new one-time link; the password is void at once"
        )
        {
            unit,
            account,
            baseUrl,
        };
        store.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var cell = await store.Open(parsed, cancel);
                await using var db = cell.Open();
                var place = Lookup.Unit(await cell.Register(db, cancel), parsed.GetValue(unit)!, cell.Today);
                var login = AccountProcedure.NormalLogin(parsed.GetValue(account)!);
                var found =
                    await db.Set<Credential>()
                        .AsNoTracking()
                        .Where(row => row.Unit == place.Id && row.Login == login)
                        .Join(
                            db.Set<Account>(),
                            row => new { row.Unit, row.Number },
                            row => new { row.Unit, row.Number },
                            (_, kept) => kept
                        )
                        .SingleOrDefaultAsync(cancel)
                    ?? throw new FaultyInputException($"{place.ShortNameOn(cell.Today)}没有账号「{parsed.GetValue(account)}」。");
                var (outcome, token) = await Accounts.RelinkAtMachine(cell, found, cancel);
                if (!outcome.IsDone)
                {
                    throw new FaultyInputException(
                        string.Join('\n', outcome.Refusals.Select(refusal => $"{refusal.Reason} [{refusal.Code}]"))
                    );
                }

                var output = parsed.InvocationConfiguration.Output;
                output.WriteLine(
                    $"{place.ShortNameOn(cell.Today)}账号「{login}」的原密码和登录已经作废。请把这个一次性链接当面交给本人，七天内有效："
                );
                output.WriteLine($"  {parsed.GetValue(baseUrl)!.TrimEnd('/')}/activate/{token}");
                return CommandLine.Sound;
            }
        );
        return command;
    }
}
