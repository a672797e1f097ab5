using System.Collections.Concurrent;
using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Links;

/// <summary>
/// Remembers per neighbour when it was last reached and what went wrong last, durably but without a write per call: a change of condition is written at
/// once and journalled, a confirmation of it at most once a minute.
/// </summary>
public sealed class LinkHealth(IStore store, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<NodeId, (bool Good, DateTimeOffset WrittenAt)> _known = new();

    /// <summary>The neighbour answered.</summary>
    public Task ReachedAsync(NodeId neighbour, CancellationToken cancellationToken) =>
        NoteAsync(neighbour, true, null, null, cancellationToken);

    /// <summary>The neighbour could not be reached, or its key is not the one in the directory.</summary>
    public Task FailedAsync(NodeId neighbour, string code, string sentence, CancellationToken cancellationToken) =>
        NoteAsync(neighbour, false, code, sentence, cancellationToken);

    private async Task NoteAsync(NodeId neighbour, bool good, string? code, string? sentence, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var changed = !_known.TryGetValue(neighbour, out var known) || known.Good != good;
        if (!changed && now - known.WrittenAt < Interval)
        {
            return;
        }

        _known[neighbour] = (good, now);
        await store.WriteAsync(
            session =>
            {
                var state = session.Links.Find(neighbour) ?? new LinkState(neighbour, null, null, null, null, null, null, null);
                var closed = code == "KEY_CHANGED" ? sentence : null;
                session.Links.Put(good
                    ? state with { LastContactAt = now, ClosedReason = null }
                    : state with { LastErrorAt = now, LastErrorCode = code, LastError = sentence, ClosedReason = closed });
                if (changed && (state.LastContactAt is not null || !good))
                {
                    session.Journal.Append(new JournalEntry(now, good ? "link-reached" : "link-lost", Agency: neighbour.Value, To: code));
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
