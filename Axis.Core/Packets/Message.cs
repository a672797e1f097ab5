using Axis.Core.Agencies;

namespace Axis.Core.Packets;

/// <summary>What an edXML packet says, apart from its files and its signature. Closed: a document or a status.</summary>
public abstract record Message
{
    private protected Message()
    {
    }

    /// <summary>The issuing agency (<c>MessageHeader/From</c>).</summary>
    public required Organ From { get; init; }

    /// <summary>Document or status.</summary>
    public abstract PacketKind Kind { get; }

    /// <summary>Whom the packet is for: <c>To</c> of a document, <c>ResponseFor/OrganId</c> of a status.</summary>
    public abstract IReadOnlyList<OrganId> Addressees { get; }

    /// <summary>Everybody whom the packet has to reach: its addressees and, for an update, those whom it takes off the list of receivers or adds to it (edXML §10, RCL-09).</summary>
    public virtual IReadOnlyList<OrganId> ConcernedAgencies => Addressees;
}

/// <summary>The org block of edXML §5.1 (<c>From</c>, <c>To</c>); only the identifier is essential.</summary>
public sealed record Organ(
    OrganId OrganId,
    string? OrganName = null,
    string? OrganizationInCharge = null,
    string? OrganAdd = null,
    string? Email = null,
    string? Telephone = null,
    string? Fax = null,
    string? Website = null);
