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
        var nodes = new Dictionary<NodeId, NodeEntry>();
        var certificates = new List<CertificateEntry>();
        var (anchors, publicAnchors, lists) = (new List<ReadOnlyMemory<byte>>(), new List<ReadOnlyMemory<byte>>(), new List<ReadOnlyMemory<byte>>());
        var closings = new List<TierClosing>();
        foreach (var section in standing)
        {
            foreach (var record in section.Others)
            {
                switch (record)
                {
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
                    case TierClosingRecord { Closing: var closing }:
                        closings.Add(closing);
                        break;
                }
            }
        }

        return new DirectorySnapshot(
            new AgencyTable(standing.Select(static s => s.Agencies)),
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
            TierClosings = closings,
        };
    }
}

/// <summary>The records of one section that count.</summary>
/// <param name="Head">The version.</param>
/// <param name="HeadDigest">Its identity.</param>
/// <param name="Agencies">Its agencies, packed.</param>
/// <param name="Others">Everything else that it states.</param>
internal sealed record MergedSection(SectionHead Head, Digest HeadDigest, AgencyPage Agencies, IReadOnlyList<DirectoryRecord> Others)
{
    /// <summary>Of records at hand.</summary>
    public static MergedSection Of(SectionHead head, Digest digest, IReadOnlyList<DirectoryRecord> records) => new(
        head,
        digest,
        AgencyPage.Of(records.OfType<AgencyRecord>().Select(static r => r.Agency)),
        [.. records.Where(static r => r is not AgencyRecord)]);
}
