using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Axis.Node.Journal;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Links;

/// <summary>The calls about journal heads (docs/protocol.md §5).</summary>
internal static class HeadEndpoints
{
    private const int MaxBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder link)
    {
        link.MapPost("/heads", ShowAsync);
        link.MapGet("/heads", Own);
        link.MapPut("/heads/answer", AnswerAsync);
        link.MapGet("/heads/held", Held);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, CosignHeads cosign, CancellationToken cancellationToken)
    {
        var shown = await ReadAsync(context, LinkJson.Default.ShownHead, cancellationToken).ConfigureAwait(false);
        var answer = await cosign.RunAsync(LinkEndpoints.Caller(context).Id, shown, cancellationToken).ConfigureAwait(false);
        return Results.Json(answer, LinkJson.Default.HeadAnswer);
    }

    private static IResult Own(string? log, long? from, HeadExchange exchange) => Results.Json(exchange.Own(log ?? "", from ?? 0), LinkJson.Default.ShownHead);

    private static async Task<IResult> AnswerAsync(HttpContext context, HeadExchange exchange, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(context, LinkJson.Default.HeadAnswer, cancellationToken).ConfigureAwait(false);
        await exchange.AnsweredAsync(LinkEndpoints.Caller(context).Id, answer, cancellationToken).ConfigureAwait(false);
        return Results.NoContent();
    }

    private static IResult Held(HttpContext context, IStore store)
    {
        var held = store.Read(s => s.Heads.HeldOf(LinkEndpoints.Caller(context).Id));
        return Results.Json(new HeldHeads([.. held.Select(static h => new HeldHeadMessage(h.Log, h.Seal.ToArray(), h.Cosignature.ToArray(), h.At))]), LinkJson.Default.HeldHeads);
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await LinkEndpoints.ReadBodyAsync(context, MaxBytes, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw new LinkException(LinkErrors.FrameMalformed);
        }
        catch (JsonException e)
        {
            throw new LinkException(LinkErrors.FrameMalformed, e);
        }
    }
}
