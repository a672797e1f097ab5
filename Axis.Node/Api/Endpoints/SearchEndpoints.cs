using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>An auditor's search among all documents of the node, and everybody's among the own ones.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/find", Find).RequireAuthorization(Policies.ReadDocuments).WithSummary("Tìm trong văn bản đi và đến của cơ quan mình theo số, trích yếu, nơi gửi, nơi nhận, người ký; gõ không dấu cũng được.");
        routes.MapGet("/search", RunAsync).RequireAuthorization(Policies.Audit).WithSummary("Tìm văn bản theo số, cơ quan, thời gian, mã băm, người ký; mỗi lần tìm đều được ghi nhật ký.");
    }

    internal static Page<FoundDocument> Find(HttpContext context, DeskSearch search, string? q, string? agency, string? side, string? from, string? to, Guid? after) =>
        search.Run(new DeskWords(q, side, Day("from", from), Day("to", to)), after, context.Actor().Scope(agency));

    internal static Task<Page<SearchHit>> RunAsync(
        HttpContext context, DocumentSearch search, string? code, string? agency, string? signer, string? hash, string? from, string? to, long? after, CancellationToken cancellationToken) =>
        search.RunAsync(new SearchWords(code, agency, signer, hash, Day("from", from), Day("to", to)), after, context.Actor(), cancellationToken);

    internal static DateOnly? Day(string name, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && VietnamTime.InRange(day.Year) ? day
        : throw new RefusedException(ApiRefusals.Parameter(name, "ngày dạng năm-tháng-ngày", "a day as year-month-day"));
}
