using System.Collections.Concurrent;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Attacks;

/// <summary>Every single-byte change of a small packet, in memory.</summary>
[TestFixture]
public sealed class SingleByteTests
{
    private static readonly byte[] Packet = Packets.Signed(Packets.Document("a.pdf"), TestKey.P256, "%PDF"u8.ToArray());

    [Test]
    public void no_changed_byte_passes()
    {
        var passed = new ConcurrentBag<string>();
        Parallel.For(0, Packet.Length, at =>
        {
            var changed = (byte[])Packet.Clone();
            foreach (var value in Values(Packet[at]))
            {
                changed[at] = value;
                if (Packets.Verify(changed).Passed)
                {
                    passed.Add($"byte {at} as {value}");
                }
            }
        });

        Assert.That(passed, Is.Empty);
    }

    [Test]
    public void no_deleted_byte_passes()
    {
        var passed = Enumerable.Range(0, Packet.Length).Where(at => Packets.Verify([.. Packet.AsSpan(0, at), .. Packet.AsSpan(at + 1)]).Passed);

        Assert.That(passed, Is.Empty);
    }

    [Test]
    public void no_inserted_space_passes()
    {
        var passed = Enumerable.Range(0, Packet.Length + 1).Where(at => Packets.Verify([.. Packet.AsSpan(0, at), (byte)' ', .. Packet.AsSpan(at)]).Passed);

        Assert.That(passed, Is.Empty);
    }

    [Test]
    public void no_truncation_passes()
    {
        var passed = Enumerable.Range(0, Packet.Length).Where(static length => Packets.Verify(Packet[..length]).Passed);

        Assert.That(passed, Is.Empty);
    }

    private static HashSet<byte> Values(byte original)
    {
        var values = new HashSet<byte> { (byte)(original + 1), (byte)(original - 1), 0, 0xFF, (byte)'\r' };
        values.UnionWith(" <>&\"'/=A"u8.ToArray());
        for (var bit = 0; bit < 8; bit++)
        {
            values.Add((byte)(original ^ (1 << bit)));
        }

        values.Remove(original);
        return values;
    }
}
