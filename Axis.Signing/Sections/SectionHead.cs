using Axis.Core.Packets;

namespace Axis.Signing.Sections;

/// <summary>The signed statement of a section; it covers the records through their Merkle root.</summary>
/// <param name="Section">Name: <c>root</c>, or the level-1 code of a ministry or province.</param>
/// <param name="Version">1 for the first; only rises.</param>
/// <param name="Previous">Digest of the head before; <c>null</c> for version 1.</param>
/// <param name="Records">Number of records.</param>
/// <param name="Root">RFC 6962 root over the record lines.</param>
/// <param name="IssuedAt">When (UTC, milliseconds).</param>
/// <param name="ExpiresAt">Until when the issuer vouches for it.</param>
/// <param name="Key">SubjectPublicKeyInfo of the signing key.</param>
/// <param name="NextKey">The key that will sign later versions, announced ahead.</param>
public sealed record SectionHead(
    string Section,
    long Version,
    Digest? Previous,
    long Records,
    Digest Root,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt,
    ReadOnlyMemory<byte> Key,
    ReadOnlyMemory<byte>? NextKey)
{
    /// <summary>Name of the section that states anchors and delegations.</summary>
    public const string RootName = "root";
}

/// <summary>What the issuer decides when signing a section; the rest follows from the records and the key.</summary>
public sealed record SectionDraft(
    string Section, long Version, Digest? Previous, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, ReadOnlyMemory<byte>? NextKey = null);
