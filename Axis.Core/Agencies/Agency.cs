namespace Axis.Core.Agencies;

/// <summary>One agency as the directory knows it.</summary>
/// <param name="Code">Current identifier (LVL-04).</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Tier">Administrative level, data (LVL-01).</param>
/// <param name="Parent">Superior agency, if any.</param>
/// <param name="Host">The node that hosts the agency's mailbox and key.</param>
/// <param name="Status">Active, locked or closed (REF-01).</param>
/// <param name="ValidFrom">Since when this version holds.</param>
/// <param name="ValidTo">The closing instant, if any (REF-02).</param>
/// <param name="Aliases">Historical and alternative identifiers (LVL-04).</param>
/// <param name="Successors">Who continues a closed agency (REF-03…05).</param>
public sealed record Agency(
    OrganId Code,
    string Name,
    Tier Tier,
    OrganId? Parent,
    NodeId Host,
    AgencyStatus Status,
    DateTimeOffset ValidFrom,
    DateTimeOffset? ValidTo,
    IReadOnlyList<OrganId> Aliases,
    IReadOnlyList<Succession> Successors)
{
    /// <summary>Whether the agency may send new documents at the instant (REF-02).</summary>
    public bool IsOpenAt(DateTimeOffset instant) =>
        Status == AgencyStatus.Active && instant >= ValidFrom && (ValidTo is null || instant < ValidTo);
}
