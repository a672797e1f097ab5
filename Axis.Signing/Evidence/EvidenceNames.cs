using System.Globalization;

namespace Axis.Signing.Evidence;

/// <summary>Names inside an evidence container (ASiC-E, ETSI EN 319 162-1 §4.4). All are ASCII; nothing from a document ever becomes a name.</summary>
public static class EvidenceNames
{
    /// <summary>What an evidence file's name ends in.</summary>
    public const string FileSuffix = ".asice";

    /// <summary>Media type of the container, and content of its first entry.</summary>
    public const string ContainerType = "application/vnd.etsi.asic-e+zip";

    public const string MimeType = "mimetype";
    public const string Index = "evidence.json";
    public const string Page = "index.html";
    public const string Document = "packet.edxml";
    public const string Directory = "directory/extract.json";
    public const string DirectoryAtReception = "directory/reception.json";
    public const string Anchors = "trust/anchors.pem";
    public const string JournalHead = "journal/head.xml";
    public const string Signatures = "META-INF/signatures.xml";

    /// <summary>What the container's own signatures, manifests and timestamps begin with.</summary>
    public const string Meta = "META-INF/";

    /// <summary>What the files that renewals add begin with.</summary>
    public const string Renewals = "renewals/";

    public const string XmlType = "application/xml";
    public const string JsonType = "application/json";
    public const string HtmlType = "text/html";
    public const string PemType = "application/x-pem-file";
    public const string TokenType = "application/vnd.etsi.timestamp-token";
    public const string CrlType = "application/pkix-crl";
    public const string OcspType = "application/ocsp-response";
    public const string BytesType = "application/octet-stream";

    /// <summary>Longest name, in bytes.</summary>
    public const int MaxLength = 120;

    /// <summary>One trust anchor or CA certificate: xmlsec1 takes one a file.</summary>
    public static string Anchor(int number) => Numbered("trust/", number, ".pem");

    public static string Status(int number) => Numbered("statuses/", number, ".edxml");

    public static string Receipt(int number) => Numbered("receipts/", number, ".xml");

    public static string Seal(int number) => Numbered("seals/", number, ".xml");

    public static string Proofs(int number) => Numbered("proofs/", number, ".xml");

    public static string Revocation(int number, bool isList) => Numbered("revocation/", number, isList ? ".crl" : ".ocsp");

    public static string CosignedHead(int number) => Numbered("journal/cosigned-", number, "-head.xml");

    public static string Cosignature(int number) => Numbered("journal/cosigned-", number, "-by.xml");

    /// <summary>A timestamp token of a packet, as <c>openssl ts</c> takes it.</summary>
    /// <param name="packet">The number of the packet's proofs.</param>
    /// <param name="number">Its place among them.</param>
    public static string Token(int packet, int number) => Numbered("timestamps/", packet, Numbered("-", number, ".tst"));

    /// <summary>The bytes that the first timestamp of a packet is over.</summary>
    public static string Stamped(int packet) => Numbered("timestamps/", packet, "-signature-value.xml");

    /// <summary>The n-th list of digests under a timestamp: the first is the ASiCManifest, later ones are ASiCArchiveManifests.</summary>
    public static string Manifest(int number) => Numbered(number == 1 ? "META-INF/ASiCManifest" : "META-INF/ASiCArchiveManifest", number, ".xml");

    /// <summary>The timestamp over the n-th list.</summary>
    public static string Timestamp(int number) => Numbered("META-INF/timestamp", number, ".tst");

    /// <summary>A file that the n-th renewal adds.</summary>
    public static string Renewed(int renewal, int number, bool isList) => Numbered(Numbered(Renewals, renewal, "/"), number, isList ? ".crl" : ".ocsp");

    /// <summary>The folder of the n-th renewal.</summary>
    public static string RenewalFolder(int renewal) => Numbered(Renewals, renewal, "/");

    /// <summary>Whether the text may be a name here: ASCII letters, digits, '.', '_' and '-' in segments that lead nowhere else.</summary>
    public static bool IsName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaxLength
            && text.Split('/').All(static s => s.Length > 0 && s[0] != '.' && s.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'));
    }

    private static string Numbered(string before, int number, string after) => string.Create(CultureInfo.InvariantCulture, $"{before}{number:000}{after}");
}
