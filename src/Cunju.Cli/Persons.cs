using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.Cli;

/// <summary>Who acts on the command line.</summary>
internal static class Persons
{
    /// <summary>The person behind an account, with the permissions of today.</summary>
    public static async Task<Actor> ByLogin(Cell cell, CunjuDb db, string account, CancellationToken cancel)
    {
        var login = AccountProcedure.NormalLogin(account);
        var credential =
            await db.Set<Credential>().AsNoTracking().SingleOrDefaultAsync(row => row.Login == login, cancel)
            ?? throw new FaultyInputException($"没有账号「{account}」。");
        return (await SignedIn.Of(cell, db, credential.Unit, credential.Number, cancel))?.Actor
            ?? throw new FaultyInputException($"账号「{account}」还没有激活、已停用，或今天不在任何职务上。");
    }

    /// <summary>The path of the one-time link with which the district's administrator sets a password; null once it was used.</summary>
    public static Task<string?> FirstLink(Cell cell, CancellationToken cancel) => Accounts.FirstLink(cell, cancel);
}
