using System.Net;
using System.Net.Sockets;

namespace Axis.Node.Users;

/// <summary>
/// Wrong attempts to sign in by the address they come from, so that one machine cannot try name after name without an account to count it. Loopback is left out: there a
/// proxy of the node's own machine stands for everybody. Kept in memory, bounded.
/// </summary>
internal sealed class AddressThrottle(TimeProvider time)
{
    /// <summary>Wrong attempts within <see cref="Window"/> after which the address is not listened to until the window ends.</summary>
    public const int Most = 30;

    private const int MostAddresses = 4096;
    private const int PrefixBytes = 8;

    /// <summary>How long attempts count, from the first of them.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (int Failures, DateTimeOffset Since)> _seen = [];

    /// <summary>Whether nothing from the address is looked at now.</summary>
    public bool IsShut(IPAddress? remote)
    {
        if (KeyOf(remote) is not { } key)
        {
            return false;
        }

        lock (_gate)
        {
            return _seen.TryGetValue(key, out var seen) && seen.Failures >= Most && time.GetUtcNow() - seen.Since < Window;
        }
    }

    /// <summary>Counts a wrong attempt.</summary>
    public void Count(IPAddress? remote)
    {
        if (KeyOf(remote) is not { } key)
        {
            return;
        }

        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_seen.TryGetValue(key, out var seen) && now - seen.Since < Window)
            {
                _seen[key] = seen with { Failures = seen.Failures + 1 };
                return;
            }

            if (_seen.Count >= MostAddresses)
            {
                _seen.Remove(_seen.MinBy(static s => s.Value.Since).Key);
            }

            _seen[key] = (1, now);
        }
    }

    // Whoever has an IPv6 address has the rest of its /64 as well.
    private static IPAddress? KeyOf(IPAddress? remote)
    {
        if (remote is null || IPAddress.IsLoopback(remote))
        {
            return null;
        }

        if (remote.AddressFamily == AddressFamily.InterNetwork || remote.IsIPv4MappedToIPv6)
        {
            return remote.MapToIPv4();
        }

        var bytes = remote.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return new IPAddress(bytes);
    }
}
