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
    /// <summary>Which version of the agency this record is (REF-07); versions of one code follow each other in time.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The part of the political system, data (LVL-02, LVL-03).</summary>
    public Bloc Bloc { get; init; }

    /// <summary>Other identifiers with the time they were in use, the QCVN pair among them.</summary>
    public IReadOnlyList<CodePeriod> Codes { get; init; } = [];

    /// <summary>The office that handles the agency's traffic (LVL-05), if it is another one.</summary>
    public OrganId? FocalOffice { get; init; }

    /// <summary>Who decided this version, if stated (LVL-07).</summary>
    public IssuingAct? Act { get; init; }

    /// <summary>The registered identification scheme of an identifier that is no administrative code (IDC-09), e.g. <c>MST</c>; <c>null</c> for administrative codes.</summary>
    public string? Scheme { get; init; }

    /// <summary>How its clerks are reached, if stated.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Name of this version.</summary>
    public AgencyVersionId VersionId => new(Code, Version);

    /// <summary>Every identifier the agency has or had, the current one first (LVL-04).</summary>
    public IEnumerable<OrganId> AllCodes => Codes.Select(static c => c.Code).Prepend(Code).Concat(Aliases).Distinct();

    /// <summary>The stated QCVN 102:2016 spelling of the code, if any.</summary>
    public OrganId? PairCode => Codes.FirstOrDefault(static c => c.Kind == CodeKind.Pair)?.Code;

    /// <summary>Whether the agency may send new documents at the instant (REF-02).</summary>
    public bool IsOpenAt(DateTimeOffset instant) =>
        Status == AgencyStatus.Active && instant >= ValidFrom && (ValidTo is null || instant < ValidTo);
}
