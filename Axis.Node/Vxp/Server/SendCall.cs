using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Axis.Node.Vxp.Server;

/// <summary>sendEdoc: the body is the packet, as it is, followed by one CRLF; memory stays flat.</summary>
internal sealed class SendCall(UploadStage stage, UploadSlots slots, SubmitForSystem submit, LiveDirectory directory, LimitOptions limits, VxpOptions options)
{
    private const int LineEnd = 2;

    /// <summary>Takes the packet; the answer names it.</summary>
    public async Task<ReadOnlyMemory<byte>> RunAsync(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(call);
        var docId = await TakeAsync(context, call, cancellationToken).ConfigureAwait(false);
        return ResponseFrame.Success(ResponseFrame.Ascii, w => w.WriteString("DocId", docId));
    }

    private async Task<string> TakeAsync(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        var kind = MessageTypes.Read(call.Find(VxpHeaders.MessageType));
        var from = Sender(call);
        var to = Receivers(call.Find(VxpHeaders.To));
        var maxBytes = Math.Min(options.MaxPacketBytes, limits.MaxPacketBytes);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = maxBytes + LineEnd;
        }

        using var slot = await slots.EnterAsync(cancellationToken).ConfigureAwait(false);
        var body = new CrlfTrimmingStream(context.Request.Body);
        await using (body.ConfigureAwait(false))
        {
            StagedFile packet;
            try
            {
                packet = await stage.StageAsync(body, "packet.edxml", "application/octet-stream", null, maxBytes, cancellationToken).ConfigureAwait(false);
            }
            catch (BadHttpRequestException e)
            {
                throw new VxpRefusedException(VxpError.InvalidFile, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? $"Gói tin lớn hơn giới hạn {maxBytes} byte." : "Nội dung gửi lên bị cắt ngang; hãy gửi lại.");
            }

            try
            {
                if (packet.Size == 0)
                {
                    throw new VxpRefusedException(VxpError.InvalidFile, "Nội dung gửi lên rỗng.");
                }

                CheckDigest(call, packet, body);
                return await submit.RunAsync(
                    packet, new SystemSubmission(call.System.Id, call.Agencies, from, to, kind, call.System.AllowUnsigned, call.System.NoStateSecret) { RotatedAt = call.System.RotatedAt }, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                stage.Discard([packet]);
            }
        }
    }

    private static void CheckDigest(SignedCall call, StagedFile packet, CrlfTrimmingStream body)
    {
        var said = call.Find(VxpHeaders.FileDigest);
        if (string.IsNullOrWhiteSpace(said))
        {
            if (call.System.RequireFileHash)
            {
                throw new VxpRefusedException(VxpError.InvalidFile, "Thiếu hash-file trong phần được ký.");
            }

            return;
        }

        if (!FileHash.Matches(said, packet.Sha256) && !FileHash.Matches(said, body.Whole))
        {
            throw new VxpRefusedException(VxpError.InvalidFile, "hash-file không khớp với nội dung gửi lên.");
        }
    }

    private OrganId Sender(SignedCall call)
    {
        var text = call.Find(VxpHeaders.From);
        if (OrganId.TryParse(text, out var from) && call.Agencies.Contains(directory.Snapshot.FindAgency(from)?.Code ?? from))
        {
            return from;
        }

        throw new RefusedException(new Refusal(
            RefusalKind.Forbidden,
            "SND-09",
            $"Đơn vị gửi {(text is { Length: > 40 } ? text[..40] : text)} không đúng với mã đã đăng ký: {string.Join(", ", call.Agencies.Take(5))}",
            "The sender is not behind this system."));
    }

    /// <summary>The text of a JSON array; some clients write one bare code.</summary>
    private static List<OrganId>? Receivers(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string[] codes;
        try
        {
            codes = text.TrimStart().StartsWith('[') ? ReadArray(text) : text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (JsonException)
        {
            throw new VxpRefusedException(VxpError.ReceiverUnknown, "Danh sách đơn vị nhận (to) không phải mảng JSON các mã.");
        }

        var receivers = new List<OrganId>(codes.Length);
        foreach (var code in codes)
        {
            receivers.Add(OrganId.TryParse(code, out var id) ? id : throw new VxpRefusedException(VxpError.ReceiverUnknown, $"'{(code.Length > 40 ? code[..40] : code)}' không phải mã đơn vị nhận."));
        }

        return receivers;
    }

    private static string[] ReadArray(string text)
    {
        using var array = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2 });
        return [.. array.RootElement.EnumerateArray().Select(static e => e.ValueKind == JsonValueKind.String ? e.GetString()! : throw new JsonException())];
    }
}
