using System.Buffers;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Links;

/// <summary>
/// What a node says of a packet before it hands it over. The canonical bytes are fixed when the delivery is created, so that every attempt makes the same offer;
/// their SHA-256 stands in the receipt that answers it.
/// </summary>
/// <param name="Delivery">UUIDv7, the same over all attempts.</param>
/// <param name="Packet">SHA-256 of the packet's bytes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Kind">Document or status.</param>
/// <param name="From">Sender of the packet.</param>
/// <param name="Priority">0…4.</param>
/// <param name="Recipients">Who lies behind this link, as addressed and as delivered; sorted, each once.</param>
/// <param name="Via">Nodes that have handled the packet, oldest first, the offering node last.</param>
/// <param name="DirectoryVersions">Section versions that the offering node knows.</param>
public sealed record Offer(
    Guid Delivery,
    Digest Packet,
    long Size,
    PacketKind Kind,
    OrganId From,
    int Priority,
    IReadOnlyList<DeliveryRecipient> Recipients,
    IReadOnlyList<NodeId> Via,
    IReadOnlyDictionary<string, long> DirectoryVersions)
{
    /// <summary>Largest offer in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Longest chain of nodes that an offer can name.</summary>
    public const int MaxHops = 32;

    /// <summary>Most recipients that a node gives one offer: with the longest codes it still fits <see cref="MaxBytes"/>.</summary>
    public const int MostGiven = 13_000;

    private const int MaxRecipients = 20_000;

    /// <summary>UTF-8 JSON in one fixed spelling: member order as here, no white space.</summary>
    public byte[] ToCanonicalBytes()
    {
        var buffer = new ArrayBufferWriter<byte>(512 + (Recipients.Count * 64));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, 1);
            json.WriteString("delivery"u8, Delivery);
            json.WriteString("packet"u8, Packet.ToString());
            json.WriteNumber("size"u8, Size);
            json.WriteString("kind"u8, Kind == PacketKind.Document ? "document"u8 : "status"u8);
            json.WriteString("from"u8, From.Value);
            json.WriteNumber("priority"u8, Priority);
            json.WriteStartArray("recipients"u8);
            foreach (var recipient in Recipients)
            {
                json.WriteStartArray();
                json.WriteStringValue(recipient.Addressed.Value);
                json.WriteStringValue(recipient.Delivered.Value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("via"u8);
            foreach (var node in Via)
            {
                json.WriteStringValue(node.Value);
            }

            json.WriteEndArray();
            json.WriteStartObject("directory"u8);
            foreach (var (section, version) in DirectoryVersions.OrderBy(static s => s.Key, StringComparer.Ordinal))
            {
                json.WriteNumber(section, version);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads an offer and requires its canonical spelling, so that one offer has one digest.</summary>
    /// <exception cref="LinkException"><c>OFFER_MALFORMED</c>.</exception>
    public static Offer Parse(ReadOnlyMemory<byte> bytes)
    {
        Offer offer;
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 4 });
            offer = Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new LinkException(LinkErrors.OfferMalformed, e);
        }

        if (!offer.ToCanonicalBytes().AsSpan().SequenceEqual(bytes.Span))
        {
            throw new LinkException(LinkErrors.OfferMalformed);
        }

        return offer;
    }

    private static Offer Read(JsonElement json)
    {
        if (json.GetProperty("version"u8).GetInt32() != 1)
        {
            throw new FormatException("Unknown offer version.");
        }

        var recipients = json.GetProperty("recipients"u8);
        var via = json.GetProperty("via"u8);
        if (recipients.GetArrayLength() is 0 or > MaxRecipients || via.GetArrayLength() is 0 or > MaxHops)
        {
            throw new FormatException("Too few or too many recipients or hops.");
        }

        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var section in json.GetProperty("directory"u8).EnumerateObject())
        {
            versions.Add(section.Name, section.Value.GetInt64());
        }

        var offer = new Offer(
            json.GetProperty("delivery"u8).GetGuid(),
            Digest.Parse(Text(json.GetProperty("packet"u8))),
            json.GetProperty("size"u8).GetInt64(),
            Text(json.GetProperty("kind"u8)) switch
            {
                "document" => PacketKind.Document,
                "status" => PacketKind.Status,
                _ => throw new FormatException("Unknown packet kind."),
            },
            OrganId.Parse(Text(json.GetProperty("from"u8))),
            json.GetProperty("priority"u8).GetInt32(),
            [.. recipients.EnumerateArray().Select(static r => new DeliveryRecipient(OrganId.Parse(Text(r[0])), OrganId.Parse(Text(r[1]))))],
            [.. via.EnumerateArray().Select(static n => NodeId.Parse(Text(n)))],
            versions);
        if (offer.Size <= 0 || offer.Priority is < 0 or > 4 || !SortedOnce(offer.Recipients))
        {
            throw new FormatException("A value is out of its range, or recipients are not sorted.");
        }

        return offer;
    }

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("A text is missing.");

    private static bool SortedOnce(IReadOnlyList<DeliveryRecipient> recipients)
    {
        for (var i = 1; i < recipients.Count; i++)
        {
            if (recipients[i - 1].Addressed >= recipients[i].Addressed)
            {
                return false;
            }
        }

        return true;
    }
}
