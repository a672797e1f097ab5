using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Node.Links;

/// <summary>
/// Who is at the other end: a certificate counts only when its public key is, now, the TLS key of that node in the directory in force or the one an
/// operator pinned. Asked at every handshake and again at every request, because an open HTTP/2 connection outlives a revocation otherwise.
/// </summary>
public sealed class LinkPins(LiveDirectory directory, IStore store, TimeProvider time) : IKeyPinning
{
    /// <summary>How much earlier than its stated first instant a next key is let in: the clock of the node that changes keys may be ahead.</summary>
    public static readonly TimeSpan EarlyStart = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<NodeId, Digest> _pinnedByOperator = Load(store);

    /// <summary>SHA-256 of the SubjectPublicKeyInfo.</summary>
    public static Digest SpkiOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Digest.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    /// <summary>
    /// The neighbour whose key this is, or <c>null</c>. A section may bind another node's certificate to a node of its own; where several nodes are named, the
    /// one that the certificate itself names (CN) is meant, so that nobody cuts another's link by claiming its certificate.
    /// </summary>
    public Neighbour? Identify(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var owners = Owners(certificate);
        if (owners.Count < 2)
        {
            return owners.Count == 0 ? null : owners[0];
        }

        var named = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return owners.Find(o => o.Id.Value == named) ?? owners[0];
    }

    /// <summary>Whether the certificate is, now, a TLS key of the neighbour.</summary>
    public bool IsKeyOf(NodeId neighbour, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Owners(certificate).Exists(o => o.Id == neighbour);
    }

    private List<Neighbour> Owners(X509Certificate2 certificate)
    {
        var owners = new List<Neighbour>();
        var withdrawn = new HashSet<string>(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        if (now < certificate.NotBefore || now > certificate.NotAfter)
        {
            return owners;
        }

        foreach (var entries in directory.Snapshot.FindCertificate(Digest.Of(certificate.RawDataMemory.Span)).Where(static e => e.Use == KeyUse.Tls).GroupBy(static e => e.Owner))
        {
            // The first withdrawal counts, whichever entry for the same certificate, owner and use it stands in: another entry does not bring the key back.
            if (entries.Min(static e => e.RevokedAt) <= now)
            {
                withdrawn.Add(entries.Key);
            }
            else if (entries.Any(e => e.HoldsAt(now) || IsAboutToHold(e, now))
                && NodeId.TryParse(entries.Key, out var owner)
                && directory.FindNeighbour(owner) is { } neighbour)
            {
                owners.Add(neighbour);
            }
        }

        if (owners.Count == 0 && !_pinnedByOperator.IsEmpty)
        {
            var spki = SpkiOf(certificate);
            owners.AddRange(_pinnedByOperator.Where(p => p.Value == spki && !withdrawn.Contains(p.Key.Value)).Select(p => directory.FindNeighbour(p.Key)).OfType<Neighbour>());
        }

        return owners;
    }

    private static bool IsAboutToHold(CertificateEntry entry, DateTimeOffset now) => now < entry.ValidFrom && entry.HoldsAt(now + EarlyStart);

    /// <inheritdoc/>
    public async Task PinAsync(NodeId neighbour, Digest spki, string actor, string reason, CancellationToken cancellationToken)
    {
        await store.WriteAsync(
            session =>
            {
                var state = session.Links.Find(neighbour) ?? new LinkState(neighbour, null, null, null, null, null, null, null);
                session.Links.Put(state with { PinnedSpki = spki, ClosedReason = null });
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "link-key-pinned", Agency: neighbour.Value, Actor: actor, To: spki.ToString(), Detail: reason));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        _pinnedByOperator[neighbour] = spki;
    }

    private static ConcurrentDictionary<NodeId, Digest> Load(IStore store) =>
        new(store.Read(static s => s.Links.List())
            .Where(static l => l.PinnedSpki is not null)
            .ToDictionary(static l => l.Neighbour, static l => l.PinnedSpki!.Value));
}
