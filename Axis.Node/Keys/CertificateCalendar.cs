using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Signing.Trust;

namespace Axis.Node.Keys;

/// <summary>
/// When every certificate that this node depends on ends: its own, its agencies', its neighbours', the trust anchors, and the revocation lists. A certificate ends when
/// its binding in the directory does or when it says so itself, whichever comes first.
/// </summary>
public sealed class CertificateCalendar : IDisposable
{
    private readonly Func<DirectorySnapshot> _directory;
    private readonly NodeId _self;
    private readonly LinkOptions _links;
    private readonly TimeProvider _time;
    private readonly Meter _meter = new("Axis.Certificates");

    /// <param name="directory">The directory in force.</param>
    /// <param name="self">This node.</param>
    /// <param name="links">Which nodes are peers.</param>
    /// <param name="time">The clock.</param>
    public CertificateCalendar(Func<DirectorySnapshot> directory, NodeId self, LinkOptions links, TimeProvider time)
    {
        (_directory, _self, _links, _time) = (directory, self, links, time);
        _meter.CreateObservableGauge("axis_certificate_days_left", Measure, "days", "Days until the first certificate of a relation and use ends.");
    }

    /// <summary>All of them, soonest end first; revoked and long ended ones too.</summary>
    public IReadOnlyList<CalendarEntry> List()
    {
        var (now, snapshot) = (_time.GetUtcNow(), _directory());
        var neighbours = Neighbours(snapshot);
        var agencies = snapshot.Agencies.Where(a => a.Host == _self).Select(static a => a.Code.Value).ToHashSet(StringComparer.Ordinal);
        var entries = new List<CalendarEntry>();
        foreach (var entry in snapshot.Certificates)
        {
            CertificateRelation? relation = entry.Use switch
            {
                KeyUse.Tls or KeyUse.NodeSeal when entry.Owner == _self.Value => CertificateRelation.Own,
                KeyUse.Tls or KeyUse.NodeSeal when neighbours.Contains(entry.Owner) => CertificateRelation.Neighbour,
                KeyUse.Agency when agencies.Contains(entry.Owner) => CertificateRelation.Agency,
                _ => null,
            };
            if (relation is { } known && Of(known, entry, snapshot, now) is { } line)
            {
                entries.Add(line);
            }
        }

        entries.AddRange(snapshot.TrustAnchors.Select(a => Anchor(a, now)).OfType<CalendarEntry>().DistinctBy(static e => e.Thumbprint));
        entries.AddRange(Lists(snapshot, now));
        return [.. entries.OrderBy(static e => e.EndsAt)];
    }

    /// <summary>Those that are in force, nothing newer in force or published to follow in time: an end is an event that somebody has to prevent.</summary>
    public IEnumerable<CalendarEntry> Watched()
    {
        var all = List();
        return all.Where(e => e.State is CertificateState.Current or CertificateState.Ended && !all.Any(next => Follows(next, e)));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static CalendarEntry? Of(CertificateRelation relation, CertificateEntry entry, DirectorySnapshot snapshot, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(entry.Der.Span);
            var from = Later(entry.ValidFrom, certificate.NotBefore.ToUniversalTime());
            var end = End(entry, certificate);
            var state = entry.RevokedAt <= now ? CertificateState.Revoked
                : from > now ? CertificateState.Next
                : HasSuccessor(snapshot, entry, end, now) ? CertificateState.Replaced
                : end <= now ? CertificateState.Ended
                : CertificateState.Current;
            return new CalendarEntry(relation, entry.Use, entry.Owner, entry.Thumbprint.ToString(), certificate.SerialNumber, from, end, Days(end, now), state);
        }
        catch (CryptographicException)
        {
            // A record that holds no certificate has no end; nothing can be done with it either.
            return null;
        }
    }

    private static CalendarEntry? Anchor(ReadOnlyMemory<byte> der, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
            DateTimeOffset end = certificate.NotAfter.ToUniversalTime();
            return new CalendarEntry(
                CertificateRelation.Anchor,
                null,
                certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
                Digest.Of(der.Span).ToString(),
                certificate.SerialNumber,
                certificate.NotBefore.ToUniversalTime(),
                end,
                Days(end, now),
                end <= now ? CertificateState.Ended : CertificateState.Current);
        }
        catch (CryptographicException)
        {
            // An anchor that is no certificate anchors nothing.
            return null;
        }
    }

    // Of several lists of one issuer, the one that lasts longest counts.
    private static IEnumerable<CalendarEntry> Lists(DirectorySnapshot snapshot, DateTimeOffset now) =>
        RevocationBook.Read(snapshot.RevocationLists, out _).Lists
            .Where(static l => l.NextUpdate is not null)
            .GroupBy(static l => Digest.Of(l.IssuerName.Span))
            .Select(static g => g.MaxBy(static l => l.NextUpdate)!)
            .Select(l => new CalendarEntry(
                CertificateRelation.RevocationList,
                null,
                Name(l.IssuerName),
                l.Digest.ToString(),
                "",
                l.ThisUpdate,
                l.NextUpdate!.Value,
                Days(l.NextUpdate.Value, now),
                l.NextUpdate <= now ? CertificateState.Ended : CertificateState.Current));

    private static bool Follows(CalendarEntry next, CalendarEntry entry) =>
        next.State == CertificateState.Next && next.Relation == entry.Relation && next.Use == entry.Use && next.Owner == entry.Owner
        && next.From <= entry.EndsAt && next.EndsAt > entry.EndsAt;

    private static bool HasSuccessor(DirectorySnapshot snapshot, CertificateEntry entry, DateTimeOffset end, DateTimeOffset now)
    {
        foreach (var other in snapshot.CertificatesOf(entry.Owner, entry.Use))
        {
            if (other.Thumbprint != entry.Thumbprint && other.HoldsAt(now))
            {
                using var certificate = X509CertificateLoader.LoadCertificate(other.Der.Span);
                if (End(other, certificate) > end)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static DateTimeOffset End(CertificateEntry entry, X509Certificate2 certificate)
    {
        DateTimeOffset own = certificate.NotAfter.ToUniversalTime();
        return entry.ValidTo is { } bound && bound < own ? bound : own;
    }

    private static string Name(ReadOnlyMemory<byte> issuer) => new X500DistinguishedName(issuer.Span).Name;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static int Days(DateTimeOffset end, DateTimeOffset now) => (int)Math.Floor((end - now).TotalDays);

    private HashSet<string> Neighbours(DirectorySnapshot snapshot)
    {
        var parent = snapshot.FindNode(_self)?.Parent;
        return snapshot.Nodes
            .Where(n => n.Id != _self && (n.Parent == _self || n.Id == parent || _links.Find(n.Id) is { Peer: true }))
            .Select(static n => n.Id.Value).ToHashSet(StringComparer.Ordinal);
    }

    private IEnumerable<Measurement<int>> Measure() => Watched()
        .GroupBy(static e => (e.Relation, e.Use))
        .Select(static g => new Measurement<int>(
            g.Min(static e => e.DaysLeft),
            new KeyValuePair<string, object?>("relation", CalendarNames.Of(g.Key.Relation)),
            new KeyValuePair<string, object?>("use", CalendarNames.Of(g.Key.Use))));
}
