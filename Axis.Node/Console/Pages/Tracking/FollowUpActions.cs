using System.Globalization;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Console.Hosting;
using Axis.Node.Following;
using Axis.Node.Outgoing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Tracking;

/// <summary>What a clerk does about recipients that are late: send again, remind one or many.</summary>
internal static class FollowUpActions
{
    /// <summary>The list.</summary>
    public const string Page = ConsoleAddress.Root + "/tracking";

    /// <summary>Where receivers are reminded, one or many.</summary>
    public const string Remind = Page + "/remind";

    private static readonly Refusal NobodyTicked = new(RefusalKind.Invalid, "NOBODY_TICKED", "Chưa chọn nơi nào để nhắc.", "No receiver is ticked.");

    /// <summary>The page of one recipient.</summary>
    public static string Of(Guid line) => string.Create(CultureInfo.InvariantCulture, $"{Page}/{line}");

    /// <summary>Where its delivery is tried again.</summary>
    public static string Resend(Guid line) => Of(line) + "/resend";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/tracking/{line:guid}/resend", ResendAsync).RequireAuthorization(Policies.Submit);
        routes.MapPost("/tracking/remind", RemindAsync).RequireAuthorization(Policies.Submit);
    }

    private static async Task<IResult> ResendAsync(HttpContext context, Guid line, IQueue queue, CancellationToken cancellationToken)
    {
        _ = await FollowUpEndpoints.ResendAsync(context, line, queue, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Of(line), "resent");
    }

    private static async Task<IResult> RemindAsync(HttpContext context, RemindLate remind, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        List<Guid> lines = [.. form["line"].Select(static l => Guid.TryParse(l, out var line) ? line : throw new RefusedException(ConsoleRefusals.NoPage))];
        if (lines.Count == 0)
        {
            throw new RefusedException(NobodyTicked);
        }

        var results = await FollowUpEndpoints.RemindAsync(context, new RemindReceivers { Lines = lines }, remind, cancellationToken).ConfigureAwait(false);
        return new RazorComponentResult<RemindedPage>(new Dictionary<string, object?> { [nameof(RemindedPage.Results)] = results });
    }
}
