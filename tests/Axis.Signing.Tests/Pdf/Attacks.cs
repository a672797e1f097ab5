using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Axis.Signing.Keys;

namespace Axis.Signing.Tests.Pdf;

/// <summary>Signs with .NET's own CMS and writes the signature dictionary as the test wants it.</summary>
internal static class Attacks
{
    private const int Room = 8192;

    /// <summary>A document with a certifying signature (DocMDP).</summary>
    public static byte[] Certified(PdfWorld world, int p) => HandSigned(
        TestPdf.Document(), world.Agency, $"/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /P {p} /V /1.2>>>>]",
        field: "<</Type /Annot /Subtype /Widget /FT /Sig /T (Cert) /V 11 0 R /Rect [0 0 0 0] /P 3 0 R>>");

    /// <summary>Signs by hand, in a first save or an update, as adbe.pkcs7.detached.</summary>
    public static byte[] HandSigned(
        byte[] pdf, LocalSigningKey key, string extra = "", string subFilter = "adbe.pkcs7.detached", string? field = null, Func<long, long, long, string>? range = null, string catalog = "", string digest = "2.16.840.1.101.3.4.2.1", string fields = "[10 0 R]")
    {
        field ??= "<</Type /Annot /Subtype /Widget /FT /Sig /T (Hand) /V 11 0 R /Rect [0 0 0 0] /P 3 0 R>>";
        var placeholder = new string(' ', 80);
        var dictionary = $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /{subFilter} /M (D:{DateTimeOffset.UtcNow:yyyyMMddHHmmss}Z) {extra} /ByteRange {placeholder} /Contents <{new string('0', 2 * Room)}>>>";
        var bytes = TestPdf.Update(
            pdf, (1, $"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields {fields} /SigFlags 3>> {catalog}>>"), (10, field), (11, dictionary));
        return Fill(bytes, key, placeholder, range, digest);
    }

    /// <summary>Adds one more signature behind <see cref="HandSigned"/>, as a permitted update would.</summary>
    public static byte[] AddSignature(byte[] pdf, LocalSigningKey key)
    {
        var placeholder = new string(' ', 80);
        var bytes = TestPdf.Update(
            pdf,
            (1, "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [10 0 R 12 0 R] /SigFlags 3>> >>"),
            (12, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Second) /V 13 0 R /Rect [0 0 0 0] /P 3 0 R>>"),
            (13, $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:{DateTimeOffset.UtcNow:yyyyMMddHHmmss}Z) /ByteRange {placeholder} /Contents <{new string('0', 2 * Room)}>>>"));
        return Fill(bytes, key, placeholder);
    }

    /// <summary>A form with the fields Filled and Locked, signed with DocMDP (unless 0) and FieldMDP, one of whose fields is then filled in.</summary>
    public static byte[] FilledIn(PdfWorld world, int p, string field)
    {
        var form = TestPdf.Document(
            "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [20 0 R 21 0 R]>>>>",
            (20, "<</FT /Tx /T (Filled) /Type /Annot /Subtype /Widget /Rect [0 0 9 9]>>"),
            (21, "<</FT /Tx /T (Locked) /Type /Annot /Subtype /Widget /Rect [0 0 9 9]>>"));
        var placeholder = new string(' ', 80);
        var certify = p == 0 ? "" : $"<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</P {p} /V /1.2>>>>";
        var reference = $"/Reference [{certify} <</Type /SigRef /TransformMethod /FieldMDP /TransformParams <</Action /Include /Fields [(Locked)] /V /1.2>>>>]";
        var signed = Fill(
            TestPdf.Update(
                form,
                (1, "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [20 0 R 21 0 R 10 0 R] /SigFlags 3>>>>"),
                (10, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Hand) /V 11 0 R /Rect [0 0 0 0] /P 3 0 R>>"),
                (11, $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:{DateTimeOffset.UtcNow:yyyyMMddHHmmss}Z) {reference} /ByteRange {placeholder} /Contents <{new string('0', 2 * Room)}>>>")),
            world.Agency,
            placeholder);
        var number = field == "Filled" ? 20 : 21;
        return TestPdf.Update(signed, (number, $"<</FT /Tx /T ({field}) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /V (Dong y)>>"));
    }

    /// <summary>Fills the last signature dictionary of the bytes.</summary>
    public static byte[] Fill(byte[] bytes, LocalSigningKey key, string placeholder, Func<long, long, long, string>? range = null, string digest = "2.16.840.1.101.3.4.2.1") => Fill(bytes, placeholder, content =>
    {
        using var certificate = Certificate(key);
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = new Oid(digest) };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(DateTime.UtcNow));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }, range);

    /// <summary>Adds a document timestamp behind signatures made by the product, or to a document without any.</summary>
    public static byte[] AddTimestamp(byte[] pdf, Func<byte[], byte[]> stamp)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var at = text.LastIndexOf("/Fields [", StringComparison.Ordinal);
        var fields = at < 0 ? "" : text[(at + 9)..text.IndexOf(']', at)];
        var placeholder = new string(' ', 80);
        var bytes = TestPdf.Update(
            pdf,
            (1, $"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [{fields} 60 0 R] /SigFlags 3>>>>"),
            (60, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Time) /V 61 0 R /Rect [0 0 0 0] /P 3 0 R>>"),
            (61, $"<</Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /ByteRange {placeholder} /Contents <{new string('0', 2 * Room)}>>>"));
        return Fill(bytes, placeholder, stamp, null);
    }

    private static byte[] Fill(byte[] bytes, string placeholder, Func<byte[], byte[]> sign, Func<long, long, long, string>? range)
    {
        var at = TestPdf.IndexOf(bytes, "/ByteRange " + placeholder) + 11;
        var start = TestPdf.IndexOf(bytes, "/Contents <", at) + 10;
        var end = TestPdf.IndexOf(bytes, ">", start) + 1;
        range ??= (s, e, total) => string.Create(CultureInfo.InvariantCulture, $"[0 {s} {e} {total - e}]");
        Encoding.ASCII.GetBytes(range(start, end, bytes.Length)).CopyTo(bytes, at);
        Encoding.ASCII.GetBytes(Convert.ToHexString(sign([.. bytes[..start], .. bytes[end..]]))).CopyTo(bytes, start + 1);
        return bytes;
    }

    private static System.Security.Cryptography.X509Certificates.X509Certificate2 Certificate(LocalSigningKey key) =>
        System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12(key.Certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12), null);
}
