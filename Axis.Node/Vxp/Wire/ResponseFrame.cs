using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Axis.Node.Vxp.Wire;

/// <summary>
/// The frame of every JSON answer: <c>status</c>, <c>ErrorCode</c> and <c>ErrorDesc</c>, always present, always strings; no <c>null</c> anywhere, because one of them
/// costs the official client the whole answer.
/// </summary>
public static class ResponseFrame
{
    /// <summary><c>status</c> of a success.</summary>
    public const string Ok = "OK";

    /// <summary><c>status</c> of a failure.</summary>
    public const string Fail = "FAIL";

    /// <summary>Media type of the answers.</summary>
    public const string ContentType = "application/json";

    /// <summary>For answers that the client reads as UTF-8.</summary>
    public static JsonWriterOptions Utf8 { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = false };

    /// <summary>For the answer to sendEdoc, which the client reads as US-ASCII: everything else is escaped.</summary>
    public static JsonWriterOptions Ascii { get; } = new() { Encoder = JavaScriptEncoder.Default, SkipValidation = false };

    /// <summary>Opens the object of a success; the caller writes its members and <see cref="Utf8JsonWriter.WriteEndObject"/>.</summary>
    public static void Begin(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Open(writer, Ok, VxpError.None, VxpError.SuccessText);
    }

    /// <summary>A whole answer, small enough to be made in memory.</summary>
    /// <param name="options"><see cref="Utf8"/> or <see cref="Ascii"/>.</param>
    /// <param name="members">Writes the members of the call, if it has any.</param>
    public static ReadOnlyMemory<byte> Success(JsonWriterOptions options, Action<Utf8JsonWriter>? members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, options);
        Begin(writer);
        members?.Invoke(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>A failure of any call; <c>DocId</c> is there and empty, for without it sendEdoc's caller loses the reason.</summary>
    /// <param name="error">The code.</param>
    /// <param name="description">What to do, in Vietnamese; folded to ASCII here.</param>
    /// <param name="withDocId">Whether the call is sendEdoc.</param>
    public static ReadOnlyMemory<byte> Failure(VxpError error, string? description, bool withDocId)
    {
        ArgumentNullException.ThrowIfNull(error);
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Ascii);
        Open(writer, Fail, error.Code, AsciiText.Of(description ?? error.Text));
        if (withDocId)
        {
            writer.WriteString("DocId", "");
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void Open(Utf8JsonWriter writer, string status, string code, string description)
    {
        writer.WriteStartObject();
        writer.WriteString("status", status);
        writer.WriteString("ErrorCode", code);
        writer.WriteString("ErrorDesc", description);
    }
}
