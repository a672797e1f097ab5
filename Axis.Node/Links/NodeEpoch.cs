using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Axis.Node.Directories;
using Axis.Node.Journal;
using Axis.Node.Storage;

namespace Axis.Node.Links;

/// <summary>
/// The node's epoch: a name for one unbroken life of its store. A store that was put back to an older state begins a new one, with a new log of the journal,
/// and compares with every neighbour what it has forgotten before it sends that one anything.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle is never taken holds nothing to dispose.")]
public sealed class NodeEpoch
{
    /// <summary>How much earlier than its last entry a node compares from: clocks differ, and what was under way ends later than it began.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private const string Key = "epoch";
    private const string SinceKey = "reconcile-since";
    private const string HeldPrefix = "reconciling:";

    private readonly IStore _store;
    private readonly EpochMark _mark;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Core.Agencies.NodeId, byte> _compared = new();
    private readonly SemaphoreSlim _turn = new(1);
    private volatile string _value;

    private NodeEpoch(IStore store, EpochMark mark, TimeProvider time, string value, DateTimeOffset lastEntry) =>
        (_store, _mark, _time, _value, LastEntryBefore) = (store, mark, time, value, lastEntry);

    /// <summary>Product and version, for people at the other end.</summary>
    public static string Software { get; } = "DocAxis/" + (typeof(NodeEpoch).Assembly.GetName().Version?.ToString(3) ?? Assembly.GetExecutingAssembly().ImageRuntimeVersion);

    /// <summary>The epoch (UUID).</summary>
    public string Value => _value;

    /// <summary>Time of the last journal entry before this start; the beginning of time for a store that has none.</summary>
    public DateTimeOffset LastEntryBefore { get; }

    /// <summary>Whether a new epoch began since this start.</summary>
    public bool IsRenewed { get; private set; }

    /// <summary>Whether the link to a neighbour is held since the store was put back.</summary>
    public static bool IsHeld(ISession session, Core.Agencies.NodeId neighbour)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Links.GetMeta(HeldPrefix + neighbour.Value) is { Length: > 0 };
    }

    /// <summary>Reads the epoch, starts the first one, or a new one when the store is behind its mark.</summary>
    public static async Task<NodeEpoch> LoadAsync(IStore store, EpochMark mark, LiveDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(mark);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(time);
        var (known, entries, last) = store.Read(static s => (s.Links.GetMeta(Key), s.Journal.Size().Appended, s.Journal.List(null, 1, null)));
        var epoch = new NodeEpoch(store, mark, time, known ?? "", last is [var line] ? line.Entry.At : DateTimeOffset.UnixEpoch);
        if (known is null)
        {
            await epoch.BeginAsync(null, [], cancellationToken).ConfigureAwait(false);
        }
        else if (mark.Read() is { } marked && (marked.Epoch != known || marked.Entries > entries))
        {
            await epoch.RenewAsync("Kho dữ liệu cũ hơn dấu mốc của thư mục dữ liệu: đã khôi phục từ bản sao lưu.", directory, cancellationToken).ConfigureAwait(false);
        }

        epoch.Mark();
        return epoch;
    }

    /// <summary>
    /// Begins a new epoch because the store turns out to be older than what the node did. Links to neighbours that were not compared with yet are held until each has told what passed.
    /// </summary>
    /// <param name="reason">What showed it; journal detail.</param>
    /// <param name="directory">Who the neighbours are.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task RenewAsync(string reason, LiveDirectory directory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(directory);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Two neighbours may prove the same loss at once; it begins one epoch.
            if (IsRenewed)
            {
                return;
            }

            await BeginAsync(reason, [.. directory.Neighbours.Where(n => !n.Fetches && !_compared.ContainsKey(n.Id)).Select(static n => n.Id)], cancellationToken).ConfigureAwait(false);
            Mark();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>From when on a neighbour is asked.</summary>
    public DateTimeOffset Since(Core.Agencies.NodeId neighbour)
    {
        var since = _store.Read(s => IsHeld(s, neighbour) ? s.Links.GetMeta(SinceKey) : null) is { } text
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture))
            : LastEntryBefore;
        return since - Margin < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : since - Margin;
    }

    /// <summary>The neighbour has told everything: its link is held no longer.</summary>
    public async Task ReleaseAsync(Core.Agencies.NodeId neighbour, CancellationToken cancellationToken)
    {
        // Not between the choice of what is held and its being written: the link would be said to be held although nothing releases it any more.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _compared.TryAdd(neighbour, 0);
            if (!_store.Read(s => IsHeld(s, neighbour)))
            {
                return;
            }

            await _store.WriteAsync(
                session =>
                {
                    session.Links.SetMeta(HeldPrefix + neighbour.Value, "");
                    session.Journal.Append(new JournalEntry(_time.GetUtcNow(), "link-reconciled", Agency: neighbour.Value));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes how far the journal has come beside the database.</summary>
    public void Mark() => _mark.Write(Value, () => _store.Read(static s => s.Journal.Size().Appended));

    private async Task BeginAsync(string? reason, IReadOnlyList<Core.Agencies.NodeId> held, CancellationToken cancellationToken)
    {
        var value = Guid.CreateVersion7(_time.GetUtcNow()).ToString();
        await _store.WriteAsync(
            session =>
            {
                var now = _time.GetUtcNow();
                var before = reason is null ? null : LastHead(session.Journal);
                session.Links.SetMeta(Key, value);
                session.Journal.StartLog(value, now);
                session.Journal.Append(new JournalEntry(now, JournalKinds.EpochStarted, From: before, To: value, Detail: reason));
                if (reason is not null)
                {
                    session.Links.SetMeta(SinceKey, LastEntryBefore.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
                }

                foreach (var neighbour in held)
                {
                    session.Links.SetMeta(HeldPrefix + neighbour.Value, value);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        _value = value;
        IsRenewed |= reason is not null;
    }

    private static string LastHead(IJournal journal)
    {
        var (log, head) = (journal.Log(), journal.LastHead());
        return head is null ? $"{log.Epoch}/{journal.Size().Appended}" : $"{log.Epoch}/{head.TreeSize}/{head.Root}";
    }
}
