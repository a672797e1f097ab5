using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Axis.Cli.Tests.Commands.Verify;

/// <summary>Files signed by another maker, .NET's SignedXml, under an authority of their own with its revocation list.</summary>
internal sealed class ForeignFolder : IDisposable
{
    private readonly RSA _authorityKey = RSA.Create(2048);
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly string _root = Directory.CreateTempSubdirectory("axis-foreign-").FullName;

    public ForeignFolder()
    {
        var now = DateTimeOffset.UtcNow;
        var request = new CertificateRequest("CN=CA nơi khác", _authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var authority = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(30));
        var leaf = new CertificateRequest("CN=Công ty Mẫu", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        leaf.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        leaf.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        _certificate = leaf.Create(authority, now.AddDays(-1), now.AddDays(20), [1, 2, 3]);
        File.WriteAllText(Anchor, authority.ExportCertificatePem());
        File.WriteAllBytes(Crl, new CertificateRevocationListBuilder().Build(authority, BigInteger.One, now.AddDays(5), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, now.AddHours(-1)));
        Directory.CreateDirectory(Path);
    }

    public string Path => System.IO.Path.Combine(_root, "tệp");

    public string Anchor => System.IO.Path.Combine(_root, "ca.pem");

    public string Crl => System.IO.Path.Combine(_root, "ca.crl");

    public string Enveloped(string name, string method = SignedXml.XmlDsigRSASHA256Url, Func<string, string>? change = null)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml("<hoa-don><so>12</so></hoa-don>");
        var reference = new Reference("");
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        document.DocumentElement!.AppendChild(document.ImportNode(Sign(new SignedXml(document), reference, method), true));
        return Write(name, (change ?? (static x => x))(document.OuterXml));
    }

    public string Detached(string name, string content, string text)
    {
        var path = Write(content, text);
        var document = new XmlDocument { PreserveWhitespace = true };
        using var stream = File.OpenRead(path);
        var reference = new Reference(stream);
        var signature = Sign(new SignedXml(document), reference, SignedXml.XmlDsigRSASHA256Url, content);
        return Write(name, signature.OuterXml);
    }

    public Task<AxisResult> VerifyAsync(params string[] more) => AxisRun.RunAsync(["verify", Path, "--trust", Anchor, "--crl", Crl, .. more]);

    public void Dispose()
    {
        _authorityKey.Dispose();
        _key.Dispose();
        _certificate.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private XmlElement Sign(SignedXml signed, Reference reference, string method, string? uri = null)
    {
        signed.SigningKey = _key;
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = method;
        reference.Uri = uri ?? reference.Uri;
        signed.AddReference(reference);
        signed.KeyInfo.AddClause(new KeyInfoX509Data(_certificate));
        signed.ComputeSignature();
        return signed.GetXml();
    }

    private string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
