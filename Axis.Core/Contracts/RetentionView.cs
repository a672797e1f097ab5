namespace Axis.Core.Contracts;

/// <summary>What a run of the retention would give up (ARC-10).</summary>
/// <param name="RelayDays">Days after the last delivery; 0 = never.</param>
/// <param name="Before">Deliveries over before this instant count.</param>
/// <param name="EvidenceFolder">Where the evidence goes first.</param>
/// <param name="Documents">How many documents.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="First">The first of them.</param>
public sealed record RetentionPlan(int RelayDays, DateTimeOffset Before, string EvidenceFolder, long Documents, long Bytes, IReadOnlyList<RetentionItem> First);

/// <summary>One document whose bytes may go.</summary>
public sealed record RetentionItem(string Packet, string From, DateTimeOffset StoredAt, long Size);

/// <summary>What a run gave up.</summary>
/// <param name="Released">Documents whose bytes are gone.</param>
/// <param name="Bytes">Bytes given up.</param>
/// <param name="Kept">Documents that stay because their evidence could not be written.</param>
public sealed record RetentionResult(long Released, long Bytes, long Kept);
