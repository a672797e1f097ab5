using Axis.Core.Contracts;
using Axis.Node.Vxp.Systems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>The systems that speak the VXP client API, for operators.</summary>
internal static class VxpEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/vxp/systems", List).RequireAuthorization(Policies.ReadOperations).WithSummary("Các hệ thống kết nối bằng API máy khách VXP, không kèm bí mật.");
        routes.MapPost("/vxp/systems", AddAsync).RequireAuthorization(Policies.Operate).WithSummary("Thêm hệ thống; bí mật chỉ hiện một lần.");
        routes.MapPost("/vxp/systems/{id}/rotate", RotateAsync).RequireAuthorization(Policies.Operate).WithSummary("Đổi bí mật của hệ thống; bí mật cũ hết hiệu lực ngay.");
        routes.MapPost("/vxp/systems/{id}/disable", DisableAsync).RequireAuthorization(Policies.Operate).WithSummary("Ngắt hệ thống ngay lập tức.");
        routes.MapPost("/vxp/systems/{id}/enable", EnableAsync).RequireAuthorization(Policies.Operate).WithSummary("Cho hệ thống kết nối lại.");
        routes.MapPost("/vxp/systems/{id}/agencies", AddAgencyAsync).RequireAuthorization(Policies.Operate).WithSummary("Gắn một cơ quan của nút với hệ thống.");
        routes.MapDelete("/vxp/systems/{id}/agencies/{agency}", RemoveAgencyAsync).RequireAuthorization(Policies.Operate).WithSummary("Gỡ một cơ quan khỏi hệ thống.");
    }

    private static IReadOnlyList<VxpSystemView> List(VxpSystems systems) => systems.List();

    private static async Task<VxpSystemSecret> AddAsync(HttpContext context, AddVxpSystem body, VxpSystems systems, CancellationToken cancellationToken) =>
        (await systems.AddAsync(body, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    private static async Task<VxpSystemSecret> RotateAsync(HttpContext context, string id, bool? newKey, VxpSystems systems, CancellationToken cancellationToken) =>
        (await systems.RotateAsync(id, newKey ?? false, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<VxpSystemView> DisableAsync(HttpContext context, string id, VxpSystems systems, CancellationToken cancellationToken) =>
        (await systems.SetDisabledAsync(id, true, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<VxpSystemView> EnableAsync(HttpContext context, string id, VxpSystems systems, CancellationToken cancellationToken) =>
        (await systems.SetDisabledAsync(id, false, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    private static async Task<VxpSystemView> AddAgencyAsync(HttpContext context, string id, VxpAgency body, VxpSystems systems, CancellationToken cancellationToken) =>
        (await systems.AddAgencyAsync(id, body.Agency, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    private static async Task<VxpSystemView> RemoveAgencyAsync(HttpContext context, string id, string agency, VxpSystems systems, CancellationToken cancellationToken) =>
        (await systems.RemoveAgencyAsync(id, agency, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();
}
