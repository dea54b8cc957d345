using Cunju.App.Printing;
using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Cunju.App.Disclosures;

/// <summary>查验件的架子: reduced copies, made when somebody first asks and kept as long as there is room. They are made one at a time, so that a picture unpacked takes
/// memory once, however many ask.</summary>
public sealed class ScanCopies : IDisposable
{
    private const long Room = 8 * 1024 * 1024;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Room });
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The copy of a unit's file; null when it has none. The caller has made sure that everybody may see it.</summary>
    public async Task<byte[]?> Of(CunjuDb db, string unit, string digest, CancellationToken cancel)
    {
        if (kept.TryGetValue((unit, digest), out byte[]? ready))
        {
            return ready;
        }

        await turn.WaitAsync(cancel);
        try
        {
            if (kept.TryGetValue((unit, digest), out byte[]? meanwhile))
            {
                return meanwhile;
            }

            var file = await db.Blobs.AsNoTracking().FirstOrDefaultAsync(blob => blob.Unit == unit && blob.Digest == digest, cancel);
            var copy = file is null ? null : ScanCopy.Of(file.Bytes, file.MediaType);
            return kept.Set((unit, digest), copy, new MemoryCacheEntryOptions { Size = (copy?.Length ?? 0) + 200 });
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        kept.Dispose();
        turn.Dispose();
    }
}
