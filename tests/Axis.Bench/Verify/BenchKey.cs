using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Bench.Verify;

/// <summary>A key in memory with a self-signed certificate.</summary>
internal sealed class BenchKey : ISigningKey
{
    private readonly AsymmetricAlgorithm _key;

    public BenchKey(bool rsa)
    {
        CertificateRequest request;
        if (rsa)
        {
            var key = RSA.Create(2048);
            request = new CertificateRequest("CN=Bench RSA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            (_key, Algorithm) = (key, SignatureAlgorithm.RsaSha256);
        }
        else
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            request = new CertificateRequest("CN=Bench P-256", key, HashAlgorithmName.SHA256);
            (_key, Algorithm) = (key, SignatureAlgorithm.EcdsaP256Sha256);
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Certificate = X509CertificateLoader.LoadCertificate(own.RawData);
    }

    public X509Certificate2 Certificate { get; }

    public SignatureAlgorithm Algorithm { get; }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var hash = SHA256.HashData(data);
        if (_key is RSA rsa)
        {
            return rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        byte[] value;
        do
        {
            value = ((ECDsa)_key).SignHash(hash);
        }
        while (!SignatureAlgorithms.IsLowS(Algorithm, value));
        return value;
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }
}
