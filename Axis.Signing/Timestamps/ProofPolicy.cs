using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>How far packets are to be proved, and how early a timestamp is renewed.</summary>
/// <param name="Target">The level every stamped packet is brought to at once.</param>
/// <param name="RenewBefore">How long before a timestamp ceases to hold an archive timestamp is put over it.</param>
/// <param name="Sunset">Until when algorithms are trusted.</param>
public sealed record ProofPolicy(SignatureLevel Target, TimeSpan RenewBefore, AlgorithmSunset Sunset)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromDays(1);

    /// <summary>When a timestamp ceases to hold: its authority's path runs out, or an algorithm is no longer trusted.</summary>
    public DateTimeOffset EndOf(TimestampToken token, CertificateChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var algorithms = Sunset.EndOf(token, chain.Certificates.SkipLast(1));
        return algorithms < chain.NotAfter ? algorithms : chain.NotAfter;
    }

    /// <summary>
    /// When to renew: the set time before the end, but not before two thirds of the time are over, and never again at once. So an authority whose certificate is about
    /// to run out is not asked again and again for a timestamp that lasts no longer.
    /// </summary>
    public DateTimeOffset RenewalOf(DateTimeOffset stampedAt, DateTimeOffset ends)
    {
        var lasts = ends - stampedAt;
        var renewAt = ends - (RenewBefore < lasts / 3 ? RenewBefore : lasts / 3);
        return renewAt > stampedAt + ShortestRest ? renewAt : stampedAt + ShortestRest;
    }

    /// <summary>What comes next.</summary>
    /// <param name="proofs">The proofs at hand, oldest first.</param>
    /// <param name="newestEnds">When the newest timestamp among them ceases to hold; not looked at when there is none.</param>
    /// <param name="now">The time.</param>
    public ProofStep Next(IReadOnlyList<SignatureProof> proofs, DateTimeOffset newestEnds, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        if (proofs.Count == 0)
        {
            return new ProofStep.StampSignature();
        }

        var renewAt = RenewalOf(proofs.Last(static p => p.Token is not null).Token!.Time, newestEnds);
        var hasValues = proofs.Any(static p => p.Kind == ProofKind.ValidationValues);
        if (!hasValues && (Target >= SignatureLevel.LT || now >= renewAt))
        {
            return new ProofStep.AddValues();
        }

        var archived = proofs.Any(static p => p.Kind == ProofKind.ArchiveTimestamp);
        return now >= renewAt || (Target == SignatureLevel.LTA && !archived) ? new ProofStep.Archive() : new ProofStep.RestUntil(renewAt);
    }
}
