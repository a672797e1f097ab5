using System.Net;
using System.Net.Sockets;

namespace Axis.Journey.Tests.Network;

/// <summary>
/// A loopback port that is this test's alone until it is given back. The directory names a node's address before the node listens, so the port has to be known
/// first and must not be lost in between: it lies below those that the system hands to outgoing connections, and a locked file keeps other test processes away.
/// </summary>
public sealed class ReservedPort : IDisposable
{
    private const int Lowest = 15_000;
    private const int UsualHighest = 32_000;
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "axis-test-ports")).FullName;
    private static readonly int Highest = HighestPort();
    private static int _next = Random.Shared.Next(Highest - Lowest);
    private readonly FileStream _lock;

    private ReservedPort(int number, FileStream held) => (Number, _lock) = (number, held);

    public int Number { get; }

    /// <summary>Takes one that nobody listens on and no other test holds.</summary>
    public static ReservedPort Take()
    {
        for (var tries = 0; tries < Highest - Lowest; tries++)
        {
            var number = Lowest + (int)((uint)Interlocked.Increment(ref _next) % (uint)(Highest - Lowest));
            if (TryLock(number) is { } held)
            {
                if (IsFree(number))
                {
                    return new ReservedPort(number, held);
                }

                held.Dispose();
            }
        }

        throw new InvalidOperationException($"No free port between {Lowest} and {Highest}.");
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream? TryLock(int number)
    {
        try
        {
            return new FileStream(Path.Combine(Folder, number.ToString(System.Globalization.CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Another test holds it.
            return null;
        }
    }

    private static bool IsFree(int number)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, number);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int HighestPort()
    {
        const string range = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(range) && int.TryParse(File.ReadAllText(range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], out var first) && first > Lowest + 1000
            ? Math.Min(first, UsualHighest)
            : UsualHighest;
    }
}
