using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cunju.App.People;

/// <summary>Tokens, their digests, and passwords.</summary>
public static class Secrets
{
    /// <summary>The shortest password, in letters.</summary>
    public const int Shortest = 10;

    private static readonly PasswordHasher<Credential> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    /// <summary>What an unknown login is compared with, so that it takes as long as a known one.</summary>
    private static readonly string Nobody = Hasher.HashPassword(null!, NewToken());

    /// <summary>32 random bytes, fit for an address.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256; enough for a token that nobody can guess.</summary>
    public static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The hash of a password.</summary>
    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <summary>Whether it is the password; always takes the same work.</summary>
    public static bool IsRight(Credential? credential, string password) =>
        Hasher.VerifyHashedPassword(null!, credential?.Password ?? Nobody, password) != PasswordVerificationResult.Failed
        && credential?.Password is not null;

    /// <summary>What is wrong with a new password; null when it will do. Length counts, not the mixture of signs.</summary>
    public static string? Fault(string password, string login)
    {
        var plain = password.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        return password.Length < Shortest ? $"密码至少 {Shortest} 个字符；用一句自己记得住的话最好。"
            : password.Length > 200 ? "密码太长，最多 200 个字符。"
            : plain.Distinct().Count() < 4
            || IsRun(plain)
            || Common.Any(word => plain.Replace(word, "", StringComparison.Ordinal).Length < 4)
                ? "这个密码太常见，容易被猜中。换一句别人想不到的话，比如三四个不相干的词连在一起。"
            : login.Length >= 4 && plain.Contains(login, StringComparison.Ordinal) ? "密码里不要包含登录名。"
            : null;
    }

    /// <summary>Words that make up most of the leaked passwords; what is left beside one of them must itself have four letters.</summary>
    private static readonly string[] Common =
    [
        "password",
        "passw0rd",
        "p@ssw0rd",
        "123456789",
        "12345678",
        "1234567",
        "123456",
        "12345",
        "1234",
        "987654321",
        "654321",
        "qwertyuiop",
        "qwerty",
        "asdfghjkl",
        "1qaz2wsx",
        "1q2w3e4r5t",
        "1q2w3e4r",
        "iloveyou",
        "woaini",
        "5201314",
        "1314520",
        "admin",
        "administrator",
        "welcome",
        "letmein",
        "abc123",
        "a123456",
        "cunju",
        "yubei",
        "chongqing",
        "zhongguo",
        "111111",
        "000000",
        "888888",
        "666666",
        "123123",
        "112233",
        "88888888",
        "11111111",
        "00000000",
    ];

    /// <summary>Letters that follow each other (abcdefghij, 9876543210).</summary>
    private static bool IsRun(string text) =>
        text.Zip(text.Skip(1)).All(pair => pair.Second == pair.First + 1)
        || text.Zip(text.Skip(1)).All(pair => pair.Second == pair.First - 1);
}
