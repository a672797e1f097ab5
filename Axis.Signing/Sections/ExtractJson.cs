using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Signing.Sections;

/// <summary>Extracts as canonical JSON: the signed lines stand in it as texts, so that they can be cut out and checked with other tools. Only the same bytes pass.</summary>
internal static class ExtractJson
{
    private const string Format = "docaxis-directory-extract-1";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(DirectoryExtract extract)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("format"u8, Format);
            json.WriteStartArray("rootHeads"u8);
            foreach (var head in extract.EarlierRootHeads)
            {
                json.WriteStartObject();
                Write(json, head);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("sections"u8);
            foreach (var section in extract.Sections)
            {
                json.WriteStartObject();
                Write(json, section.Head);
                json.WriteStartArray("records"u8);
                foreach (var record in section.Records)
                {
                    json.WriteStartObject();
                    json.WriteNumber("index"u8, record.Index);
                    json.WriteString("record"u8, record.Line.Span);
                    json.WriteStartArray("path"u8);
                    foreach (var step in record.Path)
                    {
                        json.WriteStringValue(step.ToString());
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static DirectoryExtract Read(ReadOnlyMemory<byte> bytes)
    {
        DirectoryExtract extract;
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            var root = json.RootElement;
            if (root.GetProperty("format"u8).GetString() != Format)
            {
                throw new FormatException("Unknown format.");
            }

            extract = new DirectoryExtract(
                [.. Items(root, "rootHeads", DirectoryExtract.MaxRootHeads).Select(ReadHead)],
                [.. Items(root, "sections", DirectoryExtract.MaxSections).Select(ReadSection)]);
        }
        catch (Exception e) when (e is JsonException or (FormatException and not SectionFormatException) or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw Broken(e);
        }

        return bytes.Span.SequenceEqual(Write(extract)) ? extract : throw Broken(null);
    }

    private static SectionExtract ReadSection(JsonElement json)
    {
        var head = ReadHead(json);
        var records = new List<ProvedRecord>();
        foreach (var item in Items(json, "records", DirectorySection.MaxRecords))
        {
            var line = Text(item, "record");
            var record = new ProvedRecord(
                item.GetProperty("index"u8).GetInt64(),
                line,
                [.. Items(item, "path", MerkleTree.MaxPathLength).Select(static p => Digest.Parse(p.GetString() ?? throw new FormatException("A step is missing.")))],
                RecordJson.ReadRecord(line));
            DirectorySection.CheckAnchor(record.Record);
            if (records.Count > 0 && records[^1].Index >= record.Index)
            {
                throw new FormatException("The records are not in the order of the section, or one stands twice.");
            }

            records.Add(record);
        }

        return new SectionExtract(head, records);
    }

    private static SignedHead ReadHead(JsonElement json)
    {
        var line = Text(json, "head");
        var head = RecordJson.ReadHead(line);
        DirectorySection.CheckHead(head);
        return new SignedHead(line, json.GetProperty("signature"u8).GetBytesFromBase64(), head);
    }

    private static void Write(Utf8JsonWriter json, SignedHead head)
    {
        json.WriteString("head"u8, head.Line.Span);
        json.WriteBase64String("signature"u8, head.Signature.Span);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name, int most)
    {
        var items = json.GetProperty(name);
        return items.GetArrayLength() <= most ? items.EnumerateArray() : throw new FormatException("Too many items.");
    }

    private static byte[] Text(JsonElement json, string name) =>
        Encoding.UTF8.GetBytes(json.GetProperty(name).GetString() ?? throw new FormatException("A text is missing."));

    private static SectionFormatException Broken(Exception? e)
    {
        const string sentence = "Trích lục danh bạ không đúng cấu trúc hoặc không ở dạng chuẩn tắc.";
        return e is null ? new SectionFormatException(SectionCodes.Format, sentence) : new SectionFormatException(SectionCodes.Format, sentence, e);
    }
}
