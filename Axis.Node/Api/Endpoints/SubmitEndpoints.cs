using Axis.Core.Contracts;
using Axis.Node.Api.Views;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Handing in documents: from fields and files, in two calls when the key is elsewhere, or as an existing packet.</summary>
internal static class SubmitEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/documents", SubmitAsync)
            .RequireAuthorization(Policies.Submit)
            .Accepts<SubmitDocument>("multipart/form-data")
            .WithSummary("Gửi một văn bản: phần 'document' (JSON), sau đó là các tệp.");
        routes.MapPost("/documents/prepare", PrepareAsync)
            .RequireAuthorization(Policies.Submit)
            .Accepts<SubmitDocument>("multipart/form-data")
            .WithSummary("Chuẩn bị một văn bản để ký bằng khóa nằm ngoài nút.");
        routes.MapPost("/documents/{id:guid}/commit", CommitAsync)
            .RequireAuthorization(Policies.Submit)
            .WithSummary("Nộp chữ ký của văn bản đã chuẩn bị.");
        routes.MapGet("/documents/prepared", ListPrepared)
            .RequireAuthorization(Policies.Submit)
            .WithSummary("Các văn bản đang chờ chữ ký của khóa nằm ngoài nút.");
        routes.MapGet("/documents/prepared/{id:guid}", ShowPrepared)
            .RequireAuthorization(Policies.Submit)
            .WithSummary("Một văn bản đang chờ chữ ký.");
        routes.MapGet("/documents/prepared/{id:guid}/to-sign", FetchToSignAsync)
            .RequireAuthorization(Policies.Submit)
            .WithSummary("Tệp để ký: khối chữ ký cho 'axis sign-draft', hoặc riêng dữ liệu cần ký (bare=true) cho openssl.");
        routes.MapDelete("/documents/prepared/{id:guid}", AbandonAsync)
            .RequireAuthorization(Policies.Submit)
            .WithSummary("Bỏ một văn bản đang chờ chữ ký; số đã lấy bị hủy.");
        routes.MapPost("/packets", SubmitPacketAsync)
            .RequireAuthorization(Policies.Submit)
            .Accepts<Stream>("application/xml", "application/octet-stream")
            .WithSummary("Gửi một gói tin edXML có sẵn.");
    }

    private static Task<SubmitAnswer> SubmitAsync(HttpContext context, ISubmission submission, SubmissionReader reader, UploadStage stage, UploadSlots slots, LimitOptions limits, CancellationToken cancellationToken) =>
        WithFormAsync(context, reader, stage, slots, limits, async (fields, files, actor, key) =>
            (await submission.SubmitAsync(fields, files, actor, key, cancellationToken).ConfigureAwait(false)).OrThrow(), cancellationToken);

    private static Task<PrepareAnswer> PrepareAsync(HttpContext context, ISubmission submission, SubmissionReader reader, UploadStage stage, UploadSlots slots, LimitOptions limits, CancellationToken cancellationToken) =>
        WithFormAsync(context, reader, stage, slots, limits, async (fields, files, actor, key) =>
            (await submission.PrepareAsync(fields, files, actor, key, cancellationToken).ConfigureAwait(false)).OrThrow(), cancellationToken);

    internal static IReadOnlyList<PreparedView> ListPrepared(HttpContext context, WaitingDrafts drafts, ActorNames names, string? agency) =>
        [.. drafts.List(context.Actor().Scope(agency) ?? []).Select(d => PreparedViews.Of(d, names))];

    internal static PreparedView ShowPrepared(HttpContext context, Guid id, WaitingDrafts drafts, ActorNames names) => PreparedViews.Of(drafts.Find(id, context.Actor()), names);

    internal static async Task<IResult> FetchToSignAsync(HttpContext context, Guid id, bool? bare, ISubmission submission, CancellationToken cancellationToken)
    {
        var file = (await submission.FetchAsync(id, bare == true, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Results.File(file.Bytes, "application/octet-stream", file.Name);
    }

    private static async Task<IResult> AbandonAsync(HttpContext context, Guid id, ISubmission submission, CancellationToken cancellationToken)
    {
        _ = (await submission.AbandonAsync(id, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Results.NoContent();
    }

    private static async Task<SubmitAnswer> CommitAsync(HttpContext context, Guid id, CommitSubmission body, ISubmission submission, CancellationToken cancellationToken)
    {
        var given = new GivenSignature(Bytes("signature", body.Signature), body.Certificate is { } certificate ? Bytes("certificate", certificate) : (ReadOnlyMemory<byte>?)null);
        return (await submission.CommitAsync(id, given, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    private static ReadOnlyMemory<byte> Bytes(string field, string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length > 0
            ? bytes.AsMemory(0, length)
            : throw new RefusedException(ApiRefusals.Parameter(field, "dữ liệu dạng base64", "base64"));
    }

    private static async Task<SubmitAnswer> SubmitPacketAsync(HttpContext context, ISubmission submission, UploadStage stage, UploadSlots slots, LimitOptions limits, bool? noStateSecret, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var key = context.IdempotencyKey();
        if (noStateSecret != true)
        {
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "SEC-02", "Phải khai báo văn bản không chứa bí mật nhà nước (noStateSecret=true) thì mới gửi được.", "Declare that the document holds no state secret (noStateSecret=true).")
            {
                Errors = [new FieldProblem("noStateSecret", "SEC-02", "Phải xác nhận văn bản không chứa bí mật nhà nước.", "Declare that the document holds no state secret.")],
            });
        }

        AllowBody(context, limits.MaxPacketBytes);
        using var slot = await slots.EnterAsync(cancellationToken).ConfigureAwait(false);
        var staged = await stage.StageAsync(context.Request.Body, "packet.edxml", "application/xml", null, limits.MaxPacketBytes, cancellationToken).ConfigureAwait(false);
        try
        {
            return (await submission.SubmitPacketAsync(staged, actor, key, cancellationToken).ConfigureAwait(false)).OrThrow();
        }
        finally
        {
            stage.Discard([staged]);
        }
    }

    private static async Task<T> WithFormAsync<T>(
        HttpContext context,
        SubmissionReader reader,
        UploadStage stage,
        UploadSlots slots,
        LimitOptions limits,
        Func<SubmitDocument, IReadOnlyList<StagedFile>, Actor, string?, Task<T>> work,
        CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var key = context.IdempotencyKey();
        AllowBody(context, limits.MaxPacketBytes + limits.MaxFieldsBytes + (1L << 20));
        using var slot = await slots.EnterAsync(cancellationToken).ConfigureAwait(false);
        var files = new List<StagedFile>();
        try
        {
            var fields = await reader.ReadAsync(context.Request, files, cancellationToken).ConfigureAwait(false);
            if (!Core.Agencies.OrganId.TryParse(fields.From, out var from) || !actor.SpeaksFor(from))
            {
                throw new RefusedException(ApiRefusals.OutOfScope(fields.From));
            }

            return await work(fields, files, actor, key).ConfigureAwait(false);
        }
        finally
        {
            stage.Discard(files);
        }
    }

    // The server's own limit is for JSON; an upload has the packet's.
    private static void AllowBody(HttpContext context, long bytes)
    {
        if (context.Request.ContentLength > bytes)
        {
            throw new RefusedException(ApiRefusals.ForStatus(StatusCodes.Status413PayloadTooLarge));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = bytes;
        }
    }
}
