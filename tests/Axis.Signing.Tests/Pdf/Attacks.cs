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
        byte[] pdf, LocalSigningKey key, string extra = "", string subFilter = "adbe.pkcs7.detached", string? field = null, Func<long, long, long, string>? range = null, string catalog = "")
    {
        field ??= "<</Type /Annot /Subtype /Widget /FT /Sig /T (Hand) /V 11 0 R /Rect [0 0 0 0] /P 3 0 R>>";
        var placeholder = new string(' ', 80);
        var dictionary = $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /{subFilter} /M (D:{DateTimeOffset.UtcNow:yyyyMMddHHmmss}Z) {extra} /ByteRange {placeholder} /Contents <{new string('0', 2 * Room)}>>>";
        var bytes = TestPdf.Update(
            pdf, (1, $"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [10 0 R] /SigFlags 3>> {catalog}>>"), (10, field), (11, dictionary));
        return Fill(bytes, key, placeholder, range);
    }

    /// <summary>Fills the last signature dictionary of the bytes.</summary>
    public static byte[] Fill(byte[] bytes, LocalSigningKey key, string placeholder, Func<long, long, long, string>? range = null)
    {
        var at = TestPdf.IndexOf(bytes, "/ByteRange " + placeholder) + 11;
        var start = TestPdf.IndexOf(bytes, "/Contents <", at) + 10;
        var end = TestPdf.IndexOf(bytes, ">", start) + 1;
        range ??= (s, e, total) => string.Create(CultureInfo.InvariantCulture, $"[0 {s} {e} {total - e}]");
        Encoding.ASCII.GetBytes(range(start, end, bytes.Length)).CopyTo(bytes, at);
        using var certificate = Certificate(key);
        var cms = new SignedCms(new ContentInfo([.. bytes[..start], .. bytes[end..]]), detached: true);
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") });
        Encoding.ASCII.GetBytes(Convert.ToHexString(cms.Encode())).CopyTo(bytes, start + 1);
        return bytes;
    }

    private static System.Security.Cryptography.X509Certificates.X509Certificate2 Certificate(LocalSigningKey key) =>
        System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12(key.Certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12), null);
}
