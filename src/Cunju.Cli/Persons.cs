using Cunju.App.Storage;
using Cunju.Core.Procedures;

namespace Cunju.Cli;

/// <summary>Who acts on the command line.</summary>
internal static class Persons
{
    /// <summary>The person behind an account, with the permissions of today.</summary>
    public static Task<Actor> ByLogin(Cell cell, CunjuDb db, string account, CancellationToken cancel) =>
        throw new FaultyInputException($"没有账号「{account}」。");

    /// <summary>The path of the one-time link with which the district's administrator sets a password; null once it was used.</summary>
    public static Task<string?> FirstLink(Cell cell, CancellationToken cancel) => Task.FromResult<string?>(null);
}
