using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One sign-in.</summary>
/// <param name="Id">SHA-256 of the cookie's secret.</param>
/// <param name="Account">Whose.</param>
/// <param name="Acting">The role in use: <c>clerk</c>, or <c>clerk@</c> and the stand-in arrangement.</param>
/// <param name="Client">What the browser calls itself, shortened.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="SeenAt">Last request, to the minute.</param>
/// <param name="EndsAt">When it is over whatever happens.</param>
public sealed record UserSessionRow(Digest Id, string Account, string Acting, string Client, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset EndsAt);
