using System.Net;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// Reads answers of a VXP server. What is not an answer of this API (an error page, half a body, a frame without its members) is an outage: never a success, and
/// never "nothing there".
/// </summary>
internal static class VxpAnswer
{
    /// <summary>Code: the server answered something that is no answer of the API.</summary>
    public const string Outage = "VXP_UNREADABLE_ANSWER";

    /// <summary>Code: the answer did not come, or not to its end, in time.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>Code: the server knows neither this system nor its secret.</summary>
    public const string NotAuthenticated = "VXP_NOT_AUTHENTICATED";

    /// <summary>Code: the server, or what stands before it, refused the request as such.</summary>
    public const string HttpRefused = "VXP_HTTP_REFUSED";

    private const int MostWords = 200;
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 8 };

    /// <summary>A failure as <c>sendEdoc</c> and the others report it: <c>VXP_18</c>.</summary>
    public static string CodeOf(VxpError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return "VXP_" + error.Code;
    }

    /// <summary>Reads the frame of a success.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="call">The call, for sentences.</param>
    /// <exception cref="LinkUnreachableException"><see cref="Outage"/>, or <see cref="NotAuthenticated"/>.</exception>
    /// <exception cref="LinkAnswerException">The server refused; whether trying again makes sense is the code's.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> body, string call)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, Json);
        }
        catch (JsonException e)
        {
            throw Unreadable(call, "không phải JSON", e);
        }

        try
        {
            Check(document.RootElement, call);
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>The items of a list.</summary>
    /// <exception cref="LinkUnreachableException">There is no list in a success.</exception>
    public static VxpList List(JsonDocument answer, PacketKind kind)
    {
        var items = new List<VxpListItem>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var unusable = 0;
        foreach (var element in Data(answer, VxpCall.GetReceivedEdocList))
        {
            var docId = element.ValueKind == JsonValueKind.Object ? Text(element, "docId") ?? Text(element, "DocId") ?? Text(element, "docid") : null;
            if (!DocIds.IsUsable(docId))
            {
                unusable++;
            }
            else if (seen.TryAdd(docId!, items.Count))
            {
                items.Add(new VxpListItem(docId!, kind, Text(element, "from"), Text(element, "to")));
            }
            else if (items[seen[docId!]] is { To: { } first } listed && Text(element, "to") is { } other && other != first)
            {
                // One packet, listed for each of several receivers: all whom it addresses are meant.
                items[seen[docId!]] = listed with { To = null };
            }
        }

        return new VxpList(items, unusable);
    }

    /// <summary>The lines of <c>getSentEdocList</c>; those without a usable identifier say nothing and are left out.</summary>
    /// <exception cref="LinkUnreachableException">There is no list in a success.</exception>
    public static IReadOnlyList<VxpSentLine> Sent(JsonDocument answer)
    {
        var lines = new List<VxpSentLine>();
        foreach (var element in Data(answer, VxpCall.GetSentEdocList).Where(static e => e.ValueKind == JsonValueKind.Object))
        {
            if (Text(element, "senderDocId") is { } docId && DocIds.IsUsable(docId))
            {
                var says = AsciiText.Of(Text(element, "receiveStatusDesc") ?? "");
                lines.Add(new VxpSentLine(
                    docId, Text(element, "toCode"), string.Equals(Text(element, "receiveStatus"), "fail", StringComparison.OrdinalIgnoreCase), says.Length == 0 ? null : says[..Math.Min(says.Length, MostWords)]));
            }
        }

        return lines;
    }

    /// <summary>The identifier that <c>sendEdoc</c> gave.</summary>
    /// <exception cref="LinkUnreachableException">A success without one: the packet may be there or not, and is sent again.</exception>
    public static string DocId(JsonDocument answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var docId = Text(answer.RootElement, "DocId") ?? Text(answer.RootElement, "docId");
        return DocIds.IsUsable(docId) ? docId! : throw Unreadable(VxpCall.SendEdoc, "không có mã DocId dùng được", null);
    }

    /// <summary>What to throw for an answer that is none.</summary>
    public static LinkUnreachableException Unreadable(string call, string what, Exception? inner) =>
        new($"Máy chủ VXP trả lời {call.TrimStart('/')} không đúng giao thức ({what}); coi như đang gián đoạn, sẽ thử lại.", inner!) { Code = Outage };

    /// <summary>
    /// What to throw for an HTTP status that is no success. Whatever such an answer says of success, it is none. One that blames the request itself is an answer to
    /// this call, which holds up no other; every other is a proxy, a restart or a wrong address that stands between, and an outage.
    /// </summary>
    public static Exception OfStatus(string call, HttpStatusCode status)
    {
        var name = call.TrimStart('/');
        return status switch
        {
            HttpStatusCode.RequestEntityTooLarge => new LinkAnswerException(SendEdoc.TooLarge, $"Máy chủ VXP không nhận {name} lớn như vậy (HTTP 413); gửi lại với tệp nhỏ hơn.", false, null),
            HttpStatusCode.RequestUriTooLong or HttpStatusCode.RequestHeaderFieldsTooLarge => new LinkAnswerException(
                SendEdoc.HeadersTooLarge, $"Máy chủ VXP không nhận phần đầu yêu cầu {name} dài như vậy (HTTP {(int)status}); giảm số nơi nhận hoặc đặt Vxp:SendTo thành false.", false, null),
            HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotAcceptable or HttpStatusCode.Conflict or HttpStatusCode.Gone or HttpStatusCode.LengthRequired
                or HttpStatusCode.PreconditionFailed or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.ExpectationFailed or HttpStatusCode.UnprocessableEntity
                or HttpStatusCode.UnavailableForLegalReasons => new LinkAnswerException(HttpRefused, $"Máy chủ VXP, hoặc tường lửa trước nó, từ chối {name} với HTTP {(int)status}.", true, null) { SpendsAttempt = true },
            _ => Unreadable(call, $"HTTP {(int)status}", null),
        };
    }

    private static List<JsonElement> Data(JsonDocument answer, string call)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (!answer.RootElement.TryGetProperty("data", out var data))
        {
            throw Unreadable(call, "không có danh sách", null);
        }

        // A null in a success is how some servers write the empty list; a success without the member says nothing.
        return data.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. data.EnumerateArray()],
            _ => throw Unreadable(call, "danh sách không phải mảng", null),
        };
    }

    private static void Check(JsonElement root, string call)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Unreadable(call, "không phải đối tượng JSON", null);
        }

        var status = Text(root, "status");
        var code = Code(root);
        var good = status is null ? code == VxpError.None : status == ResponseFrame.Ok && code is null or VxpError.None;
        if (good)
        {
            return;
        }

        if (status is not (null or ResponseFrame.Ok or ResponseFrame.Fail) || (status is null && code is null))
        {
            throw Unreadable(call, "thiếu status và ErrorCode", null);
        }

        // Refused by its status or by its code. The server's own number is kept when it is one; what else it wrote is not repeated.
        var error = code is { Length: > 0 and <= 4 } && code != VxpError.None && code.All(char.IsAsciiDigit) ? VxpError.Of(code) : VxpError.System;
        if (error == VxpError.NotAuthenticated)
        {
            throw new LinkUnreachableException("Máy chủ VXP không nhận SystemId hoặc khóa bí mật của nút này: kết nối đóng cho tới khi sửa Links:Neighbours:…:Vxp:SystemId hoặc tệp khóa.") { Code = NotAuthenticated };
        }

        throw new LinkAnswerException(CodeOf(error), $"Máy chủ VXP từ chối {call.TrimStart('/')}, mã {error.Code} ({error.Text}): {Description(root)}", error.Retryable, null);
    }

    private static string Description(JsonElement root)
    {
        var text = AsciiText.Of(Text(root, "ErrorDesc") ?? "khong noi ly do");
        return text.Length <= 300 ? text : text[..300];
    }

    private static string? Code(JsonElement root) => root.TryGetProperty("ErrorCode", out var code)
        ? code.ValueKind switch
        {
            JsonValueKind.String => Text(root, "ErrorCode")?.Trim(),
            JsonValueKind.Number => code.GetRawText(),
            _ => null,
        }
        : null;

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a character: no text.
            return null;
        }
    }
}
