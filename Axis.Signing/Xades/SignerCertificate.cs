using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Signing.Xades;

/// <summary>A signer's certificate with its public key made ready; shared by all who verify, never disposed by them.</summary>
public sealed class SignerCertificate
{
    // Key objects are not documented to be safe for concurrent use; as many are kept as are ever in use at once.
    private readonly ConcurrentBag<AsymmetricAlgorithm> _keys = [];

    private SignerCertificate(X509Certificate2 certificate, Digest thumbprint)
    {
        Certificate = certificate;
        Thumbprint = thumbprint;
        (Algorithm, SignatureLength, KeyProblem) = Judge(certificate);
    }

    /// <summary>The certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of its DER.</summary>
    public Digest Thumbprint { get; }

    /// <summary>The one algorithm its key may sign with; <c>null</c> when the key is not acceptable.</summary>
    public SignatureAlgorithm? Algorithm { get; }

    /// <summary>Why the key is not acceptable, in Vietnamese.</summary>
    public string? KeyProblem { get; }

    /// <summary>Length of a signature value in bytes; 0 when the key is not acceptable.</summary>
    public int SignatureLength { get; }

    /// <summary>Loads a certificate from exactly its DER.</summary>
    /// <exception cref="CryptographicException">The bytes are not one DER certificate.</exception>
    public static SignerCertificate Load(ReadOnlySpan<byte> der)
    {
        // The loader also takes PEM, PKCS#7 and trailing bytes; a certificate has one spelling here.
        if (der.IsEmpty || der[0] != 0x30 || X509Certificate2.GetCertContentType(der) != X509ContentType.Cert)
        {
            throw new CryptographicException("The bytes are not a DER certificate.");
        }

        var certificate = X509CertificateLoader.LoadCertificate(der);
        if (!certificate.RawDataMemory.Span.SequenceEqual(der))
        {
            certificate.Dispose();
            throw new CryptographicException("The bytes are not exactly one DER certificate.");
        }

        return new SignerCertificate(certificate, Digest.Of(der));
    }

    /// <summary>Whether the value is this key's signature over the data, with the one algorithm the key may use, in its one accepted form.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        if (Algorithm is not { } algorithm || value.Length == 0)
        {
            return false;
        }

        var hash = CertificateAlgorithm.HashOf(algorithm);
        var key = Rent(algorithm);
        try
        {
            return key switch
            {
                RSA rsa => rsa.VerifyData(data, value, hash, RSASignaturePadding.Pkcs1),
                ECDsa ecdsa => SignatureAlgorithms.IsLowS(algorithm, value)
                    && ecdsa.VerifyData(data, value, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                _ => false,
            };
        }
        finally
        {
            _keys.Add(key);
        }
    }

    /// <summary>Lends the public key for one judgement, acceptable or not: what it is worth is the borrower's to say. <c>false</c> for a key of unknown kind.</summary>
    internal bool WithKey(Func<AsymmetricAlgorithm, bool> judge)
    {
        if (Algorithm is not { } algorithm)
        {
            using var other = Other();
            return other is not null && judge(other);
        }

        var key = Rent(algorithm);
        try
        {
            return judge(key);
        }
        finally
        {
            _keys.Add(key);
        }
    }

    private AsymmetricAlgorithm? Other()
    {
        try
        {
            return (AsymmetricAlgorithm?)Certificate.GetRSAPublicKey() ?? (AsymmetricAlgorithm?)Certificate.GetECDsaPublicKey() ?? Certificate.GetDSAPublicKey();
        }
        catch (CryptographicException)
        {
            // A point off the curve or unknown parameters: a key that nobody can verify with.
            return null;
        }
    }

    private AsymmetricAlgorithm Rent(SignatureAlgorithm algorithm) => _keys.TryTake(out var kept) ? kept : Open(algorithm);

    private AsymmetricAlgorithm Open(SignatureAlgorithm algorithm) => algorithm == SignatureAlgorithm.RsaSha256
        ? Certificate.GetRSAPublicKey() ?? throw new CryptographicException(KeyProblem)
        : Certificate.GetECDsaPublicKey() ?? throw new CryptographicException(KeyProblem);

    private static (SignatureAlgorithm?, int, string?) Judge(X509Certificate2 certificate)
    {
        if (CertificateAlgorithm.Of(certificate) is not { } algorithm)
        {
            return (null, 0, $"Khóa của chứng thư không được phép: chỉ RSA từ {CertificateAlgorithm.MinRsaBits} đến {CertificateAlgorithm.MaxRsaBits} bit, ECDSA P-256 và P-384.");
        }

        using var rsa = certificate.GetRSAPublicKey();
        return (algorithm, algorithm switch
        {
            SignatureAlgorithm.RsaSha256 => (rsa!.KeySize + 7) / 8,
            SignatureAlgorithm.EcdsaP384Sha384 => 96,
            _ => 64,
        }, null);
    }
}
