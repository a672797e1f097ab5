using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Routing;
using Axis.Node.Api.Views;
using Axis.Node.Directories;
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
        routes.MapGet("/directory/agencies", Agencies).RequireAuthorization(Policies.AnyToken).WithSummary("Cơ quan trong danh bạ theo tên, thứ tự từ điển tiếng Việt; q tìm theo mã hoặc tên gần đúng.");
        routes.MapGet("/directory/resolve", Resolve).RequireAuthorization(Policies.AnyToken).WithSummary("Một mã nghĩa là gì vào một thời điểm: phiên bản, đơn vị kế thừa, cấp trên, cấp dưới.");
        routes.MapGet("/directory/pending", Pending).RequireAuthorization(Policies.ReadOperations).WithSummary("Việc còn dở của các cơ quan tại nút này, trước khi đóng hàng loạt.");
        routes.MapPost("/directory/reform-plan", PlanAsync).RequireAuthorization(Policies.ReadOperations).WithSummary("Chạy thử một bảng sắp xếp (CSV trong thân yêu cầu): đóng, kế thừa, việc còn dở; không ký gì.");
        routes.MapGet("/directory/nodes", Nodes).RequireAuthorization(Policies.AnyToken).WithSummary("Các nút trong danh bạ.");
    }

    internal static IReadOnlyList<SectionView> Sections(NodeDirectory directory, TimeProvider time) =>
        [.. directory.Current().Sections.Values.OrderBy(static s => s.Name, StringComparer.Ordinal).Select(s => DirectoryViews.Section(s, time.GetUtcNow()))];

    internal static Page<AgencyView> Agencies(NodeDirectory directory, AgencySearch search, TimeProvider time, string? q, bool? open, string? after, int? limit)
    {
        var rows = Paging.Limit(limit);
        var now = time.GetUtcNow();
        if (!string.IsNullOrWhiteSpace(q))
        {
            return q.Length <= AgencyNames.MaxText
                ? new Page<AgencyView>([.. (open == true ? search.FindOpen(q, rows, now) : search.Find(q, rows)).Select(a => DirectoryViews.Agency(a, directory.Self, now))], null)
                : throw new RefusedException(ApiRefusals.Parameter("q", $"nhiều nhất {AgencyNames.MaxText} ký tự", $"at most {AgencyNames.MaxText} characters"));
        }

        var before = string.IsNullOrEmpty(after) ? null
            : (OrganId.TryParse(after, out var last) ? directory.Current().FindAgency(last) : null) ?? throw new RefusedException(ApiRefusals.Parameter("after", "mã của dòng cuối trang trước", "the code of the last line of the page before"));
        var page = search.After(before).Where(a => open != true || a.IsOpenAt(now)).Take(rows).ToList();
        return Paging.Of(page, rows, a => DirectoryViews.Agency(a, directory.Self, now), static a => a.Code.Value);
    }

    private static AgencyResolution Resolve(NodeDirectory directory, AgencyResolver resolver, TimeProvider time, string? code, DateTimeOffset? at) =>
        OrganId.TryParse(code, out var asked)
            ? resolver.Run(asked, at ?? time.GetUtcNow()) ?? throw new RefusedException(new Refusal(
                RefusalKind.NotFound, "AGENCY_UNKNOWN", $"Danh bạ của nút {directory.Self} không có mã {asked}, kể cả mã cũ.", "No agency has or had this code."))
            : throw new RefusedException(ApiRefusals.Parameter("code", "mã định danh cơ quan", "an agency code"));

    private static IReadOnlyList<PendingWork> Pending(PendingOfAgencies pending, string[] agency) => agency.Length <= PendingOfAgencies.MaxAgencies
        ? [.. pending.Run([.. agency.Select(static a => OrganId.TryParse(a, out var code) ? code : throw new RefusedException(ApiRefusals.Parameter("agency", "mã định danh cơ quan", "an agency code")))])]
        : throw new RefusedException(ApiRefusals.Parameter("agency", $"nhiều nhất {PendingOfAgencies.MaxAgencies} mã", $"at most {PendingOfAgencies.MaxAgencies} codes"));

    private static async Task<ReformPlanView> PlanAsync(HttpContext context, PlanReform plan, bool? acceptUncertain, CancellationToken cancellationToken) =>
        plan.Run(await UploadBody.AllAsync(context.Request.Body, PlanReform.MostBytes, cancellationToken).ConfigureAwait(false), acceptUncertain ?? false);

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
