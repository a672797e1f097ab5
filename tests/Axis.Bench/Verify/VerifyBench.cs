using System.Diagnostics;
using Axis.Cli.Commands.Bench.Verifying;
using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Bench.Verify;

/// <summary>Parts of signing and verifying small packets, per second on one thread. <c>axis bench</c> measures the whole, and large packets beside other judges.</summary>
internal static class VerifyBench
{
    private static readonly SignerCertificates Certificates = new();
    private static readonly PacketSigner Signer = new(Certificates);
    private static readonly PacketVerifier Verifier = new(Certificates);

    public static int Run()
    {
        var root = Directory.CreateTempSubdirectory("axis-bench-").FullName;
        try
        {
            using var ca = DevelopmentCa.Create(root, "DocAxis CA đo tốc độ", SignatureAlgorithm.RsaSha256, TimeSpan.FromDays(1), TimeProvider.System);
            foreach (var algorithm in new[] { SignatureAlgorithm.RsaSha256, SignatureAlgorithm.EcdsaP256Sha256 })
            {
                using var key = new LocalSigningKey(ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H98"), algorithm));
                Small(algorithm.ToString(), key);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        return 0;
    }

    private static void Small(string name, LocalSigningKey key)
    {
        var layout = StrictWriter.Layout(VerifyPackets.Document(1));
        var file = new AttachmentBytes(VerifyPackets.Bytes(10_240));
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

    private static void Demand(PacketCheck check)
    {
        if (!check.Passed)
        {
            throw new InvalidOperationException(string.Join("\n", check.Checks));
        }
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
