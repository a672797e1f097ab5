using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>Statuses that fit several documents alike (STA-09). Unique key: (packet, sender, what it names).</summary>
public interface IAmbiguousStatuses
{
    /// <summary>Writes it down; <c>false</c> when it is here already, and nothing changes.</summary>
    bool Add(AmbiguousStatus status);

    AmbiguousStatus? Find(Guid id);

    /// <summary>Those that wait, oldest first.</summary>
    /// <param name="senders">Of these agencies; <c>null</c> = all.</param>
    /// <param name="after">Those after it.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<AmbiguousStatus> ListOpen(IReadOnlyCollection<OrganId>? senders, Guid? after, int limit);

    /// <summary>How many wait.</summary>
    long CountOpen();

    /// <summary>Writes a person's decision; <c>false</c> when it was settled before, and nothing changes.</summary>
    bool Settle(Guid id, Guid? chosen, string by, DateTimeOffset at);
}
