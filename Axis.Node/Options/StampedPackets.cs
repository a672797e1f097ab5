namespace Axis.Node.Options;

/// <summary>Which packets are brought to a level.</summary>
public enum StampedPackets
{
    /// <summary>None; journal heads may still be stamped.</summary>
    None = 0,

    /// <summary>What the agencies of this node send.</summary>
    Sent = 1,

    /// <summary>What they send and what is delivered to them.</summary>
    SentAndReceived = 2,
}
