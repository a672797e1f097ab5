namespace Axis.Core.Contracts;

/// <summary>One item of a VXP server above that did not come to a good end here.</summary>
/// <param name="DocId">The item, as the server names it.</param>
/// <param name="State"><c>waiting</c>: tried again; <c>given-up</c>: kept as evidence, the server is still to be told; <c>failed</c>: the server was told <c>fail</c>.</param>
/// <param name="To">Its receiver, as the server listed it.</param>
/// <param name="ReasonCode">Why it could not be taken.</param>
/// <param name="Reason">The sentence.</param>
/// <param name="Attempts">How often it was tried for that reason.</param>
/// <param name="SeenAt">When it was first listed.</param>
/// <param name="DueAt">When it is tried again; <c>null</c> when it is not.</param>
/// <param name="Packet">The packet (SHA-256), when its bytes are kept as evidence.</param>
public sealed record VxpLinkItem(string DocId, string State, string? To, string? ReasonCode, string? Reason, int Attempts, DateTimeOffset SeenAt, DateTimeOffset? DueAt, string? Packet);

/// <summary>Asks that items be tried again now.</summary>
public sealed record RetryVxpItems
{
    /// <summary>Which; <c>null</c> or empty = all that <c>GET …/items</c> lists.</summary>
    public IReadOnlyList<string>? Items { get; init; }
}

/// <summary>What is tried again.</summary>
/// <param name="Items">The items.</param>
public sealed record RetriedVxpItems(IReadOnlyList<string> Items);
