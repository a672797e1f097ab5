using Axis.Core.Packets;

namespace Axis.Signing.Trust;

/// <summary>What kind of data a revocation answer rests on.</summary>
public enum RevocationKind
{
    /// <summary>A certificate revocation list (RFC 5280 §5).</summary>
    List = 1,

    /// <summary>A basic OCSP response (RFC 6960 §4.2).</summary>
    OcspResponse = 2,
}

/// <summary>The exact bytes that an answer about one certificate rests on: what is stapled to a verdict (EN 319 132-1 §5.4, revocation values).</summary>
/// <param name="Certificate">SHA-256 of the certificate spoken of.</param>
/// <param name="Issuer">SHA-256 of its issuer's certificate.</param>
/// <param name="Kind">List or OCSP response.</param>
/// <param name="Digest">SHA-256 of the bytes: how verdicts name them.</param>
/// <param name="Bytes">The list or the response, DER.</param>
/// <param name="ThisUpdate">When it was issued.</param>
/// <param name="NextUpdate">When the next is due, if it says so.</param>
public sealed record RevocationEvidence(
    Digest Certificate, Digest Issuer, RevocationKind Kind, Digest Digest, ReadOnlyMemory<byte> Bytes, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate);

/// <summary>How a stored verdict names the revocation data that it rests on.</summary>
/// <param name="Certificate">SHA-256 of the certificate spoken of, hexadecimal.</param>
/// <param name="Kind">List or OCSP response.</param>
/// <param name="Digest">SHA-256 of the data, hexadecimal.</param>
/// <param name="ThisUpdate">When they were issued.</param>
/// <param name="NextUpdate">When the next are due, if they say so.</param>
public sealed record RevocationReference(string Certificate, RevocationKind Kind, string Digest, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate)
{
    /// <summary>The name of the evidence.</summary>
    public static RevocationReference To(RevocationEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return new RevocationReference(evidence.Certificate.ToString(), evidence.Kind, evidence.Digest.ToString(), evidence.ThisUpdate, evidence.NextUpdate);
    }
}
