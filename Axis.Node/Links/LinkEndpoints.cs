using System.Globalization;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Reconciling;
using Axis.Node.Storage;
using Axis.Signing.Sections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Links;

/// <summary>The listening side of the native link, version 1 (docs/protocol.md). Every request is answered only to a neighbour of the directory in force.</summary>
public static class LinkEndpoints
{
    private const string NeighbourKey = "axis.neighbour";
    private const int PieceBytes = 64 * 1024;

    /// <summary>Maps the calls.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var link = app.MapGroup("/axis/1").AddEndpointFilter(AdmitAsync);
        link.MapPost("/deliveries", OfferAsync);
        link.MapMethods("/deliveries/{id:guid}/content", ["PATCH"], ContentAsync);
        link.MapGet("/deliveries/waiting", WaitingAsync);
        link.MapGet("/deliveries/{id:guid}/content", FetchAsync);
        link.MapPut("/deliveries/{id:guid}/receipt", AnswerAsync);
        link.MapPost("/receipts", ReceiptsAsync);
        link.MapPut("/receipts/taken", TakenAsync);
        link.MapGet("/directory/{section}", SectionAsync);
        link.MapGet("/ping", Ping);
        HeadEndpoints.Map(link);
        TrafficEndpoints.Map(link);
    }

    private static async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var services = context.RequestServices;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LinkEndpoints));
        Neighbour? neighbour = null;
        try
        {
            var certificate = context.Connection.ClientCertificate;
            neighbour = certificate is null ? null : services.GetRequiredService<LinkPins>().Identify(certificate);
            if (neighbour is null)
            {
                throw new LinkException(LinkErrors.NeighbourUnknown);
            }

            context.Items[NeighbourKey] = neighbour;
            services.GetRequiredService<LinkClients>().Circuit(neighbour.Id).Called();
            var health = services.GetRequiredService<LinkHealth>();
            if (health.IsClosed(neighbour.Id))
            {
                await health.ReachedAsync(neighbour.Id, context.RequestAborted).ConfigureAwait(false);
            }

            return await next(invocation).ConfigureAwait(false);
        }
        catch (LinkException e)
        {
            Log.CallRefused(logger, neighbour?.Id.Value ?? "-", e.Error.Code);
            if (e.Error == LinkErrors.Busy)
            {
                context.Response.Headers.RetryAfter = BodyBudget.RetryAfter.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
            }

            await services.GetRequiredService<JournalRefusals>().RunAsync(neighbour?.Id, e, context.RequestAborted).ConfigureAwait(false);
            return Refuse(e);
        }
        catch (BadHttpRequestException e)
        {
            // Kestrel's own limits: a body longer than the call may have, or one that is not what its head says.
            var refusal = new LinkException(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? LinkErrors.TooLarge : LinkErrors.FrameMalformed, e);
            Log.CallRefused(logger, neighbour?.Id.Value ?? "-", refusal.Error.Code);
            await services.GetRequiredService<JournalRefusals>().RunAsync(neighbour?.Id, refusal, context.RequestAborted).ConfigureAwait(false);
            return Refuse(refusal);
        }
        catch (StoreUnavailableException e)
        {
            Log.CallRefused(logger, neighbour?.Id.Value ?? "-", e.Message);
            return Refuse(new LinkException(LinkErrors.StoreUnavailable, e));
        }
        catch (IOException e) when (e is not FileNotFoundException && !context.RequestAborted.IsCancellationRequested)
        {
            // A full disk while bytes come in: nothing is acknowledged, and the neighbour tries again.
            Log.CallBroke(logger, e);
            return Refuse(new LinkException(LinkErrors.StoreUnavailable, e));
        }
    }

    internal static Neighbour Caller(HttpContext context) => (Neighbour)context.Items[NeighbourKey]!;

    private static IResult Refuse(LinkException e) => Results.Json(
        new LinkProblem("urn:docaxis:link:" + e.Error.Code.ToLowerInvariant(), e.Error.SentenceEn, e.Error.Status, e.Error.Code, e.Message, e.Error.Retryable, e.Offset),
        LinkJson.Default.LinkProblem,
        "application/problem+json",
        e.Error.Status);

    private static IResult Receipts(IReadOnlyList<SealedReceipt> receipts) => Results.Bytes(ReceiptFrame.Write(receipts), ReceiptFrame.ContentType);

    private static IResult Answer(ReceiveOutcome outcome) => outcome switch
    {
        ReceiveOutcome.Receipted receipted => Receipts(receipted.Receipts),
        ReceiveOutcome.Wanted wanted => Results.Json(new WantedBytes(wanted.Offset), LinkJson.Default.WantedBytes, statusCode: StatusCodes.Status202Accepted),
        _ => throw new InvalidOperationException("Unknown outcome."),
    };

    private static async Task<IResult> OfferAsync(HttpContext context, ReceiveDelivery receive, CancellationToken cancellationToken)
    {
        var frame = DeliveryFrame.Read(await ReadBodyAsync(context, DeliveryFrame.MaxBytes, cancellationToken).ConfigureAwait(false));
        return Answer(await receive.OfferAsync(Caller(context), frame, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IResult> ContentAsync(HttpContext context, Guid id, ReceiveDelivery receive, CancellationToken cancellationToken)
    {
        if (!long.TryParse(context.Request.Headers["Axis-Offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            throw new LinkException(LinkErrors.FrameMalformed);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // the offer fixed the size; more bytes than that are refused as they come
        }

        return Answer(await receive.ContentAsync(Caller(context), id, offset, context.Request.Body, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IResult> WaitingAsync(HttpContext context, int? seconds, ServeWaiting waiting, CancellationToken cancellationToken)
    {
        var frame = await waiting.RunAsync(Caller(context).Id, TimeSpan.FromSeconds(Math.Clamp(seconds ?? 0, 0, 60)), cancellationToken).ConfigureAwait(false);
        return Results.Bytes(frame.Write(), WaitingFrame.ContentType);
    }

    private static IResult FetchAsync(HttpContext context, Guid id, ServeWaiting waiting) =>
        Results.Stream(waiting.Open(Caller(context).Id, id), "application/octet-stream", enableRangeProcessing: true);

    private static async Task<IResult> AnswerAsync(HttpContext context, Guid id, ServeWaiting waiting, CancellationToken cancellationToken)
    {
        var isProblem = context.Request.ContentType?.StartsWith("application/problem+json", StringComparison.OrdinalIgnoreCase) == true;
        var body = await ReadBodyAsync(context, isProblem ? LinkProblem.MaxBytes : ReceiptFrame.MaxBytes, cancellationToken).ConfigureAwait(false);
        if (isProblem)
        {
            LinkProblem? problem;
            try
            {
                problem = JsonSerializer.Deserialize(body.Span, LinkJson.Default.LinkProblem);
            }
            catch (JsonException e)
            {
                throw new LinkException(LinkErrors.FrameMalformed, e);
            }

            await waiting.RefusedAsync(Caller(context).Id, id, problem ?? throw new LinkException(LinkErrors.FrameMalformed), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await waiting.ReceiptedAsync(Caller(context).Id, id, ReceiptFrame.Read(body), cancellationToken).ConfigureAwait(false);
        }

        return Results.NoContent();
    }

    private static async Task<IResult> ReceiptsAsync(HttpContext context, ReturnReceipts returning, CancellationToken cancellationToken)
    {
        var receipts = ReceiptFrame.Read(await ReadBodyAsync(context, ReceiptFrame.MaxBytes, cancellationToken).ConfigureAwait(false));
        var outcome = await returning.RunAsync(Caller(context).Id, receipts, null, cancellationToken).ConfigureAwait(false);
        return Results.Json(new ReceiptsAnswer(outcome.Kept, outcome.Refused), LinkJson.Default.ReceiptsAnswer);
    }

    private static async Task<IResult> TakenAsync(HttpContext context, IStore store, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(context, 512 * 1024, cancellationToken).ConfigureAwait(false);
        TakenReceipts? taken;
        try
        {
            taken = JsonSerializer.Deserialize(body.Span, LinkJson.Default.TakenReceipts);
        }
        catch (JsonException e)
        {
            throw new LinkException(LinkErrors.FrameMalformed, e);
        }

        var digests = new List<Digest>();
        foreach (var text in taken?.Receipts ?? [])
        {
            digests.Add(Digest.TryParse(text, out var digest) ? digest : throw new LinkException(LinkErrors.FrameMalformed));
        }

        var neighbour = Caller(context).Id;
        await store.WriteAsync(
            session =>
            {
                session.Returns.Remove(neighbour, digests);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return Results.NoContent();
    }

    // With "delta" only what changed goes out, where the version that the neighbour has is kept here and the change is the smaller of the two.
    private static IResult SectionAsync(string section, long? after, bool? delta, IStore store, LiveDirectory directory)
    {
        if (!directory.Versions.TryGetValue(section, out var version))
        {
            throw new LinkException(LinkErrors.SectionUnknown);
        }

        if (version <= (after ?? 0))
        {
            return Results.NoContent();
        }

        var current = store.Read(s => s.Directory.Find(section, version)) ?? throw new LinkException(LinkErrors.SectionUnknown);
        var held = delta == true && after is { } from ? store.Read(s => s.Directory.Find(section, from)) : null;
        var change = held is null ? null : SectionDelta.Between(held.Bytes, current.Bytes);
        return Results.Bytes(change is not null && change.Length < current.Bytes.Length ? change : current.Bytes, "application/octet-stream");
    }

    private static IResult Ping(LiveDirectory directory, NodeEpoch epoch, TimeProvider time) => Results.Json(
        new PingAnswer(directory.Self.Value, 1, NodeEpoch.Software, epoch.Value, directory.Versions, time.GetUtcNow()),
        LinkJson.Default.PingAnswer);

    internal static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context, int max, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > max)
        {
            throw new LinkException(LinkErrors.TooLarge);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = max;
        }

        // Given back when the call has been answered: what was read is worked on until then.
        var lease = context.RequestServices.GetRequiredService<BodyBudget>().Begin(Caller(context).Id);
        context.Response.RegisterForDispose(lease);
        if (context.Request.ContentLength is { } length)
        {
            lease.Grow(length);
            var exact = new byte[length];
            await context.Request.Body.ReadExactlyAsync(exact, cancellationToken).ConfigureAwait(false);
            return exact;
        }

        var buffer = new MemoryStream();
        var piece = new byte[PieceBytes];
        int read;
        while ((read = await context.Request.Body.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
        {
            lease.Grow(2L * read); // a buffer that grows is up to twice as large as what is in it
            buffer.Write(piece, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
