using System.Globalization;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Canonical;

namespace Axis.Signing.Xades;

/// <summary>
/// The one shape that the signature block of a native packet has (XMLDSig 1.1, XAdES B-B of EN 319 132-1). Signing writes it; verifying writes it again from the
/// values found and demands the same bytes, so that nothing in a block is left to a reader's taste.
/// </summary>
public static class SignatureTemplate
{
    public const string SignatureId = "signature";
    public const string PacketReferenceId = "packet-reference";
    public const string ContentsReferenceId = "contents-reference";
    public const string ContentsId = "contents";
    public const string PropertiesId = "signed-properties";
    public const string PropertiesType = "http://uri.etsi.org/01903#SignedProperties";

    private const string Ds = EdxmlNames.XmlDsig;
    private const string Xades = EdxmlNames.Xades;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The whole block as it stands in the packet.</summary>
    public static byte[] Block(SignatureValues values, ReadOnlySpan<byte> signatureValue)
    {
        ArgumentNullException.ThrowIfNull(values);
        var w = new CanonicalWriter(4096 + values.Certificate.Length * 4 / 3);
        w.Start("ds", "Signature", Ds).Attribute("Id", SignatureId).Open();
        SignedInfo(w, values);
        Value(w, signatureValue);
        KeyInfo(w, values.Certificate.Span);
        w.Start("ds", "Object", Ds).Open();
        w.Start("xades", "QualifyingProperties", Xades).Attribute("Target", "#" + SignatureId).Open();
        Properties(w, values.SigningTime, values.CertificateDigest);
        w.End().End();
        Contents(w, values.Contents);
        return w.End().ToArray();
    }

    /// <summary>Canonical form of SignedInfo: the bytes that are signed.</summary>
    public static byte[] SignedInfo(SignatureValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var w = new CanonicalWriter(1536);
        SignedInfo(w, values);
        return w.ToArray();
    }

    /// <summary>Canonical form of SignatureValue: what a signature timestamp is made over (EN 319 132-1 §5.3).</summary>
    public static byte[] SignatureValue(ReadOnlySpan<byte> signatureValue)
    {
        var w = new CanonicalWriter(1024);
        Value(w, signatureValue);
        return w.ToArray();
    }

    /// <summary>Canonical form of KeyInfo.</summary>
    public static byte[] KeyInfo(ReadOnlySpan<byte> certificate)
    {
        var w = new CanonicalWriter(4096);
        KeyInfo(w, certificate);
        return w.ToArray();
    }

    /// <summary>Canonical form of <c>#contents</c>.</summary>
    public static byte[] ContentsObject(SignedContents contents)
    {
        var w = new CanonicalWriter(2048);
        Contents(w, contents);
        return w.ToArray();
    }

    /// <summary>Canonical form of <c>#signed-properties</c>.</summary>
    public static byte[] SignedProperties(DateTimeOffset signingTime, Digest certificate)
    {
        var w = new CanonicalWriter(1536);
        Properties(w, signingTime, certificate);
        return w.ToArray();
    }

    /// <summary>DigestValue of <c>#contents</c>.</summary>
    public static Digest ContentsDigest(SignedContents contents)
    {
        var w = new CanonicalWriter(2048);
        Contents(w, contents);
        return Digest.Of(w.Written);
    }

    /// <summary>DigestValue of <c>#signed-properties</c>.</summary>
    public static Digest PropertiesDigest(DateTimeOffset signingTime, Digest certificate)
    {
        var w = new CanonicalWriter(1536);
        Properties(w, signingTime, certificate);
        return Digest.Of(w.Written);
    }

    /// <summary>Reads xs:dateTime in the only form written: whole seconds, Z.</summary>
    public static bool TryParseTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private static void SignedInfo(CanonicalWriter w, SignatureValues values)
    {
        w.Start("ds", "SignedInfo", Ds).Open();
        Method(w, "CanonicalizationMethod", SignatureAlgorithms.ExclusiveC14N);
        Method(w, "SignatureMethod", SignatureAlgorithms.Uri(values.Algorithm));
        w.Start("ds", "Reference", Ds).Attribute("Id", PacketReferenceId).Attribute("URI", "").Open();
        w.Start("ds", "Transforms", Ds).Open();
        Method(w, "Transform", SignatureAlgorithms.EnvelopedSignature);
        Method(w, "Transform", SignatureAlgorithms.ExclusiveC14N);
        EndReference(w, values.Packet);
        w.Start("ds", "Reference", Ds).Attribute("Id", ContentsReferenceId).Attribute("URI", "#" + ContentsId).Open();
        w.Start("ds", "Transforms", Ds).Open();
        Method(w, "Transform", SignatureAlgorithms.ExclusiveC14N);
        EndReference(w, values.ContentsDigest);
        w.Start("ds", "Reference", Ds).Attribute("Type", PropertiesType).Attribute("URI", "#" + PropertiesId).Open();
        w.Start("ds", "Transforms", Ds).Open();
        Method(w, "Transform", SignatureAlgorithms.ExclusiveC14N);
        EndReference(w, values.PropertiesDigest);
        w.End();
    }

    private static void Value(CanonicalWriter w, ReadOnlySpan<byte> signatureValue) => w.Start("ds", "SignatureValue", Ds).Open().Base64(signatureValue).End();

    private static void KeyInfo(CanonicalWriter w, ReadOnlySpan<byte> certificate)
    {
        w.Start("ds", "KeyInfo", Ds).Open().Start("ds", "X509Data", Ds).Open().Start("ds", "X509Certificate", Ds).Open();
        w.Base64(certificate).End().End().End();
    }

    private static void EndReference(CanonicalWriter w, Digest digest)
    {
        w.End();
        Digested(w, digest);
        w.End();
    }

    private static void Digested(CanonicalWriter w, Digest digest)
    {
        Method(w, "DigestMethod", SignatureAlgorithms.Sha256);
        w.Element("ds", "DigestValue", Ds, digest.ToBase64());
    }

    private static void Method(CanonicalWriter w, string name, string algorithm) =>
        w.Start("ds", name, Ds).Attribute("Algorithm", algorithm).Open().End();

    private static void Properties(CanonicalWriter w, DateTimeOffset signingTime, Digest certificate)
    {
        w.Start("xades", "SignedProperties", Xades).Attribute("Id", PropertiesId).Open();
        w.Start("xades", "SignedSignatureProperties", Xades).Open();
        w.Element("xades", "SigningTime", Xades, signingTime.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        w.Start("xades", "SigningCertificateV2", Xades).Open().Start("xades", "Cert", Xades).Open().Start("xades", "CertDigest", Xades).Open();
        Digested(w, certificate);
        w.End().End().End().End();
        w.Start("xades", "SignedDataObjectProperties", Xades).Open();
        Format(w, PacketReferenceId);
        Format(w, ContentsReferenceId);
        w.End().End();
    }

    /// <summary>EN 319 132-1 §5.2.4: the format of each signed data object but the properties themselves.</summary>
    private static void Format(CanonicalWriter w, string reference)
    {
        w.Start("xades", "DataObjectFormat", Xades).Attribute("ObjectReference", "#" + reference).Open();
        w.Element("xades", "MimeType", Xades, "application/xml").End();
    }

    private static void Contents(CanonicalWriter w, SignedContents contents)
    {
        w.Start("ds", "Object", Ds).Attribute("Id", ContentsId).Open();
        w.Start("", "contents", EdxmlNames.Contents).Open();
        Value(w, "Kind", contents.Kind.ToString());
        Value(w, "DocumentId", contents.DocumentId);
        Value(w, "From", contents.From);
        foreach (var to in contents.To)
        {
            Value(w, "To", to);
        }

        Value(w, "CodeNumber", contents.CodeNumber);
        Value(w, "CodeNotation", contents.CodeNotation);
        Value(w, "PromulgationDate", contents.PromulgationDate);
        foreach (var response in contents.ResponseFor)
        {
            w.Start("", "ResponseFor", EdxmlNames.Contents).Open();
            Value(w, "OrganId", response.OrganId);
            Value(w, "Code", response.Code);
            Value(w, "DocumentId", response.DocumentId);
            Value(w, "PromulgationDate", response.PromulgationDate);
            w.End();
        }

        Value(w, "StatusCode", contents.StatusCode);
        foreach (var file in contents.Files)
        {
            w.Start("", "File", EdxmlNames.Contents).Open();
            Value(w, "Name", file.Name);
            Value(w, "Size", file.Size.ToString(CultureInfo.InvariantCulture));
            Value(w, "Sha256", file.Sha256.ToBase64());
            w.End();
        }

        w.End().End();
    }

    private static void Value(CanonicalWriter w, string name, string? value)
    {
        if (value is not null)
        {
            w.Element("", name, EdxmlNames.Contents, value);
        }
    }
}
