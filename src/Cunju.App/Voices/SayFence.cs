using System.Net;
using System.Security.Cryptography;
using System.Threading.RateLimiting;

namespace Cunju.App.Voices;

/// <summary>限次: so many posts an hour from one address, because anybody may post without an account. Nothing of an address is written down: it is counted under
/// a keyed digest in memory, the key is drawn at the start of the program, and both are gone at its end.</summary>
/// <remarks>The attempts to sign in are counted in the store; beside the moments of the journal such a row would tell who said what.</remarks>
public sealed class SayFence : IDisposable
{
    /// <summary>A whole village may share one address, so an honest evening fits in.</summary>
    public const int Most = 40;

    private const int NetworkOfVersionSix = 8;
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetSlidingWindowLimiter(
            who,
            _ =>
                new()
                {
                    PermitLimit = Most,
                    Window = TimeSpan.FromHours(1),
                    SegmentsPerWindow = 6,
                    QueueLimit = 0,
                }
        )
    );

    /// <summary>Counts a post; false when there were too many.</summary>
    public bool Passes(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(Who(http.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();

    private string Who(IPAddress? address)
    {
        var bytes = (address ?? IPAddress.None).MapToIPv6().GetAddressBytes();
        // One household has a whole network of the newer addresses.
        var network = address is { IsIPv4MappedToIPv6: false, AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 }
            ? bytes[..NetworkOfVersionSix]
            : bytes;
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, network));
    }
}
