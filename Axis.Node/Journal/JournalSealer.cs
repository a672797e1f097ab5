using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Journal;

/// <summary>Puts the entries appended so far under a sealed head. Run by the schedule; harmless when run twice or by two at once.</summary>
/// <param name="store">The store.</param>
/// <param name="sealer">Signs the head.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class JournalSealer(IStore store, IHeadSealer sealer, TimeProvider time, ILogger<JournalSealer> logger)
{
    /// <summary>Seals what is not under a head yet.</summary>
    /// <returns>The new head; <c>null</c> when nothing was appended since the last one.</returns>
    public async Task<JournalHead?> SealAsync(CancellationToken cancellationToken)
    {
        // Hashing and signing happen outside the writer; entries that come meanwhile wait for the next head.
        var (size, root, firstTile, tiles) = store.Read(session =>
        {
            var sizes = session.Journal.Size();
            if (sizes.Appended == sizes.Sealed)
            {
                return (0L, default, 0L, []);
            }

            var tree = new JournalTree(session.Journal);
            return (sizes.Appended, tree.Root(sizes.Appended), tree.TileCount, tree.MissingTiles(sizes.Appended));
        });
        if (size == 0)
        {
            return null;
        }

        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var head = new JournalHead(size, root, now, sealer.SealHead(size, root, now));
        var added = await store.WriteAsync(
            session =>
            {
                if (session.Journal.Size().Sealed >= size)
                {
                    return false;
                }

                var kept = session.Journal.Tiles(firstTile, tiles.Count).Count;
                for (var i = kept; i < tiles.Count; i++)
                {
                    session.Journal.AddTile(firstTile + i, tiles[i]);
                }

                session.Journal.AddHead(head);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (!added)
        {
            return null;
        }

        Log.JournalSealed(logger, size, root);
        return head;
    }
}
