using System.Globalization;
using Axis.Node.Api;
using Axis.Node.Console.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Uploads;

/// <summary>The calls of an upload: announce, pieces from an offset, how far, away with it.</summary>
internal static class UploadActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/uploads", BeginAsync).RequireAuthorization(Policies.Submit);
        routes.MapGet("/uploads/{id:guid}", Show).RequireAuthorization(Policies.Submit);
        routes.MapPatch("/uploads/{id:guid}", AppendAsync).RequireAuthorization(Policies.Submit);
        routes.MapDelete("/uploads/{id:guid}", Remove).RequireAuthorization(Policies.Submit);
    }

    private static async Task<IResult> BeginAsync(HttpContext context, UploadFolder folder, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var size = long.TryParse(form["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : throw new RefusedException(ApiRefusals.Parameter("size", "số byte", "a number of bytes"));
        var others = new FormFiles(
            long.TryParse(form["othersSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var otherBytes) ? otherBytes : 0,
            int.TryParse(form["othersCount"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0);
        var upload = folder.Begin(context.Who().User.Id, form["name"].ToString(), form["type"] is [{ Length: > 0 } type] ? type : "application/octet-stream", size, others);
        return Results.Json(new Progress(upload.Id, 0));
    }

    private static IResult Show(HttpContext context, Guid id, UploadFolder folder) => Results.Json(new Progress(id, folder.Find(context.Who().User.Id, id).Offset));

    private static async Task<IResult> AppendAsync(HttpContext context, Guid id, long offset, UploadFolder folder, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = UploadFolder.LargestPiece;
        }

        return Results.Json(new Progress(id, await folder.AppendAsync(context.Who().User.Id, id, offset, context.Request.Body, cancellationToken).ConfigureAwait(false)));
    }

    private static IResult Remove(HttpContext context, Guid id, UploadFolder folder)
    {
        folder.Remove(context.Who().User.Id, [id]);
        return Results.NoContent();
    }

    private sealed record Progress(Guid Id, long Offset);
}
