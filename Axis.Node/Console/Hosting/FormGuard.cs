using Axis.Node.Api;
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
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            await CheckAsync(context).ConfigureAwait(false);
        }

        await next(context).ConfigureAwait(false);
    }

    /// <summary>Whether the request is a form of the kind that carries files.</summary>
    public static bool HasFile(HttpRequest request) => request.HasFormContentType && !request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private async Task CheckAsync(HttpContext context)
    {
        if (HasFile(context.Request))
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<FileForm>() is null)
            {
                throw new RefusedException(ConsoleRefusals.NoFiles);
            }

            // The address checks the token itself, when it has come to it.
            return;
        }

        try
        {
            if (!await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
            {
                throw new RefusedException(ConsoleRefusals.Form);
            }
        }
        catch (AntiforgeryValidationException e) when (e.InnerException is { } cause)
        {
            // The form could not be read to its end: too large, cut off, or none that a browser makes.
            throw cause is BadHttpRequestException ? cause : new RefusedException(UploadBody.CutOff, e);
        }
    }
}
