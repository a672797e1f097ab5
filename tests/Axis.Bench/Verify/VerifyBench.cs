using System.Diagnostics;
using System.Security.Cryptography.Xml;
using System.Xml;
using Axis.Core.Edxml;
using Axis.Signing.Xades;

namespace Axis.Bench.Verify;

/// <summary>
/// Verification speed: small packets per second on one thread, large packets in MB/s beside SignedXml and xmlsec1 on the same file.
/// </summary>
internal static class VerifyBench
{
    private static readonly SignerCertificates Certificates = new();
    private static readonly PacketSigner Signer = new(Certificates);
    private static readonly PacketVerifier Verifier = new(Certificates);

    public static async Task<int> RunAsync(string[] parts)
    {
        using var rsa = new BenchKey(rsa: true);
        using var ec = new BenchKey(rsa: false);
        bool Wanted(string part) => parts.Length == 0 || parts.Contains(part);
        if (Wanted("small"))
        {
            Small("RSA-2048", rsa);
            Small("P-256", ec);
        }

        if (Wanted("large") || Wanted("judges"))
        {
            await LargeAsync(rsa, 10_000_000, Wanted("judges")).ConfigureAwait(false);
            await LargeAsync(rsa, 100_000_000, Wanted("judges")).ConfigureAwait(false);
        }

        return 0;
    }

    private static void Small(string name, BenchKey key)
    {
        var layout = StrictWriter.Layout(BenchPackets.Document());
        var file = new AttachmentBytes(BenchPackets.Bytes(10_240));
        var packet = Signer.SignSmall(layout, [file], key, DateTimeOffset.UtcNow).Bytes;
        var digest = new byte[32];
        Report($"{name} key alone, sign", Rate(() => key.Sign(digest)));
        Report($"{name} sign a 10 kB document ({packet.Length} bytes)", Rate(() => Signer.SignSmall(layout, [file], key, DateTimeOffset.UtcNow)));
        Report($"{name} verify it", Rate(() => Demand(Verifier.Verify(packet, NativeReadOptions.Default))));
        Report($"{name} verify it, packet digest known", Rate(() => Demand(Verifier.Verify(packet, new NativeReadOptions { ComputePacketDigest = false }))));
        Report("read it in native form, digests and all", Rate(() => NativePacketReader.Read(packet, NativeReadOptions.Default)));
        var read = NativePacketReader.Read(packet, NativeReadOptions.Default);
        Report("scan its skeleton", Rate(() => NativeScanner.Scan(read.Skeleton.Span)));
        Report("bind its message", Rate(() => MessageBinder.Bind(read.Root, BindingMode.Native)));
    }

    private static async Task LargeAsync(BenchKey key, int packetBytes, bool judges)
    {
        var path = Path.Combine(Path.GetTempPath(), $"axis-bench-{Environment.ProcessId}.edxml");
        var anchor = path + ".pem";
        try
        {
            await BenchPackets.WriteAsync(path, packetBytes, key, Signer).ConfigureAwait(false);
            GC.Collect();
            var size = new FileInfo(path).Length;
            await MeasureAsync("DocAxis", size, 5, () => VerifyFileAsync(path, NativeReadOptions.Default)).ConfigureAwait(false);
            await MeasureAsync("DocAxis, packet digest known", size, 5, () => VerifyFileAsync(path, new NativeReadOptions { ComputePacketDigest = false })).ConfigureAwait(false);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine($"           peak resident memory of this process so far: {process.PeakWorkingSet64 / 1_000_000} MB");
            if (judges)
            {
                await File.WriteAllTextAsync(anchor, key.Certificate.ExportCertificatePem()).ConfigureAwait(false);
                await MeasureAsync("xmlsec1", size, 1, () => Task.Run(() => Xmlsec(path, anchor))).ConfigureAwait(false);
                await MeasureAsync("SignedXml", size, 1, () => Task.Run(() => WithSignedXml(path, key))).ConfigureAwait(false);
            }
        }
        finally
        {
            File.Delete(path);
            File.Delete(anchor);
        }
    }

    private static async Task VerifyFileAsync(string path, NativeReadOptions options)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            Demand(await Verifier.VerifyAsync(stream, options, CancellationToken.None).ConfigureAwait(false));
        }
    }

    private static void Xmlsec(string path, string anchor)
    {
        var start = new ProcessStartInfo("xmlsec1", ["--verify", "--trusted-pem", anchor, path]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var log = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.WriteLine("  xmlsec1 says: " + log.Split('\n')[0]);
        }
    }

    private static void WithSignedXml(string path, BenchKey key)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.Load(path);
        var signed = new SignedXml(document);
        signed.LoadXml((XmlElement)document.GetElementsByTagName("Signature", EdxmlNames.XmlDsig)[0]!);
        if (!signed.CheckSignature(key.Certificate, verifySignatureOnly: true))
        {
            throw new InvalidOperationException("SignedXml did not accept the packet.");
        }
    }

    private static void Demand(PacketCheck check)
    {
        if (!check.Passed)
        {
            throw new InvalidOperationException(string.Join("\n", check.Checks));
        }
    }

    private static async Task MeasureAsync(string what, long size, int times, Func<Task> work)
    {
        var best = TimeSpan.MaxValue;
        var processor = TimeSpan.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            await work().ConfigureAwait(false);
            best = clock.Elapsed < best ? clock.Elapsed : best;
            var used = Environment.CpuUsage.TotalTime - before;
            processor = used < processor ? used : processor;
        }

        Console.WriteLine(
            $"{size / 1_000_000,6} MB  {what,-30} {best.TotalMilliseconds,9:F1} ms  {size / 1e6 / best.TotalSeconds,8:F0} MB/s   processor time here {processor.TotalMilliseconds,8:F0} ms");
    }

    private static double Rate(Action work)
    {
        var best = 0.0;
        for (var round = 0; round < 4; round++)
        {
            var clock = Stopwatch.StartNew();
            var done = 0;
            while (clock.ElapsedMilliseconds < 700)
            {
                work();
                done++;
            }

            best = Math.Max(best, done / clock.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static void Report(string what, double perSecond) => Console.WriteLine($"{what,-58} {perSecond,10:F0}/s  {1e6 / perSecond,8:F1} us");
}
