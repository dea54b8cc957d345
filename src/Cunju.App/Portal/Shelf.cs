using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Cunju.App.Portal;

/// <summary>存页: the pages and files for everybody, kept as they go over the wire until something happens that could change them.</summary>
/// <remarks>A page is looked up under what it looks like (address, language, size of letters, compression) and is good as long as its mark is: the register, the
/// day, and the ends of the chains of those who can change what it shows — the unit, those above it, and the bureau. The mark is read from the store each time,
/// before the page is made, so what another program records shows at once, and a page is at worst newer than its mark. Of many who ask for a page at once one has it
/// made and the others wait. A page says the address it is reached under; where the program was not told that, everybody can write another, so only pages asked for
/// on this machine are kept then.</remarks>
public sealed class Shelf : IDisposable
{
    private const long Room = 64 * 1024 * 1024;

    /// <summary>A new version of the program may say the same things otherwise.</summary>
    private static readonly string Version = typeof(Shelf).Module.ModuleVersionId.ToString("N");

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = Room });

    /// <summary>One turn for each of these; pages that share one wait for each other now and then, which nobody notices.</summary>
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>How many pages were made rather than taken from the shelf.</summary>
    public long Made => Interlocked.Read(ref made);

    private long made;

    /// <summary>Answers with the page, made or kept, or with 304.</summary>
    public async Task<IResult> Answer(Visit visit, Func<Task<IResult>> page)
    {
        var http = visit.Http;
        // What follows a question mark (people share ?from=groupmessage) changes nothing here and must not be kept for the next reader.
        http.Request.QueryString = QueryString.Empty;
        var mark = await Mark(visit);
        var encoding = EncodingOf(http.Request);
        // An address is the same page in capitals.
        var key = string.Join('\n', BaseAddress.Link(http, http.Request.Path).ToLowerInvariant(), visit.Language, visit.Mode, encoding);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\n{mark}\n{key}")))[..32]}\"";
        var known = http.Request.Headers.IfNoneMatch.Contains(tag);
        var kept = known ? null : await Take(http, key, mark, page, encoding);
        if (!known && kept is null)
        {
            return Results.Empty;
        }

        var headers = http.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Accept-Encoding, Cookie";
        if (known)
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        if (encoding.Length > 0)
        {
            headers.ContentEncoding = encoding;
        }

        headers.ContentDisposition = kept!.Disposition;
        return Results.Bytes(kept.Bytes, kept.Type);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pages.Dispose();
        Array.ForEach(turns, turn => turn.Dispose());
    }

    /// <summary>The page from the shelf, made where it is not there; null when it is none and answered already.</summary>
    private async Task<Kept?> Take(HttpContext http, string key, string mark, Func<Task<IResult>> page, string encoding)
    {
        if (!MayKeep(http))
        {
            return await Make(http, mark, page, encoding);
        }

        if (Ready() is { } ready)
        {
            return ready;
        }

        var turn = turns[StringComparer.Ordinal.GetHashCode(key) & (turns.Length - 1)];
        await turn.WaitAsync(http.RequestAborted);
        try
        {
            if (Ready() is { } meanwhile)
            {
                return meanwhile;
            }

            if (await Make(http, mark, page, encoding) is { } fresh)
            {
                pages.Set(key, fresh, new MemoryCacheEntryOptions { Size = fresh.Bytes.Length + key.Length });
                return fresh;
            }

            return null;
        }
        finally
        {
            turn.Release();
        }

        Kept? Ready() => pages.Get<Kept>(key) is { } kept && kept.Mark == mark ? kept : null;
    }

    /// <summary>Whether the address the page will say is the program's own: the one it was told, or this machine's.</summary>
    private static bool MayKeep(HttpContext http) =>
        BaseAddress.Of(http) is not null
        || (http.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]" && http.Request.Host.Port == http.Connection.LocalPort);

    private static async Task<string> Mark(Visit visit)
    {
        string[] watched = visit.Unit is { } unit
            ? [unit.Id, .. unit.Parents.Entries.Select(parent => parent.Value), visit.Cell.District]
            : [];
        // Each only grows, so their sum tells when one of them does.
        var now = await visit
            .Db.Cell.Select(cell => new
            {
                cell.RegisterMark,
                Seq = visit.Db.Heads.Where(head => watched.Contains(head.Organisation)).Sum(head => head.Seq),
            })
            .SingleAsync(visit.Cancel);
        return $"{visit.Today:yyyy-MM-dd} {now.RegisterMark} {now.Seq}";
    }

    /// <summary>Makes the page apart from the answer; null when it is none (404), which is answered as everywhere.</summary>
    private async Task<Kept?> Make(HttpContext http, string mark, Func<Task<IResult>> page, string encoding)
    {
        var answer = http.Response.Body;
        using var plain = new MemoryStream();
        http.Response.Body = plain;
        try
        {
            await (await page()).ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = answer;
        }

        if (http.Response.StatusCode != StatusCodes.Status200OK)
        {
            return null;
        }

        Interlocked.Increment(ref made);
        using var packed = new MemoryStream();
        await using (
            Stream into = encoding switch
            {
                "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                _ => packed,
            }
        )
        {
            plain.WriteTo(into);
        }

        return new(
            mark,
            packed.ToArray(),
            http.Response.ContentType ?? "text/html; charset=utf-8",
            http.Response.Headers.ContentDisposition.ToString() is { Length: > 0 } disposition ? disposition : null
        );
    }

    private static string EncodingOf(HttpRequest request)
    {
        var accepts = request.Headers.AcceptEncoding.ToString();
        return accepts.Contains("br", StringComparison.Ordinal) ? "br"
            : accepts.Contains("gzip", StringComparison.Ordinal) ? "gzip"
            : "";
    }

    /// <summary>An answer as it goes over the wire.</summary>
    private sealed record Kept(string Mark, byte[] Bytes, string Type, string? Disposition);
}
