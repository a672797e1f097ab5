using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Journal;

/// <summary>
/// The canonical bytes of a journal entry, which the log hashes: one JSON object in UTF-8 without white space, members in a fixed order, absent ones
/// left out, instants in UTC with milliseconds. Names, subjects and free text are not in it, only SHA-256(salt ‖ text).
/// </summary>
public static class JournalLeafFormat
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int Version = 1;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The entry's canonical bytes.</summary>
    /// <param name="entry">The entry; its detail is not written.</param>
    /// <param name="detailHash">What <see cref="HashDetail"/> gives for the detail.</param>
    public static byte[] Write(JournalEntry entry, Digest? detailHash)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v"u8, Version);
            json.WriteString("at"u8, entry.At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteString("kind"u8, entry.Kind);
            Optional(json, "packet", entry.Packet?.ToString());
            Optional(json, "receipt", entry.Receipt?.ToString());
            Optional(json, "delivery", entry.Delivery?.ToString("D"));
            Optional(json, "agency", entry.Agency);
            Optional(json, "actor", entry.Actor);
            Optional(json, "from", entry.From);
            Optional(json, "to", entry.To);
            Optional(json, "detail", detailHash?.ToString());
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; any other spelling of the same entry is refused.</summary>
    /// <exception cref="FormatException">The bytes are no canonical leaf.</exception>
    public static (JournalEntry Entry, Digest? DetailHash) Read(ReadOnlySpan<byte> leaf)
    {
        var values = ReadMembers(leaf);
        string? Get(string name) => values.GetValueOrDefault(name);
        if (!DateTimeOffset.TryParseExact(Get("at"), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            throw NotCanonical();
        }

        var entry = new JournalEntry(
            at,
            Get("kind") ?? throw NotCanonical(),
            OptionalDigest(Get("packet")),
            OptionalDigest(Get("receipt")),
            Get("delivery") is { } delivery ? Guid.ParseExact(delivery, "D") : null,
            Get("agency"),
            Get("actor"),
            Get("from"),
            Get("to"));
        var detail = OptionalDigest(Get("detail"));
        return Write(entry, detail).AsSpan().SequenceEqual(leaf) ? (entry, detail) : throw NotCanonical();
    }

    /// <summary>SHA-256(salt ‖ UTF-8 of the text): what the leaf states of a detail.</summary>
    public static Digest HashDetail(ReadOnlySpan<byte> salt, string detail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(detail));
        return Digest.Finish(hash);
    }

    private static Dictionary<string, string> ReadMembers(ReadOnlySpan<byte> leaf)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var json = new Utf8JsonReader(leaf);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                json.Read();
                values[name] = json.TokenType == JsonTokenType.String ? json.GetString()! : "";
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("A journal leaf is one canonical JSON object.", e);
        }

        return values;
    }

    private static Digest? OptionalDigest(string? text) => text is null ? null : Digest.Parse(text);

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static FormatException NotCanonical() => new("A journal leaf is one canonical JSON object.");
}
