using Axis.Core.Contracts;
using Axis.Node.Retention;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Api.Endpoints;

/// <summary>What a relay no longer needs to keep (ARC-10).</summary>
internal static class RetentionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/retention/plan", Plan).RequireAuthorization(Policies.ReadOperations).WithSummary("Nội dung chuyển tiếp nào sẽ được giải phóng; không đổi gì.");
        routes.MapPost("/retention/run", RunAsync).RequireAuthorization(Policies.Operate).WithSummary("Ghi hồ sơ bằng chứng rồi giải phóng nội dung chuyển tiếp đã quá hạn giữ.");
    }

    private static RetentionPlan Plan(HttpContext context) => context.RequestServices.GetRequiredService<ReleasePayloads>().Plan();

    private static Task<RetentionResult> RunAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.RequestServices.GetRequiredService<ReleasePayloads>().ReleaseAsync(context.Actor().Pseudonym, cancellationToken);
}
