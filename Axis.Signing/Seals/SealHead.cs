using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Signing.Seals;

/// <summary>What a seal covers. A seal made for one purpose proves nothing for the other.</summary>
public enum SealPurpose
{
    /// <summary>A batch of receipts.</summary>
    Receipts = 1,

    /// <summary>The head of a node's journal.</summary>
    Journal = 2,

    /// <summary>The head of another node's journal, found consistent with the one held of it.</summary>
    Cosignature = 3,
}

/// <summary>The statement that a seal signs.</summary>
/// <param name="Purpose">Receipts or journal.</param>
/// <param name="Issuer">The node that seals.</param>
/// <param name="Time">When, by its clock (UTC, milliseconds).</param>
/// <param name="TreeSize">Leaves under the root.</param>
/// <param name="Root">Merkle Tree Hash of RFC 6962 §2.1.</param>
/// <param name="Cosigned">SHA-256 of the seal that is cosigned; <c>null</c> for the other purposes.</param>
public sealed record SealHead(SealPurpose Purpose, NodeId Issuer, DateTimeOffset Time, long TreeSize, Digest Root, Digest? Cosigned = null);
