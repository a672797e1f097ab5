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
    private readonly ConcurrentDictionary<NodeId, (string? Code, DateTimeOffset WrittenAt)> _known = new();
    private readonly ConcurrentDictionary<NodeId, bool> _closed = new(store.Read(static s => s.Links.List()).Where(static l => l.ClosedReason is not null).ToDictionary(static l => l.Neighbour, static _ => true));

    /// <summary>Whether the link stands closed because of a changed key; a call in either direction that is let in opens it.</summary>
    public bool IsClosed(NodeId neighbour) => _closed.ContainsKey(neighbour);

    /// <summary>The neighbour answered.</summary>
    public Task ReachedAsync(NodeId neighbour, CancellationToken cancellationToken) =>
        NoteAsync(neighbour, null, null, cancellationToken);

    /// <summary>The neighbour could not be reached, or its key is not the one in the directory.</summary>
    public Task FailedAsync(NodeId neighbour, string code, string sentence, CancellationToken cancellationToken) =>
        NoteAsync(neighbour, code, sentence, cancellationToken);

    private async Task NoteAsync(NodeId neighbour, string? code, string? sentence, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var good = code is null;
        var closed = code is LinkUnreachableException.KeyChanged or LinkUnreachableException.KeyRefused or Vxp.Link.VxpAnswer.NotAuthenticated;
        var changed = !_known.TryGetValue(neighbour, out var known) || known.Code != code || (good && IsClosed(neighbour));
        if (!changed && now - known.WrittenAt < Interval)
        {
            return;
        }

        _known[neighbour] = (code, now);
        if (closed)
        {
            _closed[neighbour] = true;
        }
        else if (good)
        {
            _closed.TryRemove(neighbour, out _);
        }

        await store.WriteAsync(
            session =>
            {
                var state = session.Links.Find(neighbour) ?? new LinkState(neighbour, null, null, null, null, null, null, null);
                session.Links.Put(good
                    ? state with { LastContactAt = now, ClosedReason = null }
                    : state with { LastErrorAt = now, LastErrorCode = code, LastError = sentence, ClosedReason = closed ? sentence : state.ClosedReason });
                if (changed && (state.LastContactAt is not null || !good))
                {
                    session.Journal.Append(new JournalEntry(now, good ? "link-reached" : "link-lost", Agency: neighbour.Value, To: code));
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
