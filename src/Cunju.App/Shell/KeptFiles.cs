using System.Collections.Immutable;
using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Shell;

#pragma warning disable RS0030 // Files that wait belong to no case: they are kept, and forgotten, beside the journal.

/// <summary>待用附件: files that came with a form which was refused. Whoever sent them need not choose them again; nobody else ever sees them, no act has them yet,
/// and after a few days they are gone.</summary>
public static class KeptFiles
{
    /// <summary>How long a file waits for its form.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>How much one account may have waiting, in bytes: as much as one form can carry. The oldest make room.</summary>
    public const int Most = 4 * Uploads.Largest;

    /// <summary>Those of the person's waiting files that a form names again.</summary>
    public static async Task<ImmutableArray<KeptFile>> Named(
        CunjuDb db,
        string account,
        string unit,
        FormState form,
        CancellationToken cancel
    )
    {
        var digests = form.Values.Values.SelectMany(values => values).Where(value => value.Length == 64).Distinct().Take(40).ToArray();
        return digests.Length == 0
            ? []
            :
            [
                .. await db.Set<KeptFile>()
                    .AsNoTracking()
                    .Where(file => file.Account == account && file.Unit == unit && digests.Contains(file.Digest))
                    .ToListAsync(cancel),
            ];
    }

    /// <summary>Keeps what came with a refused form, beside what the form named already.</summary>
    /// <returns>The names of the files that wait now, by digest, and what is said about those for which there was no room.</returns>
    public static async Task<(ImmutableDictionary<string, string> Received, ImmutableArray<Problem> TooMuch)> Keep(
        Cell cell,
        CunjuDb db,
        string account,
        Uploaded uploaded,
        ImmutableArray<KeptFile> before,
        CancellationToken cancel
    )
    {
        var received = before.ToImmutableDictionary(file => file.Digest, file => file.Name);
        var tooMuch = ImmutableArray.CreateBuilder<Problem>();
        if (uploaded.Blobs.IsEmpty)
        {
            return (received, []);
        }

        var room = Most - before.Sum(file => file.Bytes.Length);
        var now = cell.RealNow;
        using var turn = await cell.Turn(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var blob in uploaded.Blobs.Where(blob => !received.ContainsKey(blob.Digest)))
        {
            var name = uploaded.Names[blob.Digest];
            if (blob.Bytes.Length > room)
            {
                tooMuch.Add(new(null, $"「{name}」没有留下来：一次能留的附件满了。改好以后请重新选择它。"));
                continue;
            }

            room -= blob.Bytes.Length;
            received = received.Add(blob.Digest, name);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO kept_files ("Account", "Unit", "Digest", "Name", "MediaType", "Bytes", "Size", "Since")
                VALUES ({account}, {blob.Unit}, {blob.Digest}, {name}, {blob.MediaType}, {blob.Bytes}, {blob.Bytes.Length}, {now})
                ON CONFLICT ("Account", "Unit", "Digest") DO UPDATE SET "Since" = excluded."Since"
                """,
                cancel
            );
        }

        await Sweep(cell, db, cancel);
        await MakeRoom(db, account, [.. received.Keys], room, cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return (received, tooMuch.ToImmutable());
    }

    /// <summary>Forgets the files whose form came through.</summary>
    public static async Task Forget(CunjuDb db, string account, ImmutableArray<KeptFile> used, CancellationToken cancel)
    {
        var digests = used.Select(file => file.Digest).ToArray();
        await db.Set<KeptFile>().Where(file => file.Account == account && digests.Contains(file.Digest)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Removes what has waited too long.</summary>
    public static async Task Sweep(Cell cell, CunjuDb db, CancellationToken cancel)
    {
        var oldest = cell.RealNow - Life;
        await db.Set<KeptFile>().Where(file => file.Since < oldest).ExecuteDeleteAsync(cancel);
    }

    /// <summary>What other forms of the account left behind goes, the oldest first, until everything fits.</summary>
    private static async Task MakeRoom(CunjuDb db, string account, string[] needed, int room, CancellationToken cancel)
    {
        var others = await db.Set<KeptFile>()
            .Where(file => file.Account == account && !needed.Contains(file.Digest))
            .OrderByDescending(file => file.Since)
            .Select(file => new { file.Digest, file.Size })
            .ToListAsync(cancel);
        var gone = others.Where(file => (room -= file.Size) < 0).Select(file => file.Digest).ToArray();
        if (gone.Length > 0)
        {
            await db.Set<KeptFile>().Where(file => file.Account == account && gone.Contains(file.Digest)).ExecuteDeleteAsync(cancel);
        }
    }
}
