using Axis.Core.Contracts;
using Axis.Core.Routing;
using Axis.Node.Api.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>The directory in force.</summary>
internal static class DirectoryEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/directory/sections", Sections).RequireAuthorization(Policies.AnyToken).WithSummary("Các phần danh bạ đang có hiệu lực.");
        routes.MapGet("/directory/agencies", Agencies).RequireAuthorization(Policies.AnyToken).WithSummary("Cơ quan trong danh bạ; q tìm theo mã hoặc tên gần đúng.");
        routes.MapGet("/directory/nodes", Nodes).RequireAuthorization(Policies.AnyToken).WithSummary("Các nút trong danh bạ.");
    }

    private static IReadOnlyList<SectionView> Sections(NodeDirectory directory, TimeProvider time) =>
        [.. directory.Current().Sections.Values.OrderBy(static s => s.Name, StringComparer.Ordinal).Select(s => DirectoryViews.Section(s, time.GetUtcNow()))];

    private static Page<AgencyView> Agencies(NodeDirectory directory, AgencySearch search, string? q, string? after, int? limit)
    {
        var rows = Paging.Limit(limit);
        if (!string.IsNullOrWhiteSpace(q))
        {
            return q.Length <= AgencyNames.MaxText
                ? new Page<AgencyView>([.. search.Find(q, rows).Select(a => DirectoryViews.Agency(a, directory.Self))], null)
                : throw new RefusedException(ApiRefusals.Parameter("q", $"nhiều nhất {AgencyNames.MaxText} ký tự", $"at most {AgencyNames.MaxText} characters"));
        }

        var page = directory.Current().Agencies
            .Where(a => string.IsNullOrEmpty(after) || string.CompareOrdinal(a.Code.Value, after) > 0)
            .OrderBy(static a => a.Code)
            .Take(rows)
            .ToList();
        return Paging.Of(page, rows, a => DirectoryViews.Agency(a, directory.Self), static a => a.Code.Value);
    }

    private static IReadOnlyList<NodeView> Nodes(NodeDirectory directory)
    {
        var snapshot = directory.Current();
        var hosted = snapshot.Agencies.CountBy(static a => a.Host).ToDictionary(static p => p.Key, static p => p.Value);
        return [.. snapshot.Nodes
            .OrderBy(static n => n.Tier)
            .ThenBy(static n => n.Id.Value, StringComparer.Ordinal)
            .Select(n => DirectoryViews.Node(n, directory.Self, hosted.GetValueOrDefault(n.Id)))];
    }
}
