using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Cunju.App.Demo;

/// <summary>抽签: a stream of choices that follows from its name alone. Every organisation and every story line draws from a stream of its own, so that nothing
/// one of them does moves the others; the arithmetic is our own, so that no version of the framework moves them either.</summary>
public sealed class Draw
{
    private ulong state;

    /// <summary>The stream of that name.</summary>
    public Draw(params ReadOnlySpan<string> name) => state = BinaryPrimitives.ReadUInt64LittleEndian(Digest(string.Join('\n', name)));

    /// <summary>A whole number within the bounds, both included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>Whether it comes true that often in a hundred times.</summary>
    public bool Percent(int chance) => Between(1, 100) <= chance;

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> of) => of[Between(0, of.Count - 1)];

    /// <summary>Ids that look random and follow from the name.</summary>
    public static Func<string> Ids(string name)
    {
        var count = 0;
        return () => Convert.ToHexStringLower(Digest($"{name}\n{count++}").AsSpan(0, 16));
    }

    private static byte[] Digest(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    /// <summary>SplitMix64, which is meant to overflow.</summary>
    private ulong Next()
    {
        unchecked
        {
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
