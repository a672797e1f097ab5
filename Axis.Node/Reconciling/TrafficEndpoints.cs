using Axis.Node.Links;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Reconciling;

/// <summary>The calls of a reconciliation (docs/protocol.md §5).</summary>
internal static class TrafficEndpoints
{
    public static void Map(IEndpointRouteBuilder link)
    {
        link.MapGet("/traffic", Page);
        link.MapGet("/traffic/{direction}/{id:guid}", Frame);
        link.MapGet("/traffic/{direction}/{id:guid}/content", Content);
    }

    private static IResult Page(HttpContext context, long? since, string? after, TellTraffic traffic)
    {
        var from = since is >= 0 and var ms && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : throw new LinkException(LinkErrors.FrameMalformed);
        return Results.Json(traffic.Page(LinkEndpoints.Caller(context).Id, from, after), LinkJson.Default.TrafficPage);
    }

    private static IResult Frame(HttpContext context, string direction, Guid id, int? skip, TellTraffic traffic) =>
        Results.Bytes(traffic.Frame(LinkEndpoints.Caller(context).Id, Read(direction), id, skip ?? 0).Write(), DeliveryFrame.ContentType);

    private static IResult Content(HttpContext context, string direction, Guid id, TellTraffic traffic) =>
        Results.Stream(traffic.Open(LinkEndpoints.Caller(context).Id, Read(direction), id), "application/octet-stream", enableRangeProcessing: true);

    private static TrafficDirection Read(string direction) => direction switch
    {
        nameof(TrafficDirection.Given) => TrafficDirection.Given,
        nameof(TrafficDirection.Taken) => TrafficDirection.Taken,
        _ => throw new LinkException(LinkErrors.UnknownDelivery),
    };
}
