using Axis.Node.Storage;

namespace Axis.Node.Events;

/// <summary>Somebody outside the node who is told of events.</summary>
public interface IEventTarget
{
    /// <summary>Name in the store, in commands and in the journal.</summary>
    string Name { get; }

    /// <summary>What it is, e.g. <c>webhook</c>.</summary>
    string Kind { get; }

    /// <summary>Where it is, for operators; no secrets.</summary>
    string Place { get; }

    /// <summary>Events told at the same time, of different documents.</summary>
    int Concurrency { get; }

    /// <summary>Whether the event concerns it.</summary>
    bool Wants(ExchangeEvent item);

    /// <summary>Tells it; comes back in bounded time.</summary>
    Task<EventOutcome> TellAsync(ExchangeEvent item, CancellationToken cancellationToken);
}
