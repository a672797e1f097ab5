namespace Axis.Signing.Xades.General;

/// <summary>What a signature method signs with.</summary>
public enum KeyFamily
{
    /// <summary>RSASSA-PKCS1-v1_5.</summary>
    Rsa = 1,

    /// <summary>RSASSA-PSS.</summary>
    RsaPss = 2,

    /// <summary>ECDSA, r and s side by side.</summary>
    Ecdsa = 3,

    /// <summary>DSA, r and s side by side.</summary>
    Dsa = 4,

    /// <summary>A message authentication code: a shared secret, so no signature.</summary>
    Hmac = 5,
}
