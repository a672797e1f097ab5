using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Tracking;
using Axis.Signing.Keys;
using Axis.Signing.Seals;
using Axis.Signing.Trust;
using Axis.Signing.Xades;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Offline;

/// <summary>Verifies packets and receipts with nothing but files: a directory (or trust anchors), revocation lists, and receipts as proofs of time.</summary>
public sealed class OfflineVerifier : IDisposable
{
    private readonly OfflineTrust _trust;
    private readonly TimeProvider _time;
    private readonly PacketVerifier _packets;
    private readonly GeneralVerifier _general;
    private readonly TrustJudge _judge;
    private readonly ForeignJudge _foreign;
    private readonly PdfFiles _pdfs;
    private readonly DetachedFiles? _files;
    private readonly Dictionary<string, string> _covered = new(StringComparer.Ordinal);
    private readonly CertificateKeys _keys = new();
    private readonly SealVerifier _seals;
    private readonly Dictionary<Digest, List<(Receipt Receipt, SealHead Seal)>> _proofs = [];

    /// <param name="trust">What is believed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="files">
    /// Files that detached signatures may point at by name, besides those in their own folder; <c>null</c> = no file of this machine is looked at, as for what somebody
    /// uploaded.
    /// </param>
    /// <param name="scratch">Where files lie that are taken out of others; <c>null</c> = the machine's folder for such.</param>
    public OfflineVerifier(OfflineTrust trust, TimeProvider time, IReadOnlyList<string>? files, IScratchFiles? scratch = null)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(time);
        _trust = trust;
        _files = files is null ? null : new DetachedFiles(files);
        var chains = new CertificateChains();
        (_judge, _foreign, _pdfs) = (new TrustJudge(chains), new ForeignJudge(chains), new PdfFiles(trust, chains, time, scratch ?? new TemporaryFiles()));
        _time = time;
        _seals = new SealVerifier(_keys);
        var certificates = new SignerCertificates();
        _packets = new PacketVerifier(certificates);
        _general = new GeneralVerifier(certificates);
    }

    /// <summary>Verifies a PDF of any size.</summary>
    public FileReport VerifyPdf(string file, FileStream pdf, CancellationToken cancellationToken) => _pdfs.Verify(file, pdf, cancellationToken);

    /// <summary>Verifies a receipt; a valid one serves as a proof of time for the packets verified after it.</summary>
    public FileReport VerifyReceipt(string file, SealedReceipt sealedReceipt)
    {
        ArgumentNullException.ThrowIfNull(sealedReceipt);
        Receipt receipt;
        try
        {
            receipt = ReceiptXml.Read(sealedReceipt.Bytes.Span);
        }
        catch (ReceiptFormatException e)
        {
            return Report(file, sealedReceipt, null, Indication.TotalFailed, SubIndication.FormatFailure, new Check("receipt-form", CheckOutcome.Failed, e.Message));
        }

        var form = new Check("receipt-form", CheckOutcome.Passed, "Biên nhận ở dạng chuẩn.");
        switch (_seals.Verify(sealedReceipt, receipt, _trust.Directory, _time.GetUtcNow()))
        {
            case SealValid valid:
                if (!_proofs.TryGetValue(receipt.Packet, out var list))
                {
                    _proofs[receipt.Packet] = list = [];
                }

                list.Add((receipt, valid.Head));
                return Report(file, sealedReceipt, receipt, Indication.TotalPassed, SubIndication.None, form, new Check("seal", CheckOutcome.Passed, valid.Reason));
            case SealUndecided undecided:
                return Report(file, sealedReceipt, receipt, Indication.Indeterminate, SubIndication.BindingUnknown, form, new Check("seal", CheckOutcome.NotMade, undecided.Reason));
            case var refused:
                return Report(file, sealedReceipt, receipt, Indication.TotalFailed, SubIndication.SigCryptoFailure, form, new Check("seal", CheckOutcome.Failed, refused.Reason));
        }
    }

    /// <summary>Verifies a packet of any size.</summary>
    public async Task<FileReport> VerifyPacketAsync(string file, Stream packet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var check = await _packets.VerifyAsync(packet, NativeReadOptions.Default, cancellationToken).ConfigureAwait(false);
        if (check.Packet is null && packet.CanSeek)
        {
            packet.Position = 0;
            return VerifyForeign(file, check, packet);
        }

        var now = _time.GetUtcNow();
        var from = OrganId.TryParse(check.SignedContents?.From, out var sender) ? sender : default;
        IReadOnlyList<Proof> proofs = check.Packet?.PacketDigest is { } digest ? Proofs(digest, from) : [];
        var report = _judge.Judge(new JudgeInput
        {
            Cryptography = CryptographicResult.Of(check, from),
            Directory = _trust.Directory,
            Revocation = _trust.Revocation,
            Proof = proofs.Count > 0 ? proofs[0] : null,
            Witnesses = proofs,
            ReceivedAt = now,
            Now = now,
            Scope = JudgeScope.Recipient,
            Policy = VerificationPolicy.Default,
        });
        return new FileReport
        {
            File = file,
            Kind = "packet",
            Digest = check.Packet?.PacketDigest?.ToString(),
            Verdict = report.Verdict,
            Checks = FileReport.Views(report.Checks),
            Signer = report.Signer,
            ClaimedSigningTime = report.ClaimedSigningTime,
            JudgedAt = report.JudgedAt,
            ExitCode = FileReport.ExitCodeOf(report.Indication),
            Summary = Summary(check),
            LegalValue = packet.CanSeek && check is { Packet: { } read, SignedContents.Kind: PacketKind.Document }
                ? await _pdfs.InPacketAsync(packet, [.. read.Files.Select(static f => f.Name)], from, cancellationToken).ConfigureAwait(false)
                : null,
        };
    }

    /// <summary>For each file that an intact detached signature covers (full path), the file of that signature.</summary>
    public IReadOnlyDictionary<string, string> Covered => _covered;

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();

    private FileReport VerifyForeign(string file, PacketCheck check, Stream content)
    {
        var beside = _files?.Beside(Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".") ?? DetachedFiles.None;
        var general = _general.Verify(content, beside);
        foreach (var path in general.Signatures.Where(static s => s.Holds).SelectMany(static s => s.CoveredFiles).Select(beside.Find).OfType<string>())
        {
            _covered.TryAdd(Path.GetFullPath(path), file);
        }

        var now = _time.GetUtcNow();
        return ForeignFile.Report(file, check, general, f => _foreign.Judge(f, _trust.Directory, _trust.Revocation, now, VerificationPolicy.Default));
    }

    // A node's word about its own sender's packet proves nothing to others.
    private IReadOnlyList<Proof> Proofs(Digest packet, OrganId from) => _trust.Directory.FindAgency(from)?.Host is not { } home
        ? []
        : NodeProofs.Earliest((_proofs.GetValueOrDefault(packet) ?? [])
            .Where(p => p.Receipt.From == from && p.Receipt.Issuer != home)
            .Select(static p => NodeProofs.Of(p.Receipt, p.Seal.Time, VerificationPolicy.Default))
            .OfType<Proof>());

    private static string? Summary(PacketCheck check) => check.SignedContents is not { } contents
        ? null
        : contents.Kind == PacketKind.Status
            ? $"trạng thái {contents.StatusCode} của {contents.From}"
            : $"{contents.CodeNumber}/{contents.CodeNotation} của {contents.From} gửi {string.Join(", ", contents.To)}, {contents.Files.Count} tệp";

    private static FileReport Report(
        string file,
        SealedReceipt sealedReceipt,
        Receipt? receipt,
        Indication indication,
        SubIndication sub,
        params ReadOnlySpan<Check> checks) => new()
    {
        File = file,
        Kind = "receipt",
        Digest = sealedReceipt.Digest.ToString(),
        Verdict = Verdicts.Format(indication, sub),
        Checks = FileReport.Views(checks.ToArray()),
        Signer = receipt?.Issuer.Value,
        JudgedAt = receipt?.Time,
        ExitCode = FileReport.ExitCodeOf(indication),
        Summary = receipt is null ? null : $"{StateText.EventName(receipt.Event)} của nút {receipt.Issuer} về gói {receipt.Packet.ToString()[..16]}",
    };
}
