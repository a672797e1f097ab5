using Axis.Signing.Keys;
using Axis.Signing.Seals;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Signing.Evidence;

/// <summary>
/// Verifies evidence with nothing but the published fingerprint of the directory's root key: offline, link by link. What fails is named with its file and the
/// reason; what could not be checked is never a pass (promise 4). Not thread-safe; one container after the other.
/// </summary>
public sealed class EvidenceVerifier : IDisposable
{
    private static readonly VerificationPolicy Policy = VerificationPolicy.Default;

    private readonly string _rootFingerprint;
    private readonly CertificateKeys _keys = new();
    private readonly SealVerifier _seals;
    private readonly TimestampVerifier _timestamps;
    private readonly PacketLinks _packets;

    /// <param name="rootFingerprint">Fingerprint of the root key as published, in any grouping.</param>
    public EvidenceVerifier(string rootFingerprint)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rootFingerprint);
        _rootFingerprint = rootFingerprint;
        _seals = new SealVerifier(_keys);
        var chains = new CertificateChains();
        _timestamps = new TimestampVerifier(chains);
        _packets = new PacketLinks(new PacketVerifier(new SignerCertificates()), new TrustJudge(chains), new ProofChainVerifier(chains), Policy);
    }

    /// <summary>Verifies one container.</summary>
    /// <param name="container">Seekable.</param>
    /// <param name="at">The time of verification.</param>
    /// <param name="brought">Further revocation data that the auditor brought.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<EvidenceReport> VerifyAsync(Stream container, DateTimeOffset at, RevocationBook brought, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(brought);
        EvidenceRun run;
        try
        {
            run = new EvidenceRun(StoredZipReader.Open(container), at);
        }
        catch (EvidenceFormatException e)
        {
            var link = new EvidenceLink(EvidenceLinks.Container, e.File, CheckOutcome.Failed, e.Message, e.English);
            return new EvidenceReport(Indication.TotalFailed, [link], null, null, null, null, at, null, null);
        }

        try
        {
            await CheckAsync(run, brought, cancellationToken).ConfigureAwait(false);
        }
        catch (EvidenceFormatException e)
        {
            // What is not in its form ends the checking there; the links before it stay.
            run.Fail(e.File is EvidenceNames.Index ? EvidenceLinks.Index : EvidenceLinks.Manifest, e.File, e.Message, e.English);
        }

        return Report(run);
    }

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();

    private async Task CheckAsync(EvidenceRun run, RevocationBook brought, CancellationToken cancellationToken)
    {
        await ContainerFiles.CheckAsync(run, cancellationToken).ConfigureAwait(false);
        if (run.Signature is null)
        {
            return;
        }

        ContainerTrust.ReadIndex(run);
        if (!ContainerTrust.Directory(run, _rootFingerprint))
        {
            run.NotMade(EvidenceLinks.Signature, null, "Không có danh bạ tin được nên không xét được gì thêm.", "Nothing more can be judged without a directory that holds.");
            return;
        }

        ContainerTrust.ReadRevocation(run, brought);
        ContainerTime.Check(run, _timestamps, Policy.PacketLimits, AlgorithmSunset.Default);
        ContainerTrust.Signer(run, _keys);
        ReceiptLinks.Check(run, _seals, cancellationToken);
        await _packets.CheckAsync(run, cancellationToken).ConfigureAwait(false);
        JournalLinks.Check(run, _seals);
    }

    private static EvidenceReport Report(EvidenceRun run)
    {
        var indication = run.Links.Any(static l => l.Outcome == CheckOutcome.Failed) ? Indication.TotalFailed
            : run.Links.Any(static l => l.Decides && l.Outcome == CheckOutcome.NotMade) || run.Document is null ? Indication.Indeterminate
            : Indication.TotalPassed;
        var contents = run.Document?.SignedContents;
        return new EvidenceReport(
            indication,
            run.Links,
            run.Index?.Packets[0].Digest,
            run.Index?.Node,
            run.Index?.MadeAt,
            run.ProvedAt,
            run.At,
            contents is null ? null : $"{contents.CodeNumber}/{contents.CodeNotation} của {contents.From} gửi {string.Join(", ", contents.To)}",
            run.HoldsUntil);
    }
}
