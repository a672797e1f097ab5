namespace Axis.Core.Contracts;

/// <summary>What a VXP server says it has of this node's documents, compared with what this node handed to it.</summary>
/// <param name="Neighbour">The server.</param>
/// <param name="Since">From when on this node's own documents were compared.</param>
/// <param name="Ours">Documents that this node handed over since then.</param>
/// <param name="Found">Those that the server has.</param>
/// <param name="Unchecked">Those that the server did not list and that were too many to be asked for one by one.</param>
/// <param name="Differences">What does not fit, newest first.</param>
public sealed record SentComparison(string Neighbour, DateTimeOffset Since, int Ours, int Found, int Unchecked, IReadOnlyList<SentDifference> Differences);

/// <summary>One difference.</summary>
/// <param name="Kind"><c>missing-there</c>, <c>recipient-missing-there</c>, <c>failed-there</c> or <c>unknown-here</c>.</param>
/// <param name="DocId">The server's name for the packet.</param>
/// <param name="Packet">Digest of the packet; <c>null</c> when it is unknown here.</param>
/// <param name="Recipient">The receiver, where one is meant.</param>
/// <param name="HandedOverAt">When this node handed it over.</param>
/// <param name="Sentence">What it means and what to do, in Vietnamese.</param>
public sealed record SentDifference(string Kind, string DocId, string? Packet, string? Recipient, DateTimeOffset? HandedOverAt, string Sentence);
