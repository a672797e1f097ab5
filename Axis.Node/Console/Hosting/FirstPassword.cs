using Axis.Node.Users;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>Somebody else knows a first password: until it is replaced, every page leads to where that is done.</summary>
internal sealed class FirstPassword(RequestDelegate next)
{
    private static readonly string[] Open = [ConsoleAddress.Password, ConsoleAddress.SignIn, ConsoleAddress.Root + "/sign-out", ConsoleAddress.Root + "/look"];

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (context.Features.Get<SignedIn>() is not { User.MustChange: true } || Open.Any(o => path == o) || path.StartsWithSegments(ConsoleAddress.Assets, StringComparison.Ordinal))
        {
            return next(context);
        }

        context.Response.Redirect(ConsoleAddress.Password);
        return Task.CompletedTask;
    }
}
