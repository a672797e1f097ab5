using Axis.Core.Agencies;

namespace Axis.Node;

/// <summary>Who asks the node to do something over the API. The journal names the token only, never the person.</summary>
/// <param name="TokenId">Public identifier of the token.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Agencies">Agencies it is scoped to; empty for a node-wide token.</param>
public sealed record Actor(string TokenId, Role Role, IReadOnlyList<OrganId> Agencies)
{
    /// <summary>Whether the token speaks for the agency. A clerk or leader speaks only for the agencies named; an auditor without any reads all.</summary>
    public bool SpeaksFor(OrganId agency) => Agencies.Count == 0 ? Role is Role.Auditor or Role.Security : Agencies.Contains(agency);

    /// <summary>What <see cref="TokenId"/> names: a bearer token, or the <c>system</c> behind a VXP line.</summary>
    public string Kind { get; init; } = "token";

    /// <summary>The pseudonym that the journal keeps.</summary>
    public string Pseudonym => $"{Kind}:{TokenId}";
}

/// <summary>Roles of the API.</summary>
public enum Role
{
    /// <summary>Văn thư: sends, receives and answers for its agencies.</summary>
    Clerk = 1,

    /// <summary>Lãnh đạo: reads and answers for its agencies, sends nothing.</summary>
    Leader = 2,

    /// <summary>Vận hành: queues, links, tokens; sees no contents.</summary>
    Operator = 3,

    /// <summary>Kiểm tra: reads everything in its scope, changes nothing.</summary>
    Auditor = 4,

    /// <summary>Cán bộ bảo mật: decides about documents stopped for signs of a state secret (SEC-02); reads no documents.</summary>
    Security = 5,
}
