using Axis.Core.Contracts;
using Axis.Node.Following;
using Axis.Node.Outgoing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>What is late and why, and what a clerk does about it.</summary>
internal static class FollowUpEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tracking/lines/{line:guid}", Show).RequireAuthorization(Policies.Track).WithSummary("Một nơi nhận: vì sao chậm, gọi ai, đã nhắc khi nào.");
        routes.MapPost("/tracking/lines/{line:guid}/resend", ResendAsync).RequireAuthorization(Policies.Submit).WithSummary("Văn thư cho chuyển lại ngay lượt đang chờ hoặc bị dừng của văn bản mình.");
        routes.MapPost("/tracking/reminders", RemindAsync).RequireAuthorization(Policies.Submit).WithSummary("Nhắc các nơi nhận chậm: bằng thư khi có, không thì trả lời nhắc để chép.");
    }

    internal static FollowUpView Show(HttpContext context, Guid line, FollowUp followUp) => followUp.Show(line, context.Actor());

    internal static async Task<DeliveryView> ResendAsync(HttpContext context, Guid line, IQueue queue, CancellationToken cancellationToken) =>
        (await queue.ResendAsync(line, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<IReadOnlyList<RemindedView>> RemindAsync(HttpContext context, RemindReceivers body, RemindLate remind, CancellationToken cancellationToken) =>
        (await remind.RunAsync(body.Lines, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
}
