using Axis.Core.Packets;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Evidence;

/// <summary>
/// Puts a further timestamp over a container, with the revocation data of the day: an ASiCArchiveManifest (EN 319 162-1 §A.7). What is in the container stays byte for
/// byte. A container that was exported without a timestamp gets its first one.
/// </summary>
/// <param name="stamping">Who stamps.</param>
public sealed class EvidenceRenewal(ContainerStamping stamping)
{
    /// <summary>Writes the renewed container. Whether it holds is for <see cref="EvidenceVerifier"/> to say, before the old one is given up.</summary>
    /// <param name="container">Seekable.</param>
    /// <param name="output">Takes the renewed container.</param>
    /// <param name="revocation">Lists and responses that show the earlier authority in order today.</param>
    /// <param name="at">The time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="EvidenceFormatException">The container is not intact, or was renewed too often.</exception>
    /// <exception cref="TimestampUnavailableException">No authority answered.</exception>
    public async Task RenewAsync(
        Stream container, Stream output, IReadOnlyList<(RevocationKind Kind, ReadOnlyMemory<byte> Der)> revocation, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(revocation);
        var run = new EvidenceRun(StoredZipReader.Open(container), at);
        await ContainerFiles.CheckAsync(run, cancellationToken).ConfigureAwait(false);
        if (run.Links.FirstOrDefault(static l => l.Outcome == CheckOutcome.Failed) is { } failed)
        {
            throw new EvidenceFormatException(failed.Detail, failed.English, failed.File);
        }

        var number = run.Manifests.Count + 1;
        if (number > ContainerManifest.MaxTimestamps)
        {
            throw new EvidenceFormatException("Hồ sơ đã được gia hạn quá nhiều lần.", "The container was renewed too often.", null);
        }

        var zip = new StoredZipWriter(output, at);
        var types = run.Signature!.Files.Concat(run.Manifests.SelectMany(static m => m.Manifest.Files)).DistinctBy(static f => f.Name).ToDictionary(static f => f.Name, static f => f.MediaType, StringComparer.Ordinal);
        var files = new List<CoveredFile>();
        foreach (var entry in run.Zip.Entries)
        {
            var measured = run.Measured[entry.Name];
            await zip.AddAsync(entry.Name, measured, run.Zip.OpenEntry(entry), cancellationToken).ConfigureAwait(false);
            if (entry.Name != EvidenceNames.MimeType)
            {
                files.Add(new CoveredFile(entry.Name, types.GetValueOrDefault(entry.Name) ?? TypeOf(entry.Name), measured.Digest));
            }
        }

        foreach (var ((kind, der), i) in revocation.DistinctBy(static r => Digest.Of(r.Der.Span)).Select(static (r, i) => (r, i)))
        {
            var isList = kind == RevocationKind.List;
            var name = EvidenceNames.Renewed(number, i + 1, isList);
            await zip.AddAsync(name, der, cancellationToken).ConfigureAwait(false);
            files.Add(new CoveredFile(name, isList ? EvidenceNames.CrlType : EvidenceNames.OcspType, Digest.Of(der.Span)));
        }

        var manifest = new ContainerManifest(EvidenceNames.Timestamp(number), files).Write();
        var token = await stamping.StampAsync(manifest, cancellationToken).ConfigureAwait(false);
        await zip.AddAsync(EvidenceNames.Manifest(number), manifest, cancellationToken).ConfigureAwait(false);
        await zip.AddAsync(EvidenceNames.Timestamp(number), token.Der, cancellationToken).ConfigureAwait(false);
        await zip.FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string TypeOf(string name) => name.EndsWith(".tst", StringComparison.Ordinal) ? EvidenceNames.TokenType : EvidenceNames.XmlType;
}
