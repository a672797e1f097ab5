using Axis.Core.Agencies;

namespace Axis.Signing.Trust;

/// <summary>How far a node looks.</summary>
public enum JudgeScope
{
    /// <summary>A node on the way: cryptography, binding and path. Revocation is not looked at, and said to be so.</summary>
    Relay = 1,

    /// <summary>The recipient's host, and any later audit: everything.</summary>
    Recipient = 2,
}

/// <summary>Everything a verdict depends on. Equal inputs give equal verdicts.</summary>
public sealed record JudgeInput
{
    /// <summary>What the cryptography says.</summary>
    public required CryptographicResult Cryptography { get; init; }

    /// <summary>The directory in force.</summary>
    public required DirectorySnapshot Directory { get; init; }

    /// <summary>The revocation lists at hand.</summary>
    public required RevocationBook Revocation { get; init; }

    /// <summary>The earliest independent proof; <c>null</c> when there is none.</summary>
    public Proof? Proof { get; init; }

    /// <summary>Every independent proof, <see cref="Proof"/> among them; several of one node count once.</summary>
    public IReadOnlyList<Proof> Witnesses { get; init; } = [];

    /// <summary>When the packet reached this node: what is judged at when there is no proof.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Time of verification.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>
    /// A time at which the revocation data are proved to have been at hand (an archive timestamp over them): their freshness is judged then.
    /// <c>null</c> judges it at <see cref="Now"/>.
    /// </summary>
    public DateTimeOffset? RevocationAt { get; init; }

    /// <summary>How far to look.</summary>
    public required JudgeScope Scope { get; init; }

    /// <summary>How to weigh.</summary>
    public required VerificationPolicy Policy { get; init; }

    /// <summary>The instant that binding, certificate and agency are judged at.</summary>
    public DateTimeOffset JudgedAt => Proof is not null && Proof.Time < ReceivedAt ? Proof.Time : ReceivedAt;

    /// <summary>
    /// The instant that a revocation or a closing is judged at: by then as many nodes as the policy asks for, or a timestamp authority, have proved that the packet
    /// existed. One node's word is not enough where somebody gains by an earlier date.
    /// </summary>
    public DateTimeOffset CorroboratedAt
    {
        get
        {
            var witnesses = NodeProofs.Earliest(Proof is null ? Witnesses : Witnesses.Append(Proof));
            var nodes = witnesses.Where(static w => w.Kind != Trust.Proof.TimestampToken).Skip(Policy.NodesWhenRevoked - 1).Take(1);
            return witnesses.Where(static w => w.Kind == Trust.Proof.TimestampToken).Concat(nodes).Select(static w => w.Time).Append(ReceivedAt).Min();
        }
    }
}
