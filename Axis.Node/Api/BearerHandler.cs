using System.Security.Claims;
using System.Text.Encodings.Web;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Axis.Node.Api;

/// <summary>Authenticates bearer tokens against the store at every request, so that a revoked token fails at once.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IAuthorizationPolicyProvider policies,
    IStore store,
    NodeDirectory directory,
    TimeProvider time) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "axis-bearer";
    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Problems.WriteAsync(Context, ApiRefusals.Unauthenticated);

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var roles = new List<Role>();
        foreach (var name in Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(static a => a.Policy).OfType<string>() ?? [])
        {
            var policy = await policies.GetPolicyAsync(name).ConfigureAwait(false);
            roles.AddRange((policy?.Requirements ?? []).OfType<RolesAuthorizationRequirement>().SelectMany(static r => r.AllowedRoles).Select(static r => Roles.TryParse(r, out var role) ? role : default).Where(static r => r != default));
        }

        await Problems.WriteAsync(Context, ApiRefusals.Forbidden(roles)).ConfigureAwait(false);
    }

    private AuthenticateResult Authenticate()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (header.Count > 1 || header[0] is not { } value || !value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            || !TokenText.TryParse(value[Prefix.Length..].Trim(), out var token))
        {
            return Refuse("malformed");
        }

        var hash = token.SecretHash;
        var row = store.Read(session => session.Tokens.FindByHash(hash));
        if (row is null || !token.Matches(row.SecretHash) || row.Id != token.Id)
        {
            return Refuse("unknown");
        }

        if (row.RevokedAt is not null)
        {
            return Refuse("revoked");
        }

        if (row.ExpiresAt <= time.GetUtcNow())
        {
            return Refuse("expired");
        }

        if (!Roles.TryParse(row.Role, out var role) || (role is Role.Clerk or Role.Leader && row.Agencies.Count == 0))
        {
            Log.TokenDamaged(Logger, row.Id);
            return Refuse("damaged");
        }

        if (Inheritance.Of(directory.Current(), row.Agencies, time.GetUtcNow()) is not { } agencies)
        {
            return Refuse("closed");
        }

        Context.Features.Set(new Actor(row.Id, role, agencies));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, row.Role), new Claim(ClaimTypes.NameIdentifier, row.Id)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    private AuthenticateResult Refuse(string reason)
    {
        Log.TokenRefused(Logger, Context.TraceIdentifier, reason);
        return AuthenticateResult.Fail(reason);
    }
}
