using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Cunju.App.Printing;
using Cunju.App.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Cunju.App.Portal;

/// <summary>存页: the pages for everybody, kept as they go over the wire until something happens that could change them.</summary>
/// <remarks>A page is looked up under what it looks like (address, language, size of letters, compression) and is good as long as its mark is: the register, the
/// day, and the ends of the chains of those who can change what it shows — the unit, those above it, and the bureau. The mark is read from the store each time,
/// before the page is made, so what another program records shows at once, and a page is at worst newer than its mark.</remarks>
public sealed class Shelf : IDisposable
{
    private const long Room = 64 * 1024 * 1024;

    /// <summary>A new version of the program may say the same things otherwise.</summary>
    private static readonly string Version = typeof(Shelf).Module.ModuleVersionId.ToString("N");

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = Room });

    /// <summary>How many pages were made rather than taken from the shelf.</summary>
    public long Made => Interlocked.Read(ref made);

    private long made;

    /// <summary>Answers with the page, made or kept, or with 304.</summary>
    public async Task Answer(Visit visit, Func<Task<IResult>> page)
    {
        var http = visit.Http;
        // What follows a question mark (people share ?from=groupmessage) changes nothing here and must not be kept for the next reader.
        http.Request.QueryString = QueryString.Empty;
        var mark = await Mark(visit);
        var encoding = EncodingOf(http.Request);
        var key = string.Join('\n', BaseAddress.Link(http, http.Request.Path), visit.Language, visit.Mode, encoding);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\n{mark}\n{key}")))[..32]}\"";
        var known = http.Request.Headers.IfNoneMatch.Contains(tag);
        var kept = known ? null : pages.Get<Kept>(key);
        if (!known && kept?.Mark != mark)
        {
            if (await Make(http, page, encoding) is not { } bytes)
            {
                return;
            }

            kept = new(mark, bytes);
            pages.Set(key, kept, new MemoryCacheEntryOptions { Size = bytes.Length + key.Length });
        }

        var headers = http.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Accept-Encoding, Cookie";
        if (known)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (encoding.Length > 0)
        {
            headers.ContentEncoding = encoding;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = kept!.Bytes.Length;
        await http.Response.Body.WriteAsync(kept.Bytes, visit.Cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => pages.Dispose();

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
    private async Task<byte[]?> Make(HttpContext http, Func<Task<IResult>> page, string encoding)
    {
        var answer = http.Response.Body;
        using var html = new MemoryStream();
        http.Response.Body = html;
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
            html.WriteTo(into);
        }

        return packed.ToArray();
    }

    private static string EncodingOf(HttpRequest request)
    {
        var accepts = request.Headers.AcceptEncoding.ToString();
        return accepts.Contains("br", StringComparison.Ordinal) ? "br"
            : accepts.Contains("gzip", StringComparison.Ordinal) ? "gzip"
            : "";
    }

    private sealed record Kept(string Mark, byte[] Bytes);
}
