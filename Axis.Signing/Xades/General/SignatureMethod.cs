namespace Axis.Signing.Xades.General;

/// <summary>A signature method of the closed list (XMLDSig 1.1 §6.4, RFC 6931 §2.3).</summary>
/// <param name="Name">Short name for people, e.g. <c>RSA-SHA256</c>.</param>
/// <param name="Family">What it signs with.</param>
/// <param name="Digest">What it signs over.</param>
public sealed record SignatureMethod(string Name, KeyFamily Family, DigestMethod Digest)
{
    /// <summary>Parameters of RSASSA-PSS; <c>null</c> for other families.</summary>
    public PssParameters? Pss { get; init; }
}

/// <summary>Parameters of RSASSA-PSS (RFC 8017 §9.1).</summary>
/// <param name="Mask">Digest of the mask generation function MGF1.</param>
/// <param name="SaltLength">Length of the salt in bytes.</param>
public sealed record PssParameters(DigestMethod Mask, int SaltLength);
