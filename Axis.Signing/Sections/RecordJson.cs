using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Signing.Sections;

/// <summary>
/// Records and heads as canonical JSON: UTF-8, one fixed member order, no white space, absent values as null. Reading takes the values and writes them again;
/// only the same bytes pass.
/// </summary>
internal static class RecordJson
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string HeadFormat = "docaxis-section-1";

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(SectionHead head) => Write(json =>
    {
        json.WriteString("format"u8, HeadFormat);
        json.WriteString("section"u8, head.Section);
        json.WriteNumber("version"u8, head.Version);
        json.WriteString("previous"u8, head.Previous?.ToString());
        json.WriteNumber("records"u8, head.Records);
        json.WriteString("root"u8, head.Root.ToString());
        Time(json, "issued"u8, head.IssuedAt);
        Time(json, "expires"u8, head.ExpiresAt);
        json.WriteBase64String("key"u8, head.Key.Span);
        Bytes(json, "nextKey"u8, head.NextKey);
    });

    public static SectionHead ReadHead(ReadOnlyMemory<byte> line) => Read(line, Write, static json =>
        json.GetProperty("format"u8).GetString() == HeadFormat
            ? new SectionHead(
                Text(json, "section"),
                json.GetProperty("version"u8).GetInt64(),
                json.GetProperty("previous"u8).GetString() is { } previous ? Digest.Parse(previous) : null,
                json.GetProperty("records"u8).GetInt64(),
                Digest.Parse(Text(json, "root")),
                Time(json, "issued"),
                Time(json, "expires"),
                json.GetProperty("key"u8).GetBytesFromBase64(),
                OptionalBytes(json, "nextKey"))
            : throw new FormatException("Unknown format."));

    public static byte[] Write(DirectoryRecord record) => Write(json =>
    {
        switch (record)
        {
            case AgencyRecord { Agency: var agency }:
                WriteAgency(json, agency);
                break;
            case NodeRecord { Node: var node }:
                json.WriteString("type"u8, "node");
                json.WriteString("id"u8, node.Id.Value);
                json.WriteString("name"u8, node.Name);
                json.WriteString("tier"u8, node.Tier.ToString());
                json.WriteString("parent"u8, node.Parent?.Value);
                Strings(json, "endpoints"u8, node.Endpoints.Select(static e => e.OriginalString));
                json.WriteBoolean("pullOnly"u8, node.PullOnly);
                AgencyJson.WriteRest(json, node.Contact);
                break;
            case CertificateRecord { Certificate: var entry }:
                json.WriteString("type"u8, "certificate");
                json.WriteString("use"u8, entry.Use.ToString());
                json.WriteString("owner"u8, entry.Owner);
                json.WriteBase64String("der"u8, entry.Der.Span);
                Time(json, "validFrom"u8, entry.ValidFrom);
                Time(json, "validTo"u8, entry.ValidTo);
                Time(json, "revokedAt"u8, entry.RevokedAt);
                AgencyJson.WriteRest(json, entry);
                break;
            case AnchorRecord { Der: var anchor, Store: var store }:
                json.WriteString("type"u8, "anchor");
                json.WriteBase64String("der"u8, anchor.Span);

                // Sections signed before there were two stores name none: theirs is the official one.
                if (store != TrustStore.Official)
                {
                    json.WriteString("store"u8, store.ToString());
                }

                break;
            case TierClosingRecord { Closing: var closing }:
                json.WriteString("type"u8, "tierClosing");
                json.WriteString("tier"u8, closing.Tier.ToString());
                Time(json, "from"u8, closing.From);
                json.WriteString("legalAct"u8, closing.LegalAct);
                break;
            case RevocationListRecord { Der: var list }:
                json.WriteString("type"u8, "crl");
                json.WriteBase64String("der"u8, list.Span);
                break;
            case DelegationRecord delegation:
                json.WriteString("type"u8, "delegation");
                json.WriteString("section"u8, delegation.Section);
                json.WriteBase64String("key"u8, delegation.Key.Span);
                Bytes(json, "nextKey"u8, delegation.NextKey);
                Strings(json, "agencies"u8, delegation.Agencies.Select(static a => a.Value));
                Strings(json, "nodes"u8, delegation.Nodes.Select(static n => n.Value));
                break;
        }
    });

    public static DirectoryRecord ReadRecord(ReadOnlyMemory<byte> line) => Read(line, Write, static json => Text(json, "type") switch
    {
        "agency" => ReadAgency(json),
        "node" => new NodeRecord(new NodeEntry(
            NodeId.Parse(Text(json, "id")),
            Text(json, "name"),
            Name<Tier>(json, "tier"),
            OptionalText(json, "parent") is { } parent ? NodeId.Parse(parent) : null,
            [.. Strings(json, "endpoints").Select(Endpoint)],
            json.GetProperty("pullOnly"u8).GetBoolean())
        {
            Contact = AgencyJson.Contact(json),
        }),
        "certificate" => (DirectoryRecord)new CertificateRecord(new CertificateEntry(
            Name<KeyUse>(json, "use"),
            Text(json, "owner"),
            json.GetProperty("der"u8).GetBytesFromBase64(),
            Time(json, "validFrom"),
            OptionalTime(json, "validTo"),
            OptionalTime(json, "revokedAt"))
        {
            AgencyVersion = json.TryGetProperty("version"u8, out var version) ? version.GetInt32() : null,
            KnownSince = json.TryGetProperty("knownSince"u8, out _) ? Time(json, "knownSince") : null,
            RevocationKnownSince = json.TryGetProperty("revocationKnownSince"u8, out _) ? Time(json, "revocationKnownSince") : null,
        }),
        "anchor" => new AnchorRecord(json.GetProperty("der"u8).GetBytesFromBase64())
        {
            Store = json.TryGetProperty("store"u8, out _) ? Name<TrustStore>(json, "store") : TrustStore.Official,
        },
        "tierClosing" => new TierClosingRecord(new TierClosing(Name<Tier>(json, "tier"), Time(json, "from"), Text(json, "legalAct"))),
        "crl" => new RevocationListRecord(json.GetProperty("der"u8).GetBytesFromBase64()),
        "delegation" => new DelegationRecord(
            Text(json, "section"),
            json.GetProperty("key"u8).GetBytesFromBase64(),
            OptionalBytes(json, "nextKey"),
            [.. Strings(json, "agencies").Select(OrganId.Parse)],
            [.. Strings(json, "nodes").Select(NodeId.Parse)]),
        _ => throw new FormatException("Unknown record."),
    });

    private static void WriteAgency(Utf8JsonWriter json, Agency agency)
    {
        json.WriteString("type"u8, "agency");
        json.WriteString("code"u8, agency.Code.Value);
        json.WriteString("name"u8, agency.Name);
        json.WriteString("tier"u8, agency.Tier.ToString());
        json.WriteString("parent"u8, agency.Parent?.Value);
        json.WriteString("host"u8, agency.Host.Value);
        json.WriteString("status"u8, agency.Status.ToString());
        Time(json, "validFrom"u8, agency.ValidFrom);
        Time(json, "validTo"u8, agency.ValidTo);
        Strings(json, "aliases"u8, agency.Aliases.Select(static a => a.Value));
        json.WriteStartArray("successors"u8);
        foreach (var successor in agency.Successors)
        {
            json.WriteStartObject();
            json.WriteString("to"u8, successor.To.Value);
            json.WriteString("kind"u8, successor.Kind.ToString());
            Time(json, "effectiveFrom"u8, successor.EffectiveFrom);
            json.WriteString("legalAct"u8, successor.LegalAct);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        AgencyJson.WriteRest(json, agency);
    }

    private static AgencyRecord ReadAgency(JsonElement json) => new(new Agency(
        OrganId.Parse(Text(json, "code")),
        Text(json, "name"),
        Name<Tier>(json, "tier"),
        OptionalText(json, "parent") is { } parent ? OrganId.Parse(parent) : null,
        NodeId.Parse(Text(json, "host")),
        Name<AgencyStatus>(json, "status"),
        Time(json, "validFrom"),
        OptionalTime(json, "validTo"),
        [.. Strings(json, "aliases").Select(OrganId.Parse)],
        [.. json.GetProperty("successors"u8).EnumerateArray().Select(static s => new Succession(
            OrganId.Parse(Text(s, "to")), Name<SuccessionKind>(s, "kind"), Time(s, "effectiveFrom"), Text(s, "legalAct")))])
    {
        Version = AgencyJson.Version(json),
        Bloc = json.TryGetProperty("bloc"u8, out _) ? Name<Bloc>(json, "bloc") : Bloc.Government,
        Codes = AgencyJson.Codes(json),
        FocalOffice = AgencyJson.Optional(json, "focalOffice") is { } focal ? OrganId.Parse(focal) : null,
        Scheme = AgencyJson.Optional(json, "scheme"),
        Act = AgencyJson.Act(json),
        Contact = AgencyJson.Contact(json),
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        // A section has up to 200,000 lines: buffer and writer serve them all.
        var (buffer, json) = (_buffer ??= new ArrayBufferWriter<byte>(4096), _json ??= new Utf8JsonWriter(Stream.Null, Options));
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static T Read<T>(ReadOnlyMemory<byte> line, Func<T, byte[]> write, Func<JsonElement, T> read)
    {
        T value;
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 8 });
            value = read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new SectionFormatException(SectionCodes.Format, "Phần danh bạ có dòng không đúng cấu trúc.", e);
        }

        return line.Span.SequenceEqual(write(value))
            ? value
            : throw new SectionFormatException(SectionCodes.Format, "Phần danh bạ có dòng không ở dạng chuẩn tắc.");
    }

    internal static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time) =>
        json.WriteString(name, time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));

    private static void Bytes(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is { } present)
        {
            json.WriteBase64String(name, present.Span);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Strings(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Text(JsonElement json, string name) => OptionalText(json, name) ?? throw new FormatException("A value is missing.");

    private static string? OptionalText(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static IEnumerable<string> Strings(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(static e => e.GetString() ?? throw new FormatException("A value is missing."));

    private static ReadOnlyMemory<byte>? OptionalBytes(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } bytes ? (ReadOnlyMemory<byte>?)bytes.GetBytesFromBase64() : null;

    private static DateTimeOffset Time(JsonElement json, string name) => OptionalTime(json, name) ?? throw new FormatException("A time is missing.");

    internal static DateTimeOffset? OptionalTime(JsonElement json, string name) => OptionalText(json, name) is { } text
        ? DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    internal static T Name<T>(JsonElement json, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(json, name), ignoreCase: false, out var value) && Enum.IsDefined(value) ? value : throw new FormatException("Unknown name.");

    private static Uri Endpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri : throw new FormatException("An endpoint is an https address.");
}
