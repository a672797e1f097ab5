using Axis.Core.Agencies;
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

        var agencies = (body.Agencies ?? []).Select((text, i) => Hosted(text, i, directory)).ToList();
        TimeSpan? lifetime = body.Days is { } days ? TimeSpan.FromDays(days) : null;
        return (await issuer.IssueAsync(body.Name, role, agencies, lifetime, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    private static async Task<TokenView> RevokeAsync(HttpContext context, string id, TokenIssuer issuer, CancellationToken cancellationToken) =>
        (await issuer.RevokeAsync(id, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();

    // A token reaches only what this node hosts, or hosted for an agency that another one continues (REF-09): a wrong code would be a token that never works.
    private static OrganId Hosted(string text, int index, NodeDirectory directory) =>
        OrganId.TryParse(text, out var code) && directory.Current().FindAgency(code) is { } agency
            && (agency.Host == directory.Self || directory.Current().PredecessorsOf(agency.Code).Any(p => directory.Current().FindAgency(p)?.Host == directory.Self))
            ? agency.Code
            : throw new RefusedException(new Refusal(RefusalKind.Invalid, "AGENCY_NOT_HOSTED", "Cơ quan không đặt tại nút này.", "The agency is not hosted by this node.")
            {
                Errors = [new FieldProblem(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"agencies[{index}]"), "AGENCY_NOT_HOSTED", $"'{text}' không phải cơ quan đặt tại nút này.", $"'{text}' is not hosted here.")],
            });
}
