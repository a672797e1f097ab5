using System.Globalization;
using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>XAdES signed properties of a block (EN 319 132-1 §5.2, and the older TS 101 903 forms).</summary>
/// <param name="Element">The SignedProperties element.</param>
/// <param name="SigningTime">The claimed time.</param>
/// <param name="Certificates">Digests of SigningCertificate or SigningCertificateV2, the signer's first; empty when there is neither.</param>
internal sealed record SigningProperties(TreeElement Element, DateTimeOffset? SigningTime, IReadOnlyList<(DigestMethod Method, byte[] Value)> Certificates)
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const int MostCertificates = 16;

    private static readonly string[] Versions = [EdxmlNames.Xades, "http://uri.etsi.org/01903/v1.2.2#", "http://uri.etsi.org/01903/v1.1.1#"];

    /// <summary>The properties of a block; <c>null</c> when it has none.</summary>
    /// <exception cref="ForeignSignatureException">There are several, they are for another signature, or a digest is not listed.</exception>
    public static SigningProperties? Read(ForeignSignature signature)
    {
        var found = signature.Objects.SelectMany(static o => o.Elements).Where(static e => e.LocalName == "QualifyingProperties" && Versions.Contains(e.NamespaceUri)).ToArray();
        switch (found)
        {
            case []:
                return null;
            case [var only]:
                return Read(signature, only);
            default:
                throw ForeignSignatureException.Form("Chữ ký có nhiều khối QualifyingProperties.");
        }
    }

    /// <summary>Whether one of the named certificates is this one.</summary>
    public bool Names(ReadOnlySpan<byte> der)
    {
        foreach (var (method, value) in Certificates)
        {
            if (CryptographicOperations.FixedTimeEquals(CryptographicOperations.HashData(method.Hash, der), value))
            {
                return true;
            }
        }

        return false;
    }

    private static SigningProperties? Read(ForeignSignature signature, TreeElement qualifying)
    {
        var space = qualifying.NamespaceUri;
        if (qualifying.Attribute("Target") is { Length: > 0 } target && target != "#" + signature.Block.Attribute("Id"))
        {
            throw ForeignSignatureException.Form("Thuộc tính XAdES là của chữ ký khác (Target).");
        }

        if (qualifying.Named(space, "SignedProperties") is not [var signed])
        {
            return qualifying.Named(space, "SignedProperties").Count == 0 ? null : throw ForeignSignatureException.Form("Chữ ký có nhiều khối SignedProperties.");
        }

        var properties = signed.Named(space, "SignedSignatureProperties") is [var one] ? one : null;
        var named = (properties?.Named(space, "SigningCertificateV2") ?? []).Concat(properties?.Named(space, "SigningCertificate") ?? []).ToArray();
        if (named.Length > 1)
        {
            throw ForeignSignatureException.Form("Chữ ký có nhiều thuộc tính SigningCertificate.");
        }

        return new SigningProperties(
            signed,
            properties?.Named(space, "SigningTime") is [var time] ? Time(time.Text) : null,
            [.. named.SelectMany(n => n.Named(space, "Cert")).Take(MostCertificates).Select(c => Digest(space, c))]);
    }

    private static (DigestMethod, byte[]) Digest(string space, TreeElement cert)
    {
        if (cert.Named(space, "CertDigest") is not [var digest] || digest.Named(Ds, "DigestMethod") is not [var method] || digest.Named(Ds, "DigestValue") is not [var value])
        {
            throw ForeignSignatureException.Form("Thuộc tính SigningCertificate thiếu thành phần.");
        }

        var algorithm = method.Attribute("Algorithm");
        var listed = DigestMethods.Parse(algorithm) ?? throw ForeignSignatureException.Algorithm($"Hàm băm '{algorithm}' không nằm trong danh sách được phép.");
        try
        {
            return (listed, Convert.FromBase64String(value.Text));
        }
        catch (FormatException e)
        {
            throw new ForeignSignatureException("Giá trị băm của chứng thư không phải base64.", e);
        }
    }

    // A time that cannot be read claims nothing.
    private static DateTimeOffset? Time(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
