using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Cunju.App.Shell;

/// <summary>The few files of the browser, kept inside the program, compressed once at the start, addressed by their digest and therefore cached for ever.</summary>
public static class SiteFiles
{
    private static readonly FrozenDictionary<string, Asset> All = Read();

    /// <summary>The address of a file.</summary>
    public static string Url(string name) => $"/assets/{name}?v={All[name].Digest[..12]}";

    /// <summary>Our own script as it is served: without indentation and remarks.</summary>
    public static string OwnScript
    {
        get
        {
            using var reader = new StreamReader(typeof(SiteFiles).Assembly.GetManifestResourceStream("assets/site.js")!);
            return string.Join(
                '\n',
                reader
                    .ReadToEnd()
                    .Split('\n')
                    .Select(line => line.Trim())
                    .Where(line => line.Length > 0 && !line.StartsWith("/*", StringComparison.Ordinal))
            );
        }
    }

    /// <summary>Adds the route.</summary>
    public static void MapSiteFiles(this IEndpointRouteBuilder routes) =>
        routes.Get(
            "/assets/{name}",
            (HttpContext http, string name) =>
            {
                if (!All.TryGetValue(name, out var asset))
                {
                    return Task.FromResult(Results.NotFound());
                }

                var accepts = http.Request.Headers.AcceptEncoding.ToString();
                var (bytes, encoding) =
                    accepts.Contains("br") ? (asset.Brotli, "br")
                    : accepts.Contains("gzip") ? (asset.Gzip, "gzip")
                    : (asset.Plain, null);
                if (encoding is not null)
                {
                    http.Response.Headers.ContentEncoding = encoding;
                }

                http.Response.Headers.Vary = "Accept-Encoding";
                http.Response.Headers.CacheControl = http.Request.Query.ContainsKey("v")
                    ? "public, max-age=31536000, immutable"
                    : "no-cache";
                return Task.FromResult(Results.Bytes(bytes, asset.MediaType));
            }
        );

    private static FrozenDictionary<string, Asset> Read()
    {
        var assembly = typeof(SiteFiles).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("assets/", StringComparison.Ordinal) && name != "assets/htmx.js")
            .ToFrozenDictionary(
                name => name["assets/".Length..],
                name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    using var memory = new MemoryStream();
                    if (name == "assets/site.js")
                    {
                        // One script, one request: the vendored one, then our own.
                        using var vendored = assembly.GetManifestResourceStream("assets/htmx.js")!;
                        vendored.CopyTo(memory);
                        memory.Write("\n"u8);
                        memory.Write(Encoding.UTF8.GetBytes(OwnScript));
                    }
                    else
                    {
                        stream.CopyTo(memory);
                    }

                    var plain = memory.ToArray();
                    return new Asset(
                        plain,
                        Pack(plain, inner => new BrotliStream(inner, CompressionLevel.SmallestSize)),
                        Pack(plain, inner => new GZipStream(inner, CompressionLevel.SmallestSize)),
                        Convert.ToHexStringLower(SHA256.HashData(plain)),
                        Path.GetExtension(name) switch
                        {
                            ".css" => "text/css; charset=utf-8",
                            ".js" => "text/javascript; charset=utf-8",
                            ".svg" => "image/svg+xml",
                            var other => throw new InvalidOperationException($"No media type for {other}."),
                        }
                    );
                }
            );
    }

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> compress)
    {
        using var memory = new MemoryStream();
        using (var stream = compress(memory))
        {
            stream.Write(plain);
        }

        return memory.ToArray();
    }

    private sealed record Asset(byte[] Plain, byte[] Brotli, byte[] Gzip, string Digest, string MediaType);
}
