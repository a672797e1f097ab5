namespace Axis.Signing.Timestamps;

/// <summary>What a proof beside a packet is. The numbers are stored.</summary>
public enum ProofKind
{
    /// <summary>A timestamp over the signature value (EN 319 132-1 §5.3, SignatureTimeStamp).</summary>
    SignatureTimestamp = 1,

    /// <summary>Certificates and revocation data of the signer (§5.4.1 CertificateValues, §5.4.2 RevocationValues).</summary>
    ValidationValues = 2,

    /// <summary>Certificates and revocation data of the timestamp before it (§5.5.1 TimeStampValidationData).</summary>
    TimestampValues = 3,

    /// <summary>A timestamp over the signed data, the signature and every proof before it (§5.5.2 ArchiveTimeStamp).</summary>
    ArchiveTimestamp = 4,
}
