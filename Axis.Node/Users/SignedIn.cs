using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>Who is signed in, in which session, and what the person acts as at the moment.</summary>
/// <param name="User">The account.</param>
/// <param name="Session">The session.</param>
/// <param name="Choices">Everything the person may act as: the own roles, and those of colleagues the person stands in for.</param>
/// <param name="Acting">The one in use.</param>
/// <param name="Actor">The same as the node's services know it.</param>
internal sealed record SignedIn(UserRow User, UserSessionRow Session, IReadOnlyList<ActingChoice> Choices, ActingChoice Acting, Actor Actor);

/// <summary>One thing a person may act as.</summary>
/// <param name="Key">As the session keeps it.</param>
/// <param name="Grant">Role and agencies.</param>
/// <param name="StandIn">The arrangement behind it; <c>null</c> for a role of the person's own.</param>
/// <param name="Absent">Name of the colleague who is away.</param>
internal sealed record ActingChoice(string Key, UserGrant Grant, StandInRow? StandIn, string? Absent);
