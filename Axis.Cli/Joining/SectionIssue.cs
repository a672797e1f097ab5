using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Joining;

/// <summary>Makes records and signs versions of directory sections.</summary>
public static class SectionIssue
{
    // Long enough to survive a long holiday without anyone to sign, short enough that a forgotten section is noticed.
    private static readonly TimeSpan Validity = TimeSpan.FromDays(180);

    /// <summary>Signs the version after <paramref name="current"/>, or the first one.</summary>
    public static DirectorySection Next(DirectorySection? current, string name, IEnumerable<DirectoryRecord> records, ISigningKey key, DateTimeOffset now) =>
        DirectorySection.Sign(
            new SectionDraft(name, (current?.Head.Version ?? 0) + 1, current?.HeadDigest, Milliseconds(now), Milliseconds(now + Validity)),
            SectionHistory.Continue(current, records, now),
            key);

    /// <summary>The records of a node and its agencies.</summary>
    public static IEnumerable<DirectoryRecord> RecordsOf(JoiningNode node, NodeId? parent, IReadOnlyList<JoiningAgency> agencies, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(agencies);
        var id = NodeId.Parse(node.Id);
        yield return new NodeRecord(new NodeEntry(id, node.Name, node.Tier, parent, [.. node.Endpoints.Select(static e => new Uri(e))], node.PullOnly));
        foreach (var agency in agencies)
        {
            yield return new AgencyRecord(new Agency(
                OrganId.Parse(agency.Code),
                agency.Name,
                agency.Tier,
                agency.Parent is { } above ? OrganId.Parse(above) : null,
                id,
                AgencyStatus.Active,
                From(now),
                null,
                [],
                []));
        }
    }

    /// <summary>The record that binds a certificate.</summary>
    public static CertificateRecord Bind(KeyUse use, string owner, ReadOnlyMemory<byte> der, DateTimeOffset now) =>
        new(new CertificateEntry(use, owner, der, From(now), null, null));

    // A clock that lags a little must not find a record that begins in its future; certificates are backdated by as much.
    private static DateTimeOffset From(DateTimeOffset now) => Milliseconds(now - TimeSpan.FromMinutes(10));

    // Sections carry milliseconds.
    private static DateTimeOffset Milliseconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
