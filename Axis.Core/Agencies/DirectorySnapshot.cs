using System.Collections.Frozen;
using Axis.Core.Packets;

namespace Axis.Core.Agencies;

/// <summary>
/// What the node knows of the world at one moment: the merged records of all accepted directory sections. Immutable; a newer directory is another snapshot.
/// </summary>
public sealed class DirectorySnapshot
{
    private readonly AgencyTable _agencies;
    private readonly FrozenDictionary<NodeId, NodeEntry> _nodes;
    private readonly FrozenDictionary<Digest, CertificateEntry[]> _certificates;
    private readonly FrozenDictionary<string, CertificateEntry[]> _byOwner;

    /// <summary>Merges the records. Several records of one code are its versions. Aliases resolve to their agency; a code wins over an alias of the same text.</summary>
    public DirectorySnapshot(
        IReadOnlyList<Agency> agencies,
        IReadOnlyList<NodeEntry> nodes,
        IReadOnlyList<CertificateEntry> certificates,
        IReadOnlyList<ReadOnlyMemory<byte>> trustAnchors,
        IReadOnlyDictionary<string, SectionVersion> sections)
    {
        ArgumentNullException.ThrowIfNull(agencies);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(certificates);
        _agencies = agencies as AgencyTable ?? new AgencyTable([AgencyPage.Of(agencies)]);
        _nodes = nodes.ToFrozenDictionary(static n => n.Id);
        _certificates = certificates.GroupBy(static c => c.Thumbprint).ToFrozenDictionary(static g => g.Key, static g => g.ToArray());
        _byOwner = certificates.GroupBy(static c => c.Owner).ToFrozenDictionary(static g => g.Key, static g => g.ToArray());
        Nodes = nodes;
        Certificates = certificates;
        TrustAnchors = trustAnchors;
        Sections = sections;
    }

    /// <summary>A directory that knows nothing.</summary>
    public static DirectorySnapshot Empty { get; } = new([], [], [], [], FrozenDictionary<string, SectionVersion>.Empty);

    /// <summary>All agencies, each in its newest version.</summary>
    public IReadOnlyList<Agency> Agencies => _agencies;

    /// <summary>Every version of every agency.</summary>
    public IReadOnlyList<Agency> AgencyVersions => _agencies.Versions;

    /// <summary>Levels of administration that the root closed (LVL-06).</summary>
    public IReadOnlyList<TierClosing> TierClosings { get; init; } = [];

    /// <summary>All nodes.</summary>
    public IReadOnlyList<NodeEntry> Nodes { get; }

    /// <summary>All bound certificates.</summary>
    public IReadOnlyList<CertificateEntry> Certificates { get; }

    /// <summary>Trust anchors of the official store (công vụ) and the CA certificates below them (DER).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> TrustAnchors { get; }

    /// <summary>Trust anchors of public certification authorities and the CA certificates below them (DER).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> PublicAnchors { get; init; } = [];

    /// <summary>Certificate revocation lists that the sections carry (DER).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> RevocationLists { get; init; } = [];

    /// <summary>Version and validity of each section by name.</summary>
    public IReadOnlyDictionary<string, SectionVersion> Sections { get; }

    /// <summary>
    /// Whether the section of a binding is known and vouches for it at the instant. When not, what hangs on the binding is INDETERMINATE, never a stop.
    /// </summary>
    public bool IsVouchedFor(CertificateEntry entry, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Section is not null && Sections.TryGetValue(entry.Section, out var section) && instant < section.ExpiresAt;
    }

    /// <summary>Finds an agency by its code or an alias, in its newest version, which may lie in the future.</summary>
    public Agency? FindAgency(OrganId code) => _agencies.Find(code);

    /// <summary>Finds the version of an agency that was in force at the instant (REF-07); before the first one, the first.</summary>
    public Agency? FindAgency(OrganId code, DateTimeOffset at) => _agencies.Find(code, at);

    /// <summary>All versions of an agency, oldest first.</summary>
    public IReadOnlyList<Agency> VersionsOf(OrganId code) => _agencies.VersionsOf(code);

    /// <summary>Agencies that the agency continues, directly or through others (REF-06, REF-09).</summary>
    public IReadOnlyCollection<OrganId> PredecessorsOf(OrganId code) => _agencies.PredecessorsOf(code);

    /// <summary>Finds a node.</summary>
    public NodeEntry? FindNode(NodeId id) => _nodes.GetValueOrDefault(id);

    /// <summary>The bindings of one certificate.</summary>
    public IReadOnlyList<CertificateEntry> FindCertificate(Digest thumbprint) => _certificates.GetValueOrDefault(thumbprint) ?? [];

    /// <summary>The certificates of one owner and use.</summary>
    public IEnumerable<CertificateEntry> CertificatesOf(string owner, KeyUse use) =>
        (_byOwner.GetValueOrDefault(owner) ?? []).Where(c => c.Use == use);
}
