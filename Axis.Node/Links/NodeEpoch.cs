using System.Reflection;
using Axis.Node.Journal;
using Axis.Node.Storage;

namespace Axis.Node.Links;

/// <summary>The node's epoch: a name for one unbroken life of its store. A restore from a backup starts a new one, and neighbours notice.</summary>
public sealed class NodeEpoch
{
    private const string Key = "epoch";

    private NodeEpoch(string value) => Value = value;

    /// <summary>Product and version, for people at the other end.</summary>
    public static string Software { get; } = "DocAxis/" + (typeof(NodeEpoch).Assembly.GetName().Version?.ToString(3) ?? Assembly.GetExecutingAssembly().ImageRuntimeVersion);

    /// <summary>The epoch (UUID).</summary>
    public string Value { get; }

    /// <summary>Reads the epoch, or starts the first one.</summary>
    public static async Task<NodeEpoch> LoadAsync(IStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        var value = await store.WriteAsync(
            session =>
            {
                var known = session.Links.GetMeta(Key);
                if (known is null)
                {
                    known = Guid.CreateVersion7(time.GetUtcNow()).ToString();
                    session.Links.SetMeta(Key, known);
                    session.Journal.StartLog(known, time.GetUtcNow());
                    session.Journal.Append(new JournalEntry(time.GetUtcNow(), JournalKinds.EpochStarted, To: known));
                }

                return known;
            },
            cancellationToken).ConfigureAwait(false);
        return new NodeEpoch(value);
    }
}
