using Axis.Core.Agencies;
using Axis.Core.Contracts;

namespace Axis.Node.Api.Views;

/// <summary>Directory records as people see them.</summary>
internal static class DirectoryViews
{
    public static AgencyView Agency(Agency agency, NodeId self, DateTimeOffset now) => new()
    {
        Code = agency.Code.Value,
        Name = agency.Name,
        Tier = TierCode(agency.Tier),
        TierName = TierNames.Of(agency.Tier),
        Parent = agency.Parent?.Value,
        Host = agency.Host.Value,
        Here = agency.Host == self,
        Status = agency.ValidTo <= now ? "closed" : agency.Status switch
        {
            AgencyStatus.Active => "active",
            AgencyStatus.Locked => "locked",
            _ => "closed",
        },
        Version = agency.Version,
        Bloc = agency.Bloc.ToString(),
        Code102 = agency.PairCode?.Value,
        FocalOffice = agency.FocalOffice?.Value,
        Telephone = agency.Contact?.Telephone,
        TelephoneAddress = agency.Contact?.TelephoneAddress,
        Mail = agency.Contact?.Mail,
        ValidFrom = agency.ValidFrom,
        ValidTo = agency.ValidTo,
        Aliases = [.. agency.AllCodes.Skip(1).Select(static a => a.Value)],
        Successors = [.. agency.Successors.Select(static s => s.To.Value)],
    };

    public static NodeView Node(NodeEntry node, NodeId self, int agencies) => new(
        node.Id.Value,
        node.Name,
        TierCode(node.Tier),
        node.Parent?.Value,
        [.. node.Endpoints.Select(static e => e.ToString())],
        node.PullOnly,
        node.Id == self,
        agencies)
    {
        Telephone = node.Contact?.Telephone,
        Mail = node.Contact?.Mail,
    };

    public static SectionView Section(SectionVersion section, DateTimeOffset now) => new(
        section.Name,
        section.Version,
        section.HeadDigest.ToString(),
        section.IssuedAt,
        section.ExpiresAt,
        section.ExpiresAt <= now);

    private static string TierCode(Tier tier) => tier switch
    {
        Tier.Central => "central",
        Tier.Province => "province",
        Tier.District => "district",
        Tier.Commune => "commune",
        _ => "outside",
    };
}
