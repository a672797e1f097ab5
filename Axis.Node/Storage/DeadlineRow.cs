using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules.Deadlines;

namespace Axis.Node.Storage;

/// <summary>One duty with its deadline.</summary>
/// <param name="Kind">What has to be done.</param>
/// <param name="Subject">The inbox item that it concerns.</param>
/// <param name="Agency">Who has to do it.</param>
/// <param name="Packet">The document.</param>
/// <param name="StartAt">Since when.</param>
/// <param name="DueAt">Until when.</param>
/// <param name="NextAt">When the watch looks at it again; <c>null</c> when there is nothing left to tell.</param>
/// <param name="WarnedAt">When those responsible were warned.</param>
/// <param name="PassedAt">When it was seen to have passed.</param>
/// <param name="SettledAt">When it was done.</param>
public sealed record DeadlineRow(
    DeadlineKind Kind,
    Guid Subject,
    OrganId Agency,
    Digest Packet,
    DateTimeOffset StartAt,
    DateTimeOffset DueAt,
    DateTimeOffset? NextAt,
    DateTimeOffset? WarnedAt,
    DateTimeOffset? PassedAt,
    DateTimeOffset? SettledAt);
