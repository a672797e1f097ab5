using Axis.Node.Api;
using Axis.Node.Console.Pages.Errors;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Console.Hosting;

/// <summary>Shows refusals as a page that says what happened and what to do, or as a problem document to a script that asked; anything unexpected goes on to the node's own.</summary>
internal sealed class ConsoleProblems(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception e) when (!context.Response.HasStarted && Explain(e) is not null)
        {
            await ShowAsync(context, Explain(e)!).ConfigureAwait(false);
            return;
        }

        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
        {
            await ShowAsync(context, context.Response.StatusCode == StatusCodes.Status404NotFound ? ConsoleRefusals.NoPage : ApiRefusals.ForStatus(context.Response.StatusCode)).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the caller is a script of ours that wants to put the sentence into its page.</summary>
    public static bool WantsJson(HttpRequest request) => request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    public static async Task ShowAsync(HttpContext context, Refusal refusal)
    {
        ConsoleHeaders.Renew(context);
        if (WantsJson(context.Request))
        {
            await Problems.WriteAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        // The page that failed has left its mark on the answer and used up the services of its scope: the page that says so starts from both anew.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        var outer = context.RequestServices;
        var scope = outer.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            context.RequestServices = scope.ServiceProvider;
            try
            {
                var page = new RazorComponentResult<ProblemPage>(new Dictionary<string, object?> { [nameof(ProblemPage.Refusal)] = refusal }) { StatusCode = (int)refusal.Kind };
                await page.ExecuteAsync(context).ConfigureAwait(false);
            }
            finally
            {
                context.RequestServices = outer;
            }
        }
    }

    private static Refusal? Explain(Exception exception) => exception switch
    {
        RefusedException e => e.Refusal,
        StoreUnavailableException => ApiRefusals.StoreUnavailable,
        BadHttpRequestException e => ApiRefusals.ForStatus(e.StatusCode),
        _ => null,
    };
}
