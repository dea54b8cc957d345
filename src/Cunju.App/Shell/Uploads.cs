using System.Collections.Immutable;
using System.Security.Cryptography;
using Cunju.App.Storage;

namespace Cunju.App.Shell;

/// <summary>The files of one form.</summary>
/// <param name="Blobs">The files, each once.</param>
/// <param name="Named">Their digests under their fields' names.</param>
/// <param name="Faults">What is wrong with those that were not taken.</param>
public sealed record Uploaded(
    ImmutableArray<Blob> Blobs,
    ImmutableDictionary<string, ImmutableArray<string>> Named,
    ImmutableArray<Problem> Faults
)
{
    /// <summary>What the person called them, by digest.</summary>
    public required ImmutableDictionary<string, string> Names { get; init; }

    /// <summary>The form's values with the digests under their fields, beside those of files that were received before.</summary>
    public FormState Into(FormState form) =>
        form with
        {
            Values = form.Values.SetItems(
                Named.Select(field =>
                    KeyValuePair.Create(
                        field.Key,
                        form.Values.GetValueOrDefault(field.Key, []).Where(value => value.Length > 0).Union(field.Value).ToImmutableArray()
                    )
                )
            ),
        };
}

/// <summary>Files that come with a form: jpg, png or pdf by their first bytes, at most 10 MB each, pictures without their EXIF data (place and camera).</summary>
public static class Uploads
{
    /// <summary>The largest file taken, in bytes.</summary>
    public const int Largest = 10 * 1024 * 1024;

    /// <summary>The files as blobs, the digests under their fields' names, and what is wrong.</summary>
    public static async Task<Uploaded> Read(IFormFileCollection files, string unit, CancellationToken cancel)
    {
        var blobs = ImmutableArray.CreateBuilder<Blob>();
        var named = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        var names = ImmutableDictionary.CreateBuilder<string, string>();
        var faults = ImmutableArray.CreateBuilder<Problem>();
        foreach (var file in files.Where(file => file.Length > 0))
        {
            if (file.Length > Largest)
            {
                faults.Add(new(file.Name, $"「{file.FileName}」太大（{file.Length / 1024 / 1024} MB），最多 10 MB。"));
                continue;
            }

            using var memory = new MemoryStream((int)file.Length);
            await file.CopyToAsync(memory, cancel);
            var (bytes, type) = Clean(memory.ToArray());
            if (bytes is null)
            {
                faults.Add(new(file.Name, $"「{file.FileName}」的内容不是 jpg、png 图片，也不是 PDF（改文件名不会改变内容），不能收下。"));
                continue;
            }

            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (names.TryAdd(digest, NameOf(file)))
            {
                blobs.Add(
                    new()
                    {
                        Digest = digest,
                        Unit = unit,
                        MediaType = type,
                        Bytes = bytes,
                    }
                );
            }

            named[file.Name] = named.TryGetValue(file.Name, out var before) ? before.Add(digest) : [digest];
        }

        return new(blobs.ToImmutable(), named.ToImmutable(), faults.ToImmutable()) { Names = names.ToImmutable() };
    }

    /// <summary>The last part of what the browser calls it (some send a path), short enough for a line.</summary>
    private static string NameOf(IFormFile file)
    {
        var name = file.FileName.Split('/', '\\')[^1];
        return name.Length <= 60 ? name : $"…{name[^59..]}";
    }

    /// <summary>The file as it is kept, and its type by magic number; null when it is none of the three.</summary>
    public static (byte[]? Bytes, string Type) Clean(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return (WithoutExif(bytes), "image/jpeg");
        }

        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return (WithoutChunks(bytes), "image/png");
        }

        return bytes.AsSpan().StartsWith("%PDF-"u8) ? (bytes, "application/pdf") : (null, "");
    }

    /// <summary>Leaves out the application segments (APP1–APP15) and comments before the picture itself.</summary>
    private static byte[] WithoutExif(byte[] jpeg)
    {
        using var kept = new MemoryStream(jpeg.Length);
        kept.Write(jpeg, 0, 2);
        var at = 2;
        while (at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA)
        {
            var length = 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
            if (jpeg[at + 1] is not ((>= 0xE1 and <= 0xEF) or 0xFE))
            {
                kept.Write(jpeg, at, Math.Min(length, jpeg.Length - at));
            }

            at += length;
        }

        if (at < jpeg.Length)
        {
            kept.Write(jpeg, at, jpeg.Length - at);
        }

        return kept.ToArray();
    }

    /// <summary>Leaves out the chunks that can carry place, time or words.</summary>
    private static byte[] WithoutChunks(byte[] png)
    {
        using var kept = new MemoryStream(png.Length);
        kept.Write(png, 0, 8);
        var at = 8;
        while (at + 12 <= png.Length)
        {
            var length = (int)Math.Min(int.MaxValue - 12, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at))) + 12;
            if (System.Text.Encoding.ASCII.GetString(png, at + 4, 4) is not ("eXIf" or "tEXt" or "zTXt" or "iTXt" or "tIME"))
            {
                kept.Write(png, at, Math.Min(length, png.Length - at));
            }

            at += Math.Min(length, png.Length - at);
        }

        return kept.ToArray();
    }
}
