using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Keys;

/// <summary>
/// A private key that signs, wherever it lives (PKCS#12, PEM, later a PKCS#11 token). Thread-safe.
/// </summary>
public interface ISigningKey : IDisposable
{
    /// <summary>The certificate of the key.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>RSA-PKCS1-SHA256 or ECDSA-SHA256/384 (XMLDSig 1.1 §6.4), by the key.</summary>
    SignatureAlgorithm Algorithm { get; }

    /// <summary>
    /// Signs the bytes: hashes them with the algorithm's digest and signs the hash. ECDSA in IEEE P1363 form (r‖s) with low S.
    /// </summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot sign (token gone, key unusable).</exception>
    byte[] Sign(ReadOnlySpan<byte> data);
}
