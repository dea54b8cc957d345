using System.Security.Cryptography;
using System.Text;

namespace Cunju.Core.Voices;

/// <summary>回执码: sixteen letters and digits (80 bits) that a person can read aloud, as in <c>7KQ4-M2XA-9FTR-CW5H</c>. Whoever holds it reads the answer; the
/// store keeps its SHA-256 alone.</summary>
public static class ReceiptCode
{
    /// <summary>Letters without the four that people mistake for one another (0, 1, I, O); each says five bits.</summary>
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Length = 16;
    private const int DigestLength = 64;

    /// <summary>The code of a form, from the random mark it was sent out with: who taps twice gets the same code again, and the mark is kept nowhere.</summary>
    public static string Of(string mark)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"receipt\n{mark}"));
        var code = new StringBuilder();
        for (var i = 0; i < Length; i++)
        {
            if (i is > 0 && i % 4 == 0)
            {
                code.Append('-');
            }

            code.Append(Letters[hash[i] & 31]);
        }

        return code.ToString();
    }

    /// <summary>SHA-256 of a code as somebody typed it, in small letters, with blanks or without hyphens; null when it can be no code.</summary>
    public static string? Digest(string typed)
    {
        var plain = new string([.. typed.Select(Plain).Where(letter => letter is not ('-' or ' '))]);
        return plain.Length == Length && plain.All(Letters.Contains)
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)))
            : null;
    }

    /// <summary>Whether a text is such a digest.</summary>
    public static bool IsDigest(string? text) =>
        text is { Length: DigestLength } && text.All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>As it was printed: capitals, half width, one kind of hyphen.</summary>
    private static char Plain(char letter) =>
        letter switch
        {
            >= '！' and <= '～' => char.ToUpperInvariant((char)(letter - '！' + '!')),
            '—' or '–' or '‑' => '-',
            '\u3000' or '\u00A0' or '\t' or '\n' or '\r' => ' ',
            _ => char.ToUpperInvariant(letter),
        };
}
