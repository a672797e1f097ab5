using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Core.Receipts;

/// <summary>
/// A receipt as bytes: XML in its own exclusive canonical form, without declaration, so one receipt has exactly one spelling and hashing the bytes is hashing
/// the receipt. Reading takes the values, writes them again and wants the same bytes.
/// </summary>
public static class ReceiptXml
{
    /// <summary>Namespace of version 1.</summary>
    public const string Namespace = "urn:docaxis:receipt:1";

    /// <summary>Largest receipt, in bytes.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Most recipients in one receipt; the whole country has about 3,400 commune-level and provincial units.</summary>
    public const int MaxRecipients = 10_000;

    /// <summary>Most directory sections in one receipt.</summary>
    public const int MaxSections = 256;

    private const int MaxDocumentId = 1_000;
    private const int MaxCode = 64;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Events = [.. Enum.GetValues<ReceiptEvent>().Select(static e => e.ToString())];

    /// <summary>
    /// Writes the receipt. The time is cut to milliseconds and put in UTC; recipients and sections are sorted.
    /// </summary>
    /// <exception cref="ReceiptFormatException">A value cannot stand in a receipt (code <c>receipt-value</c>), or there are too many.</exception>
    public static byte[] Write(Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        Check(receipt);
        var xml = new CanonicalXmlWriter(1536 + (receipt.Recipients.Count * 96));
        xml.Raw("<Receipt xmlns=\"urn:docaxis:receipt:1\"><Version>1</Version>"u8);
        xml.Element("Id"u8, receipt.Id.ToString("D"));
        xml.Element("Event"u8, receipt.Event.ToString());
        xml.OptionalElement("ReasonCode"u8, receipt.ReasonCode);
        xml.Element("Time"u8, receipt.Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        xml.Element("Issuer"u8, receipt.Issuer.Value);
        xml.Element("IssuerCertificate"u8, receipt.IssuerCertificate.ToString());
        xml.Element("Packet"u8, receipt.Packet.ToString());
        xml.OptionalElement("Content"u8, receipt.Content?.ToString());
        xml.Element("PacketSize"u8, receipt.PacketSize.ToString(CultureInfo.InvariantCulture));
        xml.Element("PacketKind"u8, receipt.PacketKind.ToString());
        xml.Element("From"u8, receipt.From.Value);
        xml.Element("DocumentId"u8, receipt.DocumentId);
        xml.OptionalElement("Delivery"u8, receipt.Delivery?.ToString("D"));
        xml.OptionalElement("Offer"u8, receipt.Offer?.ToString());
        xml.OptionalElement("HandedOverBy"u8, receipt.HandedOverBy?.Value);
        xml.Element("IssuedTo"u8, receipt.IssuedTo.Value);
        WriteRecipients(xml, receipt.Recipients);
        xml.OptionalElement("Verdict"u8, receipt.Verdict);
        WriteSections(xml, receipt.DirectoryVersions);
        xml.OptionalElement("JournalHead"u8, receipt.JournalHead?.ToString());
        xml.OptionalElement("Previous"u8, receipt.Previous?.ToString());
        xml.OptionalElement("FirstReceipt"u8, receipt.FirstReceipt?.ToString());
        xml.Raw("</Receipt>"u8);
        return xml.Written.Length <= MaxBytes ? xml.ToArray() : throw TooLarge();
    }

    /// <summary>Reads a receipt, strictly.</summary>
    /// <exception cref="ReceiptFormatException">The bytes are not exactly what <see cref="Write"/> makes of some receipt.</exception>
    public static Receipt Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw TooLarge();
        }

        var xml = new CanonicalXmlReader(bytes);
        xml.Expect("<Receipt xmlns=\"urn:docaxis:receipt:1\"><Version>1</Version>"u8);
        var receipt = new Receipt
        {
            Id = Value(Guid.TryParseExact(xml.Element("Id"u8), "D", out var id), id, "Id"),
            Event = ReadEvent(xml.Element("Event"u8)),
            ReasonCode = xml.Optional("ReasonCode"u8),
            Time = Value(
                DateTimeOffset.TryParseExact(
                    xml.Element("Time"u8), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time),
                time,
                "Time"),
            Issuer = ReadNode(xml.Element("Issuer"u8), "Issuer"),
            IssuerCertificate = ReadDigest(xml.Element("IssuerCertificate"u8), "IssuerCertificate"),
            Packet = ReadDigest(xml.Element("Packet"u8), "Packet"),
            Content = ReadOptionalDigest(xml.Optional("Content"u8), "Content"),
            PacketSize = ReadNumber(xml.Element("PacketSize"u8), "PacketSize"),
            PacketKind = ReadKind(xml.Element("PacketKind"u8)),
            From = ReadAgency(xml.Element("From"u8), "From"),
            DocumentId = xml.Element("DocumentId"u8),
            Delivery = ReadOptionalGuid(xml.Optional("Delivery"u8)),
            Offer = ReadOptionalDigest(xml.Optional("Offer"u8), "Offer"),
            HandedOverBy = xml.Optional("HandedOverBy"u8) is { } by ? ReadNode(by, "HandedOverBy") : null,
            IssuedTo = ReadNode(xml.Element("IssuedTo"u8), "IssuedTo"),
            Recipients = ReadRecipients(ref xml),
            Verdict = xml.Optional("Verdict"u8),
            DirectoryVersions = ReadSections(ref xml),
            JournalHead = ReadOptionalDigest(xml.Optional("JournalHead"u8), "JournalHead"),
            Previous = ReadOptionalDigest(xml.Optional("Previous"u8), "Previous"),
            FirstReceipt = ReadOptionalDigest(xml.Optional("FirstReceipt"u8), "FirstReceipt"),
        };
        xml.Expect("</Receipt>"u8);
        if (!xml.AtEnd || !bytes.SequenceEqual(Write(receipt)))
        {
            throw new ReceiptFormatException(ReceiptFormatException.NotCanonical, "Biên nhận không ở dạng chuẩn tắc: cùng nội dung nhưng cách viết khác.");
        }

        return receipt;
    }

    /// <summary>The certificate that a receipt written here names as its issuer's, without reading the rest.</summary>
    /// <exception cref="ReceiptFormatException">It names none.</exception>
    public static Digest IssuerCertificateOf(ReadOnlySpan<byte> bytes)
    {
        // Text of a receipt never holds a '<' of its own, so the tag is the element.
        var tag = "<IssuerCertificate>"u8;
        var at = bytes.IndexOf(tag);
        var value = at < 0 ? [] : bytes[(at + tag.Length)..];
        var end = value.IndexOf((byte)'<');
        return ReadDigest(end < 0 ? "" : System.Text.Encoding.UTF8.GetString(value[..end]), "IssuerCertificate");
    }

    private static void WriteRecipients(CanonicalXmlWriter xml, IReadOnlyList<RecipientOutcome> recipients)
    {
        xml.Raw("<Recipients>"u8);
        foreach (var recipient in recipients.OrderBy(static r => r.Addressed))
        {
            xml.Raw("<Recipient"u8).Attribute("accepted"u8, recipient.Accepted ? "true" : "false").Attribute("addressed"u8, recipient.Addressed.Value);
            if (recipient.Code is not null)
            {
                xml.Attribute("code"u8, recipient.Code);
            }

            xml.Attribute("delivered"u8, recipient.Delivered.Value).Raw("></Recipient>"u8);
        }

        xml.Raw("</Recipients>"u8);
    }

    private static List<RecipientOutcome> ReadRecipients(ref CanonicalXmlReader xml)
    {
        var recipients = new List<RecipientOutcome>();
        xml.Expect("<Recipients>"u8);
        while (xml.Try("<Recipient"u8))
        {
            if (recipients.Count == MaxRecipients)
            {
                throw TooLarge();
            }

            var accepted = xml.Attribute("accepted"u8) == "true";
            var addressed = ReadAgency(xml.Attribute("addressed"u8), "addressed");
            var code = xml.OptionalAttribute("code"u8);
            recipients.Add(new RecipientOutcome(addressed, ReadAgency(xml.Attribute("delivered"u8), "delivered"), accepted, code));
            xml.Expect("></Recipient>"u8);
        }

        xml.Expect("</Recipients>"u8);
        return recipients;
    }

    private static void WriteSections(CanonicalXmlWriter xml, IReadOnlyDictionary<string, long> versions)
    {
        xml.Raw("<Directory>"u8);
        foreach (var (name, version) in versions.OrderBy(static v => v.Key, StringComparer.Ordinal))
        {
            xml.Raw("<Section"u8).Attribute("name"u8, name).Attribute("version"u8, version.ToString(CultureInfo.InvariantCulture)).Raw("></Section>"u8);
        }

        xml.Raw("</Directory>"u8);
    }

    private static SortedDictionary<string, long> ReadSections(ref CanonicalXmlReader xml)
    {
        var versions = new SortedDictionary<string, long>(StringComparer.Ordinal);
        xml.Expect("<Directory>"u8);
        while (xml.Try("<Section"u8))
        {
            if (versions.Count == MaxSections)
            {
                throw TooLarge();
            }

            var name = xml.Attribute("name"u8);
            if (!versions.TryAdd(name, ReadNumber(xml.Attribute("version"u8), "version")))
            {
                throw Bad("Section");
            }

            xml.Expect("></Section>"u8);
        }

        xml.Expect("</Directory>"u8);
        return versions;
    }

    private static void Check(Receipt receipt)
    {
        if (receipt.Recipients.Count > MaxRecipients || receipt.DirectoryVersions.Count > MaxSections)
        {
            throw TooLarge();
        }

        Require(Enum.IsDefined(receipt.Event), "Event");
        Require(Enum.IsDefined(receipt.PacketKind), "PacketKind");
        Require(!receipt.Issuer.IsEmpty, "Issuer");
        Require(!receipt.IssuedTo.IsEmpty, "IssuedTo");
        Require(receipt.HandedOverBy is null or { IsEmpty: false }, "HandedOverBy");
        Require(receipt.PacketSize >= 0, "PacketSize");
        Require(IsAgency(receipt.From), "From");
        Require(receipt.DocumentId.Length <= MaxDocumentId && CanonicalXmlWriter.IsXmlText(receipt.DocumentId), "DocumentId");
        Require(receipt.ReasonCode is null || IsCode(receipt.ReasonCode), "ReasonCode");
        Require(receipt.Verdict is null || IsCode(receipt.Verdict), "Verdict");
        Require(receipt.Recipients.Count > 0, "Recipients");
        var addressed = new HashSet<OrganId>(receipt.Recipients.Count);
        foreach (var recipient in receipt.Recipients)
        {
            Require(IsAgency(recipient.Addressed) && addressed.Add(recipient.Addressed), "addressed");
            Require(IsAgency(recipient.Delivered), "delivered");
            Require(recipient.Code is null || IsCode(recipient.Code), "code");
        }

        foreach (var (name, version) in receipt.DirectoryVersions)
        {
            Require(IsCode(name) && version >= 0, "Section");
        }
    }

    private static bool IsAgency(OrganId id) => !id.IsEmpty && CanonicalXmlWriter.IsXmlText(id.Value);

    /// <summary>Codes, verdicts and section names: a short word of printable ASCII without white space.</summary>
    private static bool IsCode(string text) => text.Length is > 0 and <= MaxCode && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    private static void Require(bool holds, string element)
    {
        if (!holds)
        {
            throw Bad(element);
        }
    }

    private static T Value<T>(bool read, T value, string element) => read ? value : throw Bad(element);

    private static ReceiptEvent ReadEvent(string text) =>
        Array.IndexOf(Events, text) is >= 0 and var at ? Enum.GetValues<ReceiptEvent>()[at] : throw Bad("Event");

    private static PacketKind ReadKind(string text) => text switch
    {
        nameof(PacketKind.Document) => PacketKind.Document,
        nameof(PacketKind.Status) => PacketKind.Status,
        _ => throw Bad("PacketKind"),
    };

    private static NodeId ReadNode(string text, string element) => Value(NodeId.TryParse(text, out var id), id, element);

    private static OrganId ReadAgency(string text, string element) => Value(OrganId.TryParse(text, out var id), id, element);

    private static Digest ReadDigest(string text, string element) => Value(Digest.TryParse(text, out var digest), digest, element);

    private static Digest? ReadOptionalDigest(string? text, string element) => text is null ? null : ReadDigest(text, element);

    private static Guid? ReadOptionalGuid(string? text) => text is null ? null : Value(Guid.TryParseExact(text, "D", out var id), id, "Delivery");

    private static long ReadNumber(string text, string element) =>
        Value(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number), number, element);

    private static ReceiptFormatException Bad(string element) =>
        new(ReceiptFormatException.BadValue, $"Biên nhận có giá trị không hợp lệ ở '{element}'.");

    private static ReceiptFormatException TooLarge() => new(
        ReceiptFormatException.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"Biên nhận vượt giới hạn {MaxBytes} byte, {MaxRecipients} nơi nhận hoặc {MaxSections} phần danh bạ."));
}
