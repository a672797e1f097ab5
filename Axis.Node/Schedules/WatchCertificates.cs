using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Schedules;

/// <summary>
/// Warns 60, 30 and 7 days before a certificate of this node or of an agency hosted here runs out, once each, and once when it has.
/// A certificate ends when its binding in the directory does or when it says so itself, whichever comes first.
/// </summary>
public sealed class WatchCertificates(IStore store, Func<DirectorySnapshot> directory, NodeId self, TimeProvider time, ILogger<WatchCertificates> log) : IWatchCertificates
{
    private const string MetaPrefix = "certificate-warned:";

    // Days left at which a warning is due; 0 stands for a certificate that has ended.
    private static readonly int[] Steps = [60, 30, 7, 0];

    /// <summary>Certificates of this node and its agencies that end within 60 days or have ended, soonest first.</summary>
    public IReadOnlyList<EndingCertificate> Ending()
    {
        var now = time.GetUtcNow();
        var snapshot = directory();
        var agencies = snapshot.Agencies.Where(a => a.Host == self).Select(static a => a.Code.Value).ToHashSet(StringComparer.Ordinal);
        return [.. snapshot.Certificates
            .Where(c => c.ValidFrom <= now && (c.RevokedAt is null || c.RevokedAt > now))
            .Where(c => c.Use is KeyUse.Tls or KeyUse.NodeSeal ? c.Owner == self.Value : c.Use == KeyUse.Agency && agencies.Contains(c.Owner))
            .Where(c => !HasSuccessor(snapshot, c, now))
            .Select(c => new EndingCertificate(c, EndOf(c), (int)Math.Floor((EndOf(c) - now).TotalDays)))
            .Where(static c => c.DaysLeft < Steps[0])
            .OrderBy(static c => c.EndsAt)];
    }

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var warned = 0;
        foreach (var ending in Ending())
        {
            var key = MetaPrefix + ending.Certificate.Thumbprint;
            var mark = Steps.Last(step => ending.DaysLeft < step).ToString(CultureInfo.InvariantCulture);
            if (store.Read(s => s.Links.GetMeta(key)) == mark)
            {
                continue;
            }

            await store.WriteAsync(
                s =>
                {
                    s.Links.SetMeta(key, mark);
                    s.Journal.Append(new JournalEntry(
                        now, "certificate-ending", Agency: ending.Certificate.Owner, Actor: ScheduledJob.WatchCertificates, From: ending.Certificate.Use.ToString(), To: mark));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            Log.CertificateEnds(log, ending.Certificate.Thumbprint.ToString(), ending.Certificate.Use.ToString(), ending.Certificate.Owner, ending.DaysLeft);
            warned++;
        }

        return warned;
    }

    // A next certificate of the same owner and use that lasts longer is in force already: nothing to warn of.
    private static bool HasSuccessor(DirectorySnapshot snapshot, CertificateEntry certificate, DateTimeOffset now) =>
        snapshot.CertificatesOf(certificate.Owner, certificate.Use)
            .Any(other => other.Thumbprint != certificate.Thumbprint && other.HoldsAt(now) && EndOf(other) > EndOf(certificate));

    private static DateTimeOffset EndOf(CertificateEntry certificate)
    {
        using var parsed = X509CertificateLoader.LoadCertificate(certificate.Der.Span);
        var own = new DateTimeOffset(parsed.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        return certificate.ValidTo is { } bound && bound < own ? bound : own;
    }
}

/// <summary>A certificate that ends soon.</summary>
/// <param name="Certificate">Its binding.</param>
/// <param name="EndsAt">When.</param>
/// <param name="DaysLeft">Whole days until then; negative when it has ended.</param>
public sealed record EndingCertificate(CertificateEntry Certificate, DateTimeOffset EndsAt, int DaysLeft);
