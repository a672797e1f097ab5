namespace Axis.Signing.Trust.Ocsp;

/// <summary>What a response says of one certificate (CertStatus, RFC 6960 §4.2.1).</summary>
public enum OcspStatus
{
    /// <summary>The responder does not know the certificate: no answer at all.</summary>
    Unknown = 0,

    /// <summary>Not revoked.</summary>
    Good = 1,

    /// <summary>Revoked, perhaps only on hold.</summary>
    Revoked = 2,
}

/// <summary>One answer of a response.</summary>
/// <param name="CertId">Which certificate.</param>
/// <param name="Status">What is said of it.</param>
/// <param name="Revocation">When and why, if revoked.</param>
/// <param name="ThisUpdate">The status is known to be correct at this time.</param>
/// <param name="NextUpdate">By when newer information will be there; without it the policy's age limit counts alone.</param>
public sealed record OcspAnswer(OcspCertId CertId, OcspStatus Status, Revocation? Revocation, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate);
