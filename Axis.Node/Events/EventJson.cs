using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Events;

/// <summary>The text of an event, version 1 (docs/protocol.md). Codes and digests; the subject only where it is asked for.</summary>
internal static class EventJson
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Name of the kind on the wire.</summary>
    public static string TypeOf(EventKind kind) => kind switch
    {
        EventKind.DocumentReceived => "document.received",
        EventKind.DocumentStatus => "document.status",
        EventKind.Test => "test",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>UTF-8 JSON without insignificant space.</summary>
    public static byte[] Write(ExchangeEvent item, NodeId node, string? subject)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("id", item.Id);
            json.WriteNumber("sequence", item.Sequence);
            json.WriteString("type", TypeOf(item.Kind));
            json.WriteString("time", item.At.UtcDateTime);
            json.WriteString("node", node.Value);
            if (item.Kind != EventKind.Test)
            {
                WriteDocument(json, item, subject);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteDocument(Utf8JsonWriter json, ExchangeEvent item, string? subject)
    {
        json.WriteString("agency", item.Agency.Value);
        json.WriteString("sender", item.Sender.Value);
        json.WriteString("recipient", item.Recipient.Value);
        json.WriteString("documentId", item.DocumentId);
        if (item.Packet is { } packet)
        {
            json.WriteString("packet", packet.ToString());
        }

        if (item.Kind == EventKind.DocumentReceived)
        {
            json.WriteString("inboxItem", item.Subject);
        }

        if (item.Before is { } before)
        {
            json.WriteString("before", before);
        }

        json.WriteString("state", item.State);
        if (item.ReasonCode is { } reason)
        {
            json.WriteString("reasonCode", reason);
        }

        if (subject is not null)
        {
            json.WriteString("subject", subject);
        }
    }
}
