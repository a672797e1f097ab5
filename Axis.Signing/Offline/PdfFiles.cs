using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Signing.Pdf;
using Axis.Signing.Trust;

namespace Axis.Signing.Offline;

/// <summary>Verifies PDFs, alone or inside packets.</summary>
/// <param name="trust">What is believed.</param>
/// <param name="chains">Finds paths.</param>
/// <param name="time">The clock.</param>
/// <param name="scratch">Where PDFs lie that are taken out of packets.</param>
public sealed class PdfFiles(OfflineTrust trust, CertificateChains chains, TimeProvider time, IScratchFiles scratch)
{
    private const int MostInPacket = 200;

    private readonly PdfVerifier _verifier = new(chains);

    /// <summary>Verifies a PDF by itself.</summary>
    public FileReport Verify(string path, FileStream file, CancellationToken cancellationToken)
    {
        var (name, given) = (Path.GetFileName(path), Given());
        var report = _verifier.Verify(PdfSource.Of(file), given, cancellationToken);
        var value = LegalValueJudge.Judge([new JudgedPdf(0, name, report)], null, trust.Directory);
        return new FileReport
        {
            File = path,
            Kind = "pdf",
            Verdict = report.Verdict,
            Checks = report.Problem is { } problem ? [new CheckView(report.ProblemCode!, "failed", problem)] : [],
            JudgedAt = given.ReceivedAt,
            ExitCode = FileReport.ExitCodeOf(report.Indication),
            Summary = $"giá trị pháp lý: {LegalValueReport.NameOf(value.Code)}; {report.Signatures.Count} chữ ký",
            LegalValue = LegalValueViews.Of(value, given),
        };
    }

    /// <summary>Judges the PDFs that a native packet carries; <c>null</c> when it carries none.</summary>
    /// <param name="packet">The packet, from its beginning.</param>
    /// <param name="names">Names of its files, in order.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<LegalValueView?> InPacketAsync(Stream packet, IReadOnlyList<string> names, OrganId sender, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(names);
        var wanted = names.Select(static (n, i) => (Name: n, Index: i)).Where(static n => n.Name.Contains(".pdf", StringComparison.OrdinalIgnoreCase)).Take(MostInPacket).ToArray();
        if (wanted.Length == 0)
        {
            return null;
        }

        var carried = wanted.ToDictionary(static w => w.Index, _ => scratch.Create());
        try
        {
            packet.Position = 0;
            var options = NativeReadOptions.Default with { Sink = new PdfSink(carried.ToDictionary(static c => c.Key, c => scratch.Filling(c.Value))) };
            await NativePacketReader.ReadAsync(packet, options, cancellationToken).ConfigureAwait(false);
            var (judged, given) = (new List<JudgedPdf>(), Given());
            foreach (var (name, index) in wanted)
            {
                carried[index].Position = 0;
                using var unpacked = scratch.Create();
                await AttachmentUnpacker.UnpackAsync(carried[index], new Attachment("", name, "application/pdf", null), scratch.Filling(unpacked), UnpackLimits.Default, cancellationToken).ConfigureAwait(false);
                await unpacked.FlushAsync(cancellationToken).ConfigureAwait(false);
                judged.Add(new JudgedPdf(index, name, _verifier.Verify(PdfSource.Of(unpacked), given, cancellationToken)));
            }

            return LegalValueViews.Of(LegalValueJudge.Judge(judged, sender, trust.Directory), given);
        }
        finally
        {
            foreach (var file in carried.Values)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private PdfTrust Given()
    {
        var now = time.GetUtcNow();
        return new PdfTrust { Directory = trust.Directory, Revocation = trust.Revocation, ReceivedAt = now, Now = now, Policy = VerificationPolicy.Default };
    }

    private sealed class PdfSink(Dictionary<int, Stream> files) : INativeFileSink
    {
        public void Write(int file, ReadOnlySpan<byte> decoded)
        {
            if (files.TryGetValue(file, out var destination))
            {
                destination.Write(decoded);
            }
        }
    }
}
