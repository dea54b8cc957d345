using Cunju.Core.Places;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Shell;

/// <summary>Files people handed in: served as attachments under a sandbox, never shown inside a page.</summary>
public static class StoredFiles
{
    /// <summary>The file of a unit by its digest; the caller has made sure that the person may have it.</summary>
    public static async Task<IResult> Answer(Visit visit, Unit unit, string digest)
    {
        var blob = await visit
            .Db.Blobs.AsNoTracking()
            .FirstOrDefaultAsync(blob => blob.Unit == unit.Id && blob.Digest == digest, visit.Cancel);
        if (blob is null)
        {
            return Pages.NotFound();
        }

        visit.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(blob.Bytes, blob.MediaType, $"{digest[..12]}{Extension(blob.MediaType)}");
    }

    private static string Extension(string mediaType) =>
        mediaType switch
        {
            "image/jpeg" => ".jpg",
            "image/png" => ".png",
            _ => ".pdf",
        };
}
