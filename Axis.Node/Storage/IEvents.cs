namespace Axis.Node.Storage;

/// <summary>What software outside the node is to be told, and how far each receiver is. At least once, in the order of each document.</summary>
public interface IEvents
{
    /// <summary>Writes the event in the running transaction; nothing while nobody is to be told.</summary>
    void Append(ExchangeEvent item);

    /// <summary>Makes the receivers exactly these. A new one is told what happens from now on; of one that is gone nothing stays.</summary>
    /// <returns>Whether anything changed.</returns>
    bool SetTargets(IReadOnlyCollection<string> names);

    /// <summary>All receivers by name.</summary>
    IReadOnlyList<EventTargetState> Targets();

    EventTargetState? FindTarget(string name);

    /// <summary>Events after a sequence, in order.</summary>
    IReadOnlyList<ExchangeEvent> After(long sequence, int limit);

    /// <summary>Owes the events to a receiver and moves its cursor.</summary>
    void Owe(string target, IEnumerable<ExchangeEvent> events, long cursor, DateTimeOffset dueAt);

    /// <summary>Events due at a receiver, oldest due first: of each document only the first that it does not have.</summary>
    IReadOnlyList<EventDelivery> Due(string target, DateTimeOffset now, int limit);

    /// <summary>The receiver took the event.</summary>
    void Delivered(string target, long sequence, DateTimeOffset at);

    /// <summary>The receiver answered with a failure: again at the time, or never without an operator when that is <c>null</c>.</summary>
    void Failed(string target, long sequence, DateTimeOffset? again, string reason, DateTimeOffset at);

    /// <summary>The receiver could not be reached: no attempt of any event is spent.</summary>
    void Unreachable(string target, string reason, DateTimeOffset at);

    /// <summary>Owes again what died.</summary>
    /// <returns>How many events.</returns>
    int Revive(string target, DateTimeOffset at);

    /// <summary>Owes again kept events that the receiver wants, a page of them.</summary>
    /// <param name="target">The receiver.</param>
    /// <param name="from">First sequence.</param>
    /// <param name="until">Last sequence: the receiver's cursor, beyond which lies what it is owed anyway.</param>
    /// <param name="limit">Most events looked at.</param>
    /// <param name="wanted">Which it wants.</param>
    /// <param name="at">When they are due.</param>
    /// <returns>How many are owed, and where the next page begins; <c>null</c> after the last.</returns>
    (int Owed, long? Next) Replay(string target, long from, long until, int limit, Func<ExchangeEvent, bool> wanted, DateTimeOffset at);

    /// <summary>Forgets events older than the instant that no receiver waits for; dead ones with them.</summary>
    int Prune(DateTimeOffset before, int limit);
}
