namespace Axis.Signing.Trust;

/// <summary>What the revocation data at hand say about one certificate. Closed.</summary>
public abstract record RevocationAnswer
{
    private protected RevocationAnswer()
    {
    }
}

/// <summary>A fresh list or response of the issuer does not hold it for revoked.</summary>
/// <param name="Evidence">The data that say so.</param>
public sealed record NotRevoked(RevocationEvidence Evidence) : RevocationAnswer;

/// <summary>A list or response of the issuer names the certificate as revoked.</summary>
/// <param name="Revocation">When and why.</param>
/// <param name="Evidence">The data that say so.</param>
public sealed record IsRevoked(Revocation Revocation, RevocationEvidence Evidence) : RevocationAnswer;

/// <summary>No data, or only stale ones.</summary>
/// <param name="Reason">A sentence in Vietnamese.</param>
public sealed record RevocationUnknown(string Reason) : RevocationAnswer;
