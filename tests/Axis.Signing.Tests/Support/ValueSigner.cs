using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;
using Axis.Signing.Keys;

namespace Axis.Signing.Tests.Support;

/// <summary>Puts a signature value into a template whatever its references say: an attacker who owns a key, or a maker whose algorithm xmlsec1 does not know.</summary>
internal static class ValueSigner
{
    public static string Sign(string template, TestKey key) => Sign(template, data => key.Private is RSA rsa
        ? rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : ((ECDsa)key.Private).SignData(data, CertificateAlgorithm.HashOf(key.Algorithm)));

    public static string Sign(string template, Func<byte[], byte[]> sign)
    {
        var tree = XmlTree.Read(new MemoryStream(Packets.Raw(template)), XmlTreeLimits.Default);
        var info = tree.Elements.First(static e => e is { LocalName: "SignedInfo", NamespaceUri: EdxmlNames.XmlDsig });
        var data = Canonicalizer.ToArray(new NodeSet(tree, info, Comments: false), new CanonicalForm(CanonicalKind.Exclusive10));
        return template.Replace("<ds:SignatureValue/>", $"<ds:SignatureValue>{Convert.ToBase64String(sign(data))}</ds:SignatureValue>", StringComparison.Ordinal);
    }
}
