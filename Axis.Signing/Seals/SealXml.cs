using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Signing.Seals;

/// <summary>
/// The seal as bytes: a small XML document with an enveloped XML signature (XMLDSig 1.1, ECDSA-SHA256 over P-256, exclusive C14N), canonical by construction.
/// It is one fixed template with values; reading takes the values out, fills the template again and wants the same bytes, so no XML parser, transform or
/// algorithm name in a received seal is ever obeyed.
/// </summary>
public static class SealXml
{
    /// <summary>Namespace of version 1.</summary>
    public const string Namespace = "urn:docaxis:seal:1";

    /// <summary>Largest seal, in bytes: a certificate and a few lines.</summary>
    public const int MaxBytes = 16 * 1024;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string Dsig = "http://www.w3.org/2000/09/xmldsig#";
    private const string SignatureStart = "<ds:Signature xmlns:ds=\"" + Dsig + "\">";
    private const string KeyInfoStart = "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>";
    private const string SealEnd = "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></Seal>";

    private const string InfoBeforeDigest =
        "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod>"
        + "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"></ds:SignatureMethod>"
        + "<ds:Reference URI=\"\"><ds:Transforms>"
        + "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform>"
        + "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>"
        + "</ds:Transforms><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>";

    private const string InfoAfterDigest = "</ds:DigestValue></ds:Reference></ds:SignedInfo>";

    /// <summary>Signs the head.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot sign.</exception>
    public static byte[] Write(SealHead head, ISigningKey key)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(key);
        return Fill(head, key.Sign(SignedInfo(head)), key.Certificate.RawDataMemory.Span);
    }

    /// <summary>Reads a seal. Nothing is verified but its form: see <see cref="SealVerifier"/>.</summary>
    /// <exception cref="SealFormatException">Not exactly what <see cref="Write"/> makes.</exception>
    public static Seal Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw new SealFormatException($"Niêm ký lớn hơn {MaxBytes} byte.");
        }

        if (!Ascii.IsValid(bytes))
        {
            throw Broken();
        }

        var rest = Encoding.ASCII.GetString(bytes).AsSpan();
        Skip(ref rest, "<Seal xmlns=\"" + Namespace + "\"><Version>1</Version><Purpose>");
        var purpose = Until(ref rest, "</Purpose><Issuer>") switch
        {
            "receipts" => SealPurpose.Receipts,
            "journal" => SealPurpose.Journal,
            "cosignature" => SealPurpose.Cosignature,
            _ => throw Broken(),
        };
        var head = new SealHead(
            purpose,
            NodeId.TryParse(Until(ref rest, "</Issuer><Time>"), out var issuer) ? issuer : throw Broken(),
            DateTimeOffset.TryParseExact(
                Until(ref rest, "</Time><TreeSize>"), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : throw Broken(),
            long.TryParse(Until(ref rest, "</TreeSize><Root>"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw Broken(),
            Digest.TryParse(Until(ref rest, "</Root>"), out var root) ? root : throw Broken());
        if (purpose == SealPurpose.Cosignature)
        {
            Skip(ref rest, "<Cosigned>");
            head = head with { Cosigned = Digest.TryParse(Until(ref rest, "</Cosigned>"), out var cosigned) ? cosigned : throw Broken() };
        }

        _ = Until(ref rest, "<ds:SignatureValue>");
        var signature = Decode(Until(ref rest, "</ds:SignatureValue>" + KeyInfoStart));
        var certificate = Decode(Until(ref rest, SealEnd));
        return bytes.SequenceEqual(Fill(head, signature, certificate))
            ? new Seal(head, certificate, SignedInfo(head), signature)
            : throw Broken();
    }

    private static byte[] Fill(SealHead head, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> certificate)
    {
        var body = Body(head);
        var info = Info(head, declareNamespace: false);
        return Encoding.ASCII.GetBytes(
            body[..^"</Seal>".Length] + SignatureStart + info + "<ds:SignatureValue>" + Convert.ToBase64String(signature) + "</ds:SignatureValue>"
            + KeyInfoStart + Convert.ToBase64String(certificate) + SealEnd);
    }

    /// <summary>The bytes signed: SignedInfo as exclusive C14N sees it, with the namespace it inherits.</summary>
    private static byte[] SignedInfo(SealHead head) => Encoding.ASCII.GetBytes(Info(head, declareNamespace: true));

    private static string Info(SealHead head, bool declareNamespace) =>
        (declareNamespace ? "<ds:SignedInfo xmlns:ds=\"" + Dsig + "\">" : "<ds:SignedInfo>")
        + InfoBeforeDigest + Digest.Of(Encoding.ASCII.GetBytes(Body(head))).ToBase64() + InfoAfterDigest;

    private static string Body(SealHead head) => string.Create(
        CultureInfo.InvariantCulture,
        $"<Seal xmlns=\"{Namespace}\"><Version>1</Version><Purpose>{PurposeText(head.Purpose)}</Purpose><Issuer>{head.Issuer}</Issuer><Time>{head.Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}</Time><TreeSize>{head.TreeSize}</TreeSize><Root>{head.Root}</Root>{(head.Cosigned is { } cosigned ? $"<Cosigned>{cosigned}</Cosigned>" : "")}</Seal>");

    private static string PurposeText(SealPurpose purpose) => purpose switch
    {
        SealPurpose.Receipts => "receipts",
        SealPurpose.Journal => "journal",
        SealPurpose.Cosignature => "cosignature",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose."),
    };

    private static void Skip(ref ReadOnlySpan<char> rest, string literal) =>
        rest = rest.StartsWith(literal, StringComparison.Ordinal) ? rest[literal.Length..] : throw Broken();

    private static string Until(ref ReadOnlySpan<char> rest, string end)
    {
        var at = rest.IndexOf(end, StringComparison.Ordinal);
        if (at < 0)
        {
            throw Broken();
        }

        var text = rest[..at].ToString();
        rest = rest[(at + end.Length)..];
        return text;
    }

    private static byte[] Decode(string base64) =>
        Base64.IsValid(base64) ? Convert.FromBase64String(base64) : throw Broken();

    private static SealFormatException Broken() => new("Niêm ký không đúng mẫu đã quy định.");
}
