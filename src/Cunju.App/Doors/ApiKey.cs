using System.Collections.Immutable;
using Cunju.App.People;
using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Doors;

#pragma warning disable RS0030 // A key is a credential, and those are never journalled.

/// <summary>程序钥匙: with it a program acts as the person who made it, no more and no longer than that person may. Beside the journal, like every credential: the row
/// holds the key's digest, never the key.</summary>
public sealed record ApiKey
{
    /// <summary>How many one account may have at a time.</summary>
    public const int Most = 10;

    /// <summary>The longest name.</summary>
    public const int LongestTitle = 30;

    /// <summary>What every key begins with, so that one that was left lying about is recognised as ours.</summary>
    private const string Mark = "cunju_";

    /// <summary>Random; stands in addresses.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required string Digest { get; init; }

    /// <summary>The account that made it and that it acts as.</summary>
    public required string Account { get; init; }

    /// <summary>The account's unit.</summary>
    public required string Unit { get; init; }

    /// <summary>The account's number there.</summary>
    public required string Number { get; init; }

    /// <summary>What its maker calls it.</summary>
    public required string Title { get; init; }

    /// <summary>The day it was made, by the cell's clock.</summary>
    public required DateOnly Made { get; init; }

    /// <summary>The last day it was used; null = never.</summary>
    public DateOnly? Used { get; init; }

    /// <summary>The person's keys, oldest first.</summary>
    public static async Task<ImmutableArray<ApiKey>> Of(CunjuDb db, string account, CancellationToken cancel) =>
        [
            .. await db.Set<ApiKey>()
                .AsNoTracking()
                .Where(key => key.Account == account)
                .OrderBy(key => key.Made)
                .ThenBy(key => key.Id)
                .ToListAsync(cancel),
        ];

    /// <summary>Makes a key.</summary>
    /// <returns>The key itself; it is shown once and kept nowhere.</returns>
    public static async Task<string> Make(CunjuDb db, Core.People.Account account, string title, DateOnly today, CancellationToken cancel)
    {
        var key = Mark + Secrets.NewToken();
        var id = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO api_keys ("Id", "Digest", "Account", "Unit", "Number", "Title", "Made")
            VALUES ({id}, {Secrets.Digest(key)}, {account.Id}, {account.Unit}, {account.Number}, {title}, {today})
            """,
            cancel
        );
        return key;
    }

    /// <summary>停用: one key of an account.</summary>
    public static Task Revoke(CunjuDb db, string account, string id, CancellationToken cancel) =>
        db.Set<ApiKey>().Where(key => key.Id == id && key.Account == account).ExecuteDeleteAsync(cancel);

    /// <summary>All keys of an account.</summary>
    public static Task RevokeAll(CunjuDb db, string account, CancellationToken cancel) =>
        db.Set<ApiKey>().Where(key => key.Account == account).ExecuteDeleteAsync(cancel);

    /// <summary>Whoever's key the request brings; null when it brings none that holds. Nothing but the key counts: no cookie opens these doors.</summary>
    public static async Task<SignedIn?> Holder(HttpContext http, Cell cell, CunjuDb db)
    {
        if (
            http.Request.Headers.Authorization is not [{ Length: > 7 and < 200 } sent]
            || !sent.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var digest = Secrets.Digest(sent["Bearer ".Length..].Trim());
        if (await db.Set<ApiKey>().AsNoTracking().FirstOrDefaultAsync(row => row.Digest == digest, http.RequestAborted) is not { } key)
        {
            return null;
        }

        var today = cell.Today;
        if (key.Used != today)
        {
            await db.Set<ApiKey>()
                .Where(row => row.Digest == digest)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Used, today), http.RequestAborted);
        }

        return await SignedIn.Of(cell, db, key.Unit, key.Number, http.RequestAborted);
    }

    /// <summary>Describes the table.</summary>
    public static void Describe(ModelBuilder model) =>
        model.Entity<ApiKey>(table =>
        {
            table.ToTable("api_keys");
            table.HasKey(key => key.Id);
            table.HasIndex(key => key.Digest).IsUnique();
            table.HasIndex(key => key.Account);
        });
}
