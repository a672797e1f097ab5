using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Routing;
using Axis.Node.Api.Views;

namespace Axis.Node.Api;

/// <summary>Says what a code means at an instant: the version in force, who receives in its place, and the tree around it (REF-07, REF-10).</summary>
internal sealed class AgencyResolver(NodeDirectory directory)
{
    private const int MaxChildren = 500;

    /// <summary>The answer; <c>null</c> when no agency has or had the code.</summary>
    public AgencyResolution? Run(OrganId code, DateTimeOffset at)
    {
        var snapshot = directory.Current();
        if (snapshot.FindAgency(code, at) is not { } agency)
        {
            return null;
        }

        var open = Successors.Receives(agency, at);
        var search = open ? new SuccessorSearch(agency, [], [], null) : Successors.Find(snapshot, agency, at);
        var receiver = search.Receiver is { } one ? Standing.OfficeOf(snapshot, one, at) ?? one : null;
        return new AgencyResolution(
            code.Value,
            at,
            View(agency, at),
            open,
            receiver is null ? null : View(receiver, at),
            receiver is null ? Why(search, agency) : Redirection.Explain(snapshot, agency.Code, receiver.Code)?.Sentence,
            [.. search.Candidates.Select(c => View(c, at))],
            [.. snapshot.VersionsOf(agency.Code).Select(v => View(v, at))],
            [.. snapshot.PredecessorsOf(agency.Code).Select(static p => p.Value).Order(StringComparer.Ordinal)],
            [.. Above(snapshot, agency, at)],
            [.. snapshot.Agencies.Where(a => a.Parent is not null)
                .Select(a => snapshot.FindAgency(a.Code, at)!)
                .Where(a => a.Parent == agency.Code && a.ValidFrom <= at && !(a.ValidTo <= at))
                .OrderBy(static a => a.Code).Take(MaxChildren).Select(c => View(c, at))]);
    }

    private static string Why(SuccessorSearch search, Agency agency) =>
        search.Fault == SuccessionFault.Cycle ? $"Chuỗi kế thừa của {agency.Code} quay vòng; báo cơ quan quản lý danh bạ."
        : search.Fault == SuccessionFault.UnknownSuccessor ? $"{agency.Code} được kế thừa bởi cơ quan mà danh bạ chưa có; báo cơ quan quản lý danh bạ."
        : agency.Status == AgencyStatus.Locked ? $"{agency.Name} đang tạm khóa."
        : search.Candidates.Count > 0 ? $"{agency.Name} đã đóng và có nhiều đơn vị kế thừa; chọn đơn vị nhận."
        : $"{agency.Name} không hoạt động vào thời điểm này và không có đơn vị kế thừa.";

    private static IEnumerable<string> Above(DirectorySnapshot snapshot, Agency agency, DateTimeOffset at)
    {
        var current = agency;
        for (var depth = 0; depth < NodeTree.MaxDepth && current.Parent is { } code; depth++)
        {
            yield return code.Value;
            if (snapshot.FindAgency(code, at) is not { } above)
            {
                yield break;
            }

            current = above;
        }
    }

    private AgencyView View(Agency agency, DateTimeOffset at) => DirectoryViews.Agency(agency, directory.Self, at);
}
