using Axis.Core.Agencies;

namespace Axis.Cli.Joining;

/// <summary>The one file that a joining node hands to its parent: who it is, whom it hosts, and a certificate request for each of its keys. Holds no secret.</summary>
/// <param name="Format">Always <see cref="Kind"/>.</param>
/// <param name="Node">The node.</param>
/// <param name="Agencies">The agencies it hosts.</param>
/// <param name="Keys">PKCS#10 requests.</param>
/// <param name="Section">The directory section that it wants to keep for the nodes below it; <c>null</c> for a node without nodes below.</param>
/// <param name="CreatedAt">When (UTC).</param>
public sealed record JoinRequest(
    string Format,
    JoiningNode Node,
    IReadOnlyList<JoiningAgency> Agencies,
    IReadOnlyList<KeyRequest> Keys,
    JoiningSection? Section,
    DateTimeOffset CreatedAt)
{
    /// <summary>What the file says it is.</summary>
    public const string Kind = "docaxis-join-request-1";
}

/// <summary>The node that wants to join.</summary>
/// <param name="Id">Node name.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Tier">Administrative level.</param>
/// <param name="Endpoints">Link addresses; empty on a node that only fetches.</param>
/// <param name="PullOnly">It cannot be reached from outside.</param>
public sealed record JoiningNode(string Id, string Name, Tier Tier, IReadOnlyList<string> Endpoints, bool PullOnly);

/// <summary>One agency hosted by it.</summary>
/// <param name="Code">Mã định danh.</param>
/// <param name="Name">Tên cơ quan.</param>
/// <param name="Tier">Administrative level.</param>
/// <param name="Parent">Code of the agency above.</param>
public sealed record JoiningAgency(string Code, string Name, Tier Tier, string? Parent);

/// <summary>A certificate request.</summary>
/// <param name="Use">Tls, NodeSeal or Agency.</param>
/// <param name="Owner">Node name or agency code.</param>
/// <param name="Request">PKCS#10 in PEM.</param>
public sealed record KeyRequest(KeyUse Use, string Owner, string Request);

/// <summary>A section that is to be delegated.</summary>
/// <param name="Name">Section name, e.g. the province's level-1 code in lower case.</param>
/// <param name="Key">Base64 of the SubjectPublicKeyInfo that will sign it.</param>
/// <param name="Anchor">Base64 of the CA certificate that will certify the nodes below.</param>
public sealed record JoiningSection(string Name, string Key, string Anchor);
