using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Receipts;
using Axis.Node.Keys;
using Axis.Node.Options;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Schedules;

public sealed class ScheduledWorkTests
{
    private static readonly NodeId Self = NodeId.Parse("xa-mot");
    private static readonly DateTimeOffset Today = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    private readonly TurnedClock _clock = new();
    private string _folder = "";
    private SqliteStore _store = null!;

    [SetUp]
    public void OpenStore()
    {
        _clock.Now = Today;
        _folder = Directory.CreateTempSubdirectory("axis-works-").FullName;
        _store = new SqliteStore(new SqliteStoreOptions { DatabasePath = Path.Combine(_folder, "axis.db") }, new NoSeals(), _clock, NullLogger<SqliteStore>.Instance);
    }

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task a_certificate_is_warned_of_once_at_60_30_and_7_days_and_when_it_ended()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=xa-mot", key, HashAlgorithmName.SHA256).CreateSelfSigned(Today.AddDays(-1), Today.AddDays(100));
        var entry = new CertificateEntry(KeyUse.NodeSeal, Self.Value, certificate.RawData, Today.AddDays(-1), null, null);
        var other = entry with { Owner = "xa-hai" };
        var warned = await WarnedAsync(new DirectorySnapshot([], [], [entry, other], [], FrozenDictionary<string, SectionVersion>.Empty));
        Assert.That(warned, Is.EqualTo(new[] { 59, 29, 6, -1 }));
    }

    [Test]
    public async Task a_neighbours_certificate_is_warned_of_too()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=tinh", key, HashAlgorithmName.SHA256).CreateSelfSigned(Today.AddDays(-1), Today.AddDays(100));
        var parent = new NodeEntry(NodeId.Parse("tinh"), "Tỉnh", Tier.Province, null, [], false);
        var own = new NodeEntry(Self, "Xã", Tier.Commune, parent.Id, [], true);
        var entry = new CertificateEntry(KeyUse.Tls, "tinh", certificate.RawData, Today.AddDays(-1), null, null);
        Assert.That(await WarnedAsync(new DirectorySnapshot([], [parent, own], [entry], [], FrozenDictionary<string, SectionVersion>.Empty)), Is.EqualTo(new[] { 59, 29, 6, -1 }));
    }

    [Test]
    public async Task a_trust_anchor_is_warned_of_and_its_revocation_list_when_two_days_are_left()
    {
        var folder = Path.Combine(_folder, "ca");
        using var ca = Signing.Keys.DevelopmentCa.Create(folder, "CA", Signing.Keys.SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(100), _clock);
        var snapshot = new DirectorySnapshot([], [], [], [ca.Certificate.RawDataMemory], FrozenDictionary<string, SectionVersion>.Empty) { RevocationLists = [ca.IssueCrl(TimeSpan.FromDays(20))] };
        Assert.That(await WarnedAsync(snapshot), Is.EqualTo(new[] { 100 - 19, 79, 59, 29, 6, -1 }));
    }

    [Test]
    public async Task a_certificate_that_a_newer_one_has_replaced_is_not_warned_of()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=xa-mot", key, HashAlgorithmName.SHA256);
        using var old = request.CreateSelfSigned(Today.AddDays(-1), Today.AddDays(100));
        using var next = request.CreateSelfSigned(Today.AddDays(-1), Today.AddDays(400));
        CertificateEntry Entry(X509Certificate2 certificate) => new(KeyUse.Tls, Self.Value, certificate.RawData, Today.AddDays(-1), null, null);
        Assert.That(await WarnedAsync(new DirectorySnapshot([], [], [Entry(old), Entry(next)], [], FrozenDictionary<string, SectionVersion>.Empty)), Is.Empty);
    }

    private async Task<List<int>> WarnedAsync(DirectorySnapshot snapshot)
    {
        using var calendar = new CertificateCalendar(() => snapshot, Self, new LinkOptions(), _clock);
        var watch = new WatchCertificates(_store, calendar, _clock, NullLogger<WatchCertificates>.Instance);
        var warned = new List<int>();
        for (var day = 0; day <= 110; day++)
        {
            _clock.Now = Today.AddDays(day);
            if (await watch.RunAsync(CancellationToken.None) > 0)
            {
                warned.Add(100 - day);
            }
        }

        return warned;
    }

    [Test]
    public async Task a_late_recipient_is_warned_of_once()
    {
        await _store.WriteAsync(
            s =>
            {
                s.Tracking.Add(Row(Today.AddHours(24)));
                return true;
            },
            CancellationToken.None);
        var failures = new CountedFailures();
        var chase = new ChaseReceipts(_store, failures, new DeadlineOptions(), _clock, NullLogger<ChaseReceipts>.Instance);
        var done = new List<int>();
        foreach (var hours in new[] { 1, 25, 26 })
        {
            _clock.Now = Today.AddHours(hours);
            done.Add(await chase.RunAsync(CancellationToken.None));
        }

        Assert.That(done, Is.EqualTo(new[] { 0, 1, 0 }));
    }

    [Test]
    public async Task a_status_whose_document_never_comes_is_told_once_after_30_days()
    {
        await _store.WriteAsync(
            s =>
            {
                s.Tracking.Add(Row(deadline: null));
                return true;
            },
            CancellationToken.None);
        var chase = new ChaseReceipts(_store, new CountedFailures(), new DeadlineOptions(), _clock, NullLogger<ChaseReceipts>.Instance);
        var done = new List<int>();
        foreach (var day in new[] { 30, 31, 32 })
        {
            _clock.Now = Today.AddDays(day);
            done.Add(await chase.RunAsync(CancellationToken.None));
        }

        Assert.That(done, Is.EqualTo(new[] { 0, 1, 0 }));
        Assert.That(_store.Read(static s => s.Journal.List(null, 10, null)).Select(static l => l.Entry.Kind), Is.EqualTo(new[] { "status-unmatched" }));
    }

    private static TrackingRow Row(DateTimeOffset? deadline) => new(
        Guid.CreateVersion7(Today), null, OrganId.Parse("H37.01"), "H37.01,2026/03/02,05/BC-UBND", "05/BC-UBND", OrganId.Parse("H37"), OrganId.Parse("H37"),
        "SENT", null, null, null, deadline, null, null, null, null, Today, Today);

    private sealed class TurnedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class NoSeals : IReceiptSealer
    {
        public IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts) => throw new InvalidOperationException("These works issue no receipts.");
    }

    private sealed class CountedFailures : IDeliveryFailures
    {
        public Task<int> StateAsync(IReadOnlyList<Delivery> overdue, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(overdue.Count);
    }
}
