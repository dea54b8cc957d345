using System.IO.Compression;
using System.Security.Cryptography;
using Cunju.App.Printing;
using Cunju.App.Storage;

namespace Cunju.App.Demo;

/// <summary>编出来的扫描件: what a signed and sealed sheet looks like from across the room: lines of print, signatures, two round seals. Black and white, packed without
/// compressing, so that the same seed makes the same bytes on every machine.</summary>
internal static class DrawnScan
{
    private const int Width = 176;
    private const int Height = 248;
    private const int Margin = 16;
    private const int Seal = 18;

    /// <summary>The sheet of a unit; chance makes each another file.</summary>
    public static Blob Of(string unit, Draw draw)
    {
        var black = new bool[Width, Height];
        var lines = draw.Between(14, 20);
        Bar(Width / 4, Margin, Width / 2, 8);
        for (var line = 0; line < lines; line++)
        {
            Bar(Margin, 36 + line * 8, (Width - 2 * Margin) * draw.Between(45, 100) / 100, 2);
        }

        for (var name = 0; name < 3; name++)
        {
            var (x, y) = (Margin + name * 30, Height - 34);
            for (var step = 0; step < 22; step++)
            {
                y = Math.Clamp(y + draw.Between(-3, 3), Height - 44, Height - 24);
                Bar(x + step, y, 2, 2);
            }
        }

        Ring(Width - 34, Height - 58);
        Ring(Width - 62, Height - 30);

        var row = (Width + 7) / 8;
        var bytes = new byte[(row + 1) * Height];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                bytes[y * (row + 1) + 1 + x / 8] |= (byte)(black[x, y] ? 0 : 0x80 >> (x % 8));
            }
        }

        using var packed = new MemoryStream();
        using (var into = new ZLibStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            into.Write(bytes);
        }

        var file = PngFile.Of(Width, Height, depth: 1, colours: 1, packed.ToArray());
        return new()
        {
            Digest = Convert.ToHexStringLower(SHA256.HashData(file)),
            Unit = unit,
            MediaType = "image/png",
            Bytes = file,
        };

        void Bar(int left, int top, int wide, int high)
        {
            for (var x = left; x < Math.Min(left + wide, Width); x++)
            {
                for (var y = top; y < Math.Min(top + high, Height); y++)
                {
                    black[x, y] = true;
                }
            }
        }

        void Ring(int centre, int middle)
        {
            for (var x = -Seal; x <= Seal; x++)
            {
                for (var y = -Seal; y <= Seal; y++)
                {
                    if (x * x + y * y is >= (Seal - 2) * (Seal - 2) and <= Seal * Seal or <= 12)
                    {
                        black[centre + x, middle + y] = true;
                    }
                }
            }
        }
    }
}
