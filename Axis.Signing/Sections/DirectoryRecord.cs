using Axis.Core.Agencies;

namespace Axis.Signing.Sections;

/// <summary>One line of a directory section. Closed.</summary>
public abstract record DirectoryRecord
{
    private protected DirectoryRecord()
    {
    }
}

/// <summary>An agency.</summary>
public sealed record AgencyRecord(Agency Agency) : DirectoryRecord;

/// <summary>A node.</summary>
public sealed record NodeRecord(NodeEntry Node) : DirectoryRecord;

/// <summary>A certificate bound to an owner and a use.</summary>
public sealed record CertificateRecord(CertificateEntry Certificate) : DirectoryRecord;

/// <summary>A trust anchor (CA certificate, DER), or a CA certificate below one. Only the root states anchors.</summary>
public sealed record AnchorRecord(ReadOnlyMemory<byte> Der) : DirectoryRecord
{
    /// <summary>Which store it belongs to (SIG-06, SIG-07).</summary>
    public TrustStore Store { get; init; } = TrustStore.Official;
}

/// <summary>A certificate revocation list (DER); it is genuine by its issuer's signature, whichever section carries it.</summary>
public sealed record RevocationListRecord(ReadOnlyMemory<byte> Der) : DirectoryRecord;

/// <summary>A level of administration that is closed (LVL-06). Only the root states it.</summary>
public sealed record TierClosingRecord(TierClosing Closing) : DirectoryRecord;

/// <summary>Gives a section to a key. Only the root delegates.</summary>
/// <param name="Section">Name of the section.</param>
/// <param name="Key">SubjectPublicKeyInfo of the key that signs it.</param>
/// <param name="NextKey">The key that may sign it as well, while the holder changes keys.</param>
/// <param name="Agencies">Codes it may speak of, each with everything below it (rules IDC-01…03).</param>
/// <param name="Nodes">Node names it may speak of, each with every name that ends in '.' and that name.</param>
public sealed record DelegationRecord(
    string Section, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? NextKey, IReadOnlyList<OrganId> Agencies, IReadOnlyList<NodeId> Nodes) : DirectoryRecord;
