using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Signing.Keys;
using Axis.Signing.Pdf;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Pdf;

/// <summary>Document timestamps, the cost of large files, and algorithms that are no longer trusted.</summary>
public sealed class PdfTimestampTests
{
    private PdfWorld _world = null!;
    private X509Certificate2 _authority = null!;
    private DevelopmentTsa _tsa = null!;

    [OneTimeSetUp]
    public void Make()
    {
        _world = new PdfWorld();
        _authority = _world.Ca.IssueWithKey(new CertificateProfile(Core.Agencies.KeyUse.Timestamp, "TSA thử nghiệm"), SignatureAlgorithm.EcdsaP256Sha256);
        _tsa = new DevelopmentTsa(_authority, TimeProvider.System);
    }

    [OneTimeTearDown]
    public void Clear()
    {
        _tsa.Dispose();
        _authority.Dispose();
        _world.Dispose();
    }

    [Test]
    public void a_document_timestamp_is_valid_and_permitted_behind_signatures()
    {
        var report = _world.Verify(Stamped(_world.SignedTwice()));
        Assert.That(report.Signatures.Select(static s => (s.Kind, s.Verdict)), Is.EqualTo(new[]
        {
            (PdfSignerKind.Person, "TOTAL-PASSED"), (PdfSignerKind.Agency, "TOTAL-PASSED"), (PdfSignerKind.TimestampAuthority, "TOTAL-PASSED"),
        }), PdfWorld.Explain(report));
    }

    [Test]
    public void a_document_timestamp_proves_the_time_of_the_signatures_before_it()
    {
        var report = _world.Verify(Stamped(_world.SignedTwice()));
        Assert.That(report.Signatures.Take(2).Select(static s => s.Proof?.Kind), Is.All.EqualTo("timestamp-token"));
    }

    [Test]
    public void a_document_timestamp_over_other_bytes_fails()
    {
        var report = _world.Verify(Stamped(_world.SignedTwice(), static digest => digest[0] ^= 1));
        Assert.That(report.Signatures[2].Verdict, Is.EqualTo("TOTAL-FAILED/HASH_FAILURE"));
    }

    [Test]
    public void a_document_timestamp_alone_is_no_signature_of_anybody()
    {
        Assert.That(_world.Value(Stamped(TestPdf.Document())).Code, Is.EqualTo("NONE"));
    }

    [Test]
    public void a_signature_over_sha1_is_called_by_its_name_and_proves_nothing()
    {
        var report = _world.Verify(Attacks.HandSigned(TestPdf.Document(), _world.Agency, digest: "1.3.14.3.2.26"));
        Assert.That(
            (report.Indication, report.Signatures[0].Checks.Single(static c => c.Name == PdfChecks.Algorithms).Detail.Contains("SHA-1", StringComparison.Ordinal)),
            Is.EqualTo((Indication.Indeterminate, true)));
    }

    [Test]
    public void a_file_of_256_mebibytes_costs_no_more_memory_than_a_small_one()
    {
        using var folder = new Support.TemporaryFolder();
        var path = folder.File("large.pdf");
        const long size = 256L << 20;
        WriteLarge(path, size);
        var signed = folder.File("signed.pdf");
        using (var source = PdfSource.Open(path))
        using (var output = File.Create(signed))
        {
            PdfSigner.Sign(source, output, _world.Agency, new PdfSigning { SignedAt = DateTimeOffset.UtcNow.AddMinutes(-1) }, CancellationToken.None);
        }

        var verifier = new PdfVerifier(new CertificateChains());
        using var large = PdfSource.Open(signed);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = verifier.Verify(large, _world.Trust, CancellationToken.None);
        Assert.That(
            (report.Verdict, GC.GetAllocatedBytesForCurrentThread() - before < 16 << 20), Is.EqualTo(("TOTAL-PASSED", true)), PdfWorld.Explain(report));
    }

    // A page whose picture is all zeros; the file is sparse, so that it costs the disk nothing.
    private static void WriteLarge(string path, long size)
    {
        using var file = File.Create(path);
        var offsets = new List<long>();
        void Put(string text) => file.Write(Encoding.ASCII.GetBytes(text));
        void Object(string text)
        {
            offsets.Add(file.Position);
            Put($"{offsets.Count} 0 obj\n{text}\nendobj\n");
        }

        Put("%PDF-1.7\n");
        Object(TestPdf.Catalog);
        Object("<</Type /Pages /Kids [3 0 R] /Count 1>>");
        Object("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>>");
        offsets.Add(file.Position);
        Put($"4 0 obj\n<</Length {size}>>\nstream\n");
        file.Seek(size, SeekOrigin.Current);
        Put("\nendstream\nendobj\n");
        var start = file.Position;
        Put("xref\n0 5\n0000000000 65535 f\r\n" + string.Concat(offsets.Select(static o => $"{o:D10} 00000 n\r\n")) + $"trailer\n<</Size 5 /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    }

    private byte[] Stamped(byte[] pdf, Action<byte[]>? spoil = null) => Attacks.AddTimestamp(pdf, content =>
    {
        var digest = SHA256.HashData(content);
        spoil?.Invoke(digest);
        var query = TimestampQuery.For(digest, HashAlgorithmName.SHA256);
        return query.Accept(_tsa.Answer(query.Der)).Der.ToArray();
    });
}
