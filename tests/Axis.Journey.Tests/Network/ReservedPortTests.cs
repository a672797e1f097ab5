using System.Net;
using System.Net.Sockets;

namespace Axis.Journey.Tests.Network;

/// <summary>Ports of test nodes are nobody else's.</summary>
public sealed class ReservedPortTests
{
    [Test]
    public void a_port_that_is_held_is_not_given_again()
    {
        var held = Enumerable.Range(0, 200).Select(static _ => ReservedPort.Take()).ToList();
        try
        {
            Assert.That(held.Select(static p => p.Number), Is.Unique);
        }
        finally
        {
            held.ForEach(static p => p.Dispose());
        }
    }

    [Test]
    public void no_outgoing_connection_is_ever_given_a_port_that_is_held()
    {
        using var port = ReservedPort.Take();
        using var outgoing = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        outgoing.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.That(port.Number, Is.LessThan(((IPEndPoint)outgoing.LocalEndPoint!).Port));
    }
}
