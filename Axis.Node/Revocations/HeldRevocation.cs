using System.Collections.Concurrent;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Revocations;

/// <summary>
/// The revocation data that this node fetched: in the store, and in force in <see cref="LiveDirectory.Revocation"/>. Remembers which certificates somebody waits
/// for, and keeps for good what a verdict rests on. Thread-safe.
/// </summary>
public sealed class HeldRevocation(LiveDirectory directory, RevocationOptions options, IStore store, ILogger<HeldRevocation> logger) : IDisposable
{
    // As many signers as a busy node meets in a day; one more makes it forget them all, and they are asked about again when they come.
    private const int MaxSigners = 8192;
    private const string FromDirectory = "directory";

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<Digest, bool> _cited = new();
    private readonly ConcurrentDictionary<Digest, ReadOnlyMemory<byte>> _met = new();
    private readonly ConcurrentDictionary<Digest, CertificateChain> _paths = new();
    private readonly SemaphoreSlim _wanted = new(0, 1);

    /// <summary>Something new was kept and is in force.</summary>
    public event Action? Kept;

    /// <summary>Takes up what the store holds; at start.</summary>
    public void Load() => Enforce(store.Read(static s => s.Revocations.Current()));

    /// <summary>Certificates (DER) that signed packets since they were last taken.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> TakeMet()
    {
        var met = _met.ToArray();
        foreach (var (digest, _) in met)
        {
            _met.TryRemove(digest, out _);
        }

        return [.. met.Select(static m => m.Value)];
    }

    /// <summary>Paths that somebody lacked revocation data of since they were last taken.</summary>
    public IReadOnlyList<CertificateChain> TakePaths()
    {
        var paths = _paths.ToArray();
        foreach (var (digest, _) in paths)
        {
            _paths.TryRemove(digest, out _);
        }

        return [.. paths.Select(static p => p.Value)];
    }

    /// <summary>
    /// Somebody lacks revocation data of a path: a timestamp authority's, say, whose certificate signs no packet. The path leads to an anchor of the directory.
    /// </summary>
    public void Want(CertificateChain path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!options.IsOn)
        {
            return;
        }

        if (_paths.Count >= MaxSigners)
        {
            _paths.Clear();
        }

        // Only a new one wakes: many packets wait for the same, and each says so.
        if (_paths.TryAdd(Digest.Of(path.Certificates[0].RawDataMemory.Span), path))
        {
            Wake();
        }
    }

    /// <summary>Waits until a verdict could not be finished for want of data.</summary>
    public Task WantedAsync(CancellationToken cancellationToken) => _wanted.WaitAsync(cancellationToken);

    /// <summary>Wakes whoever waits in <see cref="WantedAsync"/>.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_wanted.CurrentCount == 0)
            {
                _wanted.Release();
            }
        }
    }

    /// <summary>A packet signed with the certificate was judged for a recipient here.</summary>
    public void Meet(ReadOnlyMemory<byte> certificate, bool undecided)
    {
        if (_met.Count >= MaxSigners)
        {
            _met.Clear();
        }

        _met.TryAdd(Digest.Of(certificate.Span), certificate);
        if (undecided && options.IsOn)
        {
            Wake();
        }
    }

    /// <summary>Keeps for good what a verdict rests on, in the verdict's own transaction.</summary>
    public void Cite(ISession session, VerificationReport report, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(report);
        foreach (var evidence in report.Evidence)
        {
            if (_cited.ContainsKey(evidence.Digest))
            {
                continue;
            }

            session.Revocations.Cite(new RevocationRow(
                evidence.Digest,
                evidence.Kind,
                evidence.Issuer,
                evidence.Kind == RevocationKind.OcspResponse ? evidence.Certificate : null,
                evidence.Bytes,
                FromDirectory,
                evidence.ThisUpdate,
                evidence.NextUpdate,
                now));
            session.AfterCommit(() => Remember(evidence.Digest));
        }
    }

    /// <summary>Keeps what was fetched, durably, and puts it in force.</summary>
    public async Task KeepAsync(IReadOnlyList<RevocationRow> rows, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return;
        }

        var current = await store.WriteAsync(
            session =>
            {
                foreach (var row in rows)
                {
                    session.Revocations.Put(row);
                    session.Journal.Append(new JournalEntry(now, "revocation-data-kept", Actor: actor, To: row.Digest.ToString(), Detail: row.Source));
                }

                return session.Revocations.Current();
            },
            cancellationToken).ConfigureAwait(false);
        Enforce(current);
        Log.Kept(logger, rows.Count);
        Kept?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => _wanted.Dispose();

    private void Remember(Digest cited)
    {
        if (_cited.Count >= MaxSigners)
        {
            _cited.Clear();
        }

        _cited.TryAdd(cited, true);
    }

    private void Enforce(IReadOnlyList<RevocationRow> rows)
    {
        var (lists, responses) = (new List<RevocationList>(), new List<OcspResponse>());
        foreach (var row in rows)
        {
            try
            {
                if (row.Kind == RevocationKind.List)
                {
                    lists.Add(CrlReader.Read(row.Bytes));
                }
                else
                {
                    responses.Add(OcspReader.Read(row.Bytes));
                }
            }
            catch (Exception e) when (e is CrlFormatException or OcspFormatException)
            {
                Log.Unreadable(logger, row.Digest.ToString(), e.Message);
            }
        }

        directory.Replace(lists, responses);
    }
}
