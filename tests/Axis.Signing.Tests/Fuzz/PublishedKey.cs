using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Keys;

namespace Axis.Signing.Tests.Fuzz;

/// <summary>
/// The RSA key that RFC 9500 §2.1 publishes for tests, with a certificate that is the same in every run: so a seed makes the same bytes everywhere. Everybody
/// knows this key; it protects nothing.
/// </summary>
internal sealed class PublishedKey : ISigningKey
{
    private const string Modulus =
        "sPnoGUOnrpiSqt4XynxA+HRP7S+BSObI6qJ7fQAVSPtRkqsotWxQYLEYzNEx5ZSHTGypibVsJylvCfuToDTfMul8b/CZjP2Ob0LdpYrNH6l5hvFE89FU1nZQF15oVLOpUgA7wGiHuEVawrGfey92UE68mOyUVXGweJIVDdxqdMoP"
        + "vNNUl86BU02vlBiESxOuox+dWmuVV7vfYZ79Toh/LUK43YvJh+rhv4nKuF7iHjVjBd9sB6iDjj70HFldzOQ9r8SRI+9NirupPTkF5AKNe6kUhKJ1luB7S27ZkvB3tSTT3P593VVJvnzOjaA1z6Cz+4+eRvcysqhrRgFlwI9TEw==";

    private const string Prime =
        "3RBXAjgvIys2gfU3keImF8e/TprLge1I2vbWmV2j6rZCg5r/AS0upii5CvJ5/T5vfJPNgPBy8B/yRDs+6PJO1GmnlhOkG9JAIPkv0RBZvR0PMBtbp6nTY3yo1lwamBVBfY6rc0sLTzosZh2aGoLzrHNMQFMGaauORzBFpY5lU50=";

    private readonly RSA _rsa;

    private PublishedKey()
    {
        _rsa = RSA.Create(Parameters());
        var name = new X500DistinguishedName("CN=Sở Nội vụ");
        var request = new CertificateRequest(name, _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Certificate = request.Create(
            name,
            X509SignatureGenerator.CreateForRSA(_rsa, RSASignaturePadding.Pkcs1),
            new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2045, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [1]);
    }

    public static PublishedKey Rsa2048 { get; } = new();

    public X509Certificate2 Certificate { get; }

    public SignatureAlgorithm Algorithm => SignatureAlgorithm.RsaSha256;

    public byte[] Sign(ReadOnlySpan<byte> data) => _rsa.SignData(data.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public void Dispose()
    {
        _rsa.Dispose();
        Certificate.Dispose();
    }

    private static RSAParameters Parameters()
    {
        var (n, p, e) = (Number(Modulus), Number(Prime), new BigInteger(65537));
        var q = n / p;
        var d = Inverse(e, (p - 1) * (q - 1));
        return new RSAParameters
        {
            Modulus = Bytes(n, 256),
            Exponent = [1, 0, 1],
            D = Bytes(d, 256),
            P = Bytes(p, 128),
            Q = Bytes(q, 128),
            DP = Bytes(d % (p - 1), 128),
            DQ = Bytes(d % (q - 1), 128),
            InverseQ = Bytes(BigInteger.ModPow(q, p - 2, p), 128),
        };
    }

    // The exponent is prime, so its inverse modulo φ follows from φ modulo the exponent (Fermat).
    private static BigInteger Inverse(BigInteger e, BigInteger phi) => (1 + (phi * (e - BigInteger.ModPow(phi % e, e - 2, e)))) / e;

    private static BigInteger Number(string base64) => new(Convert.FromBase64String(base64), isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = new byte[length];
        var written = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(bytes, length - written.Length);
        return bytes;
    }
}
