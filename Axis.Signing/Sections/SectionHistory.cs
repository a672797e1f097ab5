using Axis.Core.Agencies;

namespace Axis.Signing.Sections;

/// <summary>
/// What a section says goes on from what it said: no agency version and no certificate disappears (REF-13), and each binding says since when it is known, so that
/// a verdict about the past can tell what was known then.
/// </summary>
public static class SectionHistory
{
    /// <summary>The records of the next version.</summary>
    /// <param name="current">The version in force; <c>null</c> for a first one.</param>
    /// <param name="records">What the next one is to say.</param>
    /// <param name="now">When it is signed.</param>
    /// <exception cref="SectionFormatException">Something that the version in force says is left out.</exception>
    public static IReadOnlyList<DirectoryRecord> Continue(DirectorySection? current, IEnumerable<DirectoryRecord> records, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(records);
        List<DirectoryRecord> next = [.. records];
        var known = (current?.Others ?? []).OfType<CertificateRecord>().Select(static r => r.Certificate).ToLookup(KeyOf);
        for (var i = 0; i < next.Count; i++)
        {
            if (next[i] is CertificateRecord { Certificate: var entry })
            {
                next[i] = new CertificateRecord(Stamp(entry, [.. known[KeyOf(entry)]], now));
            }
        }

        var stated = next.OfType<CertificateRecord>().Select(static r => KeyOf(r.Certificate)).ToHashSet();
        var versions = next.OfType<AgencyRecord>().Select(static r => r.Agency.VersionId).ToHashSet();
        var lost = current?.Agencies.Select(static a => a.VersionId).Where(v => !versions.Contains(v)).Select(static v => v.ToString())
            .Concat(known.Where(k => !stated.Contains(k.Key)).Select(static k => k.Key.Owner)).FirstOrDefault();
        return lost is null
            ? next
            : throw new SectionFormatException(SectionCodes.History, $"Phiên bản mới bỏ mất điều phiên bản trước đã nêu về {lost}; danh bạ chỉ thêm và đóng, không xóa.");
    }

    private static (KeyUse Use, string Owner, Core.Packets.Digest Thumbprint) KeyOf(CertificateEntry entry) => (entry.Use, entry.Owner, entry.Thumbprint);

    private static CertificateEntry Stamp(CertificateEntry entry, CertificateEntry[] before, DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var known = before.Length == 0 ? entry.KnownSince ?? at : before.Select(static b => b.KnownSince).Min();
        return entry with
        {
            KnownSince = known,
            RevocationKnownSince = entry.RevokedAt is null ? null
                : before.Where(b => b.RevokedAt == entry.RevokedAt).Select(static b => b.RevocationKnownSince).FirstOrDefault() ?? entry.RevocationKnownSince ?? at,
        };
    }
}
