using System.Buffers.Binary;

namespace Cunju.App.Printing;

/// <summary>A PNG from rows that are packed already.</summary>
internal static class PngFile
{
    /// <summary>The file.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="depth">Bits of a colour.</param>
    /// <param name="colours">1 for grey, 3 for red, green and blue.</param>
    /// <param name="rows">The rows as zlib packs them, each with its filter's mark before it.</param>
    public static byte[] Of(int width, int height, int depth, int colours, ReadOnlySpan<byte> rows)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = ((byte)depth, (byte)(colours == 3 ? 2 : 0));
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(png, "IHDR"u8, head);
        Chunk(png, "IDAT"u8, rows);
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        png.Write(number);
        png.Write(name);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(body, Check(name, uint.MaxValue)));
        png.Write(number);
    }

    /// <summary>The sum a PNG ends its chunks with (CRC-32), carried on.</summary>
    private static uint Check(ReadOnlySpan<byte> bytes, uint sum)
    {
        foreach (var one in bytes)
        {
            sum = Sums[(sum ^ one) & 0xFF] ^ (sum >> 8);
        }

        return sum;
    }

    private static readonly uint[] Sums =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(one => Enumerable.Range(0, 8).Aggregate((uint)one, (sum, _) => (sum & 1) == 0 ? sum >> 1 : 0xEDB88320 ^ (sum >> 1))),
    ];
}
