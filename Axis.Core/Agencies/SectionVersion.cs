using Axis.Core.Packets;

namespace Axis.Core.Agencies;

/// <summary>Which version of a directory section is in force, and until when its issuer vouches for it.</summary>
/// <param name="Name">Section name: <c>root</c>, or the level-1 code of a ministry or province.</param>
/// <param name="Version">Rises by one with each issue.</param>
/// <param name="HeadDigest">SHA-256 of the signed head.</param>
/// <param name="IssuedAt">When it was signed.</param>
/// <param name="ExpiresAt">After this instant bindings of the section are INDETERMINATE, never a stop.</param>
public sealed record SectionVersion(string Name, long Version, Digest HeadDigest, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
