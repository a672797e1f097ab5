using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Directories;
using Axis.Node.Keys;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Journey.Tests.Tokens;

/// <summary>Several keys of one agency at once, on real nodes.</summary>
public sealed class RolloverTests
{
    private const string Agency = "H37";
    private TestNetwork _network;

    private RunningNode Node => _network[TestNetwork.Province];

    private string Keys => Path.Combine(Node.Folder, "keys");

    [SetUp]
    public async Task Start() => _network = await TestNetwork.StartAsync(TestNetwork.Province, TestNetwork.District);

    [TearDown]
    public async Task Stop() => await _network.DisposeAsync();

    private LocalSigningKey AddKey(string label)
    {
        var key = _network.NewKey(KeyUse.Agency, Agency);
        SigningKeys.SavePkcs12(Path.Combine(Keys, $"agency-{Agency}@{label}.p12"), key.Certificate, PassphraseFile.Read(Path.Combine(Keys, "passphrase")));
        return key;
    }

    private static CertificateEntry Entry(LocalSigningKey key, DateTimeOffset from) => new(KeyUse.Agency, Agency, key.Certificate.RawDataMemory.ToArray(), from, null, null);

    // Stated from now on and not from an hour ago: then the certificates' own first instants would decide, which lie in one second on a fast machine.
    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private Digest Chosen() => Node.Get<KeyRing>().Choose(KeyUse.Agency, Agency) is KeyChoice.Chosen chosen ? chosen.Held.Thumbprint : default;

    private Task<Outcome<SubmitAnswer>> TrySendAsync() => Node.TrySendAsync(Agency, ["H37.20"]);

    private async Task PublishAsync(Func<CertificateEntry, CertificateEntry> change)
    {
        var version = Node.Get<LiveDirectory>().Versions["H37"];
        _network.PublishProvince(TestNetwork.Province, change);
        await UntilAsync(() => Node.Get<LiveDirectory>().Versions["H37"] > version);
    }

    private static Task<bool> UntilAsync(Func<bool> look) => Eventually.GetAsync(look, static seen => seen, "the change", 90);

    [Test]
    public async Task the_newest_key_signs_from_its_first_instant_without_a_restart()
    {
        var old = Chosen();
        using var next = AddKey("ke-tiep");
        _network.ExtraCertificates.Add((TestNetwork.Province, Entry(next, Seconds(TimeProvider.System.GetUtcNow().AddSeconds(6)))));
        await PublishAsync(static c => c);
        await UntilAsync(() => Node.Get<KeyRing>().Keys.Any(k => k.Thumbprint == Digest.Of(next.Certificate.RawDataMemory.Span)));
        var before = Chosen();
        await UntilAsync(() => Chosen() != old);
        Assert.That((before, Chosen()), Is.EqualTo((old, Digest.Of(next.Certificate.RawDataMemory.Span))));
    }

    [Test]
    public async Task a_revoked_key_stops_at_once_and_the_other_signs()
    {
        var old = Chosen();
        using var next = AddKey("moi");
        _network.ExtraCertificates.Add((TestNetwork.Province, Entry(next, Seconds(TimeProvider.System.GetUtcNow()))));
        await PublishAsync(c => c.Thumbprint == old ? c with { RevokedAt = Seconds(TimeProvider.System.GetUtcNow()) } : c);
        await UntilAsync(() => Chosen() == Digest.Of(next.Certificate.RawDataMemory.Span));
        Assert.That(await TrySendAsync(), Is.InstanceOf<Done<SubmitAnswer>>());
    }

    [Test]
    public async Task an_agency_whose_only_key_is_revoked_is_refused_with_the_reason()
    {
        var old = Chosen();
        await PublishAsync(c => c.Thumbprint == old ? c with { RevokedAt = Seconds(TimeProvider.System.GetUtcNow()) } : c);
        Assert.That(((Refused<SubmitAnswer>)await TrySendAsync()).Why.Code, Is.EqualTo("AGENCY_KEY_REVOKED"));
    }

    [Test]
    public async Task what_was_signed_before_a_revocation_keeps_its_verdict()
    {
        var sent = await Node.SendAsync(Agency, ["H37.20"]);
        var receiver = _network[TestNetwork.District];
        await UntilAsync(() => receiver.Inbox().Count == 1);
        var verdict = receiver.Inbox()[0].Verdict;
        var old = Chosen();
        await PublishAsync(c => c.Thumbprint == old ? c with { RevokedAt = Seconds(TimeProvider.System.GetUtcNow()) } : c);
        _network.PutSection(TestNetwork.District, _network.ProvinceSection);
        await UntilAsync(() => receiver.Get<LiveDirectory>().Versions["H37"] == Node.Get<LiveDirectory>().Versions["H37"]);
        Assert.That((verdict, receiver.Inbox()[0].Verdict, receiver.Inbox()[0].Packet.ToString()), Is.EqualTo(("TOTAL-PASSED", "TOTAL-PASSED", sent.Packet)));
    }

    [Test]
    public async Task a_token_that_is_out_refuses_submissions_and_the_node_goes_on_by_itself_when_it_is_back()
    {
        using var token = new SoftToken();
        var certificate = _network.NewKey(KeyUse.Agency, Agency, SignatureAlgorithm.RsaSha256);
        token.Import(certificate.Certificate, "ky");
        SoftToken.WriteKeyFile(Keys, $"agency-{Agency}@thiet-bi", certificate.Certificate, "ky");
        _network.ExtraCertificates.Add((TestNetwork.Province, Entry(certificate, Seconds(TimeProvider.System.GetUtcNow()))));
        await PublishAsync(static c => c);
        await UntilAsync(() => Chosen() == Digest.Of(certificate.Certificate.RawDataMemory.Span));
        var first = await TrySendAsync();
        token.Unplug();
        var out1 = await TrySendAsync();
        token.PlugIn();
        Outcome<SubmitAnswer> back = out1;
        await UntilAsync(() => (back = TrySendAsync().GetAwaiter().GetResult()) is Done<SubmitAnswer>);
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.InstanceOf<Done<SubmitAnswer>>());
            Assert.That(((Refused<SubmitAnswer>)out1).Why.Code, Is.EqualTo(KeyUnavailableException.TokenAbsent));
            Assert.That(back, Is.InstanceOf<Done<SubmitAnswer>>());
        });
    }
}
