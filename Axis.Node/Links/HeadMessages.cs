namespace Axis.Node.Links;

/// <summary>A journal head shown to a neighbour, with the proof that it continues an earlier one.</summary>
/// <param name="Log">The epoch that names the log.</param>
/// <param name="Seal">The seal over the head.</param>
/// <param name="From">Size of the earlier head that the proof starts from; 0 when none was shown.</param>
/// <param name="Proof">RFC 6962 §2.1.2 consistency proof, digests in hexadecimal.</param>
public sealed record ShownHead(string Log, byte[] Seal, long From, IReadOnlyList<string> Proof);

/// <summary>What a neighbour says to a head.</summary>
/// <param name="Outcome">One of <see cref="HeadOutcomes"/>.</param>
/// <param name="Cosignature">Its signature, when it cosigned.</param>
/// <param name="Held">The seal of the head that it holds, when that is not the one the proof starts from, or contradicts.</param>
public sealed record HeadAnswer(string Outcome, byte[]? Cosignature, byte[]? Held);

/// <summary>What a neighbour may say to a head.</summary>
public static class HeadOutcomes
{
    /// <summary>Consistent, cosigned and journalled.</summary>
    public const string Cosigned = "cosigned";

    /// <summary>Another head is held: show the proof from that one.</summary>
    public const string Held = "held";

    /// <summary>The head contradicts the one that is held: alarm.</summary>
    public const string Fork = "fork";
}

/// <summary>The heads of the caller's logs that a neighbour holds.</summary>
public sealed record HeldHeads(IReadOnlyList<HeldHeadMessage> Heads);

/// <summary>One of them.</summary>
/// <param name="Log">The epoch that names the log.</param>
/// <param name="Seal">The caller's own seal over the head.</param>
/// <param name="Cosignature">What the neighbour signed to it.</param>
/// <param name="At">When, by the neighbour's clock.</param>
public sealed record HeldHeadMessage(string Log, byte[] Seal, byte[] Cosignature, DateTimeOffset At);
