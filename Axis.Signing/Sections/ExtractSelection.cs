using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Signing.Sections;

/// <summary>Which records an extract is to hold, besides the trust anchors and the delegations of its sections, which it always holds.</summary>
/// <param name="Agencies">Agencies, by code or alias, with every certificate that is theirs.</param>
/// <param name="Nodes">Nodes, with every certificate that is theirs.</param>
/// <param name="Certificates">Further certificates, by SHA-256 of their DER.</param>
/// <param name="RevocationLists">Whether the sections' revocation lists go with it.</param>
public sealed record ExtractSelection(
    IReadOnlyCollection<OrganId> Agencies, IReadOnlyCollection<NodeId> Nodes, IReadOnlyCollection<Digest> Certificates, bool RevocationLists = true)
{
    internal bool Takes(DirectoryRecord record, IReadOnlySet<string> delegated) => record switch
    {
        AgencyRecord { Agency: var agency } => agency.AllCodes.Any(Agencies.Contains),
        NodeRecord { Node: var node } => Nodes.Contains(node.Id),
        CertificateRecord { Certificate: var entry } => Certificates.Contains(entry.Thumbprint)
            || Agencies.Any(a => a.Value == entry.Owner)
            || Nodes.Any(n => n.Value == entry.Owner),
        DelegationRecord delegation => delegated.Contains(delegation.Section),
        RevocationListRecord => RevocationLists,
        _ => true,
    };
}
