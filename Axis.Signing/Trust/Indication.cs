namespace Axis.Signing.Trust;

/// <summary>Main indications of ETSI EN 319 102-1 §5.1.2.</summary>
public enum Indication
{
    /// <summary>Not enough is known: never a pass.</summary>
    Indeterminate = 0,

    /// <summary>All checks were made and passed.</summary>
    TotalPassed = 1,

    /// <summary>The signature is wrong.</summary>
    TotalFailed = 2,
}

/// <summary>Sub-indications of ETSI EN 319 102-1 §5.1.3 that this product distinguishes.</summary>
public enum SubIndication
{
    /// <summary>None (TOTAL-PASSED).</summary>
    None = 0,
    FormatFailure,
    HashFailure,
    SigCryptoFailure,
    SigConstraintsFailure,
    CryptoConstraintsFailure,
    ChainConstraintsFailure,
    CertificateChainGeneralFailure,
    NoSigningCertificateFound,
    NoCertificateChainFound,
    Revoked,
    RevokedNoPoe,
    RevokedCaNoPoe,
    Expired,
    NotYetValid,
    OutOfBoundsNoPoe,
    OutOfBoundsNotRevoked,
    TryLater,
    SignedDataNotFound,
    NoPoe,
    PolicyProcessingError,
    Generic,

    /// <summary>Our own: the directory does not bind the certificate to the sender.</summary>
    BindingBroken,

    /// <summary>Our own: the certificate is not in the directory that is in force here.</summary>
    BindingUnknown,

    /// <summary>An algorithm is no longer trusted, and nothing proves that the signature is older than that.</summary>
    CryptoConstraintsFailureNoPoe,
}
