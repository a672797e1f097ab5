using Axis.Core.Agencies;
using Axis.Core.Rules.Deadlines;

namespace Axis.Node.Storage;

/// <summary>Duties of the agencies hosted here and when they are due. Unique key: (subject, kind).</summary>
public interface IDeadlines
{
    /// <summary>Opens a duty; one that was settled begins anew, one that is open stays as it is.</summary>
    void Open(DeadlineRow row);

    /// <summary>The duty is done; <c>false</c> when it was not open.</summary>
    bool Settle(Guid subject, DeadlineKind kind, DateTimeOffset at);

    /// <summary>Every open duty of the subject is void.</summary>
    void SettleAll(Guid subject, DateTimeOffset at);

    /// <summary>What became void at that instant is a duty again, and looked at now.</summary>
    void Reopen(Guid subject, DateTimeOffset settledAt, DateTimeOffset now);

    /// <summary>Duties of a subject, settled ones too.</summary>
    IReadOnlyList<DeadlineRow> ListFor(Guid subject);

    /// <summary>Open duties that the watch has to look at, longest due first.</summary>
    IReadOnlyList<DeadlineRow> ListNext(DateTimeOffset now, int limit);

    /// <summary>Open duties of the agencies, soonest due first; <c>null</c> = of all.</summary>
    IReadOnlyList<DeadlineRow> ListOpen(IReadOnlyCollection<OrganId>? agencies, int limit);

    /// <summary>Open duties of all, paged by subject and kind.</summary>
    IReadOnlyList<DeadlineRow> PageOpen(DeadlineRow? after, int limit);

    /// <summary>An open duty is due at another time; <c>false</c> when it is done meanwhile.</summary>
    bool Move(DeadlineRow row);

    /// <summary>How many open duties were due before the instant, by agency.</summary>
    IReadOnlyList<(OrganId Agency, int Count)> CountPassed(DateTimeOffset at);

    /// <summary>Writes what the watch told: warned, passed, when to look again.</summary>
    void Watched(DeadlineRow row);
}
