namespace Axis.Node.Events;

/// <summary>Headers of a call (docs/protocol.md).</summary>
public static class WebhookHeaders
{
    /// <summary>The event's identifier, the same at every repeat.</summary>
    public const string EventId = "Axis-Event-Id";

    /// <summary>What happened.</summary>
    public const string EventType = "Axis-Event-Type";

    /// <summary>Place in the order of the node's events.</summary>
    public const string Sequence = "Axis-Event-Sequence";

    /// <summary>When the call was made, in seconds since 1970: an old one is a replay by somebody else.</summary>
    public const string Timestamp = "Axis-Timestamp";

    /// <summary><c>v1=</c> HMAC-SHA256 over timestamp, full stop and body.</summary>
    public const string Signature = "Axis-Signature";
}
