namespace Axis.Core.Contracts;

/// <summary>One document that a search found.</summary>
/// <param name="Packet">Digest of the packet.</param>
/// <param name="StoredAt">When this node stored it.</param>
/// <param name="Submitted">Whether it was handed in here; otherwise it came over a link.</param>
/// <param name="Document">What it says.</param>
/// <param name="Verdict">The newest verdict on its signature.</param>
public sealed record SearchHit(string Packet, DateTimeOffset StoredAt, bool Submitted, DocumentFacts Document, string? Verdict);
