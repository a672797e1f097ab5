using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>How an action ends: the browser is led to the page that shows what came of it (RFC 9110 §15.4.4), a script is told the page.</summary>
internal static class Done
{
    /// <summary>Goes to a page of the console.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">Its address.</param>
    /// <param name="said">Key of the sentence that the page shows, see <c>Text/Sayings</c>.</param>
    public static IResult At(HttpContext context, string page, string? said = null)
    {
        var address = said is null ? page : $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}said={said}";
        if (ConsoleProblems.WantsJson(context.Request))
        {
            context.Response.Headers.Location = address;
            return Results.NoContent();
        }

        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
