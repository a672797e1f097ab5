using System.Net.Http.Headers;
using System.Net.Http.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A neighbour's changed key closes the link, in both directions, until the signed directory or an operator names the new one.</summary>
public sealed class ChangedKeyTests
{
    private static readonly NodeId Huyen = NodeId.Parse("huyen");
    private TestNetwork _network = null!;

    private RunningNode Province => _network[TestNetwork.Province];

    private RunningNode District => _network[TestNetwork.District];

    [SetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Province with { Parent = null }, TestNetwork.District);

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task a_server_with_another_key_gets_nothing_until_the_signed_directory_names_it()
    {
        using var key = await ChangeKeyAsync();

        var answer = await Province.SendAsync("H37", ["H37.20"]);

        var state = await ClosedAsync(Province, Huyen);
        Assert.That(state.LastErrorCode, Is.EqualTo("KEY_CHANGED"));
        var shown = (await LinksAsync(Province)).Single(static l => l.Neighbour == "huyen");
        Assert.That((shown.State, shown.ClosedReason), Is.EqualTo(("closed", state.ClosedReason)));
        Assert.That(shown.ClosedReason, Does.Contain("huyen").And.Contain("danh bạ"));
        Assert.That(Province.Store.Read(s => s.Outbox.ListFor(Digest.Parse(answer.Packet))).Single().AnsweredFailures, Is.Zero, "no attempt is spent");

        PublishKey(key);

        await Eventually.GetAsync(() => Province.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        await OpenAsync(Province, Huyen);
    }

    [Test]
    public async Task a_client_with_another_key_is_not_let_in_until_an_operator_pins_it()
    {
        using var key = await ChangeKeyAsync();

        var answer = await District.SendAsync("H37.20", ["H37"]);

        Assert.That((await ClosedAsync(Province, Huyen)).LastErrorCode, Is.EqualTo("KEY_CHANGED"));
        Assert.That(Province.Inbox(), Is.Empty);
        Assert.That(District.Store.Read(s => s.Outbox.ListFor(Digest.Parse(answer.Packet))).Single().AnsweredFailures, Is.Zero, "no attempt is spent");

        await Province.Get<IKeyPinning>().PinAsync(Huyen, LinkPins.SpkiOf(key.Certificate), "test", "đã đối chiếu qua điện thoại", CancellationToken.None);

        await Eventually.GetAsync(() => District.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        await OpenAsync(Province, Huyen);
    }

    [Test]
    public async Task a_neighbour_that_takes_its_old_key_again_is_reached_again()
    {
        var file = Path.Combine(District.Folder, "keys", "tls.p12");
        var old = await File.ReadAllBytesAsync(file);
        using var key = await ChangeKeyAsync();
        var answer = await Province.SendAsync("H37", ["H37.20"]);
        await ClosedAsync(Province, Huyen);

        await District.StopAsync();
        await File.WriteAllBytesAsync(file, old);
        await District.StartAsync();

        await Eventually.GetAsync(() => Province.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        await OpenAsync(Province, Huyen);
    }

    [Test]
    public async Task a_neighbour_that_renews_its_key_while_connected_is_called_with_the_new_one()
    {
        var first = await Province.SendAsync("H37", ["H37.20"]);
        await Eventually.GetAsync(() => Province.Tracking(first.Packet), static r => r[0].State == "01", "consigned");
        using var key = await ChangeKeyAsync();
        PublishKey(key);

        var second = await Province.SendAsync("H37", ["H37.20"]);

        await Eventually.GetAsync(() => Province.Tracking(second.Packet), static r => r[0].State == "01", "consigned");
    }

    [Test]
    public async Task a_revoked_key_stops_an_open_connection_at_its_next_request()
    {
        using var client = new LyingNeighbour(_network, TestNetwork.District, TestNetwork.Province);
        Assert.That((await client.SendAsync(HttpMethod.Get, "axis/1/ping")).Status, Is.EqualTo(200));
        var now = TimeProvider.System.GetUtcNow();

        _network.PublishProvince(TestNetwork.Province, c => c is { Use: KeyUse.Tls, Owner: "huyen" } ? c with { RevokedAt = now } : c);

        var answer = await Eventually.GetAsync(() => client.SendAsync(HttpMethod.Get, "axis/1/ping").GetAwaiter().GetResult(), static a => a.Status != 200, "refused");
        Assert.That((answer.Status, answer.Code), Is.EqualTo((403, "NEIGHBOUR_UNKNOWN")));
    }

    [Test]
    public async Task a_certificate_that_no_anchor_issued_closes_nothing()
    {
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=huyen", System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256), System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var stranger = new LyingNeighbour(_network, TestNetwork.District, TestNetwork.Province, request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1)));

        Assert.That(async () => await stranger.SendAsync(HttpMethod.Get, "axis/1/ping"), Throws.InstanceOf<HttpRequestException>());

        Assert.That(Province.Store.Read(static s => s.Links.Find(Huyen))?.ClosedReason, Is.Null);
    }

    private static Task<LinkState> ClosedAsync(RunningNode node, NodeId neighbour) =>
        Eventually.GetAsync(() => node.Store.Read(s => s.Links.Find(neighbour)), static l => l?.ClosedReason is not null, "closed")!;

    private static Task<LinkState> OpenAsync(RunningNode node, NodeId neighbour) =>
        Eventually.GetAsync(() => node.Store.Read(s => s.Links.Find(neighbour)), static l => l is { ClosedReason: null, LastContactAt: not null }, "open")!;

    private static async Task<IReadOnlyList<LinkView>> LinksAsync(RunningNode node)
    {
        var issued = await node.Get<TokenIssuer>().IssueAsync("test", Role.Operator, [], null, "test", CancellationToken.None);
        using var http = new HttpClient { BaseAddress = node.Api };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ((Done<IssuedToken>)issued).Value.Token);
        return (await http.GetFromJsonAsync<IReadOnlyList<LinkView>>("/api/v1/links", System.Text.Json.JsonSerializerOptions.Web))!;
    }

    // The district comes back with a key that the same authority issued and the directory does not name.
    private async Task<LocalSigningKey> ChangeKeyAsync()
    {
        await District.StopAsync();
        var keys = Path.Combine(District.Folder, "keys");
        var key = _network.NewKey(KeyUse.Tls, "huyen");
        File.Delete(Path.Combine(keys, "tls.p12"));
        SigningKeys.SavePkcs12(Path.Combine(keys, "tls.p12"), key.Certificate, File.ReadAllText(Path.Combine(keys, "passphrase")).TrimEnd('\n'));
        await District.StartAsync();
        return key;
    }

    private void PublishKey(LocalSigningKey key)
    {
        _network.PublishProvince(
            TestNetwork.Province,
            c => c is { Use: KeyUse.Tls, Owner: "huyen" } ? new CertificateEntry(c.Use, c.Owner, key.Certificate.RawDataMemory.ToArray(), c.ValidFrom, null, null) : c);
        _network.PutSection(TestNetwork.District, _network.ProvinceSection);
    }
}
