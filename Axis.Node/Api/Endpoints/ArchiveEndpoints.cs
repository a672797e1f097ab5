using Axis.Core.Archives;
using Axis.Core.Contracts;
using Axis.Node.Archives;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Api.Endpoints;

/// <summary>Files of records and when they go to the archives (ARC-02…08), and their export (ARC-11).</summary>
internal static class ArchiveEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/archive/files", static (HttpContext context, string? agency, bool? due) => Files(context).List(context.Actor().Scope(agency), due == true))
            .RequireAuthorization(Policies.ReadDocuments).WithSummary("Danh mục hồ sơ của cơ quan; due=true: chỉ hồ sơ tới hạn hoặc quá hạn nộp lưu trữ.");
        routes.MapPost("/archive/files", static (HttpContext context, OpenRecordFile body, CancellationToken cancellationToken) => Files(context).OpenAsync(body, context.Actor(), cancellationToken))
            .RequireAuthorization(Policies.Submit).WithSummary("Mở hồ sơ với thời hạn bảo quản.");
        routes.MapPost("/archive/files/move", static (HttpContext context, MoveRecordFile body, CancellationToken cancellationToken) => Files(context).MoveAsync(body, context.Actor(), cancellationToken))
            .RequireAuthorization(Policies.Submit).WithSummary("Ghi một bước của hồ sơ: kết thúc, giữ lại, nộp lưu trữ hiện hành, nộp lưu trữ lịch sử.");
        routes.MapGet("/archive/files/export", ExportAsync)
            .RequireAuthorization(Policies.ReadDocuments).WithMetadata(new DisableRequestTimeoutAttribute()).WithSummary("Xuất cả hồ sơ: văn bản, siêu dữ liệu XML, mục lục PDF và danh sách SHA-256, trong một tệp ZIP.");
        routes.MapGet("/archive/periods", static (HttpContext context) => Periods(context.RequestServices.GetRequiredService<RetentionTable>()))
            .RequireAuthorization(Policies.AnyToken).WithSummary("Bảng thời hạn bảo quản của nút.");
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string agency, int catalog, string notation, CancellationToken cancellationToken)
    {
        var export = context.RequestServices.GetRequiredService<ExportRecordFile>();
        var draft = await export.CollectAsync(agency, catalog, notation, context.Actor(), cancellationToken).ConfigureAwait(false);

        // Once bytes flow, a fault can only cut the answer: the reader then sees an archive without an end.
        return Results.Stream(output => export.WriteAsync(draft, output, cancellationToken), "application/zip", ExportNames.Export(draft.File.Agency, draft.File.Catalog, draft.File.Notation));
    }

    private static KeepFiles Files(HttpContext context) => context.RequestServices.GetRequiredService<KeepFiles>();

    private static RetentionPeriods Periods(RetentionTable table) => new(table.Source, table.Records.ToDictionary(static r => r.Key, static r => r.Value.ToString()));
}
