using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A link key that one entry of the directory has withdrawn while another entry for the same certificate still holds.</summary>
public sealed class WithdrawnLinkKeyTests
{
    private static readonly NodeId Central = NodeId.Parse(TestNetwork.Central.Id);
    private TestNetwork _network = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public void another_entry_for_the_same_certificate_does_not_bring_it_back()
    {
        using var presented = Presented();

        Assert.That(Pins(TimeProvider.System.GetUtcNow().AddMinutes(-1)).IsKeyOf(Central, presented), Is.False);
    }

    [Test]
    public void until_its_withdrawal_it_holds()
    {
        using var presented = Presented();

        Assert.That(Pins(TimeProvider.System.GetUtcNow().AddHours(1)).IsKeyOf(Central, presented), Is.True);
    }

    [Test]
    public async Task a_pin_from_before_does_not_bring_it_back_either()
    {
        using var presented = Presented();
        var pins = Pins(TimeProvider.System.GetUtcNow().AddMinutes(-1));

        await pins.PinAsync(Central, LinkPins.SpkiOf(presented), "test", "đã đối chiếu qua điện thoại", CancellationToken.None);

        Assert.That(pins.IsKeyOf(Central, presented), Is.False);
    }

    private LinkPins Pins(DateTimeOffset revokedAt)
    {
        var province = _network[TestNetwork.Province];
        var known = province.Get<LiveDirectory>().Snapshot;
        var entry = known.Certificates.First(static c => c.Use == KeyUse.Tls && c.Owner == Central.Value);
        var directory = new DirectorySnapshot(known.Agencies, known.Nodes, [.. known.Certificates, entry with { RevokedAt = revokedAt }], known.TrustAnchors, known.Sections);
        return new LinkPins(new LiveDirectory(NodeId.Parse(TestNetwork.Province.Id), new LinkOptions(), directory), province.Store, TimeProvider.System);
    }

    private X509Certificate2 Presented()
    {
        var keys = Path.Combine(_network[TestNetwork.Central].Folder, "keys");
        using var key = SigningKeys.LoadPkcs12(Path.Combine(keys, "tls.p12"), Path.Combine(keys, "passphrase"));
        return X509CertificateLoader.LoadCertificate(key.Certificate.RawDataMemory.Span);
    }
}
