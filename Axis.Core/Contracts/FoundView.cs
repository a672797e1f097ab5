namespace Axis.Core.Contracts;

/// <summary>One document that its own agency's people looked for: a line of the inbox or a line of what was sent.</summary>
/// <param name="Received">As it lies in an inbox; <c>null</c> for one that was sent.</param>
/// <param name="Sent">As it was sent; <c>null</c> for one that was received.</param>
public sealed record FoundDocument(InboxItemView? Received, OutboxItemView? Sent);
