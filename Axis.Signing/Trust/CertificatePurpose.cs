namespace Axis.Signing.Trust;

/// <summary>What a certificate is relied on for: decides which key usages it must allow.</summary>
public enum CertificatePurpose
{
    /// <summary>Nothing is asked of its usages here.</summary>
    Any = 0,

    /// <summary>Signatures of packets, seals and documents.</summary>
    Signing = 1,

    /// <summary>Timestamp tokens (RFC 3161 §2.3): the usage stands alone and is critical.</summary>
    Timestamping = 2,
}
