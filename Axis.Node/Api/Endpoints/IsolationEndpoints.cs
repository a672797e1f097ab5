using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Secrecy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Api.Endpoints;

/// <summary>What the security officer does with a state secret that was found after transport (SEC-03).</summary>
internal static class IsolationEndpoints
{
    private const int Shown = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/secrecy/isolations", static (HttpContext context) => Isolation(context).List(context.Actor(), Shown))
            .RequireAuthorization(Policies.GuardSecrets).WithSummary("Văn bản bị cách ly vì phát hiện nội dung bí mật nhà nước, mới nhất trước.");
        routes.MapPost("/secrecy/isolations", static (HttpContext context, IsolateDocument body, CancellationToken cancellationToken) => Isolation(context).IsolateAsync(Read(body.Packet), body.Reason, context.Actor(), cancellationToken))
            .RequireAuthorization(Policies.GuardSecrets).WithSummary("Cách ly ngay một văn bản và báo bên kia.");
        routes.MapPost("/secrecy/isolations/{packet}/purge", static (HttpContext context, string packet, DecideIsolation body, CancellationToken cancellationToken) => Isolation(context).PurgeAsync(Read(packet), body.Reason, context.Actor(), cancellationToken))
            .RequireAuthorization(Policies.GuardSecrets).WithSummary("Xóa hẳn nội dung và trích yếu của văn bản đang cách ly.");
        routes.MapPost("/secrecy/isolations/{packet}/give-back", static (HttpContext context, string packet, DecideIsolation body, CancellationToken cancellationToken) => Isolation(context).GiveBackAsync(Read(packet), body.Reason, context.Actor(), cancellationToken))
            .RequireAuthorization(Policies.GuardSecrets).WithSummary("Không phải bí mật nhà nước: bỏ cách ly.");
    }

    private static IsolateDocuments Isolation(HttpContext context) => context.RequestServices.GetRequiredService<IsolateDocuments>();

    private static Digest Read(string text) => Digest.TryParse(text, out var digest) ? digest : throw new RefusedException(ApiRefusals.DocumentUnknown);
}
