using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Signing.Sections;

/// <summary>Makes one snapshot of the records of several sections: the one rule for whole sections and for extracts of them.</summary>
internal static class RecordMerge
{
    /// <summary>Merges the records. The first section that names an agency or node wins, so the root comes first, then the sections by name.</summary>
    public static DirectorySnapshot Snapshot(IEnumerable<MergedSection> sections)
    {
        List<MergedSection> standing = [.. sections];
        var agencies = new Dictionary<OrganId, Agency>();
        var nodes = new Dictionary<NodeId, NodeEntry>();
        var certificates = new List<CertificateEntry>();
        var (anchors, publicAnchors, lists) = (new List<ReadOnlyMemory<byte>>(), new List<ReadOnlyMemory<byte>>(), new List<ReadOnlyMemory<byte>>());
        foreach (var section in standing)
        {
            foreach (var record in section.Records)
            {
                switch (record)
                {
                    case AgencyRecord { Agency: var agency }:
                        agencies.TryAdd(agency.Code, agency);
                        break;
                    case NodeRecord { Node: var node }:
                        nodes.TryAdd(node.Id, node);
                        break;
                    case CertificateRecord { Certificate: var entry }:
                        certificates.Add(entry with { Section = section.Head.Section });
                        break;
                    case AnchorRecord { Der: var der, Store: var store }:
                        (store == TrustStore.Public ? publicAnchors : anchors).Add(der);
                        break;
                    case RevocationListRecord { Der: var der }:
                        lists.Add(der);
                        break;
                }
            }
        }

        return new DirectorySnapshot(
            [.. agencies.Values],
            [.. nodes.Values],
            certificates,
            anchors,
            standing.ToDictionary(
                static s => s.Head.Section,
                static s => new SectionVersion(s.Head.Section, s.Head.Version, s.HeadDigest, s.Head.IssuedAt, s.Head.ExpiresAt),
                StringComparer.Ordinal))
        {
            PublicAnchors = publicAnchors,
            RevocationLists = lists,
        };
    }
}

/// <summary>The records of one section that count.</summary>
internal sealed record MergedSection(SectionHead Head, Digest HeadDigest, IReadOnlyList<DirectoryRecord> Records);
