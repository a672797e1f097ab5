using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Signing.Tests.Support;

/// <summary>A key in memory with a self-signed certificate.</summary>
internal sealed class TestKey : ISigningKey
{
    private readonly AsymmetricAlgorithm _key;

    private TestKey(AsymmetricAlgorithm key, CertificateRequest request, SignatureAlgorithm algorithm)
    {
        _key = key;
        Algorithm = algorithm;
        var basic = new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true);
        request.CertificateExtensions.Add(basic);
        using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        Certificate = X509CertificateLoader.LoadCertificate(own.RawData);
    }

    public static TestKey Rsa2048 { get; } = Rsa(2048);

    public static TestKey OtherRsa { get; } = Rsa(2048);

    public static TestKey P256 { get; } = Ec(ECCurve.NamedCurves.nistP256, SignatureAlgorithm.EcdsaP256Sha256, HashAlgorithmName.SHA256);

    public static TestKey P384 { get; } = Ec(ECCurve.NamedCurves.nistP384, SignatureAlgorithm.EcdsaP384Sha384, HashAlgorithmName.SHA384);

    public X509Certificate2 Certificate { get; }

    public SignatureAlgorithm Algorithm { get; }

    public AsymmetricAlgorithm Private => _key;

    public static TestKey Rsa(int bits)
    {
        var rsa = RSA.Create(bits);
        return new TestKey(
            rsa, new CertificateRequest("CN=Sở Nội vụ", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), SignatureAlgorithm.RsaSha256);
    }

    public static TestKey Ec(ECCurve curve, SignatureAlgorithm algorithm, HashAlgorithmName hash)
    {
        var ecdsa = ECDsa.Create(curve);
        return new TestKey(ecdsa, new CertificateRequest("CN=Sở Nội vụ", ecdsa, hash), algorithm);
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        if (_key is RSA rsa)
        {
            return rsa.SignData(data.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        while (true)
        {
            var value = ((ECDsa)_key).SignData(data.ToArray(), CertificateAlgorithm.HashOf(Algorithm));
            if (SignatureAlgorithms.IsLowS(Algorithm, value))
            {
                return value;
            }
        }
    }

    /// <summary>A valid ECDSA value with the other, high s.</summary>
    public byte[] SignHighS(ReadOnlySpan<byte> data)
    {
        while (true)
        {
            var value = ((ECDsa)_key).SignData(data.ToArray(), CertificateAlgorithm.HashOf(Algorithm));
            if (!SignatureAlgorithms.IsLowS(Algorithm, value))
            {
                return value;
            }
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }
}
