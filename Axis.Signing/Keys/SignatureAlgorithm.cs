namespace Axis.Signing.Keys;

/// <summary>The closed list of algorithms that this product signs with and accepts in the native form (docs/protocol.md §2).</summary>
public enum SignatureAlgorithm
{
    /// <summary>http://www.w3.org/2001/04/xmldsig-more#rsa-sha256, key ≥ 2048 bits.</summary>
    RsaSha256 = 1,

    /// <summary>http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256, P-256.</summary>
    EcdsaP256Sha256 = 2,

    /// <summary>http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384, P-384.</summary>
    EcdsaP384Sha384 = 3,
}
