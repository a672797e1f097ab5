using System.Collections.Concurrent;
using Axis.Core.Agencies;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Links;

/// <summary>
/// Writes down that a call of a neighbour was refused for good (promise 9: every refusal has a place in the journal). What may be tried again, such as a
/// wrong offset or a full quota, is the ordinary course of a link and leaves no entry.
/// </summary>
public sealed class JournalRefusals(IStore store, TimeProvider time, ILogger<JournalRefusals> logger)
{
    private static readonly TimeSpan FullEvery = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<NodeId, DateTimeOffset> _full = new();

    /// <summary>Writes the entry. The refusal stands even when the store cannot take it.</summary>
    /// <param name="neighbour">Who called; <c>null</c> when the key belongs to nobody.</param>
    /// <param name="refusal">What was wrong.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task RunAsync(NodeId? neighbour, LinkException refusal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (refusal.Error == LinkErrors.QuarantineFull ? !IsNews(neighbour) : refusal.Error.Retryable && refusal.Error != LinkErrors.WrongDigest && refusal.Error != LinkErrors.NeighbourUnknown)
        {
            return;
        }

        try
        {
            await store.WriteAsync(
                session =>
                {
                    session.Journal.Append(new JournalEntry(time.GetUtcNow(), "link-call-refused", Delivery: refusal.Delivery, Agency: neighbour?.Value, To: refusal.Error.Code, Detail: refusal.Message));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            Log.RefusalNotJournalled(logger, neighbour?.Value ?? "-", refusal.Error.Code, e.Message);
        }
    }

    // The neighbour offers it again and again; once an hour tells as much.
    private bool IsNews(NodeId? neighbour)
    {
        var now = time.GetUtcNow();
        if (neighbour is not { } id || (_full.TryGetValue(id, out var last) && now - last < FullEvery))
        {
            return false;
        }

        _full[id] = now;
        return true;
    }
}
