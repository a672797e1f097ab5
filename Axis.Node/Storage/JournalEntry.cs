using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One state change. Digests and codes only; what names people goes into <paramref name="Detail"/>.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, kebab case, e.g. <c>delivery-acknowledged</c>.</param>
/// <param name="Packet">Packet concerned.</param>
/// <param name="Receipt">Receipt concerned.</param>
/// <param name="Delivery">Delivery concerned.</param>
/// <param name="Agency">Agency or node concerned.</param>
/// <param name="Actor">Pseudonym of who acted (token id, node id, job).</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="Detail">Purgeable text: names, subject, reason.</param>
public sealed record JournalEntry(
    DateTimeOffset At,
    string Kind,
    Digest? Packet = null,
    Digest? Receipt = null,
    Guid? Delivery = null,
    string? Agency = null,
    string? Actor = null,
    string? From = null,
    string? To = null,
    string? Detail = null);
