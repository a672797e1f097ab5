using System.Globalization;
using System.Security.Cryptography;
using Axis.Core.Edxml;

namespace Axis.Signing.Tests.Support;

/// <summary>Another maker: signature templates that xmlsec1 fills in.</summary>
internal static class XmlSigner
{
    public const string C14N10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    public const string C14N11 = "http://www.w3.org/2006/12/xml-c14n11";
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Enveloped = EdxmlNames.XmlDsig + "enveloped-signature";
    public const string Base64 = EdxmlNames.XmlDsig + "base64";
    public const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    public const string RsaSha256 = More + "rsa-sha256";
    public const string EcdsaSha256 = More + "ecdsa-sha256";
    public const string Sha1 = EdxmlNames.XmlDsig + "sha1";
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    public static readonly string[] Forms = [C14N10, C14N10 + "#WithComments", C14N11, C14N11 + "#WithComments", Exclusive, Exclusive + "WithComments"];

    /// <summary>A reference without its digest.</summary>
    public static string Reference(string uri, string digest, params string[] transforms) =>
        $"<ds:Reference URI=\"{uri}\">"
        + (transforms.Length == 0 ? "" : "<ds:Transforms>" + string.Concat(transforms.Select(Transform)) + "</ds:Transforms>")
        + $"<ds:DigestMethod Algorithm=\"{digest}\"/><ds:DigestValue/></ds:Reference>";

    /// <summary>A signature without its values.</summary>
    /// <param name="certificate">The certificate, or null for a key named otherwise.</param>
    /// <param name="references">References, or anything else in their place.</param>
    public static string Template(
        byte[]? certificate, string references, string method = RsaSha256, string form = Exclusive, string objects = "", string attributes = "", string? keyInfo = null, string parameters = "")
    {
        var info = keyInfo ?? (certificate is null ? "" : $"<ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate)}</ds:X509Certificate></ds:X509Data>");
        return $"<ds:Signature xmlns:ds=\"{EdxmlNames.XmlDsig}\"{attributes}><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{form}\"/>"
            + $"<ds:SignatureMethod Algorithm=\"{method}\">{parameters}</ds:SignatureMethod>{references}</ds:SignedInfo><ds:SignatureValue/>"
            + (info.Length == 0 ? "" : $"<ds:KeyInfo>{info}</ds:KeyInfo>") + objects + "</ds:Signature>";
    }

    /// <summary>XAdES properties that name a certificate, in the first or second version of the attribute.</summary>
    public static string Properties(byte[] certificate, bool second, string digest = Sha256, string time = "2026-02-03T08:20:41Z")
    {
        var name = second ? "SigningCertificateV2" : "SigningCertificate";
        var hash = CryptographicOperations.HashData(digest == Sha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, certificate);
        var issuer = second ? "" : "<xades:IssuerSerial><ds:X509IssuerName>CN=x</ds:X509IssuerName><ds:X509SerialNumber>1</ds:X509SerialNumber></xades:IssuerSerial>";
        return $"<ds:Object><xades:QualifyingProperties xmlns:xades=\"{EdxmlNames.Xades}\" Target=\"#s\"><xades:SignedProperties Id=\"p\"><xades:SignedSignatureProperties>"
            + $"<xades:SigningTime>{time}</xades:SigningTime><xades:{name}><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm=\"{digest}\"/>"
            + $"<ds:DigestValue>{Convert.ToBase64String(hash)}</ds:DigestValue></xades:CertDigest>{issuer}</xades:Cert></xades:{name}>"
            + "</xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>";
    }

    /// <summary>Lets xmlsec1 sign a template.</summary>
    public static string Sign(string template, AsymmetricAlgorithm key, string? folder = null)
    {
        var own = folder ?? Tool.Folder();
        try
        {
            var (input, output, pem) = (Path.Combine(own, ".template"), Path.Combine(own, ".signed"), Path.Combine(own, ".key"));
            File.WriteAllText(input, template);
            File.WriteAllText(pem, key.ExportPkcs8PrivateKeyPem());
            var (exit, log) = Run(own, "--sign", "--id-attr:Id", "DL", "--id-attr:Id", "b", "--privkey-pem", pem, "--output", output, input);
            Assert.That(exit, Is.Zero, log);
            var signed = File.ReadAllText(output);
            Array.ForEach([input, output, pem], File.Delete);
            return signed;
        }
        finally
        {
            if (folder is null)
            {
                Directory.Delete(own, recursive: true);
            }
        }
    }

    /// <summary>Asks xmlsec1 about a file, with the public key that it shall believe.</summary>
    public static bool Verifies(string signed, AsymmetricAlgorithm key, string? folder = null)
    {
        var own = folder ?? Tool.Folder();
        try
        {
            var (input, pem) = (Path.Combine(own, ".verify"), Path.Combine(own, ".public"));
            File.WriteAllText(input, signed);
            File.WriteAllText(pem, key.ExportSubjectPublicKeyInfoPem());
            var (exit, _) = Run(own, "--verify", "--id-attr:Id", "DL", "--id-attr:Id", "b", "--pubkey-pem", pem, input);
            Array.ForEach([input, pem], File.Delete);
            return exit == 0;
        }
        finally
        {
            if (folder is null)
            {
                Directory.Delete(own, recursive: true);
            }
        }
    }

    private static string Transform(string algorithm) => algorithm.StartsWith('<') ? algorithm : string.Create(CultureInfo.InvariantCulture, $"<ds:Transform Algorithm=\"{algorithm}\"/>");

    // xmlsec1 resolves relative references against its working folder. The shell changes it, the rest are its arguments.
    private static (int, string) Run(string folder, string command, params string[] arguments) =>
        Tool.Run("sh", ["-c", "cd \"$1\" && shift && command -v xmlsec1 >/dev/null && exec xmlsec1 \"$@\"", "sh", folder, command, .. arguments]);
}
