using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.People;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Feeds;

#pragma warning disable RS0030 // A secret address is a credential, and those are never journalled.

/// <summary>日历订阅: a secret address under which a person's calendar programs read what is due. Beside the journal, like every credential: the row holds the digest of
/// the address, never the address. It ends with the account, and with the office it is for.</summary>
public sealed record Feed
{
    /// <summary>What a feed of the whole unit is called in addresses.</summary>
    public const string OfUnit = "unit";

    /// <summary>What a feed of all that one's own offices begin is called.</summary>
    public const string OfPerson = "person";

    /// <summary>What stands before the id of an office.</summary>
    public const string OfOffice = "office-";

    /// <summary>The account that made it.</summary>
    public required string Account { get; init; }

    /// <summary>What it shows: <c>unit</c>, <c>person</c> or <c>office-…</c>; one of each for an account.</summary>
    public required string Scope { get; init; }

    /// <summary>SHA-256 of the token in the address.</summary>
    public required string Digest { get; init; }

    /// <summary>The account's unit.</summary>
    public required string Unit { get; init; }

    /// <summary>The account's number there.</summary>
    public required string Number { get; init; }

    /// <summary>The day it was made or renewed, by the cell's clock.</summary>
    public required DateOnly Made { get; init; }

    /// <summary>The office it is for; null when it is for none.</summary>
    public string? Office => Scope.StartsWith(OfOffice, StringComparison.Ordinal) ? Scope[OfOffice.Length..] : null;

    /// <summary>Makes the feed, or gives it a new address; the old one is void at once.</summary>
    /// <returns>The token; it is shown once and kept nowhere.</returns>
    public static async Task<string> Renew(CunjuDb db, Account account, string scope, DateOnly today, CancellationToken cancel)
    {
        var token = Secrets.NewToken();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO feeds ("Account", "Scope", "Digest", "Unit", "Number", "Made")
            VALUES ({account.Id}, {scope}, {Secrets.Digest(token)}, {account.Unit}, {account.Number}, {today})
            ON CONFLICT ("Account", "Scope") DO UPDATE SET "Digest" = excluded."Digest", "Made" = excluded."Made"
            """,
            cancel
        );
        return token;
    }

    /// <summary>停用: takes one address back.</summary>
    public static Task Revoke(CunjuDb db, string account, string scope, CancellationToken cancel) =>
        db.Set<Feed>().Where(feed => feed.Account == account && feed.Scope == scope).ExecuteDeleteAsync(cancel);

    /// <summary>Takes all addresses of an account back.</summary>
    public static Task RevokeAll(CunjuDb db, string account, CancellationToken cancel) =>
        db.Set<Feed>().Where(feed => feed.Account == account).ExecuteDeleteAsync(cancel);

    /// <summary>The feed at an address. An address that never was and one that was taken back are the same: one look into one index by a digest nobody can aim at.</summary>
    public static Task<Feed?> Find(CunjuDb db, string token, CancellationToken cancel)
    {
        var digest = Secrets.Digest(token);
        return db.Set<Feed>().AsNoTracking().FirstOrDefaultAsync(feed => feed.Digest == digest, cancel);
    }

    /// <summary>Describes the table.</summary>
    public static void Describe(ModelBuilder model) =>
        model.Entity<Feed>(table =>
        {
            table.ToTable("feeds");
            table.HasKey(feed => new { feed.Account, feed.Scope });
            table.HasIndex(feed => feed.Digest).IsUnique();
            table.Ignore(feed => feed.Office);
        });
}
