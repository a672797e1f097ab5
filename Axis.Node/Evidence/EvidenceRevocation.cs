using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Sections;
using Axis.Signing.Trust;

namespace Axis.Node.Evidence;

/// <summary>
/// The fetched revocation data that go into evidence: what the stored verdicts rest on, by the digests that they name, and what is in force about the certificates
/// and authorities of the extract. Both, because whoever verifies later judges at a time that the timestamp over the container proves.
/// </summary>
internal static class EvidenceRevocation
{
    // The report as it is stored (VerificationReport.RevocationData).
    private const string Data = "revocationData";
    private const string DataDigest = "digest";

    /// <summary>Finds them, each once.</summary>
    /// <param name="session">The store.</param>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="selection">Whose certificates are of interest.</param>
    /// <param name="directory">The directory in force.</param>
    public static IReadOnlyList<(RevocationKind Kind, ReadOnlyMemory<byte> Der)> Of(
        ISession session, IReadOnlyList<VerdictRow> verdicts, ExtractSelection selection, DirectorySnapshot directory)
    {
        var cited = verdicts.SelectMany(static v => Cited(v.ReportJson)).Distinct().Select(session.Revocations.Find).OfType<RevocationRow>();
        var authorities = directory.TrustAnchors.Select(static a => Digest.Of(a.Span)).ToHashSet();
        var owners = selection.Agencies.Select(static a => a.Value).Concat(selection.Nodes.Select(static n => n.Value)).ToHashSet(StringComparer.Ordinal);
        var subjects = directory.Certificates.Where(c => owners.Contains(c.Owner)).Select(static c => c.Thumbprint).Concat(authorities).ToHashSet();
        var current = session.Revocations.Current().Where(r => r.Subject is { } subject ? subjects.Contains(subject) : authorities.Contains(r.Issuer));
        return [.. cited.Concat(current).DistinctBy(static r => r.Digest).Select(static r => (r.Kind, r.Bytes))];
    }

    private static List<Digest> Cited(string reportJson)
    {
        using var report = JsonDocument.Parse(reportJson);
        return report.RootElement.TryGetProperty(Data, out var data) && data.ValueKind == JsonValueKind.Array
            ? [.. data.EnumerateArray().Select(static d => d.TryGetProperty(DataDigest, out var text) && Digest.TryParse(text.GetString(), out var digest) ? digest : (Digest?)null).OfType<Digest>()]
            : [];
    }
}
