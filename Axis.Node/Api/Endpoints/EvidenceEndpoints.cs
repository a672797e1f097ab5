using Axis.Core.Packets;
using Axis.Node.Evidence;
using Axis.Node.Storage;
using Axis.Signing.Evidence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Api.Endpoints;

/// <summary>The evidence about one document as one file, for its sender, its recipients and auditors.</summary>
internal static class EvidenceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/evidence/{packet}", ExportAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Hồ sơ bằng chứng (ASiC-E) về một văn bản, kiểm tra được ngoại tuyến.");

    internal static async Task<IResult> ExportAsync(HttpContext context, string packet, IStore store, AccessLog access, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var wanted = Caller.Digest(packet);
        var row = store.Read(session => session.Packets.Find(wanted) is { Kind: PacketKind.Document } found && actor.MayRead(found, session) ? found : null)
            ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
        await access.DownloadedAsync(actor, wanted, row.From.Value, "evidence", cancellationToken).ConfigureAwait(false);
        var export = context.RequestServices.GetRequiredService<ExportEvidence>();
        var draft = await export.CollectAsync(row, actor, cancellationToken).ConfigureAwait(false);

        // Once bytes flow, a fault can only cut the answer: the reader then sees a container without an end, and no reader takes it.
        return Results.Stream(output => export.WriteAsync(draft, output, cancellationToken), EvidenceNames.ContainerType, row.Digest + EvidenceNames.FileSuffix);
    }
}
