using System.Security.Claims;
using System.Text.Encodings.Web;
using Axis.Node.Api;
using Axis.Node.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Axis.Node.Console.Hosting;

/// <summary>Knows people by their session cookie: looked up in the store at every request, and turned into the same actor and roles that a bearer token has.</summary>
internal sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, UserSessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "axis-session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        var found = Context.GetEndpoint()?.Metadata.GetMetadata<AskedByPage>() is null ? await sessions.FindAsync(secret, Context.RequestAborted).ConfigureAwait(false) : sessions.Look(secret);
        if (found is not { } who)
        {
            return AuthenticateResult.Fail("over");
        }

        Context.Features.Set(who);
        Context.Features.Set(who.Actor);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, Roles.Name(who.Actor.Role)), new Claim(ClaimTypes.NameIdentifier, who.User.Id)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (ConsoleProblems.WantsJson(Request) || !HttpMethods.IsGet(Request.Method) || ShownInFrame.Asks(Context))
        {
            return ConsoleProblems.ShowAsync(Context, SessionCookie.Over);
        }

        var asked = Request.Path + Request.QueryString;
        Response.Redirect(asked == ConsoleAddress.Root ? ConsoleAddress.SignIn : $"{ConsoleAddress.SignIn}?to={Uri.EscapeDataString(asked)}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ConsoleProblems.ShowAsync(Context, ConsoleRefusals.Role);
}
