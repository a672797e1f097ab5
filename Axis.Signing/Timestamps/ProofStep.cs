namespace Axis.Signing.Timestamps;

/// <summary>What a packet's proofs need next. Closed.</summary>
public abstract record ProofStep
{
    private protected ProofStep()
    {
    }

    /// <summary>A timestamp over the signature.</summary>
    public sealed record StampSignature : ProofStep;

    /// <summary>The values of the signer and of the signature timestamp.</summary>
    public sealed record AddValues : ProofStep;

    /// <summary>A new archive timestamp, with the values of the timestamp before it.</summary>
    public sealed record Archive : ProofStep;

    /// <summary>Nothing before then.</summary>
    /// <param name="At">When to look again: the newest timestamp is to be renewed then.</param>
    public sealed record RestUntil(DateTimeOffset At) : ProofStep;
}
