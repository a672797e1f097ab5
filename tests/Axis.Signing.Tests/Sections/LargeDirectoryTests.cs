using System.Diagnostics;
using System.Runtime.CompilerServices;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Sections;

/// <summary>A directory of the whole country, 120,000 agencies, on an old PC.</summary>
public sealed class LargeDirectoryTests
{
    private const int Agencies = 120_000;
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private static IEnumerable<DirectoryRecord> Country() => Enumerable.Range(0, Agencies).Select(static i => new AgencyRecord(new Agency(
        OrganId.Parse($"H{i % 34:00}.{i / 34 % 90:00}.{i:000000}"),
        $"Ủy ban nhân dân xã Tiên Lương số {i}, tỉnh thứ {i % 34}",
        Tier.Commune,
        OrganId.Parse($"H{i % 34:00}"),
        NodeId.Parse($"xa-{i % 3321:0000}.tinh"),
        AgencyStatus.Active,
        Now,
        null,
        [],
        [])
    {
        Codes = [new CodePeriod(OrganId.Parse($"000.{i % 90:00}.{i % 80:00}.H{i % 34:00}-{i}"), CodeKind.Pair, null, null)],
    }));

    // By itself, so that nothing here keeps the bytes alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Restore(DirectoryBook book, string file)
    {
        Assert.That(book.Restore([File.ReadAllBytes(file)]), Is.Empty);
        book.Keep(book.Find("root")!, () => File.ReadAllBytes(file));
    }

    [Test]
    public void the_whole_country_takes_little_memory_and_time()
    {
        using var folder = new TemporaryFolder();
        using var ca = DevelopmentCa.Create(folder.File("ca"), "CA", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(9), new SetClock(Now.AddDays(-1)));
        using var key = new LocalSigningKey(ca.IssueWithKey(new CertificateProfile(KeyUse.Directory, "root"), SignatureAlgorithm.EcdsaP256Sha256));
        var file = folder.File("root.section");
        File.WriteAllBytes(file, DirectorySection.Sign(new SectionDraft("root", 1, null, Now, Now.AddDays(9)), Country(), key).Bytes.ToArray());
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var book = new DirectoryBook(DirectoryKey.Of(key));
        Restore(book, file);
        var time = clock.Elapsed;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Out.WriteLine($"{new FileInfo(file).Length / 1e6:0.0} MB signed, {held / 1e6:0.0} MB held, {book.Find("root")!.Agencies.PackedBytes / 1e6:0.0} MB of it rows, {time.TotalMilliseconds:0} ms");
        Assert.That(book.Snapshot.Agencies, Has.Count.EqualTo(Agencies));
        Assert.That(book.Snapshot.FindAgency(OrganId.Parse("H05.03.000107"))?.Name, Does.Contain("số 107,"));
        Assert.That(held, Is.LessThan(24_000_000), "packed rows, the index, nothing of the bytes");
        Assert.That(book.Find("root")!.Bytes.Length, Is.EqualTo(new FileInfo(file).Length), "the bytes are read again where they are kept");
    }
}
