using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>Whatever changes something comes from a page of this console: the token of the form, or in the header of a script's call, is checked before anything is read.</summary>
internal sealed class FormGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    /// <summary>Header of calls by script.</summary>
    public const string Header = "X-Axis-Form";

    /// <summary>Hidden field of forms.</summary>
    public const string Field = "axis-form";

    public async Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            throw new RefusedException(ConsoleRefusals.Form);
        }

        await next(context).ConfigureAwait(false);
    }
}
