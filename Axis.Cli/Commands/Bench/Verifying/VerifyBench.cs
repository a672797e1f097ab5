using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Signing.Keys;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Cli.Commands.Bench.Verifying;

/// <summary>Verification speed: one generated file under several judges, and small packets per second on one thread.</summary>
public sealed class VerifyBench(TimeProvider time)
{
    private const long SmallFileBytes = 10_000;

    private readonly SignerCertificates _certificates = new();

    /// <summary>Runs it.</summary>
    /// <param name="packetBytes">Sizes of the large packets.</param>
    /// <param name="judgedBytes">The size that the other judges get too.</param>
    /// <param name="times">Repetitions; the best counts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<VerifyFigures>> RunAsync(IReadOnlyList<long> packetBytes, long judgedBytes, int times, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packetBytes);
        var root = Directory.CreateTempSubdirectory("docaxis-bench-verify-").FullName;
        try
        {
            using var ca = DevelopmentCa.Create(Path.Combine(root, "ca"), "DocAxis CA đo tốc độ", SignatureAlgorithm.RsaSha256, TimeSpan.FromDays(1), time);
            using var key = new LocalSigningKey(ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H98"), SignatureAlgorithm.RsaSha256));
            var anchor = Path.Combine(root, "ca.pem");
            await File.WriteAllTextAsync(anchor, ca.Certificate.ExportCertificatePem(), cancellationToken).ConfigureAwait(false);
            var figures = new List<VerifyFigures> { Small(key, ca.Certificate.RawDataMemory, times) };
            foreach (var size in packetBytes)
            {
                var path = Path.Combine(root, "packet.edxml");
                await VerifyPackets.WriteAsync(path, size, key, new PacketSigner(_certificates), time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                figures.AddRange(await LargeAsync(path, anchor, key, size == judgedBytes, times, cancellationToken).ConfigureAwait(false));
            }

            return figures;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    // Signature and the path to the anchor, which is built once and remembered, as a node does for the packets of one agency.
    private VerifyFigures Small(LocalSigningKey key, ReadOnlyMemory<byte> anchor, int times)
    {
        var verifier = new PacketVerifier(_certificates);
        var chains = new CertificateChains();
        var directory = new DirectorySnapshot([], [], [], [anchor], new Dictionary<string, SectionVersion>());
        var now = time.GetUtcNow();
        var packet = new PacketSigner(_certificates)
            .SignSmall(StrictWriter.Layout(VerifyPackets.Document(1)), [new AttachmentBytes(VerifyPackets.Bytes((int)SmallFileBytes))], key, now).Bytes;
        var rounds = times * 1000;
        for (var i = 0; i < rounds / 2; i++)
        {
            Verify();
        }

        var start = time.GetTimestamp();
        for (var i = 0; i < rounds; i++)
        {
            Verify();
        }

        var took = time.GetElapsedTime(start) / rounds;
        return chains.Built == 1
            ? Figures("DocAxis", packet.Length, took, null)
            : throw new CliFailureException(ExitCodes.Refused, "BENCH_REFUSED", "Chuỗi chứng thư bị dựng lại giữa chừng; số đo không có nghĩa.", null);

        void Verify()
        {
            var check = verifier.Verify(packet, NativeReadOptions.Default);
            Demand(check);
            if (chains.Validate(check.Certificate!.RawDataMemory, directory, PathPolicy.Official, now, []).Chain is null)
            {
                throw new CliFailureException(ExitCodes.Refused, "BENCH_REFUSED", "Chứng thư của gói đo không tới được neo tin cậy.", null);
            }
        }
    }

    private async Task<IReadOnlyList<VerifyFigures>> LargeAsync(string path, string anchor, LocalSigningKey key, bool others, int times, CancellationToken cancellationToken)
    {
        var size = new FileInfo(path).Length;
        var verifier = new PacketVerifier(_certificates);
        GC.Collect();
        ProcessFigures.ForgetPeak(Environment.ProcessId);
        var own = await BestAsync(times, async () =>
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
            Demand(await verifier.VerifyAsync(stream, NativeReadOptions.Default, cancellationToken).ConfigureAwait(false));
        }).ConfigureAwait(false);
        var figures = new List<VerifyFigures> { Figures("DocAxis", size, own, ProcessFigures.PeakResidentBytes(Environment.ProcessId)) };
        if (!others)
        {
            return figures;
        }

        if (await OtherJudges.XmlsecAsync(path, anchor, cancellationToken).ConfigureAwait(false))
        {
            figures.Add(Figures("xmlsec1", size, await BestAsync(times, () => OtherJudges.XmlsecAsync(path, anchor, cancellationToken)).ConfigureAwait(false), null));
        }

        figures.Add(Figures("SignedXml", size, await BestAsync(times, () => Task.Run(() => OtherJudges.SignedXml(path, key.Certificate), cancellationToken)).ConfigureAwait(false), null));
        return figures;
    }

    private async Task<TimeSpan> BestAsync(int times, Func<Task> work)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var start = time.GetTimestamp();
            await work().ConfigureAwait(false);
            var took = time.GetElapsedTime(start);
            best = took < best ? took : best;
        }

        return best;
    }

    private static VerifyFigures Figures(string judge, long size, TimeSpan took, long? peak) =>
        new(judge, size, Math.Round(took.TotalMilliseconds, 3), Math.Round(size / 1e6 / took.TotalSeconds, 1), Math.Round(1 / took.TotalSeconds, 1), peak);

    private static void Demand(PacketCheck check)
    {
        if (!check.Passed)
        {
            throw new CliFailureException(ExitCodes.Refused, "BENCH_REFUSED", "Bộ kiểm tra không chấp nhận gói đo.", null) { Details = [.. check.Checks.Select(static c => c.ToString())] };
        }
    }
}
