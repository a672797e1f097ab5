using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Console.Hosting;
using Axis.Node.Console.Text;
using Axis.Node.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Account;

/// <summary>Signing in and out, and what people change about their own accounts.</summary>
internal static class AccountActions
{
    /// <summary>What the secret of a second factor is sealed for while its owner types the first code.</summary>
    public const string NewFactor = "second-factor";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in", SignInAsync).RequireAuthorization(Policies.Anyone);
        routes.MapPost("/sign-in/certificate", CertificateAsync).RequireAuthorization(Policies.Anyone);
        routes.MapPost("/look", LookAsync).RequireAuthorization(Policies.Anyone).WithMetadata(InAnyRole.Mark);
        routes.MapPost("/sign-out", SignOutAsync).RequireAuthorization(Policies.AnyToken).WithMetadata(InAnyRole.Mark);
        routes.MapPost("/acting", ActingAsync).RequireAuthorization(Policies.AnyToken).WithMetadata(InAnyRole.Mark);
        routes.MapPost("/account/password", PasswordAsync).RequireAuthorization(Policies.AnyToken);
        routes.MapPost("/account/second-factor/on", FactorOnAsync).RequireAuthorization(Policies.AnyToken);
        routes.MapPost("/account/second-factor/off", FactorOffAsync).RequireAuthorization(Policies.AnyToken);
        routes.MapPost("/account/rights-read", RightsReadAsync).RequireAuthorization(Policies.AnyToken).WithMetadata(InAnyRole.Mark);
        routes.MapPost("/account/sessions/end", EndSessionAsync).RequireAuthorization(Policies.AnyToken);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignIn signIn, UserSessions sessions, KnownBrowsers browsers, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var secret = await signIn.ByPasswordAsync(form["name"].ToString(), form["password"].ToString(), form["code"], From(context), cancellationToken).ConfigureAwait(false);
        return Enter(context, secret, form["to"], sessions, browsers);
    }

    private static async Task<IResult> CertificateAsync(HttpContext context, SignIn signIn, UserSessions sessions, KnownBrowsers browsers, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var certificate = context.Connection.ClientCertificate ?? throw new RefusedException(UserRefusals.Certificate);
        var secret = await signIn.ByCertificateAsync(certificate, From(context), cancellationToken).ConfigureAwait(false);
        return Enter(context, secret, form["to"], sessions, browsers);
    }

    private static Visitor From(HttpContext context) => new(context.Request.Headers.UserAgent, context.Connection.RemoteIpAddress, KnownBrowserCookie.Read(context.Request));

    private static IResult Enter(HttpContext context, Outcome<string> secret, string? to, UserSessions sessions, KnownBrowsers browsers)
    {
        var cookie = secret.OrThrow();
        SessionCookie.Write(context.Response, cookie);
        Mark(context, sessions.Look(cookie), browsers);
        return Done.At(context, ConsoleAddress.Within(to));
    }

    // From now on this browser is the person's own: wrong attempts elsewhere do not keep it out.
    private static void Mark(HttpContext context, SignedIn? who, KnownBrowsers browsers)
    {
        if (who is not null)
        {
            KnownBrowserCookie.Write(context.Response, browsers.Add(KnownBrowserCookie.Read(context.Request), who.User));
        }
    }

    private static async Task<IResult> LookAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        Tongue.Of(context).With(form["language"], form["theme"]).Write(context.Response);
        return Done.At(context, ConsoleAddress.Within(form["to"]));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, UserSessions sessions, CancellationToken cancellationToken)
    {
        await sessions.SignOutAsync(context.Who(), cancellationToken).ConfigureAwait(false);
        SessionCookie.Clear(context.Response);
        return Done.At(context, ConsoleAddress.SignIn, "signed-out");
    }

    private static async Task<IResult> ActingAsync(HttpContext context, UserSessions sessions, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        _ = (await sessions.ActAsAsync(context.Who(), form["key"].ToString(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, ConsoleAddress.Root);
    }

    private static async Task<IResult> PasswordAsync(HttpContext context, OwnAccount account, UserSessions sessions, KnownBrowsers browsers, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var wanted = form["password"].ToString();
        if (form["again"] != wanted)
        {
            throw new RefusedException(UserRefusals.Field("again", "PASSWORD_AGAIN", "Hai lần nhập mật khẩu mới không giống nhau.", "The two new passwords differ."));
        }

        _ = (await account.ChangePasswordAsync(context.Who(), form["current"].ToString(), wanted, cancellationToken).ConfigureAwait(false)).OrThrow();

        // The old mark went with the old password.
        Mark(context, SessionCookie.Read(context.Request) is { } cookie ? sessions.Look(cookie) : null, browsers);
        return Done.At(context, ConsoleAddress.Root + "/account", "password-changed");
    }

    private static async Task<IResult> FactorOnAsync(HttpContext context, OwnAccount account, IDataProtectionProvider protection, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var who = context.Who();
        byte[] secret;
        try
        {
            secret = Convert.FromBase64String(protection.CreateProtector(NewFactor + who.User.Id).Unprotect(form["secret"].ToString()));
        }
        catch (CryptographicException e)
        {
            throw new RefusedException(ConsoleRefusals.Form, e);
        }

        _ = (await account.SwitchOnAsync(who, form["current"].ToString(), secret, form["code"].ToString(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, ConsoleAddress.Root + "/account", "second-factor-on");
    }

    private static async Task<IResult> FactorOffAsync(HttpContext context, OwnAccount account, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        _ = (await account.SwitchOffAsync(context.Who(), form["current"].ToString(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, ConsoleAddress.Root + "/account", "second-factor-off");
    }

    private static async Task<IResult> RightsReadAsync(HttpContext context, OwnAccount account, CancellationToken cancellationToken)
    {
        await account.RightsReadAsync(context.Who(), cancellationToken).ConfigureAwait(false);
        return Done.At(context, ConsoleAddress.Root + "/account");
    }

    private static async Task<IResult> EndSessionAsync(HttpContext context, UserSessions sessions, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        if (Digest.TryParse(form["session"], out var session))
        {
            await sessions.EndAsync(context.Who(), session, cancellationToken).ConfigureAwait(false);
        }

        return Done.At(context, ConsoleAddress.Root + "/account", "session-ended");
    }
}
