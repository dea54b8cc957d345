using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Cunju.Core.Procedures;

/// <summary>事实: what happened, in the past tense. Facts are kept for ever in the journal and never change, so they hold no erasable personal data: counts,
/// reason codes and salted digests. What people may later ask to have erased travels beside the fact as <see cref="Aside"/>.</summary>
public abstract record Fact
{
    /// <summary>Texts about named people that belong to this fact and are stored apart from the journal.</summary>
    [JsonIgnore]
    public ImmutableArray<Aside> Asides { get; init; } = [];
}

/// <summary>旁注: a text about named people, kept in a side table that can be erased; the journal holds only its digest.</summary>
/// <param name="Id">Random; stands in the fact.</param>
/// <param name="Topic">What it is (<c>minutes</c>, <c>name</c>, <c>reason</c>).</param>
/// <param name="Salt">Random, so that a short text cannot be guessed from its digest.</param>
/// <param name="Text">The text.</param>
public sealed record Aside(string Id, string Topic, string Salt, string Text)
{
    /// <summary>What the fact keeps of it.</summary>
    public AsideRef Reference => new(Id, Digest(Salt, Text));

    /// <summary>SHA-256 of salt, a line feed and the text in UTF-8; lower-case hexadecimal.</summary>
    public static string Digest(string salt, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{text}")));
}

/// <summary>What a fact keeps of an <see cref="Aside"/>: enough to find it and to prove that it was not changed.</summary>
public sealed record AsideRef(string Id, string Digest);
