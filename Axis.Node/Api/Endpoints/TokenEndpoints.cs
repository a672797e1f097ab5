using Axis.Core.Contracts;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Bearer tokens.</summary>
internal static class TokenEndpoints
{
    private const int MaxDays = 3660;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tokens", List).RequireAuthorization(Policies.Operate).WithSummary("Các thẻ truy cập, không kèm bí mật.");
        routes.MapPost("/tokens", IssueAsync).RequireAuthorization(Policies.Operate).WithSummary("Cấp thẻ truy cập; bí mật chỉ hiện một lần.");
        routes.MapDelete("/tokens/{id}", RevokeAsync).RequireAuthorization(Policies.Operate).WithSummary("Thu hồi thẻ truy cập.");
    }

    private static IReadOnlyList<TokenView> List(IStore store) => store.Read(static session => (IReadOnlyList<TokenView>)[.. session.Tokens.List().Select(TokenIssuer.View)]);

    private static async Task<IssuedToken> IssueAsync(HttpContext context, IssueToken body, TokenIssuer issuer, NodeDirectory directory, CancellationToken cancellationToken)
    {
        if (!Roles.TryParse(body.Role, out var role))
        {
            throw new RefusedException(ApiRefusals.Parameter("role", "clerk, leader, operator hoặc auditor", "clerk, leader, operator or auditor"));
        }

        if (body.Days is < 1 or > MaxDays)
        {
            throw new RefusedException(ApiRefusals.Parameter("days", $"số ngày từ 1 đến {MaxDays}", $"a number of days from 1 to {MaxDays}"));
        }

        var agencies = (body.Agencies ?? []).Select((text, i) => HostedAgency.Read(text, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"agencies[{i}]"), directory)).ToList();
        TimeSpan? lifetime = body.Days is { } days ? TimeSpan.FromDays(days) : null;
        return (await issuer.IssueAsync(body.Name, role, agencies, lifetime, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    private static async Task<TokenView> RevokeAsync(HttpContext context, string id, TokenIssuer issuer, CancellationToken cancellationToken) =>
        (await issuer.RevokeAsync(id, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();
}
